//! The examples of the tables, and what no table row can show.

use diptych_core::{Day, Lang, Period, Precision, Said};

use super::table::{ANY, EN, RU, RawTable, UK};
use super::{DateContext, find_dates};

/// `words = 2031-03-03..2031-03-05 | 2031-03-01`.
fn shown(text: &str, said: &Said) -> String {
    let mut out = format!("{} = {}", said.span.unwrap().of(text), said.from);
    if said.to != said.from {
        out.push_str("..");
        out.push_str(&said.to.to_string());
    }
    if !said.alternatives.is_empty() {
        let others: Vec<String> = said.alternatives.iter().map(Day::to_string).collect();
        out.push_str(" | ");
        out.push_str(&others.join(" "));
    }
    out
}

fn context(lang: Lang, page: &str) -> DateContext {
    DateContext {
        published: Day::parse(page),
        lang,
        ..DateContext::default()
    }
}

#[test]
fn every_example_of_the_tables_holds() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (lang, source) in [
        (Lang::En, EN),
        (Lang::Ru, RU),
        (Lang::Uk, UK),
        (Lang::Other("de".into()), ANY),
    ] {
        let table: RawTable = toml::from_str(source).unwrap();
        for example in table.rule.iter().flat_map(|rule| &rule.examples) {
            let [text, page, wanted @ ..] = example.as_slice() else {
                panic!("an example has a text and a page date: {example:?}");
            };
            let (dates, problems) = find_dates(text, 0, &context(lang.clone(), page));
            let got: Vec<String> = dates.iter().map(|said| shown(text, said)).collect();
            count += 1;
            if got != wanted || !problems.is_empty() {
                wrong.push(format!(
                    "{text}\n  wanted {wanted:?}\n  got    {got:?} {problems:?}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 100, "{count}");
}

#[test]
fn days_that_do_not_exist_are_reported_and_left_out() {
    for (lang, text) in [
        (Lang::En, "On February 31 they met."),
        (Lang::Ru, "Они встретились 31 февраля."),
        (Lang::Uk, "Угода від 31.02.2031 чинна."),
        (Lang::En, "On February 29, 2031 they met."),
        (Lang::En, "From March 5 to March 3, 2031."),
    ] {
        let (dates, problems) = find_dates(text, 7, &context(lang, "2031-05-01"));
        assert_eq!(dates, Vec::new(), "{text}");
        assert_eq!(problems[0].code, "D0204", "{text}");
        assert!(problems[0].span.unwrap().start >= 7);
    }
}

#[test]
fn a_weekday_that_is_not_the_days_is_reported() {
    let (dates, problems) = find_dates(
        "On Monday, March 12, 2031, they met.",
        0,
        &context(Lang::En, "2031-05-01"),
    );
    assert_eq!(dates[0].from, Day::new(2031, 3, 12).unwrap());
    assert_eq!(problems.len(), 1);
}

#[test]
fn the_period_supplies_the_year_and_filters_nothing() {
    let period = Period {
        from: Day::parse("2025-08-01"),
        to: Day::parse("2025-08-31"),
    };
    let with = |published| DateContext {
        period,
        published,
        lang: Lang::Ru,
        ..DateContext::default()
    };
    let found = |text: &str, published| find_dates(text, 0, &with(published)).0;
    let day = |text: &str, published| found(text, published)[0].from.to_string();
    assert_eq!(day("18 августа", None), "2025-08-18");
    assert_eq!(day("18 августа", Day::parse("2026-06-20")), "2025-08-18");
    assert_eq!(day("18 сентября", None), "2025-09-18");
    assert_eq!(day("18 сентября 2019 года", None), "2019-09-18");
    let said = &found("18 августа", None)[0];
    assert_eq!(said.basis, diptych_core::Basis::Period);
}

#[test]
fn without_a_page_date_nothing_is_guessed() {
    let context = DateContext::default();
    let (dates, problems) = find_dates("On Monday and on March 12 and on Friday", 0, &context);
    assert_eq!(dates, Vec::new());
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, "D0208");
}

#[test]
fn another_zone_may_be_another_day() {
    let context = DateContext {
        published: Day::parse("2031-08-20"),
        tz: Some("-05:00".into()),
        lang: Lang::En,
        ..DateContext::default()
    };
    let text = "He spoke on August 19 at 3 a.m. Moscow time.";
    let (dates, _) = find_dates(text, 0, &context);
    assert_eq!(
        shown(text, &dates[0]),
        "August 19 at 3 a.m. Moscow time = 2031-08-19 | 2031-08-18"
    );
    assert_eq!(dates[0].tz.as_deref(), Some("Europe/Moscow"));
    assert_eq!(dates[0].precision, Precision::PartOfDay);
    let (dates, _) = find_dates("On August 19 he spoke.", 0, &context);
    assert_eq!(dates[0].tz.as_deref(), Some("-05:00"));
}

#[test]
fn an_empty_line_parts_dates() {
    let text = "In March\n\n5 people came";
    let (dates, _) = find_dates(text, 0, &context(Lang::En, "2031-05-01"));
    assert_eq!(shown(text, &dates[0]), "March = 2031-03-01..2031-03-31");
}

#[test]
fn hostile_text_takes_linear_time() {
    for (piece, lang) in [
        ("Monday ", Lang::En),
        ("March 3-", Lang::En),
        ("in three days ", Lang::En),
        ("11:", Lang::Ru),
        ("по ", Lang::Ru),
        ("з 3 до 5 ", Lang::Uk),
        ("\n\n", Lang::En),
        ("'\u{200b}", Lang::Uk),
    ] {
        let text = piece.repeat(200_000 / piece.len());
        let start = std::time::Instant::now();
        find_dates(&text, 0, &context(lang, "2031-05-01"));
        assert!(start.elapsed().as_secs() < 10, "{piece}");
    }
}
