//! Hayagriva's YAML, which Typst reads: entries by their keys, each with its parents.

mod entry;
mod kinds;
mod read;
mod scalar;
mod write;

pub(crate) use read::read;
pub(crate) use write::Writer;

/// The format's name in files and in unmapped fields.
pub(crate) const FORMAT: &str = "hayagriva";

/// Scores a text; see [`crate::detect`].
///
/// A key at the margin with nothing behind it, then fields that are indented.
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let mut in_entry = false;
    let mut fields = 0_u32;
    let text = text.trim_start_matches('\u{feff}');
    for line in text.split(['\n', '\r']).take(400) {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') || trimmed == "---" {
            continue;
        }
        if line.starts_with([' ', '\t']) {
            let known = FIELDS.iter().any(|field| {
                trimmed
                    .strip_prefix(field)
                    .is_some_and(|rest| rest.starts_with(':'))
            });
            fields += u32::from(in_entry && known);
        } else {
            in_entry = is_key(trimmed);
            if !in_entry {
                return None;
            }
        }
    }
    (fields >= 2).then(|| (93, "YAML with entries of Hayagriva".to_owned()))
}

/// `key:` or `"key with spaces":`
fn is_key(line: &str) -> bool {
    line.strip_suffix(':').is_some_and(|key| {
        !key.is_empty() && !key.starts_with(['-', '{', '[', '<', '@', '%']) && !key.contains(": ")
    })
}

const FIELDS: [&str; 15] = [
    "type",
    "title",
    "author",
    "date",
    "parent",
    "editor",
    "publisher",
    "page-range",
    "volume",
    "issue",
    "serial-number",
    "url",
    "organization",
    "language",
    "abstract",
];

#[cfg(test)]
mod tests;
