//! Names of persons: which part is the family name.
//!
//! The order is decided once per list, see [`decide_order`]: "Holmes Michelle M" with
//! trailing initials means family first, "Michelle M. Holmes" given first.

use crate::script::{has_han, is_han};
use diglot_model::Name;

/// In which order names of a list are written when no comma tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameOrder {
    /// "Michelle M Holmes"
    GivenFirst,
    /// "Holmes Michelle M"
    FamilyFirst,
}

/// Compound Chinese surnames; the longest match wins over the first character.
const COMPOUND_SURNAMES: &[&str] = &[
    "欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "夏侯", "东方", "東方", "皇甫", "尉迟",
    "尉遲", "公孙", "公孫", "令狐", "慕容", "司徒", "司空", "端木", "独孤", "獨孤", "南宫", "南宮",
    "轩辕", "軒轅", "百里", "呼延", "宇文", "长孙", "長孫", "西门", "西門", "拓跋", "赫连", "赫連",
    "申屠", "太史", "澹台", "濮阳", "濮陽", "闻人", "万俟", "钟离", "鐘離", "淳于", "单于", "公冶",
    "宗政", "鲜于", "闾丘", "仲孙", "亓官", "司寇", "梁丘", "东郭", "左丘", "第五", "呼延", "达奚",
];

const PARTICLES: &[&str] = &[
    "de", "del", "della", "di", "da", "dos", "das", "do", "du", "des", "la", "le", "van", "von",
    "der", "den", "ten", "ter", "zu", "zur", "vom", "af", "av", "el", "al", "bin", "ibn", "ben",
    "st.", "y", "e", "'t", "op", "het", "in", "las", "los", "dello", "te", "dal", "dalla", "lo",
    "zum", "'s", "degli", "san",
];

const SUFFIXES: &[&str] = &["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "junior"];

/// In the order of their length.
const ORGANISATION_WORDS: &[&str] = &[
    "team",
    "group",
    "board",
    "panel",
    "force",
    "agency",
    "center",
    "centre",
    "network",
    "society",
    "council",
    "ministry",
    "committee",
    "institute",
    "taskforce",
    "consortium",
    "university",
    "department",
    "foundation",
    "commission",
    "federation",
    "initiative",
    "association",
    "organization",
    "organisation",
    "collaboration",
    "collaborators",
    "investigators",
];

const HAN_ORGANISATION_WORDS: &[&str] = &[
    "组",
    "委员会",
    "协会",
    "学会",
    "大学",
    "医院",
    "研究所",
    "中心",
    "编辑部",
    "课题组",
    "联盟",
    "公司",
    "局",
    "部",
    "院",
];

/// Whether a name is an organisation's.
pub fn is_organisation(name: &str) -> bool {
    if has_han(name) {
        return name.chars().count() > 4
            && HAN_ORGANISATION_WORDS
                .iter()
                .any(|w| name.trim().ends_with(w));
    }
    if name.is_ascii() {
        return has_organisation_word(name.as_bytes());
    }
    name.split(|c: char| !c.is_alphanumeric()).any(|word| {
        if word.contains(KELVIN) {
            is_organisation_word(word.to_lowercase().as_bytes())
        } else {
            is_organisation_word(word.as_bytes())
        }
    })
}

/// The only letter beyond ASCII that is one of ASCII when it is made small; the words of
/// organisations are in ASCII.
const KELVIN: char = '\u{212a}';

/// Whether a name in ASCII has a word of an organisation.
fn has_organisation_word(name: &[u8]) -> bool {
    let mut start = 0;
    (0..=name.len()).any(|at| {
        if name.get(at).is_some_and(u8::is_ascii_alphanumeric) {
            return false;
        }
        let word = &name[start..at];
        start = at + 1;
        is_organisation_word(word)
    })
}

fn is_organisation_word(word: &[u8]) -> bool {
    // Of each length there are few.
    let Some((start, end, first_letters)) = ORGANISATION_LENGTHS.get(word.len()) else {
        return false;
    };
    let first = word.first().map_or(0, u8::to_ascii_lowercase);
    first.is_ascii_lowercase()
        && first_letters & (1 << (first - b'a')) != 0
        && ORGANISATION_WORDS[*start..*end]
            .iter()
            .any(|known| known.as_bytes().eq_ignore_ascii_case(word))
}

/// For each length, where the [`ORGANISATION_WORDS`] of that length begin and end, and a bit
/// for each letter that one of them begins with.
const ORGANISATION_LENGTHS: [(usize, usize, u32); 16] = {
    let mut lengths = [(0, 0, 0); 16];
    let mut at = 0;
    while at < ORGANISATION_WORDS.len() {
        let word = ORGANISATION_WORDS[at].as_bytes();
        let known = &mut lengths[word.len()];
        if at == 0 || ORGANISATION_WORDS[at - 1].len() != word.len() {
            assert!(known.1 == 0, "the words stand in the order of their length");
            known.0 = at;
        }
        known.1 = at + 1;
        known.2 |= 1 << (word[0] - b'a');
        at += 1;
    }
    lengths
};

/// Whether a word is initials: "M", "M.", "MM", "H.W.C.", "E-S".
fn is_initials(word: &str) -> bool {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    !letters.is_empty()
        && letters.len() <= 3
        && letters.iter().all(|c| c.is_uppercase())
        && word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\''))
}

fn is_particle(word: &str) -> bool {
    word.chars().next().is_some_and(|c| !c.is_uppercase())
        && PARTICLES.iter().any(|p| p.eq_ignore_ascii_case(word))
}

fn is_suffix(word: &str) -> bool {
    is_suffix_bytes(word.as_bytes())
}

fn is_suffix_bytes(word: &[u8]) -> bool {
    // Most words begin with another letter.
    let may_be = matches!(word.first(), Some(b'J' | b'j' | b'S' | b's' | b'I' | b'i'));
    may_be
        && word.len() <= 6
        && SUFFIXES
            .iter()
            .any(|s| s.as_bytes().eq_ignore_ascii_case(word))
}

/// Decides the order of a list of names without commas; `fallback` when nothing tells.
pub fn decide_order<'a>(
    names: impl IntoIterator<Item = &'a str>,
    fallback: NameOrder,
) -> NameOrder {
    let (mut family_first, mut given_first) = (0, 0);
    for name in names {
        let words: Vec<&str> = name.split_whitespace().filter(|w| !is_suffix(w)).collect();
        let [first, middle @ .., last] = words.as_slice() else {
            continue;
        };
        let all_caps = words
            .iter()
            .all(|w| is_initials(w) || w.chars().all(|c| !c.is_lowercase()));
        if all_caps && words.len() == 2 && !is_initials(last) {
            continue;
        }
        // "Ming E" has a family name of one letter: an initial without its point says less.
        let weight = |word: &str| if word.len() > 1 { 2 } else { 1 };
        if is_initials(last) && !is_initials(first) {
            family_first += weight(last);
        } else if is_initials(first) && !is_initials(last) {
            given_first += weight(first);
        } else if middle.iter().any(|w| is_initials(w)) && !is_initials(last) {
            given_first += 2;
        } else if is_particle(first) {
            family_first += 2;
        } else if middle.iter().any(|w| is_particle(w)) {
            given_first += 2;
        }
    }
    match family_first.cmp(&given_first) {
        std::cmp::Ordering::Greater => NameOrder::FamilyFirst,
        std::cmp::Ordering::Less => NameOrder::GivenFirst,
        std::cmp::Ordering::Equal => fallback,
    }
}

/// Reads one name. A comma always tells the family name; a Han name has the family first;
/// otherwise `order` decides.
pub fn parse_name(name: &str, order: NameOrder) -> Name {
    if let Some((family, given)) = plainly_inverted(name) {
        return Name::person(family, given);
    }
    let name = name.trim().trim_end_matches([',', ';', '，', '；']).trim();
    if has_han(name) {
        return parse_han(name);
    }
    if is_organisation(name) {
        return Name::literal(name);
    }
    if let Some((family, given)) = plainly_inverted(name) {
        return Name::person(family, given);
    }
    if let Some((family, rest)) = name.split_once([',', '，']) {
        return inverted(family.trim(), rest.trim());
    }
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let suffix = take_suffix(&mut words);
    let (family, given) = match order {
        NameOrder::FamilyFirst => split_family_first(&words),
        NameOrder::GivenFirst => split_given_first(&words),
    };
    person(&family, &given, suffix)
}

fn take_suffix(words: &mut Vec<&str>) -> Option<String> {
    let last = words.last()?;
    if words.len() > 2 && is_suffix(last) {
        return words.pop().map(str::to_owned);
    }
    None
}

/// What a byte of a name is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    Letter,
    Mark,
    Blank,
    Comma,
    /// One that no plain name has.
    Odd,
}

const BYTES: [Byte; 256] = {
    let mut bytes = [Byte::Odd; 256];
    let mut at = 0;
    while at < 256 {
        bytes[at] = match at as u8 {
            b' ' => Byte::Blank,
            b',' => Byte::Comma,
            byte if byte.is_ascii_alphanumeric() => Byte::Letter,
            byte if byte.is_ascii_graphic() => Byte::Mark,
            // Letters of U+00C0 to U+027F: no white space, comma or ideograph is among them.
            0x80..=0xbf | 0xc3..=0xc9 => Byte::Mark,
            _ => Byte::Odd,
        };
        at += 1;
    }
    bytes
};

/// `Moe, Cathrine A.`: one comma, single spaces, and no word that could be a particle, a
/// suffix or an organisation's, and no semicolon at the end. Most names are of this shape, and
/// nothing in them needs to be weighed.
fn plainly_inverted(name: &str) -> Option<(&str, &str)> {
    let bytes = name.as_bytes();
    let mut comma = None;
    // Where the word at hand begins, and its last run of letters.
    let (mut word, mut run) = (0, 0);
    let is_plain = |word: &[u8], run: &[u8]| {
        word.first().is_some_and(u8::is_ascii_uppercase)
            && !is_suffix_bytes(word)
            && !is_organisation_word(run)
    };
    let kind = |byte: &u8| BYTES[usize::from(*byte)];
    while let Some(letters) = bytes[run..].iter().position(|b| kind(b) != Byte::Letter) {
        let at = run + letters;
        match kind(&bytes[at]) {
            Byte::Mark if is_organisation_word(&bytes[run..at]) => return None,
            Byte::Mark => {}
            // Behind the comma.
            Byte::Blank if comma.is_some_and(|comma| comma + 1 == at) => word = at + 1,
            Byte::Blank if is_plain(&bytes[word..at], &bytes[run..at]) => word = at + 1,
            Byte::Comma if comma.is_none() && is_plain(&bytes[word..at], &bytes[run..at]) => {
                (comma, word) = (Some(at), at + 1);
            }
            _ => return None,
        }
        run = at + 1;
    }
    let (family, given) = name.split_at_checked(comma?)?;
    let given = &given[1..];
    let plain = is_plain(&bytes[word..], &bytes[run..]) && !given.ends_with(';');
    // Letters beyond ASCII are none here; what is an organisation needs another look.
    let person = plain && (name.is_ascii() || !is_organisation(name));
    person.then_some((family, given.strip_prefix(' ').unwrap_or(given)))
}

fn inverted(family: &str, rest: &str) -> Name {
    // "Smith, Jr., John" and "Smith, John, Jr."
    let parts: Vec<&str> = rest
        .split(',')
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect();
    let suffix = parts.iter().copied().find(|p| is_suffix(p));
    let given: Vec<&str> = parts.iter().copied().filter(|p| !is_suffix(p)).collect();
    let family: Vec<&str> = family.split_whitespace().collect();
    let mut words: Vec<&str> = given.iter().flat_map(|g| g.split_whitespace()).collect();
    let suffix = suffix
        .map(str::to_owned)
        .or_else(|| take_suffix(&mut words));
    // "Berg, Jan van der"
    let mut particles = Vec::new();
    while words.len() > 1 && words.last().is_some_and(|w| is_particle(w)) {
        particles.splice(0..0, words.pop());
    }
    let family: Vec<&str> = particles.into_iter().chain(family).collect();
    person(&family, &words, suffix)
}

fn split_family_first<'a>(words: &[&'a str]) -> (Vec<&'a str>, Vec<&'a str>) {
    let mut end = words.iter().take_while(|w| is_particle(w)).count();
    end = (end + 1).min(words.len());
    (words[..end].to_vec(), words[end..].to_vec())
}

fn split_given_first<'a>(words: &[&'a str]) -> (Vec<&'a str>, Vec<&'a str>) {
    if words.len() < 2 {
        return (words.to_vec(), Vec::new());
    }
    let start = words
        .iter()
        .enumerate()
        // A given name stands before the particle.
        .skip(1)
        .take(words.len() - 2)
        .find(|(_, w)| is_particle(w))
        .map_or(words.len() - 1, |(i, _)| i);
    (words[start..].to_vec(), words[..start].to_vec())
}

fn person(family: &[&str], given: &[&str], suffix: Option<String>) -> Name {
    let split = if family.len() > 1 {
        family
            .iter()
            .take_while(|w| is_particle(w))
            .count()
            .min(family.len() - 1)
    } else {
        0
    };
    let (particle, family) = family.split_at(split);
    Name::Person {
        family: family.join(" "),
        given: given.join(" "),
        particle: (!particle.is_empty()).then(|| particle.join(" ")),
        suffix,
    }
}

/// `山田 太郎`, `山田, 太郎`, `高橋 はな`: a space or a comma behind a surname of two or
/// three characters.
fn spaced(name: &str) -> Option<(&str, &str)> {
    let (family, given) = name.split_once([' ', '\u{3000}', ',', '，'])?;
    let given = given.trim_start();
    let letter = |c: char| is_han(c) || matches!(c, '\u{3041}'..='\u{30ff}');
    let is_part =
        |part: &str, least| (least..=3).contains(&part.chars().count()) && part.chars().all(letter);
    (is_part(family, 2) && is_part(given, 1)).then_some((family, given))
}

fn parse_han(name: &str) -> Name {
    if let Some((family, given)) = spaced(name) {
        return Name::person(family, given);
    }
    let tight: String = name
        .chars()
        .filter(|c| !c.is_whitespace() && *c != ',' && *c != '，')
        .collect();
    let han = tight.chars().filter(|c| is_han(*c)).count();
    let whole = tight.chars().count();
    if is_organisation(&tight) || han != whole || !(2..=4).contains(&whole) {
        return Name::literal(name.trim());
    }
    let compound = COMPOUND_SURNAMES
        .iter()
        .find(|s| tight.starts_with(**s) && whole > 2);
    let cut = compound.map_or_else(
        || tight.chars().next().map_or(0, char::len_utf8),
        |surname| surname.len(),
    );
    Name::person(&tight[..cut], &tight[cut..])
}

#[cfg(test)]
mod tests;
