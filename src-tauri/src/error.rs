//! Turns what went wrong below into what the interface can say.

use std::collections::BTreeMap;

use diglot_contract::view::CommandFailure;
use diglot_library::{LibraryError, StoreError};

/// Everything that a command can fail with.
#[derive(Debug, thiserror::Error)]
pub enum ShellError {
    /// The library could not do it.
    #[error(transparent)]
    Library(#[from] LibraryError),
    /// Nobody said where the library is, and the user has no home.
    #[error(
        "there is no folder for the library: neither DIGLOT_LIBRARY nor the user's home is known"
    )]
    NoHome,
    /// The thread that worked on it ended early.
    #[error("the work was interrupted: {0}")]
    Interrupted(tauri::Error),
}

impl From<ShellError> for CommandFailure {
    fn from(error: ShellError) -> Self {
        let detail = chain(&error);
        let (code, params) = match &error {
            ShellError::Library(error) => (error.code(), params(error)),
            ShellError::NoHome => ("no-home", BTreeMap::new()),
            ShellError::Interrupted(_) => ("interrupted", BTreeMap::new()),
        };
        Self {
            hint: hint(code).map(str::to_owned),
            code: code.to_owned(),
            params,
            detail,
        }
    }
}

/// The values that a sentence about the error names.
fn params(error: &LibraryError) -> BTreeMap<String, String> {
    let pairs = match error {
        LibraryError::Store(error) => store_params(error),
        LibraryError::NothingToMerge => vec![],
        LibraryError::NotInMerge(id) | LibraryError::NoOriginal(id) => {
            vec![("reference", id.to_string())]
        }
        LibraryError::Filter { term, problem } => {
            vec![("term", term.clone()), ("problem", (*problem).to_owned())]
        }
        LibraryError::NothingToImport(files) => vec![("files", files.clone())],
    };
    pairs
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

fn store_params(error: &StoreError) -> Vec<(&'static str, String)> {
    match error {
        StoreError::Busy { dir } | StoreError::NoLibrary { dir } => {
            vec![("folder", dir.display().to_string())]
        }
        StoreError::Foreign { path }
        | StoreError::BadBackup { path, .. }
        | StoreError::File { path, .. } => {
            vec![("file", path.display().to_string())]
        }
        StoreError::Newer { found, known } => {
            vec![("found", found.to_string()), ("known", known.to_string())]
        }
        StoreError::Damaged { entity, .. } => vec![("entity", entity.clone())],
        StoreError::UnknownReference(id) => vec![("reference", id.clone())],
        StoreError::AmbiguousId { prefix, count } => {
            vec![("reference", prefix.clone()), ("count", count.to_string())]
        }
        StoreError::Gone { id, .. } => vec![("reference", id.to_string())],
        StoreError::UnknownOperation(id) => vec![("operation", id.to_string())],
        StoreError::NotLatest { operation, later } => {
            vec![
                ("operation", operation.to_string()),
                ("count", later.to_string()),
            ]
        }
        StoreError::UnknownCollection(id) => vec![("collection", id.to_string())],
        StoreError::CollectionInItself(name) => vec![("name", name.clone())],
        StoreError::EmptyQuery(query) => vec![("query", query.clone())],
        StoreError::OldSqlite { found } => vec![("found", (*found).to_owned())],
        StoreError::Locked
        | StoreError::DiskFull
        | StoreError::ReadOnly
        | StoreError::Device { .. }
        | StoreError::NothingToUndo
        | StoreError::NothingToRedo
        | StoreError::EmptyName
        | StoreError::Older { .. }
        | StoreError::Field(_)
        | StoreError::Json { .. }
        | StoreError::Sql { .. } => vec![],
    }
}

/// What to do next, as a code of its own.
fn hint(code: &str) -> Option<&'static str> {
    match code {
        "library-busy" => Some("close-other"),
        "library-newer" => Some("update"),
        "library-damaged" => Some("restore"),
        "disk-full" => Some("free-space"),
        "library-read-only" | "library-file" | "no-home" => Some("choose-folder"),
        _ => None,
    }
}

/// The error with all its causes.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        let said = next.to_string();
        // Some errors repeat their cause in their own sentence.
        if !text.contains(&said) {
            text = format!("{text}: {said}");
        }
        cause = next.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_carries_its_code_its_values_and_what_to_do() {
        let busy = StoreError::Busy {
            dir: "/somewhere".into(),
        };
        let failure = CommandFailure::from(ShellError::from(LibraryError::from(busy)));
        assert_eq!(failure.code, "library-busy");
        assert_eq!(failure.params["folder"], "/somewhere");
        assert_eq!(failure.hint.as_deref(), Some("close-other"));
        assert!(failure.detail.contains("open for writing elsewhere"));
    }
}
