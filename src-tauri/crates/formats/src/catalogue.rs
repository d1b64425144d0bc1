//! What library catalogues print around a value: the punctuation of ISBD between parts,
//! dates of birth and words for roles behind names.

use crate::citation::pattern;
use diglot_text::tidy::tidy;
use regex::Regex;
use std::sync::LazyLock;

/// A value without the punctuation that only leads to the next part (`Oslo :`, `Homes /`).
/// A full stop goes as well, except behind an initial or an abbreviation.
pub(crate) fn part(text: &str) -> String {
    let text = tidy(text);
    let mut text = text.trim_matches([' ', '/', ':', ';', ',', '=']);
    if let Some(before) = text.strip_suffix('.') {
        let last = before.rsplit([' ', '.', '-']).next().unwrap_or(before);
        let short = last.chars().count() <= 3 && last.chars().all(char::is_alphabetic);
        if !short && !before.ends_with('.') {
            text = before;
        }
    }
    text.trim_end().to_owned()
}

/// A title of its parts: `Homes: a study`.
pub(crate) fn title(main: &str, subtitle: &str) -> String {
    let (main, subtitle) = (part(main), part(subtitle));
    match (main.is_empty(), subtitle.is_empty()) {
        (_, true) => main,
        (true, false) => subtitle,
        // "Is it so? A study": the mark parts well enough.
        _ if main.ends_with(['?', '!', '.']) => format!("{main} {subtitle}"),
        _ => format!("{main}: {subtitle}"),
    }
}

static LIFE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:,\s*|\s*[\[(（])(?:(?:ca?\.|b\.|d\.|fl\.|active|born|died|approximately)\s*)*\d{3,4}\??\s*(?:[-–]\s*(?:ca?\.|approximately)?\s*(?:\d{3,4}\??)?)?\s*(?:[\])）])?\s*[.,]?\s*$",
    )
});
static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i),\s*(?:ed(?:itor|\.)?|eds?\.|author|translator|tr(?:ans)?\.|joint author|compiler|comp\.|illustrator|ill\.|narrator|host institution|issuing body|sponsoring body|publisher)\.?\s*$",
    )
});

/// Whether a role, by its code or word, is to perform. A recording without authors is cited
/// under those who perform.
pub(crate) fn is_performer(role: &str) -> bool {
    let role = role.rsplit('/').next().unwrap_or(role).to_lowercase();
    matches!(
        role.trim_matches(['.', ',', ' ', '(', ')', '[', ']']),
        "prf"
            | "performer"
            | "sng"
            | "singer"
            | "voc"
            | "vocalist"
            | "mus"
            | "musician"
            | "itr"
            | "instrumentalist"
            | "nrt"
            | "narrator"
            | "interpret"
            | "interprète"
            | "ausführender"
            | "sänger"
    )
}

/// A name without dates of life and words for roles, and that word.
pub(crate) fn name(text: &str) -> (String, Option<String>) {
    let text = tidy(text);
    let mut text = text.trim_end_matches([',', ';', ' ', '/', ':']);
    let mut role = None;
    if let Some(m) = ROLE.find(text) {
        let word = text[m.start()..].trim_matches([',', ' ', '.']);
        role = Some(word.to_lowercase());
        text = text[..m.start()].trim_end();
    }
    if let Some(m) = LIFE.find(text) {
        text = text[..m.start()].trim_end();
    }
    // "Moe, Cathrine." but "Moe, C."
    let kept = match text.strip_suffix('.') {
        Some(before)
            if before
                .rsplit([' ', '.', '-'])
                .next()
                .is_some_and(|word| word.chars().count() > 3) =>
        {
            before
        }
        _ => text,
    };
    (kept.trim_end_matches([',', ' ']).to_owned(), role)
}

static PAGES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(\d+)\s*(?:\]|\))?\s*(?:p(?:p|ages?|\.|\b)|s(?:eiten?|\.|\b)|页|頁|l(?:eaves|\.)|blatt|sider?|pagine|páginas)",
    )
});

/// The pages that a physical description names: `p. 813-998 : ill.`
pub(crate) fn page_range(description: &str) -> Option<String> {
    let rest = ["pp.", "p.", "S."]
        .iter()
        .find_map(|word| description.trim_start().strip_prefix(word))?;
    let pages = rest.split([':', ';']).next()?.trim();
    let (from, to) = pages.split_once('-')?;
    let number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    (number(from) && number(to)).then(|| pages.to_owned())
}

/// How many pages a physical description counts: `ix, 357 p. : ill. ; 24 cm`.
pub(crate) fn pages(description: &str) -> Option<&str> {
    PAGES
        .captures(description)
        .and_then(|c| c.get(1))
        .map(|m| m.as_str())
}

/// Place and publisher of `London ; New York : McGraw-Hill`, the year behind a comma left out.
pub(crate) fn imprint(text: &str) -> (String, String) {
    match text.split_once(" : ") {
        Some((place, publisher)) => (part(place), part(publisher)),
        None => (String::new(), part(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_titles() {
        assert_eq!(part("Oslo :"), "Oslo");
        assert_eq!(part("Homes and rooms /"), "Homes and rooms");
        assert_eq!(part("Light Press, Inc.,"), "Light Press, Inc.");
        assert_eq!(part("A whole sentence."), "A whole sentence");
        assert_eq!(part("New York, N.Y. :"), "New York, N.Y.");
        assert_eq!(title("Homes :", "a study /"), "Homes: a study");
        assert_eq!(title("Homes?", "A study"), "Homes? A study");
        assert_eq!(title("Homes", ""), "Homes");
    }

    #[test]
    fn names() {
        let of = |text| {
            let (name, role) = name(text);
            format!("{name}|{}", role.unwrap_or_default())
        };
        assert_eq!(of("West, Matthew,"), "West, Matthew|");
        assert_eq!(of("Moe, Cathrine, 1953-"), "Moe, Cathrine|");
        assert_eq!(of("Moe, Cathrine [1848-1914]"), "Moe, Cathrine|");
        assert_eq!(of("Moe, C., ca. 1609-1691."), "Moe, C.|");
        assert_eq!(
            of("Moe, Cathrine, b. 1900, editor."),
            "Moe, Cathrine|editor"
        );
        assert_eq!(of("Institute of Homes."), "Institute of Homes|");
        assert_eq!(of("周宁, 1953-"), "周宁|");
    }

    #[test]
    fn physical_descriptions() {
        assert_eq!(pages("ix, 357 p. : ill. ; 24 cm"), Some("357"));
        assert_eq!(pages("x, 102p, leaf"), Some("102"));
        assert_eq!(pages("vii, 301 Seiten"), Some("301"));
        assert_eq!(pages("173 s."), Some("173"));
        assert_eq!(pages("236页"), Some("236"));
        assert_eq!(pages("1 sound disc"), None);
        assert_eq!(
            imprint("London ; New York : Press"),
            ("London ; New York".to_owned(), "Press".to_owned())
        );
    }
}
