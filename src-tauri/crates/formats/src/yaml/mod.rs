//! Bibliographies in YAML: CSL-YAML, as pandoc and Better BibTeX write it, and Hayagriva's.

pub(crate) mod cff;
mod csl;
pub(crate) mod hayagriva;
mod parse;

use crate::tree::Node;
use crate::{Diagnostic, Reading, Severity};

pub(crate) use csl::{detect, read};

/// The documents of a text, and what there is to say about broken YAML.
fn documents<'t>(text: &'t str, reading: &mut Reading) -> Vec<Node<'t>> {
    let (documents, broken) = parse::documents(text);
    if let Some(broken) = broken {
        reading.diagnostics.push(Diagnostic {
            record: None,
            span: Some(broken.at..broken.at),
            severity: Severity::Error,
            code: "yaml-broken",
            message: format!(
                "The YAML is broken at line {}: {}. Entries before that were read; mend the line and import the file again.",
                broken.line, broken.reason
            ),
        });
    }
    documents
}

#[cfg(test)]
mod tests;
