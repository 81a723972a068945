//! robots.txt, as RFC 9309 reads it.

use std::time::Duration;

/// How much of a file is read, in bytes.
pub(crate) const LONGEST: usize = 512 * 1024;
/// The longest wait that a file can ask for.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a host asks of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Robots {
    /// Paths with whether they may be fetched; the longest that fits decides.
    rules: Vec<(Vec<u8>, bool)>,
    /// How long to wait between two requests, at most half a minute.
    pub delay: Option<Duration>,
}

impl Robots {
    /// Everything may be fetched.
    pub fn open() -> Self {
        Self {
            rules: Vec::new(),
            delay: None,
        }
    }

    /// Nothing may be fetched: what an answer of 500 and above means.
    pub fn closed() -> Self {
        Self {
            rules: vec![(b"/".to_vec(), false)],
            delay: None,
        }
    }

    /// Reads a file for the program of this name; the rules for everybody where none are for it.
    pub fn parse(text: &[u8], name: &str) -> Self {
        let text = &text[..text.len().min(LONGEST)];
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        let mut own = Group::default();
        let mut common = Group::default();
        // Whose rules follow, and whether names still come.
        let (mut is_own, mut is_common, mut naming) = (false, false, false);
        for line in text.split(|byte| matches!(byte, b'\n' | b'\r')) {
            let line = line.split(|byte| *byte == b'#').next().unwrap_or_default();
            let Some(colon) = line.iter().position(|byte| *byte == b':') else {
                continue;
            };
            let key = line[..colon].trim_ascii().to_ascii_lowercase();
            let value = line[colon + 1..].trim_ascii();
            match key.as_slice() {
                b"user-agent" => {
                    if !naming {
                        (is_own, is_common) = (false, false);
                    }
                    naming = true;
                    is_common |= value == b"*";
                    is_own |= is_name(value, name);
                    own.is_named |= is_own;
                }
                b"allow" | b"disallow" | b"crawl-delay" => {
                    naming = false;
                    if is_own {
                        own.take(&key, value);
                    }
                    if is_common {
                        common.take(&key, value);
                    }
                }
                // Anything else, such as a site map, belongs to no group.
                _ => {}
            }
        }
        let group = if own.is_named { own } else { common };
        Self {
            rules: group.rules,
            delay: group.delay,
        }
    }

    /// Whether the path (with what follows a question mark) may be fetched.
    pub fn allows(&self, path: &str) -> bool {
        if path == "/robots.txt" {
            return true;
        }
        let path = normal(path.as_bytes());
        let mut best: Option<(usize, bool)> = None;
        for (pattern, allowed) in &self.rules {
            if fits(pattern, &path) {
                let this = (pattern.len(), *allowed);
                // Of two as long the one that allows counts.
                best = Some(best.map_or(this, |known| known.max(this)));
            }
        }
        best.is_none_or(|(_, allowed)| allowed)
    }
}

/// The rules of one program, from all its groups.
#[derive(Default)]
struct Group {
    is_named: bool,
    rules: Vec<(Vec<u8>, bool)>,
    delay: Option<Duration>,
}

impl Group {
    fn take(&mut self, key: &[u8], value: &[u8]) {
        if key == b"crawl-delay" {
            self.delay = std::str::from_utf8(value)
                .ok()
                .and_then(|text| text.parse::<f64>().ok())
                .filter(|seconds| seconds.is_finite() && *seconds >= 0.0)
                .map(|seconds| Duration::from_secs_f64(seconds.min(PATIENCE.as_secs_f64())));
        } else if value.starts_with(b"/") || value.starts_with(b"*") {
            // An empty rule asks for nothing.
            self.rules.push((normal(value), key == b"allow"));
        }
    }
}

/// Whether a line means the program: up to the first character that no name holds, in any case.
fn is_name(value: &[u8], name: &str) -> bool {
    let end = value
        .iter()
        .position(|byte| !(byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'_')))
        .unwrap_or(value.len());
    value[..end].eq_ignore_ascii_case(name.as_bytes())
}

/// Octets written in one way: escapes in upper case, unreserved characters plain, others escaped.
fn normal(path: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(path.len());
    let mut rest = path;
    while let Some((byte, after)) = rest.split_first() {
        let digits = |bytes: &[u8]| {
            let pair = std::str::from_utf8(bytes.get(..2)?).ok()?;
            u8::from_str_radix(pair, 16).ok()
        };
        match (byte, digits(after)) {
            (b'%', Some(value)) => {
                if value.is_ascii_alphanumeric() || b"-._~".contains(&value) {
                    out.push(value);
                } else {
                    out.extend(format!("%{value:02X}").bytes());
                }
                rest = &after[2..];
            }
            (byte, _) if byte.is_ascii_graphic() => {
                out.push(*byte);
                rest = after;
            }
            (byte, _) => {
                out.extend(format!("%{byte:02X}").bytes());
                rest = after;
            }
        }
    }
    out
}

/// Whether a path begins as the pattern says: `*` stands for anything, `$` at its end for the end.
/// Linear in the path for every star: the leftmost place of a piece is always as good as a later one.
fn fits(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, at_end) = match pattern.strip_suffix(b"$") {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut pieces = pattern.split(|byte| *byte == b'*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else {
        return false;
    };
    let mut is_open = false;
    let mut last: &[u8] = b"";
    for piece in pieces {
        is_open = true;
        last = piece;
        if piece.is_empty() {
            continue;
        }
        let Some(at) = rest.windows(piece.len()).position(|here| here == piece) else {
            return false;
        };
        rest = &rest[at + piece.len()..];
    }
    // With an end to meet, the last piece must stand there; it may do so later than found.
    !at_end || rest.is_empty() || (is_open && (last.is_empty() || rest.ends_with(last)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Robots {
        Robots::parse(text.as_bytes(), "diptych")
    }

    #[test]
    fn the_own_group_counts_before_that_of_everybody() {
        let text = "User-agent: *\nDisallow: /\n\nuser-AGENT: Diptych/9 (x)\nUser-agent: other\n\
                    Disallow: /drafts\nCrawl-delay: 2.5\n\nUser-agent: diptych\nAllow: /drafts/open\n";
        let robots = read(text);
        assert!(robots.allows("/news/1"));
        assert!(!robots.allows("/drafts/1"));
        assert!(
            robots.allows("/drafts/open/1"),
            "groups of one name are one"
        );
        assert_eq!(robots.delay, Some(Duration::from_millis(2500)));
        assert!(!Robots::parse(text.as_bytes(), "someone").allows("/news/1"));
    }

    #[test]
    fn the_longest_rule_decides_and_allow_wins_a_tie() {
        let robots = read(
            "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c\nAllow: /x\nDisallow: /x",
        );
        for (path, allowed) in [
            ("/", true),
            ("/a", false),
            ("/ab", false),
            ("/a/b", true),
            ("/a/b/c/d", false),
            ("/x", true),
        ] {
            assert_eq!(robots.allows(path), allowed, "{path}");
        }
    }

    #[test]
    fn stars_and_ends_are_read() {
        let robots = read(
            "User-agent: *\nDisallow: /*.php$\nDisallow: /p/*/print\nDisallow: *?session=\nDisallow: /only$\nDisallow: /e/*$",
        );
        for (path, allowed) in [
            ("/a.php", false),
            ("/a.php?x", true),
            ("/a.php5", true),
            ("/a.php.php", false),
            ("/p/1/print", false),
            ("/p/print", true),
            ("/q?session=1", false),
            ("/only", false),
            ("/only/1", true),
            ("/e/anything", false),
        ] {
            assert_eq!(robots.allows(path), allowed, "{path}");
        }
    }

    #[test]
    fn one_octet_has_one_spelling() {
        let robots = read(
            "User-agent: *\nDisallow: /%7Eann/\nDisallow: /новини/\nDisallow: /%d0%b0\nDisallow: /a%3cd",
        );
        assert!(!robots.allows("/~ann/x"));
        assert!(!robots.allows("/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/1"));
        assert!(!robots.allows("/%D0%B0"));
        assert!(!robots.allows("/a%3Cd"));
    }

    #[test]
    fn what_is_no_rule_changes_nothing() {
        for text in [
            "",
            "Disallow: /",
            "User-agent: *\nDisallow:\n",
            "<html>: /",
            "User-agent: *\nDisallow: a",
            "\u{feff}nonsense",
        ] {
            assert!(read(text).allows("/a"), "{text}");
        }
        assert!(!read("\u{feff}User-agent: *\r\nDisallow: / # all\r\n").allows("/a"));
        assert!(!read("User-agent: *\nSitemap: /s.xml\nDisallow: /\n").allows("/a"));
        assert!(read("User-agent: *\nDisallow: /").allows("/robots.txt"));
        assert!(!Robots::closed().allows("/a") && Robots::open().allows("/a"));
    }

    #[test]
    fn hostile_patterns_take_linear_time() {
        let robots = read(&format!(
            "User-agent: *\nDisallow: /{}$\n",
            "*a".repeat(20_000)
        ));
        let started = std::time::Instant::now();
        robots.allows(&format!("/{}b", "a".repeat(8_000)));
        assert!(started.elapsed() < Duration::from_secs(5));
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(text in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200), path in ".{0,40}") {
            let mut whole = b"User-agent: *\nDisallow: ".to_vec();
            whole.extend(&text);
            Robots::parse(&whole, "diptych").allows(&path);
        }
    }
}
