//! Numbers of pairs of texts, as a store keeps them: of each text those with the texts whose keys are greater.

use std::collections::{BTreeMap, HashMap};

use diptych_store::TextKey;

/// Bytes of one pair: the key of the other text, and its number.
const PAIR: usize = size_of::<TextKey>() + 4;

/// Numbers of pairs that were known before, and those that came since.
#[derive(Debug, Default)]
pub(crate) struct Pairs {
    known: HashMap<TextKey, Vec<u8>>,
    new: BTreeMap<TextKey, BTreeMap<TextKey, f32>>,
}

impl Pairs {
    /// Those that were kept. A body that is not of that form is left out, so that it is made again.
    pub(crate) fn new(mut known: HashMap<TextKey, Vec<u8>>) -> Self {
        known.retain(|_, body| {
            let (records, rest) = body.as_chunks::<PAIR>();
            rest.is_empty()
                && records.is_sorted_by(|a, b| a[..16] < b[..16])
                && records.iter().all(|one| number(one).is_finite())
        });
        Self {
            known,
            new: BTreeMap::new(),
        }
    }

    /// The number of a pair, whichever stands first.
    pub(crate) fn of(&self, a: TextKey, b: TextKey) -> Option<f32> {
        let (a, b) = (a.min(b), a.max(b));
        let old = || {
            let records = self.known.get(&a)?.as_chunks::<PAIR>().0;
            let place = records.binary_search_by(|one| one[..16].cmp(&b));
            Some(number(&records[place.ok()?]))
        };
        old().or_else(|| self.new.get(&a)?.get(&b).copied())
    }

    /// Adds the number of a pair; one that is none is not kept.
    pub(crate) fn add(&mut self, a: TextKey, b: TextKey, number: f32) {
        if number.is_finite() {
            let (a, b) = (a.min(b), a.max(b));
            self.new.entry(a).or_default().insert(b, number);
        }
    }

    /// The bodies that are to be kept, of the texts that have a new pair.
    pub(crate) fn changed(self) -> Vec<(TextKey, Vec<u8>)> {
        let Self { known, new } = self;
        let body = |(key, mut of): (TextKey, BTreeMap<TextKey, f32>)| {
            let old = known.get(&key).map_or(&[][..], Vec::as_slice);
            for one in old.as_chunks::<PAIR>().0 {
                let other: &TextKey = one.first_chunk().expect("a record begins with a key");
                of.insert(*other, number(one));
            }
            let mut body = Vec::with_capacity(of.len() * PAIR);
            for (other, number) in of {
                body.extend_from_slice(&other);
                body.extend_from_slice(&number.to_le_bytes());
            }
            (key, body)
        };
        new.into_iter().map(body).collect()
    }
}

fn number(record: &[u8; PAIR]) -> f32 {
    let bytes = record.last_chunk().expect("a record ends with a number");
    f32::from_le_bytes(*bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_come_back_whichever_stands_first_and_join_those_that_were_known() {
        let [a, b, c] = [[1; 16], [2; 16], [3; 16]];
        let mut pairs = Pairs::default();
        pairs.add(b, a, 0.25);
        pairs.add(a, a, 1.0);
        pairs.add(c, a, f32::NAN);
        assert_eq!((pairs.of(a, b), pairs.of(b, a)), (Some(0.25), Some(0.25)));
        assert_eq!(pairs.of(a, c), None);
        let kept: HashMap<TextKey, Vec<u8>> = pairs.changed().into_iter().collect();
        let mut pairs = Pairs::new(kept.clone());
        assert_eq!((pairs.of(a, b), pairs.of(a, a)), (Some(0.25), Some(1.0)));
        assert!(Pairs::new(kept).changed().is_empty());
        pairs.add(c, a, -0.5);
        pairs.add(c, b, 0.5);
        let changed = pairs.changed();
        assert_eq!(changed.len(), 2);
        let pairs = Pairs::new(changed.into_iter().collect());
        assert_eq!(pairs.of(a, b), Some(0.25));
        assert_eq!((pairs.of(a, c), pairs.of(c, b)), (Some(-0.5), Some(0.5)));
    }

    #[test]
    fn what_is_not_of_that_form_is_left_out() {
        let (a, b) = ([1; 16], [2; 16]);
        let mut pairs = Pairs::default();
        pairs.add(a, b, 0.25);
        let good = pairs.changed().remove(0).1;
        let twice = [good.clone(), good.clone()].concat();
        for bad in [
            good[1..].to_vec(),
            twice,
            [&good[..16], &f32::NAN.to_le_bytes()].concat(),
        ] {
            assert_eq!(Pairs::new([(a, bad)].into()).of(a, b), None);
        }
        assert_eq!(Pairs::new([(a, good)].into()).of(a, b), Some(0.25));
    }
}
