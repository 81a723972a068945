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
    let named = DATES.iter().filter_map(|name| meta(&[name]));
    let times = scan.times.iter().take(1).map(|(_, value)| value.clone());
    let dates: Vec<String> = article
        .published
        .into_iter()
        .chain(named)
        .chain(times)
        .collect();
    place_date(&dates, source, problems);
}

/// Names of `<meta>` that give the day of publication, the surest first.
const DATES: &[&str] = &[
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
];

/// Takes the first date that is understood; where none is, the first is named.
fn place_date(dates: &[String], source: &mut Source, problems: &mut Vec<Problem>) {
    let found = dates.iter().find_map(|date| {
        let written = dates::parse(date, source.tz.as_deref())?;
        Some((date, written))
    });
    if let Some((date, written)) = found {
        source.published = Some(written.day);
        source.tz = source.tz.take().or(written.tz);
        if written.has_time {
            source.published_at = Some(date.clone());
        }
    } else if let Some(date) = dates.first() {
        let message = format!("the date of the page, `{date}`, was not understood");
        problems.push(Problem::new(&codes::BAD_METADATA, message));
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

#[cfg(test)]
mod tests {
    use super::super::build::build;
    use super::super::scan::scan;
    use super::*;
    use diptych_core::{Day, Lang};

    fn source(page: &str) -> (Source, Vec<Problem>) {
        let (mut source, mut problems) = (Source::default(), Vec::new());
        let scan = scan(page);
        let built = build(page, &scan);
        read(&scan, &built, &mut source, &mut problems);
        (source, problems)
    }

    #[test]
    fn the_first_date_that_is_understood_is_taken() {
        let page = "<meta name=date content='some day'><meta itemprop=datePublished content='2031-03-04T23:30+03:00'>";
        let (source, problems) = source(page);
        assert_eq!(source.published, Day::new(2031, 3, 4));
        assert_eq!(source.tz.as_deref(), Some("+03:00"));
        assert_eq!(problems, []);
    }

    #[test]
    fn a_date_that_does_not_exist_is_a_problem() {
        let (source, problems) = source("<time datetime=2031-02-31>then</time>");
        assert_eq!((source.published, problems.len()), (None, 1));
    }

    #[test]
    fn a_page_without_metadata_gives_its_title_and_language() {
        let page = "<html lang=ru-RU><title>Мост закрыт до весны — Курьер</title><p>Слова.</p>";
        let (source, _) = source(page);
        assert_eq!(source.title.as_deref(), Some("Мост закрыт до весны"));
        assert_eq!(source.lang, Lang::Ru);
    }
}
