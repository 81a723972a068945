//! Problems: what was not read or not understood, on a list.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Span;

/// How bad a problem is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Something worth knowing.
    Info,
    /// The result may lack something.
    Warning,
    /// A part could not be done.
    Error,
}

/// A kind of problem: a stable code, its severity, and what to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// Stable identifier, `D` and four digits.
    pub id: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What to do, one sentence.
    pub help: &'static str,
}

/// One thing that went wrong, or was not understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Problem {
    /// Stable identifier of the kind of problem.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// Path of the source, where it belongs to one.
    pub source: Option<String>,
    /// What happened: lower case, no final stop.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Where in the text.
    pub span: Option<Span>,
}

impl Problem {
    /// A problem of this kind.
    pub fn new(code: &Code, message: impl Into<String>) -> Self {
        Self {
            code: code.id.to_owned(),
            severity: code.severity,
            source: None,
            message: message.into(),
            help: code.help.to_owned(),
            span: None,
        }
    }

    /// The same, in the source at `path`.
    #[must_use]
    pub fn in_source(mut self, path: &str) -> Self {
        self.source = Some(path.to_owned());
        self
    }

    /// The same, at a place.
    #[must_use]
    pub fn at(mut self, span: Option<Span>) -> Self {
        self.span = span;
        self
    }
}

/// Every code. One is never given another meaning; a retired one is not used again.
pub mod codes {
    use super::{Code, Severity};

    macro_rules! codes {
        ($($(#[$doc:meta])* $name:ident = $id:literal $severity:ident $help:literal;)*) => {
            $($(#[$doc])* pub const $name: Code = Code { id: $id, severity: Severity::$severity, help: $help };)*
            /// Every code, in order.
            pub const ALL: &[Code] = &[$($name),*];
        };
    }

    codes! {
        /// The file holds nothing to read.
        EMPTY = "D0101" Warning "leave the file out, or save the page again";
        /// The bytes are not text of a form that is read.
        NOT_TEXT = "D0102" Error "give one of the formats that are read; README.md lists them";
        /// The file is over the limit.
        TOO_LARGE = "D0103" Error "raise the limit with `--max-size`, or cut the file";
        /// The file could not be opened or read.
        UNREADABLE = "D0104" Error "check that the path exists and may be read";
        /// The bytes do not fit the encoding; the byte is named.
        BAD_BYTES = "D0105" Warning "save the file as UTF-8; the replaced characters are shown as the replacement character";
        /// The encoding was guessed.
        GUESSED_ENCODING = "D0106" Info "save the file as UTF-8 if the text looks wrong";
        /// A value of the front matter or the metadata was not understood.
        BAD_METADATA = "D0107" Warning "correct the value; the text was read all the same";
        /// The structure is too deep or too large for the extraction of the main text.
        DEEP_NESTING = "D0108" Warning "all text was kept; furniture may stand among it";
        /// No main text could be told from the page's furniture.
        NO_MAIN_TEXT = "D0109" Warning "save the page again with its text, or give the text itself";
        /// A file of a kind that is not read.
        SKIPPED = "D0110" Info "save it in a format that is read if it is a source";
        /// A part of the file breaks the rules of its format; the rest was read.
        BROKEN_PART = "D0111" Warning "save the file again; what could be read was kept";
        /// The file unpacks to more, or is nested deeper, than the limits allow.
        OVER_LIMIT = "D0112" Error "unpack the file by hand and give its parts, if you trust it";
        /// The file is of a format that is read, and holds nothing that could be a source.
        NO_SOURCE_INSIDE = "D0113" Warning "leave the file out, or export it again with its text";
        /// The document holds tracked changes.
        TRACKED_CHANGES = "D0114" Info "the text was read with all changes accepted; `--changes original` and `--changes marked` show the others";
        /// The document holds text that it hides from its readers.
        HIDDEN_TEXT = "D0115" Warning "show the hidden text in the program that made the file, and save it again if it is meant to be read";
        /// Pages of which no text could be taken.
        NO_TEXT_LAYER = "D0116" Warning "these pages are pictures; run character recognition on the file, or give their text itself";
        /// The file is locked with a password.
        LOCKED = "D0117" Error "save the file again without its password";
        /// Nothing that reads PDF is at hand.
        NO_PDF_READER = "D0118" Error "install poppler (`pdftotext`), or name a PDFium library in `DIPTYCH_PDFIUM`; `diptych doctor` lists what is found";
        /// The reading of a PDF was stopped, or failed.
        PDF_FAILED = "D0119" Error "open the file and save it again, or give its text itself";
        /// A PDF was read by the reader of last resort.
        LAST_RESORT = "D0120" Warning "install poppler (`pdftotext`), or name a PDFium library in `DIPTYCH_PDFIUM`, and read the file again";
        /// Pages that the reader of last resort does not read.
        UNREAD_PAGES = "D0121" Warning "these pages were left out whole; install poppler or PDFium and read the file again, or give their text itself";
        /// The language is not covered.
        LANGUAGE = "D0201" Warning "only marked quotations are found in this language";
        /// The label of the language does not fit the text.
        LANGUAGE_LABEL = "D0202" Warning "correct `lang` in the front matter; the language of the text was used";
        /// Quotation marks do not pair.
        ODD_MARKS = "D0203" Info "check the quotations of this paragraph against the source";
        /// A date names a day that does not exist, or contradicts itself.
        BAD_DATE = "D0204" Warning "the date was left open; set it by hand";
        /// A name fits several people.
        OPEN_SPEAKER = "D0205" Warning "give the person a fuller alias in `case.toml`";
        /// A quotation without a speaker in reach.
        NO_SPEAKER = "D0206" Info "name the speaker by hand if the text gives one";
        /// A body's name belongs to two sides and the context does not decide.
        OPEN_BODY = "D0207" Warning "name the body in full in the source's front matter (`speaker`)";
        /// Dates that need the page's date stand in a text without one.
        OPEN_DATE = "D0208" Info "give the page's date in the front matter (`date`), or the case a period";
        /// The case file is no valid TOML, or a field has the wrong form.
        CASE_SYNTAX = "D0301" Error "correct the line; `diptych init` writes a commented example";
        /// A key of the case file is not known.
        CASE_KEY = "D0302" Warning "remove the key, or correct its spelling";
        /// A day of the case file does not exist.
        CASE_DAY = "D0303" Warning "write days as YYYY-MM-DD; the day was left open";
        /// Two sides or issues with one identifier.
        CASE_TWICE = "D0304" Error "give each its own `id`; the second was left out";
        /// One alias of two people.
        CASE_ALIAS = "D0305" Warning "remove the alias from one of them, or use full names";
        /// The case names no sides.
        NO_SIDES = "D0306" Info "sides were proposed from who speaks; write them into `case.toml` to settle them";
        /// The case names no issues.
        NO_ISSUES = "D0307" Info "issues were proposed from what is spoken about; write them into `case.toml` to settle them";
        /// The folder holds no sources.
        NO_SOURCES = "D0308" Error "put pages, documents, subtitles, feeds or posts into `sources/`; README.md lists the formats";
        /// A number of `[matching]` is not known or out of its range.
        CASE_MATCHING = "D0310" Warning "give `suggest` and `assert` from 0 to 1, `words` and `days` as whole numbers; the default was kept";
        /// Statements that no issue takes.
        NO_ISSUE_FITS = "D0401" Info "add terms to an issue in `case.toml`, or leave them";
        /// Statements whose position was not understood.
        NO_POSITION = "D0402" Info "read them; nothing was concluded from them";
        /// Two sources are the same text.
        SAME_TEXT = "D0403" Info "the copy was joined as a witness";
        /// The sentence encoder could not be used.
        ENCODER = "D0404" Warning "clauses were matched by their words alone; check the file given with `--model`";
        /// A result could not be written.
        WRITE = "D0501" Error "check the space and the rights of the folder; the old file was kept";
        /// Nothing has this identifier.
        NO_SUCH_ID = "D0502" Error "list the identifiers with `diptych compare --format json`";
        /// The line of the input is no document.
        BAD_LINE = "D0503" Error "give one JSON object a line, with `doc` and `text`";
        /// A span did not hold the words it was made for; it was left out.
        NOT_VERBATIM = "D0601" Error "report this with the source: it is a fault of the program";
        /// It is no address that may be asked for.
        BAD_ADDRESS = "D0602" Error "give an address that begins with http:// or https://, without a user name and password";
        /// The name leads to a machine that is not of the public network.
        PRIVATE_ADDRESS = "D0603" Error "use `--allow-private` if the machine is meant; nothing was asked of it";
        /// The host asks programs to stay away from the page.
        ROBOTS = "D0604" Error "save the page in a browser and add the file, or use `--ignore-robots` if you may";
        /// The answers send on in a ring, too often, or to where nobody may follow.
        REDIRECT = "D0605" Error "give the address at which the page stands in the end";
        /// Fetching took too long.
        FETCH_TIME = "D0606" Error "try again later, or raise the limit with `--timeout`";
        /// The answer is over the limit, as it came or as it unpacks.
        FETCH_SIZE = "D0607" Error "raise the limit with `--max-size` if you trust the host";
        /// The host cannot be reached.
        UNREACHABLE = "D0608" Error "check the address and the network; proxies of the environment are not used";
        /// The server answered that there is no page.
        NOT_SENT = "D0609" Error "open the address in a browser; a page behind a login must be saved and added as a file";
        /// The answer breaks the rules of HTTP, or is not whole.
        BAD_ANSWER = "D0610" Error "try again later, or save the page in a browser and add the file";
        /// The words of a page are not as they were when it was captured before.
        EDITED = "D0611" Warning "both versions are kept; `diptych log CASE` shows what was cut, added and changed";
        /// The page is known already.
        SAME_PAGE = "D0612" Info "nothing need be done: the first is compared";
        /// Most of what a source says stands in another one.
        NEAR_COPY = "D0613" Info "read them as one; copies do not corroborate each other";
        /// What was fetched is kept, but nothing in it can be read.
        UNREAD_PAGE = "D0614" Warning "save the page in a form that is read and add the file";
        /// What was named as a feed is none.
        NO_FEED = "D0615" Error "name the address of the feed itself, or watch it as a `page`";
        /// A table of what is watched is not understood.
        BAD_WATCH = "D0616" Error "`diptych init` writes a commented example; the other tables are watched";
        /// A proxy of the environment is not used.
        PROXY = "D0617" Info "the program must see which machine it connects to; run it where the network is reached directly";
        /// A webhook or a program was not told what changed.
        NOT_TOLD = "D0618" Error "the same changes are told again in the next round";
        /// The case has no store.
        NO_STORE = "D0701" Error "make one with `diptych init CASE`";
        /// The store was written by a newer program.
        STORE_NEWER = "D0702" Error "use the version of diptych that wrote it; nothing was changed";
        /// Another program is writing to the store.
        STORE_BUSY = "D0703" Error "wait until the other one has ended, and run again; nothing was changed";
        /// The disk is full.
        STORE_FULL = "D0704" Error "free some space and run again; the store is as it was before";
        /// The store may not be written.
        STORE_READ_ONLY = "D0705" Error "ask for the right to write, or work on a copy made with `diptych backup`";
        /// The file is damaged.
        STORE_DAMAGED = "D0706" Error "run `diptych doctor CASE`, then `diptych restore` the last backup";
        /// The file is no store of diptych.
        NOT_A_STORE = "D0707" Error "name a store, a case folder or an export; nothing was changed";
        /// A decision is about something that is no longer found.
        ORPHAN = "D0708" Warning "see `diptych log CASE`; decide again on what stands there now, or undo it";
        /// The program would now say something else than when a person decided.
        SAYS_OTHERWISE = "D0709" Warning "the decision holds; look at it again with `diptych log CASE`";
        /// A source took the place of an earlier one at the same path.
        SUPERSEDED = "D0710" Info "the earlier bytes are kept; `diptych export` holds both";
        /// A decision that does not fit what it is about.
        BAD_DECISION = "D0711" Error "`diptych help review` lists what can be decided on what; nothing was changed";
        /// A line of an export was not understood.
        BAD_EXPORT = "D0712" Error "give the file that `diptych export` wrote, whole; nothing was taken over";
        /// Two copies of the case decided differently.
        DISPUTED = "D0713" Warning "neither counts until `diptych review` settles it";
        /// A backup would take the place of a file.
        EXISTS = "D0714" Error "name a new file; nothing was overwritten";
        /// The words of a search are not understood.
        BAD_QUERY = "D0715" Error "`diptych help search` shows how a search is written";
        /// Another source has the name.
        NAME_TAKEN = "D0716" Info "both are kept and compared; leave one out with `diptych review CASE ID reject`";
        /// Two stores have nothing in common.
        ANOTHER_CASE = "D0717" Error "name a copy of the same case; `--another-case` takes in a different one; nothing was changed";
        /// The case files of two copies say different things.
        CASE_FILES_DIFFER = "D0718" Warning "theirs is kept beside yours; put into `case.toml` what should hold";
        /// No mark closes a quotation of a draft.
        OPEN_QUOTE = "D0730" Warning "close the quotation in the draft; it was checked to the end of its paragraph";
        /// A quotation of a draft is longer than is compared word by word.
        LONG_QUOTE = "D0731" Warning "look for a quotation mark that is not closed; the beginning was checked";
        /// A draft holds no quotation that could be checked.
        NO_QUOTES = "D0732" Warning "check that the draft has its quotation marks; nothing was checked";
        /// A draft holds several texts.
        MANY_DRAFTS = "D0733" Error "give one text, Markdown or HTML file that is the draft";
        /// A claim says nothing that could be looked up.
        NO_CLAIM = "D0734" Warning "say in one sentence who did, promised, refused or said what";
        /// The clock stands before the newest entry of the store.
        CLOCK_BACK = "D0740" Warning "set the clock right; entries keep their order by count, whatever their times say";
    }

    #[cfg(test)]
    mod tests {
        use super::ALL;

        #[test]
        fn no_code_stands_twice_and_all_are_in_order() {
            assert!(ALL.windows(2).all(|pair| pair[0].id < pair[1].id));
            assert!(
                ALL.iter()
                    .all(|code| code.id.len() == 5 && !code.help.ends_with('.'))
            );
        }
    }
}
