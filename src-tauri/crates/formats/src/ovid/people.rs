//! Names in Ovid's exports, with marks of institutions, degrees and roles behind them.

use crate::lines::range_in;
use crate::nbib::people;
use diglot_model::Name;
use diglot_text::names::is_organisation;
use std::ops::Range;

/// A name's place, and the numbers of its institutions.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Marked {
    pub(super) place: Range<usize>,
    pub(super) marks: Vec<u16>,
}

/// The names of a field: several between semicolons, or, where no name has a comma, behind
/// full stops (`Moe C. Berg JP.`).
pub(super) fn names(text: &str, range: &Range<usize>) -> Vec<Marked> {
    let value = &text[range.clone()];
    let parts: Vec<&str> = if value.contains(';') {
        split_outside(value, ';')
    } else if !value.contains(',') && value.trim_end().ends_with('.') {
        value.split('.').collect()
    } else {
        vec![value]
    };
    parts
        .into_iter()
        .filter_map(|part| {
            let (name, marks) = clean(part);
            // "RN; PhD; FAAN 1" are degrees of the person before.
            let is_name = !name.is_empty() && !name.split([' ', ',']).all(is_degree);
            is_name.then(|| Marked {
                place: range_in(text, name),
                marks,
            })
        })
        .collect()
}

/// Splits outside of brackets: `Moe, C [Author; E-mail: c@example.org]; Berg, J`.
fn split_outside(text: &str, at: char) -> Vec<&str> {
    let (mut depth, mut start, mut out) = (0_i32, 0, Vec::new());
    for (i, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            c if c == at && depth <= 0 => {
                out.push(&text[start..i]);
                start = i + c.len_utf8();
            }
            _ => {}
        }
    }
    out.push(&text[start..]);
    out
}

/// A name without what stands behind it, and the numbers among that.
pub(super) fn clean(part: &str) -> (&str, Vec<u16>) {
    let name = part.split('[').next().unwrap_or_default().trim();
    let bare = name.trim_end_matches(|c: char| {
        c.is_ascii_digit()
            || c.is_whitespace()
            || matches!(c, ',' | '+' | '*' | '#' | '&' | '=' | '@')
    });
    let marks = name[bare.len()..]
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|n| n.parse().ok())
        .collect();
    let mut name = bare;
    // The family name and one given name stay, whatever they look like.
    while let Some((rest, last)) = name.rsplit_once([' ', ',']) {
        let stays = !rest.contains(',')
            || rest.trim_end().ends_with(',') && !rest.trim_end_matches([',', ' ']).contains(',');
        if stays || !is_degree(last) {
            break;
        }
        name = rest.trim_end_matches([' ', ',']);
    }
    // "AHMED, Mughees." but "Walsdorf, Neill B."
    let last = name.rsplit([' ', ',']).next().unwrap_or_default();
    if last.chars().filter(|c| c.is_alphabetic()).count() > 3 {
        name = name.trim_end_matches('.');
    }
    (name.trim_end_matches(';').trim(), marks)
}

/// "MD", "Ph.D.", "FACSM"
fn is_degree(word: &str) -> bool {
    const DEGREES: [&str; 44] = [
        "MD", "PhD", "RN", "FAAN", "MPH", "MSc", "BSc", "MS", "MA", "BA", "BS", "MBBS", "MBChB",
        "DO", "DDS", "DMD", "DPhil", "DrPH", "EdD", "PsyD", "PharmD", "DVM", "MBA", "MHA", "FRCP",
        "FRCS", "FACS", "FACP", "FAHA", "FACC", "FACSM", "MSN", "DNP", "APRN", "BSN", "MEd", "ScD",
        "DSc", "MRCP", "FRCPC", "LCSW", "MSW", "CNM", "JD",
    ];
    let bare: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
    bare.is_empty() || DEGREES.iter().any(|d| *d == bare)
}

/// A name as it was cleaned.
pub(super) fn name(text: &str) -> Name {
    if text.contains(',') && !(is_organisation(text) && text.split_whitespace().count() > 3) {
        people::full(text)
    } else {
        people::short(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_what_stands_behind_them() {
        let of = |text: &str| -> Vec<String> {
            names(text, &(0..text.len()))
                .into_iter()
                .map(|m| format!("{}{:?}", &text[m.place], m.marks))
                .collect()
        };
        assert_eq!(
            of("Moe, Carl 1;  Berg, Tim 2, 3"),
            ["Moe, Carl[1]", "Berg, Tim[2, 3]"]
        );
        assert_eq!(
            of("Moe, Sandra Schmidt RN; PhD; FAAN 1"),
            ["Moe, Sandra Schmidt[]"]
        );
        assert_eq!(
            of("Moe, Jan MD *;  van Vugt, Arie MD, PhD +"),
            ["Moe, Jan[]", "van Vugt, Arie[]"]
        );
        assert_eq!(of("Moe, James A. Ph.D., FACSM"), ["Moe, James A.[]"]);
        assert_eq!(
            of("Moe, S. M. [Author, Reprint Author; E-mail: s@example.org]"),
            ["Moe, S. M.[]"]
        );
        assert_eq!(of("MOE, Mughees."), ["MOE, Mughees[]"]);
        assert_eq!(of("Moe, Ph. 1"), ["Moe, Ph.[1]"]);
        assert_eq!(of("Moe, MA"), ["Moe, MA[]"]);
        assert_eq!(of("Moe CA. Berg J."), ["Moe CA[]", "Berg J[]"]);
    }
}
