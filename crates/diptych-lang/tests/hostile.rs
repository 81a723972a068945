//! Arbitrary text: no panic, every span on the bounds of characters, linear time.

use diptych_core::{Day, Lang, Span};
use diptych_lang::dates::{DateContext, find_dates, parse_timestamp};
use diptych_lang::numbers::find_numbers;
use diptych_lang::places::{find_bodies, find_organs, find_places};
use diptych_lang::{base_form, detect, name_key, romanise, same_name, sentences, stem, tokens};

const PIECES: &[&str] = &[
    "Monday",
    "понеділок",
    "в среду",
    "20",
    "августа",
    "March 3-5",
    "31.02.2031",
    "03/04",
    "2031-08-20T10",
    "11 p.m.",
    "Moscow time",
    "через",
    "три дня назад",
    "двести",
    "тысяч",
    "1,5",
    "1 200 000",
    "$",
    "%",
    "-",
    "–",
    "—",
    ".",
    "…",
    "?!",
    "«",
    "»",
    "\"",
    "’",
    "'s",
    "(",
    ")",
    "\n",
    "\r\n",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{202e}",
    "U.S.",
    "Кремль",
    "МИД России",
    "Банковой",
    "А. С. Иванова",
    "Зеленським",
    "J.",
    "г.",
    "т. е.",
    "é",
    "ß",
    "İ",
    "ﬁ",
    "🎉",
    "漢字",
    "שלום",
    "مرحبا",
    "ъ",
    "ї",
    "\u{301}",
    "0",
    "999999999999999999999",
    "half a",
    "a dozen",
    "night into",
    "с 3 по",
    "{month}",
    "next",
    "the day before",
    "\u{0}",
    ":",
    "/",
    "//",
    "..",
    ",",
];

/// A small generator, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn next(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    fn text(&mut self, pieces: usize) -> String {
        let mut out = String::new();
        for _ in 0..pieces {
            out.push_str(PIECES[self.next(PIECES.len())]);
            if self.next(3) > 0 {
                out.push(' ');
            }
        }
        out
    }
}

fn check(text: &str, span: Span) {
    assert!(
        text.get(span.start..span.end)
            .is_some_and(|words| !words.is_empty()),
        "{span:?} {text:?}"
    );
}

#[test]
fn every_span_lies_on_characters() {
    let mut dice = Dice(20_310_820);
    for round in 0..3_000 {
        let length = 1 + dice.next(12);
        let text = dice.text(length);
        let lang = [Lang::En, Lang::Ru, Lang::Uk, Lang::Other("de".into())][round % 4].clone();
        let context = DateContext {
            published: Day::new(2031, 3, 12),
            lang: lang.clone(),
            ..DateContext::default()
        };
        let (dates, problems) = find_dates(&text, 0, &context);
        assert!(dates.iter().all(|said| said.from <= said.to));
        let words = tokens(&text, 0);
        let mut spans = sentences(&text, &lang);
        spans.extend(dates.iter().filter_map(|said| said.span));
        spans.extend(problems.iter().filter_map(|problem| problem.span));
        spans.extend(find_numbers(&words).iter().map(|hit| hit.span));
        spans.extend(find_places(&words).iter().map(|hit| hit.span));
        spans.extend(find_bodies(&words).iter().map(|hit| hit.span));
        spans.extend(find_organs(&words).iter().map(|hit| hit.span));
        for span in spans {
            check(&text, span);
        }
        for token in &words {
            assert!(token.folded.starts_with(stem(&token.folded, &lang)));
            name_key(&token.folded);
        }
        detect(&text);
        parse_timestamp(&text);
        romanise(&text);
        base_form(&text, &lang);
        same_name(&text, PIECES[round % PIECES.len()]);
    }
}

#[test]
fn the_sentences_hold_every_letter_of_the_text() {
    let mut dice = Dice(7);
    for _ in 0..500 {
        let text = dice.text(15);
        let spans = sentences(&text, &Lang::Ru);
        assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
        let kept: usize = spans
            .iter()
            .map(|span| span.of(&text).split_whitespace().collect::<String>().len())
            .sum();
        assert_eq!(
            kept,
            text.split_whitespace().collect::<String>().len(),
            "{text:?}"
        );
    }
}

#[test]
fn a_single_line_of_a_megabyte_takes_linear_time() {
    let mut dice = Dice(99);
    let text = dice.text(150_000).replace(['\n', '\r'], " ");
    let start = std::time::Instant::now();
    let context = DateContext {
        published: Day::new(2031, 3, 12),
        ..DateContext::default()
    };
    find_dates(&text, 0, &context);
    sentences(&text, &Lang::En);
    let words = tokens(&text, 0);
    find_numbers(&words);
    find_places(&words);
    detect(&text);
    romanise(&text);
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
