//! The laws that nothing may break, over arbitrary input.

use diptych::attribute::Attributor;
use diptych::core::{Case, Period, Severity, parse_case};
use diptych::{Given, Incoming, Options, compare, extract_text, read_all};
use proptest::prelude::*;

/// Pieces of which news are made, and the traps among them.
const PIECES: &[&str] = &[
    "“We agree to the plan,” ",
    "said ",
    "Ada Renn",
    " told reporters on Monday",
    ". ",
    "\n\n",
    "«Мы готовы», ",
    "— заявил ",
    "министр ",
    "Борис Линд",
    "«Ми не ",
    "погоджувалися",
    "», — сказала ",
    "вона",
    " that ",
    " что ",
    " що ",
    "\"",
    "”",
    "„",
    "»",
    "'",
    "’s",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "[…]",
    "…",
    "—",
    "QUESTION: ",
    "MS RENN: ",
    "Ada Renn, 12 March\n",
    "12 марта",
    "у понеділок",
    "he ",
    "они ",
    "According to the ministry, ",
    "По словам Линда, ",
    "(",
    ")",
    ":",
    "\r\n",
    "🕊️",
    "Ё",
    "ї",
    "<p>",
    "</p>",
    "&amp;",
    "---\n",
    "lang: uk\n",
    "if ",
    "unless ",
    "при условии, что ",
    "no ",
    "not ",
    "не ",
    "talks",
    "переговоры",
    "гарантії",
    "20",
    "31 February ",
];

fn prose() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,12}".prop_map(|text: String| text),
        1 => "[а-яіїєґ ]{1,12}".prop_map(|text: String| text),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn sample_case() -> Case {
    let (case, problems) = parse_case(
        "[[side]]\nname = 'North'\npeople = [{ name = 'Ada Renn', aliases = ['Renn', 'Ренн'] }]\nbodies = ['ministry']\n\
         [[side]]\nname = 'South'\npeople = [{ name = 'Boris Lind', aliases = ['Lind', 'Линд'] }]\nbodies = ['ministry']\n\
         [[issue]]\nname = 'The talks'\nterms = ['talks', 'переговоры', 'гарантії']\n",
    );
    assert_eq!(problems, Vec::new());
    case
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_fragment_equals_its_bytes(text in prose()) {
        let attributor = Attributor::new(&sample_case());
        let incoming = Incoming { doc: "d".to_owned(), text: text.clone(), lang: None, date: Some("2031-03-14".to_owned()) };
        let (found, _) = extract_text(&attributor, &incoming);
        for one in found {
            let words: Vec<&str> = one.fragments.iter().map(|(start, end)| text.get(*start..*end).unwrap()).collect();
            prop_assert_eq!(words.join(" […] "), one.text);
            prop_assert!(one.fragments.windows(2).all(|pair| pair[0].1 <= pair[1].0), "fragments in order");
            if let (Some(start), Some(end)) = (one.speaker_start, one.speaker_end) {
                prop_assert_eq!(text.get(start..end).unwrap(), one.speaker_text.unwrap());
            }
        }
    }

    #[test]
    fn every_span_of_a_record_lies_in_its_document(one in prose(), two in prose()) {
        let given = vec![Given::bytes("one.txt", one), Given::bytes("two.html", two)];
        let comparison = compare(sample_case(), given, &Options::default());
        let text = |id: &_| {
            let statement = comparison.record.statements.iter().find(|one| one.id == *id).unwrap();
            comparison.documents.iter().find(|document| document.source == statement.source).unwrap().text.as_str()
        };
        for position in &comparison.record.positions {
            for evidence in &position.evidence {
                prop_assert_eq!(text(&evidence.statement).get(evidence.start..evidence.end), Some(evidence.text.as_str()));
            }
            for term in &position.terms {
                prop_assert_eq!(term.span.of(text(&position.statement)), term.text.as_str());
            }
        }
        for divergence in &comparison.record.divergences {
            prop_assert!((0.0..=1.0).contains(&divergence.score));
            prop_assert!(!divergence.evidence.is_empty(), "shown work");
            for evidence in &divergence.evidence {
                prop_assert_eq!(text(&evidence.statement).get(evidence.start..evidence.end), Some(evidence.text.as_str()));
            }
        }
        for problem in &comparison.record.problems {
            prop_assert_ne!(problem.code.as_str(), "D0601");
        }
    }

    #[test]
    fn arbitrary_bytes_give_a_document_or_a_problem(bytes in prop::collection::vec(any::<u8>(), 0..400), html in any::<bool>()) {
        let name = if html { "page.html" } else { "page.txt" };
        let reading = read_all(&[Given::bytes(name, bytes)], Period::default(), &Options::default());
        let told = reading.problems.iter().any(|problem| problem.severity >= Severity::Warning);
        prop_assert!(reading.documents.len() == 1 || told);
    }
}

/// Texts that broke a law once.
#[test]
fn what_was_mended_stays_mended() {
    let attributor = Attributor::new(&sample_case());
    for text in [
        // A verb of saying ends the sentence.
        "“We agree to the plan,” “We agree to the plan,” \u{a0}According to the ministry, “We agree to the plan,” — that ",
        "“We agree to the plan,” “We agree to the plan,” […]said погоджувалися—no \n\n“We agree to the plan,” ",
        // A quotation carried on over a paragraph begins where one was read.
        "“We agree to the plan,” . Борис ЛиндаQUESTION: министр «Ми не \n\n«Мы готовы», ”",
    ] {
        let incoming = Incoming {
            doc: "d".to_owned(),
            text: text.to_owned(),
            lang: None,
            date: Some("2031-03-14".to_owned()),
        };
        for one in extract_text(&attributor, &incoming).0 {
            assert!(
                one.fragments.windows(2).all(|pair| pair[0].1 <= pair[1].0),
                "{text}: {:?}",
                one.fragments
            );
        }
    }
}
