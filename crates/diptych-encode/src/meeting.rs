//! Pairs of texts that meet piece by piece, looked at in turn, so that few are held at once.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use crate::encoder::Worded;
use crate::error::{Error, Result};
use crate::grain::Grain;
use crate::pieces::PieceGround;

/// Bytes of grains that are kept at once while pairs are looked at: those of some 18,000 sentences.
const KEPT: usize = 192 << 20;

/// Pairs that are looked at before those that are kept are counted again.
const PAIRS: usize = 4096;

/// How much better the pieces of the two of every pair meet than those of texts that only lie near each other.
/// `grains` gives those of texts, in their order; nothing where there are none to be had.
///
/// # Errors
/// What `grains` could not do.
pub fn meet(
    ground: &PieceGround,
    pairs: &[(Worded<'_>, Worded<'_>)],
    mut grains: impl FnMut(&[Worded<'_>]) -> Result<Option<Vec<Grain>>>,
) -> Result<Option<Vec<f32>>> {
    let mut held: HashMap<Worded<'_>, Grain> = HashMap::new();
    let mut size = 0;
    let mut out = Vec::with_capacity(pairs.len());
    for pairs in pairs.chunks(PAIRS) {
        if size > KEPT {
            (held, size) = (HashMap::new(), 0);
        }
        let mut wanted: Vec<Worded<'_>> = Vec::new();
        let mut seen = HashSet::new();
        for text in pairs.iter().flat_map(|(a, b)| [*a, *b]) {
            if !held.contains_key(&text) && seen.insert(text) {
                wanted.push(text);
            }
        }
        let Some(made) = grains(&wanted)? else {
            return Ok(None);
        };
        if made.len() != wanted.len() {
            return Err(Error::Encoder("a text got no pieces".to_owned()));
        }
        for (text, grain) in wanted.into_iter().zip(made) {
            size += grain.size();
            held.insert(text, grain);
        }
        let one = |(a, b): &(Worded<'_>, Worded<'_>)| {
            ground.beyond((&held[a], a.lang), (&held[b], b.lang))
        };
        out.par_extend(pairs.par_iter().map(one));
    }
    Ok(Some(out))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Pieces, Vectors};

    #[test]
    fn every_text_is_asked_for_once_and_what_cannot_be_had_is_told() {
        let ground = PieceGround::default();
        let worded = |text| Worded { text, lang: "en" };
        let (a, b, c) = (worded("a"), worded("b"), worded("c"));
        let mut asked = 0;
        let mut grains = |texts: &[Worded<'_>]| {
            asked += texts.len();
            let one = |text: &Worded<'_>| {
                let lean = f32::from(text.text.as_bytes()[0] - b'a') / 2.0;
                let row = vec![1.0 - lean, lean];
                let pieces = Pieces::new(Vectors::from_rows(2, row), vec![1.0]);
                ground.grain(pieces, "en")
            };
            Ok(Some(texts.iter().map(one).collect()))
        };
        let met = meet(&ground, &[(a, b), (b, a), (a, c)], &mut grains).unwrap();
        let met = met.unwrap();
        assert_eq!((met.len(), met[0], asked), (3, met[1], 3));
        assert!(met[0] > met[2]);
        assert_eq!(meet(&ground, &[(a, b)], |_| Ok(None)), Ok(None));
        assert!(meet(&ground, &[(a, b)], |_| Ok(Some(Vec::new()))).is_err());
        assert_eq!(
            meet(&ground, &[], |_| Ok(Some(Vec::new()))),
            Ok(Some(Vec::new()))
        );
    }
}
