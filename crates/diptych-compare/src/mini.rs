//! Small invented cases, run through the whole comparison.
// long: small cases in many fields and three languages, each a test

use diptych_core::{
    Anchor, Axis, Basis, Day, Divergence, DivergenceKind, Document, Lang, Said, Source, SourceId,
    SourceKind, Span, Speaker, Statement, StatementKind, Verdict, Wording, parse_case,
};

use diptych_lang::dates::DateContext;

use crate::reading::{Sentence, read_sentence};
use crate::sides::SideIndex;
use crate::{Comparison, Input, compare};

const CASE: &str = "title = 'T'\n\
    [[side]]\nid = 'ardonia'\nname = 'Ardonia'\nbodies = ['Ardonia', 'Ардония', 'Ардонія']\n\
    people = [{ name = 'Bo Lind', role = 'president', aliases = ['Lind', 'Линд', 'Лінд'] }, { name = 'Ida Holm', aliases = ['Holm'] }]\n\
    [[side]]\nid = 'velmar'\nname = 'Velmar'\nbodies = ['Velmar', 'Вельмар']\n\
    people = [{ name = 'Ada Renn', role = 'president', aliases = ['Renn', 'Ренн'] }]\n";

pub(crate) struct Said1<'a> {
    who: &'a str,
    side: &'a str,
    day: &'a str,
    lang: Lang,
    words: &'a str,
}

pub(crate) fn said<'a>(
    who: &'a str,
    side: &'a str,
    day: &'a str,
    lang: Lang,
    words: &'a str,
) -> Said1<'a> {
    Said1 {
        who,
        side,
        day,
        lang,
        words,
    }
}

/// The statement of one text, all of it the speaker's words.
pub(crate) fn spoken(one: &Said1<'_>, number: usize) -> Statement {
    let id = SourceId::from(format!("src-{number}"));
    let sha256 = format!("{number:064}");
    let span = Span::new(0, one.words.len());
    Statement {
        id: Statement::derive_id(&sha256, Some(one.who), span),
        source: id,
        path: format!("{number}.txt"),
        lang: one.lang.clone(),
        kind: StatementKind::Direct,
        wording: Wording::Speaker,
        speaker: Speaker {
            name: Some(one.who.to_owned()),
            side: Some(one.side.into()),
            ..Speaker::default()
        },
        reported_by: Vec::new(),
        said: Day::parse(one.day).map(|day| Said::day(day, Basis::Explicit)),
        published: None,
        occasion: None,
        utterances: Vec::new(),
        fragments: vec![Anchor::new(one.words, span)],
        context: diptych_core::Context::default(),
        issues: Vec::new(),
        cue: None,
        denied: false,
        is_question: false,
        cut: false,
        translations: Vec::new(),
        remarks: Vec::new(),
    }
}

/// One English sentence, in a case without sides.
pub(crate) fn sentence(words: &str) -> Sentence {
    let (sides, dates) = (SideIndex::default(), DateContext::default());
    read_sentence(words, Span::new(0, words.len()), &Lang::En, &sides, &dates)
}

pub(crate) fn run(issue: &str, all: &[Said1<'_>]) -> Comparison {
    let (case, problems) = parse_case(&format!("{CASE}\n[[issue]]\nid = 'i'\n{issue}\n"));
    assert!(problems.is_empty(), "{problems:?}");
    let mut sources = Vec::new();
    let mut documents = Vec::new();
    let mut statements = Vec::new();
    for (number, one) in all.iter().enumerate() {
        let id = SourceId::from(format!("src-{number}"));
        let sha256 = format!("{number:064}");
        sources.push(Source {
            id: id.clone(),
            path: format!("{number}.txt"),
            lang: one.lang.clone(),
            sha256: sha256.clone(),
            kind: SourceKind::OfficialText,
            published: Day::parse(one.day),
            ..Source::default()
        });
        documents.push(Document {
            source: id.clone(),
            text: one.words.to_owned(),
            lang: one.lang.clone(),
            ..Document::default()
        });
        statements.push(spoken(one, number));
    }
    let input = Input {
        case: &case,
        sources: &sources,
        documents: &documents,
        meaning: None,
    };
    let found = compare(&input, statements);
    for divergence in &found.divergences {
        for evidence in &divergence.evidence {
            let number = found
                .statements
                .iter()
                .position(|statement| statement.id == evidence.statement)
                .unwrap();
            let held = documents[number].text.get(evidence.start..evidence.end);
            assert_eq!(held, Some(evidence.text.as_str()), "evidence is verbatim");
        }
    }
    found
}

/// One answer to the question that fills the first bytes of the page.
pub(crate) fn run_asked(issue: &str, lang: Lang, page: &str, asked: usize) -> Comparison {
    let (case, _) = parse_case(&format!("{CASE}\n[[issue]]\nid = 'i'\n{issue}\n"));
    let span = Span::new(asked + 1, page.len());
    let source = Source {
        id: SourceId::from("src-0".to_owned()),
        path: "0.txt".to_owned(),
        lang: lang.clone(),
        ..Source::default()
    };
    let document = Document {
        source: source.id.clone(),
        text: page.to_owned(),
        lang: lang.clone(),
        ..Document::default()
    };
    let mut statement = spoken(&said("Bo Lind", "ardonia", "2031-05-02", lang, page), 0);
    statement.fragments = vec![Anchor::new(page, span)];
    statement.context.question_span = Some(Span::new(0, asked));
    let input = Input {
        case: &case,
        sources: &[source],
        documents: &[document],
        meaning: None,
    };
    compare(&input, vec![statement])
}

pub(crate) fn kinds(found: &Comparison) -> Vec<(DivergenceKind, Axis)> {
    found
        .divergences
        .iter()
        .map(|divergence| (divergence.kind, divergence.axis))
        .collect()
}

fn first(found: &Comparison) -> &Divergence {
    found.divergences.first().expect("a finding")
}

#[test]
fn a_claimed_consent_goes_further_than_talk() {
    let found = run(
        "name = 'A ceasefire'",
        &[
            said(
                "Bo Lind",
                "ardonia",
                "2031-05-02",
                Lang::En,
                "Velmar has agreed to a ceasefire along the whole river.",
            ),
            said(
                "Ada Renn",
                "velmar",
                "2031-05-03",
                Lang::En,
                "We are ready to discuss a ceasefire. Nothing more was said.",
            ),
        ],
    );
    assert_eq!(first(&found).kind, DivergenceKind::Overstated);
    assert_eq!(found.claims[0].verdict, Verdict::GoesFurther);
    assert_eq!(first(&found).left, found.statements[0].id);
}

#[test]
fn a_denied_consent_contradicts_in_russian() {
    let found = run(
        "name = 'An exchange of prisoners'",
        &[
            said(
                "Bo Lind",
                "ardonia",
                "2031-05-02",
                Lang::En,
                "Velmar agreed to an exchange of prisoners.",
            ),
            said(
                "Ada Renn",
                "velmar",
                "2031-05-03",
                Lang::Ru,
                "Мы не давали согласия на обмен пленными.",
            ),
        ],
    );
    assert_eq!(first(&found).kind, DivergenceKind::Contradicted);
    assert_eq!(found.claims[0].verdict, Verdict::Denied);
}

#[test]
fn a_condition_in_ukrainian_answers_an_english_claim() {
    let found = run(
        "name = 'Withdrawal of heavy weapons'",
        &[
            said(
                "Ada Renn",
                "velmar",
                "2031-05-02",
                Lang::En,
                "Ardonia has agreed to the withdrawal of heavy weapons.",
            ),
            said(
                "Bo Lind",
                "ardonia",
                "2031-05-03",
                Lang::Uk,
                "Ми погодилися на відведення важкого озброєння, але лише після того, як буде розмінований міст.",
            ),
        ],
    );
    assert!(
        kinds(&found).contains(&(DivergenceKind::Conditional, Axis::BetweenSides)),
        "{:?}",
        kinds(&found)
    );
    assert!(
        !kinds(&found)
            .iter()
            .any(|(kind, _)| *kind == DivergenceKind::Contradicted)
    );
}

#[test]
fn numbers_and_days_are_compared_across_languages() {
    let found = run(
        "name = 'The exchange of prisoners'",
        &[
            said(
                "Bo Lind",
                "ardonia",
                "2031-05-02",
                Lang::En,
                "We agreed with Velmar on an exchange of 300 prisoners.",
            ),
            said(
                "Ada Renn",
                "velmar",
                "2031-05-02",
                Lang::Ru,
                "Стороны договорились об обмене: домой вернутся 120 военнопленных.",
            ),
        ],
    );
    assert!(
        kinds(&found).contains(&(DivergenceKind::TermsDiffer, Axis::BetweenSides)),
        "{:?}",
        kinds(&found)
    );
}

#[test]
fn the_lowest_step_of_a_chain_counts() {
    let found = run(
        "name = 'A meeting of the presidents'",
        &[
            said(
                "Ada Renn",
                "velmar",
                "2031-05-02",
                Lang::En,
                "President Lind agreed to a meeting of the two presidents.",
            ),
            said(
                "Ida Holm",
                "ardonia",
                "2031-05-03",
                Lang::En,
                "President Lind put forward the idea of considering the possibility of a meeting of the presidents.",
            ),
        ],
    );
    assert_eq!(first(&found).kind, DivergenceKind::Overstated);
}

#[test]
fn a_limited_refusal_denies_nothing_that_stays_open() {
    let found = run(
        "name = 'Security guarantees'",
        &[
            said(
                "Bo Lind",
                "ardonia",
                "2031-05-02",
                Lang::En,
                "There will be security guarantees.",
            ),
            said(
                "Ada Renn",
                "velmar",
                "2031-05-03",
                Lang::En,
                "We cannot accept security guarantees without our participation. That will not work.",
            ),
        ],
    );
    assert!(
        !kinds(&found)
            .iter()
            .any(|(kind, _)| *kind == DivergenceKind::Contradicted),
        "{:?}",
        kinds(&found)
    );
}

#[test]
fn two_of_one_side_are_a_split() {
    let found = run(
        "name = 'The observer mission'",
        &[
            said(
                "Bo Lind",
                "ardonia",
                "2031-05-02",
                Lang::En,
                "We have agreed to an observer mission.",
            ),
            said(
                "Ida Holm",
                "ardonia",
                "2031-05-03",
                Lang::En,
                "We reject an observer mission.",
            ),
        ],
    );
    assert!(
        kinds(&found).contains(&(DivergenceKind::Split, Axis::WithinSide)),
        "{:?}",
        kinds(&found)
    );
}

#[test]
fn a_speaker_who_turns_has_shifted() {
    let found = run(
        "name = 'Sanctions'",
        &[
            said(
                "Ada Renn",
                "velmar",
                "2031-05-02",
                Lang::Uk,
                "Ми виключаємо зняття санкцій.",
            ),
            said(
                "Ada Renn",
                "velmar",
                "2031-05-09",
                Lang::Uk,
                "Ми погоджуємося на зняття санкцій.",
            ),
        ],
    );
    assert!(
        kinds(&found).contains(&(DivergenceKind::Shifted, Axis::OverTime)),
        "{:?}",
        kinds(&found)
    );
}

#[test]
fn who_agree_are_left_in_peace() {
    let found = run(
        "name = 'A pay rise'\nterms = ['wages']",
        &[
            said(
                "Bo Lind",
                "ardonia",
                "2031-05-02",
                Lang::En,
                "We agreed with Velmar on a pay rise of 4 percent.",
            ),
            said(
                "Ada Renn",
                "velmar",
                "2031-05-02",
                Lang::En,
                "We agreed with Ardonia on a pay rise of 4 percent.",
            ),
        ],
    );
    let only_agree = kinds(&found)
        .iter()
        .all(|(kind, _)| *kind == DivergenceKind::Agrees);
    assert!(only_agree, "{:?}", kinds(&found));
}

#[test]
fn a_question_is_nobodys_position() {
    let found = run(
        "name = 'A ceasefire'",
        &[
            said(
                "Bo Lind",
                "ardonia",
                "2031-05-02",
                Lang::En,
                "Has Velmar agreed to a ceasefire?",
            ),
            said(
                "Ada Renn",
                "velmar",
                "2031-05-03",
                Lang::En,
                "We reject a ceasefire.",
            ),
        ],
    );
    assert!(
        found.claims.is_empty() && found.divergences.is_empty(),
        "{:?}",
        kinds(&found)
    );
}

#[test]
fn a_translated_copy_is_a_witness() {
    let found = run(
        "name = 'A ceasefire'",
        &[
            said(
                "Ada Renn",
                "velmar",
                "2031-05-03",
                Lang::En,
                "We propose a ceasefire of 30 days in Kestmar, provided that sanctions are lifted.",
            ),
            said(
                "Ada Renn",
                "velmar",
                "2031-05-03",
                Lang::Ru,
                "Мы предлагаем прекращение огня на 30 дней в Кестмаре при условии, что санкции будут сняты.",
            ),
        ],
    );
    assert_eq!(found.utterances.len(), 1);
    assert_eq!(found.utterances[0].variants[0].how, "translated");
    assert!(found.divergences.is_empty(), "{:?}", kinds(&found));
}

#[test]
fn denied_that_never_becomes_that() {
    for (lang, words) in [
        (Lang::En, "I deny that we agreed to a ceasefire."),
        (
            Lang::Ru,
            "Я отрицаю, что мы согласились на прекращение огня.",
        ),
        (
            Lang::Uk,
            "Я заперечую, що ми погодилися на припинення вогню.",
        ),
    ] {
        let found = run(
            "name = 'A ceasefire'",
            &[
                said(
                    "Bo Lind",
                    "ardonia",
                    "2031-05-02",
                    Lang::En,
                    "Velmar agreed to a ceasefire.",
                ),
                said("Ada Renn", "velmar", "2031-05-03", lang, words),
            ],
        );
        assert_eq!(first(&found).kind, DivergenceKind::Contradicted, "{words}");
        assert!(
            !kinds(&found)
                .iter()
                .any(|(kind, _)| *kind == DivergenceKind::Agrees),
            "{words}"
        );
    }
}

#[test]
fn a_bid_is_compared_by_price_and_by_what_the_board_says() {
    let found = run(
        "name = 'The takeover bid'\nterms = ['bid', 'offer']",
        &[
            said(
                "Bo Lind",
                "ardonia",
                "2031-05-02",
                Lang::En,
                "The board of Velmar has accepted our takeover bid of 12 euros a share.",
            ),
            said(
                "Ada Renn",
                "velmar",
                "2031-05-03",
                Lang::Uk,
                "Правління Вельмару розглядає пропозицію про поглинання.",
            ),
        ],
    );
    assert_eq!(
        first(&found).kind,
        DivergenceKind::Overstated,
        "{:?}",
        kinds(&found)
    );
}

#[test]
fn a_transfer_is_no_transfer_before_the_clubs_agree() {
    let found = run(
        "name = 'The transfer of the goalkeeper'",
        &[
            said(
                "Bo Lind",
                "ardonia",
                "2031-05-02",
                Lang::En,
                "Velmar agreed to the transfer for 8 million euros.",
            ),
            said(
                "Ada Renn",
                "velmar",
                "2031-05-02",
                Lang::Ru,
                "Мы лишь обсуждаем трансфер, речь идёт о 15 миллионах евро.",
            ),
        ],
    );
    assert!(
        kinds(&found)
            .iter()
            .any(|(kind, _)| *kind == DivergenceKind::Overstated),
        "{:?}",
        kinds(&found)
    );
}

#[test]
fn inspections_at_any_time_and_inspections_refused() {
    let found = run(
        "name = 'Inspections of the plant'",
        &[
            said(
                "Bo Lind",
                "ardonia",
                "2031-05-02",
                Lang::Uk,
                "Вельмар погодився на інспекції в будь-який час.",
            ),
            said(
                "Ada Renn",
                "velmar",
                "2031-05-03",
                Lang::En,
                "We will not allow inspections of the plant.",
            ),
        ],
    );
    assert_eq!(
        first(&found).kind,
        DivergenceKind::Contradicted,
        "{:?}",
        kinds(&found)
    );
}

/// A generator that gives the same texts in every run.
fn next(seed: &mut u64) -> usize {
    *seed = seed
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) as usize
}

#[test]
fn arbitrary_words_do_no_harm() {
    const WORDS: &[&str] = &[
        "we",
        "Velmar",
        "agreed",
        "to",
        "not",
        ",",
        "but",
        "ceasefire",
        "only after",
        "May",
        "5",
        "%",
        "1 000",
        "мы",
        "не",
        "согласились",
        "Ренн",
        "на",
        "обмен",
        "если",
        "—",
        "(",
        ")",
        "«",
        "»",
        "’",
        "ми",
        "лише після",
        "гарантії",
        "\u{a0}",
        "\u{ad}",
        "🕊",
        "that",
        "the idea of",
        "possibility",
        ".",
        "?",
        "\n",
        ";",
        ":",
        "$3.5",
        "12.",
        "будет",
        "никто",
        "ни",
        "e\u{301}",
        "ﬁ",
        "İ",
        "without",
        "participation",
        "by",
        "Lind",
        "and",
        "и",
        "що",
        "что",
        "deny",
    ];
    let mut seed = 7;
    for _ in 0..150 {
        let mut texts = Vec::new();
        for _ in 0..4 {
            let count = next(&mut seed) % 60;
            let words: Vec<&str> = (0..count)
                .map(|_| WORDS[next(&mut seed) % WORDS.len()])
                .collect();
            texts.push(format!("{} x", words.join(" ")));
        }
        let langs = [Lang::En, Lang::Ru, Lang::Uk, Lang::En];
        let sides = [
            ("Bo Lind", "ardonia"),
            ("Ada Renn", "velmar"),
            ("Ada Renn", "velmar"),
            ("Ida Holm", "ardonia"),
        ];
        let all: Vec<Said1<'_>> = (0..4)
            .map(|at| {
                said(
                    sides[at].0,
                    sides[at].1,
                    "2031-05-02",
                    langs[at].clone(),
                    &texts[at],
                )
            })
            .collect();
        run("name = 'A ceasefire'", &all);
    }
}

#[test]
fn a_text_without_a_full_stop_is_read_in_linear_time() {
    let long =
        "if they leave, we will not agree to a ceasefire, but only after 5 May, ".repeat(600);
    let found = run(
        "name = 'A ceasefire'",
        &[said("Bo Lind", "ardonia", "2031-05-02", Lang::En, &long)],
    );
    assert!(!found.positions.is_empty());
}
