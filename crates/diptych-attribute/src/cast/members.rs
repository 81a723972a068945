//! Who is spoken of in one document: the case's people and bodies, and those the text names.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use diptych_core::{SideId, Span, fold_text};

use super::roster::Roster;
use crate::forms::Forms;
use crate::names::{Gender, key};
use crate::page::Page;

/// A person or body that can speak.
#[derive(Debug, Clone, Default)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) gender: Option<Gender>,
    /// Whether only the ending of a name that no table knows gave the gender.
    pub(crate) guessed: bool,
    pub(crate) sides: Vec<SideId>,
    pub(crate) role: Option<String>,
    /// The office of the one whom this one is introduced beside: `её коллега X`.
    pub(crate) shared_role: Option<String>,
    pub(crate) is_body: bool,
    pub(crate) of_case: bool,
}

/// One place where a person is named.
#[derive(Debug, Clone, Copy)]
pub(super) struct Naming {
    /// First token of the name.
    pub(super) at: usize,
    /// One past its last token.
    pub(super) end: usize,
    pub(super) member: usize,
    pub(super) first_of_sentence: bool,
    /// Inside a quotation: spoken of or to by someone else.
    pub(super) quoted: bool,
}

/// An office of the table as keys: the words of the second mention, and rows of
/// words of which one stands in the first.
pub(super) type OfficeKeys = (Vec<String>, Vec<Vec<String>>);

/// How many people were read, and the only one of each given name.
pub(super) type Givens = (usize, HashMap<Rc<str>, Option<usize>>);

/// Who is spoken of in one document, in the order of the text.
pub(crate) struct Cast<'p> {
    pub(super) page: &'p Page<'p>,
    pub(crate) members: Vec<Member>,
    pub(super) by_key: HashMap<String, Vec<usize>>,
    pub(super) bodies: HashMap<String, usize>,
    pub(super) forms: Forms,
    /// Keys of words that stand alone with a capital: surnames by themselves.
    pub(super) singles: std::collections::HashSet<String>,
    pub(super) namings: Vec<Naming>,
    /// Bodies named in full, in the order of the text.
    pub(super) named_bodies: Vec<super::bodies::NamedBody>,
    /// The side of the source, where its speaker or outlet tells it.
    pub(super) home: Option<SideId>,
    /// The keys of the words of offices, and of the table of offices, made once.
    pub(super) role_words: RefCell<HashMap<String, Rc<Vec<String>>>>,
    pub(super) office_keys: OnceCell<Vec<OfficeKeys>>,
    /// The one who asks and the one whom the headline names, once looked for.
    pub(super) asker: OnceCell<Option<usize>>,
    pub(super) headed: OnceCell<Option<usize>>,
    /// Who writes in the first person: the author of a post.
    pub(crate) author: Option<usize>,
    /// Offices that the text gives its people, in the order of the text.
    pub(super) ties: Vec<super::ties::Tie>,
    /// Where people are from: member, word.
    pub(super) origins: Vec<(usize, String)>,
    /// The person whose name follows a comma, by the token of the comma.
    pub(super) apposed_at: HashMap<usize, usize>,
    /// Quotations, as tokens.
    pub(super) marked: Vec<(usize, usize)>,
    /// The number of the outlet's sentence in which a token stands.
    pub(super) sentence_of: Vec<u32>,
    /// People by given name, the only one of it or none; how many were read.
    pub(super) givens: RefCell<Givens>,
    /// The noun of the last who spoke without a name: token.
    pub(super) unnamed: Option<usize>,
    /// The one whose words are read: no `he` or `she` in them.
    pub(super) teller: Option<usize>,
    /// Whom the last sentence without a report is about: member, token.
    pub(super) focus: Option<(usize, usize)>,
    /// The body that spoke last: `подчеркнули там`, `it said`.
    pub(super) last_body: Option<String>,
    /// The one who spoke last: member, token.
    pub(super) last: Option<(usize, usize)>,
    /// Bodies whose side the context did not decide, with their place.
    pub(crate) open_bodies: Vec<(String, Span)>,
    /// Names that fit several people.
    pub(crate) open_names: Vec<(String, Span)>,
}

impl<'p> Cast<'p> {
    /// The cast of a page: the case's people and everyone the text names in full.
    pub(crate) fn new(page: &'p Page<'p>, roster: &Roster, home: Option<&str>) -> Self {
        let mut this = Self {
            page,
            members: roster.members.clone(),
            by_key: roster.by_key.clone(),
            bodies: roster.bodies.clone(),
            forms: Forms::default(),
            singles: std::collections::HashSet::new(),
            namings: Vec::new(),
            named_bodies: Vec::new(),
            home: None,
            role_words: RefCell::new(HashMap::new()),
            office_keys: OnceCell::new(),
            asker: OnceCell::new(),
            headed: OnceCell::new(),
            author: None,
            ties: Vec::new(),
            origins: Vec::new(),
            apposed_at: HashMap::new(),
            marked: Vec::new(),
            sentence_of: Vec::new(),
            givens: RefCell::default(),
            unnamed: None,
            teller: None,
            focus: None,
            last: None,
            last_body: None,
            open_bodies: Vec::new(),
            open_names: Vec::new(),
        };
        this.home = home.and_then(|name| this.side_of_text(name));
        this.read_names();
        this.read_ties();
        this.read_bodies();
        this.author = this.read_author();
        this
    }

    /// The side that a name in the metadata belongs to.
    pub(super) fn side_of_text(&self, name: &str) -> Option<SideId> {
        let folded = fold_text(name);
        let mut found: Option<&SideId> = None;
        for member in &self.members {
            if member.sides.len() != 1 {
                continue;
            }
            let last = member.name.split_whitespace().next_back().unwrap_or("");
            let hit = if member.is_body {
                folded.contains(&fold_text(&member.name))
            } else {
                !last.is_empty() && folded.split_whitespace().any(|word| key(word) == key(last))
            };
            if hit {
                if found.is_some_and(|side| *side != member.sides[0]) {
                    return None;
                }
                found = Some(&member.sides[0]);
            }
        }
        found.cloned()
    }
}

/// Whether given name and surname, neither in a table, both end as in the
/// genitive, dative or instrumental of a man's name.
pub(super) fn looks_oblique(given: &str, surname: &str) -> bool {
    if given.ends_with(['ы', 'и']) && surname.chars().count() > 2 {
        return true;
    }
    ["а", "у", "ом", "ові", "ого", "ому"].iter().any(|end| {
        given.ends_with(end)
            && (surname.ends_with(end) || surname.ends_with("ого") || surname.ends_with("ому"))
    })
}

pub(super) fn count_words(page: &Page<'_>, first: usize, end: usize) -> usize {
    (first..end).filter(|at| page.tokens[*at].is_word).count()
}

/// The token from which `count` words remain.
pub(super) fn last_words(page: &Page<'_>, first: usize, end: usize, count: usize) -> usize {
    let mut left = count;
    for at in (first..end).rev() {
        if page.tokens[at].is_word {
            left -= 1;
            if left == 0 {
                return at;
            }
        }
    }
    first
}

pub(super) fn strip_article(text: &str) -> &str {
    ["the ", "The ", "a ", "A ", "an ", "An "]
        .iter()
        .find_map(|article| text.strip_prefix(article))
        .unwrap_or(text)
}
