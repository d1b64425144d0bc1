//! Dates in the spellings that programs and pages leave in a field of their own.

use crate::citation::parse_date;
use diglot_model::{Date, DatePoint};
use diglot_text::tidy::tidy;

/// Reads a date however it is written; words without any year are kept as words.
///
/// Besides what publications write: `2013-02-00`, `2019-05-31T10:00:00Z`, `04/2013`,
/// `12/31/2013`, `20130401`, `c2013`, `[2013]`, `2011/2012`. Where day and month could be
/// either, only the year is believed.
pub(crate) fn loose_date(text: &str) -> Option<Date> {
    let text = tidy(text);
    if text.is_empty() {
        return None;
    }
    Some(
        iso(&text)
            .or_else(|| parse_date(&text))
            .or_else(|| numbers(&text))
            .or_else(|| interval(&text))
            .or_else(|| year_in(&text))
            .unwrap_or_else(|| Date {
                literal: Some(text),
                ..Date::default()
            }),
    )
}

/// `2013-02-00 February 2013`, `2019-05-31T10:00:00+02:00`, `2013-02`
fn iso(text: &str) -> Option<Date> {
    let first = text.split(['T', ' ', 't']).next()?;
    let mut parts = first.split('-');
    let year = parts.next().filter(|y| y.len() == 4)?;
    let (month, day) = (parts.next()?, parts.next());
    let two = |part: &str| (part.len() <= 2).then(|| part.parse::<u8>().ok()).flatten();
    let day = match day {
        Some(day) => Some(two(day)?),
        None => None,
    };
    if parts.next().is_some() {
        return None;
    }
    let point = DatePoint::from_parts(year.parse().ok()?, Some(two(month)?), day);
    Some(Date::point(point))
}

/// Numbers between slashes or dots, and eight digits without either.
fn numbers(text: &str) -> Option<Date> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        let part = |range| text.get(range).and_then(|p: &str| p.parse::<u8>().ok());
        let year = text.get(..4)?.parse().ok()?;
        let (month, day) = (part(4..6), part(6..8));
        return (1000..2200)
            .contains(&year)
            .then(|| Date::point(DatePoint::from_parts(year, month, day)));
    }
    let parts: Vec<&str> = text.split(['/', '.', '-']).map(str::trim).collect();
    let numbers: Option<Vec<i32>> = parts.iter().map(|p| p.parse().ok()).collect();
    let small = |n: i32| u8::try_from(n).ok();
    let point = match numbers?.as_slice() {
        &[month, year] if year > 999 => DatePoint::from_parts(year, small(month), None),
        &[a, b, year] if year > 999 => match (a, b) {
            (13..=31, 1..=12) => DatePoint::from_parts(year, small(b), small(a)),
            (1..=12, 13..=31) => DatePoint::from_parts(year, small(a), small(b)),
            (a, b) if a == b => DatePoint::from_parts(year, small(a), small(b)),
            _ => DatePoint::year(year),
        },
        _ => return None,
    };
    Some(Date::point(point))
}

/// `2011/2012`, `2011-2012`, `2011-01-01/2012-12-31`
fn interval(text: &str) -> Option<Date> {
    let (from, to) = match text.split_once('/') {
        Some(halves) => halves,
        None => text.split_once(['-', '–'])?,
    };
    let point = |part: &str| parse_date(part).or_else(|| iso(part.trim()))?.start;
    let (start, end) = (point(from)?, point(to)?);
    Some(Date {
        end: (start < end).then_some(end),
        ..Date::point(start)
    })
}

/// The first year in a text: four digits that nothing else of a number stands beside.
fn year_in(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (0..bytes.len())
        .filter(|at| (*at == 0 || !is_digit(at - 1)) && (0..4).all(|i| is_digit(at + i)) && !is_digit(at + 4))
        .filter_map(|at| text.get(at..at + 4)?.parse::<i32>().ok())
        .find(|year| (1000..2200).contains(year))
        .map(Date::year)
}

#[cfg(test)]
mod tests {
    use super::loose_date;
    use proptest::prelude::*;

    #[test]
    fn spellings() {
        let read = |text: &str| loose_date(text).map(|d| d.to_string()).unwrap_or_default();
        for (text, date) in [
            ("2013", "2013"),
            ("2013-02-00", "2013-02"),
            ("2013-00-00", "2013"),
            ("2013-02-04 February 4, 2013", "2013-02-04"),
            ("2019-05-31T10:00:00Z", "2019-05-31"),
            ("04/2013", "2013-04"),
            ("12/31/2013", "2013-12-31"),
            ("31.12.2013", "2013-12-31"),
            ("04/05/2013", "2013"),
            ("2013/04/05", "2013-04-05"),
            ("20130405", "2013-04-05"),
            ("c2013", "2013"),
            ("[2013?]", "2013"),
            ("Nov 1982", "1982-11"),
            ("2011/2012", "2011/2012"),
            ("2004-01-19/2015-12-31", "2004-01-19/2015-12-31"),
            ("2013年2月", "2013-02"),
            ("forthcoming", "forthcoming"),
            ("Winter term 2013, part 1", "2013"),
            ("", ""),
        ] {
            assert_eq!(read(text), date, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[0-9/. -]{0,12}|\\PC{0,20}") {
            loose_date(&text);
        }
    }
}
