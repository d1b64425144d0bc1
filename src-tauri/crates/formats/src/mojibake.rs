//! UTF-8 that somebody read as Latin-1, as deposited metadata sometimes holds it.

use std::borrow::Cow;

/// The characters of bytes 0x80 to 0x9F in windows-1252; `\0` where it has none.
const HIGH: &str = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

/// The text as it was meant: "ProthÃ¨se" is "Prothèse". Texts that are no such accident
/// stay as they are: hardly any real text is valid UTF-8 when its letters are taken as bytes.
pub(crate) fn repair(text: &str) -> Cow<'_, str> {
    // Every sequence of UTF-8 begins with one of these.
    if !text.contains(|c: char| ('\u{c2}'..='\u{f4}').contains(&c)) {
        return Cow::Borrowed(text);
    }
    let byte = |c: char| match u32::from(c) {
        code @ 0..=0xff => Some(code as u8),
        _ => HIGH
            .chars()
            .position(|high| high == c)
            .map(|at| 0x80 + at as u8),
    };
    text.chars()
        .map(byte)
        .collect::<Option<Vec<u8>>>()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::repair;

    #[test]
    fn accidents_are_repaired() {
        assert_eq!(repair("ProthÃ¨se dâ€™Ã©paule"), "Prothèse d’épaule");
        assert_eq!(repair("æ\u{8a}\u{91}é\u{83}\u{81}"), "抑郁");
    }

    #[test]
    fn real_texts_stay() {
        for text in [
            "Prothèse d’épaule",
            "Ãgua",
            "抑郁 Ã©",
            "Café – à la carte",
            "plain",
            "",
        ] {
            assert_eq!(repair(text), text);
        }
    }
}
