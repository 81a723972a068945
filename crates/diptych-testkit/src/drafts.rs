//! Made-up sources in any number, and a draft whose every quotation is wrong, or right, in a known way.

use std::fmt::Write as _;

use diptych_core::QuoteVerdict;

const PEOPLE: [(&str, &str); 8] = [
    ("Ada Renn", "Renn"),
    ("Bo Lind", "Lind"),
    ("Piet Holm", "Holm"),
    ("Cora Vance", "Vance"),
    ("Tomas Brell", "Brell"),
    ("Ines Dorn", "Dorn"),
    ("Yuri Satch", "Satch"),
    ("Mara Quill", "Quill"),
];
const WHO: [&str; 10] = [
    "the harbour board",
    "our engineers",
    "the ministry",
    "both crews",
    "the inspectors",
    "the northern towns",
    "the grain traders",
    "the pilots",
    "the upper valley",
    "our neighbours",
];
const DOES: [&str; 10] = [
    "will open",
    "will repair",
    "will hand over",
    "will lease",
    "will inspect",
    "will guard",
    "will rebuild",
    "will share",
    "will widen",
    "will sell",
];
const WHAT: [&str; 12] = [
    "the lower weir",
    "the east quay",
    "two dredgers",
    "the signal tower",
    "the cold store",
    "the old lock",
    "three tugs",
    "the tide gate",
    "the customs shed",
    "the rail spur",
    "the pump house",
    "the fish market",
];
const WHERE: [&str; 9] = [
    "at Veldhaven",
    "near Osk",
    "below Tarn Mill",
    "in the Sound",
    "at Grey Point",
    "beside the Lorn",
    "in Hask",
    "at the Narrows",
    "under the Kell bridge",
];
const WHEN: [&str; 11] = [
    "before the first frost",
    "within forty days",
    "by the end of May",
    "after the spring flood",
    "in the next budget",
    "as the charter says",
    "without further talks",
    "at their own cost",
    "under the old treaty",
    "together with the pilots",
    "for nine years",
];

/// Sources, a case file, and a draft with the verdict that each of its quotations deserves.
#[derive(Debug, Clone, Default)]
pub struct Generated {
    /// The case file.
    pub case: String,
    /// Path and text of every source.
    pub sources: Vec<(String, String)>,
    /// The draft, in Markdown.
    pub draft: String,
    /// The verdict on each quotation, in order.
    pub expected: Vec<QuoteVerdict>,
}

/// A sentence that no other number gives, at least up to some hundred thousand.
fn sentence(number: usize) -> [&'static str; 5] {
    let mut rest = number.wrapping_mul(7_919) % 118_800;
    let mut take = |list: &[&'static str]| {
        let one = list[rest % list.len()];
        rest /= list.len();
        one
    };
    [
        take(&WHO),
        take(&DOES),
        take(&WHAT),
        take(&WHERE),
        take(&WHEN),
    ]
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

/// `sources` sources of some forty sentences each, and a draft of `quotes` quotations.
pub fn generated(sources: usize, quotes: usize) -> Generated {
    let mut out = Generated::default();
    out.case.push_str("title = \"The harbour\"\n");
    for (side, people) in [("Arland", &PEOPLE[..4]), ("Borvia", &PEOPLE[4..])] {
        let names: Vec<String> = people
            .iter()
            .map(|(name, _)| format!("\"{name}\""))
            .collect();
        let _ = writeln!(
            out.case,
            "\n[[side]]\nname = \"{side}\"\npeople = [{}]",
            names.join(", ")
        );
    }
    out.case
        .push_str("\n[[issue]]\nname = \"The harbour\"\nterms = [\"weir\", \"quay\"]\n");
    for number in 0..sources {
        let (name, surname) = PEOPLE[number % PEOPLE.len()];
        let day = number % 27 + 1;
        let mut text = format!("---\ndate: 2031-05-{day:02}\noutlet: Tide Post\n---\n");
        for paragraph in 0..8 {
            let at = |offset: usize| sentence(number * 40 + paragraph * 5 + offset);
            let one = at(0);
            let two = at(1);
            let _ = writeln!(
                text,
                "\u{201c}{} {} {} {} {}, provided that {} agree,\u{201d} {} said on {day} May 2031. \
                 \u{201c}{} do not think that it is dear.\u{201d} {} needs new paint {} {}, people at the quay believe.\n",
                capital(one[0]),
                one[1],
                one[2],
                one[3],
                one[4],
                two[0],
                if paragraph % 2 == 0 { name } else { surname },
                capital(two[0]),
                capital(at(2)[2]),
                at(2)[3],
                at(2)[4],
            );
        }
        out.sources.push((format!("sources/{number:05}.md"), text));
    }
    for number in 0..quotes {
        let from = number * sources.max(1) / quotes.max(1);
        let paragraph = number % 8;
        let one = sentence(from * 40 + paragraph * 5);
        let two = sentence(from * 40 + paragraph * 5 + 1);
        let (name, _) = PEOPLE[from % PEOPLE.len()];
        let (other, _) = PEOPLE[(from + 3) % PEOPLE.len()];
        let day = from % 27 + 1;
        let whole = format!(
            "{} {} {} {} {}, provided that {} agree",
            capital(one[0]),
            one[1],
            one[2],
            one[3],
            one[4],
            two[0]
        );
        let (words, who, when, verdict) = match number % 8 {
            0 => (whole, name, day, QuoteVerdict::Verbatim),
            1 => (
                format!(
                    "{} {} {} […] {}, provided that {} agree",
                    capital(one[0]),
                    one[1],
                    one[2],
                    one[4],
                    two[0]
                ),
                name,
                day,
                QuoteVerdict::VerbatimWithCuts,
            ),
            2 => (
                format!(
                    "{} {} {} {} {}",
                    capital(one[0]),
                    one[1],
                    one[2],
                    one[3],
                    one[4]
                ),
                name,
                day,
                QuoteVerdict::LimiterCut,
            ),
            3 => (
                whole.replacen("will", "must", 1),
                name,
                day,
                QuoteVerdict::Altered,
            ),
            4 => (whole, other, day, QuoteVerdict::WrongSpeaker),
            5 => (whole, name, (day + 9) % 27 + 1, QuoteVerdict::WrongDate),
            6 => {
                let far = sentence(((from + sources / 2) % sources.max(1)) * 40 + paragraph * 5);
                (
                    format!(
                        "{} {} {} {}, and {} {} {} {}",
                        capital(one[0]),
                        one[1],
                        one[2],
                        one[3],
                        far[1],
                        far[2],
                        far[3],
                        far[4]
                    ),
                    name,
                    day,
                    QuoteVerdict::Spliced,
                )
            }
            _ => (
                format!("Nobody ever counted gulls, ropes or lanterns number {number} in winter"),
                name,
                day,
                QuoteVerdict::NotFound,
            ),
        };
        let _ = writeln!(
            out.draft,
            "\u{201c}{words},\u{201d} {who} said on {when} May 2031.\n"
        );
        out.expected.push(verdict);
    }
    out
}
