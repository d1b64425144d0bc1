//! Names of months.

/// English names of the months in lower case.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The number of a month, from 1, by its English name or an abbreviation of at least three
/// letters; a full stop behind it does not matter.
pub fn month_number(word: &str) -> Option<u8> {
    let lower = word.to_ascii_lowercase();
    let lower = lower.trim_end_matches('.');
    let lower = if lower == "sept" { "sep" } else { lower };
    (lower.len() >= 3)
        .then(|| MONTHS.iter().position(|month| month.starts_with(lower)))
        .flatten()
        .map(|index| index as u8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_names() {
        let names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
        let numbers: Vec<_> = names.split(' ').filter_map(month_number).collect();
        assert_eq!(numbers, (1..=12).collect::<Vec<u8>>());
        assert_eq!(month_number("Sept."), Some(9));
        assert_eq!(month_number("ma"), None);
        assert_eq!(month_number("marched"), None);
    }
}
