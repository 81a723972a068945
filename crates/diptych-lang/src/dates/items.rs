//! The items of a rule, and what each takes from the text.
//!
//! A rule is a row of items: a word or mark (`on|at`), or a class in braces
//! (`{month}`, the second of its kind `{month:b}`). A final `?` makes an item
//! optional.

use super::numeric::{self, Written};
use super::table::{Meaning, Sense, Table, Unit};
use crate::Token;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A month's name.
    Month,
    /// A weekday's name in full.
    Weekday,
    /// A weekday's name, in full or short.
    AnyWeekday,
    /// Day of the month: numeral or ordinal.
    Day,
    /// Four digits.
    Year,
    /// Four digits and a word for year.
    YearAndWord,
    /// Morning, evening.
    Part,
    /// Last, this, next.
    Shift,
    /// Any unit.
    Unit,
    /// Week, month or year.
    Period,
    /// Numeral or number word.
    Number,
    /// 0 to 24.
    Hour,
    /// Two digits below 60.
    Minute,
    /// `2031-08-20`.
    Iso,
    /// `20.08.2031`.
    Dotted,
    /// `20.08`.
    DottedShort,
    /// `20/08/2031`.
    Slashed,
    /// `20/08`, both of two digits.
    SlashedShort,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    Words {
        any: Vec<String>,
        optional: bool,
    },
    Class {
        class: Class,
        second: bool,
        optional: bool,
    },
}

impl Item {
    pub(super) fn is_optional(&self) -> bool {
        match self {
            Self::Words { optional, .. } | Self::Class { optional, .. } => *optional,
        }
    }
}

/// What the items of a rule took.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Slots {
    pub(super) month: [Option<i8>; 2],
    pub(super) day: [Option<i8>; 2],
    pub(super) year: [Option<i16>; 2],
    pub(super) weekday: Option<i8>,
    pub(super) part: bool,
    pub(super) shift: Option<i32>,
    pub(super) unit: Option<Unit>,
    pub(super) number: Option<i32>,
    pub(super) hour: Option<i32>,
    pub(super) written: Option<Written>,
}

/// The tokens of a text with what their words can mean.
pub(super) struct Words<'t> {
    pub(super) tokens: &'t [Token],
    pub(super) meanings: Vec<&'t [Meaning]>,
    pub(super) table: &'t Table,
}

impl<'t> Words<'t> {
    pub(super) fn new(tokens: &'t [Token], table: &'t Table) -> Self {
        let meanings = tokens
            .iter()
            .map(|token| {
                if token.is_word {
                    table.meanings(&token.folded)
                } else {
                    &[]
                }
            })
            .collect();
        Self {
            tokens,
            meanings,
            table,
        }
    }

    /// The first sense of the token that `wanted` takes.
    pub(super) fn sense<T>(&self, at: usize, wanted: impl Fn(Sense) -> Option<T>) -> Option<T> {
        let capital = self.tokens.get(at)?.is_capital;
        self.meanings[at]
            .iter()
            .filter(|meaning| capital || !meaning.capital)
            .find_map(|meaning| wanted(meaning.sense))
    }

    /// The digits of a token that holds nothing else.
    pub(super) fn digits(&self, at: usize) -> Option<&'t str> {
        let folded = self.tokens.get(at)?.folded.as_str();
        (!folded.is_empty() && folded.bytes().all(|byte| byte.is_ascii_digit())).then_some(folded)
    }

    /// Whether no white space stands between the tokens `first` to `last`.
    pub(super) fn touch(&self, first: usize, last: usize) -> bool {
        last < self.tokens.len()
            && (first..last).all(|at| self.tokens[at].span.end == self.tokens[at + 1].span.start)
    }

    /// Lets `class` take words from `at`; returns one past the last of them.
    pub(super) fn take(
        &self,
        class: Class,
        second: bool,
        at: usize,
        slots: &mut Slots,
    ) -> Option<usize> {
        let slot = usize::from(second);
        match class {
            Class::Month => {
                slots.month[slot] = Some(self.sense(at, |sense| match sense {
                    Sense::Month(month) => Some(month),
                    _ => None,
                })?);
            }
            Class::Weekday => {
                slots.weekday = Some(self.sense(at, |sense| match sense {
                    Sense::Weekday(day) => Some(day),
                    _ => None,
                })?);
            }
            Class::AnyWeekday => {
                slots.weekday = Some(self.sense(at, |sense| match sense {
                    Sense::Weekday(day) | Sense::ShortWeekday(day) => Some(day),
                    _ => None,
                })?);
            }
            Class::Part => {
                self.sense(at, |sense| (sense == Sense::Part).then_some(()))?;
                slots.part = true;
            }
            Class::Shift => {
                slots.shift = Some(self.sense(at, |sense| match sense {
                    Sense::Shift(by) => Some(by),
                    _ => None,
                })?);
            }
            Class::Unit | Class::Period => {
                let unit = self.sense(at, |sense| match sense {
                    Sense::Unit(unit) => Some(unit),
                    _ => None,
                })?;
                if class == Class::Period && !matches!(unit, Unit::Week | Unit::Month | Unit::Year)
                {
                    return None;
                }
                slots.unit = Some(unit);
            }
            Class::Number => {
                let value = match self.digits(at) {
                    Some(digits) if digits.len() <= 3 => digits.parse().ok()?,
                    Some(_) => return None,
                    None => self.sense(at, |sense| match sense {
                        Sense::Number(value) => Some(value),
                        _ => None,
                    })?,
                };
                slots.number = Some(value);
            }
            Class::Hour => {
                slots.hour = Some(numeric::small(self.digits(at)?, 24)?);
            }
            Class::Minute => {
                let digits = self.digits(at)?;
                if digits.len() != 2 {
                    return None;
                }
                numeric::small(digits, 59)?;
            }
            Class::Day => return self.take_day(slot, at, slots),
            Class::Year | Class::YearAndWord => {
                return self.take_year(class == Class::YearAndWord, slot, at, slots);
            }
            Class::Iso | Class::Slashed | Class::SlashedShort => {
                let (written, end) = numeric::in_pieces(self, class, at)?;
                slots.written = Some(written);
                return Some(end);
            }
            Class::Dotted | Class::DottedShort => {
                let folded = &self.tokens.get(at)?.folded;
                slots.written = Some(numeric::dotted(folded, class == Class::DottedShort)?);
            }
        }
        Some(at + 1)
    }

    /// `5`, `5th`, `5-го`, `пятого`, `двадцать первого`.
    fn take_day(&self, slot: usize, at: usize, slots: &mut Slots) -> Option<usize> {
        let (value, end) = if let Some(digits) = self.digits(at) {
            if digits.len() > 2 {
                return None;
            }
            (numeric::small(digits, 31)?, self.after_suffix(at))
        } else if let Some(day) =
            numeric::with_suffix(&self.tokens.get(at)?.folded, &self.table.ordinal_suffixes)
        {
            (day, at + 1)
        } else {
            let ordinal = |at| {
                self.sense(at, |sense| match sense {
                    Sense::Ordinal(day) => Some(i32::from(day)),
                    _ => None,
                })
            };
            let tens = self.sense(at, |sense| match sense {
                Sense::Tens(tens) => Some(i32::from(tens)),
                _ => None,
            });
            match tens.and_then(|tens| ordinal(at + 1).map(|ones| (tens, ones))) {
                Some((tens, ones)) if ones < 10 => (tens + ones, at + 2),
                _ => (ordinal(at)?, at + 1),
            }
        };
        if !(1..=31).contains(&value) {
            return None;
        }
        slots.day[slot] = i8::try_from(value).ok();
        Some(end)
    }

    fn take_year(
        &self,
        needs_word: bool,
        slot: usize,
        at: usize,
        slots: &mut Slots,
    ) -> Option<usize> {
        let digits = self.digits(at).filter(|digits| digits.len() == 4)?;
        let year: i16 = digits.parse().ok()?;
        if !(1900..=2099).contains(&year) {
            return None;
        }
        slots.year[slot] = Some(year);
        let end = self.after_suffix(at);
        let word = self.sense(end, |sense| (sense == Sense::YearWord).then_some(()));
        match word {
            Some(()) => Some(end + 1),
            None if needs_word => None,
            None => Some(end),
        }
    }

    /// One past a numeral and the ending written to it with a hyphen.
    fn after_suffix(&self, at: usize) -> usize {
        let has_suffix = self.touch(at, at + 2)
            && self.tokens[at + 1].folded == "-"
            && self
                .table
                .ordinal_suffixes
                .iter()
                .any(|suffix| self.tokens[at + 2].folded == *suffix);
        if has_suffix { at + 3 } else { at + 1 }
    }
}

/// The word without an English possessive ending ("today's").
pub(super) fn plain(folded: &str) -> &str {
    folded.strip_suffix("'s").unwrap_or(folded)
}

/// Reads one item of a rule.
///
/// An unknown class becomes a word that stands in no text; the test of the
/// tables names it.
pub(super) fn parse_item(written: &str) -> Item {
    let (body, optional) = match written.strip_suffix('?') {
        Some(body) if !body.is_empty() => (body, true),
        _ => (written, false),
    };
    let named = body
        .strip_prefix('{')
        .and_then(|body| body.strip_suffix('}'));
    if let Some(name) = named {
        let (name, second) = match name.strip_suffix(":b") {
            Some(name) => (name, true),
            None => (name, false),
        };
        if let Some(class) = class_named(name) {
            return Item::Class {
                class,
                second,
                optional,
            };
        }
    }
    let any = crate::forms::choices(body)
        .into_iter()
        .map(|word| diptych_core::fold(&word).text)
        .collect();
    Item::Words { any, optional }
}

fn class_named(name: &str) -> Option<Class> {
    Some(match name {
        "month" => Class::Month,
        "weekday" => Class::Weekday,
        "wd" => Class::AnyWeekday,
        "day" => Class::Day,
        "year" => Class::Year,
        "year+word" => Class::YearAndWord,
        "part" => Class::Part,
        "shift" => Class::Shift,
        "unit" => Class::Unit,
        "period" => Class::Period,
        "number" => Class::Number,
        "hour" => Class::Hour,
        "minute" => Class::Minute,
        "iso" => Class::Iso,
        "dotted" => Class::Dotted,
        "dotted-short" => Class::DottedShort,
        "slashed" => Class::Slashed,
        "slashed-short" => Class::SlashedShort,
        _ => return None,
    })
}
