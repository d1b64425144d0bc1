//! Dates: EDTF as BibLaTeX has it, and years and months as people write them.

use super::tex;
use crate::citation::parse_date;
use diglot_model::{Date, DatePoint, Season};
use diglot_text::calendar::month_number;

/// A date of a `date`, `urldate`, `origdate` or `eventdate`.
pub(super) fn read(raw: &str) -> Option<Date> {
    // In TeX a tilde is a space.
    edtf(raw).or_else(|| {
        let text = tex::line(raw);
        edtf(&text).or_else(|| words(&text))
    })
}

/// A date of a `year`, a `month` and a `day`.
pub(super) fn from_parts(year: &str, month: Option<&str>, day: Option<&str>) -> Option<Date> {
    let mut date = read(year)?;
    let Some(month) = month else {
        return Some(date);
    };
    let only_year = date
        .start
        .is_some_and(|p| p.month.is_none() && p.season.is_none());
    if only_year && date.end.is_none() {
        let month = tex::line(month);
        month_into(&mut date, &month, day);
    }
    Some(date)
}

/// EDTF, levels 0 and 1 as far as the model has them.
pub(super) fn edtf(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() == 4
        && let Some(year) = year(text)
    {
        return Some(Date::year(year));
    }
    let Some((from, to)) = text.split_once('/') else {
        let (point, approximate, last) = point(text)?;
        return Some(Date {
            start: Some(point),
            end: last,
            approximate,
            literal: None,
        });
    };
    let (from, to) = (from.trim(), to.trim());
    let open = |side: &str| side.is_empty() || side == ".." || side == "open" || side == "unknown";
    let start = (!open(from)).then(|| point(from));
    let end = (!open(to)).then(|| point(to));
    match (start, end) {
        (Some(Some((start, circa, _))), Some(Some((end, also, last)))) => Some(Date {
            start: Some(start),
            end: Some(last.unwrap_or(end)),
            approximate: circa || also,
            literal: None,
        }),
        (Some(Some((only, approximate, _))), None) | (None, Some(Some((only, approximate, _)))) => {
            Some(Date {
                start: Some(only),
                approximate,
                ..Date::default()
            })
        }
        _ => None,
    }
}

fn year(text: &str) -> Option<i32> {
    ((3..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// A point, whether it is uncertain, and the last point when digits are left open.
fn point(text: &str) -> Option<(DatePoint, bool, Option<DatePoint>)> {
    let bare = text.trim_end_matches(['~', '?', '%']);
    let approximate = bare.len() < text.len();
    let bare = bare.split_once('T').map_or(bare, |(day, _)| day);
    let (sign, bare) = match bare.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, bare),
    };
    let mut parts = bare.split('-');
    let first = parts.next()?;
    if first.len() == 4 && first.ends_with(['X', 'u', 'x']) {
        let digits = first.trim_end_matches(['X', 'u', 'x']);
        let missing = u32::try_from(4 - digits.len()).ok()?;
        let from = digits
            .parse::<i32>()
            .ok()?
            .checked_mul(10_i32.pow(missing))?;
        let to = from + 10_i32.pow(missing) - 1;
        return (missing < 4 && parts.next().is_none()).then(|| {
            (
                DatePoint::year(from),
                approximate,
                Some(DatePoint::year(to)),
            )
        });
    }
    if first.len() != 4 && sign > 0 {
        return None;
    }
    let year = sign * year(first)?;
    let mut number = || -> Option<Option<u8>> {
        match parts.next() {
            None => Some(None),
            Some(p) if (1..=2).contains(&p.len()) => p.parse().ok().map(Some),
            Some(_) => None,
        }
    };
    let (month, day) = (number()?, number()?);
    if parts.next().is_some() {
        return None;
    }
    let point = match month {
        Some(season @ 21..=24) => DatePoint {
            season: Season::from_number(season - 20),
            ..DatePoint::year(year)
        },
        month => DatePoint::from_parts(year, month, day),
    };
    Some((point, approximate, None))
}

/// A year among words: `c. 1920`, `[1920]`, `1998--2000`, `Spring 2001`, `2013a`,
/// `2013年5月`; words without one stand for themselves.
fn words(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    if let Some(date) = parse_date(text) {
        return Some(date);
    }
    let years = years(text);
    let Some(&(first, _)) = years.first() else {
        let told = text.chars().any(char::is_alphabetic) && !matches!(text, "n.d." | "N.D." | "nd");
        return told.then(|| Date {
            literal: Some(text.to_owned()),
            ..Date::default()
        });
    };
    let lower = text.to_lowercase();
    let approximate = [
        "c.", "ca.", "ca ", "c ", "circa", "~", "about", "around", "约",
    ]
    .iter()
    .any(|w| lower.starts_with(w))
        || text.trim_end_matches([']', ')']).ends_with('?');
    let mut date = Date::year(first);
    date.approximate = approximate;
    if let [(_, from_end), (last, _)] = years.as_slice() {
        // 1998–2000, 1998/2000
        let between = &text[*from_end..];
        let joined = between
            .trim_start()
            .starts_with(['-', '–', '—', '/', '~', '至']);
        date.end = (joined && *last > first).then(|| DatePoint::year(*last));
    }
    if date.end.is_none() && !approximate {
        let rest: String = text.replacen(&format!("{first:04}"), " ", 1);
        let mut finer = date.clone();
        month_into(
            &mut finer,
            rest.trim_matches([' ', ',', '.', '-', '/']),
            None,
        );
        return Some(finer);
    }
    Some(date)
}

/// The years in a text with the places behind them.
fn years(text: &str) -> Vec<(i32, usize)> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut i = 0;
    while i < bytes.len() {
        let digits = bytes[i..].iter().take_while(|b| b.is_ascii_digit()).count();
        if digits == 4
            && let Some(year) = year(&text[i..i + 4])
            && (1000..2200).contains(&year)
        {
            out.push((year, i + 4));
        }
        i += digits.max(1);
    }
    out
}

/// Adds a month: a name, a number, a range, a day beside it, a season.
fn month_into(date: &mut Date, month: &str, day: Option<&str>) {
    let Some(year) = date.start_year() else {
        return;
    };
    let month = month.trim();
    let number = |text: &str| text.trim().parse::<u8>().ok();
    if let Some(m) = number(month).filter(|m| (1..=12).contains(m)) {
        date.start = Some(DatePoint::from_parts(year, Some(m), day.and_then(number)));
        return;
    }
    if let Some(season) = season_of(month) {
        date.start = Some(DatePoint {
            season: Some(season),
            ..DatePoint::year(year)
        });
        return;
    }
    let parts: Vec<&str> = month
        .split(|c: char| !c.is_alphanumeric())
        .filter(|p| !p.is_empty())
        .collect();
    let months: Vec<u8> = parts.iter().filter_map(|p| month_of(p)).collect();
    let days: Vec<u8> = parts
        .iter()
        .filter_map(|p| number(p.trim_end_matches(|c: char| c.is_ascii_alphabetic())))
        .filter(|d| (1..=31).contains(d))
        .collect();
    let point = |m: u8, d: Option<u8>| DatePoint::from_parts(year, Some(m), d);
    match (months.as_slice(), days.as_slice()) {
        ([m], []) => date.start = Some(point(*m, day.and_then(number))),
        ([m], [d]) => date.start = Some(point(*m, Some(*d))),
        // "May 3-5"
        ([m], [from, to]) => {
            date.start = Some(point(*m, Some(*from)));
            date.end = (to > from).then(|| point(*m, Some(*to)));
        }
        ([from, to], days) => {
            date.start = Some(point(
                *from,
                days.first().copied().filter(|_| days.len() == 2),
            ));
            date.end = (to > from).then(|| point(*to, days.get(1).copied()));
        }
        ([], [from, to]) if (1..=12).contains(from) && (1..=12).contains(to) && to > from => {
            date.start = Some(point(*from, None));
            date.end = Some(point(*to, None));
        }
        _ => {}
    }
}

/// The season of a word.
pub(super) fn season_of(word: &str) -> Option<Season> {
    Some(match word.to_lowercase().as_str() {
        "spring" | "春" | "春季" | "frühjahr" | "frühling" | "21" => Season::Spring,
        "summer" | "夏" | "夏季" | "sommer" | "22" => Season::Summer,
        "autumn" | "fall" | "秋" | "秋季" | "herbst" | "23" => Season::Autumn,
        "winter" | "冬" | "冬季" | "24" => Season::Winter,
        _ => return None,
    })
}

/// How names of months begin in the commoner languages.
const STEMS: [&[&str]; 12] = [
    &[
        "januar", "jänner", "janv", "enero", "ene", "genn", "janeiro",
    ],
    &["februar", "févr", "fevr", "febr", "feb", "fever"],
    &["märz", "maerz", "mars", "marz", "março"],
    &["avril", "abril", "abr", "april"],
    &["mai", "mayo", "magg", "maio"],
    &["juin", "juni", "junio", "giugno", "junho"],
    &["juil", "juli", "julio", "luglio", "julho"],
    &["août", "aout", "agosto", "ago"],
    &["sept", "sett", "set"],
    &["okto", "oct", "ott", "out"],
    &["nov"],
    &["dez", "déc", "dec", "dic"],
];

/// The number of a month by its name, in the commoner languages.
fn month_of(word: &str) -> Option<u8> {
    if let Some(month) = month_number(word) {
        return Some(month);
    }
    let lower = word.to_lowercase();
    if let Some(digits) = lower.strip_suffix('月') {
        return digits.parse().ok().filter(|m| (1..=12).contains(m));
    }
    (lower.chars().count() >= 3)
        .then(|| {
            STEMS
                .iter()
                .position(|stems| stems.iter().any(|s| lower.starts_with(s)))
        })
        .flatten()
        .map(|i| i as u8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        let date = |text: &str| read(text).map(|d| d.to_string()).unwrap_or_default();
        for (text, want) in [
            ("2019", "2019"),
            ("2019-07", "2019-07"),
            ("2019-07-12", "2019-07-12"),
            ("2019-07-12T10:00:00Z", "2019-07-12"),
            ("2019-22", "2019-22"),
            ("1998/2001", "1998/2001"),
            ("2004-05/2004-06", "2004-05/2004-06"),
            ("2004/", "2004"),
            ("2004/..", "2004"),
            ("1723~", "1723~"),
            ("1723?", "1723~"),
            ("199X", "1990/1999"),
            ("-0043", "-043"),
            ("c. 1920", "1920~"),
            ("[1920]", "1920"),
            ("1998--2001", "1998/2001"),
            ("Spring 2001", "2001-21"),
            ("May 2001", "2001-05"),
            ("2013a", "2013"),
            ("2013年", "2013"),
            ("in press", "in press"),
            ("n.d.", ""),
        ] {
            assert_eq!(date(text), want, "{text}");
        }
    }

    #[test]
    fn months() {
        let date = |month: &str, day: Option<&str>| {
            from_parts("2003", Some(month), day)
                .map(|d| d.to_string())
                .unwrap_or_default()
        };
        for (month, want) in [
            ("jan", "2003-01"),
            ("Sept.", "2003-09"),
            ("06", "2003-06"),
            ("10~jan", "2003-01-10"),
            ("May 3", "2003-05-03"),
            ("May 3--5", "2003-05-03/2003-05-05"),
            ("June/July", "2003-06/2003-07"),
            ("Jun-Aug", "2003-06/2003-08"),
            ("März", "2003-03"),
            ("5月", "2003-05"),
            ("Winter", "2003-24"),
            ("who knows", "2003"),
        ] {
            assert_eq!(date(month, None), want, "{month}");
        }
        assert_eq!(date("mar", Some("15")), "2003-03-15");
    }
}
