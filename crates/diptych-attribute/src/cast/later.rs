//! People whom the text names only after they spoke, or calls by another noun than
//! it gave them.

use diptych_lang::Flags;

use super::Cast;
use crate::names::Gender;

impl Cast<'_> {
    /// Whom a pronoun means before anyone was named: the first who opens a later
    /// sentence: `«…», — говорит он. Остапу Лыкову сорок.`
    pub(super) fn named_ahead(&self, at: usize, gender: Option<Gender>) -> Option<usize> {
        let before = self.namings.partition_point(|naming| naming.at < at);
        if self.namings[..before]
            .iter()
            .any(|naming| !naming.quoted && !self.members[naming.member].is_body)
        {
            return None;
        }
        self.namings[before..]
            .iter()
            .take(4)
            .take_while(|naming| naming.at - at < 90)
            .filter(|naming| !naming.quoted && naming.first_of_sentence)
            .map(|naming| naming.member)
            .find(|member| {
                let known = &self.members[*member];
                !known.is_body
                    && (gender.is_none() || known.gender.is_none() || known.gender == gender)
            })
    }

    /// The person who is named only after their office spoke: `The prosecutor said
    /// …. The case, Marisol Vega went on, …`.
    ///
    /// Either the office stands beside the name later, or the name stands there as
    /// one whom the reader already knows.
    pub(crate) fn named_after_office(&self, first: usize, end: usize) -> Option<usize> {
        let page = self.page;
        let noun = (first..end).find(|at| page.flags[*at].any(Flags::PERSON))?;
        let folded = page.tokens[noun].folded.as_str();
        let lemma = page.lexicon.lemma(folded).unwrap_or(folded);
        let definite = if page.lexicon.bare_clause {
            page.tokens[first].folded == "the" || page.flags[first].any(Flags::POSSESSIVE)
        } else {
            !page.flags[noun].any(Flags::PLURAL)
        };
        if !definite
            || page.lexicon.is_of("nameless", lemma)
            || page.flags[first].any(Flags::INDEFINITE)
            || page.lexicon.is_of("some", &page.tokens[first].folded)
        {
            return None;
        }
        let gender = Gender::of(page.flags[noun]);
        let head = self.office_key(folded);
        let from = self.namings.partition_point(|naming| naming.at < end);
        let mut met: Vec<usize> = self.namings[..from]
            .iter()
            .rev()
            .take(200)
            .map(|naming| naming.member)
            .collect();
        for naming in self.namings[from..].iter().take(6) {
            if naming.at - end > 150 {
                break;
            }
            if naming.quoted || met.contains(&naming.member) {
                continue;
            }
            met.push(naming.member);
            let known = &self.members[naming.member];
            if known.is_body || gender.is_some() && known.gender.is_some() && known.gender != gender
            {
                continue;
            }
            let tied = self
                .ties
                .iter()
                .take(100)
                .filter(|tie| tie.member == naming.member)
                .map(|tie| tie.head.as_str());
            let role = known.role.as_deref();
            let mut heads = tied.collect::<Vec<_>>();
            let holds = role.is_some_and(|role| self.office_words(role).contains(&head))
                || heads.contains(&folded);
            let bare = role.is_none() && heads.is_empty() && known.shared_role.is_none();
            heads.clear();
            if holds || bare && self.takes_the_stage(naming.at, naming.end) {
                return Some(naming.member);
            }
            if bare {
                continue;
            }
            return None;
        }
        None
    }

    /// Whether a token is part of an age: `63-летний`.
    pub(super) fn is_of_age(&self, at: usize) -> bool {
        let page = self.page;
        let token = &page.tokens[at];
        is_age(&token.folded)
            || token
                .folded
                .starts_with(|letter: char| letter.is_ascii_digit())
                && page
                    .tokens
                    .get(at + 2)
                    .is_some_and(|next| is_age(&next.folded))
    }

    /// Whether a name is the subject of a verb of speech right beside it.
    fn takes_the_stage(&self, at: usize, end: usize) -> bool {
        let page = self.page;
        let speaks = |at: usize| {
            page.tokens.get(at).is_some_and(|token| token.is_word)
                && page.flags[at].any(Flags::SPEECH)
                && page.flags[at].any(Flags::FINITE)
        };
        let past = |mut at: usize| {
            for _ in 0..2 {
                if at < page.tokens.len() && page.flags[at].any(Flags::ADVERB | Flags::AUXILIARY) {
                    at += 1;
                }
            }
            at
        };
        let before = at > 0 && speaks(at - 1)
            || at > 2 && (speaks(at - 2) || speaks(at - 3)) && !page.lexicon.bare_clause;
        // `Gideon Park, who has held the post since May, added`.
        let aside = page
            .tokens
            .get(end)
            .is_some_and(|token| token.folded == ",")
            && (end + 2..page.tokens.len().min(end + 14))
                .find(|at| page.is_mark(*at, ","))
                .is_some_and(|close| speaks(past(close + 1)));
        before
            || aside
            || speaks(past(end))
            || page
                .tokens
                .get(end + 1)
                .is_some_and(|token| matches!(token.folded.as_str(), "on"))
    }

    /// Whoever spoke in the sentence before, by another noun than the text gave them:
    /// `“…,” the minister said. “…,” the economist said.` Only where no one is known
    /// by that noun.
    pub(super) fn called_otherwise(
        &self,
        first: usize,
        end: usize,
        gender: Option<Gender>,
    ) -> Option<usize> {
        let page = self.page;
        let (last, at) = match (self.last, self.focus) {
            (Some(last), Some(focus)) if focus.1 > last.1 => focus,
            (last, focus) => last.or(focus)?,
        };
        let head = (first..end)
            .rev()
            .find(|at| page.flags[*at].any(Flags::PERSON))?;
        let noun = page.tokens[head].folded.as_str();
        let plain = !noun.ends_with('s') && !page.lexicon.is_of("nameless", noun);
        let known = &self.members[last];
        let fits = gender.is_none() || known.gender.is_none() || known.gender == gender;
        let part = |at: usize| page.parts.partition_point(|part| part.first <= at);
        (plain
            && fits
            && !known.is_body
            && at < first
            && part(at) == part(first)
            && self.near(at, first))
        .then_some(last)
    }

    /// Whether a word beside the noun of an office tells whose or which it is, so that
    /// it is another office than one that the text gave: `инженер компании`. A word
    /// for whoever heads a thing takes up anyone.
    pub(super) fn tells_more(&self, first: usize, end: usize) -> bool {
        let page = self.page;
        let chief = |at: usize| {
            let folded = page.tokens[at].folded.as_str();
            page.lexicon
                .is_of("chief", page.lexicon.lemma(folded).unwrap_or(folded))
        };
        let known = |at: usize| page.flags[at].any(Flags::PERSON | Flags::BODY);
        let unknown = |at: usize| {
            let token = &page.tokens[at];
            token.is_word
                && !self.is_of_age(at)
                && page.flags[at].is_empty()
                && page.lexicon.shape(&token.folded).is_empty()
                && !["ть", "ти", "тися", "ться"]
                    .iter()
                    .any(|ending| token.folded.ends_with(ending))
                && !token
                    .folded
                    .starts_with(|letter: char| letter.is_ascii_digit())
        };
        !(first..end).any(chief) && (first..end).filter(|at| known(*at) || unknown(*at)).count() > 1
    }
}

/// Whether a word tells an age: `34-year-old`, `34-летний`, `34-річна`.
pub(crate) fn is_age(folded: &str) -> bool {
    folded == "year-old"
        || ["летн", "річн"].iter().any(|root| folded.starts_with(root))
        || folded.starts_with(|letter: char| letter.is_ascii_digit())
            && (folded.ends_with("-year-old")
                || ["-летн", "-річн"].iter().any(|root| folded.contains(root)))
}
