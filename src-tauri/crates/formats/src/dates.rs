//! Dates as records give them: whole, in parts, or with words around a year.

use crate::citation::{parse_date, pattern};
use diglot_model::{Date, DatePoint};
use diglot_text::tidy::tidy;
use regex::Regex;
use std::sync::LazyLock;

/// Reads a date in any of the ways that records print one: those of [`parse_date`],
/// `20151028`, `12/03/1999`, `2020-05-01T00:00:00Z`, `c2011`, `[1999?]`, `ca. 1980`,
/// `1998-2001`, or else the first year in the text.
pub(crate) fn printed(text: &str) -> Option<Date> {
    let text = tidy(text);
    let text = text.trim_matches(|c: char| matches!(c, '[' | ']' | '(' | ')' | '.' | ',' | ';'));
    parse_date(text)
        .or_else(|| numbers(text))
        .or_else(|| year_in(text))
}

/// Reads a date whose year may stand elsewhere: `Feb` or `01/15` beside the year 2002.
pub(crate) fn beside(year: &Date, text: &str) -> Option<Date> {
    let text = tidy(text);
    let text = text.trim_matches(['[', ']', '(', ')', '.', ',', ';', '/', ' ']);
    let number = year.start_year()?;
    if let Some(date) = parse_date(text).or_else(|| numbers(text)) {
        return (date.start_year() == Some(number)).then_some(date);
    }
    // "Feb 12", "Jan-Feb", "Spring"; "12 February", "February 12"
    if let Some(date) =
        parse_date(&format!("{number} {text}")).or_else(|| parse_date(&format!("{text} {number}")))
    {
        return Some(date);
    }
    let c = MONTH_DAY.captures(text)?;
    let part = |i| c.get(i).and_then(|m| m.as_str().parse::<u8>().ok());
    let (month, day) = (part(1), part(2));
    (month.is_some_and(|m| (1..=12).contains(&m)))
        .then(|| Date::point(DatePoint::from_parts(number, month, day)))
}

static MONTH_DAY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})日?|月)?$"));
static COMPACT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^((?:1[5-9]|20)\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])?$"));
static YEAR_LAST: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(\d{1,2})[/.\-](\d{1,2})[/.\-]((?:1[5-9]|20)\d{2})\b"));
static WITH_TIME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T\s]\s*\d{1,2}:\d{2}"));
static YEAR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[^\d])((?:1[0-9]|20)\d{2})(?:$|[^\d])"));
static YEARS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^((?:1[0-9]|20)\d{2})\s*[-–/]\s*((?:1[0-9]|20)\d{2})$"));
static APPROXIMATE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?:^|\W)(?:ca?\.\s*|circa\s+|approximately\s+)\d{4}|\d{4}\?"));

fn numbers(text: &str) -> Option<Date> {
    let read = |c: &regex::Captures<'_>, year: usize, month: usize, day: usize| {
        let part = |i: usize| c.get(i).and_then(|m| m.as_str().parse::<u8>().ok());
        Some(Date::point(DatePoint::from_parts(
            c[year].parse().ok()?,
            part(month),
            part(day),
        )))
    };
    if let Some(c) = COMPACT.captures(text) {
        return read(&c, 1, 2, 3);
    }
    if let Some(c) = WITH_TIME.captures(text) {
        return read(&c, 1, 2, 3);
    }
    if let Some(c) = YEAR_LAST.captures(text) {
        // Which number is the month shows only when the other is greater than 12.
        let first: u8 = c[1].parse().ok()?;
        let second: u8 = c[2].parse().ok()?;
        return match (first > 12, second > 12) {
            (true, false) => read(&c, 3, 2, 1),
            (false, true) => read(&c, 3, 1, 2),
            _ => Some(Date::year(c[3].parse().ok()?)),
        };
    }
    let c = YEARS.captures(text)?;
    let (from, to): (i32, i32) = (c[1].parse().ok()?, c[2].parse().ok()?);
    let mut date = Date::year(from);
    date.end = (to > from).then(|| DatePoint::year(to));
    Some(date)
}

/// The first year that a text names.
pub(crate) fn year_in(text: &str) -> Option<Date> {
    let c = YEAR.captures(text)?;
    let mut date = Date::year(c[1].parse().ok()?);
    date.approximate = APPROXIMATE.is_match(text);
    Some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_dates() {
        let read = |text| printed(text).map(|d| d.to_string()).unwrap_or_default();
        for (text, want) in [
            ("2009", "2009"),
            ("c2011", "2011"),
            ("[2023]", "2023"),
            ("ca. 1980", "1980~"),
            ("[1999?]", "1999~"),
            ("©2004", "2004"),
            ("20151028", "2015-10-28"),
            ("25/03/1999", "1999-03-25"),
            ("03/25/1999", "1999-03-25"),
            ("03/04/1999", "1999"),
            ("2020-05-01T10:00:00Z", "2020-05-01"),
            ("2016/10/03 12:00", "2016-10-03"),
            ("1998-2001", "1998/2001"),
            ("Kungl. 1984 [tryckt]", "1984"),
            ("2003 Feb", "2003-02"),
            ("123456", ""),
            ("n.d.", ""),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn dates_beside_a_year() {
        let year = Date::year(2002);
        let read = |text| {
            beside(&year, text)
                .map(|d| d.to_string())
                .unwrap_or_default()
        };
        for (text, want) in [
            ("Feb", "2002-02"),
            ("Jan-Feb", "2002-01/2002-02"),
            ("Feb 12", "2002-02-12"),
            ("12 February", "2002-02-12"),
            ("01/15", "2002-01-15"),
            ("3月", "2002-03"),
            ("Spring", "2002-21"),
            ("2002/11/05", "2002-11-05"),
            ("2003-01-01", ""),
            ("May 3, 2002", "2002-05-03"),
            ("soon", ""),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }
}
