//! What stands round a name: surnames by their ending, two given names before
//! one surname, the office before a row.

use diptych_lang::Flags;

use super::{Cast, Member, Naming};
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

    /// The person whose surname ends a row that another's name in another case
    /// begins: `на вопрос о Гнатове Рыбчук ответил`.
    pub(super) fn after_another(&self, first: usize, end: usize) -> Option<usize> {
        let page = self.page;
        let apart = !page.lexicon.bare_clause
            && end - first == 2
            && !page.flags[first].any(Flags::GIVEN)
            && ["а", "у", "ю", "я", "ом", "ем", "е", "ові", "ої", "ой"]
                .iter()
                .any(|ending| page.tokens[first].folded.ends_with(ending));
        apart
            .then(|| self.known(end - 1, end, Some(first)))
            .flatten()
            .filter(|member| self.members[*member].name.contains(' '))
    }

    /// The base form of a given name that the table knows in this case, for the gender.
    pub(super) fn base_given(&self, word: &str, gender: Option<Gender>) -> Option<String> {
        let folded = diptych_core::fold(word).text;
        let known = self.page.lexicon.given_of(&folded);
        let fits = |flags: Flags| gender.is_none() || Gender::of(flags) == gender;
        let mut fitting = known.iter().filter(|(_, flags)| fits(*flags));
        let (base, _) = fitting.next()?;
        if fitting.any(|(other, _)| other != base) || self.forms.stands(word, base) {
            return None;
        }
        let mut letters = base.chars();
        Some(letters.next()?.to_uppercase().chain(letters).collect())
    }

    /// Whether given name and a word that ends like a patronymic are a full name:
    /// `Микита Войтович` has no father Войт, or stands as Войтович elsewhere.
    pub(super) fn is_surname_here(&self, at: usize) -> bool {
        let page = self.page;
        if self.singles.contains(&*page.key(at)) {
            return true;
        }
        let folded = &page.tokens[at].folded;
        let root = ["йович", "евич", "ович", "ич"]
            .iter()
            .find_map(|end| folded.strip_suffix(end));
        let Some(root) = root.filter(|root| root.chars().count() > 3) else {
            return false;
        };
        let father = ["", "й", "ь", "о", "а", "я", "ий", "ій"].iter().any(|end| {
            page.lexicon
                .flags(&format!("{root}{end}"))
                .any(Flags::GIVEN)
        });
        !father && !root.ends_with(['ь', 'е', 'і', 'и'])
    }

    /// Those of whom the text has only a given name, beside what they are:
    /// `лісник Панас`, `жена одного из горняков, Елена,`.
    pub(super) fn read_given_alone(&mut self, found: &[crate::names::NameRow]) {
        let page = self.page;
        for row in found {
            let Some(at) = (row.first..row.end).next_back() else {
                continue;
            };
            let alone = (row.first..at).all(|at| page.flags[at].any(Flags::PERSON | Flags::TITLE));
            if !alone
                || at == 0
                || !page.flags[at].any(Flags::GIVEN)
                || self.by_key.contains_key(&*page.key(at))
                || self.by_given(at).is_some()
            {
                continue;
            }
            let comma = page.is_mark(at - 1, ",")
                && at + 1 < page.tokens.len()
                && (page.is_mark(at + 1, ",") || page.is_mark(at + 1, "."));
            let from = at - usize::from(comma);
            let office = (from.saturating_sub(5)..from)
                .rev()
                .take_while(|place| {
                    page.tokens[*place].is_word
                        && !page.flags[*place].any(
                            Flags::FINITE
                                | Flags::AUXILIARY
                                | Flags::SUBORDINATOR
                                | Flags::RELATIVE,
                        )
                })
                .any(|place| page.flags[place].any(Flags::PERSON));
            if office {
                self.meet(at, at + 1);
            }
        }
    }

    /// Those whom only a name in marks tells: `комбат із позивним «Мельник»`.
    pub(super) fn read_nicknames(&mut self) {
        let page = self.page;
        if page.lexicon.bare_clause {
            return;
        }
        for at in 1..page.tokens.len().saturating_sub(3) {
            let named = page.lexicon.is_of("nickname", &page.tokens[at].folded)
                && page.is_mark(at + 1, "\"")
                && page.tokens[at + 2].is_capital
                && page.is_mark(at + 3, "\"");
            if !named {
                continue;
            }
            let name = page.span(at + 1, at + 4).of(page.text).to_owned();
            let office =
                (at.saturating_sub(6)..at).find(|place| page.flags[*place].any(Flags::PERSON));
            let index = self.members.len();
            self.members.push(Member {
                name,
                gender: office.and_then(|place| Gender::of(page.flags[place])),
                role: office.map(|place| page.span(place, at).of(page.text).to_owned()),
                ..Member::default()
            });
            self.by_key
                .entry(page.key(at + 2).to_string())
                .or_default()
                .push(index);
            self.namings.push(Naming {
                at: at + 1,
                end: at + 4,
                member: index,
                first_of_sentence: true,
                quoted: false,
            });
        }
    }

    /// Where the office before a name begins: `Його опонент Мар'ян Лозовий` is the
    /// subject of its sentence as a bare name is.
    pub(super) fn office_start(&self, first: usize) -> usize {
        let page = self.page;
        if page.lexicon.bare_clause {
            return first;
        }
        let wall = Flags::FINITE
            | Flags::GERUND
            | Flags::AUXILIARY
            | Flags::CONJUNCTION
            | Flags::SUBORDINATOR
            | Flags::RELATIVE
            | Flags::TIME;
        let mut start = first;
        let mut office = false;
        while start > 0 && first - start < 9 {
            let at = start - 1;
            let flags = page.flags[at];
            if !page.tokens[at].is_word {
                if !page.is_mark(at, "\"") {
                    break;
                }
            } else if flags.any(Flags::PERSON | Flags::BODY) {
                if flags.any(Flags::PERSON) {
                    office = !flags.any(Flags::OBLIQUE);
                }
            } else if flags.any(wall) && !flags.any(Flags::POSSESSIVE) {
                return first;
            }
            start = at;
        }
        if office { start } else { first }
    }

    /// Whether a name between commas belongs to the subject that opens its
    /// sentence: `Один із врятованих, дід Онисим, уже на кризі`.
    pub(super) fn in_opening_apposition(&self, first: usize, end: usize) -> bool {
        let page = self.page;
        let opens = self.office_start(first);
        if page.lexicon.bare_clause
            || opens == 0
            || !page.is_mark(opens - 1, ",")
            || end >= page.tokens.len()
            || !page.is_mark(end, ",")
        {
            return false;
        }
        for at in (opens.saturating_sub(9)..opens - 1).rev() {
            if matches!(page.mark(at), '.' | '!' | '?') && !page.tokens[at].is_word {
                return true;
            }
            if !page.tokens[at].is_word
                || page.flags[at].any(Flags::FINITE | Flags::AUXILIARY | Flags::SUBORDINATOR)
            {
                return false;
            }
        }
        false
    }

    /// The office of the person named last before one who is introduced by what
    /// they are to each other: `её коллега`, `його опонент`.
    pub(super) fn role_beside(&self, role: &str, first: usize) -> Option<String> {
        let page = self.page;
        if page.lexicon.bare_clause {
            return None;
        }
        let beside = role.split_whitespace().any(|word| {
            let folded = diptych_core::fold(word).text;
            let lemma = page.lexicon.lemma(&folded).unwrap_or(&folded);
            page.lexicon.is_of("counterpart", lemma)
        });
        let owned =
            (first.saturating_sub(6)..first).any(|at| page.flags[at].any(Flags::POSSESSIVE_THIRD));
        if !beside || !owned {
            return None;
        }
        let other = self
            .members
            .iter()
            .rev()
            .find(|member| !member.is_body && !member.of_case)?;
        other.role.clone().or_else(|| other.shared_role.clone())
    }

    /// Whether an office and its object stand before a row: `віцепрезидент холдингу`.
    pub(super) fn office_before(&self, first: usize) -> bool {
        let page = self.page;
        for back in 1..=7 {
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
