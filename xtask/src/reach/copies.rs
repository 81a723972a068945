//! Pairs of passages that are copies, and such as are not.

use super::sets::Passage;

/// Two texts, their languages as places, days between them, whether they are one utterance, and the sort.
pub(super) type Pair = (String, usize, String, usize, i32, bool, &'static str);

/// The ten pairs of a passage.
pub(super) fn pairs(passage: &Passage) -> Vec<Pair> {
    let [en, near, back, ru, uk, other, ruother] = &passage.0;
    let pair = |a: &str, b: &str, lang, days, same, sort| {
        (a.to_owned(), 0, b.to_owned(), lang, days, same, sort)
    };
    let cut = en.split_inclusive(". ").next().unwrap_or(en).trim();
    let last = en.rsplit(". ").next().unwrap_or(en);
    let begins: Vec<&str> = cut.split(' ').collect();
    let omitted = format!("{} […] {last}", begins[..begins.len() * 2 / 3].join(" "));
    vec![
        pair(
            en,
            &en.replace(", ", " , ").to_uppercase(),
            0,
            0,
            true,
            "exact",
        ),
        pair(en, near, 0, 0, true, "near"),
        pair(en, cut, 0, 1, true, "cut"),
        pair(en, &omitted, 0, 0, true, "omissions"),
        pair(en, ru, 1, 0, true, "translated"),
        pair(en, uk, 2, 1, true, "translated"),
        pair(en, back, 0, 0, true, "back_translated"),
        pair(en, other, 0, 0, false, "other words"),
        pair(en, ruother, 1, 0, false, "other words"),
        pair(en, near, 0, 9, false, "another day"),
    ]
}
