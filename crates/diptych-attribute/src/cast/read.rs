//! The people whom a text names, read before anything is resolved.
// long: the people of a text are read in passes over the same rows

use diptych_lang::{Flags, same_name};

use super::gender::{gender_of_endings, gender_of_surname, head_is_open};
use super::{Cast, Member, Naming, count_words, last_words, looks_oblique};
use crate::names::{Gender, known_key, patronymic, rows};

impl Cast<'_> {
    pub(super) fn read_names(&mut self) {
        let page = self.page;
        let mut found = Vec::new();
        let mut marked: Vec<(usize, usize)> = Vec::new();
        let starts: std::collections::HashSet<usize> =
            page.parts.iter().map(|part| part.first).collect();
        for part in &page.parts {
            // A title may be the only place where a person stands in full.
            let titled =
                part.kind == diptych_core::BlockKind::Headline && !page.lexicon.bare_clause;
            if part.first == part.end || !(part.kind.is_body() || titled) {
                continue;
            }
            let (quotes, _) = crate::marks::pair(page, part, false);
            marked.extend(quotes.iter().map(|quote| (quote.first, quote.last)));
            for row in rows(page, part.first, part.end) {
                for at in row.first..row.end {
                    if page.tokens[at].is_word {
                        self.forms.note(&page.key(at), page.word(at));
                    }
                }
                let article = row.first > 0
                    && matches!(
                        page.tokens[row.first - 1].folded.as_str(),
                        "the" | "a" | "an" | "of" | "in" | "в" | "у" | "на"
                    );
                if row.end - row.first == 1 && !article && !page.flags[row.first].any(Flags::BODY) {
                    self.singles.insert(page.key(row.first).to_string());
                }
                found.push(row);
            }
        }
        self.read_joined(&found);
        self.read_nicknames();
        // Full names first, so that surnames alone find them wherever they stand.
        for row in &found {
            if let Some((first, end)) = self.person_in(row.first, row.end)
                && count_words(page, first, end) >= 2
                && (end - first > 2
                    || patronymic(&page.tokens[end - 1].folded).is_none()
                    || self.is_surname_here(end - 1))
            {
                self.meet(first, end);
            }
        }
        self.meet_apposed(&found);
        // Then those whom an office and one name alone tell: `полковник Савка`.
        if !page.lexicon.bare_clause {
            self.read_given_alone(&found);
            for row in &found {
                // `Губернатор Прошин` at the head of a sentence is one row.
                let headed = row.end - row.first == 2
                    && page.flags[row.first].any(Flags::PERSON | Flags::TITLE)
                    && !page.flags[row.first].any(Flags::GIVEN)
                    && !page.flags[row.end - 1].any(Flags::GIVEN | Flags::TIME)
                    // `Мэр Лимана` is of a town.
                    && (gender_of_surname(&page.tokens[row.end - 1].folded).is_some()
                        || !page.tokens[row.end - 1].folded.ends_with([
                            'а', 'я', 'у', 'ю', 'и', 'і', 'ї', 'ы', 'е', 'є', 'о', 'м',
                        ])
                        || page.tokens[row.end - 1].folded.ends_with("ко"));
                let row = &crate::names::NameRow {
                    first: row.first + usize::from(headed),
                    end: row.end,
                };
                let single = row.end - row.first == 1 && row.first > 0;
                if single
                    && page.flags[row.first - 1].any(Flags::PERSON | Flags::TITLE)
                    && !page.flags[row.first].any(Flags::BODY | Flags::OUTLET | Flags::PERSON)
                    && self.by_given(row.first).is_none()
                    && !self.by_key.contains_key(&*page.key(row.first))
                    && !page.tokens[row.first]
                        .folded
                        .ends_with(['и', 'ы', 'і', 'ї'])
                {
                    self.meet(row.first, row.end);
                }
            }
        }
        for row in &found {
            let named = self
                .person_in(row.first, row.end)
                .and_then(|(first, end)| Some((first, end, self.known(first, end, None)?)))
                .or_else(|| {
                    let alone = row.end - row.first == 1;
                    let member = self.by_given(row.first).filter(|_| alone)?;
                    Some((row.first, row.end, member))
                });
            if let Some((first, end, member)) = named {
                let inside = marked.partition_point(|(from, _)| *from <= first);
                let quoted = inside > 0 && first < marked[inside - 1].1;
                let opens = self.office_start(row.first);
                let first_of_sentence = opens == 0
                    || matches!(page.mark(opens - 1), '.' | '!' | '?')
                    || starts.contains(&opens)
                    || self.in_opening_apposition(row.first, row.end);
                self.namings.push(Naming {
                    at: first,
                    end,
                    member,
                    first_of_sentence,
                    quoted,
                });
            }
        }
        self.marked = marked;
        self.namings.sort_by_key(|naming| naming.at);
    }

    /// The tokens of a person's name within a row of capitalised words.
    pub(super) fn person_in(&self, first: usize, end: usize) -> Option<(usize, usize)> {
        let page = self.page;
        let mut start = first;
        // Titles and offices written with a capital stand before the name.
        for at in first..end {
            let flags = page.flags[at];
            if flags.any(Flags::GIVEN) && !flags.any(Flags::TITLE) && at + 1 < end {
                start = at;
                break;
            }
            if flags.any(Flags::TITLE | Flags::PERSON)
                && at + 1 < end
                && !page.tokens[at].folded.ends_with("'s")
            {
                start = at + 1;
            }
        }
        while start < end && !page.tokens[start].is_word {
            start += 1;
        }
        if start >= end {
            return None;
        }
        // `в Тессарине Дарио Мельк`: a preposition takes the place, not the name.
        if !page.lexicon.bare_clause
            && start == first
            && first > 0
            && count_words(page, start, end) == 3
            && !page.flags[first].any(Flags::GIVEN)
            && matches!(
                page.tokens[first - 1].folded.as_str(),
                "в" | "у" | "во" | "на" | "из" | "із" | "з" | "від" | "от"
            )
        {
            start = last_words(page, start, end, 2);
        }
        // `Minister of Defence Lars Ivarsson`: the name is the last two.
        let office_of = page.lexicon.bare_clause
            && start == first
            && first > 1
            && count_words(page, start, end) >= 3
            && !page.flags[first].any(Flags::GIVEN)
            && page.tokens[first - 1].folded == "of"
            && page.tokens[first - 2].is_capital
            && page.flags[first - 2].any(Flags::PERSON | Flags::TITLE);
        if office_of {
            start = last_words(page, start, end, 2);
        }
        let words = count_words(page, start, end);
        let flags = page.flags[end - 1];
        if flags.any(Flags::BODY | Flags::OUTLET) && !flags.any(Flags::GIVEN) {
            return None;
        }
        if !page.lexicon.bare_clause
            && page.flags[start].any(Flags::BODY)
            && !(start..end).any(|at| page.flags[at].any(Flags::GIVEN))
        {
            return None;
        }
        let known = self.by_key.contains_key(&*page.key(end - 1));
        let given = page.flags[start].any(Flags::GIVEN)
            || start + 1 < end
                && (start..end).any(|at| patronymic(&page.tokens[at].folded).is_some());
        let titled = start > first
            || office_of
            || first > 0
                && page.flags[first - 1].any(Flags::TITLE | Flags::PERSON)
                && !page.tokens[first - 1].folded.ends_with("'s")
            || first > 1 && page.is_mark(first - 1, ".") && page.flags[first - 2].any(Flags::TITLE);
        if words >= 4 && !given {
            start = last_words(page, start, end, 2);
        }
        let initials = page.word(start).chars().count() == 1 && !page.lexicon.bare_clause;
        if words == 3 && titled && !given && !initials && !page.lexicon.bare_clause {
            start = last_words(page, start, end, 2);
        }
        // At the head of a sentence the first of three is mostly an office.
        let heads = first == 0 || !page.tokens[first - 1].is_word;
        if words == 3 && heads && !given && !titled && !initials && !page.lexicon.bare_clause {
            start = last_words(page, start, end, 2);
        }
        let office =
            (2..=3).contains(&words) && !page.lexicon.bare_clause && self.office_before(first);
        if office && words == 3 && !given && !initials {
            start = last_words(page, start, end, 2);
        }
        let alone = (2..=3).contains(&words)
            && self.singles.contains(&*page.key(end - 1))
            && !(start..end).any(|at| {
                page.flags[at].any(Flags::BODY | Flags::OUTLET)
                    || page.tokens[at].folded.ends_with("'s")
            });
        let surname =
            (2..=3).contains(&words) && !page.lexicon.bare_clause && self.like_surname(start, end);
        (known
            || given && words >= 2
            || titled
            || office
            || alone
            || surname
            || initials && words >= 2)
            .then_some((start, end))
    }

    /// Adds a person named in full, once.
    pub(super) fn meet(&mut self, first: usize, end: usize) -> usize {
        if let Some(known) = self.known(first, end, None) {
            self.spell_out(known, first, end);
            return known;
        }
        let page = self.page;
        let flags = page.flags[first];
        let mut guessed = false;
        let mut gender = if flags.any(Flags::GIVEN) {
            Gender::of(flags)
        } else {
            None
        };
        for at in first..end {
            gender = patronymic(&page.tokens[at].folded).or(gender);
        }
        if head_is_open(page, first) {
            gender = self.gender_of_case(first, end).or(gender);
        }
        if gender == Some(Gender::Masculine) && self.is_woman_beside_office(first, end) {
            gender = Some(Gender::Feminine);
        }
        if gender.is_none() && end - first == 2 && !page.lexicon.bare_clause {
            gender = gender_of_endings(
                &page.tokens[first].folded,
                &page.tokens[end - 1].folded,
                flags.any(Flags::GIVEN),
            );
        }
        if gender.is_none() && self.given_stands(first, end) {
            gender = self.gender_of_case(first, end);
        }
        if gender.is_none() && end - first > 1 {
            let given = &page.tokens[first].folded;
            if given.chars().any(|letter| ('а'..='ґ').contains(&letter))
                && !flags.any(Flags::GIVEN)
                && !looks_oblique(given, &page.tokens[end - 1].folded)
            {
                guessed = true;
                gender = if given.ends_with(['а', 'я']) {
                    Some(Gender::Feminine)
                } else {
                    // An unknown name on a consonant may be a woman's.
                    gender_of_surname(&page.tokens[end - 1].folded)
                };
            }
        }
        if gender.is_none() && !page.lexicon.bare_clause {
            gender = self.gender_of_role(first);
            if gender.is_none() && page.word(first).chars().count() == 1 {
                gender = gender_of_surname(&page.tokens[end - 1].folded);
            }
        }
        if gender.is_none() && first > 0 {
            gender = Gender::of(page.flags[first - 1])
                .filter(|_| page.flags[first - 1].any(Flags::TITLE | Flags::PERSON));
        }
        let name = self.base_name(first, end, gender);
        let index = self.members.len();
        let role = self.role_before(first);
        self.members.push(Member {
            shared_role: role
                .as_deref()
                .and_then(|role| self.role_beside(role, first)),
            role,
            name,
            gender,
            guessed,
            ..Member::default()
        });
        self.by_key
            .entry(page.key(end - 1).to_string())
            .or_default()
            .push(index);
        index
    }

    /// Whether a given name has no cases while the office before it stands in one, so
    /// that only the surname tells it: `директора порта Хуго Сандовала`.
    fn given_stands(&self, first: usize, end: usize) -> bool {
        let page = self.page;
        !page.lexicon.bare_clause
            && end - first == 2
            && page.tokens[first]
                .folded
                .ends_with(['о', 'и', 'е', 'у', 'ю'])
            && page.tokens[end - 1]
                .folded
                .ends_with(['а', 'у', 'я', 'ю', 'м'])
            && (first.saturating_sub(5)..first)
                .rev()
                .take_while(|at| page.tokens[*at].is_word)
                .find(|at| page.flags[*at].any(Flags::PERSON))
                .is_some_and(|at| page.flags[at].any(Flags::OBLIQUE))
    }

    /// Gives someone known by an initial their given name, where it stands here.
    fn spell_out(&mut self, member: usize, first: usize, end: usize) {
        let known = &self.members[member];
        let initial = |name: &str| {
            name.split_whitespace()
                .next()
                .is_some_and(|word| word.trim_end_matches('.').chars().count() == 1)
        };
        if known.of_case
            || !initial(&known.name)
            || end - first < 2
            || self.page.word(first).chars().count() < 2
        {
            return;
        }
        let gender = if self.page.flags[first].any(Flags::GIVEN) {
            Gender::of(self.page.flags[first])
        } else {
            gender_of_endings(
                &self.page.tokens[first].folded,
                &self.page.tokens[end - 1].folded,
                false,
            )
        }
        .or(known.gender);
        let name = self.base_name(first, end, gender);
        let role = self.role_before(first);
        let known = &mut self.members[member];
        known.name = name;
        known.gender = gender;
        if role.is_some() {
            known.role = role;
        }
        *self.givens.borrow_mut() = super::members::Givens::default();
    }

    /// A name in its base form.
    pub(super) fn base_name(&self, first: usize, end: usize, gender: Option<Gender>) -> String {
        let page = self.page;
        let mut out = String::new();
        let ukrainian = *page.lang == diptych_core::Lang::Uk;
        // A given name in the nominative tells that the whole name is.
        let head = page.flags[first];
        let settled = end - first > 1
            && !(gender == Some(Gender::Masculine) && self.given_stands(first, end))
            && !(gender == Some(Gender::Masculine) && head_is_open(page, first))
            && (head.any(Flags::GIVEN) && !head.any(Flags::OBLIQUE)
                || !head.any(Flags::GIVEN)
                    && !looks_oblique(&page.tokens[first].folded, &page.tokens[end - 1].folded));
        for at in first..end {
            if !page.tokens[at].is_word {
                out.push_str(page.word(at));
                continue;
            }
            let joined = at > first && page.tokens[at - 1].span.end == page.tokens[at].span.start;
            if !out.is_empty() && !joined {
                out.push(' ');
            }
            let given = at == first && end - first > 1;
            let word = page.word(at);
            let alone = end - first == 1 && head.any(Flags::GIVEN) && !head.any(Flags::OBLIQUE);
            if settled || alone {
                out.push_str(
                    word.strip_suffix("'s")
                        .or_else(|| word.strip_suffix("’s"))
                        .unwrap_or(word),
                );
            } else {
                let given = given || end - first == 1 && head.any(Flags::GIVEN);
                let made = (given && head.any(Flags::GIVEN))
                    .then(|| self.base_given(word, gender))
                    .flatten()
                    .unwrap_or_else(|| self.forms.base(word, gender, given, ukrainian));
                // What the short rules leave as it stands, the table of endings may know.
                let table = made == word && at + 1 == end && gender == Some(Gender::Masculine);
                let known = table
                    .then(|| {
                        diptych_lang::base_form(page.span(first, end).of(page.text), page.lang)
                    })
                    .filter(|readings| readings.len() == 1)
                    .and_then(|readings| {
                        let last = readings[0].split_whitespace().next_back()?.to_owned();
                        (!word.contains('ё')).then_some(last)
                    });
                out.push_str(known.as_deref().unwrap_or(&made));
            }
        }
        out
    }

    /// The office that stands before a name, as the text writes it.
    pub(super) fn role_before(&self, first: usize) -> Option<String> {
        let page = self.page;
        let mut start = first;
        let mut seen = false;
        while start > 0 && first - start < 12 {
            let at = start - 1;
            let flags = page.flags[at];
            if !page.tokens[at].is_word {
                if page.is_mark(at, ".")
                    && at > 0
                    && page.flags[at - 1].any(Flags::ABBREVIATION | Flags::TITLE)
                {
                    start = at;
                    continue;
                }
                // `аналитик «Альта Капитал» Ирина Дёмина`: the body's own name.
                let open = (page.is_mark(at, "\"") && !page.lexicon.bare_clause)
                    .then(|| {
                        (at.saturating_sub(7)..at)
                            .rev()
                            .find(|at| page.is_mark(*at, "\""))
                    })
                    .flatten();
                if let Some(open) = open.filter(|_| !seen) {
                    start = open;
                    continue;
                }
                break;
            }
            let like = !page.lexicon.bare_clause
                && flags.is_empty()
                && !page.tokens[at].is_capital
                && page.lexicon.is_person_like(&page.tokens[at].folded);
            if flags.any(Flags::PERSON | Flags::TITLE) || like {
                seen = true;
                start = at;
                if page.lexicon.bare_clause {
                    continue;
                }
                // In Russian and Ukrainian the office comes first, its object after it.
                while start > 0
                    && page.flags[start - 1].is_empty()
                    && super::bodies::is_adjective(&page.tokens[start - 1].folded)
                {
                    start -= 1;
                }
                break;
            }
            if flags.any(
                Flags::VERB
                    | Flags::AUXILIARY
                    | Flags::CONJUNCTION
                    | Flags::SUBORDINATOR
                    | Flags::THIRD
                    | Flags::DET,
            ) || flags.any(Flags::PREPOSITION) && page.lexicon.bare_clause
            {
                break;
            }
            start = at;
        }
        if !seen {
            return None;
        }
        let text = page.span(start, first).of(page.text).trim();
        (!text.is_empty() && text.len() < 120).then(|| text.to_owned())
    }

    /// The member whom a name can mean; the text's latest where several fit.
    pub(super) fn known(&self, first: usize, end: usize, near: Option<usize>) -> Option<usize> {
        let page = self.page;
        if end - first == 2
            && let Some(_) = patronymic(&page.tokens[end - 1].folded)
        {
            // Given name and patronymic: the person of that given name.
            let given = page.key(first);
            let own = |member: &Member| {
                !member.is_body
                    && member
                        .name
                        .split_whitespace()
                        .next()
                        .is_some_and(|word| known_key(word) == given)
                    && member.name.split_whitespace().count() > 1
            };
            if let Some(found) = self.members.iter().position(own) {
                return Some(found);
            }
        }
        let Some(candidates) = self.by_key.get(&*page.key(end - 1)) else {
            return (end - first == 1).then(|| self.by_given(first)).flatten();
        };
        let words: Vec<&str> = (first..end)
            .filter(|at| page.tokens[*at].is_word)
            .map(|at| page.word(at))
            .collect();
        let fits = |index: &&usize| {
            let member = &self.members[**index];
            if words.len() == 1 {
                return true;
            }
            let given = known_key(words[0]);
            member.name.split_whitespace().next().is_some_and(|own| {
                let own_key = known_key(own);
                own_key == given
                    || own.chars().count() <= 2 && own_key.chars().next() == given.chars().next()
                    || words[0].chars().count() <= 2
                        && own_key.chars().next() == given.chars().next()
                    || same_name(own, words[0])
            })
        };
        let fitting: Vec<usize> = candidates.iter().filter(fits).copied().collect();
        match fitting.as_slice() {
            [] => None,
            [one] => Some(*one),
            several
                if words.len() == 1
                    && !page.lexicon.bare_clause
                    && self.one_by_form(several, first).is_some() =>
            {
                self.one_by_form(several, first)
            }
            several => {
                let before = near.unwrap_or(first);
                self.namings
                    .iter()
                    .rev()
                    .find(|naming| naming.at < before && several.contains(&naming.member))
                    .map(|naming| naming.member)
                    .or(Some(several[0]))
            }
        }
    }

    /// The one of several with the same surname whose form of it stands here.
    fn one_by_form(&self, several: &[usize], at: usize) -> Option<usize> {
        let folded = &self.page.tokens[at].folded;
        let mut fitting = several.iter().filter(|index| {
            let last = self.members[**index].name.split_whitespace().next_back();
            last.is_some_and(|last| diptych_core::fold(last).text == **folded)
        });
        let found = fitting.next()?;
        fitting.next().is_none().then_some(*found)
    }

    /// Notes who spoke last, for the pronouns that follow.
    pub(crate) fn spoke(&mut self, member: Option<usize>, at: usize) {
        if let Some(member) = member {
            self.last = Some((member, at));
        }
    }
}
