//! The walk over the sentences of a statement.

use super::carried::Carried;
use super::reader::Reader;
use crate::placing::{Scores, heading_issue};
use crate::precedents::attach;
use crate::reading::Sentence;
use crate::sides::Mention;
use crate::stand::Stand;
use crate::subject::Subject;

/// Sentences before this one whose names "they" may mean.
const NAMED_WITHIN: usize = 2;

/// The walk over the clauses of a statement: what holds for all of it, what is carried from
/// sentence to sentence, and the positions so far.
pub(super) struct Walk<'r> {
    pub(super) reader: &'r Reader<'r>,
    sentences: &'r [Sentence],
    /// Index of the speaker's side.
    pub(super) own: Option<usize>,
    /// The issue that the heading above names.
    pub(super) heading: Option<usize>,
    /// Scores of the whole statement by issue.
    pub(super) whole: Scores,
    /// The issue of the question.
    pub(super) asked: Option<usize>,
    pub(super) carried: Carried,
    pub(super) stands: Vec<Stand>,
}

/// A sentence as the walk goes through its clauses.
pub(super) struct Here<'r> {
    pub(super) sentence: &'r Sentence,
    /// Its number in the statement.
    pub(super) at: usize,
    /// Its scores by issue.
    pub(super) scores: Scores,
    /// Who is named in it and shortly before it, the nearest first.
    pub(super) mentions: Vec<&'r Mention>,
    /// The last subject of a chain in it.
    pub(super) subject: Option<Subject>,
    /// Whether the clause before denies what this one says.
    pub(super) denying: bool,
}

impl<'r> Walk<'r> {
    /// The walk before its first sentence.
    pub(super) fn new(reader: &'r Reader<'r>, sentences: &'r [Sentence]) -> Self {
        let (statement, lang) = (reader.statement, reader.lang());
        let side = statement.speaker.side.as_ref();
        Self {
            reader,
            sentences,
            own: side.and_then(|side| reader.sides.number(side)),
            heading: heading_issue(reader.document, statement.span().start, reader.issues),
            whole: reader.whole_scores(sentences, lang),
            asked: reader.asked(lang),
            carried: Carried::from_question(reader.question.as_ref(), reader.is_asked, lang),
            stands: Vec::new(),
        }
    }

    /// The positions that were found.
    pub(super) fn found(self) -> Vec<Stand> {
        self.stands
    }

    /// Reads the sentence `at`.
    pub(super) fn sentence(&mut self, at: usize) {
        let (sentences, reader) = (self.sentences, self.reader);
        let sentence = &sentences[at];
        self.carried
            .enter(sentences, at, reader.statement, reader.document);
        // "No.": what it says was asked; what was asked stays what is spoken of.
        if at == 0
            && let Some(answer) = reader.answered(sentence, self.own)
        {
            self.carried.issue = answer.first().and_then(|stand| stand.issue);
            self.stands.extend(answer);
            return;
        }
        let all = 0..sentence.tokens.len();
        let mut here = Here {
            sentence,
            at,
            scores: reader.issues.score(sentence, &all, reader.lang()),
            mentions: self.mentions(at),
            subject: None,
            denying: false,
        };
        let from = self.stands.len();
        for place in 0..sentence.clauses.len() {
            self.clause(&mut here, place);
        }
        attach(&mut self.stands, from, sentence, reader.text());
        self.carried.leave(sentence, reader.lang());
    }

    /// Who is named in the sentence `at` and shortly before it, the nearest first.
    fn mentions(&self, at: usize) -> Vec<&'r Mention> {
        let (sentences, question) = (self.sentences, self.reader.question.as_ref());
        let earlier = sentences[..at].iter().rev().take(NAMED_WITHIN);
        // "Have they agreed?" – "They have": of whom, the question says.
        let question = question.filter(|_| at < NAMED_WITHIN);
        let before = earlier.chain(question);
        sentences[at]
            .mentions
            .iter()
            .chain(before.flat_map(|sentence| sentence.mentions.iter().rev()))
            .collect()
    }
}
