//! Undo, redo, and what was done, in words.

use crate::error::Result;
use crate::library::Library;
use diglot_store::{
    BatchInfo, HistoryEntry, Operation, OperationEntry, OperationId, OperationState, ReferenceId,
};

/// An operation as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationLine {
    /// Its id.
    pub id: OperationId,
    /// What was done, in English.
    pub what: String,
    /// What was done, for those who say it in another language.
    pub operation: Operation,
    /// When, RFC 3339.
    pub when: String,
    /// How many references it touched.
    pub references: u64,
    /// Whether it is in effect or undone.
    pub state: OperationState,
    /// For an import: where it came from, as far as that was told.
    pub source: Option<BatchInfo>,
}

/// What an operation did to one reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// The operation.
    pub operation: OperationLine,
    /// The fields that it changed: name, value before, value after as JSON.
    pub entry: HistoryEntry,
}

impl Library {
    /// Undoes the latest operation.
    pub fn undo(&mut self) -> Result<OperationLine> {
        let undone = self.store.undo()?;
        self.line(undone)
    }

    /// Undoes an operation; refuses unless it is the latest in effect.
    pub fn undo_operation(&mut self, id: OperationId) -> Result<OperationLine> {
        let undone = self.store.undo_operation(id)?;
        self.line(undone)
    }

    /// Redoes what was undone last.
    pub fn redo(&mut self) -> Result<OperationLine> {
        let redone = self.store.redo()?;
        self.line(redone)
    }

    /// The latest operations, latest first.
    pub fn operations(&self, limit: usize) -> Result<Vec<OperationLine>> {
        let entries = self.store.operations(limit)?;
        entries.into_iter().map(|entry| self.line(entry)).collect()
    }

    /// What was done to a reference, oldest first.
    pub fn history(&self, id: ReferenceId) -> Result<Vec<HistoryLine>> {
        let entries = self.store.history(id)?;
        entries
            .into_iter()
            .map(|entry| {
                Ok(HistoryLine {
                    operation: self.line(entry.operation.clone())?,
                    entry,
                })
            })
            .collect()
    }

    fn line(&self, entry: OperationEntry) -> Result<OperationLine> {
        let batch = match entry.batch {
            Some(id) => self.store.batch(id)?,
            None => None,
        };
        let source = batch.map(|batch| batch.info);
        let mut what = words(&entry.operation, entry.references);
        if let Some(search) = source.as_ref().and_then(searched) {
            what.push_str(&search);
        }
        Ok(OperationLine {
            id: entry.id,
            what,
            operation: entry.operation,
            when: entry.when,
            references: entry.references,
            state: entry.state,
            source,
        })
    }
}

/// How long a search is that is told in a line, in characters.
const SHOWN: usize = 80;

/// The search of an import in words, as far as it was told.
fn searched(info: &BatchInfo) -> Option<String> {
    let search = info.search.as_ref().map(|search| {
        let line = search.split_whitespace().collect::<Vec<_>>().join(" ");
        let short: String = line.chars().take(SHOWN).collect();
        let more = if short.len() < line.len() { "…" } else { "" };
        format!("“{short}{more}”")
    });
    let parts = [info.database.clone(), info.searched.clone(), search];
    let told: Vec<String> = parts.into_iter().flatten().collect();
    (!told.is_empty()).then(|| format!(" (search: {})", told.join(", ")))
}

fn words(operation: &Operation, count: u64) -> String {
    let references = counted(count, "reference");
    match operation {
        Operation::Import {
            files,
            references,
            listed,
            collection,
            tags,
        } => {
            let came = counted(*references, "reference");
            let also = match listed {
                0 => String::new(),
                listed => format!(" and {}", counted(*listed, "listed work")),
            };
            let from = match &files[..] {
                [] => String::new(),
                [file] => format!(" from {file}"),
                [first, others @ ..] => {
                    let others = counted(others.len() as u64, "other file");
                    format!(" from {first} and {others}")
                }
            };
            let into = collection
                .as_ref()
                .map(|name| format!(" into “{name}”"))
                .unwrap_or_default();
            let tagged = match &tags[..] {
                [] => String::new(),
                tags => format!(", tagged {}", quoted(tags)),
            };
            format!("Imported {came}{also}{from}{into}{tagged}")
        }
        Operation::Add => format!("Added {references}"),
        Operation::Edit => format!("Edited {references}"),
        Operation::Complete { service } => format!("Completed {references} from {service}"),
        Operation::Merge => format!("Merged {references} into one"),
        Operation::Delete => format!("Deleted {references}"),
        Operation::AddListed => format!("Added {} to the library", counted(count, "listed work")),
        Operation::Relate => format!("Changed relations of {references}"),
        Operation::Restore => format!("Restored {references}"),
        Operation::CollectionCreate { name } => format!("Made the collection “{name}”"),
        Operation::CollectionRename { from, to } => {
            format!("Renamed the collection “{from}” to “{to}”")
        }
        Operation::CollectionMove { name, parent } => match parent {
            Some(parent) => format!("Moved the collection “{name}” into “{parent}”"),
            None => format!("Moved the collection “{name}” to the top"),
        },
        Operation::CollectionDelete { name } => format!("Deleted the collection “{name}”"),
        Operation::File { collection } => format!("Put {references} into “{collection}”"),
        Operation::Unfile { collection } => format!("Took {references} out of “{collection}”"),
        Operation::Tag { tag } => format!("Tagged {references} “{tag}”"),
        Operation::Untag { tag } => format!("Took the tag “{tag}” from {references}"),
        Operation::TagRename { from, to } => format!("Renamed the tag “{from}” to “{to}”"),
        Operation::Link => "Linked sentences".to_owned(),
        Operation::Unlink => "Unlinked sentences".to_owned(),
        Operation::ResetLinks => "Took back links of sentences".to_owned(),
        Operation::CutSentences => "Changed where sentences end".to_owned(),
        Operation::AttachText { lang } => format!("Attached a text in “{lang}”"),
        Operation::Translate { engine } => format!("Translated {references} with {engine}"),
        Operation::RemoveTranslation => format!("Removed the translation of {references}"),
        Operation::JoinEditions => "Joined two language editions".to_owned(),
        Operation::SplitEditions => "Split two language editions".to_owned(),
        Operation::TermAdd { term } => format!("Added the term “{term}”"),
        Operation::TermRemove { term } => format!("Took out the term “{term}”"),
        Operation::TermChange { term } => format!("Changed the term “{term}”"),
        Operation::ImportLinks { file } => format!("Took links of sentences from {file}"),
    }
}

fn quoted(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    names.join(", ")
}

fn counted(count: u64, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_said_in_words() {
        let import = |files: &[&str], references, listed| {
            let files = files.iter().map(|f| (*f).to_owned()).collect();
            let operation = Operation::Import {
                files,
                references,
                listed,
                collection: None,
                tags: Vec::new(),
            };
            words(&operation, references)
        };
        assert_eq!(import(&["a.ris"], 1, 0), "Imported 1 reference from a.ris");
        assert_eq!(
            import(&["a", "b", "c"], 2, 45),
            "Imported 2 references and 45 listed works from a and 2 other files"
        );
        assert_eq!(words(&Operation::Merge, 2), "Merged 2 references into one");
    }
}
