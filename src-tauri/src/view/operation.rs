//! Operations of the log, for sentences in the interface's own language.

use std::collections::BTreeMap;

use diglot_contract::view::OperationView;
use diglot_library::{Operation, OperationLine, OperationState};

/// An operation with the values that a sentence about it names.
pub fn operation(line: &OperationLine) -> OperationView {
    let (code, values) = said(&line.operation);
    let mut params: BTreeMap<String, String> = values
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    params
        .entry("count".to_owned())
        .or_insert_with(|| line.references.to_string());
    OperationView {
        id: line.id.to_string(),
        code: code.to_owned(),
        params,
        when: line.when.clone(),
        undone: line.state != OperationState::Applied,
    }
}

fn said(operation: &Operation) -> (&'static str, Vec<(&'static str, String)>) {
    match operation {
        Operation::Import {
            files,
            references,
            listed,
            ..
        } => (
            "import",
            vec![
                ("count", references.to_string()),
                ("listed", listed.to_string()),
                ("file", files.first().cloned().unwrap_or_default()),
                ("others", files.len().saturating_sub(1).to_string()),
            ],
        ),
        Operation::Add => ("add", vec![]),
        Operation::Edit => ("edit", vec![]),
        Operation::Complete { service } => ("complete", vec![("service", service.clone())]),
        Operation::Merge => ("merge", vec![]),
        Operation::Delete => ("delete", vec![]),
        Operation::Restore => ("restore", vec![]),
        Operation::AddListed => ("add-listed", vec![]),
        Operation::Relate => ("relate", vec![]),
        Operation::CollectionCreate { name } => ("collection-create", vec![("name", name.clone())]),
        Operation::CollectionRename { from, to } => (
            "collection-rename",
            vec![("name", to.clone()), ("from", from.clone())],
        ),
        Operation::CollectionMove { name, .. } => ("collection-move", vec![("name", name.clone())]),
        Operation::CollectionDelete { name } => ("collection-delete", vec![("name", name.clone())]),
        Operation::File { collection } => ("file", vec![("name", collection.clone())]),
        Operation::Unfile { collection } => ("unfile", vec![("name", collection.clone())]),
        Operation::Tag { tag } => ("tag", vec![("name", tag.clone())]),
        Operation::Untag { tag } => ("untag", vec![("name", tag.clone())]),
        Operation::TagRename { from, to } => (
            "tag-rename",
            vec![("name", to.clone()), ("from", from.clone())],
        ),
        Operation::Link => ("link", vec![]),
        Operation::Unlink => ("unlink", vec![]),
        Operation::ResetLinks => ("reset-links", vec![]),
        Operation::CutSentences => ("cut-sentences", vec![]),
        Operation::AttachText { lang } => ("attach-text", vec![("lang", lang.clone())]),
        Operation::Translate { engine } => ("translate", vec![("name", engine.clone())]),
        Operation::RemoveTranslation => ("remove-translation", vec![]),
        Operation::JoinEditions => ("join-editions", vec![]),
        Operation::SplitEditions => ("split-editions", vec![]),
        Operation::TermAdd { term } => ("term-add", vec![("name", term.clone())]),
        Operation::TermRemove { term } => ("term-remove", vec![("name", term.clone())]),
        Operation::TermChange { term } => ("term-change", vec![("name", term.clone())]),
        Operation::ImportLinks { file } => ("import-links", vec![("file", file.clone())]),
    }
}
