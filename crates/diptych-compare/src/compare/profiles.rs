//! The profiles of the issues of a case.

use std::collections::{BTreeSet, HashMap};

use diptych_core::{Case, Lang, Statement};
use diptych_lang::tokens;
use rayon::prelude::*;

use crate::Input;
use crate::placing::Issues;
use crate::words::{empty_words, word_keys};

/// The profiles of the issues; words of a large part of the statements count less.
pub(super) fn issues(input: &Input<'_>, statements: &[Statement]) -> Issues {
    let mut count: HashMap<String, usize> = HashMap::new();
    let words = |statement: &Statement| {
        let mut here = BTreeSet::new();
        for fragment in &statement.fragments {
            let found = tokens(&fragment.text, 0);
            let empty = empty_words(&found, &statement.lang);
            for (token, empty) in found.iter().zip(empty) {
                if !empty {
                    here.extend(word_keys(&token.folded, &statement.lang));
                }
            }
        }
        here
    };
    let words: Vec<BTreeSet<String>> = statements.par_iter().map(words).collect();
    for key in words.into_iter().flatten() {
        *count.entry(key).or_default() += 1;
    }
    let many = (statements.len() / 2).max(6);
    let frequent = count
        .into_iter()
        .filter(|(_, times)| *times > many)
        .map(|(key, _)| key)
        .collect();
    let lang = input
        .documents
        .first()
        .map_or(Lang::En, |document| document.lang.clone());
    Issues::new(input.case, &lang, &side_words(input.case), &frequent)
}

/// The words of the names of sides: they tell no issue.
fn side_words(case: &Case) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for side in &case.sides {
        let names = side
            .people
            .iter()
            .flat_map(|person| person.aliases.iter().chain([&person.name]))
            .chain(&side.bodies)
            .chain([&side.name]);
        for name in names {
            for token in tokens(name, 0) {
                for lang in [Lang::En, Lang::Ru, Lang::Uk] {
                    out.extend(word_keys(&token.folded, &lang));
                }
            }
        }
    }
    out
}
