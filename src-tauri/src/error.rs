//! Turns what went wrong below into what the interface can say.

use std::collections::BTreeMap;
use std::path::PathBuf;

use diglot_contract::view::CommandFailure;
use diglot_library::lookup::{NetError, SecretsError};
use diglot_library::translation::TranslateError;
use diglot_library::tray::TrayError;
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
    /// The import tray could not do it.
    #[error(transparent)]
    Tray(#[from] TrayError),
    /// No lookup can be made.
    #[error(transparent)]
    Network(NetError),
    /// No provider of translations is set up.
    #[error("no provider of translations is set up")]
    TranslationOff,
    /// The provider of translations could not do it.
    #[error(transparent)]
    Translation(TranslateError),
    /// The thread that worked on it ended early.
    #[error("the work was interrupted: {0}")]
    Interrupted(tauri::Error),
    /// The desktop could not do it.
    #[error("the desktop refused: {0}")]
    Desktop(tauri::Error),
    /// An address that does not lead to the web.
    #[error("“{0}” is no https address")]
    NotALink(String),
    /// No browser opened.
    #[error("the browser could not be opened: {0}")]
    NoBrowser(String),
    /// The clipboard could not be used.
    #[error("the clipboard could not be used: {0}")]
    Clipboard(String),
    /// There is no text on the clipboard.
    #[error("there is no text on the clipboard")]
    EmptyClipboard,
    /// A format that cannot be written.
    #[error("there is no format named “{0}”")]
    UnknownFormat(String),
    /// A file could not be written.
    #[error("“{}” could not be written: {error}", path.display())]
    NotWritten {
        /// The file.
        path: PathBuf,
        /// Why not.
        error: std::io::Error,
    },
    /// No collection has this id.
    #[error("there is no collection {0}")]
    NoCollection(String),
    /// The proposal was applied or forgotten.
    #[error("the answer is no longer there; look the reference up again")]
    NoProposal,
    /// The system keeps no keys.
    #[error(transparent)]
    Secrets(SecretsError),
    /// No service of this name takes a key.
    #[error("no service named “{0}” takes a key")]
    NoSuchKey(String),
    /// There is no sample of this name.
    #[error("there is no sample named “{0}”")]
    NoSample(String),
}

impl From<ShellError> for CommandFailure {
    fn from(error: ShellError) -> Self {
        failure(&error)
    }
}

/// What the window is told about an error.
pub fn failure(error: &ShellError) -> CommandFailure {
    let detail = chain(error);
    let one = |name: &str, value: &str| BTreeMap::from([(name.to_owned(), value.to_owned())]);
    let (code, params) = match error {
        ShellError::Library(error) | ShellError::Tray(TrayError::Library(error)) => {
            (error.code(), params(error))
        }
        ShellError::Tray(error) => (error.code(), BTreeMap::new()),
        ShellError::Network(NetError::Setting { what, value }) => (
            "network-setting",
            BTreeMap::from([
                ("what".to_owned(), (*what).to_owned()),
                ("value".to_owned(), value.clone()),
            ]),
        ),
        ShellError::Network(_) => ("network", BTreeMap::new()),
        ShellError::TranslationOff => ("translation-off", BTreeMap::new()),
        ShellError::Translation(error) => (error.code(), translation_params(error)),
        ShellError::Secrets(_) => ("no-keyring", BTreeMap::new()),
        ShellError::NoSuchKey(service) => ("no-such-key", one("service", service)),
        ShellError::NoHome => ("no-home", BTreeMap::new()),
        ShellError::Interrupted(_) => ("interrupted", BTreeMap::new()),
        ShellError::Desktop(_) => ("desktop", BTreeMap::new()),
        ShellError::NotALink(url) => ("not-a-link", one("url", url)),
        ShellError::NoBrowser(_) => ("no-browser", BTreeMap::new()),
        ShellError::Clipboard(_) => ("clipboard", BTreeMap::new()),
        ShellError::EmptyClipboard => ("clipboard-empty", BTreeMap::new()),
        ShellError::UnknownFormat(format) => ("unknown-format", one("format", format)),
        ShellError::NotWritten { path, .. } => {
            ("not-written", one("file", &path.display().to_string()))
        }
        ShellError::NoCollection(_) => ("no-collection", BTreeMap::new()),
        ShellError::NoProposal => ("no-proposal", BTreeMap::new()),
        ShellError::NoSample(name) => ("no-sample", one("name", name)),
    };
    CommandFailure {
        hint: hint(code).map(str::to_owned),
        code: code.to_owned(),
        params,
        detail,
    }
}

/// The values that a sentence about the error names.
fn params(error: &LibraryError) -> BTreeMap<String, String> {
    let pairs = match error {
        LibraryError::Store(error) => store_params(error),
        LibraryError::NothingToMerge | LibraryError::NotATerm => vec![],
        LibraryError::NotAttachable(problem)
        | LibraryError::NotEditions(problem)
        | LibraryError::NotTranslatable(problem)
        | LibraryError::NotLinkable(problem) => vec![("problem", (*problem).to_owned())],
        LibraryError::NotATranslation { coverage } => vec![("coverage", coverage.to_string())],
        LibraryError::NoAlignment(problem) => vec![("problem", problem.clone())],
        LibraryError::NotInMerge(id) | LibraryError::NoOriginal(id) => {
            vec![("reference", id.to_string())]
        }
        LibraryError::Filter { term, problem } => {
            vec![("term", term.clone()), ("problem", (*problem).to_owned())]
        }
        LibraryError::NothingToImport(files) => vec![("files", files.clone())],
        LibraryError::NotEditable(field) => vec![("field", field.clone())],
        LibraryError::NotAValue {
            field,
            text,
            problem,
        } => vec![
            ("field", field.clone()),
            ("text", text.clone()),
            ("problem", (*problem).to_owned()),
        ],
    };
    pairs
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

fn translation_params(error: &TranslateError) -> BTreeMap<String, String> {
    let host = |host: &String| vec![("host", host.clone())];
    let pairs = match error {
        TranslateError::Net(_) | TranslateError::Cancelled | TranslateError::NoModel => vec![],
        TranslateError::NoKey { host: at }
        | TranslateError::KeyRefused { host: at }
        | TranslateError::NoCredit { host: at }
        | TranslateError::Unreadable { host: at }
        | TranslateError::Incomplete { host: at, .. } => host(at),
        TranslateError::Refused {
            host,
            detail,
            status,
            ..
        } => {
            let said = if detail.is_empty() {
                status.to_string()
            } else {
                detail.clone()
            };
            vec![("host", host.clone()), ("problem", said)]
        }
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
        StoreError::UnknownCollection(id) => vec![("collection", id.clone())],
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
