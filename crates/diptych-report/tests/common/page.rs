//! A strict reader of the HTML that the report writes: tags, attributes, text.

/// One piece of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// `<name a="b">`; values unescaped.
    Open(String, Vec<(String, String)>),
    /// `</name>`.
    Close(String),
    /// Text, unescaped.
    Text(String),
}

const VOID: [&str; 7] = ["meta", "br", "line", "circle", "path", "img", "hr"];

/// Reads the page; panics on anything that the templates never write.
pub fn tokens(page: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut rest = page.strip_prefix("<!DOCTYPE html>").expect("a doctype");
    while !rest.is_empty() {
        if let Some(tag) = rest.strip_prefix("</") {
            let end = tag.find('>').expect("a tag ends");
            out.push(Token::Close(tag[..end].to_owned()));
            rest = &tag[end + 1..];
        } else if let Some(tag) = rest.strip_prefix('<') {
            let name_end = tag.find([' ', '>', '/']).expect("a tag has an end");
            let name = tag[..name_end].to_owned();
            assert!(
                name.chars().all(|c| c.is_ascii_alphanumeric()),
                "tag {name:?}"
            );
            let mut attributes = Vec::new();
            let mut tail = tag[name_end..].trim_start();
            while !tail.starts_with('>') && !tail.starts_with("/>") {
                let key_end = tail.find(['=', ' ', '>']).expect("an attribute ends");
                let key = tail[..key_end].to_owned();
                tail = &tail[key_end..];
                let mut value = String::new();
                if let Some(quoted) = tail.strip_prefix("=\"") {
                    let end = quoted.find('"').expect("a value ends");
                    value = unescape(&quoted[..end]);
                    tail = &quoted[end + 1..];
                    assert!(
                        tail.starts_with([' ', '>', '/']),
                        "after {key}: {:?}",
                        &tail[..20.min(tail.len())]
                    );
                }
                attributes.push((key, value));
                tail = tail.trim_start();
            }
            rest = &tail[tail.find('>').unwrap() + 1..];
            let style = name == "style";
            out.push(Token::Open(name, attributes));
            if style {
                let end = rest.find("</style>").expect("the style ends");
                out.push(Token::Text(rest[..end].to_owned()));
                rest = &rest[end..];
            }
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            out.push(Token::Text(unescape(&rest[..end])));
            rest = &rest[end..];
        }
    }
    out
}

/// Panics where tags do not nest.
pub fn assert_balanced(tokens: &[Token]) {
    let mut open: Vec<&str> = Vec::new();
    for token in tokens {
        match token {
            Token::Open(name, _) if !VOID.contains(&name.as_str()) => open.push(name),
            Token::Close(name) => assert_eq!(open.pop(), Some(name.as_str())),
            _ => {}
        }
    }
    assert_eq!(open, Vec::<&str>::new());
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let end = at + rest[at..].find(';').expect("an entity ends");
        let code = rest[at..end].strip_prefix("&#").expect("a numeric entity");
        out.push(char::from_u32(code.parse().expect("a number")).unwrap());
        rest = &rest[end + 1..];
    }
    out + rest
}
