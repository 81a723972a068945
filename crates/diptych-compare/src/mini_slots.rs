//! Small invented cases on the slots of terms: caps, floors, swaps, ages, in three
//! languages alike.

use diptych_core::{DivergenceKind, Lang, Slot};

use crate::mini::{kinds, run, said};

const MATTER: &str = "name = 'The return of the manuscripts, the exchange of prisoners, the pensions of the archivists'";

/// The terms of what one speaker says, but for the matter and to whom.
pub(crate) fn read(lang: Lang, words: &str) -> Vec<String> {
    let found = run(
        MATTER,
        &[said("Bo Lind", "ardonia", "2031-05-02", lang, words)],
    );
    let mut all: Vec<String> = found
        .positions
        .iter()
        .flat_map(|position| &position.terms)
        .filter(|term| !matches!(term.slot, Slot::What | Slot::Whom))
        .map(|term| format!("{:?} {}", term.slot, term.value))
        .collect();
    all.sort();
    all.dedup();
    all
}

/// The slots in which two accounts differ.
pub(crate) fn differ(a: (Lang, &str), b: (Lang, &str)) -> Vec<Option<Slot>> {
    let found = run(
        MATTER,
        &[
            said("Bo Lind", "ardonia", "2031-05-02", a.0, a.1),
            said("Ada Renn", "velmar", "2031-05-03", b.0, b.1),
        ],
    );
    found
        .divergences
        .iter()
        .filter(|one| one.kind == DivergenceKind::TermsDiffer)
        .map(|one| one.slot)
        .collect()
}

/// Each row in English, Russian and Ukrainian with the one term of all three.
pub(crate) fn alike(rows: &[(&str, &str, &str, &str)]) {
    for (en, ru, uk, expected) in rows {
        for (lang, text) in [(Lang::En, en), (Lang::Ru, ru), (Lang::Uk, uk)] {
            assert_eq!(read(lang, text), [*expected], "{text}");
        }
    }
}

#[test]
fn caps_and_floors_are_bounds_in_three_languages() {
    alike(&[
        (
            "A load of manuscripts cannot exceed two tonnes.",
            "Груз рукописей не может превышать двух тонн.",
            "Вантаж рукописів не може перевищувати двох тонн.",
            "HowMany <=ton:2",
        ),
        (
            "The fee for the manuscripts rises by no more than ten per cent.",
            "Плата за рукописи вырастет не более чем на десять процентов.",
            "Плата за рукописи зросте не більше ніж на десять відсотків.",
            "HowMany <=percent:10",
        ),
        (
            "The manuscripts will be returned no later than 1 November.",
            "Рукописи вернут не позднее 1 ноября.",
            "Рукописи повернуть не пізніше від 1 листопада.",
            "When <=2031-11-01/2031-11-01",
        ),
        (
            "The manuscripts will not be returned before April.",
            "Раньше апреля рукописи не вернут.",
            "Рукописи повернуть не раніше як у квітні.",
            "When >=2032-04-01/2032-04-30",
        ),
    ]);
}

#[test]
fn amounts_in_one_word_swaps_and_ages_meet() {
    alike(&[
        (
            "We agreed to a sixty-day loan of the manuscripts.",
            "Мы согласились на шестидесятидневную выдачу рукописей.",
            "Ми погодилися на шістдесятиденну видачу рукописів.",
            "Duration day:60",
        ),
        (
            "We agreed to swap the prisoners two hundred for two hundred.",
            "Мы договорились об обмене пленными двести на двести.",
            "Ми домовилися про обмін полоненими двісті на двісті.",
            "HowMany people/side:200",
        ),
        (
            "We agreed to an exchange of prisoners, 150 from each side.",
            "Мы договорились об обмене: по 150 пленных с каждой стороны.",
            "Ми домовилися про обмін: по 150 полонених з кожного боку.",
            "HowMany people/side:150",
        ),
        (
            "We agreed that archivists retire at sixty-two.",
            "Мы согласились, что на пенсию архивисты выйдут в шестьдесят два года.",
            "Ми погодилися, що на пенсію архівісти вийдуть у шістдесят два.",
            "HowMany age:62",
        ),
        (
            "We agreed to pay half a crown for the manuscripts.",
            "Мы согласились заплатить за рукописи половину кроны.",
            "Ми погодилися заплатити за рукописи пів крони.",
            "Money krona:0.5",
        ),
    ]);
}

#[test]
fn an_event_sets_when_a_thing_holds() {
    alike(&[
        (
            "The loan of the manuscripts takes effect on signature.",
            "Выдача рукописей вступит в силу в день подписания.",
            "Видача рукописів набуде чинності в день підписання.",
            "InForce event:signature",
        ),
        (
            "The loan of the manuscripts enters into force from the moment of its initialling.",
            "Выдача рукописей вступает в силу с момента парафирования.",
            "Видача рукописів набуває чинності від моменту парафування.",
            "InForce event:initialling",
        ),
        (
            "The loan of the manuscripts takes effect immediately.",
            "Выдача рукописей вступает в силу немедленно.",
            "Видача рукописів набуває чинності негайно.",
            "InForce 2031-05-02/2031-05-02",
        ),
    ]);
    let signed = (
        Lang::En,
        "The return of the manuscripts to the library of Velmar takes effect on signature.",
    );
    let today = (
        Lang::En,
        "The return of the manuscripts to the library of Velmar takes effect on 5 May.",
    );
    assert_eq!(differ(signed.clone(), today), [Some(Slot::InForce)]);
    assert_eq!(differ(signed.clone(), signed), []);
}

#[test]
fn seasons_and_feasts_are_days() {
    alike(&[
        (
            "The manuscripts will be returned by the spring of 2033.",
            "Рукописи вернут к весне 2033 года.",
            "Рукописи повернуть до весни 2033 року.",
            "When <=2033-03-01/2033-05-31",
        ),
        (
            "The manuscripts will be returned before the New Year.",
            "Рукописи вернут до Нового года.",
            "Рукописи повернуть до Нового року.",
            "When <=2032-01-01/2032-01-01",
        ),
    ]);
}

#[test]
fn who_carries_it_out_meets_by_side_and_role() {
    for (lang, words, expected) in [
        (
            Lang::En,
            "The manuscripts will be checked by inspectors of Velmar.",
            "Who velmar",
        ),
        (
            Lang::Ru,
            "Охрану рукописей возьмёт на себя стража Вельмара.",
            "Who velmar",
        ),
        (
            Lang::Uk,
            "Охорону рукописів покладено на самі сторони.",
            "Who sides",
        ),
        (
            Lang::En,
            "The manuscripts will be carried at the expense of the buyer.",
            "Who buyer",
        ),
        (
            Lang::Ru,
            "Перевозку рукописей возьмёт на себя покупатель.",
            "Who buyer",
        ),
        (
            Lang::Uk,
            "Перевезення рукописів візьме на себе покупець.",
            "Who buyer",
        ),
    ] {
        assert_eq!(read(lang, words), [expected], "{words}");
    }
}

#[test]
fn places_are_named_behind_bridges_and_stations() {
    for (lang, words, expected) in [
        (
            Lang::Ru,
            "Рукописи передадут на мосту через Лань.",
            "Where lan",
        ),
        (
            Lang::Uk,
            "Рукописи передадуть на станції Полянка.",
            "Where poliank",
        ),
        (
            Lang::En,
            "The manuscripts will be returned on the bridge across the Lanna.",
            "Where lan",
        ),
    ] {
        assert_eq!(read(lang, words), [expected], "{words}");
    }
    // A person behind «у» is no place.
    let found = read(Lang::Ru, "Рукописи останутся у Линда.");
    assert!(
        !found.iter().any(|term| term.starts_with("Where")),
        "{found:?}"
    );
}

#[test]
fn what_binds_and_what_does_not() {
    for (lang, words, expected) in [
        (
            Lang::En,
            "The loan of the manuscripts binds both parties.",
            "Binding legally_binding",
        ),
        (
            Lang::Ru,
            "Выдача рукописей юридических обязательств не порождает.",
            "Binding non_binding",
        ),
        (
            Lang::Uk,
            "Видача рукописів не створює юридичних зобов'язань.",
            "Binding non_binding",
        ),
    ] {
        let found = read(lang, words);
        assert!(found.contains(&expected.to_owned()), "{words}: {found:?}");
    }
}

#[test]
fn a_floor_is_set_beside_a_cap() {
    let cap = (
        Lang::Ru,
        "Рукописи вернут библиотеке Вельмара не позднее 1 ноября.",
    );
    let floor = (
        Lang::Ru,
        "Рукописи вернут библиотеке Вельмара не раньше апреля.",
    );
    assert_eq!(differ(cap.clone(), floor), [Some(Slot::When)]);
    let within = (
        Lang::Uk,
        "Рукописи повернуть бібліотеці Вельмара 20 жовтня.",
    );
    assert_eq!(differ(cap, within), []);
}

#[test]
fn what_may_move_either_way_is_a_band() {
    alike(&[(
        "The fee for the manuscripts may move five per cent either way.",
        "Плата за рукописи может меняться на пять процентов в обе стороны.",
        "Плата за рукописи може змінюватися на п’ять відсотків в обидва боки.",
        "HowMany percent/band:5",
    )]);
}

#[test]
fn only_one_is_not_both_alike() {
    for (lang, words, expected) in [
        (
            Lang::En,
            "The return of the manuscripts covers grain and coal alike.",
            "Scope all:coal+grain",
        ),
        (
            Lang::Ru,
            "Возвращение рукописей касается только зерна.",
            "Scope only:grain",
        ),
        (
            Lang::Uk,
            "Повернення рукописів стосується лише зерна.",
            "Scope only:grain",
        ),
    ] {
        let found = read(lang, words);
        assert!(found.contains(&expected.to_owned()), "{words}: {found:?}");
    }
    let alike = (
        Lang::En,
        "The return of the manuscripts to Velmar covers grain and coal alike.",
    );
    let only = (
        Lang::En,
        "The return of the manuscripts to Velmar covers only the grain.",
    );
    assert_eq!(differ(alike, only), [Some(Slot::Scope)]);
}

#[test]
fn so_many_from_each_side_are_twice_as_many_in_all() {
    let each = (
        Lang::Uk,
        "Сторони домовилися про обмін полоненими: по 150 з кожного боку.",
    );
    let fewer = (
        Lang::Ru,
        "Стороны договорились об обмене пленными сто двадцать на сто двадцать.",
    );
    let all = (
        Lang::Uk,
        "Сторони домовилися про обмін полоненими: додому повернуться 300 полонених.",
    );
    assert_eq!(differ(each.clone(), fewer), [Some(Slot::HowMany)]);
    assert_eq!(differ(each, all), []);
}

/// Clauses that share few words meet where both say what few say: who does it.
#[test]
fn who_does_it_brings_two_accounts_together() {
    let kinds_of = |russian: &str| {
        kinds(&run(
            "name = 'The canal'\nterms = ['locks', 'шлюзы']",
            &[
                said(
                    "Bo Lind",
                    "ardonia",
                    "2031-05-02",
                    Lang::En,
                    "The locks will be guarded by soldiers of Ardonia.",
                ),
                said("Ada Renn", "velmar", "2031-05-02", Lang::Ru, russian),
            ],
        ))
    };
    let parted = kinds_of("Охрану шлюзов возьмут на себя солдаты Велмара.");
    assert!(
        parted
            .iter()
            .any(|(kind, _)| *kind == DivergenceKind::TermsDiffer),
        "{parted:?}"
    );
    let other = kinds_of("Шлюзы отремонтируют солдаты Велмара.");
    assert!(
        other
            .iter()
            .all(|(kind, _)| *kind != DivergenceKind::TermsDiffer),
        "{other:?}"
    );
}
