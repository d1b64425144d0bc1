//! Dates as people type them and read them again.

use diglot_model::{Date, DatePoint, Season};
use diglot_text::calendar::month_number;

/// A date as it is typed: `2020-04-03`, a range with `/`, `about` as `~`, or as printed.
pub fn date_text(date: &Date) -> String {
    let point = |point: &DatePoint| {
        let mut text = point.year.to_string();
        if let Some(season) = point.season {
            text = format!("{text} {}", season_word(season.number()));
        }
        for part in [point.month, point.day].into_iter().flatten() {
            text = format!("{text}-{part:02}");
        }
        text
    };
    let text = match (&date.start, &date.end) {
        (Some(start), Some(end)) => format!("{}/{}", point(start), point(end)),
        (Some(start), None) => point(start),
        (None, Some(end)) => format!("/{}", point(end)),
        (None, None) => return date.literal.clone().unwrap_or_default(),
    };
    if date.approximate {
        format!("{text}~")
    } else {
        text
    }
}

const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

fn season_word(number: u8) -> &'static str {
    SEASONS
        .get(usize::from(number.saturating_sub(1)))
        .copied()
        .unwrap_or_default()
}

/// How many years ahead a date may lie: what is in press gets a year soon.
const AHEAD: i32 = 5;

/// Reads a date that somebody typed in the year `this_year`. Words that are no date
/// ("in press") are kept as printed; figures that are none are refused, with the problem.
pub(super) fn typed_date(text: &str, this_year: Option<i32>) -> Result<Date, &'static str> {
    let (bare, approximate) = match text.strip_suffix('~') {
        Some(bare) => (bare.trim_end(), true),
        None => (text, false),
    };
    let range = bare
        .split_once('/')
        .and_then(|(start, end)| Some((point_of(start)?, point_of(end)?)));
    let date = match (point_of(bare), range) {
        (Some(start), _) => Date::point(start),
        (None, Some((start, end))) if start <= end => Date {
            end: Some(end),
            ..Date::point(start)
        },
        // Figures alone are meant to be a date; so is a date that does not exist.
        _ if !text.chars().any(char::is_alphabetic) || looks_like_a_date(bare) => {
            return Err("date");
        }
        _ => {
            return Ok(Date {
                literal: Some(text.to_owned()),
                ..Date::default()
            });
        }
    };
    let last = date.end.or(date.start).map_or(0, |point| point.year);
    if this_year.is_some_and(|now| last > now + AHEAD) {
        return Err("future");
    }
    Ok(Date {
        approximate,
        ..date
    })
}

/// Figures with the words 年, 月 and 日.
fn looks_like_a_date(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_digit() || c.is_whitespace() || "年月日号-/.".contains(c))
}

/// A year, a month of it, or a day: `2020`, `2020-04`, `2020年4月3日`, `3 April 2020`,
/// `spring 2020`.
fn point_of(text: &str) -> Option<DatePoint> {
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || "-/.,年月日号".contains(c))
        .filter(|part| !part.is_empty())
        .collect();
    match parts[..] {
        [year] => Some(DatePoint::year(year_of(year)?)),
        [one, other] => {
            if let Some(point) = in_season(one, other).or_else(|| in_season(other, one)) {
                return Some(point);
            }
            let (year, month) = match month_number(one) {
                Some(month) => (other, month),
                None => (one, month_number(other).or_else(|| two_digits(other))?),
            };
            real(year_of(year)?, month, None)
        }
        [one, two, three] => {
            // 2020-04-03, 3 April 2020, April 3 2020, 2020 Apr 3
            let (year, month, day) = if let Some(month) = month_number(one) {
                (three, month, two)
            } else if let Some(month) = month_number(two) {
                let year_first = year_of(one).is_some();
                let (year, day) = if year_first {
                    (one, three)
                } else {
                    (three, one)
                };
                (year, month, day)
            } else {
                (one, two_digits(two)?, three)
            };
            let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            real(year_of(year)?, month, Some(two_digits(day)?))
        }
        _ => None,
    }
}

fn in_season(season: &str, year: &str) -> Option<DatePoint> {
    let season = match season.to_lowercase().as_str() {
        "fall" => "autumn".to_owned(),
        other => other.to_owned(),
    };
    let number = SEASONS.iter().position(|word| *word == season)?;
    Some(DatePoint {
        season: Season::from_number(number as u8 + 1),
        ..DatePoint::year(year_of(year)?)
    })
}

fn year_of(text: &str) -> Option<i32> {
    let plain = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|year| plain && *year > 0)
}

fn two_digits(text: &str) -> Option<u8> {
    let plain = text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
}

/// A month or a day that the calendar has.
fn real(year: i32, month: u8, day: Option<u8>) -> Option<DatePoint> {
    let first = jiff::civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, 1);
    let last = first.ok()?.days_in_month();
    let exists = day.is_none_or(|day| day >= 1 && i16::from(day) <= i16::from(last));
    exists.then(|| DatePoint::from_parts(year, Some(month), day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Result<Date, &'static str> {
        typed_date(text, Some(2026))
    }

    #[test]
    fn dates_are_read_as_they_are_shown() {
        for text in [
            "2020",
            "2020-04",
            "2020-04-03",
            "2020 autumn",
            "2019-11/2020-02",
            "1890~",
            "in press",
        ] {
            assert_eq!(date_text(&typed(text).unwrap()), text);
        }
    }

    #[test]
    fn people_write_dates_in_many_ways() {
        for text in [
            "2020年4月3日",
            "2020年04月03日",
            "2020.4.3",
            "2020/4/3",
            "3 April 2020",
            "3rd Apr. 2020",
            "April 3, 2020",
            "2020 Apr 3",
        ] {
            assert_eq!(date_text(&typed(text).unwrap()), "2020-04-03", "{text}");
        }
        assert_eq!(date_text(&typed("2020年").unwrap()), "2020");
        assert_eq!(date_text(&typed("April 2020").unwrap()), "2020-04");
        assert_eq!(date_text(&typed("Fall 2020").unwrap()), "2020 autumn");
    }

    #[test]
    fn figures_that_are_no_date_are_refused() {
        for text in [
            "202",
            "20222",
            "0000",
            "2021-13",
            "2021-02-29",
            "2021-04-31",
            "2021年13月",
            "31.12.2020",
            "2020/2019",
            "12",
        ] {
            assert_eq!(typed(text), Err("date"), "{text}");
        }
        assert_eq!(date_text(&typed("2024-02-29").unwrap()), "2024-02-29");
        assert_eq!(typed("2062"), Err("future"));
        assert!(typed("2027").is_ok());
        assert!(typed("forthcoming 2062").unwrap().literal.is_some());
    }
}
