//! Keys with their parts, packed: a large case holds millions of them.

use std::collections::BTreeMap;

use smol_str::SmolStr;

/// Keys in their order, each with the part of its weight that counts.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Keyed(Box<[(SmolStr, f32)]>);

impl Keyed {
    /// The keys with their parts, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, f32)> {
        self.0.iter().map(|(key, part)| (key.as_str(), *part))
    }

    /// Whether one of them is `key`.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.0
            .binary_search_by(|(own, _)| own.as_str().cmp(key))
            .is_ok()
    }

    /// Whether one of them begins so.
    pub(crate) fn begins(&self, start: &str) -> bool {
        let at = self.0.partition_point(|(own, _)| own.as_str() < start);
        self.0
            .get(at)
            .is_some_and(|(own, _)| own.starts_with(start))
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

impl From<BTreeMap<String, f32>> for Keyed {
    fn from(keys: BTreeMap<String, f32>) -> Self {
        let pack = |(key, part): (String, f32)| (SmolStr::from(key), part);
        Self(keys.into_iter().map(pack).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_keys_are_found_and_keep_their_order() {
        let long = "w:перепоховання-жертв".to_owned();
        let keys = BTreeMap::from([
            ("w:bridge".to_owned(), 1.0),
            (long.clone(), 0.35),
            ("c:fee".to_owned(), 0.5),
        ]);
        let packed = Keyed::from(keys);
        let listed: Vec<(&str, f32)> = packed.iter().collect();
        assert_eq!(
            listed,
            [("c:fee", 0.5), ("w:bridge", 1.0), (long.as_str(), 0.35)]
        );
        assert!(packed.has("c:fee") && packed.has(&long) && !packed.has("c:fe"));
        assert!(packed.begins("w:bri") && packed.begins("w:пере") && !packed.begins("w:c"));
        assert_eq!((packed.len(), Keyed::default().len()), (3, 0));
    }
}
