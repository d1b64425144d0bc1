//! Dates of publication as MEDLINE and its kin print them.

use diglot_model::{Date, DatePoint, Season};
use diglot_text::calendar::month_number;

/// What one end of a date says.
#[derive(Debug, Default, Clone, Copy)]
struct Point {
    year: Option<i32>,
    month: Option<u8>,
    day: Option<u8>,
    season: Option<Season>,
    /// Whether the month was a word.
    named: bool,
}

/// Reads `2018 Apr 12`, `2023 Apr-Jun`, `1998 Dec-1999 Jan`, `2000 Spring-Summer`,
/// `2010 Jul 13-19`, `Apr 2019`, `JUN 28 2011`, `20170728`, `2017/07/28`, `2013 06 10`.
///
/// The second value tells whether every word was understood; else it is the year alone.
pub(crate) fn medline(text: &str) -> Option<(Date, bool)> {
    let text = text.trim().trim_end_matches(['.', ';', ',']);
    if let Some(day) = compact(text) {
        return Some((Date::point(day), true));
    }
    let (first, last) = match text
        .split_once(['-', '\u{2013}'])
        .or_else(|| two_months(text))
    {
        // "2013-06-10" is no range.
        Some((from, to)) if !to.contains('-') && !is_numeric(from, to) => (from, Some(to)),
        _ => (text, None),
    };
    whole(first, last)
        .map(|date| (date, true))
        .or_else(|| year_in(text).map(|year| (Date::year(year), false)))
}

/// Reads a date whose year stands elsewhere: `JAN-FEB`, `SPR`, `MAR 5`.
pub(crate) fn within(year: i32, text: &str) -> Option<Date> {
    let (date, all) = medline(text).unwrap_or_default();
    if date.start.is_some() {
        return (all && date.start_year() == Some(year)).then_some(date);
    }
    let (date, all) = medline(&format!("{year} {text}"))?;
    all.then_some(date)
}

fn whole(first: &str, last: Option<&str>) -> Option<Date> {
    let mut start = point(first)?;
    let end = last.map_or(Some(Point::default()), point)?;
    // "Nov-Dec 2020"
    start.year = start.year.or(end.year);
    let from = finish(start)?;
    let mut date = Date::point(from);
    if last.is_none() {
        return Some(date);
    }
    let mut to = Point {
        year: end.year.or(start.year),
        ..end
    };
    // "Jul 13-19": the number is a day of the same month.
    if start.named && start.day.is_some() && !end.named && end.day.is_none() && end.month.is_some()
    {
        to.day = end.month;
        to.month = start.month;
    }
    let to = finish(to)?;
    date.end = (to != from).then_some(to);
    Some(date)
}

fn point(text: &str) -> Option<Point> {
    let mut point = Point::default();
    for word in text
        .split([' ', '\t', '/', '-', ',', '.'])
        .filter(|w| !w.is_empty())
    {
        if word.bytes().all(|b| b.is_ascii_digit()) {
            let number: i32 = word.parse().ok()?;
            match word.len() {
                4 if point.year.is_none() => point.year = Some(number),
                // A second year says no more.
                4 => (point.year == Some(number)).then_some(())?,
                1 | 2 if point.month.is_none() => {
                    // A day may stand before its month.
                    point.month = Some(u8::try_from(number).ok()?);
                    point.day = None;
                }
                1 | 2 if point.day.is_none() => point.day = Some(u8::try_from(number).ok()?),
                _ => return None,
            }
        } else if let Some(month) = month_number(word) {
            point.named = true;
            if let Some(number) = point.month.replace(month) {
                point.day = Some(number);
            }
        } else {
            point.season = Some(season(word)?);
        }
    }
    Some(point)
}

fn finish(point: Point) -> Option<DatePoint> {
    let valid = point.month.is_none_or(|m| (1..=12).contains(&m))
        && point.day.is_none_or(|d| (1..=31).contains(&d));
    if !valid {
        return None;
    }
    let mut out = DatePoint::from_parts(point.year?, point.month, point.day);
    out.season = point.season.filter(|_| out.month.is_none());
    Some(out)
}

fn season(word: &str) -> Option<Season> {
    let is = |names: &[&str]| names.iter().any(|n| n.eq_ignore_ascii_case(word));
    if is(&["spring", "spr"]) {
        Some(Season::Spring)
    } else if is(&["summer", "sum"]) {
        Some(Season::Summer)
    } else if is(&["autumn", "fall", "fal", "aut"]) {
        Some(Season::Autumn)
    } else if is(&["winter", "win"]) {
        Some(Season::Winter)
    } else {
        None
    }
}

/// `January/February 2010`
fn two_months(text: &str) -> Option<(&str, &str)> {
    let (from, to) = text.split_once('/')?;
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    (letter(from.chars().next_back()) && letter(to.chars().next())).then_some((from, to))
}

fn is_number(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// `2013-06`: numbers on both sides that are no two years.
fn is_numeric(from: &str, to: &str) -> bool {
    is_number(from) && is_number(to) && to.trim().len() < 3
}

/// `20170728`
fn compact(text: &str) -> Option<DatePoint> {
    if text.len() != 8 || !is_number(text) {
        return None;
    }
    let number = |range: std::ops::Range<usize>| text[range].parse::<u8>().ok();
    let (month, day) = (number(4..6)?, number(6..8)?);
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day);
    valid.then(|| {
        Some(DatePoint::from_parts(
            text[..4].parse().ok()?,
            Some(month),
            Some(day),
        ))
    })?
}

/// The first number of four digits that can be a year.
fn year_in(text: &str) -> Option<i32> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|w| w.len() == 4)
        .filter_map(|w| w.parse().ok())
        .find(|year| (1500..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_publication() {
        let read = |text| {
            medline(text)
                .map(|(d, all)| format!("{d} {all}"))
                .unwrap_or_default()
        };
        for (text, want) in [
            ("2018 Apr", "2018-04 true"),
            ("2018 Apr 12", "2018-04-12 true"),
            ("2023 Apr-Jun", "2023-04/2023-06 true"),
            ("1998 Dec-1999 Jan", "1998-12/1999-01 true"),
            ("2010 Jul 13-19", "2010-07-13/2010-07-19 true"),
            ("2003 Jan 30-Feb 5", "2003-01-30/2003-02-05 true"),
            ("2000 Spring", "2000-21 true"),
            ("2000 Spring-Summer", "2000-21/2000-22 true"),
            ("1978-1979", "1978/1979 true"),
            ("Apr 2019", "2019-04 true"),
            ("Nov-Dec 2020", "2020-11/2020-12 true"),
            ("January/February 2010", "2010-01/2010-02 true"),
            ("JUN 28 2011", "2011-06-28 true"),
            ("FEB 21-23, 2005", "2005-02-21/2005-02-23 true"),
            ("15 June 2007", "2007-06-15 true"),
            ("2007 15 June", "2007-06-15 true"),
            ("November 15, 2004", "2004-11-15 true"),
            ("2013 06 10", "2013-06-10 true"),
            ("2013-06-10", "2013-06-10 true"),
            ("2013-06", "2013-06 true"),
            ("2017/05/05", "2017-05-05 true"),
            ("20170728", "2017-07-28 true"),
            ("2010   06", "2010-06 true"),
            ("FEB 2011 2011", "2011-02 true"),
            ("Article 10 2019", "2019 false"),
            ("2001 3rd Quarter", "2001 false"),
            ("1998, thesis publ. 1997", "1998 false"),
            ("2011 Dec 45", "2011 false"),
            ("soon", ""),
            ("", ""),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn dates_within_a_year() {
        let read = |text| {
            within(2004, text)
                .map(|d| d.to_string())
                .unwrap_or_default()
        };
        for (text, want) in [
            ("JAN-FEB", "2004-01/2004-02"),
            ("SPR", "2004-21"),
            ("MAR 5", "2004-03-05"),
            ("JUN 28 2004", "2004-06-28"),
            ("04 2004", "2004-04"),
            ("2005", ""),
            ("3RD QUARTER", ""),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }
}
