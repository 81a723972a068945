//! Noun phrases that can be speakers, found beside a reporting word.
// long: the forms a mention of a speaker can take, read in one place

use diptych_lang::Flags;

use crate::units::Unit;

/// A range of units.
pub(crate) type Range = (usize, usize);

const PRONOUN: Flags = Flags::THIRD
    .with(Flags::FIRST)
    .with(Flags::SECOND)
    .with(Flags::DEMONSTRATIVE);

/// Words that no noun phrase holds.
const WALL: Flags = Flags::SUBORDINATOR
    .with(Flags::RELATIVE)
    .with(Flags::AUXILIARY)
    .with(Flags::PREDICATE);

/// Whether the unit is a finite verb here rather than a noun or a name.
pub(crate) fn is_verb(units: &[Unit], at: usize) -> bool {
    let unit = &units[at];
    if !unit.is_word()
        || !unit.any(Flags::FINITE)
        || unit.capital && at > 0 && units[at - 1].mark != '.'
    {
        return false;
    }
    !unit.any(
        Flags::PERSON
            | Flags::BODY
            | Flags::NOUN_SAY
            | Flags::NOUN_THINK
            | Flags::PREPOSITION
            | Flags::TITLE
            | Flags::ADVERB,
    ) || unit.any(Flags::AUXILIARY)
}

/// The subject that ends before `verb`, not reaching left of `lo`.
///
/// Auxiliaries, adverbs, times and asides between commas are passed over.
pub(crate) fn left(units: &[Unit], lo: usize, verb: usize) -> Option<Range> {
    let mut end = verb;
    loop {
        end = skip_between(units, lo, end);
        if end == lo {
            return None;
        }
        let last = &units[end - 1];
        match last.mark {
            ')' => end = opening(units, lo, end - 1, '(')?,
            ',' | '-' if last.quote.is_none() => {
                let before = aside(units, lo, end - 1)?;
                if let Some(found) = after_opening(units, lo, before, end - 1) {
                    return Some(found);
                }
                let (first, stop) = left_phrase(units, lo, before)?;
                return Some((first, stop));
            }
            _ => break,
        }
    }
    if units[end - 1].any(Flags::RELATIVE) && !units[end - 1].any(Flags::PREPOSITION) {
        return Some((end - 1, end));
    }
    left_phrase(units, lo, end)
        .filter(|found| !units[found.0].inflected || names_someone(units, *found))
        .or_else(|| before_scene(units, lo, end))
}

/// The subject before an aside and the scene after it: `Прокурор, який керує
/// слідством, у розмові з газетою наголосив`.
fn before_scene(units: &[Unit], lo: usize, end: usize) -> Option<Range> {
    let comma = (lo + 1..end)
        .rev()
        .take(8)
        .find(|at| units[*at].quote.is_none() && units[*at].mark == ',')?;
    let scene = units.get(comma + 1).filter(|_| comma + 1 < end)?;
    if !scene.inflected || !scene.any(Flags::PREPOSITION) || !scene.adverbial {
        return None;
    }
    let before = aside(units, lo, comma)?;
    left_phrase(units, lo, before).filter(|found| names_someone(units, *found))
}

/// Passes over auxiliaries, adverbs and negations leftwards.
fn skip_between(units: &[Unit], lo: usize, mut end: usize) -> usize {
    while end > lo {
        let unit = &units[end - 1];
        let passes = unit.is_word()
            && (unit.any(Flags::AUXILIARY | Flags::NEGATION)
                || unit.any(Flags::ADVERB)
                    && !(unit.capital && end >= lo + 2 && units[end - 2].capital)
                || unit.any(Flags::TIME) && !unit.any(Flags::GIVEN)
                || unit.any(Flags::OBJECT) && !unit.any(PRONOUN) && !unit.any(Flags::POSSESSIVE)
                || unit.dative
                    && !unit.capital
                    && unit.any(Flags::PERSON)
                    && unit.any(Flags::OBLIQUE)
                    && end > lo + 1
                || unit.inflected
                    && unit.any(Flags::DET)
                    && end < units.len()
                    && units[end].any(Flags::TIME | Flags::ADVERB))
            && !unit.any(Flags::TITLE);
        if !passes {
            // A phrase of time: `on Tuesday`, `в среду`.
            if unit.is_word()
                && unit.any(Flags::PREPOSITION)
                && end < units.len()
                && (units[end].any(Flags::TIME | Flags::OBJECT)
                    || unit.inflected && units[end].any(Flags::DET))
            {
                end -= 1;
                continue;
            }
            break;
        }
        end -= 1;
    }
    end
}

fn opening(units: &[Unit], lo: usize, at: usize, mark: char) -> Option<usize> {
    (lo..at).rev().take(30).find(|at| units[*at].mark == mark)
}

/// The subject that stands between commas behind an opening phrase: `After
/// winning the vote in Port Callow, Governor Ada Renn (N), said`.
fn after_opening(units: &[Unit], lo: usize, comma: usize, end: usize) -> Option<Range> {
    let mut open = lo;
    while open < comma && (!units[open].is_word() || units[open].any(Flags::CONJUNCTION)) {
        open += 1;
    }
    let opens = open < comma
        && !units[open].inflected
        && units[open].any(Flags::PREPOSITION | Flags::SUBORDINATOR | Flags::TIME)
        && !units[open].any(Flags::GIVEN | Flags::POSSESSIVE);
    let begins = units.get(comma + 1).is_some_and(|unit| {
        unit.is_word()
            && (unit.capital && !unit.any(Flags::TIME) || unit.any(Flags::TITLE))
            && !unit.any(WALL)
    });
    if !opens || !begins {
        return None;
    }
    // A second comma in the opening means that the aside belongs to a name.
    if (open..comma).any(|at| units[at].quote.is_some() || units[at].mark == ',') {
        return None;
    }
    right(units, comma + 1, end, false).filter(|(_, stop)| *stop == end)
}

/// The unit before the aside that ends with the comma or dash at `at`.
fn aside(units: &[Unit], lo: usize, at: usize) -> Option<usize> {
    let mark = units[at].mark;
    let mut parens = 0;
    for place in (lo..at).rev().take(45) {
        let unit = &units[place];
        if unit.quote.is_some() {
            return None;
        }
        match unit.mark {
            ')' => parens += 1,
            '(' => parens -= 1,
            found if found == mark && parens == 0 && place > lo => {
                // A comma in a row of places or years belongs to the aside.
                if place >= lo + 2
                    && at - place <= 3
                    && units[place - 1].capital
                    && units[place + 1].capital
                    && let Some(outer) = (lo..place)
                        .rev()
                        .take(25)
                        .find(|earlier| units[*earlier].mark == mark)
                    && outer > lo
                    && left_phrase(units, lo, outer).is_some_and(|(first, _)| {
                        units[first].capital || units[first].any(Flags::DET)
                    })
                {
                    return Some(outer);
                }
                return Some(place);
            }
            ':' | ';' => return None,
            _ => {}
        }
    }
    None
}

/// The noun phrase whose last unit stands before `end`.
fn left_phrase(units: &[Unit], lo: usize, end: usize) -> Option<Range> {
    let mut first = end;
    while first > lo {
        let at = first - 1;
        let unit = &units[at];
        if unit.quote.is_some() {
            break;
        }
        if !unit.is_word() {
            match unit.mark {
                '.' | '"' | '\'' | '&' | '/' if at > lo => {
                    first = at;
                    continue;
                }
                ')' => match opening(units, lo, at, '(') {
                    Some(open) if open > lo => {
                        first = open;
                        continue;
                    }
                    _ => break,
                },
                _ => break,
            }
        }
        if unit.any(WALL) && !(unit.any(Flags::DET) && first < end) && !unit.capital {
            break;
        }
        if first == end && unit.any(Flags::DEMONSTRATIVE) {
            return Some((at, end));
        }
        if unit.any(PRONOUN) && !unit.any(Flags::POSSESSIVE | Flags::DET) {
            if first == end {
                return Some((at, end));
            }
            break;
        }
        if first < end && is_verb(units, at) && !unit.any(Flags::PARTICIPLE) {
            break;
        }
        if first < end && unit.any(Flags::GERUND) {
            break;
        }
        if unit.any(Flags::TIME) && !unit.any(Flags::GIVEN) && !unit.any(Flags::AUXILIARY) {
            if first == end {
                return None;
            }
            // The day of `a March 5 memo`.
            if units[first].number && first + 1 < end {
                first += 1;
            }
            break;
        }
        if unit.any(Flags::CONJUNCTION) {
            // Two names or roles joined: both speak.
            if first < end && at > lo && joins(units, lo, at, end) {
                first = at;
                continue;
            }
            break;
        }
        if unit.any(Flags::ADVERB) && first < end && !unit.capital {
            break;
        }
        if unit.any(Flags::PREPOSITION) && !unit.capital {
            if first == end {
                return None;
            }
            if unit.inflected && at > lo && units[at - 1].any(Flags::HE | Flags::SHE | Flags::FIRST)
            {
                return Some((at - 1, at));
            }
            if at > lo && is_nominal(&units[at - 1]) {
                first = at;
                continue;
            }
            if unit.inflected {
                return past_object(units, at, end);
            }
            break;
        }
        if unit.any(Flags::PREPOSITION | Flags::SUBORDINATOR) {
            if unit.inflected && unit.any(Flags::PREPOSITION) && first < end {
                return past_object(units, at, end);
            }
            break;
        }
        first = at;
    }
    trim(units, first, end)
}

/// The subject after a preposition and its object, where cases are marked:
/// `после эфира Петрова сказала`. The object itself is no subject.
fn past_object(units: &[Unit], preposition: usize, end: usize) -> Option<Range> {
    let begins = |unit: &Unit| {
        unit.is_word()
            && (unit.capital || unit.any(Flags::PERSON | Flags::BODY) && !unit.any(Flags::OBLIQUE))
    };
    let first = (preposition + 2..end)
        .find(|at| begins(&units[*at]) && !units[*at - 1].any(Flags::PREPOSITION))?;
    trim(units, first, end)
}

fn is_nominal(unit: &Unit) -> bool {
    unit.is_word()
        && !unit.any(
            Flags::PREPOSITION
                | Flags::CONJUNCTION
                | Flags::SUBORDINATOR
                | Flags::TIME
                | Flags::ADVERB
                | Flags::AUXILIARY,
        )
        && (!unit.any(Flags::FINITE | Flags::GERUND | Flags::BASE)
            || unit.any(Flags::PERSON | Flags::BODY))
}

/// Whether the conjunction at `at` joins two speakers.
fn joins(units: &[Unit], lo: usize, at: usize, end: usize) -> bool {
    let name =
        |unit: &Unit| unit.is_word() && (unit.capital || unit.any(Flags::PERSON | Flags::BODY));
    let before = &units[at - 1];
    let after = (at + 1..end).any(|place| name(&units[place]));
    after && name(before) && !(lo..at).rev().take(4).any(|place| is_verb(units, place))
}

/// Drops what cannot begin or end a mention.
fn trim(units: &[Unit], mut first: usize, mut end: usize) -> Option<Range> {
    while first < end {
        let unit = &units[first];
        let drop = !unit.is_word()
            || unit.any(Flags::ADDRESSEE) && first + 1 < end
            || unit.any(Flags::CONJUNCTION | Flags::ADVERB | Flags::SUBORDINATOR)
                && !unit
                    .any(Flags::PERSON | Flags::BODY | Flags::INDEFINITE | Flags::DET | PRONOUN);
        if !drop {
            break;
        }
        first += 1;
    }
    while end > first && !units[end - 1].is_word() && !matches!(units[end - 1].mark, ')' | '"') {
        end -= 1;
    }
    if first < end && units[first].inflected {
        first = past_scene(units, first, end);
        first = past_genitive(units, first, end);
        end = cut_noise(units, first, end);
    }
    (first < end).then_some((first, end))
}

/// Where the subject begins after a phrase in a case of its own that sets the
/// scene: `Двумя этажами выше её соперник`.
fn past_scene(units: &[Unit], first: usize, end: usize) -> usize {
    let head = |at: &usize| units[*at].any(Flags::PERSON) && !units[*at].any(Flags::OBLIQUE);
    let Some(at) = (first..end).find(head).filter(|at| *at > first + 1) else {
        return first;
    };
    if units[first].any(Flags::PERSON | Flags::GIVEN | Flags::BODY | Flags::TITLE) {
        return first;
    }
    let Some(scene) = (first + 1..at).rev().find(|at| units[*at].other_case) else {
        return first;
    };
    if (scene..at).any(|at| units[at].capital) {
        return first;
    }
    (scene + 1..=at)
        .find(|place| *place == at || units[*place].any(Flags::POSSESSIVE | Flags::DET))
        .unwrap_or(at)
}

/// Where the subject begins after an object in the genitive, which never stands
/// before its own noun: `Имени преемника дипломат`.
fn past_genitive(units: &[Unit], first: usize, end: usize) -> usize {
    let head = |at: &usize| units[*at].any(Flags::PERSON) && !units[*at].any(Flags::OBLIQUE);
    let Some(at) = (first..end).find(head).filter(|at| *at > first) else {
        return first;
    };
    let before = &units[at - 1];
    let owned = before.is_word()
        && !before.capital
        && before.any(Flags::PERSON | Flags::BODY)
        && before.any(Flags::OBLIQUE);
    let free = (first..at).all(|at| {
        let unit = &units[at];
        unit.is_word()
            && !unit.any(Flags::GIVEN | Flags::POSSESSIVE | Flags::DET)
            && (at == first || !unit.capital)
    });
    if owned && free { at } else { first }
}

/// The end of a mention before words that are no part of it: `Директор этому
/// рада`, `депутат смягчил тон`.
fn cut_noise(units: &[Unit], first: usize, mut end: usize) -> usize {
    let heads = |unit: &Unit| {
        unit.is_word() && (unit.capital || unit.any(Flags::PERSON | Flags::BODY | Flags::GIVEN))
    };
    let Some(head) = (first..end).find(|at| heads(&units[*at])) else {
        return end;
    };
    let named = |from: usize| (from..end).any(|at| units[at].is_word() && units[at].capital);
    let noise = (head + 1..end).find(|place| {
        let at = *place;
        let unit = &units[at];
        if !unit.is_word() || unit.capital {
            return false;
        }
        let pronoun = unit.any(Flags::OBJECT | Flags::IT | Flags::DEMONSTRATIVE)
            && !unit.any(Flags::POSSESSIVE)
            || unit.any(Flags::DET) && !units.get(at + 1).is_some_and(heads);
        // `актриса в разговоре с газетой`: a scene, not the office.
        let scene = unit.adverbial
            && at + 1 < end
            && !units[at + 1].capital
            && !units[at + 1].any(Flags::BODY | Flags::PERSON)
            && !(at + 1..end).any(|at| units[at].any(Flags::GIVEN | Flags::PERSON));
        let verb = !unit.shape.is_empty() && !named(at);
        let phrase = unit.any(Flags::PREPOSITION)
            && units.get(at + 1).is_some_and(|next| {
                next.any(Flags::OBJECT | Flags::DET | Flags::DEMONSTRATIVE | Flags::TIME)
            });
        let told = unit.any(Flags::ADDRESSEE) && unit.any(Flags::OBLIQUE);
        // An object in a case that belongs to no office: `предшественник шутку не оценил`.
        let object = unit.other_case && !named(at);
        // `написал экономист корреспонденту`: the one who is told.
        let reader = unit.dative
            && unit.any(Flags::PERSON)
            && unit.any(Flags::OBLIQUE)
            && !named(at)
            && !units[head].any(Flags::OBLIQUE);
        // `Сам Марк Дейтон уже в Касте`.
        let scene = scene
            || unit.any(Flags::ADVERB)
                && units
                    .get(at + 1)
                    .is_some_and(|next| next.any(Flags::PREPOSITION) && next.adverbial);
        // `полковник 5 февраля`: a date.
        let date = unit.number && units.get(at + 1).is_some_and(|next| next.any(Flags::TIME));
        pronoun || verb || phrase || scene || object || told || reader || date
    });
    if let Some(noise) = noise {
        end = noise;
    }
    let marks = (first..end).filter(|at| units[*at].mark == '"').count();
    if marks % 2 == 1 && units[end - 1].mark == '"' {
        end -= 1;
    }
    end
}

/// Whether a mention can be of someone at all: a noun that no table knows and
/// that does not end like one for people is none.
fn names_someone(units: &[Unit], (first, end): Range) -> bool {
    (first..end).any(|at| {
        let unit = &units[at];
        !unit.is_word()
            || unit.capital
            || unit.personal
            || unit.any(
                PRONOUN
                    | Flags::PERSON
                    | Flags::BODY
                    | Flags::GIVEN
                    | Flags::INDEFINITE
                    | Flags::RELATIVE
                    | Flags::OUTLET
                    | Flags::TITLE,
            )
    })
}

/// The noun phrase that begins at `from`, not reaching `hi`.
///
/// With `whole`, it runs to the next comma or stop, as after `according to`.
pub(crate) fn right(units: &[Unit], from: usize, hi: usize, whole: bool) -> Option<Range> {
    let mut end = from;
    while end < hi {
        let unit = &units[end];
        if unit.quote.is_some() {
            break;
        }
        if !unit.is_word() {
            match unit.mark {
                '.' if end + 1 < hi && end > from => {
                    end += 1;
                    continue;
                }
                '"' | '\'' | '&' | '/' => {
                    end += 1;
                    continue;
                }
                '(' if unit.inflected => break,
                '(' => match (end..hi).take(20).find(|at| units[*at].mark == ')') {
                    Some(close) => {
                        end = close + 1;
                        continue;
                    }
                    None => break,
                },
                _ => break,
            }
        }
        if unit.any(PRONOUN)
            && !unit.any(Flags::POSSESSIVE | Flags::DET)
            && !(end == from && determines(units, end, hi))
        {
            if end == from {
                end += 1;
            }
            break;
        }
        if unit.any(WALL)
            && !unit.any(Flags::DET | Flags::POSSESSIVE | Flags::INDEFINITE)
            && !unit.capital
        {
            break;
        }
        if !whole {
            let first = end == from;
            if unit.any(Flags::TIME) && !unit.any(Flags::GIVEN) && !first {
                break;
            }
            if unit.any(Flags::ADVERB) && !unit.capital && !first {
                break;
            }
            if unit.any(Flags::PREPOSITION) && !unit.capital {
                if first || unit.adverbial || !matches_of(units, end) {
                    break;
                }
            } else if unit.any(Flags::CONJUNCTION)
                && !(end + 1 < hi
                    && (units[end + 1].capital || units[end + 1].any(Flags::PERSON))
                    && !first)
            {
                break;
            }
            if is_verb(units, end) && !unit.any(Flags::PARTICIPLE) && !first {
                break;
            }
        }
        end += 1;
    }
    trim(units, from, end)
}

/// Whether `that` at `at` goes with a noun for people: `той самий сусід`.
fn determines(units: &[Unit], at: usize, hi: usize) -> bool {
    units[at].inflected
        && units[at].any(Flags::DEMONSTRATIVE)
        && (at + 1..hi.min(at + 3))
            .take_while(|next| units[*next].is_word())
            .any(|next| units[next].any(Flags::PERSON) && !units[next].any(Flags::OBLIQUE))
}

/// Whether a preposition at `at` stays inside the noun phrase.
fn matches_of(units: &[Unit], at: usize) -> bool {
    at > 0
        && is_nominal(&units[at - 1])
        && units.get(at + 1).is_some_and(|next| {
            next.is_word()
                && !next.any(Flags::TIME)
                && (next.any(Flags::DET) || next.capital || !next.any(Flags::GERUND))
        })
        && !units[at].any(Flags::SUBORDINATOR)
        && units[at].end - units[at].first == 1
}

/// The subject right of an inverted verb, past those who are told, times and
/// other asides that a language puts there.
pub(crate) fn inverted(
    units: &[Unit],
    from: usize,
    hi: usize,
    english: bool,
    after_quotation: bool,
) -> Option<Range> {
    let mut at = from;
    while at < hi {
        let unit = &units[at];
        if !unit.is_word() {
            if matches!(unit.mark, '"' | '\'') {
                at += 1;
                continue;
            }
            return None;
        }
        if unit.any(PRONOUN) && !determines(units, at, hi) {
            return Some((at, at + 1));
        }
        if unit.any(Flags::QUESTION_COMPLEMENT) && unit.any(Flags::SUBORDINATOR) && at == from {
            at += 1;
            continue;
        }
        if english {
            let common = after_quotation
                && !unit.any(
                    Flags::PREPOSITION
                        | Flags::ADVERB
                        | Flags::TIME
                        | Flags::CONJUNCTION
                        | Flags::SUBORDINATOR
                        | Flags::OBJECT
                        | Flags::AUXILIARY,
                );
            return (common || can_begin(unit))
                .then(|| right(units, at, hi, false))
                .flatten();
        }
        if unit.any(Flags::PREPOSITION) {
            at = past_phrase(units, at, hi);
            continue;
        }
        let passes = unit.number
            || unit.any(Flags::ADDRESSEE | Flags::TIME | Flags::ADVERB | Flags::OBJECT)
                && !unit.any(Flags::POSSESSIVE);
        if passes || unit.any(Flags::OBJECT) && at + 1 >= hi {
            at += 1;
            continue;
        }
        if unit.any(Flags::SUBORDINATOR | Flags::CONJUNCTION | Flags::RELATIVE) {
            return None;
        }
        if let Some(found) = right(units, at, hi, false)
            && !names_someone(units, found)
            && !(after_quotation
                && found.0 == from
                && units
                    .get(found.1)
                    .is_none_or(|next| found.1 >= hi || next.any(Flags::CONJUNCTION)))
        {
            at = found.1.max(at + 1);
            continue;
        }
        // Whoever is told stands in a case of their own before the one who speaks:
        // `объяснил следствию экс-мэр`, `розповіла Суспільному речниця`.
        let told = unit.any(Flags::OBLIQUE) && unit.any(Flags::PERSON | Flags::BODY)
            || unit.capital && unit.dative && !unit.any(Flags::GIVEN | Flags::PERSON);
        if told
            && let Some(next) = units.get(at + 1)
            && at + 1 < hi
            && next.is_word()
            && (next.any(Flags::PERSON | Flags::BODY) && !next.any(Flags::OBLIQUE)
                || next.any(Flags::HE | Flags::SHE)
                || next.adjective && !next.capital
                || unit.any(Flags::OBLIQUE) && next.any(Flags::GIVEN) && !next.any(Flags::OBLIQUE))
        {
            at += 1;
            continue;
        }
        // A noun that no table knows stands before the one who speaks.
        let plain = !unit.capital && unit.flags.is_empty() && !unit.personal;
        if plain
            && let Some(later) = (at + 1..hi).find(|at| {
                let unit = &units[*at];
                !unit.is_word()
                    || unit.any(Flags::PERSON | Flags::BODY | Flags::TITLE)
                        && !unit.any(Flags::OBLIQUE)
            })
            && units[later].is_word()
            && !(at..later).any(|at| units[at].capital || units[at].any(Flags::GIVEN))
            && !is_modifier(&units[at..later])
        {
            at = later;
            continue;
        }
        return right(units, at, hi, false);
    }
    None
}

/// Whether words before an office are its adjectives: each unknown, the last
/// right before it.
fn is_modifier(units: &[Unit]) -> bool {
    units
        .iter()
        .all(|unit| unit.is_word() && unit.flags.is_empty() && unit.adjective)
}

fn can_begin(unit: &Unit) -> bool {
    unit.capital && !unit.any(Flags::TIME)
        || unit
            .any(Flags::DET | Flags::POSSESSIVE | Flags::PERSON | Flags::BODY | Flags::INDEFINITE)
            && !unit.any(Flags::SUBORDINATOR)
}

/// One past a prepositional phrase that is no part of the subject.
fn past_phrase(units: &[Unit], from: usize, hi: usize) -> usize {
    let mut at = from + 1;
    let mut taken = 0;
    while at < hi {
        let unit = &units[at];
        if !unit.is_word() {
            if matches!(unit.mark, '"' | '\'') {
                at += 1;
                continue;
            }
            return at;
        }
        if taken > 0
            && (unit.any(Flags::GIVEN | PRONOUN)
                || unit.any(Flags::PERSON | Flags::BODY) && !unit.any(Flags::OBLIQUE)
                || unit.any(Flags::PREPOSITION))
            && !unit.any(Flags::OBLIQUE)
        {
            return at;
        }
        // `возразил на это Савин`: the pronoun is the whole phrase.
        if taken == 1
            && units[at - 1].inflected
            && units[at - 1].any(Flags::DEMONSTRATIVE | Flags::OBJECT | Flags::IT | Flags::DET)
            && !units[at - 1].any(Flags::POSSESSIVE)
            && (unit.capital || unit.personal || unit.any(Flags::PERSON))
        {
            return at;
        }
        // `сказала в Касте Эбба Стрём`: a place, then a name in full.
        if taken == 1
            && units[from].adverbial
            && units[at - 1].capital
            && units[at - 1].inflected
            && unit.capital
            && at + 1 < hi
            && units[at + 1].is_word()
            && units[at + 1].capital
        {
            return at;
        }
        if taken > 0 && unit.capital && !units[at - 1].capital && taken > 1 {
            return at;
        }
        taken += 1;
        at += 1;
    }
    at
}
