//! Small invented cases on terms, decision rules and what is invoked.

use diptych_core::{Axis, Day, DivergenceKind, Lang};

use crate::mini::{kinds, run, said};

#[test]
fn what_is_invoked_is_dated_and_linked_across_languages() {
    let found = run(
        "name = 'Security guarantees'",
        &[
            said(
                "Ida Holm",
                "ardonia",
                "2022-04-14",
                Lang::En,
                "The delegations in Lundborg discussed security guarantees for a week.",
            ),
            said(
                "Bo Lind",
                "ardonia",
                "2031-05-02",
                Lang::En,
                "In Lundborg, in April 2022, we agreed to security guarantees by consent of all guarantors.",
            ),
            said(
                "Ada Renn",
                "velmar",
                "2031-05-03",
                Lang::Ru,
                "Гарантии безопасности должны быть такими, как в Лундборге, и мы их поддержим.",
            ),
        ],
    );
    let invoked: Vec<_> = found
        .positions
        .iter()
        .flat_map(|position| &position.precedents)
        .collect();
    assert_eq!(invoked.len(), 2, "{invoked:?}");
    for one in &invoked {
        let as_of = one.as_of.as_ref().expect("a date");
        assert_eq!(as_of.from, Day::parse("2022-04-01"), "{one:?}");
        assert_eq!(as_of.basis, "April 2022");
        assert_eq!(one.sources.len(), 2);
        assert_eq!(one.sources[0].path, "0.txt");
        assert_eq!(one.sources[0].text, "Lundborg");
    }
    assert_eq!(invoked[0].dated_by, None);
    assert_eq!(invoked[1].dated_by, Some(found.statements[1].id.clone()));
    assert_eq!(invoked[1].text, "как в Лундборге");
}

fn amounts(lang: Lang, words: &str) -> Vec<String> {
    let found = run(
        "name = 'The exchange of prisoners'",
        &[said("Bo Lind", "ardonia", "2031-05-02", lang, words)],
    );
    let mut all: Vec<String> = found
        .positions
        .iter()
        .flat_map(|position| &position.terms)
        .filter(|term| {
            use diptych_core::Slot;
            matches!(term.slot, Slot::HowMany | Slot::Money | Slot::Duration)
        })
        .map(|term| term.value.clone())
        .collect();
    all.sort();
    all.dedup();
    all
}

#[test]
fn frequencies_ranges_shares_bounds_and_rates_meet_in_three_languages() {
    for (en, ru, uk, expected) in [
        (
            "We agreed to exchange prisoners twice a year.",
            "Мы договорились об обмене пленными дважды в год.",
            "Ми домовилися про обмін полоненими двічі на рік.",
            "times_per_year:2",
        ),
        (
            "We agreed to exchange prisoners every three months.",
            "Мы договорились об обмене пленными каждые три месяца.",
            "Ми домовилися про обмін полоненими кожні три місяці.",
            "times_per_year:4",
        ),
        (
            "We agreed to a pause of between 20 and 30 days in the exchange of prisoners.",
            "Мы договорились о паузе от 20 до 30 дней в обмене пленными.",
            "Ми домовилися про паузу від 20 до 30 днів в обміні полоненими.",
            "day:20..30",
        ),
        (
            "We agreed on 30 days or more for the exchange of prisoners.",
            "Мы договорились о 30 днях и более на обмен пленными.",
            "Ми домовилися про 30 днів і більше на обмін полоненими.",
            ">=day:30",
        ),
        (
            "We agreed to pay 20 euros per tonne for the exchange of prisoners.",
            "Мы согласились платить 20 евро за тонну за обмен пленными.",
            "Ми погодилися платити 20 євро за тонну за обмін полоненими.",
            "eur/ton:20",
        ),
        (
            "We agreed to release two thirds of the prisoners.",
            "Мы согласились освободить две трети пленных.",
            "Ми погодилися звільнити дві третини полонених.",
            "percent:66.667",
        ),
    ] {
        for (lang, text) in [(Lang::En, en), (Lang::Ru, ru), (Lang::Uk, uk)] {
            assert_eq!(amounts(lang, text), [expected], "{text}");
        }
    }
}

#[test]
fn of_several_numbers_the_one_that_differs_is_found() {
    let found = run(
        "name = 'The exchange of prisoners'",
        &[
            said(
                "Bo Lind",
                "ardonia",
                "2031-05-02",
                Lang::En,
                "We agreed with Velmar on an exchange of 300 soldiers and 90 sailors.",
            ),
            said(
                "Ada Renn",
                "velmar",
                "2031-05-02",
                Lang::Ru,
                "Стороны договорились об обмене: домой вернутся 300 солдат и 120 моряков.",
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
fn decision_rules_are_compared_across_languages() {
    let found = run(
        "name = 'The joint fund'",
        &[
            said(
                "Bo Lind",
                "ardonia",
                "2031-05-02",
                Lang::En,
                "Velmar has agreed that the joint fund pays out by a simple majority of its members.",
            ),
            said(
                "Ada Renn",
                "velmar",
                "2031-05-02",
                Lang::Ru,
                "Мы договорились, что общий фонд платит только с согласия всех участников.",
            ),
        ],
    );
    let rules: Vec<&str> = found
        .positions
        .iter()
        .flat_map(|position| &position.terms)
        .filter(|term| term.slot == diptych_core::Slot::Binding)
        .map(|term| term.value.as_str())
        .collect();
    assert_eq!(rules, ["decision:majority", "decision:consent_of_all"]);
    assert!(
        found
            .divergences
            .iter()
            .any(|one| one.slot == Some(diptych_core::Slot::Binding)),
        "{:?}",
        kinds(&found)
    );
}

fn answer(lang: Lang, asked: &str, said_words: &str) -> Vec<diptych_core::Position> {
    let page = format!("{asked}\n{said_words}");
    let found = crate::mini::run_asked("name = 'A ceasefire'", lang, &page, asked.len());
    found.positions
}

#[test]
fn a_bare_answer_takes_what_was_asked_and_its_own_sign() {
    use diptych_core::{Act, Polarity, Role, Rung};
    for (lang, asked, words, act, rung) in [
        (
            Lang::En,
            "Mr President, did you agree to a ceasefire?",
            "No.",
            Act::DeniesHavingCommitted,
            None,
        ),
        (
            Lang::En,
            "Will you accept a ceasefire?",
            "Absolutely not.",
            Act::Commits,
            Some(Rung::Rejects),
        ),
        (
            Lang::En,
            "Do you support a ceasefire?",
            "Absolutely.",
            Act::Commits,
            Some(Rung::SupportsInPrinciple),
        ),
        (
            Lang::Ru,
            "Вы согласились на прекращение огня?",
            "Нет, этого не было.",
            Act::DeniesHavingCommitted,
            None,
        ),
        (
            Lang::Uk,
            "Чи ви погодилися на припинення вогню?",
            "Ні.",
            Act::DeniesHavingCommitted,
            None,
        ),
    ] {
        let positions = answer(lang, asked, words);
        assert_eq!(positions.len(), 1, "{asked} {words}: {positions:?}");
        let position = &positions[0];
        assert_eq!(
            (position.act, position.rung),
            (act, rung),
            "{asked} {words}"
        );
        let negative = words != "Absolutely.";
        assert_eq!(position.polarity == Polarity::Negative, negative, "{asked}");
        assert_eq!(position.proposition.concepts, ["ceasefire"], "{asked}");
        let antecedent = position
            .evidence
            .iter()
            .find(|one| one.role == Role::Antecedent)
            .expect("the question is shown");
        assert!(antecedent.end <= asked.len());
        assert_eq!(position.clause.start, asked.len() + 1);
    }
    assert!(answer(Lang::En, "When will the ceasefire begin?", "No.").is_empty());
}
