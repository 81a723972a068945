//! The line of time as a picture.

use std::collections::HashMap;
use std::fmt::Write as _;

use diptych_core::{Day, PositionId, Record, StatementId};

use crate::timeline::legend::legend;
use crate::timeline::letters::{columns, cut, wrap, xml};
use crate::timeline::scale::Scale;
use crate::timeline::{Held, IssueLine, Lane, Moment, timeline};
use crate::view::side_class;

/// Sizes, in the picture's own units.
const WIDTH: f64 = 960.0;
pub(super) const LEFT: f64 = 28.0;
pub(super) const RIGHT: f64 = 932.0;
const ROW: f64 = 25.0;
const LANE: f64 = 34.0;
const AXIS: f64 = 30.0;
const TITLE: f64 = 34.0;
const TICKS: f64 = 104.0;
/// Widths of letters, roughly.
const BOLD: f64 = 8.2;
const PLAIN: f64 = 7.0;
pub(super) const SMALL: f64 = 6.4;

/// Colours of a picture that stands by itself.
const ROOT: &str = "svg{--paper:#fdfcf9;--ink:#1d1b18;--soft:#5a554d;--rule:#d8d3c8;--strong:#1d1b18;\
--c0:#8a2f21;--c1:#1f4e79;--c2:#3b5f2a;--c3:#6b3a7d;--c4:#7a5200;--c5:#20605c;--cn:#5a554d;\
--serif:Charter,'Iowan Old Style','Source Serif 4','PT Serif','Noto Serif',Cambria,Georgia,serif;\
--sans:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Helvetica Neue',Arial,'Liberation Sans',sans-serif;\
background:var(--paper);font-family:var(--sans)}\
@media (prefers-color-scheme:dark){svg{--paper:#171614;--ink:#ece8df;--soft:#b3ada0;--rule:#413d36;--strong:#ece8df;\
--c0:#f0a394;--c1:#94bfe8;--c2:#a9d08f;--c3:#d3a9e4;--c4:#e6bd6a;--c5:#86cdc7;--cn:#b3ada0}}\
.side-0{--c:var(--c0)}.side-1{--c:var(--c1)}.side-2{--c:var(--c2)}.side-3{--c:var(--c3)}\
.side-4{--c:var(--c4)}.side-5{--c:var(--c5)}.side-none{--c:var(--cn)}";

/// The line of time as an SVG file of its own: every issue, with a legend.
///
/// Well-formed XML 1.0; what the record holds is escaped, and what XML cannot hold is left out.
pub fn timeline_svg(record: &Record) -> String {
    let all = timeline(record);
    let mut body = String::new();
    let mut y = 24.0;
    for (at, line) in wrap(&all.title, 52).iter().enumerate() {
        y += if at == 0 { 22.0 } else { 34.0 };
        let _ = writeln!(
            body,
            "<text class=\"tl-case\" x=\"{LEFT}\" y=\"{y:.0}\">{}</text>",
            xml(line)
        );
    }
    y += 6.0;
    for line in wrap(&all.headline, 116) {
        y += 21.0;
        let _ = writeln!(
            body,
            "<text class=\"tl-lead\" x=\"{LEFT}\" y=\"{y:.0}\">{}</text>",
            xml(&line)
        );
    }
    y += 26.0;
    for issue in &all.issues {
        let (part, height) = drawn(issue, y, true);
        body.push_str(&part);
        y += height + 30.0;
    }
    if all.issues.is_empty() {
        y += 20.0;
        let _ = writeln!(
            body,
            "<text x=\"{LEFT}\" y=\"{y:.0}\">No position was found in these sources.</text>"
        );
        y += 20.0;
    }
    y += legend(&mut body, y);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"tl\" viewBox=\"0 0 {WIDTH} {y:.0}\" \
         width=\"{WIDTH}\" height=\"{y:.0}\" role=\"img\" aria-labelledby=\"tl-t tl-d\">\n<title id=\"tl-t\">{}: who took which position when</title>\n\
         <desc id=\"tl-d\">{} Matched {}.</desc>\n<style>{ROOT}{}</style>\n<rect width=\"100%\" height=\"100%\" class=\"tl-paper\"/>\n{body}</svg>\n",
        xml(&all.title),
        xml(&all.headline),
        all.tier.words(),
        include_str!("../../templates/timeline.css"),
    )
}

/// One issue as a picture inside a page; `key` begins the identifiers of its parts.
pub(crate) fn figure(issue: &IssueLine, key: &str) -> String {
    let (mut body, mut height) = drawn(issue, 4.0, false);
    height += legend(&mut body, height + 12.0) + 12.0;
    format!(
        "<svg class=\"tl\" viewBox=\"0 0 {WIDTH} {height:.0}\" role=\"img\" aria-labelledby=\"{key}-t {key}-d\">\
         <title id=\"{key}-t\">{}: who took which position when</title><desc id=\"{key}-d\">{}</desc>\n{body}</svg>",
        xml(&issue.name),
        xml(&described(issue)),
    )
}

/// The picture in words.
fn described(issue: &IssueLine) -> String {
    let lanes: Vec<String> = issue
        .lanes
        .iter()
        .map(|lane| {
            format!(
                "{}: {}",
                lane.name,
                crate::words::count(lane.moments.len(), "position", "positions")
            )
        })
        .collect();
    let moved: Vec<&str> = issue
        .moves
        .iter()
        .filter(|one| one.moved)
        .map(|one| one.text.as_str())
        .take(8)
        .collect();
    let moved = if moved.is_empty() {
        "No move was found.".to_owned()
    } else {
        format!("Moves: {}", moved.join(" "))
    };
    format!(
        "{}. {moved} Every entry is listed in order of time in the text.",
        lanes.join("; ")
    )
}

/// Draws an issue from `top` down; its height comes back.
fn drawn(issue: &IssueLine, top: f64, with_title: bool) -> (String, f64) {
    let mut out = String::new();
    let mut y = top;
    if with_title {
        let _ = writeln!(
            out,
            "<path class=\"tl-strong\" d=\"M{LEFT} {y:.0}H{RIGHT}\"/>"
        );
        y += TITLE - 8.0;
        let _ = writeln!(
            out,
            "<text class=\"tl-issue\" x=\"{LEFT}\" y=\"{y:.0}\">{}</text>",
            xml(&cut(&issue.name, 70))
        );
        y += 10.0;
    }
    let days: Vec<Day> = issue
        .lanes
        .iter()
        .flat_map(|lane| &lane.moments)
        .flat_map(|one| [one.from, one.to])
        .flatten()
        .collect();
    let scale = Scale::new(days, LEFT + 10.0, RIGHT - 10.0);
    let rows: usize = issue.len();
    let bottom = y + AXIS + LANE * issue.lanes.len() as f64 + ROW * rows as f64;
    axis(&mut out, &scale, y, bottom);
    y += AXIS;
    let mut marks: HashMap<&str, (f64, f64)> = HashMap::new();
    let mut entries = String::new();
    for lane in &issue.lanes {
        y += LANE;
        let class = side_class(lane.at);
        let _ = writeln!(
            entries,
            "<g class=\"{class}\"><path class=\"tl-lane\" d=\"M{LEFT} {:.1}H{RIGHT}\"/><text class=\"tl-side\" x=\"{LEFT}\" y=\"{:.1}\">{}</text>",
            y - 22.0,
            y - 6.0,
            xml(&cut(&lane.name, 80))
        );
        for moment in &lane.moments {
            let middle = y + ROW / 2.0;
            let x = entry(&mut entries, moment, &scale, middle, lane);
            marks.insert(moment.position.as_str(), (x, middle));
            marks
                .entry(moment.statement.as_str())
                .or_insert((x, middle));
            y += ROW;
        }
        entries.push_str("</g>\n");
    }
    for one in &issue.moves {
        // Of several positions alike in one statement only the first is drawn.
        let find = |position: &PositionId, statement: &StatementId| {
            let of_position = marks.get(position.as_str());
            of_position
                .or_else(|| marks.get(statement.as_str()))
                .copied()
        };
        let (Some((ax, ay)), Some((bx, by))) = (
            find(&one.from_position, &one.from),
            find(&one.to_position, &one.to),
        ) else {
            continue;
        };
        if (ay - by).abs() < 1.0 {
            continue;
        }
        let down = if by > ay { 1.0 } else { -1.0 };
        let (ay, by) = (ay + 7.0 * down, by - 8.0 * down);
        let half = f64::midpoint(ay, by);
        let class = if one.moved { "tl-move" } else { "tl-still" };
        let _ = write!(
            out,
            "<g class=\"{class}\"><title>{}</title><path d=\"M{ax:.1} {ay:.1}C{ax:.1} {half:.1} {bx:.1} {half:.1} {bx:.1} {by:.1}\"/>",
            xml(&one.text)
        );
        if one.moved {
            let back = by - 7.0 * down;
            let _ = write!(
                out,
                "<path class=\"tl-head\" d=\"M{:.1} {back:.1}L{bx:.1} {:.1}L{:.1} {back:.1}Z\"/>",
                bx - 4.0,
                by + 1.0,
                bx + 4.0
            );
        }
        out.push_str("</g>\n");
    }
    out.push_str(&entries);
    (out, bottom - top)
}

fn axis(out: &mut String, scale: &Scale, top: f64, bottom: f64) {
    let base = top + AXIS - 6.0;
    let _ = writeln!(
        out,
        "<path class=\"tl-axis\" d=\"M{LEFT} {base:.1}H{RIGHT}\"/>"
    );
    let mut year = None;
    let ticks = scale.ticks(TICKS);
    let last = ticks.len().saturating_sub(1);
    for (at, (day, x)) in ticks.iter().enumerate() {
        let text = if year == Some(day.0.year()) {
            crate::dates::short(*day)
        } else {
            crate::dates::full(*day)
        };
        year = Some(day.0.year());
        let anchor = match at {
            0 => "start",
            _ if at == last => "end",
            _ => "middle",
        };
        let place = match at {
            0 => LEFT,
            _ if at == last => RIGHT,
            _ => *x,
        };
        let _ = writeln!(
            out,
            "<path class=\"tl-grid\" d=\"M{x:.1} {base:.1}V{bottom:.1}\"/><text class=\"tl-tick\" x=\"{place:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{text}</text>",
            base - 8.0
        );
    }
    for x in &scale.breaks {
        let _ = writeln!(
            out,
            "<g class=\"tl-break\"><title>Time is cut short here</title><path class=\"tl-gap\" d=\"M{x:.1} {base:.1}h7\"/><path d=\"M{x:.1} {:.1}l4 -12M{:.1} {:.1}l4 -12\"/></g>",
            base + 6.0,
            x + 5.0,
            base + 6.0
        );
    }
}

/// Draws one entry; where its mark stands comes back.
fn entry(out: &mut String, one: &Moment, scale: &Scale, y: f64, lane: &Lane) -> f64 {
    let (first, last) = (one.first(), one.last());
    let from = first.map_or(LEFT + 10.0, |day| scale.place(day));
    let to = last.map_or(from, |day| scale.place(day));
    let x = match one.held {
        Held::Said | Held::AsOf => f64::midpoint(from, to),
        Held::Published | Held::Open => to,
    };
    let account = match (&one.about, one.retold) {
        (Some(_), _) => "tl-claimed",
        (None, true) => "tl-retold",
        (None, false) => "tl-own",
    };
    let whole = format!(
        "{}, {}, {}: {}. {}",
        one.speaker,
        lane.name,
        one.dated(),
        one.means(),
        one.words
    );
    let _ = write!(
        out,
        "<g class=\"tl-entry {account}\"><title>{}</title>",
        xml(&cut(&whole, 600))
    );
    let mut left = x - 7.0;
    let mut right = x + 7.0;
    if to - from > 3.0 {
        let _ = write!(
            out,
            "<path class=\"tl-range\" d=\"M{from:.1} {y:.1}H{to:.1}M{from:.1} {:.1}v8M{to:.1} {:.1}v8\"/>",
            y - 4.0,
            y - 4.0
        );
        left = left.min(from - 2.0);
        right = right.max(to + 2.0);
    }
    match one.held {
        Held::AsOf => {
            let _ = write!(
                out,
                "<path class=\"tl-dot\" d=\"M{x:.1} {:.1}l6.5 6.5l-6.5 6.5l-6.5 -6.5z\"/>",
                y - 6.5
            );
        }
        Held::Published => {
            let tail = (x - 20.0).max(LEFT);
            let _ = write!(
                out,
                "<path class=\"tl-before\" d=\"M{x:.1} {y:.1}H{tail:.1}m4 -3.5l-4 3.5l4 3.5\"/><circle class=\"tl-dot\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\"/>"
            );
            left = left.min(tail - 1.0);
        }
        Held::Said => {
            let _ = write!(
                out,
                "<circle class=\"tl-dot\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\"/>"
            );
        }
        Held::Open => {
            let _ = write!(
                out,
                "<text class=\"tl-open\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">?</text>",
                y + 4.5
            );
        }
    }
    if one.conditional {
        let _ = write!(
            out,
            "<circle class=\"tl-ring\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"9\"/>"
        );
        left = left.min(x - 11.0);
        right = right.max(x + 11.0);
    }
    label(out, one, (left, right), y);
    out.push_str("</g>\n");
    x
}

/// Writes the words of an entry on the side that has more room.
fn label(out: &mut String, one: &Moment, (left, right): (f64, f64), y: f64) {
    let after = WIDTH - 8.0 - right >= left - 8.0;
    let (x, anchor, room) = if after {
        (right + 6.0, "start", WIDTH - 20.0 - right)
    } else {
        (left - 6.0, "end", left - 26.0)
    };
    let letters = |room: f64, letter: f64| -> usize {
        // Never so short that nothing can be read.
        let fit = (room / letter).floor().max(6.0);
        // The room is a few hundred units at most.
        (0..400).take_while(|count| f64::from(*count) < fit).count()
    };
    // The date is the point of it: it is cut last.
    let date = cut(&one.dated(), letters(room * 0.8, SMALL));
    let rest = room - columns(&date) * SMALL - 22.0;
    let speaker = cut(&one.speaker, letters(rest * 0.55, BOLD));
    let means = cut(
        &one.means(),
        letters(rest - columns(&speaker) * BOLD, PLAIN),
    );
    let _ = write!(
        out,
        "<text class=\"tl-label\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\"><tspan class=\"tl-who\">{}</tspan><tspan dx=\"7\">{}</tspan><tspan class=\"tl-when\" dx=\"8\">{}</tspan></text>",
        y + 4.5,
        xml(&speaker),
        xml(&means),
        xml(&date)
    );
}
