//! A document read into words once.

use std::rc::Rc;

use diptych_core::{BlockKind, Document, Lang, Span};
use diptych_lang::{Flags, Lexicon, Token, lexicon, tokens};

use crate::names::{known_key, known_keys};

/// Words on either side of a verb in which a quotation mark makes it ascribe.
const QUOTE_REACH: usize = 12;

/// A block of the document as a range of tokens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    /// First token.
    pub(crate) first: usize,
    /// One past the last token.
    pub(crate) end: usize,
    /// Bytes of the block.
    pub(crate) span: Span,
    /// What part it plays.
    pub(crate) kind: BlockKind,
    /// Whether `P.S.` stood before its first token.
    pub(crate) postscript: bool,
}

/// A document's words, what each can be, and its blocks.
pub(crate) struct Page<'d> {
    pub(crate) text: &'d str,
    pub(crate) lang: &'d Lang,
    pub(crate) lexicon: &'static Lexicon,
    pub(crate) tokens: Vec<Token>,
    pub(crate) flags: Vec<Flags>,
    pub(crate) parts: Vec<Part>,
    /// The key of every word with a capital, once a word.
    keys: Vec<Option<Rc<str>>>,
}

impl<'d> Page<'d> {
    /// Reads every block of `document` into words.
    pub(crate) fn new(document: &'d Document) -> Self {
        let lexicon = lexicon(&document.lang);
        let mut page = Self {
            text: &document.text,
            lang: &document.lang,
            lexicon,
            tokens: Vec::with_capacity(document.text.len() / 5),
            flags: Vec::new(),
            parts: Vec::with_capacity(document.blocks.len()),
            keys: Vec::new(),
        };
        for block in &document.blocks {
            let first = page.tokens.len();
            let mut postscript = 0;
            if block.kind.is_body() || block.kind == BlockKind::Headline {
                let mut words = tokens(block.span.of(page.text), block.span.start);
                postscript = letters_of_postscript(&words, lexicon);
                words.drain(..postscript);
                page.tokens.append(&mut words);
            }
            page.parts.push(Part {
                first,
                end: page.tokens.len(),
                span: block.span,
                kind: block.kind,
                postscript: postscript > 0,
            });
        }
        page.flags = page
            .tokens
            .iter()
            .map(|token| flags_of(token, lexicon))
            .collect();
        for at in 1..page.tokens.len() {
            let (verb, next) = (&page.tokens[at - 1], &page.tokens[at]);
            let told = lexicon.before(&verb.folded, &next.folded);
            if told != Flags::NONE && (!lexicon.bare_clause || page.quotes_near(at)) {
                page.flags[at - 1] |= told;
            }
        }
        page.read_keys();
        page
    }

    /// Whether a quotation mark stands near: talks that "will go on next week" say nothing.
    fn quotes_near(&self, at: usize) -> bool {
        let end = (at + QUOTE_REACH).min(self.tokens.len());
        self.tokens[at.saturating_sub(QUOTE_REACH)..end]
            .iter()
            .any(|token| token.folded == "\"")
    }

    fn read_keys(&mut self) {
        let named = |token: &&Token| token.is_word && token.is_capital;
        self.keys = known_keys(
            self.tokens
                .iter()
                .map(|token| Some(token).filter(named).map(|token| token.folded.as_str())),
        );
    }

    /// The key of a word of a name; see [`key`].
    pub(crate) fn key(&self, at: usize) -> Rc<str> {
        match &self.keys[at] {
            Some(known) => known.clone(),
            None => known_key(&self.tokens[at].folded),
        }
    }

    /// The words of a token as they stand.
    pub(crate) fn word(&self, at: usize) -> &'d str {
        self.tokens[at].span.of(self.text)
    }

    /// The mark that ends the tokens before `end`, closing marks passed over.
    pub(crate) fn end_mark(&self, first: usize, end: usize) -> char {
        let mut at = end;
        while at > first + 1 && matches!(self.tokens[at - 1].folded.as_str(), "\"" | "'") {
            at -= 1;
        }
        self.mark(at - 1)
    }

    /// The first character of a token as it stands.
    pub(crate) fn mark(&self, at: usize) -> char {
        self.word(at).chars().next().unwrap_or(' ')
    }

    /// Whether a token is this mark, folded.
    pub(crate) fn is_mark(&self, at: usize, mark: &str) -> bool {
        let token = &self.tokens[at];
        !token.is_word && token.folded == mark
    }

    /// Whether a token before `end` is this mark.
    pub(crate) fn is_mark_before(&self, at: usize, end: usize, mark: char) -> bool {
        at < end && !self.tokens[at].is_word && self.mark(at) == mark
    }

    /// The bytes from token `first` to before token `end`.
    pub(crate) fn span(&self, first: usize, end: usize) -> Span {
        if first >= end {
            let at = self.tokens.get(first).map_or(0, |token| token.span.start);
            return Span::new(at, at);
        }
        self.tokens[first].span.cover(self.tokens[end - 1].span)
    }

    /// The character before a token, or a space at the start.
    pub(crate) fn before(&self, at: usize) -> char {
        self.text[..self.tokens[at].span.start]
            .chars()
            .next_back()
            .unwrap_or(' ')
    }

    /// The character after a token, or a space at the end.
    pub(crate) fn after(&self, at: usize) -> char {
        self.text[self.tokens[at].span.end..]
            .chars()
            .next()
            .unwrap_or(' ')
    }
}

/// How many tokens `P.S.` takes at the head of a block: no initials of a name.
fn letters_of_postscript(words: &[Token], lexicon: &Lexicon) -> usize {
    let letter = |token: &&Token| {
        token.folded.chars().count() == 1 && lexicon.is_of("afterword", &token.folded)
    };
    let mut at = 0;
    let mut letters = 0;
    while words.get(at).as_ref().is_some_and(letter)
        && words.get(at + 1).is_some_and(|stop| stop.folded == ".")
    {
        at += 2;
        letters += 1;
    }
    // A colon may close it: `P.S.: the ferry is moored`.
    let colon = words.get(at).is_some_and(|mark| mark.folded == ":");
    if (2..=4).contains(&letters) && at < words.len() {
        at + usize::from(colon)
    } else {
        0
    }
}

fn flags_of(token: &Token, lexicon: &Lexicon) -> Flags {
    if !token.is_word {
        return Flags::NONE;
    }
    let known = lexicon.flags(&token.folded);
    if !known.is_empty() {
        return known;
    }
    if let Some(owner) = token.folded.strip_suffix("'s") {
        let base = lexicon.flags(owner);
        return base.without(Flags::VERB) | Flags::POSSESSIVE;
    }
    if !lexicon.bare_clause && !token.is_capital && token.folded.len() > 12 {
        return lexicon.prefixed(&token.folded);
    }
    if lexicon.bare_clause && token.folded.len() > 4 && token.folded.ends_with("ly") {
        return Flags::ADVERB;
    }
    known
}
