//! Numbers of a sentence in a form that both languages share.
//!
//! `3 to 5 million` and `300万~500万` give the same keys, as do `fourteen` and
//! `十四`, `.97` and `0.97`, `290 000` and `29万`, `February` and `2月`.

use diglot_text::calendar::MONTHS;
use std::collections::BTreeSet;
use std::ops::Range;

/// A number as it is compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Number {
    /// The value without sign, grouping and trailing zeros, or `month:2`.
    pub key: String,
    /// An integer up to twelve, which texts write as a word or leave out.
    pub small: bool,
    /// Whether it is written in digits.
    pub digits: bool,
}

const UNITS: &[&str] = &[
    "",
    "",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: &[&str] = &[
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
const ORDINALS: &[&str] = &[
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth",
];

/// The distinct numbers of a text that is in NFKC.
pub(crate) fn numbers(text: &str) -> BTreeSet<Number> {
    all_numbers(text)
        .into_iter()
        .map(|(number, _)| number)
        .collect()
}

/// Every number of a text that is in NFKC, in order, each as often as it stands there, with
/// its characters.
pub(crate) fn all_numbers(text: &str) -> Vec<(Number, Range<usize>)> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let before = i.checked_sub(1).map(|p| chars[p]);
        let starts = chars[i].is_ascii_digit()
            || (chars[i] == '.' && chars.get(i + 1).is_some_and(char::is_ascii_digit));
        if starts && !before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '.') {
            i = digits(&chars, i, &mut found);
        } else if chars[i].is_ascii_digit() {
            i += 1;
        } else if numeral(chars[i]).is_some() && !before.is_some_and(|c| c.is_ascii_digit()) {
            i = han_number(&chars, i, &mut found);
        } else if chars[i].is_ascii_alphabetic() {
            i = word(&chars, i, &mut found);
        } else {
            i += 1;
        }
    }
    found.into_iter().map(|n| (n.number, n.at)).collect()
}

/// A number with its place, for ranges that share a multiplier.
struct Found {
    number: Number,
    value: Option<f64>,
    at: Range<usize>,
}

fn keep(found: &mut Vec<Found>, value: f64, at: Range<usize>, digits: bool) {
    found.push(Found {
        number: number(value, digits),
        value: Some(value),
        at,
    });
}

fn number(value: f64, digits: bool) -> Number {
    let mut key = format!("{value:.6}");
    key.truncate(key.trim_end_matches('0').trim_end_matches('.').len());
    Number {
        small: value <= 12.0 && value.fract() == 0.0,
        key,
        digits,
    }
}

fn month(found: &mut Vec<Found>, number: usize, at: Range<usize>) {
    let key = format!("month:{number}");
    found.push(Found {
        number: Number {
            key,
            small: false,
            digits: false,
        },
        value: None,
        at,
    });
}

/// Reads digits from `i`, gives the position behind them.
fn digits(chars: &[char], mut i: usize, found: &mut Vec<Found>) -> usize {
    let from = i;
    let mut written = String::new();
    let run = |mut at: usize| {
        let first = at;
        while chars.get(at).is_some_and(char::is_ascii_digit) {
            at += 1;
        }
        at - first
    };
    let first = run(i);
    written.extend(&chars[i..i + first]);
    i += first;
    while (1..=3).contains(&first)
        && chars
            .get(i)
            .is_some_and(|c| matches!(c, ',' | ' ' | '\u{2009}' | '\u{202F}'))
        && run(i + 1) == 3
    {
        written.extend(&chars[i + 1..i + 4]);
        i += 4;
    }
    if chars.get(i).is_some_and(|c| matches!(c, '.' | '·')) && run(i + 1) > 0 {
        let fraction = run(i + 1);
        written.push('.');
        written.extend(&chars[i + 1..=i + fraction]);
        i += fraction + 1;
    }
    // "17p13" is a name.
    if chars.get(i).is_some_and(char::is_ascii_alphabetic)
        && chars.get(i + 1).is_some_and(char::is_ascii_digit)
    {
        return i;
    }
    let Ok(value) = written.parse::<f64>() else {
        return i;
    };
    let (factor, end) = multiplier(chars, i);
    if factor > 1.0 {
        // "3 to 5 million": the first number is meant in millions too.
        if let Some(last) = found.last_mut()
            && let (Some(low), true) = (last.value, joins(&chars[last.at.end..from]))
            // "in 2010 and 94 million in 2016": a year has none.
            && low < 1000.0
        {
            last.number = number(low * factor, true);
            last.value = None;
        }
        found.push(Found {
            number: number(value * factor, true),
            value: None,
            at: from..end,
        });
        return end;
    }
    let mut next = i;
    while chars.get(next) == Some(&' ') {
        next += 1;
    }
    // 6月龄 is an age.
    let is_age = chars.get(next + 1) == Some(&'龄');
    if chars.get(next) == Some(&'月') && !is_age && (1.0..=12.0).contains(&value) {
        month(found, value as usize, from..next);
        return next;
    }
    keep(found, value, from..i, true);
    i
}

fn joins(between: &[char]) -> bool {
    let text: String = between.iter().filter(|c| !c.is_whitespace()).collect();
    // 从99亿下降至88亿 in short: 从99下降至88亿.
    let verb = text.chars().count() <= 4 && text.ends_with(['至', '到']);
    verb || matches!(
        text.as_str(),
        "to" | "-" | "–" | "—" | "~" | "∼" | "and" | "至" | "到" | "或" | "or"
    )
}

/// The factor behind a number and the position behind it.
fn multiplier(chars: &[char], mut i: usize) -> (f64, usize) {
    while chars.get(i) == Some(&' ') {
        i += 1;
    }
    let mut factor = 1.0;
    let mut at = i;
    while let Some(power) = chars.get(at).and_then(|c| match c {
        '百' => Some(1e2),
        '千' => Some(1e3),
        '万' | '萬' => Some(1e4),
        '亿' | '億' => Some(1e8),
        _ => None,
    }) {
        factor *= power;
        at += 1;
    }
    if at > i {
        return (factor, at);
    }
    let word: String = chars[i..]
        .iter()
        .take_while(|c| c.is_ascii_alphabetic())
        .collect();
    let factor = match word.to_ascii_lowercase().as_str() {
        "thousand" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        _ => return (1.0, i),
    };
    (factor, i + word.len())
}

fn numeral(c: char) -> Option<f64> {
    Some(match c {
        '零' | '〇' => 0.0,
        '一' => 1.0,
        '二' | '两' | '兩' => 2.0,
        '三' => 3.0,
        '四' => 4.0,
        '五' => 5.0,
        '六' => 6.0,
        '七' => 7.0,
        '八' => 8.0,
        '九' => 9.0,
        '十' => 10.0,
        '百' => 1e2,
        '千' => 1e3,
        '万' | '萬' => 1e4,
        '亿' | '億' => 1e8,
        _ => return None,
    })
}

/// Reads Chinese numerals from `i`, gives the position behind them.
fn han_number(chars: &[char], i: usize, found: &mut Vec<Found>) -> usize {
    let end = i + chars[i..]
        .iter()
        .take_while(|c| numeral(**c).is_some())
        .count();
    let (mut total, mut section, mut digit) = (0.0, 0.0, 0.0);
    for value in chars[i..end].iter().filter_map(|c| numeral(*c)) {
        if value < 10.0 {
            digit = digit * 10.0 + value;
        } else if value < 1e4 {
            section += if digit == 0.0 { value } else { digit * value };
            digit = 0.0;
        } else {
            total = (total + section + digit) * value;
            section = 0.0;
            digit = 0.0;
        }
    }
    let value: f64 = total + section + digit;
    let ordinal = i.checked_sub(1).is_some_and(|p| chars[p] == '第');
    let alone = end == i + 1;
    // 一 alone is an article, 百 or 万 alone a way of speaking.
    let spoken = alone && !(2.0..=10.0).contains(&value);
    if value > 0.0 && (ordinal || !spoken) {
        if chars.get(end) == Some(&'月') && value <= 12.0 {
            month(found, value as usize, i..end);
        } else {
            keep(found, value, i..end, false);
        }
    }
    end
}

/// Reads a Latin word from `i` and keeps it if it names a number.
fn word(chars: &[char], i: usize, found: &mut Vec<Found>) -> usize {
    let read = |at: usize| -> String {
        chars[at..]
            .iter()
            .take_while(|c| c.is_ascii_alphabetic())
            .collect()
    };
    let written = read(i);
    let end = i + written.len();
    let lower = written.to_ascii_lowercase();
    let place = |list: &[&str], word: &str| {
        list.iter()
            .position(|entry| !entry.is_empty() && *entry == word)
    };
    if let Some((value, behind)) = hundreds(chars, end, &lower) {
        keep(found, value, i..behind, false);
        return behind;
    }
    if let Some(tens) = place(TENS, &lower) {
        let mut value = (tens * 10) as f64;
        let mut behind = end;
        if matches!(chars.get(end), Some('-' | ' ')) {
            let unit = read(end + 1).to_ascii_lowercase();
            let small = if unit == "one" {
                Some(1)
            } else {
                place(&UNITS[..10], &unit)
            };
            if let Some(small) = small {
                value += small as f64;
                behind = end + 1 + unit.len();
            }
        }
        keep(found, value, i..behind, false);
        return behind;
    }
    if let Some(value) = place(UNITS, &lower).or_else(|| place(ORDINALS, &lower)) {
        keep(found, value as f64, i..end, false);
        return end;
    }
    if let Some(index) = place(&MONTHS, &lower) {
        let capital = written.starts_with(|c: char| c.is_ascii_uppercase());
        let near_digit = chars[end..].iter().take(3).any(char::is_ascii_digit)
            || chars[i.saturating_sub(3)..i]
                .iter()
                .any(char::is_ascii_digit);
        // "may" and "march" are words; the other months are not.
        if capital && (near_digit || !matches!(index, 2 | 4)) {
            month(found, index + 1, i..end);
        }
    }
    // Digits inside the word belong to it.
    end + chars[end..]
        .iter()
        .take_while(|c| c.is_ascii_alphanumeric())
        .count()
}

/// Reads "one hundred and thirty-one" from behind its first word.
fn hundreds(chars: &[char], end: usize, first: &str) -> Option<(f64, usize)> {
    let digit = |word: &str| match word {
        "one" | "a" => Some(1),
        word => UNITS
            .iter()
            .position(|unit| !unit.is_empty() && *unit == word),
    };
    let next = |from: usize| -> (String, usize) {
        let start = from
            + chars[from..]
                .iter()
                .take_while(|c| matches!(c, ' ' | '-'))
                .count();
        let letters = chars[start..]
            .iter()
            .take_while(|c| c.is_ascii_alphabetic());
        let word: String = letters.collect();
        let end = start + word.len();
        (word.to_ascii_lowercase(), end)
    };
    let hundreds = digit(first)?;
    let (word, mut at) = next(end);
    if word != "hundred" {
        return None;
    }
    let mut value = hundreds * 100;
    let (mut word, mut behind) = next(at);
    if word == "and" {
        (word, behind) = next(behind);
    }
    let tens = TENS
        .iter()
        .position(|tens| !tens.is_empty() && *tens == word);
    if let Some(tens) = tens {
        (value, at) = (value + tens * 10, behind);
        (word, behind) = next(behind);
    }
    let unit = digit(&word).filter(|unit| word != "a" && (tens.is_none() || *unit < 10));
    if let Some(unit) = unit {
        (value, at) = (value + unit, behind);
    }
    Some((value as f64, at))
}

#[cfg(test)]
mod tests {
    use super::numbers;

    fn keys(text: &str) -> Vec<String> {
        numbers(text).into_iter().map(|n| n.key).collect()
    }

    #[test]
    fn both_scripts_give_the_same_keys() {
        for (zh, en) in [
            ("300万~500万例", "3 to 5 million cases"),
            ("29万~65万人", "290 000 to 650,000 people"),
            ("十四名", "Fourteen of them"),
            ("相关系数0.970", "a coefficient of .97"),
            ("2013 年2月", "in February 2013"),
            ("四个阶段中的第二个", "the second of four stages"),
            ("二十一天", "Twenty-one days"),
            ("三千二百人", "3200 people"),
            ("6月龄以上", "aged 6 months and above"),
            ("一百三十一项", "One hundred and thirty-one studies"),
            ("二百二十人", "two hundred twenty people"),
            ("2010年94亿支", "in 2010 and 9.4 billion sticks"),
            ("从99下降至88亿支", "fell from 9.9 to 8.8 billion sticks"),
            ("一种方法", "a method, one of many that may help"),
        ] {
            assert_eq!(keys(zh), keys(en), "{zh}");
        }
    }

    #[test]
    fn digits_of_names_are_no_numbers() {
        assert!(keys("p53, IIV3 and 17p13").is_empty());
    }
}
