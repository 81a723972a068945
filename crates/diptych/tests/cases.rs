//! Whole cases against what an editor expects of them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::HashMap;
use std::path::Path;

use std::sync::{Arc, LazyLock};

use diptych::encode::{Background, Cached, Means, Model, PieceGround, SentenceEncoder};
use diptych::{Comparison, Meaning, Options, compare, gather};
use diptych_testkit::expected::{CaseScore, Expected, score_expected};

/// The encoder inside the program, made once.
type Ground = (Means, Background, PieceGround);
static ENCODER: LazyLock<(Cached<SentenceEncoder>, Ground)> = LazyLock::new(|| {
    let model = Arc::new(Model::builtin().unwrap());
    let encoder = SentenceEncoder::new(model, 0).unwrap();
    (
        Cached::new(encoder),
        (
            Means::builtin().unwrap(),
            Background::builtin().unwrap(),
            PieceGround::builtin().unwrap(),
        ),
    )
});

/// The scores of the case in `folder`: by words alone, and with the encoder.
fn judge(folder: &Path) -> [CaseScore; 2] {
    let (encoder, (means, background, pieces)) = &*ENCODER;
    let meaning = Meaning {
        encoder,
        means: Some(means),
        background: Some(background),
        pieces: Some(pieces),
    };
    [None, Some(&meaning)].map(|meaning| score(folder, meaning))
}

fn score(folder: &Path, meaning: Option<&Meaning<'_>>) -> CaseScore {
    let intake = gather(&[folder.to_owned()], None).unwrap();
    let value = std::fs::read_to_string(folder.join("expected.json")).unwrap();
    let value = serde_json::from_str(&value).unwrap();
    let expected = Expected::parse(&value).unwrap().with_case(&intake.case);
    let Comparison {
        record, documents, ..
    } = compare(
        intake.case,
        intake.given,
        &Options {
            meaning,
            ..Options::default()
        },
    );
    let texts: HashMap<&str, &str> = record
        .sources
        .iter()
        .map(|source| source.path.as_str())
        .zip(documents.iter().map(|document| document.text.as_str()))
        .collect();
    score_expected(&expected, &record, &|path| {
        texts.get(path).map(|text| (*text).to_owned())
    })
}

/// A published comparison of two sides' statements, judged by an editor. It is
/// not part of the project and read where `DIPTYCH_DATA` names its folder.
#[test]
fn the_model_case_is_read_as_an_editor_reads_it() {
    let Some(folder) = diptych_testkit::data("cases/worlds-apart") else {
        return;
    };
    for score in judge(&folder) {
        assert!(score.faults.is_empty(), "{score}");
        assert!(score.statements_right() >= 10, "{score}");
        assert!(score.hits_among(10) >= 7, "{score}");
        assert!(
            score.forbidden.is_empty() && score.violations.is_empty(),
            "{score}"
        );
    }
}

/// The sample case can be placed in its documents, word for word; everything
/// that an editor expects is found, and nothing that one forbids is reported.
#[test]
fn the_sample_case_is_read_as_an_editor_reads_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/straits");
    for score in judge(&folder) {
        assert!(score.faults.is_empty(), "{score}");
        assert!(score.violations.is_empty(), "{score}");
        assert!(score.forbidden.is_empty(), "{score}");
        assert_eq!(score.hits(), score.divergences.len(), "{score}");
    }
}
