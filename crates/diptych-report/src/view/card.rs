//! One statement with all that an editor needs to check it.

use askama::Template;
use diptych_core::{Lang, Said, Span, Statement, Translation, Wording};

use crate::dates::When;
use crate::index::Index;
use crate::marks::Mark;
use crate::quote::Quote;
use crate::view::reading::{Why, readings, whys};
use crate::view::safe_url;
use crate::words;

/// The two dates of a statement: said and published.
#[derive(Template)]
#[template(path = "dates.html")]
pub(crate) struct Dates<'r> {
    /// When it was said.
    pub said: Option<When>,
    /// What that was read from.
    pub basis: &'static str,
    /// The words that gave it, where they stand in or beside the statement.
    pub words: Option<&'r str>,
    /// Language of those words.
    pub lang: &'r str,
    /// Other days that the same words can mean.
    pub alternatives: Vec<When>,
    /// Time zone the day is counted in.
    pub tz: Option<&'r str>,
    /// When the source was published.
    pub published: Option<When>,
}

impl<'r> Dates<'r> {
    fn new(statement: &'r Statement) -> Self {
        let said = statement.said.as_ref();
        Self {
            said: said.map(When::said),
            basis: said.map_or("", |said| words::basis(said.basis)),
            words: said.and_then(|said| words_at(statement, said.span?)),
            lang: statement.lang.code(),
            alternatives: said
                .map(|said: &Said| {
                    said.alternatives
                        .iter()
                        .map(|day| When::day(*day))
                        .collect()
                })
                .unwrap_or_default(),
            tz: said.and_then(|said| said.tz.as_deref()),
            published: statement.published.map(When::day),
        }
    }

    /// The day it was said, or that this is open.
    pub(crate) fn said_text(&self) -> String {
        self.said
            .as_ref()
            .map_or_else(|| "date left open".to_owned(), When::text)
    }
}

/// Bytes of the document in `span`, where the statement carries them.
fn words_at(statement: &Statement, span: Span) -> Option<&str> {
    let context = &statement.context;
    let fragments = statement
        .fragments
        .iter()
        .map(|anchor| (anchor.start, anchor.text.as_str()));
    let around = [
        (context.before_span, &context.before),
        (context.after_span, &context.after),
        (context.question_span, &context.question),
    ];
    let around = around
        .into_iter()
        .filter_map(|(at, text)| Some((at?.start, text.as_deref()?)));
    fragments.chain(around).find_map(|(start, text)| {
        text.get(span.start.checked_sub(start)?..span.end.checked_sub(start)?)
            .filter(|words| !words.trim().is_empty())
    })
}

/// Another witness of the same utterance.
pub(crate) struct Witness<'r> {
    /// How it differs: `translated`.
    pub how: &'r str,
    /// Who published it.
    pub outlet: &'r str,
    /// Its language by name.
    pub language: &'r str,
    /// Its words.
    pub quote: Quote<'r>,
    /// Its address.
    pub url: Option<&'r str>,
}

/// One statement.
#[derive(Template)]
#[template(path = "card.html")]
pub(crate) struct Card<'r> {
    /// Element identifier; empty where it is shown for the second time.
    pub key: String,
    /// Where it is shown in full; empty where that is here.
    pub full: String,
    /// Identifier in the record.
    pub id: &'r str,
    /// Name of the side.
    pub side: &'r str,
    /// Class of the side.
    pub side_class: String,
    /// Who said it.
    pub speaker: String,
    /// The words that name the speaker, where the name is another.
    pub mention: Option<&'r str>,
    /// How the name was found.
    pub speaker_basis: Option<&'r str>,
    /// Role or rank.
    pub role: Option<&'r str>,
    /// When.
    pub dates: Dates<'r>,
    /// The speaking event.
    pub occasion: Option<&'r str>,
    /// How the words stand in the source.
    pub kind: &'static str,
    /// The language by name.
    pub language: &'r str,
    /// What a reader must know before reading the words.
    pub notes: Vec<String>,
    /// The reporting words.
    pub cue: Option<&'r str>,
    /// Who published it.
    pub outlet: &'r str,
    /// Title of the source.
    pub title: Option<&'r str>,
    /// Its address, where it is one that may be followed.
    pub url: Option<&'r str>,
    /// Its path.
    pub path: &'r str,
    /// Who tells us, from the outlet inwards.
    pub chain: String,
    /// The question that it answers.
    pub question: Option<&'r str>,
    /// The sentence before.
    pub before: Option<&'r str>,
    /// The sentence after.
    pub after: Option<&'r str>,
    /// The words.
    pub quote: Quote<'r>,
    /// The marked words one by one.
    pub whys: Vec<Why<'r>>,
    /// The positions read from it.
    pub readings: Vec<String>,
    /// Other witnesses of the same utterance.
    pub witnesses: Vec<Witness<'r>>,
    /// The words in other languages, as people entered them.
    pub translations: Vec<Rendered<'r>>,
    /// What people noted for the reader, and who.
    pub remarks: Vec<(&'r str, &'r str)>,
}

/// A translation that stands beside the words.
pub(crate) struct Rendered<'r> {
    /// Whose it is, in words.
    pub whose: String,
    /// Its language.
    pub lang: &'r str,
    /// Its words.
    pub text: &'r str,
}

impl<'r> Rendered<'r> {
    fn new(one: &'r Translation) -> Self {
        let rendering = &one.rendering;
        let language = Lang::from(rendering.lang.as_str());
        let by = match &rendering.author {
            Some(author) if *author != one.by => format!("{author}, entered by {}", one.by),
            _ => one.by.clone(),
        };
        let open = if one.disputed {
            "; two copies of the case hold different ones, not settled"
        } else {
            ""
        };
        Self {
            whose: format!(
                "{} translation into {} ({by}){open}",
                words::translation(rendering.basis),
                words::language(&language)
            ),
            lang: &rendering.lang,
            text: &one.text,
        }
    }
}

impl<'r> Card<'r> {
    /// The statement with `marks`, all of its words.
    pub(crate) fn new(index: &Index<'r>, statement: &'r Statement, marks: &[Mark<'r>]) -> Self {
        let source = index.source(statement);
        let speaker = &statement.speaker;
        let outlet = source
            .and_then(|source| source.outlet.as_deref())
            .unwrap_or(statement.path.as_str());
        Self {
            key: String::new(),
            full: String::new(),
            id: statement.id.as_str(),
            side: index.side_name(speaker.side.as_ref()),
            side_class: side_class(index.side_at(speaker.side.as_ref())),
            speaker: speaker_name(statement),
            mention: speaker
                .mention
                .as_deref()
                .filter(|mention| speaker.name.as_deref().is_some_and(|name| name != *mention)),
            speaker_basis: speaker.basis.as_deref(),
            role: speaker.role.as_deref(),
            dates: Dates::new(statement),
            occasion: statement.occasion.as_deref(),
            kind: words::kind(statement.kind),
            language: words::language(&statement.lang),
            notes: notes(statement, outlet),
            cue: statement.cue.as_ref().map(|cue| cue.text.as_str()),
            outlet,
            title: source.and_then(|source| source.title.as_deref()),
            url: source.and_then(|source| safe_url(source.url.as_deref()?)),
            path: &statement.path,
            // The outlet stands beside the words already.
            chain: statement
                .reported_by
                .iter()
                .map(String::as_str)
                .filter(|name| Some(*name) != source.and_then(|source| source.outlet.as_deref()))
                .collect::<Vec<_>>()
                .join(" ← "),
            question: statement.context.question.as_deref(),
            before: statement.context.before.as_deref(),
            after: statement.context.after.as_deref(),
            quote: Quote::whole(statement, marks),
            whys: whys(statement, marks),
            readings: if index.is_brief {
                Vec::new()
            } else {
                readings(index, statement)
            },
            witnesses: Vec::new(),
            translations: statement.translations.iter().map(Rendered::new).collect(),
            remarks: statement
                .remarks
                .iter()
                .map(|one| (one.text.as_str(), one.by.as_str()))
                .collect(),
        }
    }

    /// The same with the other witnesses of its utterance.
    pub(crate) fn with_witnesses(mut self, index: &Index<'r>, statement: &'r Statement) -> Self {
        let Some(utterance) = index.utterance(&statement.id) else {
            return self;
        };
        self.witnesses = utterance
            .witnesses
            .iter()
            .filter(|id| **id != statement.id)
            .filter_map(|id| {
                let other = index.statement(id).filter(|other| !other.is_question)?;
                let source = index.source(other);
                Some(Witness {
                    how: utterance
                        .variants
                        .iter()
                        .find(|variant| variant.statement == *id)
                        .map_or("", |variant| words::variant(&variant.how)),
                    outlet: source
                        .and_then(|source| source.outlet.as_deref())
                        .unwrap_or(other.path.as_str()),
                    language: words::language(&other.lang),
                    quote: Quote::whole(other, &[]),
                    url: source.and_then(|source| safe_url(source.url.as_deref()?)),
                })
            })
            .collect();
        self
    }
}

/// Class that gives the side its colour; the name always stands beside it.
pub(crate) fn side_class(at: Option<usize>) -> String {
    at.map_or_else(|| "side-none".to_owned(), |at| format!("side-{}", at % 6))
}

/// The resolved name, else the mention, else that it is open.
pub(crate) fn speaker_name(statement: &Statement) -> String {
    let speaker = &statement.speaker;
    match speaker.shown() {
        Some(name) if !name.trim().is_empty() => name.to_owned(),
        _ if speaker.candidates.is_empty() => "Speaker left open".to_owned(),
        _ => "Speaker left open".to_owned(),
    }
}

fn notes(statement: &Statement, outlet: &str) -> Vec<String> {
    let mut notes = Vec::new();
    if statement.is_question {
        notes.push("A reporter’s question: nobody’s position.".to_owned());
    } else if !statement.kind.is_said() {
        notes.push(format!("Not said: {}.", words::kind(statement.kind)));
    } else if statement.wording == Wording::Outlet {
        notes.push(format!(
            "Retold in the words of {outlet}; not a quotation of the speaker."
        ));
    }
    if statement.denied {
        notes.push("The report says that the speaker denied this.".to_owned());
    }
    if statement.cut {
        notes.push("The source cuts these words short.".to_owned());
    }
    if !statement.speaker.candidates.is_empty() {
        notes.push(format!(
            "The text leaves open who said it: {}.",
            statement.speaker.candidates.join(" or ")
        ));
    }
    notes
}
