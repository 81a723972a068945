//! What is watched: the tables of the case file, and what the command names.

use diptych::core::{Problem, Watch as Table, Watched, parse_watch};
use diptych::fetch::Address;
use diptych::{CASE_FILE, web};

use crate::args::Watch;
use crate::failure::Failure;

/// A place to look at.
#[derive(Debug, Clone)]
pub(super) enum Place {
    /// A page or a feed.
    Web {
        address: Address,
        /// Whether it must be a feed, must be a page, or is what it turns out to be.
        is_feed: Option<bool>,
        /// Whether the pages of its items are fetched.
        pages: bool,
        /// How often at most, in seconds.
        every: Option<i64>,
    },
    /// A folder.
    Folder(std::path::PathBuf),
}

/// The places, and what is wrong with the case file's tables.
pub(super) fn list(watch: &Watch) -> Result<(Vec<Place>, Vec<Problem>), Failure> {
    let mut places = Vec::new();
    let file = watch.case.join(CASE_FILE);
    let text = std::fs::read(&file).unwrap_or_default();
    let (tables, mut problems) = parse_watch(&String::from_utf8_lossy(&text));
    for table in tables {
        match place(&table, watch) {
            Ok(place) => places.push(place),
            Err(problem) => problems.push(*problem),
        }
    }
    for one in &watch.places {
        let text = one.to_string_lossy();
        if Address::is_meant(&text) {
            places.push(Place::Web {
                address: super::super::web::address(&text)?,
                is_feed: None,
                pages: true,
                every: None,
            });
        } else if one.is_dir() {
            places.push(Place::Folder(one.clone()));
        } else {
            return Err(Failure::usage(
                format!("{} is no folder and no address", one.display()),
                "name a folder, or an address that begins with http:// or https://",
            ));
        }
    }
    Ok((places, problems))
}

fn place(table: &Table, watch: &Watch) -> Result<Place, Box<Problem>> {
    let (text, is_feed) = match &table.what {
        Watched::Folder(folder) => return Ok(Place::Folder(watch.case.join(folder))),
        Watched::Feed(text) => (text, true),
        Watched::Page(text) => (text, false),
    };
    let address = Address::parse(text).map_err(|error| web::told(&error))?;
    Ok(Place::Web {
        address,
        is_feed: Some(is_feed),
        pages: table.pages,
        every: table
            .every
            .map(|every| i64::try_from(every).unwrap_or(i64::MAX)),
    })
}
