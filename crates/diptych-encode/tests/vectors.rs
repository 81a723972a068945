//! What the built-in encoder promises of its vectors.
#![cfg(feature = "builtin")]

use std::sync::{Arc, LazyLock};

use diptych_encode::{
    Encoder, Means, Model, PieceGround, SentenceEncoder, TableEncoder, Vectors, Worded, dot,
};

static ENCODER: LazyLock<SentenceEncoder> = LazyLock::new(|| {
    let model = Model::builtin().expect("the model in the program can be read");
    SentenceEncoder::new(Arc::new(model), 2).expect("its body can be run")
});

const TRIPLES: [[&str; 3]; 4] = [
    [
        "The ministers agreed to reopen the border crossing at Tarn in March.",
        "Министры договорились вновь открыть пункт пропуска Тарн в марте.",
        "Міністри домовилися знову відкрити пункт пропуску Тарн у березні.",
    ],
    [
        "Verlandia will not take part in the exercises this year.",
        "Верландия не примет участия в учениях в этом году.",
        "Верландія не візьме участі в навчаннях цього року.",
    ],
    [
        "The price of grain rose by a fifth after the flood.",
        "После наводнения цена на зерно выросла на пятую часть.",
        "Після повені ціна на зерно зросла на п’яту частину.",
    ],
    [
        "He said the prisoners would be home before the holiday.",
        "Он сказал, что пленные вернутся домой до праздника.",
        "Він сказав, що полонені повернуться додому до свята.",
    ],
];

#[test]
fn the_weights_are_whole() {
    ENCODER.model().verify().unwrap();
}

#[test]
fn translations_find_each_other() {
    let texts: Vec<&str> = TRIPLES.iter().flatten().copied().collect();
    let vectors = ENCODER.encode(&texts).unwrap();
    for a in 0..texts.len() {
        let nearest = (0..texts.len()).filter(|&b| b != a).max_by(|&b, &c| {
            dot(vectors.row(a), vectors.row(b)).total_cmp(&dot(vectors.row(a), vectors.row(c)))
        });
        assert_eq!(nearest.unwrap() / 3, a / 3, "{}", texts[a]);
    }
}

#[test]
fn a_vector_does_not_depend_on_its_neighbours_or_the_threads() {
    let mut texts: Vec<&str> = TRIPLES.iter().flatten().copied().collect();
    let long = "Переговоры продолжались всю ночь. ".repeat(120);
    texts.insert(5, &long);
    texts.insert(7, "");
    let together = ENCODER.encode(&texts).unwrap();
    let single = SentenceEncoder::new(Arc::new(Model::builtin().unwrap()), 1).unwrap();
    for (text, expected) in texts.iter().zip(together.rows()) {
        assert_eq!(single.encode(&[text]).unwrap().row(0), expected, "{text}");
    }
    assert!(
        together
            .rows()
            .all(|row| (dot(row, row) - 1.0).abs() < 1e-5)
    );
}

#[test]
fn no_texts_have_no_vectors() {
    assert!(ENCODER.encode(&[]).unwrap().is_empty());
}

/// The first numbers of a vector that was computed by an independent implementation of the network
/// (ONNX Runtime, 32-bit floats, from the same weights): ours is near to it.
#[test]
fn vectors_are_near_those_of_a_network_in_floats() {
    const THEIRS: [f32; 8] = [
        0.05508, -0.05878, -0.00773, -0.0471, 0.05475, -0.03251, 0.0609, 0.06112,
    ];
    let vectors = ENCODER.encode(&[TRIPLES[0][0]]).unwrap();
    for (ours, theirs) in vectors.row(0).iter().zip(THEIRS) {
        assert!((ours - theirs).abs() < 0.01, "{:?}", &vectors.row(0)[..8]);
    }
}

#[test]
fn the_means_belong_to_the_weights() {
    let means = Means::builtin().unwrap();
    assert!(means.fit(ENCODER.digest()));
    assert_eq!(means.languages().collect::<Vec<_>>(), ["en", "ru", "uk"]);
}

/// The table tier is a first filter: of these four subjects it tells most within one language.
#[test]
fn the_table_tells_a_rewording_from_another_subject() {
    let table = TableEncoder::new(Arc::new(Model::builtin().unwrap()));
    let vectors = table
        .encode(&[
            TRIPLES[0][0],
            "Ministers have agreed that the Tarn border crossing will reopen in March.",
            TRIPLES[1][0],
            TRIPLES[2][0],
            "",
        ])
        .unwrap();
    let near = |b: usize| dot(vectors.row(0), vectors.row(b));
    assert!(near(1) > near(2) && near(1) > near(3));
    assert!(vectors.row(4).iter().all(|number| *number == 0.0));
}

#[test]
fn pieces_of_a_translation_meet_better_than_those_of_another_text() {
    let ground = PieceGround::builtin().unwrap();
    let worded = |n: usize, lang: usize| Worded {
        text: TRIPLES[n][lang],
        lang: ["en", "ru", "uk"][lang],
    };
    let all = TRIPLES.len();
    let pairs: Vec<_> = (0..all * all)
        .map(|n| (worded(n / all, 0), worded(n % all, 2)))
        .collect();
    let beyond = ENCODER.beyond(&ground, &pairs).unwrap().unwrap();
    for (row, mine) in beyond.chunks(all).enumerate() {
        assert!((0..all).all(|other| other == row || mine[row] > mine[other]));
    }
    // The other way round, and alone, to the last bit.
    for ((a, b), beyond) in pairs.iter().zip(&beyond) {
        assert_eq!(
            ENCODER.beyond(&ground, &[(*b, *a)]).unwrap(),
            Some(vec![*beyond])
        );
    }
    let foreign = PieceGround::new(Means::new("another", &Vectors::new(2), &[]));
    assert_eq!(ENCODER.beyond(&foreign, &pairs).unwrap(), None);
    assert!(ENCODER.pieces(&[""])[0].vectors().is_empty());
}
