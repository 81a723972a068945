//! A claim against the accounts of a case: what follows, in words that equal their bytes, and silence where nothing does.

use diptych::core::{Account, Answer, Case, Checked, Lang, Period, parse_case};
use diptych::{Given, Options, check, read_all};

const CASE: &str = r#"
title = "The weir"
[[side]]
id = "arland"
name = "Arland"
people = [{ name = "Ada Renn", aliases = ["Рен", "Ада Рен"] }]
bodies = ["Арланд"]
[[side]]
id = "borvia"
name = "Borvia"
people = [{ name = "Bo Lind", aliases = ["Линд", "Бо Линд"] }]
bodies = ["Борвия"]
[[issue]]
id = "weir"
name = "The weir"
terms = ["weir", "open the weir", "плотина"]
[[issue]]
id = "toll"
name = "The toll"
terms = ["toll", "пошлина"]
"#;

const SOURCES: [(&str, &str); 2] = [
    (
        "a.md",
        "---\ndate: 2031-04-03\n---\n“Borvia has agreed to open the weir in May,” Ada Renn said on 3 April 2031. \
         “Borvia promised us a loan of 40 million crowns,” she said.",
    ),
    (
        "b.md",
        "---\ndate: 2031-04-04\n---\n“We have never agreed to open the weir,” Bo Lind said on 4 April 2031. \
         “We will abolish the toll in June,” he said.",
    ),
];

fn ask(claim: &str) -> Checked {
    let (case, problems) = parse_case(CASE);
    assert!(problems.is_empty(), "{problems:?}");
    let given: Vec<Given> = SOURCES
        .iter()
        .map(|(path, text)| Given::bytes(*path, text.as_bytes().to_vec()))
        .collect();
    let checked = check(&case, &given, claim, None, &Options::default());
    let reading = read_all(&given, Period::default(), &Options::default());
    for one in &checked.passages {
        let at = reading
            .sources
            .iter()
            .position(|source| source.id == one.source);
        let text = &reading.documents[at.expect("a passage names a source")].text;
        for anchor in one.evidence.iter().chain([&one.words]) {
            assert!(
                anchor.holds_in(text) && !anchor.text.is_empty(),
                "{anchor:?}"
            );
        }
        assert_ne!(one.account == Account::Rival, one.side == checked.holder);
    }
    checked
}

#[test]
fn what_the_side_itself_denies_is_denied_whatever_the_other_says() {
    let checked = ask("Borvia has agreed to open the weir.");
    assert_eq!(checked.answer, Answer::Denied, "{checked:#?}");
    assert_eq!(
        checked.holder,
        Some(diptych::core::SideId::from("borvia".to_owned()))
    );
    let across = ask("Борвия согласилась открыть плотину.");
    assert_eq!(across.lang, Lang::Ru);
    assert_ne!(across.answer, Answer::Confirmed);
}

#[test]
fn nothing_is_guessed() {
    for claim in [
        "Borvia has agreed to buy eleven trams.",
        "Nobody here said anything.",
        "?!",
        "the",
        "",
    ] {
        let checked = ask(claim);
        assert_eq!(checked.answer, Answer::NotFound, "{claim}: {checked:#?}");
    }
}

#[test]
fn a_hostile_claim_ends() {
    let long = "Borvia agreed, if not, ".repeat(2_000);
    ask(&long);
    ask("\u{0}\u{202e}«“”»\u{feff}");
    let checked = check(
        &Case::default(),
        &[],
        "Borvia agreed.",
        None,
        &Options::default(),
    );
    assert_eq!(checked.answer, Answer::NotFound);
}

#[test]
fn the_schema_holds() {
    let schema = serde_json::to_value(diptych::core::check_schema()).expect("a schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let json = serde_json::to_value(ask("Borvia has agreed to open the weir.")).expect("JSON");
    assert!(validator.is_valid(&json));
}

/// Asks a case of one Arland and one Borvia text.
fn ask_of(arland: &str, borvia: &str, claim: &str) -> Checked {
    let (case, _) = parse_case(CASE);
    let dated = |day: &str, text: &str| format!("---\ndate: {day}\n---\n{text}");
    let given = [
        Given::bytes("a.md", dated("2031-04-09", arland).into_bytes()),
        Given::bytes("b.md", dated("2031-04-09", borvia).into_bytes()),
    ];
    check(&case, &given, claim, None, &Options::default())
}

#[test]
fn a_number_or_a_day_that_the_account_does_not_name_is_not_confirmed() {
    let said = "“We will abolish the toll in June,” Bo Lind said on 4 April 2031.";
    for claim in [
        "Borvia will abolish the toll in August.",
        "Borvia will abolish the toll on 3 June.",
        "Borvia will abolish the toll for 40 boats.",
    ] {
        let checked = ask_of("The weir is old.", said, claim);
        assert_ne!(checked.answer, Answer::Confirmed, "{claim}: {checked:#?}");
    }
    let checked = ask_of(
        "The weir is old.",
        said,
        "Borvia will abolish the toll in June.",
    );
    assert_eq!(checked.answer, Answer::Confirmed, "{checked:#?}");
}

#[test]
fn what_was_taken_back_later_is_not_confirmed() {
    let said = "“We will abolish the toll,” Bo Lind said on 4 April 2031.\n\n\
        “We will not abolish the toll,” Bo Lind said on 8 April 2031.";
    let checked = ask_of("The weir is old.", said, "Borvia will abolish the toll.");
    assert_eq!(checked.answer, Answer::Denied, "{checked:#?}");
    assert!(checked.passages[0].words.text.contains("not abolish"));
}

#[test]
fn less_than_was_said_falls_short_of_it() {
    let said = "“We will abolish the toll,” Bo Lind said on 4 April 2031.";
    let claim = "Borvia only agreed to think about the toll.";
    let checked = ask_of("The weir is old.", said, claim);
    assert_eq!(checked.answer, Answer::Further, "{checked:#?}");
}

#[test]
fn what_another_says_that_a_side_said_is_not_its_account() {
    let told = "“Borvia said that it will abolish the toll,” Ada Renn said on 4 April 2031.";
    let checked = ask_of(told, "The weir is old.", "Borvia will abolish the toll.");
    assert_ne!(checked.answer, Answer::Confirmed, "{checked:#?}");
}

#[test]
fn whoever_is_said_to_say_it_answers_first() {
    let said = "“We will never open the weir,” Bo Lind said on 4 April 2031.\n\n\
        “Borvia has agreed to open the weir,” the Borvian minister Ola Bern said on 4 April 2031.";
    let lind = ask_of(
        "The toll is old.",
        said,
        "Bo Lind says Borvia has agreed to open the weir.",
    );
    assert_eq!(lind.answer, Answer::Denied, "{lind:#?}");
    assert_eq!(lind.passages[0].speaker.as_deref(), Some("Bo Lind"));
}

#[test]
fn a_sentence_in_which_no_table_knows_a_word_answers_too() {
    let said = "“Two geese nest in the gauge hut,” Bo Lind said on 4 April 2031.";
    let claim = "Bo Lind says that two geese nest in the gauge hut.";
    let checked = ask_of("The weir is old.", said, claim);
    assert_eq!(checked.answer, Answer::Confirmed, "{checked:#?}");
    let claim = "Bo Lind says that nine wolves live in the customs tower.";
    let checked = ask_of("The weir is old.", said, claim);
    assert_eq!(checked.answer, Answer::NotFound, "{checked:#?}");
}

#[test]
fn what_only_lies_near_is_shown_and_not_judged() {
    let said = "“We will abolish the toll in June,” Bo Lind said on 4 April 2031.";
    let claim = "Borvia has agreed to open the weir in June.";
    let checked = ask_of("The weir is old.", said, claim);
    let judged = checked.passages.iter().filter(|one| one.answer.is_some());
    assert_eq!(
        judged.count() > 0,
        checked.answer != Answer::NotFound,
        "{checked:#?}"
    );
}
