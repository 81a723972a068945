//! Small invented cases on numbers: what is counted, in words and digits, and
//! what is set beside what.

use diptych_core::{DivergenceKind, Lang, Slot};

use crate::mini::{run, said};

/// The amounts and places of what one speaker says, by slot and value.
fn read(lang: Lang, words: &str) -> Vec<String> {
    let found = run(
        "name = 'The return of the manuscripts'",
        &[said("Bo Lind", "ardonia", "2031-05-02", lang, words)],
    );
    let mut all: Vec<String> = found
        .positions
        .iter()
        .flat_map(|position| &position.terms)
        .filter(|term| {
            matches!(
                term.slot,
                Slot::HowMany | Slot::Money | Slot::Duration | Slot::Where
            )
        })
        .map(|term| format!("{:?} {}", term.slot, term.value))
        .collect();
    all.sort();
    all.dedup();
    all
}

/// The slots in which two accounts of manuscripts or schools differ.
fn differ(a: &(Lang, &str), b: &(Lang, &str)) -> Vec<Option<Slot>> {
    let found = run(
        "name = 'The return of the manuscripts, schools of the border district'",
        &[
            said("Bo Lind", "ardonia", "2031-05-02", a.0.clone(), a.1),
            said("Ada Renn", "velmar", "2031-05-03", b.0.clone(), b.1),
        ],
    );
    found
        .divergences
        .iter()
        .filter(|one| one.kind == DivergenceKind::TermsDiffer)
        .map(|one| one.slot)
        .collect()
}

#[test]
fn numbers_in_words_are_read_in_every_form() {
    for (lang, words, expected) in [
        (
            Lang::En,
            "We agreed to return forty-seven manuscripts to Velmar.",
            "HowMany manuskript:47",
        ),
        (
            Lang::Ru,
            "Мы согласились вернуть Вельмару сорок семь рукописей.",
            "HowMany rukopis:47",
        ),
        (
            Lang::Uk,
            "Ми погодилися повернути Вельмару сорок сім рукописів.",
            "HowMany rukopis:47",
        ),
        (
            Lang::Ru,
            "Мы согласились отпустить пятерых из девятерых.",
            "HowMany people:5",
        ),
        (
            Lang::Uk,
            "Ми погодилися відпустити шістьох із дев’ятьох полонених.",
            "HowMany people:6",
        ),
        (
            Lang::En,
            "We agreed to pay two and a half million guilders for the manuscripts.",
            "Money guilder:2500000",
        ),
        (
            Lang::Ru,
            "Мы согласились заплатить за рукописи полтора миллиона талеров.",
            "Money thaler:1500000",
        ),
        (
            Lang::Uk,
            "Ми погодилися заплатити за рукописи перші сорок мільйонів талерів.",
            "Money part thaler:40000000",
        ),
        (
            Lang::Ru,
            "Мы согласились вернуть остальные восемь рукописей.",
            "HowMany rest rukopis:8",
        ),
        (
            Lang::Uk,
            "Ми погодилися стати за тридцять миль від берега.",
            "Where mile:30",
        ),
    ] {
        assert_eq!(read(lang, words), [expected], "{words}");
    }
}

#[test]
fn what_is_no_amount_is_not_read_as_one() {
    for (lang, words) in [
        (
            Lang::En,
            "We agreed under article five to return the manuscripts.",
        ),
        (
            Lang::En,
            "The two ministers agreed to return the manuscripts.",
        ),
        (
            Lang::Uk,
            "Ми погодилися повернути рукописи з обох боків кордону.",
        ),
        (
            Lang::En,
            "We agreed that not a single manuscript will leave.",
        ),
        (
            Lang::En,
            "One of the seven judges agreed to return the manuscripts.",
        ),
        (
            Lang::En,
            "The Court of Six Lakes agreed to return the manuscripts.",
        ),
        (
            Lang::En,
            "We agreed to return the manuscripts at seven o'clock.",
        ),
        (Lang::Ru, "О других пяти готовы договориться."),
        (
            Lang::Ru,
            "Мы согласились вернуть рукописи двадцать четвёртого мая.",
        ),
        (Lang::Ru, "Мы согласились по статье семь вернуть рукописи."),
        (Lang::Ru, "Мы согласились вернуть рукописи в семь утра."),
        (
            Lang::Uk,
            "Ми погодилися: жодного рукопису, ні одного не віддамо.",
        ),
        (Lang::Uk, "Суд Шести озер погодився повернути рукописи."),
    ] {
        let found = read(lang, words);
        assert!(found.is_empty(), "{words}: {found:?}");
    }
}

#[test]
fn counts_of_one_thing_are_set_beside_each_other() {
    let en = (
        Lang::En,
        "We agreed to return forty-seven manuscripts to the library of Velmar.",
    );
    let ru = (
        Lang::Ru,
        "Мы согласились вернуть библиотеке Вельмара тридцать две рукописи.",
    );
    let uk = (
        Lang::Uk,
        "Ми погодилися повернути бібліотеці Вельмара сорок сім рукописів.",
    );
    let schools = (
        Lang::En,
        "Ardonia will reopen forty-seven schools in the border district by the winter.",
    );
    let fewer = (
        Lang::Ru,
        "Ардония к зиме вновь откроет в приграничном районе тридцать две школы.",
    );
    assert_eq!(differ(&schools, &fewer), [Some(Slot::HowMany)]);
    assert_eq!(differ(&fewer, &schools), [Some(Slot::HowMany)]);
    assert_eq!(differ(&ru, &uk), [Some(Slot::HowMany)]);
    assert_eq!(differ(&uk, &ru), [Some(Slot::HowMany)]);
    assert_eq!(differ(&en, &uk), []);
    let crowns = (
        Lang::Ru,
        "Мы согласились вернуть библиотеке Вельмара два миллиона крон.",
    );
    assert_eq!(differ(&en, &crowns), []);
    let first = (
        Lang::Ru,
        "Мы согласились вернуть библиотеке Вельмара первые двадцать рукописей.",
    );
    assert_eq!(differ(&uk, &first), []);
    let parts = (
        Lang::Ru,
        "Мы согласились вернуть библиотеке Вельмара сначала семь рукописей, затем остальные сорок рукописей.",
    );
    assert_eq!(differ(&uk, &parts), []);
}

#[test]
fn how_far_off_and_in_whose_waters_is_where() {
    let far = (
        Lang::En,
        "Our ship with the manuscripts was stopped thirty miles off the coast of Velmar, in international waters.",
    );
    let near = (
        Lang::Ru,
        "Судно с рукописями остановлено в трёх милях от берега Вельмара, в наших водах.",
    );
    assert_eq!(
        read(far.0, far.1),
        ["Where international_waters", "Where mile:30"]
    );
    assert_eq!(
        read(near.0, near.1),
        ["Where mile:3", "Where territorial_waters"]
    );
}

#[test]
fn the_end_of_a_period_is_its_last_days() {
    for (lang, words, expected) in [
        (
            Lang::En,
            "We agreed to return the manuscripts by the end of the month.",
            "2031-05-27/2031-05-31",
        ),
        (
            Lang::Ru,
            "Мы согласились вернуть рукописи до конца сентября.",
            "2031-09-26/2031-09-30",
        ),
        (
            Lang::Uk,
            "Ми погодилися повернути рукописи до кінця року.",
            "2031-12-01/2031-12-31",
        ),
        (
            Lang::Uk,
            "Ми погодилися повернути рукописи у вересні.",
            "2031-09-01/2031-09-30",
        ),
    ] {
        let found = run(
            "name = 'The return of the manuscripts'",
            &[said("Bo Lind", "ardonia", "2031-05-02", lang, words)],
        );
        let days: Vec<&str> = found.positions[0]
            .terms
            .iter()
            .filter(|term| term.slot == Slot::When)
            .map(|term| term.value.as_str())
            .collect();
        assert_eq!(days, [expected], "{words}");
    }
}
