//! Every processor computes the same bits.
//!
//! The digests below were made on a processor with AVX-512. The test holds wherever it runs: natively, on older
//! processors, and in an emulator that offers fewer features (`qemu-x86_64 -cpu Haswell` has AVX2 only,
//! `-cpu Nehalem` neither).
#![cfg(feature = "builtin")]

use std::sync::Arc;

use diptych_core::digest;
use diptych_encode::{Encoder, Means, Model, PieceGround, SentenceEncoder, Worded, nearest};

/// Short and long, in three languages, odd lengths among them.
const TEXTS: [(&str, &str); 9] = [
    ("en", "The ferry sails at noon."),
    ("ru", "Паром отходит в полдень."),
    ("uk", "Пором відходить опівдні."),
    ("en", "No."),
    (
        "en",
        "We shall not sign before 40 wagons have crossed the Ilva, and not a day earlier than 3 June.",
    ),
    (
        "ru",
        "Мы не подпишем, пока 40 вагонов не пересекут Ильву, и ни днём раньше 3 июня.",
    ),
    (
        "uk",
        "Ми не підпишемо, поки 40 вагонів не перетнуть Ільву, і ні днем раніше 3 червня.",
    ),
    (
        "ru",
        "Совет отложил решение о хлебных складах, сославшись на жалобы трёх деревень и на отсутствие сметы.",
    ),
    ("en", ""),
];

fn bits(numbers: impl Iterator<Item = f32>) -> String {
    let bytes: Vec<u8> = numbers.flat_map(f32::to_le_bytes).collect();
    digest(&bytes)
}

#[test]
fn vectors_ranks_and_pieces_are_the_same_bits_on_every_processor() {
    let model = Arc::new(Model::builtin().expect("the model in the program can be read"));
    let encoder = SentenceEncoder::new(model, 1).expect("its body can be run");
    let (langs, texts): (Vec<&str>, Vec<&str>) = TEXTS.into_iter().unzip();
    let mut vectors = encoder.encode(&texts).expect("texts can be encoded");
    assert_eq!(bits(vectors.numbers().iter().copied()), VECTORS);
    Means::builtin()
        .expect("they are read")
        .take_off(&mut vectors, &langs);
    let found = nearest(&vectors, &vectors, 8, |a, b, dot| (a != b).then_some(dot));
    let ranks: Vec<Vec<usize>> = found
        .iter()
        .map(|near| near.iter().map(|one| one.index).take(2).collect())
        .collect();
    assert_eq!(ranks[..3], [[1, 2], [2, 0], [1, 0]], "{ranks:?}");
    let scores = found.iter().flatten().map(|near| near.score);
    assert_eq!(bits(scores), SCORES);
    let worded = |place: usize| Worded {
        text: texts[place],
        lang: langs[place],
    };
    let pairs: Vec<_> = (0..64).map(|n| (worded(n / 8), worded(n % 8))).collect();
    let ground = PieceGround::builtin().expect("it is read");
    let beyond = encoder.beyond(&ground, &pairs).expect("pieces are seen");
    assert_eq!(bits(beyond.expect("they fit").into_iter()), PAIRS);
}

const VECTORS: &str = "483a1771b9a3d0a15036db8f8feb974fdd987e20a6b0aa35ceb639502398ea48";
const SCORES: &str = "7cabd0098644ce8f8085d1a061bd6ad645be2944ad54e3f09652ef34fedeef41";
const PAIRS: &str = "1855fa182f5de63cba5828cc0f406fcb09cea40b20e7d47f5745bf2690a37af2";
