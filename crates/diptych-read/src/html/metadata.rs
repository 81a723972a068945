//! What a page says of itself, gathered into the source.

use diptych_core::{Problem, Source, SourceKind, codes};

use super::build::Built;
use super::json_ld::{self, Article};
use super::scan::Scan;
use crate::dates;
use crate::reading::label_language;

/// Fills `source` from linked data, Open Graph, `<meta>`, `<link>`, `<time>`,
/// `<html lang>` and `<title>`, in that order of trust.
pub(crate) fn read(scan: &Scan, built: &Built, source: &mut Source, problems: &mut Vec<Problem>) {
    let article = linked_data(built, problems);
    let meta = |names: &[&str]| {
        names.iter().find_map(|name| {
            let found = scan.metas.iter().find(|(key, _)| key == name);
            found.map(|(_, value)| value.clone())
        })
    };
    source.url = article
        .url
        .or_else(|| scan.canonical.clone().filter(|url| url.starts_with("http")))
        .or_else(|| meta(&["og:url", "twitter:url"]));
    source.outlet = article.outlet.or_else(|| {
        meta(&[
            "og:site_name",
            "application-name",
            "dc.publisher",
            "publisher",
        ])
    });
    source.title = article
        .title
        .or_else(|| meta(&["og:title", "twitter:title", "dc.title"]))
        .or_else(|| {
            built
                .title
                .as_deref()
                .map(|title| without_outlet(title, source.outlet.as_deref()))
        });
    if article.is_post {
        source.kind = SourceKind::Post;
        source.speaker = article.authors.first().cloned();
    }
    let author = if article.authors.is_empty() {
        meta(&["author", "article:author", "dc.creator"])
    } else {
        Some(article.authors.join(", "))
    };
    if let Some(author) = author.filter(|author| !author.starts_with("http")) {
        source.extra.insert("author".to_owned(), author);
    }
    let label = scan
        .lang
        .clone()
        .filter(|label| !label.is_empty())
        .or(article.lang)
        .or_else(|| meta(&["og:locale", "content-language", "language", "dc.language"]));
    if let Some(label) = label {
        label_language(source, &label);
    }
    let date = article
        .published
        .or_else(|| {
            meta(&[
                "article:published_time",
                "og:article:published_time",
                "datepublished",
                "date",
                "dc.date",
                "dc.date.issued",
                "dcterms.created",
                "pubdate",
                "publish-date",
                "parsely-pub-date",
                "sailthru.date",
                "mediator_published_time",
            ])
        })
        .or_else(|| scan.times.first().map(|(_, value)| value.clone()));
    if let Some(date) = date {
        place_date(&date, source, problems);
    }
}

fn place_date(date: &str, source: &mut Source, problems: &mut Vec<Problem>) {
    let Some(written) = dates::parse(date, source.tz.as_deref()) else {
        let message = format!("the date of the page, `{date}`, was not understood");
        problems.push(Problem::new(&codes::BAD_METADATA, message));
        return;
    };
    source.published = Some(written.day);
    source.tz = source.tz.take().or(written.tz);
    if written.has_time {
        source.published_at = Some(date.to_owned());
    }
}

fn linked_data(built: &Built, problems: &mut Vec<Problem>) -> Article {
    let mut out = None;
    for script in &built.json_ld {
        match json_ld::article(script) {
            Ok(found) => out = out.or(found),
            Err(error) => {
                let message = format!("the page's linked data is no JSON: {error}");
                problems.push(Problem::new(&codes::BAD_METADATA, message));
            }
        }
    }
    out.unwrap_or_default()
}

/// A page title without the outlet's name at its end.
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    for mark in [" | ", " — ", " – ", " - ", " :: ", " // "] {
        if let Some((before, after)) = title.rsplit_once(mark)
            && before.chars().count() > 15
            && (after.split_whitespace().count() <= 4 || Some(after) == outlet)
        {
            return before.trim().to_owned();
        }
    }
    title.to_owned()
}
