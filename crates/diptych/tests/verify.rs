//! Checking a draft: verdicts that are known beforehand, words that equal their bytes, hostile drafts.

use std::time::Instant;

use diptych::core::{Anchor, Case, QuoteVerdict, Verification, parse_case};
use diptych::{Given, Options, read_all, verify};
use diptych_testkit::drafts::generated;
use proptest::prelude::*;

fn sources(pairs: &[(&str, &str)]) -> Vec<Given> {
    pairs
        .iter()
        .map(|(path, text)| Given::bytes(*path, text.as_bytes().to_vec()))
        .collect()
}

fn check(case: &Case, given: &[Given], draft: &str) -> Verification {
    let draft = Given::bytes("draft.md", draft.as_bytes().to_vec());
    verify(case, given, &draft, &Options::default())
}

/// Every anchor of a result equals the bytes of its text.
fn assert_verbatim(given: &[Given], draft: &str, found: &Verification) {
    let reading = read_all(given, diptych::core::Period::default(), &Options::default());
    let text_of = |path: &str| {
        let at = reading
            .sources
            .iter()
            .position(|source| source.path == path)
            .expect("a match names a source of the case");
        reading.documents[at].text.as_str()
    };
    let holds = |anchor: &Anchor, text: &str| {
        assert!(anchor.holds_in(text), "{anchor:?}");
        assert!(!anchor.text.is_empty(), "{anchor:?}");
    };
    for quote in &found.quotations {
        for anchor in &quote.fragments {
            holds(anchor, draft);
        }
        let first = quote.matches.first().map(|one| text_of(&one.path));
        for one in &quote.matches {
            assert!(!one.fragments.is_empty(), "{quote:?}");
            for anchor in &one.fragments {
                holds(anchor, text_of(&one.path));
            }
        }
        for finding in &quote.findings {
            for anchor in &finding.source_words {
                holds(anchor, first.expect("words of a source come with a match"));
            }
            for anchor in &finding.draft_words {
                holds(anchor, draft);
            }
        }
        for change in &quote.diff {
            if let Some(anchor) = &change.source {
                holds(anchor, first.expect("a difference is one from a match"));
            }
            if let Some(anchor) = &change.draft {
                holds(anchor, draft);
            }
        }
        assert_eq!(
            quote.wrong,
            quote.findings.iter().any(|one| one.kind.is_wrong())
        );
    }
    for passed in &found.passed_over {
        holds(&passed.words, draft);
    }
}

#[test]
fn known_errors_of_a_draft_are_found() {
    let made = generated(120, 80);
    let given: Vec<Given> = made
        .sources
        .iter()
        .map(|(path, text)| Given::bytes(path, text.as_bytes().to_vec()))
        .collect();
    let (case, problems) = parse_case(&made.case);
    assert!(problems.is_empty(), "{problems:?}");
    let found = check(&case, &given, &made.draft);
    assert_verbatim(&given, &made.draft, &found);
    let verdicts: Vec<QuoteVerdict> = found.quotations.iter().map(|one| one.verdict).collect();
    let wrong: Vec<String> = verdicts
        .iter()
        .zip(&made.expected)
        .enumerate()
        .filter(|(_, (got, want))| got != want)
        .map(|(at, (got, want))| format!("{at}: {got:?}, not {want:?}: {:?}", found.quotations[at]))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(verdicts.len(), made.expected.len());
    let schema = serde_json::to_value(diptych::core::verify_schema()).unwrap();
    let json = serde_json::to_value(&found).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&json)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
}

const TALKS: [(&str, &str); 4] = [
    (
        "a.md",
        "---\ndate: 2031-04-03\n---\n“We will open the weir, if they leave,” said Ada Renn on 2 April 2031. \
         “Ещё раз,” she added.\n\nAda Renn said the locks would never be for sale.",
    ),
    (
        "b.txt",
        "«Мы не согласны платить за шлюзы дважды, — сказал Бо Линд 4 апреля 2031 года. — В принципе мы готовы \
         к встрече».",
    ),
    (
        "c.html",
        "<html><body><h1>Briefing</h1><p>Piet Holm said: &ldquo;No one has asked us, and we wait.&rdquo;</p></body></html>",
    ),
    (
        "d.md",
        "ANNA: Will you sell the locks?\n\nBO LIND: We will not sell [the] locks. Not this year.",
    ),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Whatever a draft quotes, bent, cut or joined: what is shown of the sources equals their bytes.
    #[test]
    fn shown_words_equal_their_bytes(
        pieces in proptest::collection::vec((0_usize..4, 0_usize..400, 1_usize..90, 0_usize..9), 1..8),
    ) {
        let mut draft = String::new();
        for (source, from, length, how) in pieces {
            let text: Vec<char> = TALKS[source].1.chars().collect();
            let from = from % text.len();
            let words: String = text[from..(from + length).min(text.len())].iter().collect();
            let words = match how {
                0 => words.replace(" not ", " "),
                1 => words.replace("will", "must") + " […] and so on",
                2 => format!("{words}… {words}"),
                3 => words.replace("е", "ё").to_uppercase(),
                4 => format!("{words} (they) [sic]"),
                _ => words,
            };
            draft.push_str(match how {
                5 => "\n> ",
                6 => "“",
                _ => "«",
            });
            draft.push_str(&words);
            draft.push_str(match how {
                5 => "\n\n",
                6 => "”, said Bo Lind on 3 April 2031. ",
                7 => "",
                _ => "», — сказала Ада Рен. ",
            });
        }
        let given = sources(&TALKS);
        let found = check(&Case::default(), &given, &draft);
        assert_verbatim(&given, &draft, &found);
    }
}

#[test]
fn hostile_drafts_end_in_a_problem_and_in_time() {
    let given = sources(&TALKS);
    let case = Case::default();
    for (bytes, code) in [
        (Vec::new(), "D0101"),
        (b"No marks at all in this text.".to_vec(), "D0732"),
        (vec![0_u8, 159, 146, 150, 0, 0, 1, 2, 3, 255], "D0102"),
    ] {
        let found = verify(
            &case,
            &given,
            &Given::bytes("draft", bytes),
            &Options::default(),
        );
        assert!(found.quotations.is_empty());
        assert!(
            found.problems.iter().any(|one| one.code == code),
            "{code}: {:?}",
            found.problems
        );
    }
    // One line of five million bytes within marks that nothing closes.
    let long = format!(
        "He said: “{}",
        "we will open the weir if they leave ".repeat(140_000)
    );
    let begin = Instant::now();
    let found = check(&case, &given, &long);
    assert!(
        found.problems.iter().any(|one| one.code == "D0731"),
        "{:?}",
        found.problems
    );
    assert!(found.problems.iter().any(|one| one.code == "D0730"));
    let marks = "“we will open the weir” ".repeat(5_000);
    let found = check(&case, &given, &marks);
    assert_eq!(found.quotations.len() + found.passed_over.len(), 5_000);
    assert!(begin.elapsed().as_secs() < 120, "{:?}", begin.elapsed());
}

#[test]
fn a_draft_among_the_sources_proves_nothing_of_itself() {
    let draft = "“Nobody has ever said this to anyone here,” said Ada Renn.";
    let mut given = sources(&TALKS);
    given.push(Given::bytes("sources/draft.md", draft.as_bytes().to_vec()));
    let found = check(&Case::default(), &given, draft);
    assert_eq!(found.quotations[0].verdict, QuoteVerdict::NotFound);
}
