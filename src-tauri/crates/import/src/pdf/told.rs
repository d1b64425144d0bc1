//! What is said of a PDF, and the record that it makes.

use super::{Found, MOST, Pages, read};
use crate::{PlannedDiagnostic, PlannedRecord};
use diglot_formats::Severity;
use diglot_model::{
    CaptureSource, LocalizedText, Reference, ReferenceType, Source, Sourced, TextField,
};
use diglot_text::script::language_of;

/// The name under which a PDF's record says what it was read from.
const FORMAT: &str = "pdf";

/// The record of a file, if it says what it is, and what there is to say.
pub(crate) fn record_of(name: &str, bytes: &[u8]) -> (Option<PlannedRecord>, PlannedDiagnostic) {
    let found = read(bytes);
    let told = remark(name, &found, bytes.len() > MOST);
    if found.identifier.is_none() && found.titles.is_empty() {
        return (None, told);
    }
    let mut reference = Reference::new(ReferenceType::Document);
    for title in found.titles {
        let value = LocalizedText::new(language_of(&title), title);
        reference.add_text(TextField::Title, Sourced::bare(value));
    }
    if let Some(identifier) = found.identifier {
        reference.add_identifier(Sourced::bare(identifier));
    }
    reference.sources = vec![Source::Capture(CaptureSource {
        file: Some(name.to_owned()),
        format: FORMAT.to_owned(),
        ..CaptureSource::default()
    })];
    let record = PlannedRecord {
        capture: 0,
        key: format!("{name}#0"),
        reference,
        relation: None,
        main: None,
    };
    (Some(record), told)
}

fn remark(name: &str, found: &Found, long: bool) -> PlannedDiagnostic {
    let of_file = |severity, code, message| {
        PlannedDiagnostic::of_file(severity, code, message, vec![("file", name.to_owned())])
    };
    if let Some(identifier) = &found.identifier {
        let (scheme, value) = (identifier.scheme.name(), &identifier.value);
        let shown = if scheme == "arxiv" {
            "arXiv number"
        } else {
            scheme
        };
        let (code, doubt) = if found.ambiguous {
            let doubt = " Several stand on its first pages, so make sure that it is this one's.";
            ("pdf-identifier-unsure", doubt)
        } else {
            ("pdf-identifier", "")
        };
        let severity = if found.ambiguous {
            Severity::Warning
        } else {
            Severity::Note
        };
        let message = format!(
            "“{name}” is a PDF; its {shown} is {value}.{doubt} Look that up to complete the reference."
        );
        return of_file(severity, code, message);
    }
    if !found.titles.is_empty() {
        let message = format!(
            "“{name}” is a PDF without a DOI in its metadata or on its first pages; only its title was taken. Search for the title to complete the reference."
        );
        return of_file(Severity::Warning, "pdf-title", message);
    }
    let (code, why) = match found.pages {
        Pages::None if long => ("pdf-long", "it is too long to be looked through"),
        Pages::None => ("pdf-broken", "no page was found in it; it seems damaged"),
        Pages::Protected => (
            "pdf-protected",
            "it is protected, so that its text cannot be read",
        ),
        Pages::Pictures => (
            "pdf-scanned",
            "it is scanned: its first pages are pictures without any text",
        ),
        Pages::Text => (
            "pdf-nothing",
            "neither a DOI nor an arXiv number stands on its first pages, and its metadata give no title",
        ),
    };
    let message = format!(
        "“{name}” is a PDF that does not say what it is: {why}. Look the work up by its title or DOI, or paste the text of its first page."
    );
    of_file(Severity::Error, code, message)
}
