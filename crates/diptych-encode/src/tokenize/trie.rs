//! All pieces that begin at a place of a text, in one walk.

/// No piece ends here.
const NONE: u32 = u32::MAX;

/// A tree of bytes over a sorted list of pieces.
///
/// The children of a node lie next to each other, so a node is where its
/// children begin; they end where those of the next node begin.
pub(crate) struct Trie {
    first: Vec<u32>,
    label: Vec<u8>,
    value: Vec<u32>,
    /// The child of the root for every byte; 0 is the root itself and stands for none.
    root: Vec<u32>,
}

impl Trie {
    /// The tree over pieces that are in the order of their bytes and differ.
    ///
    /// Their values are their places in the list. Takes time linear in their bytes.
    pub(crate) fn new(pieces: &[&[u8]]) -> Self {
        let mut trie = Self {
            first: Vec::new(),
            label: vec![0],
            value: vec![NONE],
            root: vec![0; 256],
        };
        // Which pieces lie below a node, and how deep it lies. Nodes are taken in the order in which
        // they were made, which is what puts brothers side by side.
        let mut below = vec![(0..pieces.len(), 0)];
        let mut node = 0;
        while node < below.len() {
            trie.first.push(trie.label.len() as u32);
            let (mut range, depth) = below[node].clone();
            if range.start < range.end && pieces[range.start].len() == depth {
                trie.value[node] = range.start as u32;
                range.start += 1;
            }
            while range.start < range.end {
                let byte = pieces[range.start][depth];
                let same = pieces[range.clone()].partition_point(|piece| piece[depth] <= byte);
                trie.label.push(byte);
                trie.value.push(NONE);
                below.push((range.start..range.start + same, depth + 1));
                range.start += same;
            }
            node += 1;
        }
        trie.first.push(trie.label.len() as u32);
        for child in trie.first[0]..trie.first[1] {
            trie.root[usize::from(trie.label[child as usize])] = child;
        }
        trie
    }

    /// Every piece that `text` begins with, shortest first: its length and its value.
    pub(crate) fn prefixes<'a>(
        &'a self,
        text: &'a [u8],
    ) -> impl Iterator<Item = (usize, u32)> + 'a {
        let mut node = 0;
        text.iter()
            .enumerate()
            .map_while(move |(index, &byte)| {
                node = self.child(node, byte)?;
                Some((index + 1, self.value[node]))
            })
            .filter(|&(_, value)| value != NONE)
    }

    fn child(&self, node: usize, byte: u8) -> Option<usize> {
        if node == 0 {
            let child = self.root[usize::from(byte)] as usize;
            return (child > 0).then_some(child);
        }
        let (start, end) = (self.first[node] as usize, self.first[node + 1] as usize);
        let found = self.label[start..end].binary_search(&byte).ok()?;
        Some(start + found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pieces: &[&str], text: &str) -> Vec<(usize, u32)> {
        let bytes: Vec<&[u8]> = pieces.iter().map(|piece| piece.as_bytes()).collect();
        Trie::new(&bytes).prefixes(text.as_bytes()).collect()
    }

    #[test]
    fn prefixes_come_shortest_first() {
        let pieces = ["a", "ab", "abcd", "b", "мир", "мира"];
        assert_eq!(found(&pieces, "abcde"), [(1, 0), (2, 1), (4, 2)]);
        assert_eq!(found(&pieces, "abc"), [(1, 0), (2, 1)]);
        assert_eq!(found(&pieces, "мирами"), [(6, 4), (8, 5)]);
        assert_eq!(found(&pieces, "c"), []);
        assert_eq!(found(&pieces, ""), []);
    }

    #[test]
    fn a_tree_without_pieces_finds_none() {
        assert_eq!(found(&[], "abc"), []);
    }
}
