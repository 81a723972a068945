//! A case in whose every field an attacker's words stand: a source of each format that is read.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

/// For TOML, JSON and the like.
pub(crate) fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn xml(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

/// RTF writes every character that is not plain as a number.
fn rtf(text: &str) -> String {
    let mut out = String::new();
    for unit in text.encode_utf16() {
        let _ = write!(out, "\\u{} ?", unit.cast_signed());
    }
    out
}

fn zip(members: &[(&str, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A PDF of one page in a standard font, which writes ASCII only.
fn pdf(title: &str, text: &str) -> Vec<u8> {
    let plain = |text: &str| -> String {
        let text = text.replace(['“', '”'], "\"");
        let text: String = text.chars().filter(|c| matches!(c, ' '..='~')).collect();
        text.replace('\\', "\\\\")
            .replace('(', "\\(")
            .replace(')', "\\)")
    };
    let mut lines = String::new();
    let mut line = String::new();
    for word in plain(text).split(' ') {
        if line.len() + word.len() > 80 {
            let _ = write!(lines, "({line}) Tj T* ");
            line.clear();
        }
        line += word;
        line.push(' ');
    }
    let content = format!("BT /F1 10 Tf 12 TL 50 700 Td {lines}({line}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!(
            "<< /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
        format!("<< /Title ({0}) /Author ({0}) >>", plain(title)),
    ];
    let mut out = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let start = out.len();
    let _ = write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(out, "{place:010} 00000 n ");
    }
    let _ = write!(
        out,
        "trailer << /Size {} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    out.into_bytes()
}

fn warc(url: &str, page: &str) -> String {
    let http = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n{page}",
        page.len()
    );
    format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-03-05T10:00:00Z\r\n\
         Content-Type: application/http;msgtype=response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    )
}

/// The formats' files: name, and bytes in which `bad` stands wherever the format has room for words.
pub(crate) fn sources(bad: &str) -> Vec<(&'static str, Vec<u8>)> {
    // A byte of nothing makes a text file binary data, which is a problem of its own; JSON can hold it.
    let (whole, bad) = (bad, bad.replace('\0', ""));
    let bad = bad.as_str();
    let one_line: String = bad.chars().filter(|c| !c.is_control()).collect();
    let words = format!(
        "Mira Holt said on March 4: “Port Lenna agreed to open the bridge {bad} on May 1.” \
         Osk Arden said: “We never agreed to open the bridge {bad}.”"
    );
    let (x, w, p, jw) = (xml(bad), xml(&words), json(whole), json(&words));
    let front = format!(
        "---\ntitle: {t}\noutlet: {t}\nurl: {t}\nspeaker: {t}\nauthor: {t}\ndate: 2031-03-05\nnote: {t}\n---\n\n{words}\n",
        t = json(&format!("T {one_line}"))
    );
    let page = format!(
        "<html><head><title>{x}</title><meta property=og:site_name content=\"{x}\">\
         <link rel=canonical href=\"{x}\"><meta name=author content=\"{x}\"></head>\
         <body><article><h1>{x}</h1><p>{w}</p><p>{w} Again, at length, of the bridge.</p>\
         <figure><figcaption>{x}</figcaption></figure></article><script>ZQX()</script></body></html>"
    );
    let when = "2031-03-05T10:00:00Z";
    let cue = format!("We agreed to open the bridge {x}.");
    let texts = [
        ("a.txt", front.clone()),
        ("a.md", format!("{front}\n## {one_line}\n\n> {one_line}\n")),
        ("b.html", page.clone()),
        (
            "mastodon.json",
            format!(
                "[{{\"id\": {p}, \"created_at\": \"{when}\", \"content\": {w}, \"spoiler_text\": {p}, \"url\": {p}, \"reblog\": null, \
                 \"account\": {{\"acct\": {p}, \"display_name\": {p}, \"username\": {p}}}}}]",
                w = json(&w)
            ),
        ),
        (
            "truth.jsonl",
            format!(
                "{{\"id\": {p}, \"created_at\": \"{when}\", \"content\": {w}, \"url\": {p}, \"in_reply_to_id\": {p}, \
                 \"account\": {{\"acct\": {p}, \"display_name\": \"Mira Holt\"}}}}\n",
                w = json(&w)
            ),
        ),
        (
            "bluesky.json",
            format!(
                "{{\"feed\": [{{\"post\": {{\"uri\": {p}, \"author\": {{\"handle\": {p}, \"displayName\": {p}}}, \
                 \"record\": {{\"$type\": \"app.bsky.feed.post\", \"createdAt\": \"{when}\", \"text\": {jw}}}}}}}]}}"
            ),
        ),
        (
            "tweets.js",
            format!(
                "window.YTD.tweets.part0 = [{{\"tweet\": {{\"id_str\": {p}, \"created_at\": \"Wed Mar 05 10:00:00 +0000 2031\", \
                 \"full_text\": {jw}, \"lang\": {p}}}}}]"
            ),
        ),
        (
            "telegram.json",
            format!(
                "{{\"name\": {p}, \"type\": \"public_channel\", \"messages\": [{{\"id\": 1, \"type\": \"message\", \
                 \"date\": \"2031-03-05T10:00:00\", \"from\": {p}, \"forwarded_from\": {p}, \"text\": [{{\"type\": \"bold\", \"text\": {jw}}}]}}]}}"
            ),
        ),
        (
            "feed.json",
            format!(
                "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": {p}, \"home_page_url\": {p}, \"items\": [{{\"id\": {p}, \
                 \"url\": {p}, \"title\": {p}, \"content_html\": {w}, \"date_published\": \"{when}\", \"authors\": [{{\"name\": {p}}}]}}]}}",
                w = json(&w)
            ),
        ),
        (
            "d.rss",
            format!(
                "<rss version=\"2.0\"><channel><title>{x}</title><item><title>{x}</title><link>{x}</link>\
                 <author>{x}</author><description>{w}</description></item></channel></rss>"
            ),
        ),
        (
            "d.atom",
            format!(
                "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>{x}</title><entry><title>{x}</title><id>{x}</id>\
                 <link href=\"{x}\"/><updated>{when}</updated><author><name>{x}</name></author>\
                 <content type=\"html\">{}</content></entry></feed>",
                xml(&w)
            ),
        ),
        (
            "e.eml",
            format!(
                "From: \"{one_line}\" <a@b.example>\r\nSubject: {one_line}\r\nDate: Wed, 5 Mar 2031 10:00:00 +0000\r\n\
                 Content-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n"
            ),
        ),
        (
            "e.mhtml",
            format!(
                "From: <Saved>\r\nSnapshot-Content-Location: {one_line}\r\nSubject: {one_line}\r\n\
                 Date: Wed, 5 Mar 2031 10:00:00 +0000\r\nMIME-Version: 1.0\r\n\
                 Content-Type: multipart/related; type=\"text/html\"; boundary=\"bound\"\r\n\r\n--bound\r\n\
                 Content-Type: text/html; charset=utf-8\r\nContent-Location: {one_line}\r\n\r\n{page}\r\n--bound--\r\n"
            ),
        ),
        (
            "f.vtt",
            format!("WEBVTT\n\n00:01.000 --> 00:04.000\n<v Mira Holt>{cue}\n"),
        ),
        (
            "f.srt",
            format!(
                "1\n00:00:01,000 --> 00:00:04,000\n{one_line}\n\n2\n00:00:05,000 --> 00:00:09,000\n{}\n",
                words.replace(['\r', '\n'], " ")
            ),
        ),
        (
            "g.rtf",
            format!(
                "{{\\rtf1\\ansi{{\\info{{\\title {p}}}{{\\author {p}}}}}{w}\\par}}",
                p = rtf(bad),
                w = rtf(&words)
            ),
        ),
        (
            "h.warc",
            warc(
                &one_line.replace(' ', "%20"),
                &page.replace("Again", "Anew"),
            ),
        ),
    ];
    let mut all: Vec<(&str, Vec<u8>)> = texts
        .into_iter()
        .map(|(name, text)| (name, text.into_bytes()))
        .collect();
    let meta = format!("<dc:title>{x}</dc:title><dc:creator>{x}</dc:creator>");
    all.push((
        "i.docx",
        zip(&[
            ("docProps/core.xml", format!("<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\">{meta}</cp:coreProperties>")),
            ("word/comments.xml", format!("<w:comments xmlns:w=\"w\"><w:comment w:id=\"1\" w:author=\"{x}\"><w:p><w:r><w:t>{x}</w:t></w:r></w:p></w:comment></w:comments>")),
            ("word/document.xml", format!("<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>{w}</w:t></w:r></w:p></w:body></w:document>")),
        ]),
    ));
    all.push((
        "i.odt",
        zip(&[
            ("mimetype", "application/vnd.oasis.opendocument.text".to_owned()),
            ("meta.xml", format!("<office:document-meta><office:meta>{meta}</office:meta></office:document-meta>")),
            ("content.xml", format!("<office:document-content><office:body><office:text><text:h text:outline-level=\"1\">{x}</text:h><text:p>{w}</text:p></office:text></office:body></office:document-content>")),
        ]),
    ));
    all.push((
        "i.epub",
        zip(&[
            ("mimetype", "application/epub+zip".to_owned()),
            ("META-INF/container.xml", "<container><rootfiles><rootfile full-path=\"b.opf\"/></rootfiles></container>".to_owned()),
            ("b.opf", format!("<package><metadata>{meta}</metadata><manifest><item id=\"c\" href=\"c.xhtml\" media-type=\"application/xhtml+xml\"/></manifest><spine><itemref idref=\"c\"/></spine></package>")),
            ("c.xhtml", page),
        ]),
    ));
    all.push(("j.pdf", pdf(bad, &words)));
    all
}

/// A case whose every field holds the payload: sides, issues, people, and a source of each format.
/// The names of the sources.
pub(crate) fn case(dir: &Path, bad: &str) -> Vec<&'static str> {
    let folder = dir.join("sources");
    fs::create_dir_all(&folder).unwrap();
    let plain = bad.replace('\0', "");
    fs::write(
        dir.join("case.toml"),
        format!(
            "title = {t}\n[[side]]\nname = {a}\npeople = [{{ name = \"Mira Holt\", aliases = [{p}] }}]\n\
             [[side]]\nname = {b}\npeople = [{{ name = \"Osk Arden\" }}]\n\
             [[issue]]\nname = {i}\ndescription = {p}\nterms = [\"bridge\", {p}]\n",
            t = json(&format!("Talks {plain}")),
            a = json(&format!("Vale {plain}")),
            b = json(&format!("Port Lenna {plain}")),
            i = json(&format!("The bridge {plain}")),
            p = json(&plain),
        ),
    )
    .unwrap();
    let all = sources(bad);
    for (name, bytes) in &all {
        fs::write(folder.join(name), bytes).unwrap();
    }
    // A name may hold nearly anything on some systems; what this one refuses is left out.
    let named: String = plain.chars().filter(|c| *c != '/').take(60).collect();
    let _ = fs::write(
        folder.join(format!("n{named}.md")),
        "Mira Holt said: “We agreed to it.”\n",
    );
    all.into_iter().map(|(name, _)| name).collect()
}
