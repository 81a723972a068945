//! Finding them in a text.

use diptych_core::Span;

use super::kinds::{Body, How, Organ, State};
use super::table::{TABLE, What};
use crate::Token;

/// A state found in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlaceHit {
    /// The state.
    pub state: &'static State,
    /// By which name.
    pub how: How,
    /// The words.
    pub span: Span,
}

/// An international body found in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BodyHit {
    /// The body.
    pub body: &'static Body,
    /// The words.
    pub span: Span,
}

/// An organ of a state found in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OrganHit {
    /// The organ.
    pub organ: &'static Organ,
    /// Whose it is, where a state stands beside it ("МИД России").
    pub state: Option<&'static State>,
    /// The words, with those of the state.
    pub span: Span,
}

/// Every state of the table.
pub fn states() -> &'static [State] {
    &TABLE.states
}

/// Every international body of the table.
pub fn bodies() -> &'static [Body] {
    &TABLE.bodies
}

/// The states named in `tokens`, in order of place, in any of the languages.
pub fn find_places(tokens: &[Token]) -> Vec<PlaceHit> {
    TABLE
        .find(tokens, |what| matches!(what, What::State(..)))
        .into_iter()
        .filter_map(|(what, span)| match what {
            What::State(at, how) => Some(PlaceHit {
                state: &TABLE.states[at],
                how,
                span,
            }),
            _ => None,
        })
        .collect()
}

/// The international bodies named in `tokens`, in order of place.
pub fn find_bodies(tokens: &[Token]) -> Vec<BodyHit> {
    TABLE
        .find(tokens, |what| matches!(what, What::Body(_)))
        .into_iter()
        .filter_map(|(what, span)| match what {
            What::Body(at) => Some(BodyHit {
                body: &TABLE.bodies[at],
                span,
            }),
            _ => None,
        })
        .collect()
}

/// The organs of states named in `tokens`, each with the state that stands
/// beside it: "Russian Foreign Ministry", "МИД России".
pub fn find_organs(tokens: &[Token]) -> Vec<OrganHit> {
    let found = TABLE.find(tokens, |what| !matches!(what, What::Body(_)));
    let mut out: Vec<OrganHit> = Vec::new();
    for (at, &(what, span)) in found.iter().enumerate() {
        let What::Organ(organ) = what else {
            continue;
        };
        // Beside it: nothing between but a space, an article or a possessive.
        let beside = |other: Option<&(What, Span)>| match other {
            Some((What::State(state, how), other)) if *how != How::Seat => {
                let gap = if other.start < span.start {
                    span.start - other.end
                } else {
                    other.start - span.end
                };
                (gap <= 4).then_some((&TABLE.states[*state], *other))
            }
            _ => None,
        };
        let before = at
            .checked_sub(1)
            .and_then(|before| beside(found.get(before)));
        let state = before.or_else(|| beside(found.get(at + 1)));
        out.push(OrganHit {
            organ: &TABLE.organs[organ],
            state: state.map(|(state, _)| state),
            span: state.map_or(span, |(_, other)| span.cover(other)),
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use diptych_core::Lang;

    use super::super::table::{RawTable, SOURCE};
    use super::*;
    use crate::tokens;

    fn shown(text: &str) -> Vec<String> {
        find_places(&tokens(text, 0))
            .iter()
            .map(|hit| format!("{} {} {:?}", hit.span.of(text), hit.state.id, hit.how))
            .collect()
    }

    #[test]
    fn every_example_of_the_table_holds() {
        let raw: RawTable = toml::from_str(SOURCE).unwrap();
        assert!(raw.state.len() >= 100 && raw.body.len() >= 20);
        let mut wrong = Vec::new();
        let mut check =
            |id: &str, examples: &[String], find: fn(&[Token]) -> Vec<(String, Span)>| {
                for example in examples {
                    let text = example.replace(['[', ']'], "");
                    let wanted: Vec<&str> = example
                        .split('[')
                        .skip(1)
                        .filter_map(|rest| rest.split(']').next())
                        .collect();
                    let got: Vec<&str> = find(&tokens(&text, 0))
                        .into_iter()
                        .filter(|(found, _)| found == id)
                        .map(|(_, span)| span.of(&text))
                        .collect();
                    if got != wanted {
                        wrong.push(format!("{example}: {got:?}"));
                    }
                }
            };
        for state in &raw.state {
            check(&state.id, &state.examples, |tokens| {
                find_places(tokens)
                    .iter()
                    .map(|hit| (hit.state.id.clone(), hit.span))
                    .collect()
            });
        }
        for body in &raw.body {
            check(&body.id, &body.examples, |tokens| {
                find_bodies(tokens)
                    .iter()
                    .map(|hit| (hit.body.id.clone(), hit.span))
                    .collect()
            });
        }
        for organ in &raw.organ {
            check(&organ.id, &organ.examples, |tokens| {
                find_organs(tokens)
                    .iter()
                    .map(|hit| (hit.organ.id.clone(), hit.span))
                    .collect()
            });
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn states_are_found_by_all_their_names_in_any_case() {
        assert_eq!(
            shown("The Kremlin and the U.S. side met."),
            ["Kremlin ru Seat", "U.S. us Name"]
        );
        assert_eq!(
            shown("В Кремле и на Банковой ждут, что скажет французская сторона из Вашингтона."),
            [
                "Кремле ru Seat",
                "Банковой ua Seat",
                "французская fr Demonym",
                "Вашингтона us Capital"
            ]
        );
        assert_eq!(
            shown("У Києві та Білому домі кажуть, що Польщею поїдуть угорці."),
            [
                "Києві ua Capital",
                "Білому домі us Seat",
                "Польщею pl Name",
                "угорці hu Demonym"
            ]
        );
    }

    #[test]
    fn small_letters_are_other_words() {
        assert_eq!(
            shown("He told us that turkey and polish china were sold; им дали перу."),
            Vec::<String>::new()
        );
    }

    #[test]
    fn an_organ_takes_the_state_beside_it() {
        for (text, id, words) in [
            (
                "The Russian Foreign Ministry said so.",
                Some("ru"),
                "Russian Foreign Ministry",
            ),
            ("В МИД России сообщили.", Some("ru"), "МИД России"),
            ("Речник МЗС України підтвердив.", Some("ua"), "МЗС України"),
            (
                "Poland’s government fell.",
                Some("pl"),
                "Poland’s government",
            ),
            ("The defence ministry denied it.", None, "defence ministry"),
        ] {
            let found = find_organs(&tokens(text, 0));
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].state.map(|state| state.id.as_str()), id, "{text}");
            assert_eq!(found[0].span.of(text), words);
        }
    }

    #[test]
    fn every_state_has_a_name_in_every_language() {
        for state in states() {
            for lang in [Lang::En, Lang::Ru, Lang::Uk] {
                let name = state.names.in_lang(&lang);
                let found = find_places(&tokens(name, 0));
                assert!(found.iter().any(|hit| hit.state == state), "{name}");
            }
        }
        assert_eq!(bodies()[0].names.in_lang(&Lang::Uk), "ООН");
    }
}
