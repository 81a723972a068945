//! States, their capitals, seats of power and demonyms, international bodies,
//! and the organs of a state, as speakers and as terms.
//!
//! The names stand in `lang/places.toml`, in all languages at once, so a text
//! need not say what language it is in.

use std::sync::LazyLock;

use diptych_core::{Lang, Span};
use serde::Deserialize;

use crate::forms::choices;
use crate::{PatternSet, Token};

/// A name in every covered language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names([String; 3]);

impl Names {
    /// The name to show; English for a language that is not covered.
    pub fn in_lang(&self, lang: &Lang) -> &str {
        match lang {
            Lang::Ru => &self.0[1],
            Lang::Uk => &self.0[2],
            Lang::En | Lang::Other(_) => &self.0[0],
        }
    }
}

/// A state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// ISO 3166 code of two letters, lower case; `xk` for Kosovo.
    pub id: String,
    /// Name to show.
    pub names: Names,
}

/// An international body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Short stable identifier (`un`, `nato`).
    pub id: String,
    /// Name to show.
    pub names: Names,
}

/// An organ that every state has: a ministry, the government, an embassy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organ {
    /// Short stable identifier (`foreign_ministry`).
    pub id: String,
    /// Name to show, without a state.
    pub names: Names,
}

/// By which of its names a state was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum How {
    /// Its own name.
    Name,
    /// Its capital, often standing for the government.
    Capital,
    /// An adjective or the name of its people.
    Demonym,
    /// A seat of power, standing for who sits there.
    Seat,
}

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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTable {
    state: Vec<RawState>,
    body: Vec<RawNamed>,
    organ: Vec<RawNamed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawState {
    id: String,
    show: [String; 3],
    names: Vec<String>,
    #[serde(default)]
    capitals: Vec<String>,
    /// With a capital.
    #[serde(default)]
    demonyms: Vec<String>,
    /// With or without one.
    #[serde(default)]
    adjectives: Vec<String>,
    #[serde(default)]
    seats: Vec<String>,
    /// Texts with brackets round what is found in them.
    #[serde(default)]
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "only the tests read the examples")
    )]
    examples: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNamed {
    id: String,
    show: [String; 3],
    names: Vec<String>,
    /// Texts with brackets round what is found in them.
    #[serde(default)]
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "only the tests read the examples")
    )]
    examples: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    State(usize, How),
    Body(usize),
    Organ(usize),
}

struct Table {
    states: Vec<State>,
    bodies: Vec<Body>,
    organs: Vec<Organ>,
    patterns: PatternSet,
    /// For each entry of the patterns, what it is and whether it needs a capital.
    entries: Vec<(What, bool)>,
}

const SOURCE: &str = include_str!("../lang/places.toml");

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let raw: RawTable = toml::from_str(SOURCE).expect("the test of the table reads it");
    let mut table = Table {
        states: Vec::new(),
        bodies: Vec::new(),
        organs: Vec::new(),
        patterns: PatternSet::new(),
        entries: Vec::new(),
    };
    for (at, state) in raw.state.into_iter().enumerate() {
        table.add(What::State(at, How::Name), true, &state.names);
        table.add(What::State(at, How::Capital), true, &state.capitals);
        table.add(What::State(at, How::Demonym), true, &state.demonyms);
        table.add(What::State(at, How::Demonym), false, &state.adjectives);
        table.add(What::State(at, How::Seat), true, &state.seats);
        table.states.push(State {
            id: state.id,
            names: Names(state.show),
        });
    }
    for (at, body) in raw.body.into_iter().enumerate() {
        table.add(What::Body(at), true, &body.names);
        table.bodies.push(Body {
            id: body.id,
            names: Names(body.show),
        });
    }
    for (at, organ) in raw.organ.into_iter().enumerate() {
        table.add(What::Organ(at), false, &organ.names);
        table.organs.push(Organ {
            id: organ.id,
            names: Names(organ.show),
        });
    }
    table
});

impl Table {
    fn add(&mut self, what: What, needs_capital: bool, written: &[String]) {
        let entry = self.entries.len();
        self.entries.push((what, needs_capital));
        for name in written {
            let mut pattern: Vec<String> = name
                .split(' ')
                .map(|word| match word.strip_suffix('?') {
                    Some(word) => choices(word).join("|") + "?",
                    None => choices(word).join("|"),
                })
                .collect();
            // English names take a possessive ending.
            if let Some(last) = pattern
                .last_mut()
                .filter(|last| last.is_ascii() && last.len() > 1)
            {
                *last = last
                    .split('|')
                    .map(|form| format!("{form}|{form}'s"))
                    .collect::<Vec<_>>()
                    .join("|");
            }
            self.patterns
                .add(entry, &pattern.join(" "))
                .expect("the test of the table compiles every name");
        }
    }

    /// The longest names, from left to right, none overlapping.
    fn find(&self, tokens: &[Token], wanted: fn(What) -> bool) -> Vec<(What, Span)> {
        let mut out: Vec<(What, Span)> = Vec::new();
        let mut end = 0;
        for hit in self.patterns.find(tokens) {
            let (what, needs_capital) = self.entries[hit.entry];
            if hit.first < end || !wanted(what) || (needs_capital && !tokens[hit.first].is_capital)
            {
                continue;
            }
            end = hit.end;
            let mut span = hit.span;
            // "U.S." keeps its last stop.
            let is_dotted = tokens[hit.first..hit.end]
                .iter()
                .any(|token| token.folded == ".");
            if let Some(stop) = tokens.get(hit.end)
                && is_dotted
                && stop.folded == "."
                && stop.span.start == span.end
            {
                span = span.cover(stop.span);
            }
            out.push((what, span));
        }
        out
    }
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
