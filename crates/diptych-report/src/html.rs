//! The report as one self-contained HTML file.

use askama::Template;
use diptych_core::Record;

use crate::controls;
use crate::view::Page;

/// The report as one HTML file without script and without anything to fetch.
pub fn html(record: &Record) -> String {
    let page = Page::new(record)
        .render()
        .expect("writing to a string cannot fail, and the templates call nothing that can");
    controls::show(page)
}
