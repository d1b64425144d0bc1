//! Names, dates and lists of CSL-JSON in the shapes that programs really write.

use crate::citation::parse_date;
use diglot_model::{Date, DatePoint, Name, Season};
use diglot_text::names::{NameOrder, parse_name};
use diglot_text::tidy::tidy;
use serde_json::Value;

/// The text of a string or number.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The texts of a value or a list of values.
pub(super) fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().filter_map(text).collect(),
        value => text(value).into_iter().collect(),
    }
}

/// The names of a list, or of one name without its list.
pub(super) fn names(value: &Value) -> Vec<Name> {
    match value {
        Value::Array(values) => values.iter().filter_map(name).collect(),
        value => name(value).into_iter().collect(),
    }
}

/// A name in parts, or whole, or a string.
///
/// A dropping particle stands behind the given names ("Humboldt, Alexander von"): that is
/// where styles put it; one that does not drop stays with the family name.
pub(super) fn name(value: &Value) -> Option<Name> {
    let parts = match value {
        Value::String(name) if !name.trim().is_empty() => {
            return Some(parse_name(name, NameOrder::GivenFirst));
        }
        Value::Object(parts) => parts,
        _ => return None,
    };
    let part = |key: &str| {
        parts
            .get(key)
            .and_then(text)
            .filter(|part| !part.trim().is_empty())
    };
    if let Some(literal) = part("literal") {
        return Some(Name::Literal { literal });
    }
    let mut given = part("given").unwrap_or_default();
    if let Some(dropping) = part("dropping-particle") {
        if !given.is_empty() {
            given.push(' ');
        }
        given.push_str(&dropping);
    }
    let Some(family) = part("family").or_else(|| part("name")) else {
        return (!given.is_empty()).then_some(Name::Literal { literal: given });
    };
    Some(Name::Person {
        family,
        given,
        particle: part("non-dropping-particle"),
        suffix: part("suffix"),
    })
}

/// A date: parts, season, circa, words; or a string in EDTF or as people write it.
pub(super) fn date(value: &Value) -> Option<Date> {
    let map = match value {
        Value::Object(map) => map,
        Value::String(text) => return Some(words(text)).filter(|d| *d != Date::default()),
        Value::Number(number) => {
            let year = i32::try_from(number.as_i64()?).ok()?;
            return Some(Date::year(year));
        }
        _ => return None,
    };
    let mut date = Date::default();
    if let Some(Value::Array(points)) = map.get("date-parts") {
        // Some write `[2020, 4]` for `[[2020, 4]]`.
        let mut read = points.iter().map(point);
        date.start = read.next().flatten().or_else(|| point(&map["date-parts"]));
        date.end = read.next().flatten();
    }
    for key in ["raw", "edtf"] {
        if let (None, Some(Value::String(raw))) = (date.start, map.get(key)) {
            date = words(raw);
        }
    }
    if let Some(literal) = map.get("literal").and_then(text) {
        date.literal = Some(literal).filter(|l| !l.is_empty()).or(date.literal);
    }
    if let (Some(start @ DatePoint { month: None, .. }), Some(season)) =
        (&mut date.start, map.get("season"))
    {
        start.season = start.season.or_else(|| season_of(season));
    }
    let circa = match map.get("circa") {
        Some(Value::Bool(circa)) => *circa,
        Some(Value::Number(n)) => n.as_i64() != Some(0),
        Some(Value::String(word)) => !matches!(word.as_str(), "" | "false" | "0"),
        _ => false,
    };
    date.approximate |= circa;
    (date != Date::default()).then_some(date)
}

/// `[2020, 4, 4]`, the parts as numbers or strings.
fn point(value: &Value) -> Option<DatePoint> {
    let parts = value.as_array()?;
    let number = |at: usize| -> Option<i32> {
        match parts.get(at)? {
            Value::Number(n) => i32::try_from(n.as_i64()?).ok(),
            Value::String(s) => s.trim().parse().ok(),
            _ => None,
        }
    };
    let small = |at: usize| number(at).and_then(|n| u8::try_from(n).ok());
    Some(with_season(number(0)?, small(1), small(2)))
}

/// EDTF counts seasons from 21, citeproc-js from 13.
fn with_season(year: i32, month: Option<u8>, day: Option<u8>) -> DatePoint {
    let season = match month {
        Some(m @ 21..=24) => Season::from_number(m - 20),
        Some(m @ 13..=16) => Season::from_number(m - 12),
        _ => None,
    };
    DatePoint {
        season,
        ..DatePoint::from_parts(year, month, day)
    }
}

fn season_of(value: &Value) -> Option<Season> {
    let word = text(value)?.to_lowercase();
    match word.as_str() {
        "spring" => Some(Season::Spring),
        "summer" => Some(Season::Summer),
        "autumn" | "fall" => Some(Season::Autumn),
        "winter" => Some(Season::Winter),
        number => Season::from_number(number.parse().ok()?),
    }
}

/// A date in a string; what no date fits is kept as words.
fn words(raw: &str) -> Date {
    let raw = tidy(raw);
    edtf(&raw)
        .or_else(|| parse_date(&raw))
        .unwrap_or_else(|| Date {
            literal: Some(raw).filter(|r| !r.is_empty()),
            ..Date::default()
        })
}

/// The subset of EDTF that the model has: `2020-04~`, `1999-21`, `2020/2021`.
fn edtf(text: &str) -> Option<Date> {
    let (first, last) = match text.split_once('/') {
        Some((first, last)) => (first, Some(last)),
        None => (text, None),
    };
    let marks = ['~', '?', '%'];
    let point = |text: &str| -> Option<DatePoint> {
        let text = text.trim_end_matches(marks);
        let (sign, digits) = match text.strip_prefix('-') {
            Some(digits) => (-1, digits),
            None => (1, text),
        };
        let mut parts = digits.split('-');
        let year = parts.next().filter(|y| y.len() == 4)?.parse::<i32>().ok()?;
        let mut small = || -> Option<Option<u8>> {
            match parts.next() {
                Some(part) if part.len() == 2 => part.parse().ok().map(Some),
                Some(_) => None,
                None => Some(None),
            }
        };
        let (month, day) = (small()?, small()?);
        Some(with_season(sign * year, month, day))
    };
    Some(Date {
        start: Some(point(first)?),
        end: match last {
            // An open end is no date.
            None | Some("" | "..") => None,
            Some(last) => Some(point(last)?),
        },
        approximate: first.ends_with(marks),
        literal: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn dates_in_every_shape() {
        let read = |value: Value| date(&value).map(|d| d.to_string()).unwrap_or_default();
        assert_eq!(read(json!({"date-parts": [[2020, 4, 4]]})), "2020-04-04");
        assert_eq!(read(json!({"date-parts": [["2020", "4"]]})), "2020-04");
        assert_eq!(read(json!({"date-parts": [2020, 4]})), "2020-04");
        assert_eq!(
            read(json!({"date-parts": [[2019, 12], [2020, 1]]})),
            "2019-12/2020-01"
        );
        assert_eq!(
            read(json!({"date-parts": [[1999]], "season": 1})),
            "1999-21"
        );
        assert_eq!(read(json!({"date-parts": [[1999, 14]]})), "1999-22");
        assert_eq!(read(json!({"date-parts": [[800]], "circa": true})), "0800~");
        assert_eq!(read(json!({"raw": "2020 Apr"})), "2020-04");
        assert_eq!(read(json!({"literal": "in press"})), "in press");
        assert_eq!(read(json!("2020-04~/2021")), "2020-04~/2021");
        assert_eq!(read(json!("forthcoming")), "forthcoming");
        assert_eq!(read(json!(2020)), "2020");
        assert_eq!(read(json!({"date-parts": [[]]})), "");
        assert_eq!(read(json!({"date-parts": [[null]]})), "");
        assert_eq!(read(json!({"date-parts": [[1e300]]})), "");
    }

    #[test]
    fn names_in_every_shape() {
        let read = |value: Value| name(&value).map(|n| (n.family(), n.given().to_owned()));
        let pair = |f: &str, g: &str| Some((f.to_owned(), g.to_owned()));
        assert_eq!(
            read(json!({"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"})),
            pair("Humboldt", "Alexander von")
        );
        assert_eq!(
            read(json!({"family": "Berg", "non-dropping-particle": "van der"})),
            pair("van der Berg", "")
        );
        assert_eq!(read(json!({"literal": "WHO"})), pair("WHO", ""));
        assert_eq!(read(json!("Jane Doe")), pair("Doe", "Jane"));
        assert_eq!(read(json!({})), None);
    }
}
