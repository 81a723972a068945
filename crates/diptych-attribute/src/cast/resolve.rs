//! Who a mention names: a person by name, two who speak together, a name in
//! apposition, a body.

// long: the ways in which a mention names someone are tried in one order

use diptych_core::Speaker;
use diptych_lang::Flags;

use super::roster::body_key;
use super::{Cast, count_words, strip_article};
use crate::names::{Gender, rows};

impl Cast<'_> {
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
            if !page.lexicon.bare_clause && page.lexicon.is_of("they", &page.tokens[first].folded) {
                if let Some(pair) = self.pair_before(first, false) {
                    return (self.together(&speaker, pair), None);
                }
            } else if let Some(member) = self.by_order(first, gender) {
                speaker.basis = Some("order".to_owned());
                return self.fill(speaker, Some(member));
            }
            if head.any(Flags::PLURAL)
                || verb.any(Flags::PLURAL) && !page.lexicon.bare_clause && gender.is_none()
            {
                speaker.basis = Some("pronoun".to_owned());
                return (speaker, None);
            }
            let found = self
                .recall(first, gender)
                .or_else(|| self.named_ahead(first, gender));
            speaker.basis = Some("pronoun".to_owned());
            return self.fill(speaker, found);
        }
        if single && !page.lexicon.bare_clause {
            if page.lexicon.is_of("they", &page.tokens[first].folded)
                && let Some(pair) = self.pair_before(first, true)
            {
                return (self.together(&speaker, pair), None);
            }
            if let Some(member) = self.by_order(first, Gender::of(verb)) {
                speaker.basis = Some("order".to_owned());
                return self.fill(speaker, Some(member));
            }
        }
        if single && head.any(Flags::FIRST) && !head.any(Flags::OBJECT) && self.author.is_some() {
            speaker.basis = Some("author".to_owned());
            return self.fill(speaker, self.author);
        }
        // `it said`, `подчеркнули там`: the body that spoke last.
        if single
            && (head.any(Flags::IT) || page.lexicon.is_of("there", &page.tokens[first].folded))
            && let Some(name) = self.last_body.clone()
        {
            speaker.name = Some(name);
            speaker.is_body = true;
            speaker.basis = Some("pronoun".to_owned());
            return (speaker, None);
        }
        if single && head.any(Flags::FIRST | Flags::SECOND | Flags::INDEFINITE | Flags::IT) {
            speaker.basis = Some("pronoun".to_owned());
            return (speaker, None);
        }
        // `обидва лідери`, `оба министра`.
        if !page.lexicon.bare_clause
            && page.lexicon.is_of("they", &page.tokens[first].folded)
            && page.flags[end - 1].any(Flags::PERSON)
            && let Some(pair) = self.pair_before(first, true)
        {
            return (self.together(&speaker, pair), None);
        }
        if let Some(joint) = self.joint(&speaker, first, end) {
            return (joint, None);
        }
        if let Some((from, stop)) = self.name_of_mention(first, end) {
            let rivals = self.rivals(from, stop);
            if rivals.len() > 1 {
                self.open_names.push((mention, span));
                speaker.candidates = rivals;
                speaker.basis = Some("name of several".to_owned());
                return (speaker, None);
            }
            let words = count_words(page, from, stop);
            let known = self
                .known(from, stop, Some(first))
                .or_else(|| self.after_another(from, stop));
            let member = known.unwrap_or_else(|| self.meet(from, stop));
            if let Some(gender) = Gender::of(verb) {
                let known = &mut self.members[member];
                if std::mem::take(&mut known.guessed) {
                    known.gender = Some(gender);
                }
                known.gender.get_or_insert(gender);
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
        if let Some(member) = self.apposed_at.get(&end).copied() {
            let role = &mut self.members[member].role;
            role.get_or_insert_with(|| strip_article(&mention).to_owned());
            speaker.basis = Some("apposition".to_owned());
            return self.fill(speaker, Some(member));
        }
        if let Some((from, stop)) = self.apposed(first, end) {
            let member = self
                .known(from, stop, Some(first))
                .unwrap_or_else(|| self.meet(from, stop));
            let role = &mut self.members[member].role;
            role.get_or_insert_with(|| strip_article(&mention).to_owned());
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
    pub(super) fn joint(&mut self, speaker: &Speaker, first: usize, end: usize) -> Option<Speaker> {
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
    pub(super) fn apposed(&self, first: usize, end: usize) -> Option<(usize, usize)> {
        let page = self.page;
        let comma = page
            .tokens
            .get(end)
            .is_some_and(|token| token.folded == ",");
        let elder =
            !page.lexicon.bare_clause && page.lexicon.is_of("elder", &page.tokens[first].folded);
        if comma && elder && end + 1 < page.tokens.len() && self.by_given(end + 1).is_some() {
            return Some((end + 1, end + 2));
        }
        if !comma || !(first..end).any(|at| page.flags[at].any(Flags::PERSON)) {
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
        let given = words == 1
            && !page.lexicon.bare_clause
            && page.flags[row.first].any(Flags::GIVEN)
            && self.by_key.contains_key(&*page.key(row.first));
        (row.first <= end + 3
            && between
            && ((2..=4).contains(&words) || given)
            && !(row.first..row.end).any(|at| page.flags[at].any(Flags::BODY | Flags::OUTLET)))
        .then(|| {
            self.person_in(row.first, row.end)
                .unwrap_or((row.first, row.end))
        })
    }

    /// The tokens of the person's name in a mention, where a person is its head.
    pub(super) fn name_of_mention(&self, first: usize, end: usize) -> Option<(usize, usize)> {
        let page = self.page;
        let found = rows(page, first, end);
        let row = found
            .iter()
            .rev()
            .find(|row| self.person_in(row.first, row.end).is_some())
            .or_else(|| found.last())?;
        if row.end - row.first == 1 && self.by_given(row.first).is_some() {
            return Some((row.first, row.end));
        }
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
            // `в штабе Маркетти`: the body of someone, not the person.
            if !page.lexicon.bare_clause
                && count_words(page, person.0, person.1) == 1
                && (first..person.0).any(|at| page.flags[at].any(Flags::BODY))
                && !(first..person.0).any(|at| page.flags[at].any(Flags::PERSON))
            {
                return None;
            }
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

    pub(super) fn body_of(&self, first: usize, end: usize) -> Option<usize> {
        if self.bodies.is_empty() {
            return None;
        }
        let text = self.page.span(first, end).of(self.page.text);
        self.bodies.get(&body_key(text)).copied()
    }

    /// A mention without a person's name: a body, an office, or someone unnamed.
    pub(super) fn resolve_common(
        &mut self,
        mut speaker: Speaker,
        first: usize,
        end: usize,
        verb: Flags,
    ) -> (Speaker, Option<usize>) {
        let page = self.page;
        if let Some(body) = self.body_in(first, end) {
            speaker.basis = Some("body".to_owned());
            self.last_body = Some(self.members[body].name.clone());
            return self.fill(speaker, Some(body));
        }
        let flags = (first..end).fold(Flags::NONE, |sum, at| sum | page.flags[at]);
        let mention = page.span(first, end).of(page.text);
        let plain = strip_article(mention);
        let head = (first..end).find(|at| page.flags[*at].any(Flags::PERSON | Flags::BODY));
        let like = (first..end).any(|at| {
            !page.lexicon.bare_clause
                && page.flags[at].is_empty()
                && page.lexicon.is_person_like(&page.tokens[at].folded)
        });
        // A word that no table knows and that speaks by itself: `пригадує функціонерка`.
        let lone = !page.lexicon.bare_clause
            && end - first == 1
            && page.flags[first].is_empty()
            && !page.tokens[first].is_capital
            && !verb.any(Flags::PLURAL);
        let like = like || lone;
        let is_person =
            head.map_or(like, |at| page.flags[at].any(Flags::PERSON)) || self.is_office(first, end);
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
            if (first..end).any(|at| self.is_of_age(at))
                && let Some(found) = self.recall(first, Gender::of(verb))
            {
                speaker.basis = Some("role".to_owned());
                return self.fill(speaker, Some(found));
            }
            if let Some(name) = self.body_apposed(end) {
                speaker.is_body = true;
                speaker.role = Some(plain.to_owned());
                speaker.name = Some(name);
                speaker.basis = Some("apposition".to_owned());
                return (speaker, None);
            }
            self.spoke_unnamed(first, end);
            speaker.basis = Some("role only".to_owned());
            return (speaker, None);
        }
        // `the 34-year-old`, `34-летний`: the one who is spoken of.
        if (first..end).any(|at| super::later::is_age(&page.tokens[at].folded)) {
            let found = self.recall(first, Gender::of(verb));
            speaker.basis = Some("role".to_owned());
            return self.fill(speaker, found);
        }
        if let Some(found) = self.definite_holder(first, end) {
            speaker.role = Some(plain.to_owned());
            speaker.basis = Some("role".to_owned());
            return self.fill(speaker, Some(found));
        }
        let capital =
            (first..end).any(|at| page.tokens[at].is_capital && !page.flags[at].any(Flags::DET));
        if capital || flags.any(Flags::BODY) {
            speaker.is_body = true;
            speaker.basis = Some("body".to_owned());
            speaker.name = self
                .body_name(first, end)
                .or_else(|| {
                    let plain = page.lexicon.bare_clause && flags.any(Flags::BODY);
                    plain.then(|| self.body_apposed(end)).flatten()
                })
                .or_else(|| Some(plain.to_owned()));
            self.last_body.clone_from(&speaker.name);
        }
        (speaker, None)
    }

    /// A body of the case that heads the mention.
    pub(super) fn body_in(&self, first: usize, end: usize) -> Option<usize> {
        if self.bodies.is_empty() {
            return None;
        }
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
}
