//! Dates in the spellings that programs and pages leave in a field of their own.

use crate::dates::printed;
use diglot_model::{Date, DatePoint};
use diglot_text::tidy::tidy;

/// Reads a date however it is written; words without any year are kept as words.
///
/// Besides what records print: `2013-02-00`, `2013-02-04 February 4, 2013`, `04/2013`,
/// `2011-01-01/2012-12-31`.
pub(crate) fn loose_date(text: &str) -> Option<Date> {
    let text = tidy(text);
    if text.is_empty() {
        return None;
    }
    Some(
        interval(&text)
            .or_else(|| iso(&text))
            .or_else(|| month_first(&text))
            .or_else(|| printed(&text))
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

/// `04/2013`
fn month_first(text: &str) -> Option<Date> {
    let (month, year) = text.split_once(['/', '-', '.'])?;
    if month.len() > 2 || year.len() != 4 {
        return None;
    }
    let point = DatePoint::from_parts(year.parse().ok()?, Some(month.parse().ok()?), None);
    Some(Date::point(point))
}

/// `2011/2012`, `2011-01-01/2012-12-31`
fn interval(text: &str) -> Option<Date> {
    let (from, to) = text.split_once('/')?;
    let point = |part: &str| match part.len() {
        4 => part.parse().ok().filter(|y| *y > 31).map(DatePoint::year),
        _ => iso(part)?.start,
    };
    let (start, end) = (point(from.trim())?, point(to.trim())?);
    Some(Date {
        end: (start < end).then_some(end),
        ..Date::point(start)
    })
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
            ("[2013?]", "2013~"),
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
