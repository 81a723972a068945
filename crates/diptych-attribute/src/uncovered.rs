//! Prose in a language without tables: marked quotations, and no guess beyond them.

use diptych_core::{BlockKind, Span, Speaker, StatementKind};
use diptych_lang::Flags;

use crate::cast::Cast;
use crate::found::Found;
use crate::marks::{Quote, pair};
use crate::page::{Page, Part};

/// The fewest letters for marked words to count as speech, where nothing else shows it.
const LETTERS: usize = 20;
/// As [`LETTERS`], in scripts that write a word with one or two signs and no spaces.
const SIGNS: usize = 6;

/// The quotations of one block. Only a person or a body of the case is their speaker,
/// and only where no other stands in the block.
pub(crate) fn quoted<'p>(page: &'p Page<'p>, cast: &mut Cast<'p>, index: usize) -> Vec<Found> {
    let part = &page.parts[index];
    let words = part.span.of(page.text);
    let double = words.contains(['"', '“', '«', '„', '”', '»', '「']);
    let (quotes, _) = pair(page, part, !double);
    let mut out: Vec<Found> = quotes
        .iter()
        .filter(|quote| is_speech(page, part, quote))
        .map(|quote| {
            let fragment = words_of(page, quote);
            Found::new(StatementKind::Direct, vec![fragment], index)
        })
        .collect();
    if page.parts[index].kind == BlockKind::Quote && out.is_empty() {
        out.push(Found::new(StatementKind::Direct, vec![part.span], index));
    }
    let speaker = if out.is_empty() {
        Speaker::default()
    } else {
        only_one(page, cast, part, &quotes)
    };
    for found in &mut out {
        found.speaker = speaker.clone();
        found.dated_by = Some(part.span);
    }
    out
}

/// The words between the marks, without a comma that only the attribution asks for.
fn words_of(page: &Page<'_>, quote: &Quote) -> Span {
    let mut last = quote.last;
    while last > quote.first + 1 && matches!(page.mark(last - 1), ',' | '—' | '–' | '，' | '،')
    {
        last -= 1;
    }
    page.span(quote.first, last)
}

/// Whether marked words are speech rather than a title or a single term: they are long,
/// a colon announces them, or they end as a sentence does.
fn is_speech(page: &Page<'_>, part: &Part, quote: &Quote) -> bool {
    let letters = |dense: bool| {
        (quote.first..quote.last)
            .flat_map(|at| page.word(at).chars())
            .filter(|letter| letter.is_alphabetic() && is_dense(*letter) == dense)
            .count()
    };
    let (signs, spaced) = (letters(true), letters(false));
    if signs + spaced == 0 {
        return false;
    }
    let announced = quote.open > part.first && matches!(page.mark(quote.open - 1), ':' | '：');
    let ends = quote.last > quote.first
        && matches!(
            page.mark(quote.last - 1),
            '.' | '!' | '?' | ',' | '…' | '。' | '！' | '？' | '，' | '؟' | '।'
        );
    announced || ends || signs >= SIGNS || spaced >= LETTERS
}

/// Whether a script writes words without spaces between them.
fn is_dense(letter: char) -> bool {
    matches!(letter, '\u{0e00}'..='\u{0eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}')
}

/// The one person or body of the case that the block names outside its quotations.
fn only_one<'p>(page: &Page<'p>, cast: &mut Cast<'p>, part: &Part, quotes: &[Quote]) -> Speaker {
    let mut quotes = quotes.iter().peekable();
    let mut seen: Option<(Speaker, usize)> = None;
    let mut at = part.first;
    while at < part.end {
        if let Some(quote) = quotes.next_if(|quote| quote.open <= at) {
            at = quote.end.max(at + 1);
            continue;
        }
        let is_name = page.tokens[at].is_word && page.tokens[at].is_capital;
        if is_name && cast.is_of_case(at, at + 1) {
            let (speaker, member) = cast.resolve(at, at + 1, Flags::NONE);
            match (&seen, member) {
                (Some((_, known)), Some(member)) if *known != member => return Speaker::default(),
                (None, Some(member)) => seen = Some((speaker, member)),
                _ => {}
            }
        }
        at += 1;
    }
    seen.map(|(speaker, _)| speaker).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use diptych_core::{Case, Document, Lang, Person, Side, SideId, Source};

    use super::*;
    use crate::Attributor;

    fn found(lang: &str, case: &Case, text: &str) -> Vec<(String, Option<String>)> {
        let document = Document {
            text: text.to_owned(),
            blocks: vec![diptych_core::Block {
                span: Span::new(0, text.len()),
                kind: BlockKind::Paragraph,
                level: 0,
                reason: None,
            }],
            lang: Lang::Other(lang.to_owned()),
            ..Document::default()
        };
        let found = Attributor::new(case).attribute(&Source::default(), &document);
        let told = found.problems.iter().filter(|one| one.code == "D0201");
        assert_eq!(told.count(), 1, "said once that `{lang}` is not covered");
        found
            .statements
            .iter()
            .map(|one| (one.words(), one.speaker.name.clone()))
            .collect()
    }

    fn check(lang: &str, text: &str, expect: &[&str]) {
        let found = found(lang, &Case::default(), text);
        let words: Vec<&str> = found.iter().map(|(words, _)| words.as_str()).collect();
        assert_eq!(words, expect, "{text}");
        assert!(found.iter().all(|(_, name)| name.is_none()), "{found:?}");
    }

    #[test]
    fn marked_quotations_are_found_in_any_script_and_nobody_is_guessed() {
        check(
            "de",
            "Der Bürgermeister sagte: „Wir warten noch.“ Die Zeitung »Morgen« schwieg. »Das Ufer bleibt gesperrt«, hieß es.",
            &["Wir warten noch.", "Das Ufer bleibt gesperrt"],
        );
        check(
            "pl",
            "„Czekamy na odpowiedź z powiatu”, powiedziała wójt.",
            &["Czekamy na odpowiedź z powiatu"],
        );
        check(
            "zh",
            "市长说：“我们等着。”她又说：「桥明天开放」。《晨报》没有回答。",
            &["我们等着。", "桥明天开放"],
        );
        check(
            "he",
            "ראש העיר אמר: \"אנחנו מחכים לתשובה\". השרה השיבה: „הגשר ייפתח מחר”.",
            &["אנחנו מחכים לתשובה", "הגשר ייפתח מחר"],
        );
        check(
            "ar",
            "قالت العمدة: «نحن ننتظر الرد». وأضافت: \"سيفتح الجسر غدا\".",
            &["نحن ننتظر الرد", "سيفتح الجسر غدا"],
        );
        check(
            "fr",
            "« Nous attendons la réponse », dit-elle.",
            &["Nous attendons la réponse"],
        );
    }

    #[test]
    fn a_person_of_the_case_who_stands_alone_is_the_speaker() {
        let person = |name: &str| Person {
            name: name.to_owned(),
            ..Person::default()
        };
        let case = Case {
            sides: vec![Side {
                id: SideId::from("town".to_owned()),
                people: vec![person("Jutta Ebel"), person("Kurt Wiesner")],
                ..Side::default()
            }],
            ..Case::default()
        };
        let named = found("de", &case, "Jutta Ebel sagte: „Wir warten noch immer.“");
        assert_eq!(named[0].1.as_deref(), Some("Jutta Ebel"));
        let two = found("de", &case, "Ebel und Wiesner: „Wir warten noch immer.“");
        assert_eq!(two[0].1, None);
    }
}
