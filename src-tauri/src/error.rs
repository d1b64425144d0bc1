//! Turns what went wrong below into what the interface can say.

use std::collections::BTreeMap;

use diglot_contract::view::CommandFailure;

/// Everything that a command can fail with.
#[derive(Debug, thiserror::Error)]
pub enum ShellError {
    /// The library could not be opened when the program started.
    #[error("no library is open: {reason}")]
    NoLibrary {
        /// Why it could not be opened.
        reason: String,
    },
}

impl From<ShellError> for CommandFailure {
    fn from(error: ShellError) -> Self {
        let detail = error.to_string();
        match error {
            ShellError::NoLibrary { reason } => Self {
                code: "no-library".to_owned(),
                params: BTreeMap::from([("reason".to_owned(), reason)]),
                hint: None,
                detail,
            },
        }
    }
}
