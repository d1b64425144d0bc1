//! Titles of notices about other works (errata, comments, replies), and what databases
//! add to titles.

use std::borrow::Cow;

/// Whether a title announces a notice about another work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Notice {
    /// A work by itself.
    #[default]
    None,
    /// An erratum or corrigendum.
    Correction,
    /// A comment or letter about another work.
    Comment,
    /// An answer to comments.
    Reply,
    /// A retraction notice or an expression of concern.
    Retraction,
}

/// Beginnings that make a notice of whatever follows. Longer ones first.
const OPENINGS: &[(&str, Notice)] = &[
    ("erratum", Notice::Correction),
    ("errata", Notice::Correction),
    ("corrigendum", Notice::Correction),
    ("corrigenda", Notice::Correction),
    ("correction to", Notice::Correction),
    ("correction:", Notice::Correction),
    ("correction.", Notice::Correction),
    ("correction -", Notice::Correction),
    ("publisher correction", Notice::Correction),
    ("author correction", Notice::Correction),
    ("勘误", Notice::Correction),
    ("更正", Notice::Correction),
    ("comment on", Notice::Comment),
    ("comments on", Notice::Comment),
    ("comment:", Notice::Comment),
    ("commentary on", Notice::Comment),
    ("re:", Notice::Comment),
    ("letter to the editor:", Notice::Comment),
    ("response to", Notice::Reply),
    ("reply to", Notice::Reply),
    ("reply:", Notice::Reply),
    ("author reply", Notice::Reply),
    ("authors' reply", Notice::Reply),
    ("author's reply", Notice::Reply),
    ("答复", Notice::Reply),
    ("回复", Notice::Reply),
    ("retraction", Notice::Retraction),
    ("expression of concern", Notice::Retraction),
    ("撤稿", Notice::Retraction),
];

/// Endings that do the same.
const ENDINGS: &[(&str, Notice)] = &[
    ("- reply", Notice::Reply),
    ("-reply", Notice::Reply),
    (": reply", Notice::Reply),
    (". reply", Notice::Reply),
    ("author reply", Notice::Reply),
    ("authors' reply", Notice::Reply),
    ("- comment", Notice::Comment),
    (": comment", Notice::Comment),
    ("- erratum", Notice::Correction),
    (": erratum", Notice::Correction),
    ("- correction", Notice::Correction),
    (": correction", Notice::Correction),
    ("的评论", Notice::Comment),
    ("的答复", Notice::Reply),
    ("的更正", Notice::Correction),
    ("勘误", Notice::Correction),
];

/// Marks on the work itself, not on a notice.
const STATUS: &[&str] = &["retracted article:", "retracted:", "withdrawn:"];

/// The title without what databases add, and the notice it announces.
///
/// Taken away are brackets around the whole ("[Titre]."), bracketed tails ("[Review]
/// [12 refs] [French]", "[Erratum appears in …]") and the words of the notice.
pub(super) fn split(title: &str) -> (Cow<'_, str>, Notice) {
    let mut text = without_tails(title);
    let dashes: String = text
        .chars()
        .map(|c| match c {
            '–' | '—' | '‐' => '-',
            '’' => '\'',
            '：' => ':',
            c => c,
        })
        .collect();
    // ASCII case only: byte offsets from the ends stay comparable by words, not by slices.
    let lower = dashes.to_ascii_lowercase();
    let mut notice = Notice::None;
    if let Some(mark) = STATUS.iter().find(|mark| lower.starts_with(*mark)) {
        text = skip_chars(text, mark.chars().count());
    } else if let Some((opening, found)) = OPENINGS.iter().find(|(o, _)| opens(&lower, o)) {
        notice = *found;
        text = skip_chars(text, opening.chars().count());
    } else if let Some((ending, found)) = ENDINGS.iter().find(|(e, _)| lower.ends_with(e)) {
        notice = *found;
        let keep = text.chars().count() - ending.chars().count();
        text = take_chars(text, keep);
    }
    // Web of Science: "Title (vol 85, pg 553, 2010)" is the erratum to that page.
    if let Some(at) = text.to_ascii_lowercase().rfind("(vol ")
        && text[at..].to_ascii_lowercase().contains(", p")
    {
        notice = Notice::Correction;
        text = &text[..at];
    }
    if text.trim().is_empty() {
        return (Cow::Borrowed(title), notice);
    }
    (Cow::Borrowed(text), notice)
}

/// Words must end where the opening ends: "retractions" is none, "erratum:" is one.
fn opens(lower: &str, opening: &str) -> bool {
    lower.strip_prefix(opening).is_some_and(|rest| {
        let lettered = opening.ends_with(|c: char| c.is_ascii_alphabetic());
        !(lettered && rest.starts_with(|c: char| c.is_ascii_alphabetic()))
    })
}

fn without_tails(title: &str) -> &str {
    let mut text = title.trim();
    loop {
        let bare = text.trim_end_matches(['.', ' ', ';']);
        let Some(inner) = bare.strip_suffix([']', '】']) else {
            return text;
        };
        let Some(open) = matching_open(inner) else {
            return text;
        };
        let before = inner[..open].trim();
        if before.is_empty() {
            // The brackets hold the whole title.
            let start = open + inner[open..].chars().next().map_or(0, char::len_utf8);
            text = inner[start..].trim();
        } else {
            text = before;
        }
        if text.is_empty() {
            return title;
        }
    }
}

/// Where the bracket opens that was closed right behind `inner`.
fn matching_open(inner: &str) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, c) in inner.char_indices().rev() {
        match c {
            ']' | '】' => depth += 1,
            '[' | '【' if depth == 0 => return Some(at),
            '[' | '【' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn skip_chars(text: &str, count: usize) -> &str {
    text.char_indices()
        .nth(count)
        .map_or("", |(at, _)| &text[at..])
}

fn take_chars(text: &str, count: usize) -> &str {
    text.char_indices()
        .nth(count)
        .map_or(text, |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_are_told_from_works() {
        for (title, text, notice) in [
            (
                "Erratum: Sleep in nurses",
                ": Sleep in nurses",
                Notice::Correction,
            ),
            (
                "Sleep in nurses (vol 85, pg 553, 2010)",
                "Sleep in nurses ",
                Notice::Correction,
            ),
            ("Sleep in nurses – Reply", "Sleep in nurses ", Notice::Reply),
            (
                "Correction of scoliosis",
                "Correction of scoliosis",
                Notice::None,
            ),
            (
                "RETRACTED: Sleep in nurses",
                " Sleep in nurses",
                Notice::None,
            ),
            (
                "Sleep in nurses.[Erratum appears in X. 2001;3(4)]",
                "Sleep in nurses.",
                Notice::None,
            ),
            ("[Le sommeil]. [French]", "Le sommeil", Notice::None),
            ("护士睡眠研究的更正", "护士睡眠研究", Notice::Correction),
            ("Reply", "", Notice::None),
            ("Erratum", "Erratum", Notice::Correction),
        ] {
            let (found, kind) = split(title);
            assert_eq!(kind, notice, "{title}");
            if !text.is_empty() {
                assert_eq!(found, text);
            }
        }
    }
}
