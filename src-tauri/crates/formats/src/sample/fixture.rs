//! What holds for every good fixture, whatever its format.

use crate::Reading;
use diglot_model::Reference;

/// What was read, without places; every value's place must be a stretch of its record.
pub(crate) fn references(text: &str, read: fn(&str) -> Reading) -> Vec<Reference> {
    let reading = read(text);
    for record in &reading.records {
        let inside = &text[record.range.clone()];
        record.reference.each_value(|field, _, spans| {
            for span in spans {
                let place = inside.get(span.range());
                assert!(place.is_some_and(|v| !v.is_empty()), "{field}: {span:?}");
            }
        });
    }
    bare(&reading)
}

fn bare(reading: &Reading) -> Vec<Reference> {
    reading
        .records
        .iter()
        .map(|r| crate::csl_json::normal(&r.reference))
        .collect()
}

/// Other ends of lines, a byte order mark and indentation change nothing.
pub(crate) fn same_in_other_clothes(text: &str, read: fn(&str) -> Reading) {
    let want = bare(&read(text));
    assert!(!want.is_empty());
    for other in [
        text.replace('\n', "\r\n"),
        text.replace('\n', "\r"),
        text.replace('\n', "\n   "),
        format!("\u{feff}{text}"),
        format!("\n\n{text}\n\n"),
        text.trim_end().to_owned(),
    ] {
        assert_eq!(bare(&read(&other)), want, "{other}");
    }
}

/// Reads any text; records and diagnostics must point into it.
pub(crate) fn is_read(text: &str, read: fn(&str) -> Reading) {
    let reading = read(text);
    for record in &reading.records {
        let inside = text.get(record.range.clone());
        let inside = inside.expect("a record within the text");
        record.reference.each_value(|field, _, spans| {
            for span in spans {
                assert!(inside.get(span.range()).is_some(), "{field}: {span:?}");
            }
        });
    }
    for diagnostic in &reading.diagnostics {
        if let Some(span) = &diagnostic.span {
            assert!(text.get(span.clone()).is_some(), "{diagnostic:?}");
        }
    }
}
