//! What two propose that cannot both be done: the one raises what the other lowers.

use diptych_core::{
    Act, Aspect, DivergenceKind, Evidence, Polarity, Reality, Role, Rung, Span, Statement, Time,
};
use diptych_lang::glossary::glossary;

use crate::judge::{Judgement, against, denies, judged};
use crate::stand::Stand;

/// Likeness from which two clauses propose something about one thing.
const ONE_THING: f64 = 0.5;

/// The same of what they plainly share.
const SHARED: f64 = 0.3;

/// The part of its weight that the key of a word has which the clause itself holds.
const IN_CLAUSE: f32 = 0.4;

/// What the glossary calls the deeds of two clauses that are each for what undoes the other's.
pub(crate) fn contrary<'p>(p: &'p Stand, q: &Stand) -> Option<(&'p str, &'static str)> {
    undone(p, q).filter(|_| is_for(p) && is_for(q))
}

/// Whether one is against what would undo the other's: "we will raise it", "we will not lower it".
pub(crate) fn comes_to_the_same(p: &Stand, q: &Stand) -> bool {
    let turns_down = |stand: &Stand| against(stand) || denies(stand);
    turns_down(p) != turns_down(q) && undone(p, q).is_some()
}

/// What the glossary calls a deed of this clause, and the one of the other that undoes it.
fn undone<'p>(p: &'p Stand, q: &Stand) -> Option<(&'p str, &'static str)> {
    p.keys.iter().find_map(|(key, part)| {
        let one = key.strip_prefix("g:").filter(|_| part >= IN_CLAUSE)?;
        let other = glossary().undone_by(one)?;
        let parted = holds(q, other) && !p.keys.has(&format!("g:{other}")) && !q.keys.has(key);
        parted.then_some((one, other))
    })
}

fn holds(stand: &Stand, key: &str) -> bool {
    let key = format!("g:{key}");
    let mut keys = stand.keys.iter();
    keys.any(|(own, part)| own == key && part >= IN_CLAUSE)
}

/// That the two exclude each other, where each is for a deed that undoes the other's.
pub(crate) fn excluded(p: &Stand, q: &Stand, likeness: f64, shared: f64) -> Option<Judgement> {
    if likeness < ONE_THING || shared < SHARED {
        return None;
    }
    contrary(p, q)?;
    Some(judged(
        Aspect::Polarity,
        DivergenceKind::Contradicted,
        4,
        0.45,
    ))
}

/// Whether it is for something to be done, and not against it, and not done already.
fn is_for(stand: &Stand) -> bool {
    let position = &stand.position;
    let proposes = match position.act {
        Act::Commits => position
            .rung
            .is_some_and(|rung| rung >= Rung::SupportsInPrinciple && rung < Rung::Done),
        Act::DemandsOfOther => true,
        Act::ReportsEvent => matches!(position.time, Time::Future | Time::Present),
        _ => false,
    };
    proposes
        && position.polarity == Polarity::Positive
        && position.reality == Reality::Actual
        && position.conditions.is_empty()
        && !against(stand)
        && !denies(stand)
        && !stand.carried
        && !stand.bare
}

/// The words of a clause that the glossary calls by this key, as evidence.
pub(crate) fn shown(
    stand: &Stand,
    statement: &Statement,
    document: &str,
    key: &str,
) -> Option<Evidence> {
    let clause = stand.position.clause;
    let tokens = diptych_lang::tokens(clause.of(document), clause.start);
    let token = tokens.iter().filter(|token| token.is_word).find(|token| {
        let keys = glossary().keys(&statement.lang, &token.folded);
        keys.iter().any(|id| glossary().id(*id) == key)
    })?;
    let Span { start, end } = token.span;
    Some(Evidence {
        statement: statement.id.clone(),
        start,
        end,
        role: Role::Polarity,
        text: token.span.of(document).to_owned(),
        rule: Some(format!("glossary/{key}")),
    })
}

#[cfg(test)]
mod tests {
    use diptych_core::{Axis, DivergenceKind, Lang, Role};

    use crate::mini::{kinds, run, said};

    fn pair(one: (Lang, &str), other: (Lang, &str)) -> crate::Comparison {
        run(
            "name = 'The ferry toll'\nterms = ['ferry toll', 'паромный сбор', 'поромний збір']",
            &[
                said("Ada Renn", "velmar", "2031-05-02", one.0, one.1),
                said("Bo Lind", "ardonia", "2031-05-02", other.0, other.1),
            ],
        )
    }

    #[test]
    fn who_would_raise_what_the_other_would_lower_does_not_agree() {
        for (one, other) in [
            (
                (Lang::En, "We want to raise the ferry toll on the river."),
                (Lang::En, "We want to reduce the ferry toll on the river."),
            ),
            (
                (Lang::Ru, "Мы предлагаем повысить паромный сбор на реке."),
                (Lang::Ru, "Мы предлагаем снизить паромный сбор на реке."),
            ),
            (
                (
                    Lang::Uk,
                    "Ми пропонуємо запровадити поромний збір на річці.",
                ),
                (Lang::Uk, "Ми пропонуємо скасувати поромний збір на річці."),
            ),
        ] {
            let found = pair(one, other);
            let kinds = kinds(&found);
            assert!(
                kinds.contains(&(DivergenceKind::Contradicted, Axis::BetweenSides)),
                "{kinds:?}"
            );
            let agrees = kinds
                .iter()
                .any(|(kind, _)| *kind == DivergenceKind::Agrees);
            assert!(!agrees, "{kinds:?}");
            let finding = &found.divergences[0];
            let shown = finding.evidence.iter().filter(|one| {
                let rule = one.rule.as_deref().unwrap_or_default();
                one.role == Role::Polarity && rule.starts_with("glossary/")
            });
            assert_eq!(shown.count(), 2, "{:?}", finding.evidence);
            assert!(finding.explanation.contains("wants the contrary"));
        }
    }

    #[test]
    fn who_would_both_raise_it_or_one_has_not_done_so_exclude_nothing() {
        for other in [
            "We want to raise the ferry toll on the river as well.",
            "We do not want to reduce the ferry toll on the river.",
            "Last year we reduced the ferry toll on the river.",
        ] {
            let found = pair(
                (Lang::En, "We want to raise the ferry toll on the river."),
                (Lang::En, other),
            );
            let glossary = found.divergences.iter().flat_map(|one| &one.evidence);
            let shown = glossary.filter(|one| {
                let rule = one.rule.as_deref().unwrap_or_default();
                rule.starts_with("glossary/")
            });
            assert_eq!(shown.count(), 0, "{other}");
        }
    }
}
