//! What no output may hold, whatever stands in the sources.

/// The tags of a page: name, then attributes as written.
fn tags(page: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut out = Vec::new();
    let bytes = page.as_bytes();
    let mut at = 0;
    while let Some(open) = page[at..].find('<') {
        at += open + 1;
        let Some(first) = bytes.get(at) else { break };
        if !first.is_ascii_alphabetic() {
            continue;
        }
        let name_end = page[at..]
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap();
        let name = page[at..at + name_end].to_ascii_lowercase();
        at += name_end;
        let mut attributes = Vec::new();
        loop {
            let rest = page[at..].trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            at = page.len() - rest.len();
            if rest.is_empty() || rest.starts_with('>') {
                break;
            }
            let end = rest
                .find(|c: char| c == '=' || c == '>' || c.is_whitespace())
                .unwrap_or(rest.len());
            let key = rest[..end.max(1)].to_ascii_lowercase();
            at += end.max(1);
            let mut value = String::new();
            if let Some(rest) = page[at..].strip_prefix('=') {
                let quote = rest.chars().next().unwrap_or('>');
                if matches!(quote, '"' | '\'') {
                    let inner = &rest[1..];
                    let close = inner.find(quote).unwrap_or(inner.len());
                    inner[..close].clone_into(&mut value);
                    at += 1 + 1 + close + 1;
                } else {
                    let close = rest
                        .find(|c: char| c == '>' || c.is_whitespace())
                        .unwrap_or(rest.len());
                    rest[..close].clone_into(&mut value);
                    at += 1 + close;
                }
            }
            attributes.push((key, value));
        }
        out.push((name, attributes));
    }
    out
}

pub(crate) fn holds_html(page: &str, bad: &str) {
    for (name, attributes) in tags(page) {
        assert!(
            !matches!(
                name.as_str(),
                "script"
                    | "img"
                    | "iframe"
                    | "object"
                    | "embed"
                    | "form"
                    | "base"
                    | "link"
                    | "image"
                    | "foreignobject"
                    | "use"
                    | "set"
                    | "animate"
            ),
            "{bad:?}: a tag {name}"
        );
        assert!(!name.contains("zqx"), "{bad:?}: a tag {name}");
        for (key, value) in attributes {
            assert!(
                !key.starts_with("on") && !key.contains("zqx"),
                "{bad:?}: {name} {key}"
            );
            let plain = value.trim().to_ascii_lowercase();
            if matches!(
                key.as_str(),
                "href" | "src" | "xlink:href" | "action" | "srcdoc"
            ) {
                assert!(
                    plain.starts_with('#')
                        || plain.starts_with("http://")
                        || plain.starts_with("https://"),
                    "{bad:?}: {name} {key}={value}"
                );
            }
            if key == "style" {
                assert!(!plain.contains("zqx"), "{bad:?}: {name} {key}={value}");
            }
        }
    }
    // Inside the styles stands nothing that came from a source.
    for part in page.split("<style").skip(1) {
        let style = part.split("</style").next().unwrap();
        assert!(!style.contains("ZQX"), "{bad:?}: in the styles");
    }
    assert!(
        !page.contains(['\u{0}', '\u{1b}', '\u{9b}', '\u{8}']),
        "{bad:?}: control characters"
    );
}

pub(crate) fn holds_markdown(text: &str, bad: &str) {
    let bytes = text.as_bytes();
    for (at, _) in text.match_indices('<') {
        let is_escaped = at > 0 && bytes[at - 1] == b'\\';
        let is_target = text[..at].ends_with("](");
        // The report's own marks, by which a statement is found again.
        let own = text[at..]
            .strip_prefix("<!-- ")
            .and_then(|rest| rest.split_once("-->"));
        if own.is_some_and(|(inner, _)| !inner.contains(['<', '>']) && !inner.contains("ZQX")) {
            continue;
        }
        assert!(
            is_escaped || is_target,
            "{bad:?}: {}",
            &text[at..text.floor_char_boundary(at + 60)]
        );
    }
    for (at, _) in text.match_indices("](") {
        if at > 0 && bytes[at - 1] == b'\\' || bytes[at] == b']' && text[..at].ends_with('\\') {
            continue;
        }
        let target = text[at + 2..].trim_start_matches('<').to_ascii_lowercase();
        assert!(
            target.starts_with("http") || target.starts_with('#'),
            "{bad:?}: a link to {}",
            &target[..target.floor_char_boundary(40)]
        );
    }
    assert!(
        !text.contains(['\u{0}', '\u{1b}', '\u{9b}', '\u{8}']),
        "{bad:?}: control characters"
    );
}

/// Of escapes only the program's own colours, and no sign that turns directions.
pub(crate) fn holds_screen(text: &str, what: &str, bad: &str) {
    let mut rest = text;
    while let Some(at) = rest.find('\u{1b}') {
        rest = &rest[at + 1..];
        let sequence = rest.strip_prefix('[').and_then(|rest| rest.split_once('m'));
        let is_colour = sequence.is_some_and(|(numbers, _)| {
            numbers.len() < 12
                && numbers
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b';')
        });
        assert!(is_colour, "{bad:?}: {what} sends the terminal a command");
        assert!(
            !rest.starts_with("[31mZQX"),
            "{bad:?}: {what} takes a colour from a source"
        );
    }
    let obeyed = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t' | '\u{1b}')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(
        !text.contains(obeyed),
        "{bad:?}: {what} prints {:?}",
        text.chars().find(|c| obeyed(*c))
    );
}
