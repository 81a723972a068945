//! Precedents of positions: whose they are, when they were, and which sources
//! of the case are on them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diptych_core::{
    AsOf, Day, Document, Precedent, PrecedentRelation, PrecedentSource, Source, Span, Statement,
    Time,
};
use diptych_lang::precedents::names_in;
use diptych_lang::tokens;

use crate::reading::Sentence;
use crate::stand::Stand;

/// Sources listed for one precedent, at most.
const MOST_SOURCES: usize = 12;

/// Days after its end in which a page still tells of a meeting.
const TOLD_AFTER: i32 = 3;

/// Longest time, in days, for which pages of that time are looked for.
const LONGEST: i32 = 366;

/// Gives the precedents of a sentence to its positions: to the clause that
/// holds it, else to the first of the sentence, else to the one before.
pub(crate) fn attach(stands: &mut [Stand], from: usize, sentence: &Sentence, text: &str) {
    for hit in &sentence.precedents {
        let holds = |stand: &Stand| stand.position.clause.contains(hit.span);
        let place = (from..stands.len())
            .find(|at| holds(&stands[*at]))
            .or_else(|| (from < stands.len()).then_some(from))
            .or_else(|| stands.len().checked_sub(1));
        let Some(place) = place else { continue };
        stands[place].position.precedents.push(Precedent {
            text: hit.span.of(text).to_owned(),
            span: hit.span,
            name: hit.name.clone(),
            as_of: hit.when.map(|(from, to, span)| AsOf {
                from: Some(from),
                to: Some(to),
                basis: span.of(text).to_owned(),
            }),
            dated_by: None,
            sources: Vec::new(),
            rule: hit.rule.clone(),
        });
    }
}

/// Whether a position of this time was held at that date: "will provide data, as
/// it did before 2025" is to come, and who "stands by the deal of 2015" does so now.
pub(crate) fn is_held_then(sentence: &Sentence, as_of: &AsOf, time: Time) -> bool {
    let invoked = || {
        sentence
            .precedents
            .iter()
            .filter(|hit| hit.thing.is_some())
            .filter_map(|hit| hit.when)
            .any(|(from, to, _)| Some(from) == as_of.from && Some(to) == as_of.to)
    };
    time != Time::Future && !(time == Time::Present && invoked())
}

/// One place where something is invoked.
struct Place {
    stand: usize,
    precedent: usize,
}

/// Dates what is invoked by the other words of the case on it, and names the
/// sources that are on it.
pub(crate) fn link_precedents(
    stands: &mut [Stand],
    statements: &[Statement],
    sources: &[Source],
    documents: &[Document],
) {
    let groups = groups(stands);
    if groups.is_empty() {
        return;
    }
    let places: HashMap<&str, usize> = sources
        .iter()
        .enumerate()
        .map(|(number, source)| (source.id.as_str(), number))
        .collect();
    let texts: HashMap<&str, &Document> = documents
        .iter()
        .map(|document| (document.source.as_str(), document))
        .collect();
    let mut by_day: BTreeMap<Day, Vec<usize>> = BTreeMap::new();
    for (number, source) in sources.iter().enumerate() {
        if let Some(day) = source.published {
            by_day.entry(day).or_default().push(number);
        }
    }
    let mut named: HashMap<usize, Vec<(String, Span)>> = HashMap::new();
    for group in groups {
        let of = |place: &Place| &stands[place.stand].position.precedents[place.precedent];
        let time = one_time(group.iter().filter_map(|place| {
            let as_of = of(place).as_of.as_ref()?;
            Some((as_of.from?, as_of.to?, place.stand))
        }));
        let mut listed: Vec<PrecedentSource> = Vec::new();
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        if let (Some((from, to, _)), Some(name)) = (time, of(&group[0]).name.clone())
            && to.days_since(from) <= LONGEST
        {
            for number in by_day
                .range(from..=to.plus(TOLD_AFTER))
                .flat_map(|day| day.1)
            {
                let source = &sources[*number];
                let Some(document) = texts.get(source.id.as_str()) else {
                    continue;
                };
                let names = named
                    .entry(*number)
                    .or_insert_with(|| names_in(&tokens(&document.text, 0), &document.lang));
                if listed.len() < MOST_SOURCES
                    && let Some((_, span)) = names.iter().find(|(known, _)| alike(known, &name))
                    && seen.insert(*number)
                {
                    let relation = PrecedentRelation::OfItsTime;
                    listed.push(on_it(source, relation, span.of(&document.text), *span));
                }
            }
        }
        for place in &group {
            let precedent = of(place);
            let source = &statements[stands[place.stand].statement].source;
            if let Some(number) = places.get(source.as_str())
                && listed.len() < MOST_SOURCES
                && seen.insert(*number)
            {
                let relation = PrecedentRelation::InvokesIt;
                listed.push(on_it(
                    &sources[*number],
                    relation,
                    &precedent.text,
                    precedent.span,
                ));
            }
        }
        let dated_by = time.map(|(from, to, stand)| {
            let basis = group
                .iter()
                .filter(|place| place.stand == stand)
                .find_map(|place| of(place).as_of.clone())
                .map_or_else(String::new, |as_of| as_of.basis);
            let as_of = AsOf {
                from: Some(from),
                to: Some(to),
                basis,
            };
            (as_of, stands[stand].position.statement.clone())
        });
        for place in &group {
            let stand = &mut stands[place.stand];
            let own = &statements[stand.statement].source;
            let precedent = &mut stand.position.precedents[place.precedent];
            precedent.sources = listed
                .iter()
                .filter(|one| one.source != *own)
                .cloned()
                .collect();
            if precedent.as_of.is_none()
                && let Some((as_of, by)) = &dated_by
            {
                precedent.as_of = Some(as_of.clone());
                precedent.dated_by = Some(by.clone());
            }
            // "In Istanbul we agreed": held then, on another's dating.
            let inside = stand.position.clause.contains(precedent.span);
            if inside && stand.position.time == Time::Past && stand.position.as_of.is_none() {
                stand.position.as_of.clone_from(&precedent.as_of);
            }
        }
    }
}

fn on_it(source: &Source, relation: PrecedentRelation, text: &str, span: Span) -> PrecedentSource {
    PrecedentSource {
        source: source.id.clone(),
        path: source.path.clone(),
        relation,
        text: text.to_owned(),
        span,
    }
}

/// Places that invoke one thing: by its name, else by its very time.
fn groups(stands: &[Stand]) -> Vec<Vec<Place>> {
    // Names that begin alike are looked at together.
    let mut out: Vec<Vec<Place>> = Vec::new();
    let mut by_name: BTreeMap<String, Vec<(String, usize)>> = BTreeMap::new();
    let mut by_time: BTreeMap<(Option<Day>, Option<Day>), usize> = BTreeMap::new();
    for (number, stand) in stands.iter().enumerate() {
        for (at, precedent) in stand.position.precedents.iter().enumerate() {
            let place = Place {
                stand: number,
                precedent: at,
            };
            let group = match (&precedent.name, &precedent.as_of) {
                (Some(name), _) => {
                    let start: String = name.chars().take(4).collect();
                    let known = by_name.entry(start).or_default();
                    if let Some((_, group)) = known.iter().find(|(known, _)| alike(known, name)) {
                        *group
                    } else {
                        known.push((name.clone(), out.len()));
                        out.len()
                    }
                }
                (None, Some(as_of)) => *by_time.entry((as_of.from, as_of.to)).or_insert(out.len()),
                (None, None) => out.len(),
            };
            if group == out.len() {
                out.push(Vec::new());
            }
            out[group].push(place);
        }
    }
    out
}

/// The time on which all agree, the narrowest; none where two exclude each other.
fn one_time(times: impl Iterator<Item = (Day, Day, usize)>) -> Option<(Day, Day, usize)> {
    let mut best: Option<(Day, Day, usize)> = None;
    for (from, to, stand) in times {
        best = match best {
            None => Some((from, to, stand)),
            Some((known_from, known_to, _)) if to < known_from || known_to < from => return None,
            Some((known_from, known_to, _))
                if to.days_since(from) < known_to.days_since(known_from) =>
            {
                Some((from, to, stand))
            }
            known => known,
        };
    }
    best
}

/// Whether two names are one in two cases or as noun and adjective.
fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let digits = |name: &str| name.starts_with(|mark: char| mark.is_ascii_digit());
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let (a_len, b_len) = (a.chars().count(), b.chars().count());
    !digits(a)
        && !digits(b)
        && common >= 4
        && a_len.min(b_len) - common <= 2
        && a_len.max(b_len) - common <= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_meets_its_adjective_and_no_other_name() {
        assert!(alike("lundborg", "lundborgskii"));
        assert!(alike("lundborg", "lundborzkyi"));
        assert!(!alike("lundborg", "lundhaven"));
        assert!(!alike("8812", "8813"));
    }

    #[test]
    fn two_times_that_exclude_each_other_date_nothing() {
        let day = |text| Day::parse(text).unwrap();
        let year = (day("2022-01-01"), day("2022-12-31"), 0);
        let month = (day("2022-04-01"), day("2022-04-30"), 1);
        let other = (day("2019-01-01"), day("2019-12-31"), 2);
        assert_eq!(one_time([year, month].into_iter()), Some(month));
        assert_eq!(one_time([year, month, other].into_iter()), None);
        assert_eq!(one_time(std::iter::empty()), None);
    }
}
