//! A claim as the comparison takes it: a source with one statement of nobody's side, and who is said to say it.

use diptych_core::{
    Anchor, Block, BlockKind, Case, Day, Document, Lang, SideId, Source, SourceId, Span, Speaker,
    Statement,
};
use diptych_lang::ladder::cues;

use crate::sides::SideIndex;

/// The name and identifier of the side that asks; no case has one of these letters.
pub(super) const ASKS: &str = "\u{2047}";

/// A claim in plain words, as it is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim<'c> {
    /// The whole of it.
    pub text: &'c str,
    /// Its language.
    pub lang: Lang,
    /// What is claimed: all of it, or what somebody is said to say.
    pub said: Span,
    /// Who is said to say it.
    pub author: Option<Author>,
}

/// Who is said to say what is claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The person or body; nothing where the side itself is named.
    pub name: Option<String>,
    /// The side.
    pub side: SideId,
}

impl<'c> Claim<'c> {
    /// A claim of which nobody is said to say it.
    pub fn plain(text: &'c str, lang: Lang) -> Self {
        Self {
            text,
            lang,
            said: Span::new(0, text.len()),
            author: None,
        }
    }

    /// A claim with who is named before a colon: "Arland: the weir stays shut".
    pub fn read(text: &'c str, lang: Lang, case: &Case) -> Self {
        let plain = Self::plain(text, lang);
        let Some((name, rest)) = text.split_once(':') else {
            return plain;
        };
        let tokens = diptych_lang::tokens(name, 0);
        let mentions = SideIndex::new(case).mentions(&tokens);
        let words = tokens.iter().filter(|token| token.is_word).count();
        let [mention] = mentions.as_slice() else {
            return plain;
        };
        let held = tokens[mention.first..mention.end]
            .iter()
            .filter(|token| token.is_word)
            .count();
        let start = text.len() - rest.trim_start().len();
        if held != words || rest.trim().is_empty() {
            return plain;
        }
        let side = case.sides[mention.side].id.clone();
        Self {
            said: Span::new(start, text.len()),
            author: Some(Author {
                name: mention.name.clone(),
                side,
            }),
            ..plain
        }
    }
}

impl Claim<'_> {
    /// The claim, where `author` is said to say `said` of it. What tells by itself how far it goes ("promised
    /// that") stays in the claim.
    #[must_use]
    pub fn told(self, said: Span, author: Author) -> Self {
        let goes_far = |part: &str| {
            let tokens = diptych_lang::tokens(part, 0);
            !cues(&self.lang).find(&tokens).is_empty()
        };
        if goes_far(&self.text[..said.start]) || goes_far(&self.text[said.end..]) {
            return self;
        }
        Self {
            said,
            author: Some(author),
            ..self
        }
    }
}

/// The claim as a source with one statement, as if published on a day by which its own are read.
pub(super) fn asked(claim: &Claim<'_>, day: Option<Day>) -> (Source, Document, Statement) {
    let id = SourceId::from(ASKS.to_owned());
    let source = Source {
        id: id.clone(),
        path: ASKS.to_owned(),
        lang: claim.lang.clone(),
        ..Source::default()
    };
    let document = Document {
        source: id.clone(),
        text: claim.text.to_owned(),
        blocks: vec![Block {
            span: Span::new(0, claim.text.len()),
            kind: BlockKind::Paragraph,
            level: 0,
            reason: None,
        }],
        lang: claim.lang.clone(),
        map: Vec::new(),
    };
    let speaker = Speaker {
        name: Some(ASKS.to_owned()),
        side: Some(SideId::from(ASKS.to_owned())),
        ..Speaker::default()
    };
    let words = Anchor::new(claim.text, claim.said);
    let statement = Statement {
        published: day,
        ..Statement::bare((id, ASKS, ASKS), claim.lang.clone(), speaker, words)
    };
    (source, document, statement)
}

#[cfg(test)]
mod tests {
    use super::*;
    use diptych_core::parse_case;

    fn case() -> Case {
        parse_case(
            "title = 'The weir'\n[[side]]\nid = 'arland'\nname = 'Arland'\npeople = [{ name = 'Ada Renn', aliases = ['Renn', 'Рен'] }]\n\
             [[side]]\nid = 'borvia'\nname = 'Borvia'\nbodies = ['Water Board']\n",
        )
        .0
    }

    #[test]
    fn who_stands_before_a_colon_is_said_to_say_the_rest() {
        let claim = Claim::read("Ada Renn: the weir stays shut", Lang::En, &case());
        assert_eq!(claim.said.of(claim.text), "the weir stays shut");
        assert_eq!(
            claim.author.expect("an author").name.as_deref(),
            Some("Ada Renn")
        );
        for text in [
            "The question is: who pays?",
            "Ada Renn and others: no",
            "Ada Renn:",
            "10:30, Borvia",
        ] {
            let claim = Claim::read(text, Lang::En, &case());
            assert_eq!((claim.author, claim.said.of(text)), (None, text));
        }
    }

    #[test]
    fn what_tells_how_far_it_goes_stays_in_the_claim() {
        let author = Author {
            name: None,
            side: SideId::from("borvia".to_owned()),
        };
        let text = "Borvia said the weir will open";
        let said = Span::new(12, text.len());
        let told = Claim::plain(text, Lang::En).told(said, author.clone());
        assert_eq!(told.said, said);
        let text = "Borvia promised the weir will open";
        let told = Claim::plain(text, Lang::En).told(Span::new(16, text.len()), author);
        assert_eq!((told.author, told.said.of(text)), (None, text));
    }
}
