//! What may be decided on what, and how values are written.

use diptych_core::{
    Case, Day, DivergenceKind, Lang, Rendering, Said, StatementKind, Subject, Verb, fold_text,
};

use crate::{Error, Result};

/// A decision as a person states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ruling<'r> {
    /// Identifier, or the beginning of one.
    pub id: &'r str,
    /// What is decided.
    pub verb: Verb,
    /// The value, where the verb takes one.
    pub value: Option<&'r str>,
    /// Who decides.
    pub by: &'r str,
    /// Of a translation: language, basis, author.
    pub rendering: Option<&'r Rendering>,
}

const DIVERGENCE_KINDS: [DivergenceKind; 10] = [
    DivergenceKind::Agrees,
    DivergenceKind::Overstated,
    DivergenceKind::Understated,
    DivergenceKind::Conditional,
    DivergenceKind::TermsDiffer,
    DivergenceKind::Contradicted,
    DivergenceKind::Silent,
    DivergenceKind::Split,
    DivergenceKind::Shifted,
    DivergenceKind::Unchanged,
];

/// The value as the log keeps it, for a decision of this sort on this subject.
///
/// # Errors
/// Where the verb does not fit the subject, or the value does not fit the verb or the case; the
/// message names what would.
pub fn value_of(
    subject: Subject,
    verb: Verb,
    value: Option<&str>,
    case: &Case,
) -> Result<Option<String>> {
    let fits = match verb {
        Verb::Confirm | Verb::Reject | Verb::Context | Verb::Note | Verb::Undo => true,
        Verb::Kind | Verb::Issue => matches!(subject, Subject::Divergence | Subject::Statement),
        Verb::Date => matches!(subject, Subject::Statement | Subject::Source),
        Verb::Translation | Verb::Speaker | Verb::Side => subject == Subject::Statement,
    };
    if !fits {
        let what = super::seen::word(&subject).unwrap_or_default();
        return Err(Error::Decision(format!("a {what} has no {verb} to decide")));
    }
    let value = value.map(str::trim).filter(|value| !value.is_empty());
    match (verb.takes_value(), value) {
        (true, None) => return Err(Error::Decision(format!("`{verb}` needs a value"))),
        (false, Some(_)) => return Err(Error::Decision(format!("`{verb}` takes no value"))),
        _ => {}
    }
    let Some(value) = value else {
        return Ok(None);
    };
    let same = |name: &str| fold_text(name) == fold_text(value);
    let kept = match verb {
        Verb::Kind if subject == Subject::Divergence => divergence_kind(value)
            .map(|kind| kind.word().to_owned())
            .ok_or_else(|| none_of("kind", value, &DIVERGENCE_KINDS.map(DivergenceKind::word)))?,
        Verb::Kind => statement_kind(value)
            .and_then(|kind| super::seen::word(&kind))
            .ok_or_else(|| {
                let known =
                    "direct mixed indirect turn post official_text block attitude outlet_report";
                none_of("kind", value, &known.split(' ').collect::<Vec<_>>())
            })?,
        Verb::Side if same("none") => "none".to_owned(),
        Verb::Side => case
            .sides
            .iter()
            .find(|side| same(side.id.as_str()) || same(&side.name))
            .map(|side| side.id.to_string())
            .ok_or_else(|| {
                let known: Vec<&str> = case.sides.iter().map(|side| side.id.as_str()).collect();
                none_of("side", value, &[known, vec!["none"]].concat())
            })?,
        Verb::Issue => case
            .issues
            .iter()
            .find(|issue| same(issue.id.as_str()) || same(&issue.name))
            .map(|issue| issue.id.to_string())
            .ok_or_else(|| {
                let known: Vec<&str> = case.issues.iter().map(|issue| issue.id.as_str()).collect();
                none_of("issue", value, &known)
            })?,
        Verb::Date => {
            let (from, to) = days(value).ok_or_else(|| {
                Error::Decision(format!(
                    "`{value}` is no day of the calendar: write YYYY-MM-DD, or two with `..` between"
                ))
            })?;
            if subject == Subject::Source && from != to {
                return Err(Error::Decision(
                    "a source is published on one day".to_owned(),
                ));
            }
            if from == to {
                from.to_string()
            } else {
                format!("{from}..{to}")
            }
        }
        _ => value.to_owned(),
    };
    Ok(Some(kept))
}

/// What is said of a translation, as the log keeps it.
///
/// # Errors
/// Where it is missing beside a translation or given beside anything else, its language is no
/// language tag, or its author has no name.
pub fn rendering_of(verb: Verb, rendering: Option<&Rendering>) -> Result<Option<Rendering>> {
    let bad = |what: &str| Err(Error::Decision(what.to_owned()));
    let rendering = match (verb, rendering) {
        (Verb::Translation, Some(rendering)) => rendering,
        (Verb::Translation, None) => return bad("a translation needs its language: `--lang en`"),
        (_, Some(_)) => return bad("only a translation has a language, a basis and an author"),
        (_, None) => return Ok(None),
    };
    let lang = Lang::from(rendering.lang.as_str()).code().to_owned();
    let is_tag = (2..=35).contains(&lang.len())
        && lang.split('-').enumerate().all(|(at, part)| {
            let fits = if at == 0 { 2..=3 } else { 1..=8 };
            fits.contains(&part.len()) && part.chars().all(|one| one.is_ascii_alphanumeric())
        })
        && lang.starts_with(|one: char| one.is_ascii_alphabetic());
    if !is_tag {
        let message = format!("`{lang}` is no language tag: write en, ru, uk, pt-br");
        return Err(Error::Decision(message));
    }
    let author = rendering.author.as_deref().map(str::trim);
    if author == Some("") {
        return bad("the author has no name");
    }
    Ok(Some(Rendering {
        lang,
        basis: rendering.basis,
        author: author.map(str::to_owned),
    }))
}

fn none_of(what: &str, value: &str, known: &[&str]) -> Error {
    Error::Decision(format!(
        "the {what} `{value}` is none of {}",
        known.join(", ")
    ))
}

pub(super) fn divergence_kind(value: &str) -> Option<DivergenceKind> {
    let plain = value.replace(['_', '-'], " ").to_lowercase();
    DIVERGENCE_KINDS
        .into_iter()
        .find(|kind| kind.word() == plain)
}

pub(super) fn statement_kind(value: &str) -> Option<StatementKind> {
    let plain = value.replace([' ', '-'], "_").to_lowercase();
    serde_json::from_value(serde_json::Value::String(plain)).ok()
}

pub(super) fn days(value: &str) -> Option<(Day, Day)> {
    let (from, to) = value.split_once("..").unwrap_or((value, value));
    let (from, to) = (Day::parse(from)?, Day::parse(to)?);
    (from <= to).then_some((from, to))
}

/// A day that a person gave: no words of the text stand behind it.
pub(super) fn said(from: Day, to: Day) -> Said {
    let precision = if from == to {
        diptych_core::Precision::Day
    } else {
        diptych_core::Precision::Range
    };
    Said {
        to,
        precision,
        ..Said::day(from, diptych_core::Basis::Explicit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case() -> Case {
        let text = "[[side]]\nname = 'North Vale'\n[[issue]]\nname = 'The bridge'\n";
        diptych_core::parse_case(text).0
    }

    fn value(subject: Subject, verb: Verb, value: &str) -> Result<Option<String>> {
        value_of(subject, verb, Some(value), &case())
    }

    #[test]
    fn values_are_kept_in_the_words_of_the_record() {
        let kept = |subject, verb, text| value(subject, verb, text).unwrap().unwrap();
        assert_eq!(
            kept(Subject::Divergence, Verb::Kind, "Terms_differ"),
            "terms differ"
        );
        assert_eq!(
            kept(Subject::Statement, Verb::Kind, "official text"),
            "official_text"
        );
        assert_eq!(
            kept(Subject::Statement, Verb::Side, "NORTH VALE"),
            "north-vale"
        );
        assert_eq!(kept(Subject::Statement, Verb::Side, "none"), "none");
        assert_eq!(
            kept(Subject::Divergence, Verb::Issue, "the-bridge"),
            "the-bridge"
        );
        assert_eq!(
            kept(Subject::Statement, Verb::Date, "2031-03-01..2031-03-02"),
            "2031-03-01..2031-03-02"
        );
    }

    #[test]
    fn a_translation_has_a_language() {
        let of = |lang: &str, author: Option<&str>| Rendering {
            lang: lang.to_owned(),
            basis: diptych_core::TranslationBasis::Editor,
            author: author.map(str::to_owned),
        };
        let kept = |one: &Rendering| rendering_of(Verb::Translation, Some(one));
        assert_eq!(kept(&of("UA", None)).unwrap().unwrap().lang, "uk");
        assert_eq!(kept(&of("pt-BR", None)).unwrap().unwrap().lang, "pt-br");
        for one in [
            of("", None),
            of("English", None),
            of("e!", None),
            of("en", Some(" ")),
        ] {
            assert!(kept(&one).is_err(), "{one:?}");
        }
        assert!(rendering_of(Verb::Translation, None).is_err());
        assert!(rendering_of(Verb::Note, Some(&of("en", None))).is_err());
    }

    #[test]
    fn what_does_not_fit_is_refused_and_told() {
        for (subject, verb, text) in [
            (Subject::Divergence, Verb::Kind, "bigger"),
            (Subject::Divergence, Verb::Speaker, "Ada Renn"),
            (Subject::Statement, Verb::Side, "south"),
            (Subject::Statement, Verb::Date, "2031-02-30"),
            (Subject::Statement, Verb::Date, "2031-03-02..2031-03-01"),
            (Subject::Source, Verb::Date, "2031-03-01..2031-03-02"),
            (Subject::Statement, Verb::Confirm, "yes"),
            (Subject::Statement, Verb::Note, " "),
        ] {
            assert!(value(subject, verb, text).is_err(), "{verb} {text}");
        }
    }
}
