//! The other language of a reference: attachments, editions, files of alignments.

use std::path::Path;

use diglot_contract::view::{AttachPreview, EditionView, ExportReport, LinksImport};
use diglot_library::attach::Attachment;
use diglot_library::exchange::LinksReport;
use diglot_library::{Library, Result, Stored};

use super::count;

/// What a text would bring to a reference.
pub fn attach_preview(library: &Library, found: Attachment) -> Result<AttachPreview> {
    let sentences = found
        .text
        .as_ref()
        .map_or(0, diglot_library::sentence_count);
    let translates = found.view.as_ref().map(|view| view.refused.is_none());
    let view = found
        .view
        .map(|view| super::abstracts::bilingual(library, &found.after, view))
        .transpose()?;
    Ok(AttachPreview {
        lang: found.lang.as_str().to_owned(),
        title: found.title,
        sentences: count(sentences),
        keywords: found.keywords.into_iter().map(|k| k.text).collect(),
        translates,
        view,
    })
}

/// A record that is joined with a reference.
pub fn edition(stored: &Stored) -> EditionView {
    let reference = &stored.reference;
    EditionView {
        id: stored.id.to_string(),
        title: reference.title().unwrap_or_default().to_owned(),
        lang: reference
            .own_language()
            .map_or_else(|| "und".to_owned(), |lang| lang.as_str().to_owned()),
        doi: reference.doi().map(str::to_owned),
    }
}

/// What was written of so many references.
pub fn exported(path: &Path, written: usize, asked: usize) -> ExportReport {
    let left_out = asked - written;
    let losses = (left_out > 0).then(|| {
        format!("{left_out} of the references have no abstract in two languages and were left out.")
    });
    ExportReport {
        path: path.display().to_string(),
        count: count(written),
        losses: losses.into_iter().collect(),
    }
}

/// Adds what a file of alignments brought to what others did.
pub fn add_links(all: &mut LinksImport, report: &LinksReport) {
    let ids = report.references.iter().map(ToString::to_string);
    all.references.extend(ids);
    all.links += count(report.links);
    all.agreed += count(report.agreed);
    let words = report.unmatched.iter();
    all.unmatched
        .extend(words.map(|one| format!("{}: {}", one.unit + 1, one.why)));
}
