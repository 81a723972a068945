//! An encoder over a store: a text is encoded once, and the encoder itself is asked for nothing where
//! everything that it made is there.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use diptych_encode::{
    Encoder, Error, Grain, PieceGround, Vectors, Worded, meet, text_key, worded_key,
};
use diptych_store::{Result, Store, TextKey};
use rayon::prelude::*;

use crate::pairs::Pairs;

/// Names the program that makes vectors, so that what an older one made of pieces is told.
const ENCODING: &str = env!("DIPTYCH_ENCODING");

/// An encoder, what it made before, and what it makes now.
pub(crate) struct Remembering<'e> {
    encoder: &'e dyn Encoder,
    known: HashMap<TextKey, Box<[f32]>>,
    new: Mutex<HashMap<TextKey, Box<[f32]>>>,
    /// What is looked at piece by piece, where there is a ground for it.
    pieces: Option<(&'e PieceGround, Mutex<Pieces>)>,
}

/// What was made of pieces against a ground.
struct Pieces {
    /// How well those of pairs of texts meet.
    pairs: Pairs,
    /// Another way into the store, which holds those of texts.
    store: Store,
    /// Those of texts that were made now.
    new: BTreeMap<TextKey, Grain>,
    names: [Name; 2],
}

/// What something is kept under: its kind, and the whole name.
struct Name {
    kind: String,
    whole: String,
}

impl Name {
    fn new(encoder: &dyn Encoder, what: &str, ground: &PieceGround) -> Self {
        let kind = format!("{} {what} ", encoder.digest());
        let ground = u64::from_le_bytes(
            *text_key(&ground.render())
                .first_chunk()
                .expect("a key has sixteen bytes"),
        );
        let whole = format!("{kind}{ENCODING}{ground:016x}");
        Self { kind, whole }
    }
}

impl<'e> Remembering<'e> {
    /// With what the store holds; `ground` is what pieces are measured against.
    pub(crate) fn new(
        encoder: &'e dyn Encoder,
        ground: Option<&'e PieceGround>,
        store: &Store,
    ) -> Result<Self> {
        let mut known = store.vectors(encoder.digest())?;
        known.retain(|_, vector| vector.len() == encoder.dimensions());
        let pieces = ground
            .map(|ground| {
                let names = ["pairs", "grains"].map(|what| Name::new(encoder, what, ground));
                let pieces = Pieces {
                    pairs: Pairs::new(store.pieces(&names[0].whole)?),
                    store: Store::open_as_it_stands(store.path())?,
                    new: BTreeMap::new(),
                    names,
                };
                Ok((ground, Mutex::new(pieces)))
            })
            .transpose()?;
        Ok(Self {
            encoder,
            known,
            new: Mutex::default(),
            pieces,
        })
    }

    /// Keeps what was made, by text.
    pub(crate) fn keep(self, store: &mut Store) -> Result<()> {
        let new = self
            .new
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<_> = new.into_iter().collect();
        all.sort_by_key(|(key, _)| *key);
        store.keep_vectors(self.encoder.digest(), &all)?;
        let Some((_, pieces)) = self.pieces else {
            return Ok(());
        };
        let pieces = pieces.into_inner().unwrap_or_else(PoisonError::into_inner);
        let grains = pieces.new.into_iter();
        let grains: Vec<_> = grains.map(|(key, one)| (key, one.to_bytes())).collect();
        let [pairs, of_texts] = pieces.names;
        store.keep_pieces(&of_texts.kind, &of_texts.whole, &grains)?;
        store.keep_pieces(&pairs.kind, &pairs.whole, &pieces.pairs.changed())
    }
}

impl Encoder for Remembering<'_> {
    fn name(&self) -> &str {
        self.encoder.name()
    }

    fn digest(&self) -> &str {
        self.encoder.digest()
    }

    fn dimensions(&self) -> usize {
        self.encoder.dimensions()
    }

    fn encode(&self, texts: &[&str]) -> diptych_encode::Result<Vectors> {
        let keys: Vec<TextKey> = texts.iter().map(|text| text_key(text)).collect();
        let mut made = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        let mut wanted: Vec<usize> = (0..texts.len())
            .filter(|at| !self.known.contains_key(&keys[*at]) && !made.contains_key(&keys[*at]))
            .collect();
        wanted.sort_by_key(|at| keys[*at]);
        wanted.dedup_by_key(|at| keys[*at]);
        if !wanted.is_empty() {
            let words: Vec<&str> = wanted.iter().map(|at| texts[*at]).collect();
            let vectors = self.encoder.encode(&words)?;
            for (at, row) in wanted.iter().zip(vectors.rows()) {
                made.insert(keys[*at], row.into());
            }
        }
        let mut out = Vectors::new(self.dimensions());
        for key in &keys {
            let vector = self.known.get(key).or_else(|| made.get(key));
            out.push(vector.ok_or_else(|| Error::Encoder("a text got no vector".to_owned()))?);
        }
        Ok(out)
    }

    fn beyond(
        &self,
        ground: &PieceGround,
        pairs: &[(Worded<'_>, Worded<'_>)],
    ) -> diptych_encode::Result<Option<Vec<f32>>> {
        let Some((known, pieces)) = &self.pieces else {
            return self.encoder.beyond(ground, pairs);
        };
        if *known != ground {
            return self.encoder.beyond(ground, pairs);
        }
        let mut pieces = pieces.lock().unwrap_or_else(PoisonError::into_inner);
        // A text comes in many pairs, mostly from one place, where it is known without a look at its words.
        let mut places: HashMap<[usize; 4], TextKey> = HashMap::new();
        let mut last = ([0; 4], TextKey::default());
        let mut key_of = |one: Worded<'_>| {
            let place = [one.text, one.lang].map(|text| (text.as_ptr().addr(), text.len()));
            let [(text, length), (lang, code)] = place;
            let place = [text, length, lang, code];
            if place != last.0 {
                let known = places.entry(place);
                last = (place, *known.or_insert_with(|| worded_key(one)));
            }
            last.1
        };
        // The first of a pair is mostly that of the pair before.
        let firsts: Vec<TextKey> = pairs.iter().map(|(a, _)| key_of(*a)).collect();
        let keys: Vec<(TextKey, TextKey)> = firsts
            .into_iter()
            .zip(pairs)
            .map(|(first, (_, b))| (first, key_of(*b)))
            .collect();
        let mut out: Vec<Option<f32>> = {
            let known = &pieces.pairs;
            keys.par_iter().map(|(a, b)| known.of(*a, *b)).collect()
        };
        let missing: Vec<usize> = (0..pairs.len()).filter(|at| out[*at].is_none()).collect();
        if !missing.is_empty() {
            let open: Vec<_> = missing.iter().map(|at| pairs[*at]).collect();
            let both = |at: &usize| [(pairs[*at].0, keys[*at].0), (pairs[*at].1, keys[*at].1)];
            let of_texts: HashMap<Worded<'_>, TextKey> = missing.iter().flat_map(both).collect();
            let met = meet(ground, &open, |texts| {
                let keys: Vec<TextKey> = texts.iter().map(|one| of_texts[one]).collect();
                self.grains_of(ground, &mut pieces, texts, &keys)
            })?;
            // One that sees no pieces in texts may see them in pairs.
            let Some(met) =
                met.map_or_else(|| self.encoder.beyond(ground, &open), |met| Ok(Some(met)))?
            else {
                return Ok(None);
            };
            for (at, number) in missing.into_iter().zip(met) {
                out[at] = Some(number);
                pieces.pairs.add(keys[at].0, keys[at].1, number);
            }
        }
        let found: Option<Vec<f32>> = out.into_iter().collect();
        found
            .map(Some)
            .ok_or_else(|| Error::Encoder("a pair got no number".to_owned()))
    }

    fn grains(
        &self,
        ground: &PieceGround,
        texts: &[Worded<'_>],
    ) -> diptych_encode::Result<Option<Vec<Grain>>> {
        let Some((_, pieces)) = self.pieces.as_ref().filter(|(known, _)| *known == ground) else {
            return self.encoder.grains(ground, texts);
        };
        let mut pieces = pieces.lock().unwrap_or_else(PoisonError::into_inner);
        let keys: Vec<TextKey> = texts.iter().map(|one| worded_key(*one)).collect();
        self.grains_of(ground, &mut pieces, texts, &keys)
    }
}

impl Remembering<'_> {
    /// The pieces of texts: those that were made before, and the others now.
    fn grains_of(
        &self,
        ground: &PieceGround,
        pieces: &mut Pieces,
        texts: &[Worded<'_>],
        keys: &[TextKey],
    ) -> diptych_encode::Result<Option<Vec<Grain>>> {
        let stored = pieces.store.some_pieces(&pieces.names[1].whole, keys);
        let stored = stored.map_err(|error| Error::Encoder(error.to_string()))?;
        let width = self.dimensions();
        let read = |bytes: Vec<u8>| Grain::from_bytes(width, &bytes);
        let mut out: Vec<Option<Grain>> = stored
            .into_iter()
            .zip(keys)
            .map(|(bytes, key)| {
                let made = pieces.new.get(key).cloned();
                made.or_else(|| bytes.and_then(read))
            })
            .collect();
        let missing: Vec<usize> = (0..out.len()).filter(|at| out[*at].is_none()).collect();
        let open: Vec<Worded<'_>> = missing.iter().map(|at| texts[*at]).collect();
        if open.is_empty() {
            return Ok(out.into_iter().collect());
        }
        let Some(made) = self.encoder.grains(ground, &open)? else {
            return Ok(None);
        };
        for (at, grain) in missing.into_iter().zip(made) {
            pieces.new.insert(keys[at], grain.clone());
            out[at] = Some(grain);
        }
        Ok(out.into_iter().collect())
    }
}
