//! The people and bodies of a case and of a text, and who a mention names.

use std::collections::HashMap;

use diptych_core::{Case, SideId, Span, Speaker, fold};
use diptych_lang::{Flags, same_name};

use crate::names::{Forms, Gender, key, patronymic, rows};
use crate::page::Page;

/// A person or body that can speak.
#[derive(Debug, Clone, Default)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) gender: Option<Gender>,
    pub(crate) sides: Vec<SideId>,
    pub(crate) role: Option<String>,
    pub(crate) is_body: bool,
    pub(crate) of_case: bool,
}

/// One place where a person is named.
#[derive(Debug, Clone, Copy)]
struct Naming {
    at: usize,
    member: usize,
    first_of_sentence: bool,
}

/// The people and bodies of the case, compiled once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Roster {
    pub(crate) members: Vec<Member>,
    by_key: HashMap<String, Vec<usize>>,
    bodies: HashMap<String, usize>,
    /// Every spelling of a person, with the person.
    spellings: Vec<(String, usize)>,
}

impl Roster {
    /// The roster of `case`.
    pub(crate) fn new(case: &Case) -> Self {
        let mut this = Self::default();
        for side in &case.sides {
            for person in &side.people {
                let index = this.members.len();
                this.members.push(Member {
                    name: person.name.clone(),
                    gender: gender_of_name(&person.name),
                    sides: vec![side.id.clone()],
                    role: person.role.clone(),
                    is_body: false,
                    of_case: true,
                });
                for spelling in std::iter::once(&person.name).chain(&person.aliases) {
                    this.add_spelling(spelling, index);
                }
            }
            for body in &side.bodies {
                let folded = body_key(body);
                if let Some(known) = this.bodies.get(&folded) {
                    let sides = &mut this.members[*known].sides;
                    if !sides.contains(&side.id) {
                        sides.push(side.id.clone());
                    }
                    continue;
                }
                this.bodies.insert(folded, this.members.len());
                this.members.push(Member {
                    name: body.clone(),
                    sides: vec![side.id.clone()],
                    is_body: true,
                    of_case: true,
                    ..Member::default()
                });
            }
        }
        this
    }

    fn add_spelling(&mut self, spelling: &str, index: usize) {
        self.spellings.push((spelling.to_owned(), index));
        if let Some(last) = spelling.split_whitespace().next_back() {
            let known = self.by_key.entry(key(last)).or_default();
            if !known.contains(&index) {
                known.push(index);
            }
        }
    }
}

fn body_key(name: &str) -> String {
    let words: Vec<String> = name
        .split_whitespace()
        .filter(|word| !matches!(fold(word).text.as_str(), "the" | "a"))
        .map(|word| {
            let folded = fold(word).text;
            if folded.is_ascii() {
                folded.strip_suffix("'s").unwrap_or(&folded).to_owned()
            } else {
                key(word)
            }
        })
        .collect();
    words.join(" ")
}

fn gender_of_name(name: &str) -> Option<Gender> {
    use diptych_core::Lang;
    for word in name.split_whitespace() {
        let folded = fold(word).text;
        if let Some(gender) = patronymic(&folded) {
            return Some(gender);
        }
        for lang in [Lang::En, Lang::Ru, Lang::Uk] {
            let flags = diptych_lang::lexicon(&lang).flags(&folded);
            if flags.any(Flags::GIVEN) {
                return Gender::of(flags);
            }
        }
    }
    None
}

/// Who is spoken of in one document, in the order of the text.
pub(crate) struct Cast<'p> {
    page: &'p Page<'p>,
    pub(crate) members: Vec<Member>,
    by_key: HashMap<String, Vec<usize>>,
    bodies: HashMap<String, usize>,
    forms: Forms,
    /// Keys of words that stand alone with a capital: surnames by themselves.
    singles: std::collections::HashSet<String>,
    namings: Vec<Naming>,
    /// The side of the source, where its speaker or outlet tells it.
    home: Option<SideId>,
    /// The one who spoke last: member, token.
    last: Option<(usize, usize)>,
    /// Bodies whose side the context did not decide, with their place.
    pub(crate) open_bodies: Vec<(String, Span)>,
    /// Names that fit several people.
    pub(crate) open_names: Vec<(String, Span)>,
}

impl<'p> Cast<'p> {
    /// The cast of a page: the case's people and everyone the text names in full.
    pub(crate) fn new(page: &'p Page<'p>, roster: &Roster, home: Option<&str>) -> Self {
        let mut this = Self {
            page,
            members: roster.members.clone(),
            by_key: roster.by_key.clone(),
            bodies: roster.bodies.clone(),
            forms: Forms::default(),
            singles: std::collections::HashSet::new(),
            namings: Vec::new(),
            home: None,
            last: None,
            open_bodies: Vec::new(),
            open_names: Vec::new(),
        };
        this.home = home.and_then(|name| this.side_of_text(name));
        this.read_names();
        this
    }

    /// The side that a name in the metadata belongs to.
    fn side_of_text(&self, name: &str) -> Option<SideId> {
        let folded = fold(name).text;
        let mut found: Option<&SideId> = None;
        for member in &self.members {
            if member.sides.len() != 1 {
                continue;
            }
            let last = member.name.split_whitespace().next_back().unwrap_or("");
            let hit = if member.is_body {
                folded.contains(&fold(&member.name).text)
            } else {
                !last.is_empty() && folded.split_whitespace().any(|word| key(word) == key(last))
            };
            if hit {
                if found.is_some_and(|side| *side != member.sides[0]) {
                    return None;
                }
                found = Some(&member.sides[0]);
            }
        }
        found.cloned()
    }

    fn read_names(&mut self) {
        let page = self.page;
        let mut found = Vec::new();
        let starts: std::collections::HashSet<usize> =
            page.parts.iter().map(|part| part.first).collect();
        for part in &page.parts {
            if part.first == part.end || !part.kind.is_body() {
                continue;
            }
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
        // Full names first, so that surnames alone find them wherever they stand.
        for row in &found {
            if let Some((first, end)) = self.person_in(row.first, row.end) {
                if count_words(page, first, end) >= 2 {
                    self.meet(first, end);
                }
            }
        }
        for row in &found {
            if let Some((first, end)) = self.person_in(row.first, row.end)
                && let Some(member) = self.known(first, end, None)
            {
                let first_of_sentence = row.first == 0
                    || matches!(page.mark(row.first - 1), '.' | '!' | '?')
                    || starts.contains(&row.first);
                self.namings.push(Naming {
                    at: first,
                    member,
                    first_of_sentence,
                });
            }
        }
    }

    /// The tokens of a person's name within a row of capitalised words.
    fn person_in(&self, first: usize, end: usize) -> Option<(usize, usize)> {
        let page = self.page;
        let mut start = first;
        // Titles and offices written with a capital stand before the name.
        for at in first..end {
            let flags = page.flags[at];
            if flags.any(Flags::GIVEN) && !flags.any(Flags::TITLE) && at + 1 < end {
                start = at;
                break;
            }
            if flags.any(Flags::TITLE | Flags::PERSON) && at + 1 < end {
                start = at + 1;
            }
        }
        while start < end && !page.tokens[start].is_word {
            start += 1;
        }
        if start >= end {
            return None;
        }
        let words = count_words(page, start, end);
        let flags = page.flags[end - 1];
        if flags.any(Flags::BODY | Flags::OUTLET) && !flags.any(Flags::GIVEN) {
            return None;
        }
        let known = self.by_key.contains_key(&*page.key(end - 1));
        let given = page.flags[start].any(Flags::GIVEN)
            || start + 1 < end
                && (start..end).any(|at| patronymic(&page.tokens[at].folded).is_some());
        let titled = start > first
            || first > 0 && page.flags[first - 1].any(Flags::TITLE | Flags::PERSON)
            || first > 1 && page.is_mark(first - 1, ".") && page.flags[first - 2].any(Flags::TITLE);
        if words >= 4 && !given {
            start = last_words(page, start, end, 2);
        }
        if words == 3 && titled && !given && !page.lexicon.bare_clause {
            start = last_words(page, start, end, 2);
        }
        let office =
            words >= 2 && words <= 3 && !page.lexicon.bare_clause && self.office_before(first);
        if office && words == 3 && !given {
            start = last_words(page, start, end, 2);
        }
        let alone = (2..=3).contains(&words)
            && self.singles.contains(&*page.key(end - 1))
            && !(start..end).any(|at| {
                page.flags[at].any(Flags::BODY | Flags::OUTLET)
                    || page.tokens[at].folded.ends_with("'s")
            });
        (known || given && words >= 2 || titled || office || alone).then_some((start, end))
    }

    /// Whether an office and its object stand before a row: `віцепрезидент холдингу`.
    fn office_before(&self, first: usize) -> bool {
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

    /// Adds a person named in full, once.
    fn meet(&mut self, first: usize, end: usize) -> usize {
        if let Some(known) = self.known(first, end, None) {
            return known;
        }
        let page = self.page;
        let flags = page.flags[first];
        let mut gender = if flags.any(Flags::GIVEN) {
            Gender::of(flags)
        } else {
            None
        };
        for at in first..end {
            gender = patronymic(&page.tokens[at].folded).or(gender);
        }
        if gender.is_none() && end - first > 1 {
            let given = &page.tokens[first].folded;
            if given.chars().any(|letter| ('а'..='ґ').contains(&letter))
                && !flags.any(Flags::GIVEN)
                && !looks_oblique(given, &page.tokens[end - 1].folded)
            {
                gender = Some(if given.ends_with(['а', 'я']) {
                    Gender::Feminine
                } else {
                    Gender::Masculine
                });
            }
        }
        if gender.is_none() && first > 0 {
            gender = Gender::of(page.flags[first - 1])
                .filter(|_| page.flags[first - 1].any(Flags::TITLE | Flags::PERSON));
        }
        let name = self.base_name(first, end, gender);
        let index = self.members.len();
        self.members.push(Member {
            role: self.role_before(first),
            name,
            gender,
            ..Member::default()
        });
        self.by_key
            .entry(page.key(end - 1).to_string())
            .or_default()
            .push(index);
        index
    }

    /// A name in its base form.
    fn base_name(&self, first: usize, end: usize, gender: Option<Gender>) -> String {
        let page = self.page;
        let mut out = String::new();
        let ukrainian = *page.lang == diptych_core::Lang::Uk;
        // A given name in the nominative tells that the whole name is.
        let head = page.flags[first];
        let settled = end - first > 1
            && (head.any(Flags::GIVEN) && !head.any(Flags::OBLIQUE)
                || !head.any(Flags::GIVEN)
                    && !looks_oblique(&page.tokens[first].folded, &page.tokens[end - 1].folded));
        for at in first..end {
            if !page.tokens[at].is_word {
                out.push_str(page.word(at));
                continue;
            }
            if !out.is_empty() {
                out.push(' ');
            }
            let given = at == first && end - first > 1;
            let word = page.word(at);
            if settled {
                out.push_str(
                    word.strip_suffix("'s")
                        .or_else(|| word.strip_suffix("’s"))
                        .unwrap_or(word),
                );
            } else {
                out.push_str(&self.forms.base(word, gender, given, ukrainian));
            }
        }
        out
    }

    /// The office that stands before a name, as the text writes it.
    fn role_before(&self, first: usize) -> Option<String> {
        let page = self.page;
        let mut start = first;
        let mut seen = false;
        while start > 0 && first - start < 9 {
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
                break;
            }
            if flags.any(Flags::PERSON | Flags::TITLE) {
                seen = true;
                start = at;
                if page.lexicon.bare_clause {
                    continue;
                }
                // In Russian and Ukrainian the office comes first, its object after it.
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
    fn known(&self, first: usize, end: usize, near: Option<usize>) -> Option<usize> {
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
                        .is_some_and(|word| *key(word) == *given)
                    && member.name.split_whitespace().count() > 1
            };
            if let Some(found) = self.members.iter().position(own) {
                return Some(found);
            }
        }
        let candidates = self.by_key.get(&*page.key(end - 1))?;
        let words: Vec<&str> = (first..end)
            .filter(|at| page.tokens[*at].is_word)
            .map(|at| page.word(at))
            .collect();
        let fits = |index: &&usize| {
            let member = &self.members[**index];
            if words.len() == 1 {
                return true;
            }
            let given = key(words[0]);
            member.name.split_whitespace().next().is_some_and(|own| {
                let own_key = key(own);
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

    /// Notes who spoke last, for the pronouns that follow.
    pub(crate) fn spoke(&mut self, member: Option<usize>, at: usize) {
        if let Some(member) = member {
            self.last = Some((member, at));
        }
    }

    /// The speaker whom the tokens from `first` to `end` name.
    ///
    /// `verb` is what the reporting verb can be: its gender and number help.
    pub(crate) fn resolve(
        &mut self,
        first: usize,
        end: usize,
        verb: Flags,
    ) -> (Speaker, Option<usize>) {
        let page = self.page;
        let span = page.span(first, end);
        let mention = span.of(page.text).to_owned();
        let mut speaker = Speaker {
            mention: Some(mention.clone()),
            mention_span: Some(span),
            ..Speaker::default()
        };
        let head = page.flags[first];
        let single = end - first == 1;
        if single
            && head.any(
                Flags::THIRD | Flags::POSSESSIVE_THIRD | Flags::DEMONSTRATIVE | Flags::RELATIVE,
            )
            && !head.any(Flags::IT)
        {
            let gender = Gender::of(head).or_else(|| Gender::of(verb));
            if head.any(Flags::RELATIVE) {
                let found = self
                    .namings
                    .iter()
                    .rev()
                    .find(|naming| naming.at < first && first - naming.at < 12)
                    .map(|naming| naming.member);
                speaker.basis = Some("relative pronoun".to_owned());
                return self.fill(speaker, found);
            }
            if head.any(Flags::PLURAL)
                || verb.any(Flags::PLURAL) && !page.lexicon.bare_clause && gender.is_none()
            {
                speaker.basis = Some("pronoun".to_owned());
                return (speaker, None);
            }
            let found = self.recall(first, gender);
            speaker.basis = Some("pronoun".to_owned());
            return self.fill(speaker, found);
        }
        if single && head.any(Flags::FIRST | Flags::SECOND | Flags::INDEFINITE | Flags::IT) {
            speaker.basis = Some("pronoun".to_owned());
            return (speaker, None);
        }
        if let Some(joint) = self.joint(&speaker, first, end) {
            return (joint, None);
        }
        if let Some((from, stop)) = self.name_of_mention(first, end) {
            let known = self.known(from, stop, Some(first));
            let words = count_words(page, from, stop);
            let member = known.unwrap_or_else(|| self.meet(from, stop));
            if let Some(gender) = Gender::of(verb) {
                self.members[member].gender.get_or_insert(gender);
            }
            if self.members[member].role.is_none() {
                let office = page.span(first, from).of(page.text).trim().to_owned();
                if (first..from).any(|at| page.flags[at].any(Flags::PERSON | Flags::TITLE))
                    && office.len() < 120
                {
                    self.members[member].role = Some(strip_article(&office).to_owned());
                }
            }
            speaker.basis = Some(if words >= 2 { "full name" } else { "surname" }.to_owned());
            return self.fill(speaker, Some(member));
        }
        if let Some((from, stop)) = self.apposed(first, end) {
            let member = self
                .known(from, stop, Some(first))
                .unwrap_or_else(|| self.meet(from, stop));
            if self.members[member].role.is_none() {
                self.members[member].role = Some(strip_article(&mention).to_owned());
            }
            if let Some(gender) = (first..end)
                .find_map(|at| {
                    Gender::of(page.flags[at]).filter(|_| page.flags[at].any(Flags::PERSON))
                })
                .or_else(|| Gender::of(verb))
            {
                self.members[member].gender.get_or_insert(gender);
            }
            speaker.basis = Some("apposition".to_owned());
            return self.fill(speaker, Some(member));
        }
        self.resolve_common(speaker, first, end, verb)
    }

    /// Two or more people who speak together, where a mention joins them.
    fn joint(&mut self, speaker: &Speaker, first: usize, end: usize) -> Option<Speaker> {
        let page = self.page;
        let joined = (first..end)
            .any(|at| page.flags[at].any(Flags::CONJUNCTION) && !page.tokens[at].is_capital);
        if !joined {
            return None;
        }
        let people: Vec<(usize, usize)> = rows(page, first, end)
            .into_iter()
            .filter_map(|row| self.person_in(row.first, row.end))
            .collect();
        if people.len() < 2 {
            return None;
        }
        let mut names = Vec::new();
        let mut sides = Vec::new();
        for (from, stop) in people {
            let member = self
                .known(from, stop, Some(first))
                .unwrap_or_else(|| self.meet(from, stop));
            names.push(self.members[member].name.clone());
            sides.push(self.members[member].sides.first().cloned());
        }
        let one = sides.windows(2).all(|pair| pair[0] == pair[1]);
        Some(Speaker {
            name: Some(names.join("; ")),
            side: sides.into_iter().next().flatten().filter(|_| one),
            basis: Some("joint".to_owned()),
            ..speaker.clone()
        })
    }

    /// The name in apposition to an office: `its chairman, Austin Lask,`.
    fn apposed(&self, first: usize, end: usize) -> Option<(usize, usize)> {
        let page = self.page;
        if !(first..end).any(|at| page.flags[at].any(Flags::PERSON))
            || !page
                .tokens
                .get(end)
                .is_some_and(|token| token.folded == ",")
        {
            return None;
        }
        let row = rows(page, end + 1, page.tokens.len().min(end + 9))
            .into_iter()
            .next()?;
        // Words of office may stand between: `голова комітету, опозиціонер Остап Дзвінка`.
        let between = (end + 1..row.first).all(|at| {
            page.tokens[at].is_word
                && !page.flags[at]
                    .any(Flags::VERB | Flags::PREPOSITION | Flags::CONJUNCTION | Flags::DET)
        });
        let words = count_words(page, row.first, row.end);
        (row.first <= end + 3
            && between
            && (2..=4).contains(&words)
            && !(row.first..row.end).any(|at| page.flags[at].any(Flags::BODY | Flags::OUTLET)))
        .then(|| {
            self.person_in(row.first, row.end)
                .unwrap_or((row.first, row.end))
        })
    }

    /// The tokens of the person's name in a mention, where a person is its head.
    fn name_of_mention(&self, first: usize, end: usize) -> Option<(usize, usize)> {
        let page = self.page;
        let found = rows(page, first, end);
        let row = found
            .iter()
            .rev()
            .find(|row| self.person_in(row.first, row.end).is_some())
            .or_else(|| {
                if page.lexicon.bare_clause {
                    found.last()
                } else {
                    found.last()
                }
            })?;
        // `X's campaign`, `the X campaign`: the head is a noun after the name.
        if page.lexicon.bare_clause && row.end < end {
            let next = row.end;
            if page.tokens[next].is_word
                && !page.flags[next].any(Flags::PREPOSITION | Flags::CONJUNCTION)
                || page.tokens[row.end - 1].folded.ends_with("'s")
            {
                return None;
            }
        }
        if page.lexicon.bare_clause
            && row.first > first
            && page.flags[row.first - 1].any(Flags::PREPOSITION)
        {
            return None;
        }
        if let Some(person) = self.person_in(row.first, row.end) {
            if !page.lexicon.bare_clause
                && count_words(page, person.0, person.1) == 1
                && (first..person.0).any(|at| page.flags[at].any(Flags::PERSON | Flags::BODY))
                && !self.by_key.contains_key(&*page.key(person.1 - 1))
            {
                return None;
            }
            return Some(person);
        }
        // A row that is the whole mention: a name not seen before, unless a body.
        let whole = row.first == first && row.end == end;
        let last = page.flags[row.end - 1];
        if whole
            && !last.any(Flags::BODY | Flags::OUTLET | Flags::PERSON)
            && !(first..end).any(|at| page.flags[at].any(Flags::BODY))
            && self.body_of(first, end).is_none()
        {
            let words = count_words(page, row.first, row.end);
            if (2..=3).contains(&words) && !page.word(first).chars().all(char::is_uppercase) {
                return Some((row.first, row.end));
            }
        }
        None
    }

    fn body_of(&self, first: usize, end: usize) -> Option<usize> {
        let text = self.page.span(first, end).of(self.page.text);
        self.bodies.get(&body_key(text)).copied()
    }

    /// A mention without a person's name: a body, an office, or someone unnamed.
    fn resolve_common(
        &mut self,
        mut speaker: Speaker,
        first: usize,
        end: usize,
        verb: Flags,
    ) -> (Speaker, Option<usize>) {
        let page = self.page;
        if let Some(body) = self.body_in(first, end) {
            speaker.basis = Some("body".to_owned());
            return self.fill(speaker, Some(body));
        }
        let flags = (first..end).fold(Flags::NONE, |sum, at| sum | page.flags[at]);
        let mention = page.span(first, end).of(page.text);
        let plain = strip_article(mention);
        let head = (first..end).find(|at| page.flags[*at].any(Flags::PERSON | Flags::BODY));
        let is_person = head.is_some_and(|at| page.flags[at].any(Flags::PERSON));
        if is_person {
            speaker.role = Some(plain.to_owned());
            let indefinite = matches!(page.tokens[first].folded.as_str(), "a" | "an")
                || flags.any(Flags::INDEFINITE);
            if !indefinite {
                let gender = head
                    .and_then(|at| Gender::of(page.flags[at]))
                    .or_else(|| Gender::of(verb));
                if let Some(found) = self.holder(first, end, gender) {
                    speaker.basis = Some("role".to_owned());
                    return self.fill(speaker, Some(found));
                }
            }
            speaker.basis = Some("role only".to_owned());
            return (speaker, None);
        }
        let capital =
            (first..end).any(|at| page.tokens[at].is_capital && !page.flags[at].any(Flags::DET));
        if capital || flags.any(Flags::BODY) {
            speaker.is_body = true;
            speaker.basis = Some("body".to_owned());
            speaker.name = Some(plain.to_owned());
        }
        (speaker, None)
    }

    /// A body of the case that heads the mention.
    fn body_in(&self, first: usize, end: usize) -> Option<usize> {
        if let Some(whole) = self.body_of(first, end) {
            return Some(whole);
        }
        let page = self.page;
        let head =
            (first..end).any(|at| page.flags[at].any(Flags::PERSON) && !page.tokens[at].is_capital);
        if head {
            return None;
        }
        for from in first..end {
            for stop in ((from + 1)..=end.min(from + 5)).rev() {
                if let Some(body) = self.body_of(from, stop) {
                    return Some(body);
                }
            }
        }
        None
    }

    /// The named person who holds the office of a mention.
    fn holder(&self, first: usize, end: usize, gender: Option<Gender>) -> Option<usize> {
        let page = self.page;
        let words: Vec<String> = (first..end)
            .filter(|at| {
                page.tokens[*at].is_word
                    && !page.flags[*at].any(Flags::DET | Flags::PREPOSITION | Flags::POSSESSIVE)
            })
            .map(|at| page.key(at).to_string())
            .collect();
        if words.is_empty() {
            return None;
        }
        let mut best: Option<(usize, usize)> = None;
        for (index, member) in self.members.iter().enumerate() {
            if member.is_body
                || gender.is_some() && member.gender.is_some() && member.gender != gender
            {
                continue;
            }
            let Some(role) = &member.role else { continue };
            let role: Vec<String> = role
                .split_whitespace()
                .map(|word| key(word.trim_matches(|c: char| !c.is_alphanumeric())))
                .collect();
            let shared = words.iter().filter(|word| role.contains(word)).count();
            if shared == words.len() {
                let seen = self
                    .namings
                    .iter()
                    .rev()
                    .find(|naming| naming.member == index && naming.at < first)
                    .map_or(0, |naming| naming.at + 1);
                if best.is_none_or(|(_, at)| seen > at) {
                    best = Some((index, seen));
                }
            }
        }
        if let Some((index, _)) = best {
            return Some(index);
        }
        // A bare `the diplomat` is the one spoken of, where the gender fits.
        let owned = (first..end).any(|at| page.flags[at].any(Flags::POSSESSIVE_THIRD));
        if owned {
            return None;
        }
        let anaphor = (first..end).any(|at| {
            page.flags[at].any(Flags::ANAPHOR) && (!page.tokens[at].is_capital || at == first)
        });
        if anaphor && words.len() <= 2 && !page.lexicon.bare_clause {
            return self.recall(first, gender);
        }
        let definite =
            words.len() == 1 && (!page.lexicon.bare_clause || page.tokens[first].folded == "the");
        if definite {
            return self.recall(first, gender);
        }
        None
    }

    /// Whom a pronoun at token `at` means: the salient person of that gender.
    pub(crate) fn recall(&self, at: usize, gender: Option<Gender>) -> Option<usize> {
        let fits = |member: usize| {
            let member = &self.members[member];
            !member.is_body
                && (gender.is_none() || member.gender.is_none() || member.gender == gender)
        };
        let mut best: Option<(i32, usize)> = None;
        let before = self.namings.partition_point(|naming| naming.at < at);
        for (back, naming) in self.namings[..before].iter().rev().take(14).enumerate() {
            if !fits(naming.member) {
                continue;
            }
            let member = &self.members[naming.member];
            let distance = self.sentences_between(naming.at, at);
            let mut score = 40 - 2 * back as i32 - 6 * distance;
            if naming.first_of_sentence {
                score += 7;
            }
            if member.gender.is_none() {
                score -= 8;
            }
            if self.last.is_some_and(|(last, _)| last == naming.member) {
                score += 8;
            }
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, naming.member));
            }
        }
        if best.is_none()
            && let Some((last, _)) = self.last
            && fits(last)
        {
            return Some(last);
        }
        best.map(|(_, member)| member)
    }

    /// About how many sentences lie between two tokens, at most eight.
    fn sentences_between(&self, from: usize, to: usize) -> i32 {
        if to - from > 240 {
            return 8;
        }
        (from..to)
            .filter(|at| matches!(self.page.tokens[*at].folded.as_str(), "." | "!" | "?"))
            .count()
            .min(8) as i32
    }

    /// Fills a speaker from a member.
    pub(crate) fn fill(
        &mut self,
        mut speaker: Speaker,
        member: Option<usize>,
    ) -> (Speaker, Option<usize>) {
        let Some(index) = member else {
            return (speaker, None);
        };
        let member = self.members[index].clone();
        speaker.name = Some(member.name.clone());
        speaker.is_body = member.is_body;
        if speaker.role.is_none() || member.of_case {
            speaker.role = member.role.clone().or(speaker.role);
        }
        speaker.side = match member.sides.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            several => {
                let at = speaker.mention_span.unwrap_or_default();
                let decided = self.decide_side(several, at);
                if decided.is_none() {
                    self.open_bodies.push((member.name.clone(), at));
                }
                decided
            }
        };
        (speaker, Some(index))
    }

    /// The side of a body that several share: the source's own, else that of the
    /// nearest names.
    fn decide_side(&self, sides: &[SideId], span: Span) -> Option<SideId> {
        if let Some(home) = &self.home
            && sides.contains(home)
        {
            return Some(home.clone());
        }
        let token = self
            .page
            .tokens
            .partition_point(|token| token.span.start < span.start);
        let mut best: Option<(usize, &SideId)> = None;
        for naming in &self.namings {
            let member = &self.members[naming.member];
            if let [side] = member.sides.as_slice()
                && sides.contains(side)
            {
                let distance = naming.at.abs_diff(token);
                if distance < 120 && best.is_none_or(|(least, _)| distance < least) {
                    best = Some((distance, side));
                }
            }
        }
        best.map(|(_, side)| side.clone())
    }

    /// The one who speaks where the verb alone tells: the last speaker, if the verb agrees.
    pub(crate) fn dropped(&mut self, at: usize, verb: Flags) -> (Speaker, Option<usize>) {
        if verb.any(Flags::PLURAL) {
            return (Speaker::default(), None);
        }
        let found = self.recall(at, Gender::of(verb));
        let basis = Some("carried".to_owned());
        self.fill(
            Speaker {
                basis,
                ..Speaker::default()
            },
            found,
        )
    }

    /// The tokens that name the speaker in an attribution line.
    pub(crate) fn name_in_line(&self, first: usize, end: usize) -> Option<(usize, usize)> {
        let page = self.page;
        // A person before a body: in "Name, Country's minister" the person speaks.
        let rows = rows(page, first, end);
        rows.iter()
            .rev()
            .find_map(|row| self.person_in(row.first, row.end))
            .or_else(|| {
                rows.iter()
                    .rev()
                    .find(|row| self.body_of(row.first, row.end).is_some())
                    .map(|row| (row.first, row.end))
            })
    }

    /// The speaker whom the label of a turn names.
    pub(crate) fn label(&mut self, first: usize, end: usize) -> Speaker {
        let page = self.page;
        let span = page.span(first, end);
        let shouted = !span.of(page.text).chars().any(char::is_lowercase);
        let comma = (first..end)
            .find(|at| page.is_mark(*at, ",") || page.is_mark(*at, "("))
            .unwrap_or(end);
        let (speaker, _) = match self
            .known_in(first, comma)
            .or_else(|| self.known_in(first, end))
        {
            Some(member) => self.fill(
                Speaker {
                    basis: Some("label".to_owned()),
                    ..Speaker::default()
                },
                Some(member),
            ),
            None if shouted && self.initials(first, end).is_some() => {
                let member = self.initials(first, end);
                self.fill(
                    Speaker {
                        basis: Some("initials".to_owned()),
                        ..Speaker::default()
                    },
                    member,
                )
            }
            None if shouted => (
                Speaker {
                    name: Some(span.of(page.text).to_owned()),
                    basis: Some("label".to_owned()),
                    ..Speaker::default()
                },
                None,
            ),
            None => self.resolve(first, comma, Flags::NONE),
        };
        let name = speaker
            .name
            .clone()
            .or_else(|| Some(page.span(first, comma).of(page.text).to_owned()));
        Speaker {
            mention: Some(span.of(page.text).to_owned()),
            mention_span: Some(span),
            name,
            ..speaker
        }
    }

    /// The author whom the head of a post names.
    pub(crate) fn signed(&mut self, first: usize, end: usize) -> Option<Speaker> {
        let page = self.page;
        let (from, stop) = rows(page, first, end).into_iter().find_map(|row| {
            self.person_in(row.first, row.end).or_else(|| {
                (count_words(page, row.first, row.end) == 2).then_some((row.first, row.end))
            })
        })?;
        let span = page.span(from, stop);
        let member = self
            .known(from, stop, None)
            .unwrap_or_else(|| self.meet(from, stop));
        let speaker = Speaker {
            mention: Some(span.of(page.text).to_owned()),
            mention_span: Some(span),
            basis: Some("signature".to_owned()),
            ..Speaker::default()
        };
        Some(self.fill(speaker, Some(member)).0)
    }

    /// The member whose initials a label gives: `JL`.
    fn initials(&self, first: usize, end: usize) -> Option<usize> {
        let letters: String = self
            .page
            .span(first, end)
            .of(self.page.text)
            .chars()
            .filter(|letter| letter.is_alphabetic())
            .collect();
        if !(2..=3).contains(&letters.chars().count()) {
            return None;
        }
        let fits = |member: &Member| {
            let own: String = member
                .name
                .split_whitespace()
                .filter_map(|word| word.chars().next())
                .collect();
            own == letters
        };
        self.members.iter().position(fits)
    }

    /// A member whom the last word of some row of tokens names.
    fn known_in(&self, first: usize, end: usize) -> Option<usize> {
        let page = self.page;
        (first..end)
            .rev()
            .filter(|at| page.tokens[*at].is_word)
            .find_map(|at| {
                let known = self.by_key.get(&*page.key(at))?;
                let initial = at.checked_sub(1).filter(|_| at > first);
                let _ = initial;
                (known.len() == 1).then(|| known[0])
            })
            .or_else(|| self.body_of(first, end))
    }

    /// The one who answers: the first person whom the text names.
    pub(crate) fn guest(&mut self, before: usize) -> (Speaker, Option<usize>) {
        let found = self
            .namings
            .iter()
            .find(|naming| naming.at < before)
            .or(self.namings.first())
            .map(|naming| naming.member);
        self.fill(
            Speaker {
                basis: Some("guest".to_owned()),
                ..Speaker::default()
            },
            found,
        )
    }

    /// The speaker whom free text names, such as the front matter's `speaker`.
    pub(crate) fn named(&mut self, name: &str, basis: &str) -> (Speaker, Option<usize>) {
        let speaker = Speaker {
            mention: Some(name.to_owned()),
            basis: Some(basis.to_owned()),
            ..Speaker::default()
        };
        let mut found = self.bodies.get(&body_key(name)).copied();
        if found.is_none()
            && let Some(last) = name.split_whitespace().next_back()
        {
            found = self.by_key.get(&key(last)).and_then(|known| {
                let fitting: Vec<usize> = known
                    .iter()
                    .copied()
                    .filter(|index| {
                        name.split_whitespace().count() == 1
                            || self.members[*index]
                                .name
                                .split_whitespace()
                                .next()
                                .is_some_and(|own| {
                                    name.split_whitespace()
                                        .any(|word| key(word) == key(own) || same_name(word, own))
                                })
                    })
                    .collect();
                (fitting.len() == 1).then(|| fitting[0])
            });
        }
        if found.is_none() {
            found = self.members.iter().position(|member| {
                member.is_body
                    && member.of_case
                    && fold(name).text.contains(&fold(&member.name).text)
            });
        }
        match found {
            Some(index) => self.fill(speaker, Some(index)),
            None => (
                Speaker {
                    name: Some(name.to_owned()),
                    ..speaker
                },
                None,
            ),
        }
    }
}

/// Whether given name and surname, neither in a table, both end as in the
/// genitive, dative or instrumental of a man's name.
fn looks_oblique(given: &str, surname: &str) -> bool {
    ["а", "у", "ом", "ові", "ого", "ому"].iter().any(|end| {
        given.ends_with(end)
            && (surname.ends_with(end) || surname.ends_with("ого") || surname.ends_with("ому"))
    })
}

fn count_words(page: &Page<'_>, first: usize, end: usize) -> usize {
    (first..end).filter(|at| page.tokens[*at].is_word).count()
}

/// The token from which `count` words remain.
fn last_words(page: &Page<'_>, first: usize, end: usize, count: usize) -> usize {
    let mut left = count;
    for at in (first..end).rev() {
        if page.tokens[at].is_word {
            left -= 1;
            if left == 0 {
                return at;
            }
        }
    }
    first
}

fn strip_article(text: &str) -> &str {
    ["the ", "The ", "a ", "A ", "an ", "An "]
        .iter()
        .find_map(|article| text.strip_prefix(article))
        .unwrap_or(text)
}
