//! Reports inside what one voice says: in a turn, a post or a block someone
//! retells what others said, and what they said themselves before.

use std::collections::HashSet;

use diptych_core::{Source, Speaker, StatementKind, Wording, fold_char};
use diptych_lang::Flags;

use crate::article::Article;
use crate::cast::Cast;
use crate::content::{Report, Sentence};
use crate::found::Found;
use crate::marks::pair;
use crate::page::{Page, Part};
use crate::units::Row;

/// The fewest words in marks that count as what someone said.
const LEAST_WORDS: usize = 4;

/// The reports inside the words of turns, posts and blocks; the words themselves
/// stay whole.
pub(crate) fn retold<'p>(
    page: &'p Page<'p>,
    cast: &mut Cast<'p>,
    source: &Source,
    voices: &[Found],
) -> Vec<Found> {
    let mut out = Vec::new();
    let mut article = Article::new(page, cast);
    article.outlet.clone_from(&source.outlet);
    // Who asks is nobody of whom the answers tell.
    let askers: HashSet<&str> = voices
        .iter()
        .filter(|voice| voice.is_question)
        .filter_map(|voice| voice.speaker.name.as_deref())
        .collect();
    for voice in voices.iter().filter(|voice| !voice.is_question) {
        let told = matches!(
            voice.kind,
            StatementKind::Turn | StatementKind::Post | StatementKind::Block
        );
        if !told {
            continue;
        }
        article.cast.begin_telling(voice.speaker.name.as_deref());
        for fragment in &voice.fragments {
            let first = page
                .tokens
                .partition_point(|token| token.span.start < fragment.start);
            let end = page
                .tokens
                .partition_point(|token| token.span.start < fragment.end);
            if first < end {
                let part = Part {
                    first,
                    end,
                    span: *fragment,
                    kind: page.parts[voice.part].kind,
                    postscript: false,
                };
                read(&mut article, part, voice, &askers);
            }
        }
        out.append(&mut article.found);
    }
    article.cast.begin_telling(None);
    out
}

/// Reads the reports of one stretch of a voice.
fn read(article: &mut Article<'_, '_>, part: Part, voice: &Found, askers: &HashSet<&str>) {
    let page = article.page;
    let (quotes, _) = pair(page, &part, false);
    let row = Row::new(page, &part, &quotes);
    let mut claimed = vec![false; row.units.len()];
    for &(lo, hi) in &row.sentences {
        let sentence = Sentence {
            page,
            units: &row.units,
            lo,
            hi,
        };
        let span = page.span(row.units[lo].first, row.units[hi - 1].end);
        for report in sentence.reports() {
            let before = article.found.len();
            if tells(&row, &report) {
                article.take(&row, &report, voice.part, span, &mut claimed);
            }
            for found in &mut article.found[before..] {
                finish(found, &row, &report, voice, askers);
            }
        }
        let (text, voice) = (page.text, &voice.speaker);
        article.found.retain(|found| {
            found.kind != StatementKind::Attitude
                && found.kind.is_said()
                && !(found.speaker.is_body && voice.is_body)
                && !is_scrap(text, found)
                // Whom the page names in their own words is who speaks already.
                && (found.speaker.name.is_none()
                    || found.speaker.name != voice.name
                    || found.speaker.basis.as_deref() == Some("first person"))
        });
    }
}

/// Whether a report tells of words that someone said at another time: not what
/// the voice says, thinks or asks now, and nothing that is only spoken of.
fn tells(row: &Row, report: &Report) -> bool {
    let verb = &row.units[report.cue.0];
    let Some((first, end)) = report.source else {
        return drops_subject(row, report);
    };
    let head = &row.units[first];
    if report.mind || report.object || !verb.any(Flags::SPEECH) {
        return false;
    }
    if end - first == 1 && head.any(Flags::SECOND | Flags::IT | Flags::RELATIVE | Flags::INDEFINITE)
    {
        return false;
    }
    let own = head.any(Flags::FIRST) && !head.any(Flags::OBJECT);
    let past = verb.any(Flags::PARTICIPLE) || !verb.any(Flags::BASE);
    !own || past && verb.any(Flags::SPEAK | Flags::TELL)
}

/// Whether a verb of speech without a subject announces marked words: `Потом
/// объявил на весь коридор: «Делим!»`.
fn drops_subject(row: &Row, report: &Report) -> bool {
    let verb = &row.units[report.cue.0];
    let announced = report.content.first().is_some_and(|&(lo, _)| {
        let colon = lo > 0 && row.units[lo - 1].quote.is_none() && row.units[lo - 1].mark == ':';
        colon && row.units[lo].quote.is_some()
    });
    announced
        && verb.inflected
        && !report.mind
        && !report.object
        && verb.any(Flags::SPEECH)
        && verb.any(Flags::FINITE)
        && !verb.any(Flags::FIRST | Flags::SECOND | Flags::PLURAL)
}

/// Whether marked words are too few to be more than a turn of phrase; words that a
/// colon announces are what someone said, however few.
fn is_scrap(text: &str, found: &Found) -> bool {
    let announced = found.fragments.first().is_some_and(|first| {
        text[..first.start]
            .trim_end_matches(|mark: char| matches!(fold_char(mark), Some('"' | '\'')))
            .trim_end()
            .ends_with(':')
    });
    if announced {
        return false;
    }
    let words: usize = found
        .fragments
        .iter()
        .map(|span| span.of(text).split_whitespace().count())
        .sum();
    // `I never said so` tells no words.
    found.kind == StatementKind::Direct && words < LEAST_WORDS
        || found.kind == StatementKind::Indirect && words < 2
}

/// Sets who retells, and who `I` is.
fn finish(found: &mut Found, row: &Row, report: &Report, voice: &Found, askers: &HashSet<&str>) {
    let own = report
        .source
        .is_some_and(|(first, end)| end - first == 1 && row.units[first].any(Flags::FIRST));
    found.wording = Wording::Outlet;
    found.retold = true;
    if own {
        let mention = (found.speaker.mention.take(), found.speaker.mention_span);
        found.speaker = voice.speaker.clone();
        (found.speaker.mention, found.speaker.mention_span) = mention;
        found.speaker.basis = Some("first person".to_owned());
        return;
    }
    // A pronoun or an office is not the one whose words they are.
    let again = found.speaker.name.is_some()
        && (found.speaker.name == voice.speaker.name
            || found
                .speaker
                .name
                .as_deref()
                .is_some_and(|name| askers.contains(name)))
        && matches!(found.speaker.basis.as_deref(), Some("pronoun" | "role"));
    if again {
        let mention = found.speaker.mention.take();
        found.speaker = Speaker {
            role: mention.clone(),
            mention,
            mention_span: found.speaker.mention_span,
            basis: Some("role only".to_owned()),
            ..Speaker::default()
        };
    }
    let voice = voice.speaker.name.clone().or(voice.speaker.mention.clone());
    if let Some(voice) = voice
        && found.reported_by.first() != Some(&voice)
    {
        found.reported_by.insert(0, voice);
    }
}
