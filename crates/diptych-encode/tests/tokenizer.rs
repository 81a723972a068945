//! Our cutter of word pieces is the one that the model was made with.

use std::path::Path;
use std::sync::LazyLock;

use diptych_encode::{Head, Model, normalize};
use proptest::prelude::*;
use tokenizers::models::unigram::Unigram;
use tokenizers::pre_tokenizers::metaspace::{Metaspace, PrependScheme};
use tokenizers::{Tokenizer, TokenizerBuilder};

static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::from_bytes(bytes()).expect("the file in the repository is a model"));

static THEIRS: LazyLock<Tokenizer> = LazyLock::new(|| {
    let unigram = Unigram::from(vocabulary(), Some(MODEL.shape().unknown() as usize), false)
        .expect("the pieces of the model are a vocabulary");
    TokenizerBuilder::default()
        .with_model(unigram)
        .with_normalizer(None::<tokenizers::NormalizerWrapper>)
        .with_pre_tokenizer(Some(Metaspace::new('▁', PrependScheme::Always, true)))
        .with_post_processor(None::<tokenizers::PostProcessorWrapper>)
        .with_decoder(None::<tokenizers::DecoderWrapper>)
        .build()
        .expect("every part is given")
        .into()
});

fn bytes() -> Vec<u8> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("weights/multilingual-e5-small.bin");
    std::fs::read(file).expect("the weights are in the repository")
}

/// Pieces and scores straight from the file, begin, end and what is unknown behind them.
fn vocabulary() -> Vec<(String, f64)> {
    let bytes = bytes();
    let length = bytes[8..].first_chunk().expect("there is a head");
    let length = u32::from_le_bytes(*length) as usize;
    let head: Head = serde_json::from_slice(&bytes[12..12 + length]).expect("the head is JSON");
    let start = (12 + length).next_multiple_of(64);
    let part = |name: &str| {
        let tensor = head
            .tensors
            .iter()
            .find(|t| t.name == name)
            .expect("the part is there");
        &bytes[start + tensor.at..][..tensor.length]
    };
    let (mut pieces, mut out) = (part("pieces"), Vec::new());
    for score in part("scores").as_chunks::<4>().0 {
        let (piece, rest) = pieces[1..].split_at(usize::from(pieces[0]));
        let piece = String::from_utf8(piece.to_vec()).expect("pieces are text");
        out.push((piece, f64::from(f32::from_le_bytes(*score))));
        pieces = rest;
    }
    for name in ["<s>", "</s>", "<unk>"] {
        out.push((name.to_owned(), 0.0));
    }
    out
}

fn same(text: &str) -> Result<(), TestCaseError> {
    let theirs = THEIRS
        .encode_fast(normalize(text), false)
        .expect("the reference takes any text");
    prop_assert_eq!(
        MODEL.tokenizer().pieces(text),
        theirs.get_ids(),
        "{:?}",
        text
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_cut_as_the_reference_cuts_it(text in "\\PC{0,60}") {
        same(&text)?;
    }

    #[test]
    fn words_are_cut_as_the_reference_cuts_them(
        text in "([a-zA-Zа-яА-ЯіїєґІЇЄҐ’'0-9«»—,.!?-]{1,14} ?){0,12}"
    ) {
        same(&text)?;
    }
}

#[test]
fn whole_sentences_are_cut_as_the_reference_cuts_them() {
    for text in [
        "The ministry of Verlandia said on Tuesday that talks “may resume” by 14 May 2031.",
        "Глава делегации Верландии заявил, что переговоры «не прекращались».",
        "Речниця уряду Норвалії сказала: «Ми не об’єднували цих питань – і не будемо».",
        "Ёлка и\u{306} й, №5, 1\u{a0}000\u{a0}€, ½ — 😀 中文 λόγος",
        "  \u{feff}  ",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    ] {
        same(text).unwrap();
    }
}
