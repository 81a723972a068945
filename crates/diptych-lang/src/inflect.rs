//! Inflected forms of the verbs and nouns in the tables.

use diptych_core::Lang;

use crate::flags::Flags;

/// The forms of a verb written as the tables write it, each with what it is.
pub(crate) fn verb_forms(entry: &str, lang: &Lang) -> Vec<(String, Flags)> {
    match lang {
        Lang::Ru => slavic_verb(entry, &RUSSIAN),
        Lang::Uk => slavic_verb(entry, &UKRAINIAN),
        _ => english_verb(entry),
    }
}

fn english_verb(entry: &str) -> Vec<(String, Flags)> {
    let doubled = entry.ends_with('+');
    let mut parts = entry.trim_end_matches('+').split(':');
    let lemma = parts.next().unwrap_or("");
    let last = lemma.chars().last().unwrap_or('e');
    let before_y =
        lemma.len() > 1 && lemma.ends_with('y') && !ends_in_vowel(&lemma[..lemma.len() - 1]);
    let root = if doubled {
        format!("{lemma}{last}")
    } else {
        lemma.trim_end_matches('e').to_owned()
    };
    let past = parts.next().map_or_else(
        || {
            if before_y {
                format!("{}ied", &lemma[..lemma.len() - 1])
            } else {
                format!("{root}ed")
            }
        },
        str::to_owned,
    );
    let participle = parts.next().map_or_else(|| past.clone(), str::to_owned);
    let third = if before_y {
        format!("{}ies", &lemma[..lemma.len() - 1])
    } else if ["s", "sh", "ch", "x", "z"]
        .iter()
        .any(|end| lemma.ends_with(end))
    {
        format!("{lemma}es")
    } else {
        format!("{lemma}s")
    };
    let gerund = if lemma.ends_with("ee") {
        format!("{lemma}ing")
    } else {
        format!("{root}ing")
    };
    vec![
        (lemma.to_owned(), Flags::FINITE | Flags::BASE),
        (third, Flags::FINITE),
        (gerund, Flags::GERUND),
        (past, Flags::FINITE | Flags::PARTICIPLE),
        (participle, Flags::PARTICIPLE),
    ]
}

fn ends_in_vowel(word: &str) -> bool {
    word.ends_with(['a', 'e', 'i', 'o', 'u'])
}

struct Slavic {
    infinitive: &'static str,
    reflexive: &'static [&'static str],
    past: [&'static str; 4],
    gerund: &'static str,
    present: &'static [(&'static str, &'static [&'static str])],
}

const RUSSIAN: Slavic = Slavic {
    infinitive: "ть",
    reflexive: &["ся", "сь"],
    past: ["л", "ла", "ло", "ли"],
    gerund: "в",
    present: &[
        ("овать", &["ует", "уют", "уя"]),
        ("евать", &["евает", "евают", "евая", "уют"]),
        ("ать", &["ает", "ают", "ая"]),
        ("ять", &["яет", "яют", "яя"]),
        ("еть", &["еет", "еют", "ит", "ят"]),
        ("ить", &["ит", "ят", "я"]),
    ],
};

const UKRAINIAN: Slavic = Slavic {
    infinitive: "ти",
    reflexive: &["ся", "сь"],
    past: ["в", "ла", "ло", "ли"],
    gerund: "вши",
    present: &[
        ("увати", &["ує", "ують", "уючи"]),
        ("ювати", &["ює", "юють", "юючи"]),
        ("ати", &["ає", "ають", "аючи"]),
        ("яти", &["яє", "яють", "яючи"]),
        ("іти", &["іє", "іють", "іючи"]),
        ("ити", &["ить", "ять", "ячи"]),
    ],
};

const GENDERS: [Flags; 4] = [
    Flags::MASCULINE,
    Flags::FEMININE,
    Flags::NEUTER,
    Flags::PLURAL,
];

fn slavic_verb(entry: &str, rules: &Slavic) -> Vec<(String, Flags)> {
    let mut parts = entry.split(':');
    let lemma = parts.next().unwrap_or("");
    let mut forms = vec![(lemma.to_owned(), Flags::BASE)];
    let (plain, reflexive) = match lemma
        .strip_suffix("ся")
        .or_else(|| lemma.strip_suffix("сь"))
    {
        Some(plain) => (plain, true),
        None => (lemma, false),
    };
    let mut add = |form: String, flags: Flags| {
        if reflexive {
            for suffix in rules.reflexive {
                forms.push((format!("{form}{suffix}"), flags));
            }
        } else {
            forms.push((form, flags));
        }
    };
    if let Some(root) = plain.strip_suffix(rules.infinitive) {
        for (ending, gender) in rules.past.iter().zip(GENDERS) {
            add(format!("{root}{ending}"), Flags::FINITE | gender);
        }
        add(format!("{root}{}", rules.gerund), Flags::GERUND);
        add(format!("{root}вши"), Flags::GERUND);
    }
    for (ending, endings) in rules.present {
        if let Some(root) = plain.strip_suffix(ending) {
            for (place, new) in endings.iter().enumerate() {
                let flags = match place {
                    1 | 3 => Flags::FINITE | Flags::PLURAL,
                    2 => Flags::GERUND,
                    _ => Flags::FINITE,
                };
                add(format!("{root}{new}"), flags);
            }
            break;
        }
    }
    for form in parts {
        let base = form.trim_end_matches("ся").trim_end_matches("сь");
        let gender = if ["ут", "ют", "ят", "ат", "уть", "ють", "ять", "ать", "ли"]
            .iter()
            .any(|end| base.ends_with(end))
        {
            Flags::PLURAL
        } else if base.ends_with("ла") {
            Flags::FEMININE
        } else if ["ет", "ёт", "ит", "е", "є", "ить", "сть"]
            .iter()
            .any(|end| base.ends_with(end))
        {
            Flags::NONE
        } else {
            Flags::MASCULINE
        };
        forms.push((form.to_owned(), Flags::FINITE | gender));
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(entry: &str, lang: &Lang, form: &str) -> bool {
        verb_forms(entry, lang).iter().any(|(word, _)| word == form)
    }

    #[test]
    fn english_verbs_inflect() {
        for (entry, form) in [
            ("admit+", "admitting"),
            ("deny", "denied"),
            ("write:wrote:written", "writing"),
            ("argue", "arguing"),
            ("agree", "agreeing"),
            ("stress", "stresses"),
        ] {
            assert!(has(entry, &Lang::En, form), "{form}");
        }
    }

    #[test]
    fn slavic_verbs_inflect() {
        for (entry, lang, form) in [
            ("заявить", Lang::Ru, "заявила"),
            ("возмутиться", Lang::Ru, "возмутилась"),
            ("требовать", Lang::Ru, "требует"),
            ("опровергнуть:опроверг:опровергла", Lang::Ru, "опровергла"),
            ("наголосити", Lang::Uk, "наголосив"),
            ("стверджувати", Lang::Uk, "стверджують"),
            ("обурюватися", Lang::Uk, "обурювалася"),
        ] {
            assert!(has(entry, &lang, form), "{form}");
        }
    }
}
