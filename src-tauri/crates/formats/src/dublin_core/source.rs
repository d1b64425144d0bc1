//! What Dublin Core has no element for, repositories write into `dc:source` and beside
//! `dc:date`.

use crate::html::Meta;
use crate::zotero_json::Item;
use std::ops::Range;

/// Takes what an item lacks from its source, and the best of several dates.
pub(super) fn read(item: &mut Item, metas: &[Meta]) {
    date(item, metas);
    for meta in metas.iter().filter(|m| m.name == "dc.source") {
        for (field, value) in parts(&meta.value) {
            put(item, field, value, meta.range.clone());
        }
    }
}

/// Repositories give the moments at which they took a record in beside the date of the
/// work.
fn date(item: &mut Item, metas: &[Meta]) {
    let is_moment = |value: &str| value.contains('T') && value.ends_with('Z');
    let Some((_, value, range)) = item.fields.iter_mut().find(|(f, ..)| f == "date") else {
        return;
    };
    let mut days = metas.iter().filter(|m| m.name == "dc.date");
    if is_moment(value)
        && let Some(day) = days.find(|m| !is_moment(&m.value))
    {
        value.clone_from(&day.value);
        *range = day.range.clone();
    }
}

fn put(item: &mut Item, field: &'static str, value: String, range: Range<usize>) {
    let known = item.fields.iter().any(|(f, ..)| f == field);
    if !known && !value.is_empty() {
        item.fields.push((field.to_owned(), value, range));
    }
}

/// `Journal of Lamps; Vol. 3, No. 2 (2010): Light; 11-19`, as Open Journal Systems writes
/// it.
fn parts(source: &str) -> Vec<(&'static str, String)> {
    let mut segments = source.split(';').map(str::trim);
    let (Some(journal), Some(issue)) = (segments.next(), segments.next()) else {
        return Vec::new();
    };
    let mut out = vec![("publicationTitle", journal.to_owned())];
    // Behind the colon stands what the issue is about.
    let issue = issue.split(':').next().unwrap_or(issue);
    let words = issue
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '(' | ')'))
        .filter(|word| !word.is_empty());
    let mut named = None;
    for word in words {
        let lower = word.to_lowercase();
        let field = match lower.as_str() {
            "vol" | "volume" | "v" | "bd" | "band" | "jg" | "том" | "т" | "tom" | "cilt" => {
                Some("volume")
            }
            "no" | "nr" | "n" | "num" | "núm" | "issue" | "heft" | "н" | "№" | "nº" | "n°"
            | "sayı" | "вып" => Some("issue"),
            _ => None,
        };
        if field.is_some() {
            named = field;
        } else if let Some(field) = named.take() {
            out.push((field, word.to_owned()));
        }
    }
    let pages = segments.next_back().filter(|last| {
        last.contains(|c: char| c.is_ascii_digit())
            && last
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '–' | ' '))
    });
    out.extend(pages.map(|pages| ("pages", pages.to_owned())));
    out
}

#[cfg(test)]
mod tests {
    use super::parts;

    fn told(source: &str) -> Vec<(&'static str, String)> {
        parts(source)
    }

    #[test]
    fn sources() {
        let want = |all: &[(&'static str, &str)]| {
            let all = all.iter().map(|(f, v)| (*f, (*v).to_owned()));
            all.collect::<Vec<_>>()
        };
        assert_eq!(
            told("Journal of Lamps; Vol. 3, No. 2 (2010): Light and others; 11-19"),
            want(&[
                ("publicationTitle", "Journal of Lamps"),
                ("volume", "3"),
                ("issue", "2"),
                ("pages", "11-19")
            ])
        );
        assert_eq!(
            told("Lampen; Bd. 4 Nr. 1 (2011)"),
            want(&[
                ("publicationTitle", "Lampen"),
                ("volume", "4"),
                ("issue", "1")
            ])
        );
        assert_eq!(told("Journal of Lamps, 3(2)"), want(&[]));
    }
}
