//! Names as MEDLINE writes them: `FAU - van der Berg, Jan P Jr` and `AU  - van der Berg JP Jr`.

use diglot_model::Name;
use diglot_text::names::{NameOrder, is_organisation, parse_name};
use diglot_text::script;

const SUFFIXES: &[&str] = &[
    "Jr", "Jr.", "Sr", "Sr.", "1st", "2nd", "3rd", "4th", "5th", "6th", "II", "III", "IV",
];

/// A name with its family part first and a comma behind it; a person's, whatever its words.
pub(crate) fn full(name: &str) -> Name {
    let Some((family, given)) = name.split_once([',', '，']) else {
        return short(name);
    };
    let (given, suffix) = split_suffix(given.trim());
    of_parts(family.trim(), given, suffix)
}

/// A person's name from its parts.
pub(crate) fn of_parts(family: &str, given: &str, suffix: Option<&str>) -> Name {
    let (given, after) = match given.split_once(',') {
        // "John, Jr."
        Some((given, after)) => (given.trim(), Some(after.trim()).filter(|a| !a.is_empty())),
        None => (given, None),
    };
    // Particles in small letters belong to the family name and are sorted apart from it.
    let start = particles(family);
    Name::Person {
        family: family[start..].to_owned(),
        given: given.to_owned(),
        particle: (start > 0).then(|| family[..start].trim_end().to_owned()),
        suffix: suffix.or(after).map(str::to_owned),
    }
}

/// The length of the particles at the start of a family name of several words.
fn particles(family: &str) -> usize {
    if !family.contains(' ') || !family.starts_with(|c: char| c.is_lowercase() || c == '\'') {
        return 0;
    }
    // What a particle is, is decided in one place.
    match parse_name(&format!("{family}, X"), NameOrder::FamilyFirst) {
        Name::Person {
            particle: Some(particle),
            ..
        } => family.len().min(particle.len() + 1),
        _ => 0,
    }
}

/// A name without a comma: the family first, then initials.
pub(crate) fn short(name: &str) -> Name {
    let (name, suffix) = split_suffix(name.trim());
    if let Some((family, initials)) = name.rsplit_once(' ')
        && is_initials(initials)
        && !script::has_han(family)
    {
        return of_parts(family.trim(), initials, suffix);
    }
    match suffix {
        Some(suffix) => parse_name(&format!("{name} {suffix}"), NameOrder::FamilyFirst),
        None => parse_name(name, NameOrder::FamilyFirst),
    }
}

/// A name in a field for persons and organisations alike.
pub(crate) fn any(name: &str) -> Name {
    if name.contains([',', '，']) && !is_organisation(name) {
        full(name)
    } else {
        short(name)
    }
}

fn split_suffix(name: &str) -> (&str, Option<&str>) {
    match name.rsplit_once(' ') {
        Some((rest, last)) if SUFFIXES.contains(&last) => {
            (rest.trim_end().trim_end_matches(','), Some(last))
        }
        _ => (name, None),
    }
}

/// "MJ", "M-J", "YH"; "Ø".
fn is_initials(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    (1..=5).contains(&letters)
        && word
            .chars()
            .all(|c| c.is_uppercase() || matches!(c, '-' | '.' | '\''))
}

/// The initials of given names as `AU` has them: `Jan P` is `JP`.
pub(super) fn initials(given: &str) -> String {
    let mut out = String::new();
    for word in given.split([' ', '-', '.']).filter(|w| !w.is_empty()) {
        let capitals = word.chars().count() <= 3 && word.chars().all(char::is_uppercase);
        if capitals {
            out.push_str(word);
        } else {
            out.extend(word.chars().next());
        }
    }
    out
}

/// The ORCID iD in a text.
pub(crate) fn orcid(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let is_id = |id: &[u8]| {
        id.iter().enumerate().all(|(i, b)| match i {
            4 | 9 | 14 => *b == b'-',
            18 => b.is_ascii_digit() || matches!(b, b'X' | b'x'),
            _ => b.is_ascii_digit(),
        })
    };
    if let Some(id) = bytes.windows(19).find(|id| is_id(id)) {
        return Some(String::from_utf8_lossy(id).to_uppercase());
    }
    // "0000000218250097"
    let digits: String = text
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let bare = digits.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let valid = bare.len() == 16
        && bare.starts_with("000")
        && bare.bytes().take(15).all(|b| b.is_ascii_digit());
    valid.then(|| {
        let upper = bare.to_uppercase();
        [&upper[..4], &upper[4..8], &upper[8..12], &upper[12..]].join("-")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(name: &Name) -> String {
        match name {
            Name::Literal { literal } => format!("[{literal}]"),
            Name::Person {
                family,
                given,
                particle,
                suffix,
            } => format!(
                "{}|{family}|{given}|{}",
                particle.as_deref().unwrap_or_default(),
                suffix.as_deref().unwrap_or_default()
            ),
        }
    }

    #[test]
    fn names_in_both_forms() {
        for (name, want) in [
            ("Moe, Cathrine A", "|Moe|Cathrine A|"),
            ("van der Berg, Jan P Jr", "van der|Berg|Jan P|Jr"),
            ("Board, Ralph", "|Board|Ralph|"),
            ("Moe, Carl 3rd", "|Moe|Carl|3rd"),
            ("World Band,", "|World Band||"),
            ("张, 会佳", "|张|会佳|"),
        ] {
            assert_eq!(parts(&full(name)), want, "{name}");
        }
        for (name, want) in [
            ("Moe CA", "|Moe|CA|"),
            ("van Moe CA Jr", "van|Moe|CA|Jr"),
            ("Ming Choi Y", "|Ming Choi|Y|"),
            ("Suharto", "|Suharto||"),
            ("张会佳", "|张|会佳|"),
        ] {
            assert_eq!(parts(&short(name)), want, "{name}");
        }
        assert_eq!(
            parts(&any("Open Homes Study Group")),
            "[Open Homes Study Group]"
        );
    }

    #[test]
    fn initials_and_ids() {
        assert_eq!(initials("Jan-Peter M"), "JPM");
        assert_eq!(initials("MJ"), "MJ");
        for text in [
            "ORCID: 0000-0002-1825-0097",
            "ORCID: http://orcid.org/0000-0002-1825-0097",
            "0000000218250097",
            "https://orcid.org/0000000218250097",
        ] {
            assert_eq!(
                orcid(text).as_deref(),
                Some("0000-0002-1825-0097"),
                "{text}"
            );
        }
        assert_eq!(orcid("ISNI: 0001 2345"), None);
    }
}
