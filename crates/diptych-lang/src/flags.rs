//! What a word can be, as the tables of cues, roles and names say it.

use std::ops::{BitOr, BitOrAssign};

/// A set of the parts that a word can play.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Flags(u64);

macro_rules! flags {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)*) => {
        impl Flags {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*
        }
    };
}

flags! {
    /// Article, demonstrative, numeral or quantifier.
    DET = 0;
    /// Possessive word.
    POSSESSIVE = 1;
    /// Preposition.
    PREPOSITION = 2;
    /// Coordinating conjunction.
    CONJUNCTION = 3;
    /// Subordinating conjunction.
    SUBORDINATOR = 4;
    /// Relative pronoun.
    RELATIVE = 5;
    /// Auxiliary verb.
    AUXILIARY = 6;
    /// A form of to be.
    BE = 7;
    /// Negation.
    NEGATION = 8;
    /// Adverb that may stand between subject and verb.
    ADVERB = 9;
    /// A word of time.
    TIME = 10;
    /// He.
    HE = 11;
    /// She.
    SHE = 12;
    /// It.
    IT = 13;
    /// They.
    THEY = 14;
    /// I, we.
    FIRST = 15;
    /// You.
    SECOND = 16;
    /// Object form of a pronoun.
    OBJECT = 17;
    /// Some, many, others: a source without a name.
    INDEFINITE = 18;
    /// A title before a name.
    TITLE = 19;
    /// An abbreviation whose point ends no sentence.
    ABBREVIATION = 20;
    /// A word for those who are told.
    ADDRESSEE = 21;
    /// A word that opens a content clause.
    COMPLEMENT = 22;
    /// A word that opens an indirect question.
    QUESTION_COMPLEMENT = 23;
    /// The mark of the infinitive.
    TO = 24;
    /// A word that ends what was said, after a comma.
    BREAK = 25;
    /// As.
    AS = 26;
    /// By, with a passive.
    BY = 27;
    /// A label of the one who asks.
    QUESTIONER = 28;
    /// A label of the one who answers.
    ANSWERER = 29;
    /// A word in the names of outlets.
    OUTLET = 30;
    /// A noun for a person by office or calling.
    PERSON = 31;
    /// A noun for a body or document that speaks.
    BODY = 32;
    /// Masculine.
    MASCULINE = 33;
    /// Feminine.
    FEMININE = 34;
    /// Plural.
    PLURAL = 35;
    /// A given name.
    GIVEN = 36;
    /// Verb: said (clause, quotation, parenthesis).
    SPEAK = 37;
    /// Verb: quotation or parenthesis.
    QUOTE = 38;
    /// Verb with the one who is told.
    TELL = 39;
    /// Verb with an indirect question.
    ASK = 40;
    /// Verb: urged someone to do.
    URGE = 41;
    /// Verb: vowed to do.
    VOW = 42;
    /// Verb: criticised something.
    JUDGE = 43;
    /// Verb: believed that.
    THINK = 44;
    /// Verb: wants to do.
    WANT = 45;
    /// Verb: supports something.
    FAVOUR = 46;
    /// Verb: a document shows.
    SHOW = 47;
    /// Verb: seems to.
    SEEM = 48;
    /// A finite form.
    FINITE = 49;
    /// A gerund or present participle.
    GERUND = 50;
    /// The base form or infinitive.
    BASE = 51;
    /// The past participle.
    PARTICIPLE = 52;
    /// A noun of saying: claim, promise.
    NOUN_SAY = 53;
    /// A noun of thinking: belief, hope.
    NOUN_THINK = 54;
    /// A predicate that holds a clause: уверен.
    PREDICATE = 55;
    /// A form other than the nominative.
    OBLIQUE = 56;
    /// A demonstrative that stands for a person: тот.
    DEMONSTRATIVE = 57;
    /// Third person possessive: his, her, their.
    POSSESSIVE_THIRD = 58;
    /// The name of an agency in a dateline.
    DATELINE = 59;
    /// A label word for the whole name: a role that may stand alone in a label.
    NEUTER = 60;
    /// Verb: denied that.
    DENY = 61;
    /// Verb with a preposition before what was said: called for.
    ABOUT = 62;
    /// A noun that takes up a person already named: the official.
    ANAPHOR = 63;
}

impl Flags {
    /// No part at all.
    pub const NONE: Self = Self(0);

    /// Verbs of speech.
    pub const SPEECH: Self = Self(
        Self::SPEAK.0
            | Self::QUOTE.0
            | Self::TELL.0
            | Self::ASK.0
            | Self::URGE.0
            | Self::VOW.0
            | Self::JUDGE.0
            | Self::ABOUT.0,
    );

    /// Verbs of belief and wish.
    pub const MIND: Self = Self(Self::THINK.0 | Self::WANT.0 | Self::FAVOUR.0);

    /// All verbs of the tables.
    pub const VERB: Self = Self(Self::SPEECH.0 | Self::MIND.0 | Self::SHOW.0 | Self::SEEM.0);

    /// Pronouns of the third person.
    pub const THIRD: Self = Self(Self::HE.0 | Self::SHE.0 | Self::IT.0 | Self::THEY.0);

    /// Whether the word can be any of `other`.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether nothing is known of the word.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The parts of both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The parts without those of `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl BitOr for Flags {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.with(other)
    }
}

impl BitOrAssign for Flags {
    fn bitor_assign(&mut self, other: Self) {
        *self = self.with(other);
    }
}
