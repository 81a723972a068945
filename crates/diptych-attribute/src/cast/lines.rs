//! Speakers named by labels, attribution lines, signatures and metadata.

use diptych_core::{Speaker, fold_text};
use diptych_lang::{Flags, same_name};

use super::roster::body_key;
use super::{Cast, Member, count_words};
use crate::names::{key, rows};

/// Longest line that names who led an interview, in bytes.
const LONGEST_BYLINE: usize = 120;

impl Cast<'_> {
    /// The tokens that name the speaker in an attribution line.
    pub(crate) fn name_in_line(&self, first: usize, end: usize) -> Option<(usize, usize)> {
        let page = self.page;
        // A person before a body: in "Name, Country's minister" the person speaks.
        let rows = rows(page, first, end);
        let whole = (!page.lexicon.bare_clause)
            .then(|| {
                rows.iter()
                    .filter_map(|row| self.person_in(row.first, row.end))
                    .find(|(from, stop)| {
                        count_words(page, *from, *stop) >= 2 && page.flags[*from].any(Flags::GIVEN)
                    })
            })
            .flatten();
        whole
            .or_else(|| {
                rows.iter()
                    .rev()
                    .find_map(|row| self.person_in(row.first, row.end))
            })
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

    /// The member whose initials a label gives: `JL`.
    pub(super) fn initials(&self, first: usize, end: usize) -> Option<usize> {
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
    pub(super) fn known_in(&self, first: usize, end: usize) -> Option<usize> {
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

    /// The one who asks, where a line of the page names them: `Беседовала Инна Корж`.
    pub(crate) fn interviewer(&mut self) -> Option<usize> {
        if let Some(known) = self.asker.get() {
            return *known;
        }
        let found = self.read_interviewer();
        *self.asker.get_or_init(|| found)
    }

    fn read_interviewer(&mut self) -> Option<usize> {
        let page = self.page;
        if page.lexicon.bare_clause {
            return self.interviewed_by();
        }
        for part in page.parts.iter().rev().filter(|part| part.first < part.end) {
            let near = part.end.min(part.first + 8);
            let cue = (part.first..near)
                .find(|at| page.lexicon.is_of("interviewed", &page.tokens[*at].folded));
            let Some(cue) = cue else { continue };
            let row = rows(page, cue + 1, part.end.min(cue + 6))
                .into_iter()
                .find(|row| row.end - row.first >= 2);
            if let Some(row) = row {
                return Some(
                    self.known(row.first, row.end, None)
                        .unwrap_or_else(|| self.meet(row.first, row.end)),
                );
            }
        }
        None
    }

    /// The name after *by* in a short line that speaks of the interview: `Interviewed
    /// by Ada Renn`, `By Ada Renn; conducted March 9`.
    fn interviewed_by(&mut self) -> Option<usize> {
        let page = self.page;
        for part in page.parts.iter().filter(|part| part.first < part.end) {
            if part.span.len() > LONGEST_BYLINE {
                continue;
            }
            let told = (part.first..part.end)
                .any(|at| page.lexicon.is_of("interviewed", &page.tokens[at].folded));
            let by = (part.first..part.end)
                .take_while(|_| told)
                .find(|at| page.flags[*at].any(Flags::BY));
            let Some(by) = by else { continue };
            let row = rows(page, by + 1, part.end.min(by + 6))
                .into_iter()
                .find(|row| row.first == by + 1 && row.end - row.first >= 2);
            if let Some(row) = row {
                return Some(
                    self.known(row.first, row.end, None)
                        .unwrap_or_else(|| self.meet(row.first, row.end)),
                );
            }
        }
        None
    }

    /// The one whom the page introduces as leading the talk: `host Ada Renn`, `Ada
    /// Renn, host of the morning news`.
    pub(crate) fn host(&self) -> Option<usize> {
        let page = self.page;
        let leads = |at: usize| {
            page.tokens
                .get(at)
                .is_some_and(|token| page.lexicon.is_of("hosts", &token.folded))
        };
        self.namings
            .iter()
            .find(|naming| {
                let beside = naming.at > 0 && leads(naming.at - 1);
                let comma = page
                    .tokens
                    .get(naming.end)
                    .is_some_and(|next| next.folded == ",");
                beside || comma && (leads(naming.end + 1) || leads(naming.end + 2))
            })
            .map(|naming| naming.member)
    }

    /// The person whom the brackets of a label name: `Question (Ada Renn, Post)`.
    pub(crate) fn name_in_brackets(&self, first: usize, end: usize) -> Option<(usize, usize)> {
        let page = self.page;
        let open = (first + 1..end).find(|at| page.is_mark(*at, "("))?;
        (page.flags[first].any(Flags::QUESTIONER))
            .then(|| {
                rows(page, open + 1, end)
                    .into_iter()
                    .find_map(|row| self.person_in(row.first, row.end))
            })
            .flatten()
    }

    /// The person whom a headline before token `before` names.
    fn named_in_headline(&mut self, before: usize) -> Option<usize> {
        let page = self.page;
        if page.lexicon.bare_clause {
            return None;
        }
        let mut found = None;
        for part in &page.parts {
            if part.first >= before || part.kind.is_body() || part.first == part.end {
                continue;
            }
            found = rows(page, part.first, part.end)
                .into_iter()
                .find_map(|row| {
                    self.person_in(row.first, row.end)
                        .filter(|(first, end)| count_words(page, *first, *end) >= 2)
                });
            if found.is_some() {
                break;
            }
        }
        let (first, end) = found?;
        Some(
            self.known(first, end, None)
                .unwrap_or_else(|| self.meet(first, end)),
        )
    }

    /// The one who answers: the first person whom the text names.
    pub(crate) fn guest(&mut self, before: usize) -> (Speaker, Option<usize>) {
        let asker = self.interviewer().or_else(|| self.host());
        let headed = if let Some(known) = self.headed.get() {
            *known
        } else {
            let found = self.named_in_headline(before);
            *self.headed.get_or_init(|| found)
        };
        let found = self
            .namings
            .iter()
            .filter(|naming| Some(naming.member) != asker)
            .find(|naming| naming.at < before)
            .map(|naming| naming.member)
            .or(headed)
            .or_else(|| {
                let other = |naming: &&super::Naming| Some(naming.member) != asker;
                self.namings.iter().find(other).map(|naming| naming.member)
            });
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
                    && fold_text(name).contains(&fold_text(&member.name))
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
