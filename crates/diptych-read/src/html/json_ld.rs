//! Linked data: what a page's JSON-LD says of the article.

use serde_json::{Map, Value};

/// What linked data can say of an article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Article {
    /// `headline` or `name`.
    pub(crate) title: Option<String>,
    /// `datePublished`.
    pub(crate) published: Option<String>,
    /// The name of `publisher`.
    pub(crate) outlet: Option<String>,
    /// The names of `author`.
    pub(crate) authors: Vec<String>,
    /// `inLanguage`.
    pub(crate) lang: Option<String>,
    /// `url` or `mainEntityOfPage`.
    pub(crate) url: Option<String>,
    /// Whether it is a post.
    pub(crate) is_post: bool,
}

const ARTICLES: &[&str] = &[
    "NewsArticle",
    "Article",
    "BlogPosting",
    "SocialMediaPosting",
    "DiscussionForumPosting",
    "LiveBlogPosting",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "Interview",
    "Report",
];

/// The article that a script describes: the first of a known type, wherever in
/// a graph or list it stands.
///
/// # Errors
/// Gives the parser's words where the script is no JSON.
pub(crate) fn article(script: &str) -> Result<Option<Article>, String> {
    let script = script
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_end_matches("-->")
        .trim_end_matches("//]]>")
        .trim()
        .trim_end_matches(';');
    if script.is_empty() {
        return Ok(None);
    }
    let value: Value = match serde_json::from_str(script) {
        Ok(value) => value,
        // Line ends within strings are the commonest fault, and harmless.
        Err(error) => serde_json::from_str(&script.replace(['\n', '\r', '\t'], " "))
            .map_err(|_| error.to_string())?,
    };
    Ok(find(&value).map(read))
}

/// Breadth first, without recursion, over graphs and lists.
fn find(value: &Value) -> Option<&Map<String, Value>> {
    let mut queue = vec![value];
    let mut at = 0;
    while let Some(value) = queue.get(at).copied() {
        at += 1;
        match value {
            Value::Array(items) => queue.extend(items),
            Value::Object(object) => {
                if types(object).any(|kind| ARTICLES.contains(&kind)) {
                    return Some(object);
                }
                queue.extend(
                    [
                        "@graph",
                        "mainEntity",
                        "mainEntityOfPage",
                        "itemListElement",
                    ]
                    .iter()
                    .filter_map(|key| object.get(*key)),
                );
            }
            _ => {}
        }
    }
    None
}

fn types(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let value = object.get("@type");
    let one = value.and_then(Value::as_str);
    let many = value.and_then(Value::as_array).into_iter().flatten();
    one.into_iter()
        .chain(many.filter_map(Value::as_str))
        .map(|kind| kind.rsplit('/').next().unwrap_or(kind))
}

fn read(object: &Map<String, Value>) -> Article {
    let text = |key: &str| object.get(key).and_then(Value::as_str).and_then(clean);
    let url = text("url").or_else(|| match object.get("mainEntityOfPage") {
        Some(Value::String(url)) => clean(url),
        Some(Value::Object(page)) => page.get("@id").and_then(Value::as_str).and_then(clean),
        _ => None,
    });
    Article {
        title: text("headline").or_else(|| text("name")),
        published: text("datePublished").or_else(|| text("dateCreated")),
        outlet: names(object.get("publisher")).into_iter().next(),
        authors: names(object.get("author")),
        lang: names(object.get("inLanguage")).into_iter().next(),
        url: url.filter(|url| url.starts_with("http")),
        is_post: types(object).any(|kind| kind == "SocialMediaPosting"),
    }
}

/// The names of a person or body, or of a list of them.
fn names(value: Option<&Value>) -> Vec<String> {
    let name = |value: &Value| match value {
        Value::String(name) => clean(name),
        Value::Object(object) => object
            .get("name")
            .or_else(|| object.get("alternateName"))
            .and_then(Value::as_str)
            .and_then(clean),
        _ => None,
    };
    match value {
        Some(Value::Array(items)) => items.iter().filter_map(name).collect(),
        Some(value) => name(value).into_iter().collect(),
        None => Vec::new(),
    }
}

fn clean(text: &str) -> Option<String> {
    let decoded = super::entity::decode_all(text);
    let joined = decoded.split_whitespace().collect::<Vec<_>>().join(" ");
    (!joined.is_empty()).then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_found_in_a_graph() {
        let script = r#"{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Courier"},
            {"@type":["NewsArticle"],"headline":"Bridge &amp; tolls","datePublished":"2031-03-04T10:00:00+02:00",
             "publisher":{"@type":"Organization","name":"The Vale Courier"},"author":[{"name":"Ada Renn"},"Bo Lind"],
             "inLanguage":"en","mainEntityOfPage":{"@id":"https://example.org/a"}}]}"#;
        let found = article(script).unwrap().unwrap();
        assert_eq!(found.title.as_deref(), Some("Bridge & tolls"));
        assert_eq!(found.outlet.as_deref(), Some("The Vale Courier"));
        assert_eq!(found.authors, ["Ada Renn", "Bo Lind"]);
        assert_eq!(found.url.as_deref(), Some("https://example.org/a"));
    }

    #[test]
    fn broken_scripts_are_named_and_line_ends_forgiven() {
        assert!(article("{\"@type\": ").is_err());
        let found = article("{\"@type\":\"Article\",\"headline\":\"two\nlines\"}").unwrap();
        assert_eq!(found.unwrap().title.as_deref(), Some("two lines"));
        assert_eq!(article("{\"@type\":\"Person\"}"), Ok(None));
    }
}
