// long: one hostile server and one list of what it may do
//! What servers may do, and what becomes of it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io::{self, Read as _};
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use diptych_fetch::{
    Address, Error, Fetched, Fetcher, Limits, Names, Options, Page, Result, Validators, anywhere,
    why_not_public,
};
use diptych_testkit::{Reply, Server};

const NOW: &str = "2031-04-06T09:30:00Z";
const PAGE: &str = "<html><head><title>Readout of the talks</title></head><body><article><h1>Readout of the talks</h1>\
    <p>The two sides met on Thursday and spoke about the weir for three hours.</p>\
    <p>“We have agreed to open the locks in May,” said Ada Renn, the Prime Minister of Arland.</p></article></body></html>";

fn options() -> Options {
    Options {
        gate: anywhere,
        robots: false,
        delay: Duration::ZERO,
        limits: Limits {
            size: 100_000,
            time: Duration::from_secs(5),
            connect: Duration::from_secs(2),
            redirects: 4,
        },
        ..Options::default()
    }
}

fn fetch_with(options: Options, url: &str) -> Result<Page> {
    let none = Validators::default();
    match Fetcher::new(options).fetch(&Address::parse(url)?, &none, NOW)? {
        Fetched::Page(page) => Ok(*page),
        Fetched::Unchanged => panic!("nothing was known of it"),
    }
}

fn fetch(url: &str) -> Result<Page> {
    fetch_with(options(), url)
}

fn readings(warc: &[u8]) -> Vec<diptych_read::Reading> {
    diptych_read::read_each("a.warc", warc, &diptych_read::ReadOptions::default())
}

#[test]
fn a_page_is_kept_and_read_back() {
    let server = Server::start(|_, _| Reply::page(PAGE));
    let page = fetch(&server.url("/readout?day=4")).unwrap();
    assert_eq!(page.body, PAGE.as_bytes());
    let read = readings(&page.warc);
    assert_eq!(read.len(), 1);
    assert_eq!(read[0].problems, Vec::new());
    assert_eq!(
        read[0].source.url.as_deref(),
        Some(&*server.url("/readout?day=4"))
    );
    assert_eq!(read[0].source.extra["captured"], NOW);
    assert_eq!(read[0].source.sha256, diptych_core::digest(PAGE.as_bytes()));
    assert!(
        read[0]
            .document
            .as_ref()
            .unwrap()
            .text
            .contains("open the locks in May")
    );
    let text = String::from_utf8(page.warc).unwrap();
    for part in [
        "WARC-Type: warcinfo",
        "WARC-Type: request",
        "WARC-IP-Address: 127.0.0.1",
        "GET /readout?day=4 HTTP/1.1",
        "WARC-Payload-Digest: sha256:",
    ] {
        assert!(text.contains(part), "{part}");
    }
    let request = &server.asked()[0];
    assert!(
        request
            .to_ascii_lowercase()
            .contains("user-agent: diptych/"),
        "{request}"
    );
}

#[test]
fn chunks_and_packing_stay_as_they_came() {
    let mut packed = Vec::new();
    flate2::read::GzEncoder::new(PAGE.as_bytes(), flate2::Compression::best())
        .read_to_end(&mut packed)
        .unwrap();
    let mut wire = b"HTTP/1.1 200 OK\r\ncontent-TYPE: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    for part in packed.chunks(50) {
        wire.extend(format!("{:x};a=b\r\n", part.len()).bytes());
        wire.extend(part);
        wire.extend(b"\r\n");
    }
    wire.extend(b"0\r\nX-Trailer: 1\r\n\r\n");
    let sent = wire.clone();
    let server = Server::start(move |_, _| Reply::Bytes(sent.clone()));
    let page = fetch(&server.url("/")).unwrap();
    assert_eq!(page.body, PAGE.as_bytes());
    let head_and_body = &wire[..wire.len() - b"X-Trailer: 1\r\n\r\n".len()];
    assert!(
        page.warc
            .windows(head_and_body.len())
            .any(|here| here == head_and_body)
    );
    assert_eq!(
        readings(&page.warc)[0].source.sha256,
        diptych_core::digest(PAGE.as_bytes())
    );
}

#[test]
fn what_is_sent_behind_the_end_is_nobodys_page() {
    let server = Server::start(|_, _| {
        let body = "<p>“We agree,” said Ada Renn of Arland, and went on to speak of the weir.</p>";
        Reply::Bytes(format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n{body}<p>“We do not,” she said.</p>", body.len()).into_bytes())
    });
    let page = fetch(&server.url("/")).unwrap();
    let read = readings(&page.warc);
    let text = &read[0].document.as_ref().unwrap().text;
    assert!(text.contains("We agree") && !text.contains("We do not"));
}

#[test]
fn a_page_cut_short_is_told() {
    let server = Server::start(|path, _| {
        Reply::Bytes(match path {
            "/length" => b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhalf".to_vec(),
            "/chunk" => b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf".to_vec(),
            "/head" => b"HTTP/1.1 200 OK\r\nContent-Le".to_vec(),
            "/no" => Vec::new(),
            "/lengths" => {
                b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nhalf!".to_vec()
            }
            _ => b"220 smtp ready\r\n".to_vec(),
        })
    });
    for path in ["/length", "/chunk", "/head", "/no", "/other", "/lengths"] {
        let error = fetch(&server.url(path)).unwrap_err();
        assert!(
            matches!(error, Error::Answer(_) | Error::Unreachable { .. }),
            "{path}: {error:?}"
        );
    }
}

#[test]
fn what_is_too_long_is_refused_packed_or_not() {
    let mut bomb = Vec::new();
    flate2::read::GzEncoder::new(
        io::repeat(b'a').take(50_000_000),
        flate2::Compression::best(),
    )
    .read_to_end(&mut bomb)
    .unwrap();
    assert!(bomb.len() < 100_000);
    let server = Server::start(move |path, _| match path {
        "/bomb" => Reply::new("200 OK", &[("Content-Encoding", "gzip")], &bomb),
        "/endless" => {
            let mut wire = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
            wire.resize(3_000_000, b'a');
            Reply::Bytes(wire)
        }
        "/crumbs" => {
            let mut wire = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
            for _ in 0..90_000 {
                wire.extend(b"1\r\na\r\n");
            }
            wire.extend(b"0\r\n\r\n");
            Reply::Bytes(wire)
        }
        "/head" => {
            let mut wire = b"HTTP/1.1 200 OK\r\n".to_vec();
            for number in 0..50_000 {
                wire.extend(format!("X-{number}: y\r\n").bytes());
            }
            Reply::Bytes(wire)
        }
        _ => Reply::new("200 OK", &[], &vec![b'a'; 100_001]),
    });
    for path in ["/bomb", "/endless", "/crumbs", "/long"] {
        let error = fetch(&server.url(path)).unwrap_err();
        assert!(matches!(error, Error::Size { .. }), "{path}: {error:?}");
    }
    assert!(fetch(&server.url("/head")).is_err());
}

#[test]
fn a_slow_server_is_left() {
    let server = Server::start(|path, _| {
        let page = match path {
            "/head" => format!("HTTP/1.1 200 OK\r\nX: {}", "a".repeat(60_000)),
            _ => format!(
                "HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n{}",
                "a".repeat(9000)
            ),
        };
        Reply::Drip(page.into_bytes(), Duration::from_millis(30))
    });
    for path in ["/head", "/body"] {
        let mut options = options();
        options.limits.time = Duration::from_secs(1);
        let started = Instant::now();
        let error = fetch_with(options, &server.url(path)).unwrap_err();
        assert!(matches!(error, Error::Time { .. }), "{path}: {error:?}");
        assert!(started.elapsed() < Duration::from_secs(4), "{path}");
    }
}

#[test]
fn hops_are_followed_within_bounds() {
    let server = Server::start(|path, _| {
        let to = |place: &str| Reply::new("302 Found", &[("Location", place)], b"moved");
        match path {
            "/ring" => to("/ring2"),
            "/ring2" => to("ring"),
            "/self" => to("/self"),
            "/file" => to("file:///etc/passwd"),
            "/password" => to("http://ann:geheim@127.0.0.1/"),
            "/nowhere" => Reply::new("301 Moved", &[], b""),
            "/good" => to("/one"),
            "/one" => to("/page"),
            "/page" => Reply::page(PAGE),
            other => {
                let number: usize = other.trim_start_matches("/n").parse().unwrap_or(0);
                to(&format!("/n{}", number + 1))
            }
        }
    });
    for path in ["/ring", "/self", "/file", "/password", "/nowhere", "/n1"] {
        let error = fetch(&server.url(path)).unwrap_err();
        assert!(matches!(error, Error::Redirect(_)), "{path}: {error:?}");
        assert!(!error.to_string().contains("geheim"));
    }
    let page = fetch(&server.url("/good")).unwrap();
    assert_eq!(page.address.as_str(), server.url("/page"));
    let warc = String::from_utf8_lossy(&page.warc);
    assert_eq!(
        warc.matches("WARC-Type: response").count(),
        3,
        "the hops are part of the proof"
    );
    let read = readings(&page.warc);
    assert_eq!(read[0].source.url.as_deref(), Some(&*server.url("/page")));
}

#[test]
fn an_answer_without_a_page_is_told_by_its_status() {
    let server = Server::start(|path, _| match path {
        "/busy" => Reply::new("503 Busy", &[("Retry-After", "120")], b""),
        "/part" => Reply::new("206 Partial Content", &[], b"x"),
        _ => Reply::missing(),
    });
    let after = Some(Duration::from_mins(2));
    for (path, number, wait) in [
        ("/x", 404, None),
        ("/busy", 503, after),
        ("/part", 206, None),
    ] {
        match fetch(&server.url(path)).unwrap_err() {
            Error::Status { status, after, .. } => assert_eq!((status, after), (number, wait)),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn what_is_known_is_asked_for_on_a_condition() {
    let server = Server::start(|path, request| {
        let request = request.to_ascii_lowercase();
        if path == "/moved" {
            return Reply::new("302 Found", &[("Location", "/page")], b"");
        }
        if request.contains("if-none-match: \"v1\"") || request.contains("if-modified-since: sun") {
            return Reply::Bytes(b"HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n".to_vec());
        }
        Reply::new(
            "200 OK",
            &[
                ("ETag", "\"v1\""),
                ("Last-Modified", "Sun, 06 Apr 2031 08:00:00 GMT"),
                ("Content-Type", "text/html"),
            ],
            PAGE.as_bytes(),
        )
    });
    let mut fetcher = Fetcher::new(options());
    let address = Address::parse(&server.url("/page")).unwrap();
    let Fetched::Page(page) = fetcher
        .fetch(&address, &Validators::default(), NOW)
        .unwrap()
    else {
        panic!()
    };
    assert_eq!(page.validators.etag.as_deref(), Some("\"v1\""));
    assert_eq!(
        fetcher.fetch(&address, &page.validators, NOW).unwrap(),
        Fetched::Unchanged
    );
    let by_day = Validators {
        etag: None,
        ..page.validators.clone()
    };
    assert_eq!(
        fetcher.fetch(&address, &by_day, NOW).unwrap(),
        Fetched::Unchanged
    );
    // What holds for one address is not said at another, and no header is smuggled in.
    let moved = Address::parse(&server.url("/moved")).unwrap();
    assert!(matches!(
        fetcher.fetch(&moved, &page.validators, NOW).unwrap(),
        Fetched::Page(_)
    ));
    let smuggled = Validators {
        etag: Some("x\r\nX-Evil: 1".to_owned()),
        modified: None,
    };
    assert!(matches!(
        fetcher.fetch(&address, &smuggled, NOW).unwrap(),
        Fetched::Page(_)
    ));
    assert!(!server.asked().concat().contains("X-Evil"));
}

#[test]
fn cookies_are_neither_kept_nor_sent() {
    let server = Server::start(|path, _| match path {
        "/a" => Reply::new(
            "302 Found",
            &[("Set-Cookie", "id=geheim"), ("Location", "/b")],
            b"",
        ),
        _ => Reply::new(
            "200 OK",
            &[("Set-Cookie", "id=geheim2"), ("Content-Type", "text/html")],
            PAGE.as_bytes(),
        ),
    });
    let page = fetch(&server.url("/a")).unwrap();
    assert!(!String::from_utf8_lossy(&page.warc).contains("geheim"));
    assert!(
        !server
            .asked()
            .concat()
            .to_ascii_lowercase()
            .contains("cookie")
    );
    assert_eq!(
        readings(&page.warc)[0].source.sha256,
        diptych_core::digest(PAGE.as_bytes())
    );
}

#[test]
fn robots_txt_is_honoured_at_every_hop() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => Reply::new("200 OK", &[], b"User-agent: diptych\nDisallow: /closed\n"),
        "/way" => Reply::new("302 Found", &[("Location", "/closed/1")], b""),
        _ => Reply::page(PAGE),
    });
    let polite = || Options {
        robots: true,
        ..options()
    };
    assert!(fetch_with(polite(), &server.url("/open")).is_ok());
    for path in ["/closed/1", "/way"] {
        let error = fetch_with(polite(), &server.url(path)).unwrap_err();
        assert!(matches!(error, Error::Robots(_)), "{path}: {error:?}");
    }
    assert!(
        !server
            .asked()
            .iter()
            .any(|request| request.starts_with("GET /closed"))
    );
    assert!(fetch(&server.url("/closed/1")).is_ok(), "told otherwise");
    let down = Server::start(|path, _| match path {
        "/robots.txt" => Reply::new("500 Down", &[], b""),
        _ => Reply::page(PAGE),
    });
    assert!(matches!(
        fetch_with(polite(), &down.url("/")).unwrap_err(),
        Error::Robots(_)
    ));
    let without = Server::start(|path, _| match path {
        "/robots.txt" => Reply::missing(),
        _ => Reply::page(PAGE),
    });
    assert!(fetch_with(polite(), &without.url("/")).is_ok());
}

#[test]
fn a_host_is_not_asked_twice_in_a_moment() {
    let server = Server::start(|_, _| Reply::page(PAGE));
    let mut fetcher = Fetcher::new(Options {
        delay: Duration::from_millis(400),
        ..options()
    });
    let started = Instant::now();
    for path in ["/a", "/b"] {
        let address = Address::parse(&server.url(path)).unwrap();
        fetcher
            .fetch(&address, &Validators::default(), NOW)
            .unwrap();
    }
    assert!(started.elapsed() >= Duration::from_millis(400));
}

/// Names that lead where a test wants, one after another.
#[derive(Debug)]
struct Told {
    answers: Vec<Vec<IpAddr>>,
    port: u16,
    asked: AtomicUsize,
    names: Mutex<Vec<String>>,
}

impl Told {
    fn new(port: u16, answers: &[&[&str]]) -> Arc<Self> {
        Arc::new(Self {
            answers: answers
                .iter()
                .map(|all| all.iter().map(|one| one.parse().unwrap()).collect())
                .collect(),
            port,
            asked: AtomicUsize::new(0),
            names: Mutex::default(),
        })
    }
}

impl Names for Told {
    fn look_up(&self, name: &str, _: u16) -> io::Result<Vec<SocketAddr>> {
        self.names.lock().unwrap().push(name.to_owned());
        let number = self.asked.fetch_add(1, Ordering::SeqCst);
        let all = &self.answers[number.min(self.answers.len() - 1)];
        Ok(all
            .iter()
            .map(|one| SocketAddr::new(*one, self.port))
            .collect())
    }
}

fn public_only(names: Arc<dyn Names>) -> Options {
    let mut options = options();
    options.gate = why_not_public;
    options.limits.connect = Duration::from_millis(300);
    Options { names, ..options }
}

#[test]
fn no_name_and_no_number_leads_into_the_private_network() {
    let server = Server::start(|_, _| Reply::page(PAGE));
    let port = server.at().port();
    let evil = || public_only(Told::new(port, &[&["127.0.0.1"]]));
    for host in [
        "127.0.0.1",
        "localhost.evil.example",
        "2130706433",
        "0x7f.1",
        "0177.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "127.1",
        "①②⑦.⓪.⓪.①",
        "[::ffff:7f00:1]",
        "0.0.0.0",
        "[::]",
    ] {
        let error = fetch_with(evil(), &format!("http://{host}:{port}/")).unwrap_err();
        assert!(
            matches!(error, Error::Private { .. } | Error::Address { .. }),
            "{host}: {error:?}"
        );
    }
    assert_eq!(
        server.asked(),
        Vec::<String>::new(),
        "nothing was connected to"
    );
}

#[test]
fn a_name_that_turns_round_gains_nothing() {
    let server = Server::start(|_, _| Reply::page(PAGE));
    let port = server.at().port();
    // Public when it is looked at, private a moment later: what was looked at is connected to.
    let names = Told::new(port, &[&["192.0.2.1"], &["127.0.0.1"]]);
    let told = Arc::clone(&names);
    let error =
        fetch_with(public_only(names), &format!("http://turn.example:{port}/")).unwrap_err();
    assert!(matches!(error, Error::Private { .. }), "{error:?}");
    assert_eq!(told.names.lock().unwrap().len(), 1);
    let names = Told::new(port, &[&["8.8.8.8"], &["127.0.0.1"]]);
    let told = Arc::clone(&names);
    let error =
        fetch_with(public_only(names), &format!("http://turn.example:{port}/")).unwrap_err();
    assert!(
        matches!(error, Error::Time { .. } | Error::Unreachable { .. }),
        "{error:?}"
    );
    assert_eq!(told.names.lock().unwrap().len(), 1, "one look, one step");
    assert_eq!(server.asked(), Vec::<String>::new());
}

/// As on the public network, with one machine that stands for a public one.
fn as_if_public(address: IpAddr) -> Option<&'static str> {
    if address == IpAddr::from([127, 0, 0, 1]) {
        return None;
    }
    why_not_public(address)
}

#[test]
fn a_hop_into_the_private_network_is_not_taken() {
    let Ok(inner) = Server::start_at("127.0.0.2:0", |_, _| Reply::page("<p>Secrets.</p>")) else {
        return; // a machine with one loopback address only
    };
    let port = inner.at().port();
    let by_number = inner.url("/latest/meta-data/");
    let by_name = format!("http://inner.example:{port}/latest/meta-data/");
    let server = Server::start(move |path, _| {
        let to = if path == "/number" {
            &by_number
        } else {
            &by_name
        };
        Reply::new("302 Found", &[("Location", to)], b"")
    });
    let go = |path: &str, gate| {
        let names = Told::new(port, &[&["127.0.0.2"]]);
        fetch_with(
            Options {
                names,
                gate,
                ..options()
            },
            &server.url(path),
        )
    };
    for path in ["/number", "/name"] {
        let error = go(path, as_if_public).unwrap_err();
        assert!(matches!(error, Error::Private { .. }), "{error:?}");
    }
    assert_eq!((server.asked().len(), inner.asked().len()), (2, 0));
    go("/number", anywhere).unwrap();
    go("/name", anywhere).unwrap();
    assert_eq!(inner.asked().len(), 2);
}

#[test]
fn machines_with_ipv6_are_asked() {
    let Ok(server) = Server::start_at("[::1]:0", |_, _| Reply::page(PAGE)) else {
        return; // a machine without IPv6
    };
    let page = fetch(&server.url("/")).unwrap();
    assert!(String::from_utf8_lossy(&page.warc).contains("WARC-IP-Address: ::1"));
}

#[test]
fn a_host_that_is_not_there_is_told() {
    let gone = Server::start(|_, _| Reply::missing());
    let url = gone.url("/");
    drop(gone);
    std::thread::sleep(Duration::from_millis(50));
    assert!(matches!(
        fetch(&url).unwrap_err(),
        Error::Unreachable { .. }
    ));
    let error = fetch("http://no-such-name.invalid/").unwrap_err();
    assert!(matches!(error, Error::Unreachable { .. }), "{error:?}");
    // A plain server on a port that is asked for TLS.
    let plain = Server::start(|_, _| Reply::page(PAGE));
    let error = fetch(&plain.url("/").replace("http:", "https:")).unwrap_err();
    assert!(
        !matches!(error, Error::Status { .. } | Error::Size { .. }),
        "{error:?}"
    );
}

#[test]
fn findings_are_posted_where_the_user_says() {
    let server = Server::start(|path, _| match path {
        "/hook" => Reply::new("204 No Content", &[], b""),
        "/way" => Reply::new("307 Found", &[("Location", "/hook")], b""),
        _ => Reply::missing(),
    });
    let mut fetcher = Fetcher::new(options());
    let post = |fetcher: &mut Fetcher, path: &str| {
        fetcher.post(&Address::parse(&server.url(path)).unwrap(), b"{\"new\":1}")
    };
    post(&mut fetcher, "/hook").unwrap();
    assert!(
        server.asked()[0].ends_with("{\"new\":1}"),
        "{:?}",
        server.asked()
    );
    for path in ["/way", "/x"] {
        assert!(matches!(
            post(&mut fetcher, path).unwrap_err(),
            Error::Status { .. }
        ));
    }
    let mut public = Fetcher::new(Options {
        gate: why_not_public,
        ..options()
    });
    assert!(matches!(
        post(&mut public, "/hook").unwrap_err(),
        Error::Private { .. }
    ));
}
