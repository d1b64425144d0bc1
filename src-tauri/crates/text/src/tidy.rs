//! Cleaning of single values.

/// A value as it is kept: control and bidirectional override characters removed, runs of
/// white space one space, ends trimmed.
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        if c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}' {
            blank = !out.is_empty();
        } else if c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
            // Dropped: nothing of it can be shown, and overrides reorder the page around it.
        } else {
            if blank {
                out.push(' ');
                blank = false;
            }
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn collapses_and_drops() {
        assert_eq!(tidy("  a\u{a0}\n b\0c\u{202e} "), "a bc");
        assert_eq!(tidy("\t\n"), "");
    }
}
