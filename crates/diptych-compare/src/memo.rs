//! What was worked out of a word, kept by each thread: the same few thousand words come again and again.

use std::cell::RefCell;
use std::collections::HashMap;

/// Words that a thread keeps; where more come, it begins anew.
const MOST: usize = 1 << 14;

/// What something makes of words.
#[derive(Debug)]
pub(crate) struct Memo<V>(RefCell<HashMap<Box<str>, V>>);

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<V: Clone> Memo<V> {
    /// What `make` makes of the word, or made of it before: it must hang on nothing else.
    pub(crate) fn of(&self, word: &str, make: impl FnOnce() -> V) -> V {
        if let Some(known) = self.0.borrow().get(word) {
            return known.clone();
        }
        // It may ask for other words meanwhile.
        let made = make();
        let mut all = self.0.borrow_mut();
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(word.into(), made.clone());
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_worked_out_once_and_no_thread_keeps_all_there_are() {
        let memo = Memo::default();
        let mut made = 0;
        for word in ["a", "b", "a"] {
            let length = memo.of(word, || {
                made += 1;
                word.len()
            });
            assert_eq!(length, 1);
        }
        assert_eq!(made, 2);
        for number in 0..MOST + 3 {
            memo.of(&number.to_string(), || number);
        }
        assert!(memo.0.borrow().len() <= MOST);
        assert_eq!(memo.of("7", || 7), 7);
    }
}
