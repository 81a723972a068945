//! Groups, and where their words go.

/// Where the words of a group go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Place {
    /// Into the text.
    #[default]
    Body,
    /// Nowhere: pictures, settings, what is not for readers.
    Skip,
    /// Nowhere; beside it stands the same in Unicode.
    Upper,
    /// The table of fonts.
    Fonts,
    /// The table of styles.
    Styles,
    /// Who made the document, and when.
    Info,
    /// Its title.
    Title,
    /// Its author.
    Author,
    /// The day it was made.
    Created,
    /// Who wrote the comment that follows.
    CommentBy,
    /// Into a text beside the main one.
    Beside(Beside),
}

/// A text beside the main one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// A footnote or endnote.
    Note,
    /// A comment.
    Comment,
    /// A line at the head or foot of every page.
    Header,
    /// A box on the page.
    Box,
}

/// A group, and what holds inside it.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the format"
)]
pub(super) struct Group {
    pub(super) place: Place,
    /// Where the words of the Unicode form go.
    pub(super) outer: Place,
    /// How many signs stand in for a character given by its number.
    pub(super) fallback: usize,
    pub(super) font: Option<i32>,
    pub(super) hidden: bool,
    pub(super) inserted: bool,
    pub(super) deleted: bool,
    /// A reader that does not know the next word is to pass over the group.
    pub(super) optional: bool,
    /// Whether a text beside the main one ends with the group.
    pub(super) opened: bool,
}

impl Default for Group {
    fn default() -> Self {
        Self {
            place: Place::Body,
            outer: Place::Body,
            fallback: 1,
            font: None,
            hidden: false,
            inserted: false,
            deleted: false,
            optional: false,
            opened: false,
        }
    }
}

impl Group {
    /// A group inside this one.
    pub(super) fn child(self) -> Self {
        Self {
            optional: false,
            opened: false,
            ..self
        }
    }

    /// Forgets the form of characters, as `\plain` asks; changes stay tracked.
    pub(super) fn plain(&mut self) {
        (self.font, self.hidden) = (None, false);
    }
}

/// Where a control word sends its group; nothing for a word that sends it nowhere.
///
/// `optional` is whether the word is one that older readers may not know.
pub(super) fn place_of(name: &str, optional: bool) -> Option<Place> {
    Some(match name {
        "fonttbl" => Place::Fonts,
        "stylesheet" => Place::Styles,
        "info" => Place::Info,
        "title" => Place::Title,
        "author" => Place::Author,
        "creatim" => Place::Created,
        "atnauthor" => Place::CommentBy,
        "footnote" => Place::Beside(Beside::Note),
        "annotation" => Place::Beside(Beside::Comment),
        "shptxt" => Place::Beside(Beside::Box),
        "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr"
        | "footerf" => Place::Beside(Beside::Header),
        "ud" | "listtext" | "pntext" | "nesttableprops" => Place::Body,
        "upr" => Place::Upper,
        "colortbl" | "pict" | "nonshppict" | "objdata" | "fldinst" | "xe" | "tc" | "tcn"
        | "rxe" | "nonesttables" | "shprslt" | "ftnsep" | "ftnsepc" | "ftncn" | "aftnsep"
        | "aftnsepc" | "aftncn" | "filetbl" | "revtbl" | "listtable" | "listoverridetable"
        | "rsidtbl" | "atnid" | "atnref" | "atrfstart" | "atrfend" | "atndate" | "atnparent"
        | "bkmkstart" | "bkmkend" | "private" | "operator" | "comment" | "doccomm" | "keywords"
        | "subject" | "company" | "manager" | "category" | "revtim" | "printim" | "buptim"
        | "hlinkbase" | "template" | "sp" => Place::Skip,
        _ if optional => Place::Skip,
        _ => return None,
    })
}
