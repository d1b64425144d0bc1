//! Which format a text is in: by its content, never by a file's extension.

use crate::FormatName;
use std::borrow::Cow;

/// How well a text fits a format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detection {
    /// The format.
    pub format: FormatName,
    /// 0 (no sign of it) to 100 (certain).
    pub score: u8,
    /// What speaks for it, in words.
    pub reason: String,
}

/// How much of a text the detectors look at, in bytes.
const HEAD: usize = 64 * 1024;

/// Formats without marks of their own, which are found by what the lines of a text seem to
/// say. That takes long, and they never score higher than [`GUESSED_AT_MOST`].
pub(crate) const GUESSED: &[FormatName] = &[
    FormatName::Labelled,
    FormatName::ReferenceStrings,
    FormatName::Listing,
    FormatName::Page,
];

/// The best score of a guess.
pub(crate) const GUESSED_AT_MOST: u8 = 93;

/// The formats that fit a text, best first; empty when none does. Where some fit better than
/// any guess could, those alone.
pub fn detect(text: &str) -> Vec<Detection> {
    let head = head(text);
    let mut found = asked(&head, |format| !GUESSED.contains(&format));
    if found
        .first()
        .is_some_and(|best| best.score > GUESSED_AT_MOST)
    {
        found.retain(|d| d.score > GUESSED_AT_MOST);
        return found;
    }
    found.extend(asked(&head, |format| GUESSED.contains(&format)));
    sorted(found)
}

/// All formats that fit a text, best first.
pub fn detect_all(text: &str) -> Vec<Detection> {
    asked(&head(text), |_| true)
}

/// What the detectors look at.
fn head(text: &str) -> Cow<'_, str> {
    // A mark of byte order may come along in a paste.
    let text = text.trim_start_matches('\u{feff}');
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
    // Old Macs end lines with CR alone.
    if head.contains('\r') && !head.contains('\n') {
        Cow::Owned(head.replace('\r', "\n"))
    } else {
        Cow::Borrowed(head)
    }
}

fn asked(head: &str, which: impl Fn(FormatName) -> bool) -> Vec<Detection> {
    let asked = FormatName::ALL.iter().filter(|format| which(**format));
    let found = asked.filter_map(|&format| {
        let (score, reason) = (format.spec().detect)(head)?;
        Some(Detection {
            format,
            score,
            reason,
        })
    });
    sorted(found.collect())
}

/// Best first; of those that fit equally well, the earlier one of the table.
fn sorted(mut found: Vec<Detection>) -> Vec<Detection> {
    let place = |d: &Detection| FormatName::ALL.iter().position(|f| *f == d.format);
    found.sort_by_key(|d| (std::cmp::Reverse(d.score), place(d)));
    found
}
