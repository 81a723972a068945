//! What stands round a name: surnames by their ending, two given names before
//! one surname, the office before a row.

use diptych_lang::Flags;

use super::{Cast, Member};
use crate::names::{Gender, key};

impl Cast<'_> {
    /// Whether the last word of a row ends like a surname, and the first is no adjective.
    pub(super) fn like_surname(&self, first: usize, end: usize) -> bool {
        let page = self.page;
        let last = &page.tokens[end - 1].folded;
        let head = &page.tokens[first].folded;
        let adjective = [
            "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ого", "ой", "ому", "ім", "им", "ым", "ої",
        ]
        .iter()
        .any(|ending| head.ends_with(ending));
        let plain = |at: usize| {
            !page.tokens[at].is_word
                || !page.flags[at].any(Flags::BODY | Flags::OUTLET | Flags::PERSON | Flags::TIME)
        };
        !adjective && (first..end).all(plain) && page.lexicon.is_surname_like(last)
    }

    /// Two given names before one surname: `Ольга и Вера Дятловы`.
    pub(super) fn read_joined(&mut self, found: &[crate::names::NameRow]) {
        let page = self.page;
        if page.lexicon.bare_clause {
            return;
        }
        for pair in found.windows(2) {
            let (one, two) = (pair[0], pair[1]);
            let joins = one.end + 1 == two.first
                && page.lexicon.is_of("join", &page.tokens[one.end].folded);
            let one_given = one.end - 1;
            let names = (one.end - one.first == 1 || !page.flags[one.first].any(Flags::GIVEN))
                && two.end - two.first == 2
                && page.flags[one_given].any(Flags::GIVEN)
                && page.flags[two.first].any(Flags::GIVEN);
            if !joins || !names {
                continue;
            }
            for given in [one_given, two.first] {
                let gender = Gender::of(page.flags[given]);
                let surname = crate::forms::singular(page.word(two.end - 1), gender);
                let name = format!("{} {surname}", page.word(given));
                if self.members.iter().any(|member| member.name == name) {
                    continue;
                }
                self.by_key
                    .entry(key(&surname))
                    .or_default()
                    .push(self.members.len());
                self.members.push(Member {
                    name,
                    gender,
                    ..Member::default()
                });
            }
        }
    }

    /// Whether an office and its object stand before a row: `віцепрезидент холдингу`.
    pub(super) fn office_before(&self, first: usize) -> bool {
        let page = self.page;
        for back in 1..=4 {
            let Some(at) = first.checked_sub(back) else {
                return false;
            };
            let flags = page.flags[at];
            if !page.tokens[at].is_word {
                if matches!(page.mark(at), '«' | '»' | '"') {
                    continue;
                }
                return false;
            }
            if flags.any(Flags::PERSON) {
                return true;
            }
            if flags.any(
                Flags::VERB
                    | Flags::PREPOSITION
                    | Flags::CONJUNCTION
                    | Flags::AUXILIARY
                    | Flags::SUBORDINATOR,
            ) {
                return false;
            }
        }
        false
    }
}
