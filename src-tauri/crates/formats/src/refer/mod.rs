//! Refer, also called BibIX or EndNote's tagged format: a percent sign and a character begin
//! a field, `%0 Journal Article`, `%A Moe, Cathrine`; records part at the next `%0`, and in
//! older files, which have no types, at an empty line.

mod map;
mod scan;
mod types;

use crate::Reading;

const FORMAT: &str = "refer";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let fields = scan::scan(text);
    let has = |tags: &[char]| fields.iter().any(|f| tags.contains(&f.tag));
    let others = fields.iter().filter(|f| f.tag != '0').count();
    if has(&['0']) && has(&['T', 'A', 'Q', 'B', 'J']) && others >= 2 {
        return Some((95, format!("refer's tags: %0 and {others} others")));
    }
    (others >= 3 && has(&['T']) && has(&['A', 'E', 'D', 'J', 'B', 'I']))
        .then(|| (70, format!("{others} of refer's tags, no %0")))
}

/// Reads all records of a text.
pub(crate) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    for fields in scan::records(scan::scan(text)) {
        let (Some(first), Some(last)) = (fields.first(), fields.last()) else {
            continue;
        };
        let range = first.range.start..last.range.end;
        if fields.iter().any(|f| f.tag != '0' && !f.value.is_empty()) {
            reading.records.push(map::record(text, range, &fields));
        } else {
            reading.diagnostics.push(crate::Diagnostic {
                record: None,
                span: Some(range),
                severity: crate::Severity::Warning,
                code: "refer-empty-record",
                message: "A record without any field was left out.".to_owned(),
            });
        }
    }
    reading
}

/// The beginning of the last record, where records begin with their types; see
/// [`crate::cut`].
pub(crate) fn cut(text: &str) -> Option<usize> {
    let begins = |at: usize| text[at..].starts_with("%0 ");
    let first = text.find('%')?;
    if !begins(first) {
        return None;
    }
    let line = text[first..].split(['\n', '\r']).next().unwrap_or_default();
    if line.matches(" %").count() > 2 {
        // Records flattened on one line.
        return text.rfind(" %0 ").map(|at| at + 1).filter(|&at| at > first);
    }
    // A second type belongs to the record of the first.
    let after_type = |at: usize| {
        let line = text[..at].trim_end_matches(['\n', '\r']);
        begins(line.rfind(['\n', '\r']).map_or(0, |end| end + 1))
    };
    text.rmatch_indices(['\n', '\r'])
        .map(|(at, _)| at + 1)
        .find(|&at| begins(at) && !after_type(at))
        .filter(|&at| at > first)
}

#[cfg(test)]
mod tests;
