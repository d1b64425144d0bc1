//! Whether the two sides of a pair say the same: numbers, units, the direction of a
//! comparison, identifiers, acronyms, names of studies.
//!
//! A translation leaves much out and says much in other words, so that one side alone
//! proves little. What is marked is a contradiction (a value on each side that the other
//! lacks), and what no translation may lose: an identifier, and the name of a study.

use crate::beads::Bead;
use crate::numbers::{Number, all_numbers};
use crate::words::folded;
use diglot_text::identifiers::{find_doi, find_registrations};
use diglot_text::normalise::is_han;
use std::collections::BTreeSet;
use std::ops::Range;

/// What two sides of a pair do not agree in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What sort of thing it is.
    pub kind: DifferenceKind,
    /// As it is written on the left; empty when the left side has nothing of it.
    pub left: Vec<String>,
    /// As it is written on the right.
    pub right: Vec<String>,
}

/// Sorts of things that two sides of a pair are to agree in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DifferenceKind {
    /// Numbers, percentages, bounds of intervals.
    Number,
    /// The same number with another unit.
    Unit,
    /// The same number, below on one side and above on the other.
    Comparison,
    /// A registration, a DOI, a code of letters and digits.
    Identifier,
    /// An acronym.
    Acronym,
    /// The name of a study that one side lost.
    StudyName,
}

impl DifferenceKind {
    /// The name used on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Unit => "unit",
            Self::Comparison => "comparison",
            Self::Identifier => "identifier",
            Self::Acronym => "acronym",
            Self::StudyName => "study-name",
        }
    }
}

/// Compares the sides of each bead. What moved to a neighbouring bead is no difference;
/// beads without counterpart have none.
pub fn differences(left: &[&str], right: &[&str], beads: &[Bead]) -> Vec<Vec<Difference>> {
    let side = |all: &[&str], range: &Range<usize>| Side::read(&all[range.clone()].join(" "));
    let sides: Vec<[Side; 2]> = beads
        .iter()
        .map(|bead| [side(left, &bead.left), side(right, &bead.right)])
        .collect();
    let expanded = Expanded::of([left, right]);
    (0..beads.len())
        .map(|number| {
            if beads[number].is_null() {
                return Vec::new();
            }
            let near: Vec<&[Side; 2]> = [number.checked_sub(1), Some(number + 1)]
                .into_iter()
                .flatten()
                .filter_map(|at| sides.get(at))
                .collect();
            compare(&sides[number], &near, &expanded)
        })
        .collect()
}

/// What a side offers for comparison.
struct Side {
    numbers: Vec<Numeral>,
    codes: Vec<Code>,
    identifiers: Vec<String>,
}

/// A number with what stands about it.
struct Numeral {
    number: Number,
    written: String,
    unit: Option<&'static str>,
    below: Option<bool>,
}

/// An acronym or a code of letters and digits.
struct Code {
    /// In small letters, without hyphens and the plural ending.
    key: String,
    written: String,
    /// Its characters.
    at: Range<usize>,
    /// Whether it has letters and at least two digits.
    is_identifier: bool,
    /// Whether it stands where the name of a study stands.
    names_study: bool,
}

impl Side {
    fn read(text: &str) -> Self {
        let text = folded(text).replace("百分之", "");
        let chars: Vec<char> = text.chars().collect();
        let mut identifiers: Vec<String> = find_registrations(&text)
            .into_iter()
            .map(|found| found.identifier.value.to_lowercase())
            .collect();
        identifiers.extend(find_doi(&text).map(|found| found.identifier.value.to_lowercase()));
        let codes = codes(&chars);
        let numbers = all_numbers(&text)
            .into_iter()
            .filter(|(number, at)| {
                let in_code = codes
                    .iter()
                    .any(|code| code.at.start < at.end && at.start < code.at.end);
                !number.key.contains(':') && !in_code
            })
            .map(|(number, at)| Numeral {
                number,
                written: chars[at.clone()].iter().collect(),
                unit: unit_behind(&chars, at.end),
                below: comparison_before(&chars, at.start),
            })
            .collect();
        Self {
            numbers,
            codes,
            identifiers,
        }
    }
}

fn compare(sides: &[Side; 2], near: &[&[Side; 2]], expanded: &Expanded) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut add = |kind, [left, right]: [Vec<String>; 2]| {
        if !left.is_empty() || !right.is_empty() {
            found.push(Difference { kind, left, right });
        }
    };
    let lost = [0, 1].map(|side| lost_identifiers(&sides[side], &sides[1 - side]));
    add(DifferenceKind::Identifier, lost);
    add(DifferenceKind::Number, numbers(sides, near));
    let (units, comparisons) = about_numbers(sides);
    add(DifferenceKind::Unit, units);
    add(DifferenceKind::Comparison, comparisons);
    let left_over = [0, 1].map(|side| left_over_codes(sides, side));
    let misspelt = [0, 1].map(|side| {
        let codes = left_over[side].iter().copied();
        written(
            codes
                .filter(|code| misspells(code, &sides[1 - side]))
                .collect(),
        )
    });
    if left_over.iter().all(|codes| !codes.is_empty()) {
        add(DifferenceKind::Acronym, left_over.map(written));
    } else if misspelt.iter().any(|codes| !codes.is_empty()) {
        add(DifferenceKind::Acronym, misspelt);
    } else {
        let names = left_over.map(|codes| {
            let named = |code: &&Code| code.names_study && !expanded.knows(&code.key);
            written(codes.into_iter().filter(named).collect())
        });
        add(DifferenceKind::StudyName, names);
    }
    found
}

fn written(codes: Vec<&Code>) -> Vec<String> {
    let mut all: Vec<String> = codes.into_iter().map(|code| code.written.clone()).collect();
    all.dedup();
    all
}

/// Identifiers of a side that the other side lacks.
fn lost_identifiers(side: &Side, other: &Side) -> Vec<String> {
    let mut lost: Vec<String> = side
        .identifiers
        .iter()
        .filter(|id| !other.identifiers.contains(id))
        .map(|id| id.to_uppercase())
        .collect();
    lost.extend(
        side.codes
            .iter()
            .filter(|code| code.is_identifier && !other.codes.iter().any(|o| o.matches(code)))
            .filter(|code| {
                let key = code.key.as_str();
                // Part of an identifier that was named already.
                !side.identifiers.iter().any(|id| id.contains(key))
            })
            .map(|code| code.written.clone()),
    );
    lost
}

/// Numbers of each side that the other lacks, when both sides have some: as often as they
/// stand there.
fn numbers(sides: &[Side; 2], near: &[&[Side; 2]]) -> [Vec<String>; 2] {
    let mut over = [0, 1].map(|side| left_over_numbers(&sides[side], &sides[1 - side]));
    // A number that the sentence before or behind has over on the other side moved there.
    for side in [0, 1] {
        over[side].retain(|numeral| {
            !near.iter().any(|sides| {
                left_over_numbers(&sides[1 - side], &sides[side])
                    .iter()
                    .any(|other| other.number.key == numeral.number.key)
            })
        });
    }
    let in_digits = over.iter().flatten().any(|numeral| numeral.number.digits);
    if !in_digits || over.iter().any(Vec::is_empty) {
        return [Vec::new(), Vec::new()];
    }
    over.map(|side| side.iter().map(|numeral| numeral.written.clone()).collect())
}

fn left_over_numbers<'a>(side: &'a Side, other: &Side) -> Vec<&'a Numeral> {
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    side.numbers
        .iter()
        .filter(|numeral| {
            let place = (0..other.numbers.len()).find(|at| {
                !taken.contains(at) && other.numbers[*at].number.key == numeral.number.key
            });
            place.is_none_or(|at| !taken.insert(at))
        })
        .collect()
}

type Both = [Vec<String>; 2];

/// Numbers that stand on both sides, with another unit or compared the other way round.
fn about_numbers(sides: &[Side; 2]) -> (Both, Both) {
    let (mut units, mut comparisons) = (Both::default(), Both::default());
    let keys: BTreeSet<&str> = sides[0]
        .numbers
        .iter()
        .map(|numeral| numeral.number.key.as_str())
        .collect();
    for key in keys {
        let [left, right] = [0, 1].map(|side: usize| {
            let all = sides[side].numbers.iter();
            all.filter(|numeral| numeral.number.key == key)
                .collect::<Vec<_>>()
        });
        let apart = |of: &dyn Fn(&Numeral) -> Option<String>| -> Option<[Vec<String>; 2]> {
            let named = |all: &[&Numeral]| -> Option<Vec<String>> {
                all.iter().map(|numeral| of(numeral)).collect()
            };
            let (l, r) = (named(&left)?, named(&right)?);
            (!l.is_empty() && !r.is_empty() && l.iter().all(|one| !r.contains(one)))
                .then_some([l, r])
        };
        if apart(&|numeral| numeral.unit.map(str::to_owned)).is_some() {
            for (side, all) in [&left, &right].into_iter().enumerate() {
                units[side].extend(
                    all.iter()
                        .map(|n| format!("{} {}", n.written, n.unit.unwrap_or_default())),
                );
            }
        }
        if apart(&|numeral| numeral.below.map(|below| below.to_string())).is_some() {
            for (side, all) in [&left, &right].into_iter().enumerate() {
                comparisons[side].extend(all.iter().map(|n| {
                    let sign = if n.below == Some(true) { '<' } else { '>' };
                    format!("{sign} {}", n.written)
                }));
            }
        }
    }
    (units, comparisons)
}

/// Codes of a side without counterpart on the other, each as often as it stands there more
/// often. One that the other side has at all is left over only beside a foreign one.
fn left_over_codes(sides: &[Side; 2], side: usize) -> Vec<&Code> {
    let (own, other) = (&sides[side].codes, &sides[1 - side].codes);
    let foreign = |codes: &[Code], others: &[Code]| {
        codes
            .iter()
            .any(|code| !others.iter().any(|o| o.matches(code)))
    };
    let other_is_foreign = foreign(other, own);
    own.iter()
        .enumerate()
        .filter(|(at, code)| {
            let before = own[..*at].iter().filter(|c| c.matches(code)).count();
            let there = other.iter().filter(|o| o.matches(code)).count();
            there == 0 || (other_is_foreign && before >= there)
        })
        .map(|(_, code)| code)
        .collect()
}

/// Whether a code that the other side lacks is one letter away from one that it has.
fn misspells(code: &Code, other: &Side) -> bool {
    let near = |a: &str, b: &str| {
        a.chars().count() == b.chars().count()
            && a.chars().zip(b.chars()).filter(|(x, y)| x != y).count() == 1
    };
    code.key.chars().count() >= 3 && other.codes.iter().any(|known| near(&code.key, &known.key))
}

impl Code {
    /// Whether both are the same, a number behind the letters left out or not: COVID and
    /// COVID-19.
    fn matches(&self, other: &Self) -> bool {
        let letters = |key: &str| {
            key.trim_end_matches(|c: char| c.is_ascii_digit())
                .to_owned()
        };
        let (a, b) = (self.key.as_str(), other.key.as_str());
        a == b || letters(a) == b || letters(b) == a
    }
}

/// Reads the acronyms and codes of a folded text.
fn codes(chars: &[char]) -> Vec<Code> {
    let is_part =
        |c: char| c.is_alphanumeric() && !is_han(c) && !('\u{3040}'..='\u{30FF}').contains(&c);
    let mut codes = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !is_part(chars[at]) {
            at += 1;
            continue;
        }
        let run = |from: usize| from + chars[from..].iter().take_while(|c| is_part(**c)).count();
        let start = at;
        at = run(at);
        let has_capital = chars[start..at].iter().any(|c| c.is_uppercase());
        let next_is_digits = |from: usize| {
            let end = run(from);
            end > from && chars[from..end].iter().all(char::is_ascii_digit)
        };
        // IL-6, COVID-19: the number belongs to the letters.
        let letters_end = at;
        if has_capital
            && chars.get(at).is_some_and(|c| matches!(c, '-' | '‐' | '‑'))
            && next_is_digits(at + 1)
        {
            at = run(at + 1);
        }
        codes.extend(code(chars, start..at, at > letters_end));
    }
    codes
}

fn code(chars: &[char], at: Range<usize>, joined: bool) -> Option<Code> {
    let written: String = chars[at.clone()].iter().collect();
    let count = |test: fn(&char) -> bool| chars[at.clone()].iter().filter(|c| test(c)).count();
    let capitals = count(|c| c.is_uppercase());
    let letters = count(|c| c.is_alphabetic());
    let digits = count(char::is_ascii_digit);
    let is_code = letters > 0 && (capitals >= 2 || (digits > 0 && capitals > 0 && letters <= 8));
    if !is_code || is_roman(&written) {
        return None;
    }
    let singular = written
        .strip_suffix('s')
        .filter(|s| capitals >= 2 && s.ends_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    let key: String = singular
        .unwrap_or(&written)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    Some(Code {
        // COVID-19 and SF-36 are names that a translation may write in words.
        is_identifier: !joined && digits >= 2 && letters >= 1 && letters + digits >= 5,
        names_study: digits == 0 && capitals >= 3 && capitals == letters && names_study(chars, &at),
        key,
        written,
        at,
    })
}

/// Two, three, four … as Roman numerals, which the other side writes in digits or words.
fn is_roman(written: &str) -> bool {
    matches!(
        written,
        "II" | "III" | "IV" | "VI" | "VII" | "VIII" | "IX" | "XI" | "XII"
    )
}

/// Kinds of studies that have names.
const STUDIES: &[&str] = &[
    "trial",
    "trials",
    "study",
    "studies",
    "cohort",
    "programme",
    "program",
    "project",
    "initiative",
    "registry",
    "consortium",
    "survey",
    "intervention",
];
const STUDIES_HAN: &[&str] = &["试验", "研究", "队列", "项目", "计划", "登记", "调查"];

/// Whether a name stands before the word for a study, or in brackets right behind one:
/// "the STEP trial", "a pilot trial (In STEP)".
fn names_study(chars: &[char], at: &Range<usize>) -> bool {
    let behind: String = chars[at.end..].iter().take(14).collect::<String>();
    let behind = behind.trim_start_matches([' ', '-']).to_lowercase();
    let word = behind.split(|c: char| !c.is_alphanumeric()).next();
    if word.is_some_and(|word| STUDIES.contains(&word))
        || STUDIES_HAN.iter().any(|word| behind.starts_with(word))
    {
        return true;
    }
    let before: String = chars[at.start.saturating_sub(40)..at.start]
        .iter()
        .collect();
    let Some((head, inside)) = before.rsplit_once(['(', '[']) else {
        return false;
    };
    // At most two short words inside the brackets before the name.
    if inside.contains([')', ']', ';', ',']) || inside.split_whitespace().count() > 2 {
        return false;
    }
    let head = head.trim_end().to_lowercase();
    let last = head.rsplit(|c: char| !c.is_alphanumeric()).next();
    last.is_some_and(|word| STUDIES.contains(&word))
        || STUDIES_HAN.iter().any(|word| head.ends_with(word))
}

/// Acronyms whose long form stands in the text: they are words of the text, not names, and
/// a translation may write them out.
struct Expanded(BTreeSet<String>);

impl Expanded {
    fn of(sides: [&[&str]; 2]) -> Self {
        let mut known = BTreeSet::new();
        for text in sides.into_iter().flatten() {
            let text = folded(text);
            for (at, _) in text.match_indices('(') {
                let inside = &text[at + 1..];
                let inside = &inside[..inside.find(')').unwrap_or(inside.len())];
                let key: String = inside
                    .chars()
                    .filter(char::is_ascii_alphanumeric)
                    .flat_map(char::to_lowercase)
                    .collect();
                if (2..=10).contains(&key.len()) && abbreviates(&key, &text[..at]) {
                    known.insert(key);
                }
            }
        }
        Self(known)
    }

    fn knows(&self, key: &str) -> bool {
        self.0.contains(key)
    }
}

/// The words at the end of a text that an abbreviation abbreviates, the fewest that do.
pub fn long_form<'t>(short: &str, text: &'t str) -> Option<&'t str> {
    let key: String = short
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let words = abbreviated_words(&key, text)?;
    let is_part = |c: char| c.is_alphanumeric();
    let mut start = text.len();
    for _ in 0..words {
        let end = text[..start].rfind(is_part)?;
        start = text[..end]
            .char_indices()
            .rev()
            .take_while(|(_, c)| is_part(*c))
            .last()
            .map_or(end, |(at, _)| at);
    }
    Some(text[start..].trim())
}

/// Whether the letters of a key are, in order, letters of the last words of a text, the
/// first one the beginning of a word.
fn abbreviates(key: &str, text: &str) -> bool {
    abbreviated_words(key, text).is_some()
}

/// How many words at the end of a text a key abbreviates.
fn abbreviated_words(key: &str, text: &str) -> Option<usize> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let key: Vec<char> = key.trim_end_matches('s').chars().collect();
    let first = key.first()?;
    let most = key.len() * 2 + 1;
    (1..=most.min(words.len())).find(|count| {
        let tail = &words[words.len() - *count..];
        if !tail[0].starts_with(*first) {
            return false;
        }
        // Most letters begin a word.
        let initials = tail.iter().filter_map(|word| word.chars().next());
        let mut wanted = key.iter().peekable();
        for initial in initials {
            if wanted.peek() == Some(&&initial) {
                wanted.next();
            }
        }
        wanted.len() * 3 <= key.len()
    })
}

/// Units with the ways in which they are written; the longest come first where one begins
/// another.
const UNITS: &[(&str, &[&str])] = &[
    ("%", &["%", "percent", "per cent"]),
    ("mmHg", &["mmhg", "毫米汞柱"]),
    ("mmol", &["mmol", "毫摩尔"]),
    ("μmol", &["μmol", "umol", "微摩尔"]),
    ("nmol", &["nmol", "纳摩尔"]),
    ("mg", &["mg", "milligram", "毫克"]),
    ("μg", &["μg", "ug", "mcg", "microgram", "微克"]),
    ("ng", &["ng", "nanogram", "纳克"]),
    ("kg", &["kg", "kilogram", "千克", "公斤"]),
    ("g", &["g", "gram", "克"]),
    ("ml", &["ml", "millilit", "毫升"]),
    ("μl", &["μl", "ul", "microlit", "微升"]),
    ("l", &["l", "litre", "liter", "升"]),
    ("mm", &["mm", "millimet", "毫米"]),
    ("cm", &["cm", "centimet", "厘米"]),
    ("km", &["km", "kilomet", "公里", "千米"]),
    ("nm", &["nm", "nanomet", "纳米"]),
    ("μm", &["μm", "um", "micromet", "微米"]),
    ("m", &["m", "meter", "metre", "米"]),
    ("s", &["s", "sec", "second", "秒"]),
    ("min", &["min", "mins", "minute", "分钟"]),
    ("h", &["h", "hr", "hrs", "hour", "小时"]),
    ("day", &["d", "day", "天", "日"]),
    ("week", &["wk", "week", "周", "星期"]),
    ("month", &["month", "个月"]),
    ("year", &["yr", "yrs", "year", "岁", "年"]),
    ("°C", &["°c", "摄氏度"]),
];

/// The unit right behind a number.
fn unit_behind(chars: &[char], end: usize) -> Option<&'static str> {
    let behind: String = chars[end..].iter().take(16).collect();
    let behind = behind.trim_start_matches([' ', '-']).to_lowercase();
    let found = UNITS
        .iter()
        .flat_map(|(unit, words)| words.iter().map(move |word| (*unit, *word)));
    found
        .filter(|(_, word)| {
            behind.strip_prefix(word).is_some_and(|rest| {
                let letter = |c: char| c.is_alphabetic() && !is_han(c);
                // Long words are beginnings: litres, micrograms.
                let open = word.len() > 3 && word.is_ascii();
                !word.ends_with(letter) || open || !rest.starts_with(letter)
            })
        })
        .max_by_key(|(_, word)| word.len())
        .map(|(unit, _)| unit)
}

/// Whether a number is the upper (`<`) or the lower bound (`>`) of something.
fn comparison_before(chars: &[char], start: usize) -> Option<bool> {
    let before = chars[..start].iter().rev().find(|c| !c.is_whitespace())?;
    match before {
        '<' | '≤' | '⩽' | '≦' => Some(true),
        '>' | '≥' | '⩾' | '≧' => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moved_to_the_next_sentence_is_no_difference() {
        let zh = [
            "共招募214名护士，平均年龄31.5岁。",
            "其中NAP组107名，对照组27.25分。",
        ];
        let en = [
            "We recruited nurses with a mean age of 31.5 years, 107 of them for NAP.",
            "There were 214 in all, and controls scored 27.25 points.",
        ];
        let bead = |range: Range<usize>| Bead {
            left: range.clone(),
            right: range,
            confidence: 1.0,
        };
        let found = differences(&zh, &en, &[bead(0..1), bead(1..2)]);
        assert_eq!(found, [vec![], vec![]]);
        let alone = differences(&zh[..1], &en[..1], &[bead(0..1)]);
        let kinds: Vec<_> = alone[0].iter().map(|one| one.kind).collect();
        assert_eq!(kinds, [DifferenceKind::Number]);
        assert_eq!(
            (&alone[0][0].left[0][..], &alone[0][0].right[0][..]),
            ("214", "107")
        );
    }

    #[test]
    fn acronyms_abbreviate_words() {
        assert!(abbreviates("ips", "Individual Placement and Support "));
        assert!(abbreviates("rct", "a randomised controlled trial"));
        assert!(abbreviates("esws", "Employment Support Workers"));
        assert!(!abbreviates("step", "as a forerunner to a pilot trial"));
        assert!(!abbreviates("instep", "as a forerunner to a pilot trial"));
    }
}
