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

/// The formats that fit a text, best first; empty when none does.
pub fn detect(text: &str) -> Vec<Detection> {
    // A mark of byte order may come along in a paste.
    let text = text.trim_start_matches('\u{feff}');
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text[..end].trim_start_matches('\u{feff}');
    // Old Macs end lines with CR alone.
    let old = head.contains('\r') && !head.contains('\n');
    let head = &if old {
        Cow::Owned(head.replace('\r', "\n"))
    } else {
        Cow::Borrowed(head)
    };
    let mut found: Vec<Detection> = FormatName::ALL
        .iter()
        .filter_map(|&format| {
            let (score, reason) = (format.spec().detect)(head)?;
            Some(Detection {
                format,
                score,
                reason,
            })
        })
        .collect();
    found.sort_by_key(|d| std::cmp::Reverse(d.score));
    found
}
