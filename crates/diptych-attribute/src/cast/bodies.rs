//! Bodies that a text names in full, and the mentions that take them up: by one
//! word, by a document of theirs, in another case.

use diptych_lang::Flags;

use super::Cast;
use crate::page::Page;

/// Most bodies that a mention looks back over, so that time stays linear.
const LOOK_BACK: usize = 40;

/// A body named in full.
#[derive(Debug, Clone)]
pub(super) struct NamedBody {
    /// The token of its noun.
    at: usize,
    /// The nominative of its noun.
    noun: String,
    /// Its name in base form.
    name: String,
}

impl Cast<'_> {
    /// Reads the bodies that the text names with more than their noun.
    pub(super) fn read_bodies(&mut self) {
        let page = self.page;
        if page.lexicon.bare_clause {
            return;
        }
        for part in page.parts.iter().filter(|part| part.kind.is_body()) {
            for at in part.first..part.end {
                let folded = &page.tokens[at].folded;
                if !page.flags[at].any(Flags::BODY) || is_document(page, at) {
                    continue;
                }
                let Some(noun) = page.lexicon.lemma(folded) else {
                    continue;
                };
                let (first, end) = extent(page, at, part.first, part.end);
                let named = (first..end).any(|place| {
                    place != at && page.tokens[place].is_capital && place != part.first
                }) || first < at
                    && first == part.first
                    && strip_adjective(&page.tokens[first].folded)
                        .is_some_and(|stem| page.lexicon.is_of("proper", stem));
                if named {
                    self.named_bodies.push(NamedBody {
                        at,
                        noun: noun.to_owned(),
                        name: base_phrase(page, first, end),
                    });
                }
            }
        }
    }

    /// The name in marks right after a comma: `Истец, холдинг «Ост», требует`.
    pub(super) fn body_apposed(&self, end: usize) -> Option<String> {
        let page = self.page;
        if page.lexicon.bare_clause {
            return self.body_between_commas(end);
        }
        if end + 2 >= page.tokens.len() || !page.is_mark(end, ",") {
            return None;
        }
        let open = (end + 1..page.tokens.len().min(end + 4)).find(|at| page.is_mark(*at, "\""))?;
        if !(end + 1..open).all(|at| page.flags[at].any(Flags::BODY | Flags::OUTLET)) {
            return None;
        }
        let close =
            (open + 1..page.tokens.len().min(open + 8)).find(|at| page.is_mark(*at, "\""))?;
        let comma = page.tokens.get(close + 1)?.folded == ",";
        comma.then(|| page.span(open, close + 1).of(page.text).to_owned())
    }

    /// The name between commas after a noun for a body: `The union, Staff Together,`.
    fn body_between_commas(&self, end: usize) -> Option<String> {
        let page = self.page;
        if end + 2 >= page.tokens.len() || !page.is_mark(end, ",") {
            return None;
        }
        let close = (end + 1..page.tokens.len().min(end + 6))
            .find(|at| !page.tokens[*at].is_word)
            .filter(|at| page.is_mark(*at, ","))?;
        let named = close > end + 1
            && (end + 1..close).all(|at| {
                page.tokens[at].is_capital && !page.flags[at].any(Flags::GIVEN | Flags::TITLE)
            });
        named.then(|| page.span(end + 1, close).of(page.text).to_owned())
    }

    /// The name of the body that the tokens from `first` to `end` stand for.
    pub(super) fn body_name(&self, first: usize, end: usize) -> Option<String> {
        let page = self.page;
        if page.lexicon.bare_clause {
            return None;
        }
        let is_document = |at: usize| is_document(page, at);
        let nouns: Vec<usize> = (first..end)
            .filter(|at| page.flags[*at].any(Flags::BODY) || is_document(*at))
            .collect();
        let head = *nouns.first()?;
        let latest = |noun: Option<&str>| {
            let before = self.named_bodies.partition_point(|body| body.at < first);
            self.named_bodies[..before]
                .iter()
                .rev()
                .take(LOOK_BACK)
                .find(|body| noun.is_none_or(|noun| body.noun == noun))
                .map(|body| body.name.clone())
        };
        let anaphor = |at: usize| {
            page.lexicon.is_of(
                "anaphors",
                page.lexicon.lemma(&page.tokens[at].folded).unwrap_or(""),
            )
        };
        if is_document(head) {
            // The document of a body speaks for it; by itself, for the last named.
            let Some(owner) = nouns.get(1).copied().filter(|at| !is_document(*at)) else {
                return (nouns.len() == 1 && end - first <= 2)
                    .then(|| latest(None))
                    .flatten();
            };
            let noun = page.lexicon.lemma(&page.tokens[owner].folded);
            if end - owner == 1
                && let Some(name) =
                    latest(noun).or_else(|| anaphor(owner).then(|| latest(None)).flatten())
            {
                return Some(name);
            }
            return Some(base_phrase(page, owner, end));
        }
        let noun = page.lexicon.lemma(&page.tokens[head].folded);
        if head == first && end - first == 1 {
            let known = latest(noun).or_else(|| anaphor(head).then(|| latest(None)).flatten());
            if known.is_some() {
                return known;
            }
        }
        Some(base_phrase(page, first, end))
    }
}

/// Whether a word is a document rather than the body behind it.
fn is_document(page: &Page<'_>, at: usize) -> bool {
    let folded = page.tokens[at].folded.as_str();
    page.lexicon.is_of("words", folded)
        || page
            .lexicon
            .lemma(folded)
            .is_some_and(|lemma| page.lexicon.is_of("words", &diptych_core::fold(lemma).text))
}

/// The tokens of a body's name round its noun at `at`.
fn extent(page: &Page<'_>, at: usize, lo: usize, hi: usize) -> (usize, usize) {
    let mut first = at;
    while first > lo
        && page.tokens[first - 1].is_word
        && is_adjective(&page.tokens[first - 1].folded)
        && page.flags[first - 1].is_empty()
    {
        first -= 1;
    }
    let mut end = at + 1;
    let mut plain = 0;
    let mut marked = false;
    while end < hi {
        let token = &page.tokens[end];
        if !token.is_word {
            if token.folded == "\"" && (marked || end + 1 < hi && page.tokens[end + 1].is_capital) {
                marked = !marked;
                end += 1;
                if !marked {
                    break;
                }
                continue;
            }
            if marked {
                end += 1;
                continue;
            }
            break;
        }
        if !marked && !token.is_capital {
            let noun = page.flags[end].is_empty() && page.lexicon.shape(&token.folded).is_empty()
                || page.flags[end].any(Flags::BODY) && page.flags[end].any(Flags::OBLIQUE);
            if !noun || plain >= 2 {
                break;
            }
            plain += 1;
        } else if !marked && page.flags[end].any(Flags::GIVEN | Flags::PERSON) {
            break;
        }
        end += 1;
    }
    // Lower-case words count only before a name.
    while end > at + 1 && page.tokens[end - 1].is_word && !page.tokens[end - 1].is_capital {
        end -= 1;
    }
    (first, end)
}

/// Endings of adjectives in Russian and Ukrainian.
pub(super) fn is_adjective(folded: &str) -> bool {
    folded.chars().count() > 4
        && [
            "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ого", "его", "ому", "ему", "ом", "ем", "ым",
            "им", "ую", "юю", "ей", "ого", "ої", "ою", "ій", "а", "е", "у",
        ]
        .iter()
        .any(|end| folded.ends_with(end))
        && ["н", "ск", "цк", "ов", "ев", "в", "ьк", "т", "ш", "л", "ч"]
            .iter()
            .any(|root| strip_adjective(folded).is_some_and(|stem| stem.ends_with(root)))
}

fn strip_adjective(folded: &str) -> Option<&str> {
    [
        "ого", "его", "ому", "ему", "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ом", "ем", "ым",
        "им", "ую", "юю", "ей", "ої", "ою", "ій", "а", "е", "у",
    ]
    .iter()
    .find_map(|end| folded.strip_suffix(end))
}

/// A noun phrase in the nominative: its noun, and the adjectives before it.
pub(super) fn base_phrase(page: &Page<'_>, first: usize, end: usize) -> String {
    let head = (first..end).find(|at| page.lexicon.lemma(&page.tokens[*at].folded).is_some());
    let Some(head) = head else {
        return page.span(first, end).of(page.text).to_owned();
    };
    let folded = page.tokens[head].folded.as_str();
    let lemma = page.lexicon.lemma(folded).unwrap_or(folded);
    let mut out = String::new();
    let same = diptych_core::fold(lemma).text == folded;
    for at in first..head {
        if !page.tokens[at].is_word {
            continue;
        }
        let word = page.word(at);
        if same {
            out.push_str(word);
        } else {
            out.push_str(&agree(page, word, lemma));
        }
        out.push(' ');
    }
    if same {
        out.push_str(page.word(head));
    } else if page.tokens[head].is_capital {
        let mut letters = lemma.chars();
        out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(letters.as_str());
    } else {
        out.push_str(lemma);
    }
    if head + 1 < end {
        let rest = page.span(head, end).of(page.text);
        out.push_str(&rest[page.word(head).len()..]);
    }
    out
}

/// An adjective in the nominative beside `noun`.
fn agree(page: &Page<'_>, word: &str, noun: &str) -> String {
    let ukrainian = *page.lang == diptych_core::Lang::Uk;
    let Some(stem) = strip_adjective(word) else {
        return word.to_owned();
    };
    let soft = stem.ends_with(['к', 'г', 'х', 'ж', 'ш', 'ч', 'щ']);
    let ending = match (noun.chars().last(), ukrainian) {
        _ if ukrainian
            && ["ння", "ття", "лля", "сся"]
                .iter()
                .any(|end| noun.ends_with(end)) =>
        {
            "е"
        }
        (Some('а' | 'я'), false) => "ая",
        (Some('а' | 'я'), true) => "а",
        (Some('о' | 'е'), false) => "ое",
        (Some('о' | 'е'), true) => "е",
        (_, false)
            if page
                .lexicon
                .is_of("stressed", &diptych_core::fold(stem).text) =>
        {
            "ой"
        }
        (_, false) if !soft => "ый",
        _ => "ий",
    };
    format!("{stem}{ending}")
}
