//! The table of names, read once.

use std::sync::LazyLock;

use diptych_core::Span;
use serde::Deserialize;

use super::kinds::{Body, How, Names, Organ, State};
use crate::forms::choices;
use crate::{PatternSet, Token};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTable {
    pub(super) state: Vec<RawState>,
    pub(super) body: Vec<RawNamed>,
    pub(super) organ: Vec<RawNamed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawState {
    pub(super) id: String,
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
    pub(super) examples: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawNamed {
    pub(super) id: String,
    show: [String; 3],
    names: Vec<String>,
    /// Texts with brackets round what is found in them.
    #[serde(default)]
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "only the tests read the examples")
    )]
    pub(super) examples: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    State(usize, How),
    Body(usize),
    Organ(usize),
}

pub(super) struct Table {
    pub(super) states: Vec<State>,
    pub(super) bodies: Vec<Body>,
    pub(super) organs: Vec<Organ>,
    patterns: PatternSet,
    /// For each entry of the patterns, what it is and whether it needs a capital.
    entries: Vec<(What, bool)>,
}

pub(super) const SOURCE: &str = include_str!("../../lang/places.toml");

pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
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
    pub(super) fn find(&self, tokens: &[Token], wanted: fn(What) -> bool) -> Vec<(What, Span)> {
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
