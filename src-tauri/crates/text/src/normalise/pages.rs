//! Page ranges.

/// First and last page of a range as printed; a shortened last page is completed
/// from the first ("483-9" is 483 to 489), a single page is first and last at once.
///
/// A letter before the number ("S12", "e103") is passed over. Only the first range of
/// several is read. `None` when there is no number.
///
/// ```
/// use diglot_text::normalise::expand_pages;
/// assert_eq!(expand_pages("483-9"), Some((483, 489)));
/// assert_eq!(expand_pages("pp. 483–489"), Some((483, 489)));
/// assert_eq!(expand_pages("e103"), Some((103, 103)));
/// ```
pub fn expand_pages(text: &str) -> Option<(u32, u32)> {
    let (first, rest) = number(text, |_| true)?;
    // Only a dash, spaces and the prefix may stand between the two numbers.
    let last = number(rest, |c| c.is_alphabetic() || c == ' ' || is_dash(c))
        .filter(|(_, _)| rest.trim_start().starts_with(is_dash));
    let Some((last_digits, _)) = last else {
        let page = first.parse().ok()?;
        return Some((page, page));
    };
    let start: u32 = first.parse().ok()?;
    let completed = if last_digits.len() < first.len() {
        format!("{}{last_digits}", &first[..first.len() - last_digits.len()])
    } else {
        last_digits.to_owned()
    };
    let end = completed.parse().unwrap_or(start);
    // "1200-15" is 1200 to 1215; "98-7" is no range that anybody can complete.
    Some((start, end.max(start)))
}

/// The first run of ASCII digits and what follows it, if only allowed characters precede it.
fn number(text: &str, before: impl Fn(char) -> bool) -> Option<(&str, &str)> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    if !text[..start].chars().all(before) {
        return None;
    }
    let tail = &text[start..];
    let length = tail
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(tail.len());
    Some(tail.split_at(length))
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐'..='―' | '−' | '~' | '～' | '－')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn completes_ranges() {
        assert_eq!(expand_pages("86 - 97"), Some((86, 97)));
        assert_eq!(expand_pages("1200-15"), Some((1200, 1215)));
        assert_eq!(expand_pages("S65–S73"), Some((65, 73)));
        assert_eq!(expand_pages("12, 15-17"), Some((12, 12)));
        assert_eq!(expand_pages("65-73, 80"), Some((65, 73)));
        assert_eq!(expand_pages("98-7"), Some((98, 98)));
        assert_eq!(expand_pages("99999999999"), None);
        assert_eq!(expand_pages("n/a"), None);
    }
}
