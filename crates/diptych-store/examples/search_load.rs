//! Measures the search over many statements:
//! `cargo run --release -p diptych-store --example search_load -- [STATEMENTS] [FILE]`.
//!
//! Makes statements of words that no language has, as often as words of languages are (the n-th about
//! 1/n as often as the first) and with endings of three languages, puts them into a store, and asks 256
//! questions of every sort, each twice; the first answers warm nothing up for the others but what lies
//! in the pages they share. With FILE the store is kept there, and used again if it is there. Where the
//! system tells it, the time is that on the processor, so that others who use the machine do not count.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::cast_sign_loss,
    reason = "a program for the terminal"
)]

use std::fmt::Write as _;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use diptych_core::{Day, IssueId, Lang, SideId, StatementKind};
use diptych_store::{Filter, Query, Store};

/// Stems that a language has.
const WORDS: usize = 40_000;
/// People who speak.
const PEOPLE: usize = 600;
/// Statements of one source.
const A_SOURCE: usize = 6;

/// Syllables and endings by language; the script tells how a question is stemmed.
const LANGS: [(&str, [&str; 16], [&str; 6]); 3] = [
    (
        "en",
        [
            "bar", "cor", "dal", "fen", "gri", "hol", "jun", "kel", "lom", "mir", "nor", "pas",
            "rud", "sil", "tov", "wes",
        ],
        ["", "s", "ed", "ing", "er", "ly"],
    ),
    (
        "ru",
        [
            "бар", "кор", "дал", "фен", "гри", "хол", "жун", "кел", "лом", "мир", "нор", "пас",
            "руд", "сил", "тов", "вес",
        ],
        ["", "а", "ов", "ами", "ого", "ить"],
    ),
    (
        "uk",
        [
            "бір", "кор", "дал", "фен", "гри", "хол", "жун", "кел", "лом", "мир", "нор", "пас",
            "руд", "сил", "тов", "вес",
        ],
        ["", "а", "ів", "ами", "ого", "ити"],
    ),
];

const KINDS: [&str; 5] = ["direct", "indirect", "mixed", "turn", "post"];

/// Numbers that look thrown and are the same on every machine.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    /// A rank among `count`: the n-th about 1/n as often as the first.
    fn rank(&mut self, count: usize) -> usize {
        let part = self.throw(1 << 30) as f64 / f64::from(1 << 30);
        (((count as f64).ln() * part).exp() as usize).min(count) - 1
    }
}

/// The stem of that rank: its digits in base 16, one syllable each.
fn stem(lang: usize, rank: usize) -> String {
    let mut out = String::new();
    let mut rest = rank;
    loop {
        out.push_str(LANGS[lang].1[rest % 16]);
        rest /= 16;
        if rest == 0 {
            return out;
        }
    }
}

fn name(person: usize) -> String {
    let capital = |text: String| {
        let mut letters = text.chars();
        let first = letters.next().map(|one| one.to_uppercase().to_string());
        first.unwrap_or_default() + letters.as_str()
    };
    format!(
        "{} {}",
        capital(stem(0, 3 + person % 40)),
        capital(stem(0, 300 + person))
    )
}

fn day(number: usize) -> String {
    format!(
        "203{}-{:02}-{:02}",
        number / 336,
        1 + number / 28 % 12,
        1 + number % 28
    )
}

/// The lines of an export, made as they are read.
struct Lines {
    dice: Dice,
    next: usize,
    statements: usize,
    line: Vec<u8>,
    at: usize,
}

impl Lines {
    fn statement(&mut self, number: usize) -> String {
        let dice = &mut self.dice;
        let source = number / A_SOURCE;
        let lang = source % 3;
        let mut text = String::new();
        for _ in 0..8 + dice.throw(22) {
            let rank = dice.rank(WORDS);
            let ending = LANGS[lang].2[dice.throw(6)];
            write!(text, "{}{ending} ", stem(lang, rank)).unwrap();
        }
        text.pop();
        let (person, issue) = (dice.rank(PEOPLE), dice.rank(40));
        let (kind, day) = (KINDS[dice.rank(5)], day(dice.throw(1000)));
        let name = name(person);
        let (start, end) = (100, 100 + text.len());
        format!(
            "{{\"type\":\"statement\",\"id\":\"st-{number:012x}\",\"copy\":0,\"seq\":{number},\"body\":\
             {{\"id\":\"st-{number:012x}\",\"source\":\"src-{source:012x}\",\"path\":\"sources/{source}.md\",\
             \"lang\":\"{}\",\"kind\":\"{kind}\",\"wording\":\"speaker\",\"speaker\":{{\"name\":\"{name}\",\
             \"mention\":\"{name}\",\"mention_span\":{{\"start\":0,\"end\":9}},\"role\":null,\
             \"side\":\"side-{}\",\"is_body\":false,\"basis\":\"full name\"}},\"reported_by\":[],\
             \"said\":{{\"from\":\"{day}\",\"to\":\"{day}\",\"precision\":\"day\",\"basis\":\"weekday\",\
             \"span\":null,\"alternatives\":[]}},\"published\":\"{day}\",\"occasion\":null,\
             \"utterances\":[\"ut-{number:012x}\"],\"fragments\":[{{\"start\":{start},\"end\":{end},\
             \"text\":\"{text}\"}}],\"context\":{{\"before\":null,\"after\":null,\"question\":null,\
             \"before_span\":null,\"after_span\":null,\"question_span\":null}},\"issues\":[\"issue-{issue}\"],\
             \"cue\":null}}}}\n",
            LANGS[lang].0,
            person % 6,
        )
    }
}

impl Read for Lines {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.line.len() {
            let line = match self.next {
                0 => "{\"type\":\"export\",\"version\":1}\n".to_owned(),
                next if next <= self.statements => self.statement(next - 1),
                next if next == self.statements + 1 => {
                    format!("{{\"type\":\"end\",\"lines\":{}}}\n", self.statements + 1)
                }
                _ => return Ok(0),
            };
            self.next += 1;
            self.line = line.into_bytes();
            self.at = 0;
        }
        let count = buffer.len().min(self.line.len() - self.at);
        buffer[..count].copy_from_slice(&self.line[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

/// Questions of every sort: what it is called, the words, the filter.
fn questions() -> Vec<(&'static str, String, Filter)> {
    let mut dice = Dice(77);
    let mut all = Vec::new();
    for round in 0..16 {
        let lang = round % 3;
        // From the most frequent word to rare ones.
        let word = |dice: &mut Dice, from: usize| stem(lang, from + dice.throw(from + 1));
        let plain = Filter::default;
        let (frequent, common, rare) = (
            stem(lang, round),
            word(&mut dice, 60),
            word(&mut dice, 4_000),
        );
        let speaker = Filter {
            speaker: Some(name(dice.rank(PEOPLE))),
            ..plain()
        };
        let from = 28 * dice.throw(30);
        let days = Filter {
            from: Day::parse(&day(from)),
            to: Day::parse(&day(from + 20 + dice.throw(200))),
            ..plain()
        };
        let by = |side: usize, issue: usize| Filter {
            side: Some(SideId::from(format!("side-{side}"))),
            issue: Some(IssueId::from(format!("issue-{issue}"))),
            ..plain()
        };
        let narrow = Filter {
            kind: Some(StatementKind::Indirect),
            lang: Some(Lang::from(LANGS[lang].0)),
            ..days.clone()
        };
        all.extend([
            ("frequent word", frequent.clone(), plain()),
            ("common word", common.clone(), plain()),
            ("rare word", rare.clone(), plain()),
            (
                "two frequent words",
                format!("{frequent} {}", stem(lang, round + 1)),
                plain(),
            ),
            ("either of two", format!("{common} OR {rare}"), plain()),
            (
                "one without another",
                format!("{common} -{frequent}"),
                plain(),
            ),
            (
                "phrase",
                format!("\"{} {}\"", stem(lang, round % 5), stem(lang, round % 4)),
                plain(),
            ),
            ("beginning", format!("{}*", &common), plain()),
            (
                "short beginning",
                format!("{}*", stem(lang, round).chars().take(2).collect::<String>()),
                plain(),
            ),
            ("speaker", String::new(), speaker.clone()),
            ("word of a speaker", frequent.clone(), speaker),
            ("side and issue", String::new(), by(round % 6, round % 8)),
            (
                "word, side and issue",
                common.clone(),
                by(round % 6, round % 8),
            ),
            ("days", String::new(), days.clone()),
            (
                "frequent word of a side since a day",
                frequent.clone(),
                Filter {
                    from: Day::parse(&day(900 + 5 * round)),
                    side: Some(SideId(format!("side-{}", round % 6).into())),
                    ..plain()
                },
            ),
            ("frequent word, kind, language, days", frequent, narrow),
        ]);
    }
    all
}

fn main() {
    let mut words = std::env::args().skip(1);
    let statements: usize = words.next().map_or(1_000_000, |word| word.parse().unwrap());
    let dir = tempfile::tempdir().unwrap();
    let place = words
        .next()
        .map_or_else(|| Store::place(dir.path()), PathBuf::from);
    if !place.exists() {
        make(&place, statements);
    }
    let store = Store::open(&place).unwrap();
    let size = std::fs::metadata(&place).unwrap().len();
    println!(
        "{statements} statements, {} bytes each in the store",
        size / statements as u64
    );
    let mut sorts: Vec<(&str, Vec<Duration>, usize)> = Vec::new();
    let mut all: Vec<Duration> = Vec::new();
    for _ in 0..2 {
        for (sort, text, filter) in questions() {
            let query = Query::parse(&text).unwrap();
            let (start, busy) = (Instant::now(), on_processor());
            let found = store.search(&query, &filter, 20, 0).unwrap();
            let took = on_processor()
                .zip(busy)
                .map_or_else(|| start.elapsed(), |(now, then)| now.saturating_sub(then));
            all.push(took);
            match sorts.iter_mut().find(|one| one.0 == sort) {
                Some(one) => {
                    one.1.push(took);
                    one.2 += found.total;
                }
                None => sorts.push((sort, vec![took], found.total)),
            }
        }
    }
    let clock = if on_processor().is_some() {
        "on the processor"
    } else {
        "by the clock"
    };
    println!("times {clock}");
    println!(
        "{:<38} {:>6} {:>9} {:>9} {:>9}",
        "", "found", "p50 ms", "p95 ms", "most ms"
    );
    for (sort, mut times, found) in sorts {
        let mean = found / times.len();
        row(sort, &mut times, &mean.to_string());
    }
    let count = all.len().to_string();
    row("all (number of questions)", &mut all, &count);
}

/// How long this thread has run, where the system tells.
fn on_processor() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(text.split(' ').next()?.parse().ok()?))
}

fn row(sort: &str, times: &mut [Duration], found: &str) {
    times.sort();
    let at = |part: f64| {
        let place = ((times.len() as f64 * part).ceil() as usize).clamp(1, times.len());
        times[place - 1].as_secs_f64() * 1000.0
    };
    println!(
        "{sort:<38} {found:>6} {:>9.2} {:>9.2} {:>9.2}",
        at(0.5),
        at(0.95),
        at(1.0)
    );
}

fn make(place: &Path, statements: usize) {
    let start = Instant::now();
    let mut store = Store::create(place).unwrap();
    let lines = Lines {
        dice: Dice(42),
        next: 0,
        statements,
        line: Vec::new(),
        at: 0,
    };
    store
        .import(&mut BufReader::with_capacity(1 << 16, lines))
        .unwrap();
    println!("made in {:.1} s", start.elapsed().as_secs_f64());
}
