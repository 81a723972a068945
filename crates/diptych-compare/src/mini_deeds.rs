//! Small invented cases of deeds done, refused, denied and dated.

use diptych_core::{Act, Axis, DivergenceKind, Lang, Polarity, Reality, Rung};

use crate::mini::{kinds, run, said};

#[test]
fn a_verb_refuses_though_a_noun_behind_it_offers() {
    for (lang, words) in [
        (Lang::En, "We are not raising our offer for the mill."),
        (Lang::Uk, "Жодного зі звільнених ми назад не візьмемо."),
        (Lang::Ru, "Посторонних на мельницу мы не пустим."),
    ] {
        let found = run(
            "name = 'The mill'\nterms = ['мельница', 'звільнені']",
            &[said("Bo Lind", "ardonia", "2031-05-02", lang, words)],
        );
        let position = &found.positions[0];
        assert_eq!(position.act, Act::Commits, "{words}");
        assert_eq!(position.rung, Some(Rung::Rejects), "{words}");
    }
}

#[test]
fn an_order_stands_at_the_head_of_its_clause() {
    for (words, act) in [
        ("We will open the road to the mill.", Act::Commits),
        ("We will let them use the mill.", Act::Commits),
        ("Please, open the road to the mill.", Act::DemandsOfOther),
        ("And let them use the mill!", Act::DemandsOfOther),
    ] {
        let found = run(
            "name = 'The mill'\nterms = ['mill', 'road']",
            &[said("Bo Lind", "ardonia", "2031-05-02", Lang::En, words)],
        );
        assert_eq!(found.positions[0].act, act, "{words}");
    }
}

#[test]
fn what_is_refused_first_and_weighed_later_has_shifted() {
    let found = run(
        "name = 'A meeting of the presidents'",
        &[
            said(
                "Bo Lind",
                "ardonia",
                "2031-05-02",
                Lang::Uk,
                "Зустрічатися з Ренн я не буду.",
            ),
            said(
                "Bo Lind",
                "ardonia",
                "2031-05-04",
                Lang::Uk,
                "Завтра ми підпишемо угоду про зерно.",
            ),
            said(
                "Bo Lind",
                "ardonia",
                "2031-05-09",
                Lang::Uk,
                "Я готовий зустрітися з Ренн у будь-якому місті.",
            ),
        ],
    );
    assert!(
        kinds(&found).contains(&(DivergenceKind::Shifted, Axis::OverTime)),
        "{:?}",
        kinds(&found)
    );
}

#[test]
fn one_day_for_what_is_to_come_is_common_ground() {
    let found = run(
        "name = 'The next round of talks'",
        &[
            said(
                "Bo Lind",
                "ardonia",
                "2031-05-02",
                Lang::En,
                "The next round of talks takes place in Ostrel on 10 June.",
            ),
            said(
                "Ada Renn",
                "velmar",
                "2031-05-02",
                Lang::Ru,
                "Следующий раунд переговоров пройдёт в Острели 10 июня.",
            ),
        ],
    );
    assert!(
        kinds(&found).contains(&(DivergenceKind::Agrees, Axis::BetweenSides)),
        "{:?}",
        kinds(&found)
    );
}

#[test]
fn a_verb_on_either_side_of_and_makes_two_clauses() {
    let found = run(
        "name = 'The pressure in the pipe'",
        &[said(
            "Bo Lind",
            "ardonia",
            "2031-05-02",
            Lang::En,
            "The pressure in the pipe did not fall, and every barrel was delivered on time.",
        )],
    );
    assert_eq!(found.positions[0].act, Act::DeniesFact);
    assert!(found.positions.len() > 1, "{:?}", found.positions);
}

#[test]
fn an_adverb_limits_and_supposes_nothing() {
    for (lang, words) in [
        (Lang::En, "Velmar temporarily agreed to open the bridge."),
        (Lang::Uk, "Вельмар тимчасово погодився відкрити міст."),
    ] {
        let found = run(
            "name = 'The bridge'\nterms = ['міст']",
            &[said("Bo Lind", "ardonia", "2031-05-02", lang, words)],
        );
        assert_eq!(found.positions[0].reality, Reality::Actual, "{words}");
        assert_eq!(found.positions[0].conditions.len(), 1, "{words}");
    }
}

#[test]
fn without_preconditions_sets_no_condition() {
    let found = run(
        "name = 'The release of the crew'",
        &[said(
            "Bo Lind",
            "ardonia",
            "2031-05-02",
            Lang::En,
            "Velmar promised to release the crew without preconditions.",
        )],
    );
    let position = &found.positions[0];
    assert_eq!(position.act, Act::Commits);
    assert!(position.conditions.is_empty());
}

#[test]
fn who_denies_having_promised_answers_the_claim_nearest_to_it() {
    let found = run(
        "name = 'The fleet'\nterms = ['флот']",
        &[
            said(
                "Bo Lind",
                "ardonia",
                "2031-05-02",
                Lang::En,
                "Velmar has promised to scrap eight trawlers of its fleet by the end of 2032.",
            ),
            said(
                "Ada Renn",
                "velmar",
                "2031-05-05",
                Lang::Ru,
                "Отправлять флот на лом мы никому не обещали.",
            ),
        ],
    );
    assert_eq!(
        kinds(&found).first(),
        Some(&(DivergenceKind::Contradicted, Axis::BetweenSides)),
        "{:?}",
        kinds(&found)
    );
}

#[test]
fn whose_own_deed_is_denied_answers_with_it() {
    let found = run(
        "name = 'The consultations before the call'",
        &[
            said(
                "Bo Lind",
                "ardonia",
                "2031-05-02",
                Lang::En,
                "Nobody consulted Ardonia before the call.",
            ),
            said(
                "Ada Renn",
                "velmar",
                "2031-05-02",
                Lang::En,
                "We consulted our friends in Ardonia before the call.",
            ),
        ],
    );
    assert_eq!(
        kinds(&found),
        [(DivergenceKind::Contradicted, Axis::BetweenSides)]
    );
    let left = &found.divergences[0].left_position;
    let left = found.positions.iter().find(|position| position.id == *left);
    assert_eq!(left.unwrap().polarity, Polarity::Negative);
}

#[test]
fn a_clause_goes_on_behind_an_aside_between_dashes() {
    let words = "Velmar proposed — and our side agreed — to open the bridge on 4 June.";
    let found = run(
        "name = 'The bridge'",
        &[said("Bo Lind", "ardonia", "2031-05-02", Lang::En, words)],
    );
    let proposed = found
        .positions
        .iter()
        .find(|position| position.rung == Some(Rung::Proposes))
        .expect("what was proposed");
    assert_eq!(proposed.clause.end, words.len() - 1);
    assert_eq!(
        proposed
            .holder
            .side
            .as_ref()
            .map(diptych_core::SideId::as_str),
        Some("velmar")
    );
}
