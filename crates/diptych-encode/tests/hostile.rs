//! A model's file that is damaged or made with ill will is refused or gives
//! vectors of some kind, and never brings the program down.

use std::sync::Arc;

use diptych_encode::{Encoder, Kind, Model, SentenceEncoder, Shape, write};
use proptest::prelude::*;

const SHAPE: Shape = Shape {
    rows: 7,
    dimensions: 32,
    layers: 1,
    heads: 2,
    inner: 64,
    positions: 8,
    epsilon: 1e-12,
};

/// A model of one layer and four pieces.
fn small() -> Vec<u8> {
    let pieces = [
        b"\x01a".as_slice(),
        b"\x01b",
        b"\x02ba",
        b"\x03\xe2\x96\x81",
    ]
    .concat();
    let numbers = |count: usize| -> Vec<u8> {
        let numbers = (0..count).map(|i| 0.1 + (i % 7) as f32 / 10.0);
        numbers.flat_map(f32::to_le_bytes).collect()
    };
    let blocks = |weights: usize| -> Vec<u8> {
        let block = |i: usize| {
            [0x10, 0x2c]
                .into_iter()
                .chain((0..16).map(move |j| (i * 31 + j * 17) as u8))
        };
        (0..weights / 32).flat_map(block).collect()
    };
    let mut parts: Vec<(String, Kind, Vec<u8>)> = vec![
        ("pieces".into(), Kind::Pieces, pieces),
        (
            "scores".into(),
            Kind::F32,
            [-1.0, -2.0, -2.5, -1.5_f32].map(f32::to_le_bytes).concat(),
        ),
        ("table".into(), Kind::Q4, blocks(7 * 32)),
        ("places".into(), Kind::F32, numbers(8 * 32)),
    ];
    for name in ["first", "layer.0.joined", "layer.0.done"] {
        parts.push((format!("{name}.weight"), Kind::F32, numbers(32)));
        parts.push((format!("{name}.bias"), Kind::F32, numbers(32)));
    }
    for (name, inputs, outputs) in [
        ("query", 32, 32),
        ("key", 32, 32),
        ("value", 32, 32),
        ("join", 32, 32),
        ("up", 32, 64),
        ("down", 64, 32),
    ] {
        parts.push((
            format!("layer.0.{name}.weight"),
            Kind::Q4,
            blocks(inputs * outputs),
        ));
        parts.push((format!("layer.0.{name}.bias"), Kind::F32, numbers(outputs)));
    }
    let parts: Vec<_> = parts
        .iter()
        .map(|(name, kind, bytes)| (name.clone(), *kind, bytes.as_slice()))
        .collect();
    write("small", "this test", "a ", SHAPE, &parts).expect("its measures are numbers")
}

fn use_it(bytes: Vec<u8>) -> bool {
    let Ok(model) = Model::from_bytes(bytes) else {
        return false;
    };
    let Ok(encoder) = SentenceEncoder::new(Arc::new(model), 1) else {
        return false;
    };
    let vectors = encoder
        .encode(&["abba bab a", "", "a b ba b a b ba b a b ba"])
        .expect("our encoder never fails");
    vectors.len() == 3
}

#[test]
fn the_small_model_works() {
    let model = Model::from_bytes(small()).unwrap();
    model.verify().unwrap();
    assert!(use_it(small()));
}

#[test]
fn one_wrong_byte_of_the_weights_is_found() {
    let mut bytes = small();
    *bytes.last_mut().unwrap() ^= 1;
    assert!(Model::from_bytes(bytes).unwrap().verify().is_err());
}

#[test]
fn every_end_that_comes_too_early_is_refused() {
    let whole = small();
    for end in 0..whole.len() {
        assert!(!use_it(whole[..end].to_vec()), "cut at {end}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn wrong_bytes_are_no_panic(places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = small();
        for (place, byte) in places {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        use_it(bytes);
    }

    #[test]
    fn wrong_measures_are_no_panic(at in 0_usize..400, digit in b'0'..=b'9') {
        let mut bytes = small();
        if bytes[at].is_ascii_digit() {
            bytes[at] = digit;
        }
        use_it(bytes);
    }

    #[test]
    fn any_text_has_a_vector_of_length_one(text in ".{0,80}") {
        let model = Arc::new(Model::from_bytes(small()).unwrap());
        let encoder = SentenceEncoder::new(model, 1).unwrap();
        let vectors = encoder.encode(&[&text]).unwrap();
        let length: f32 = vectors.row(0).iter().map(|x| x * x).sum();
        prop_assert!((length - 1.0).abs() < 1e-4);
    }
}
