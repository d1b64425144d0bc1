//! Exit codes, and failures with their sentence.

use diglot_library::LibraryError;
use std::fmt;
use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All was done.
    Done = 0,
    /// Nothing could be done.
    Nothing = 1,
    /// The command was not understood.
    Usage = 2,
    /// Done in part; the report says which.
    Part = 3,
    /// Somebody else is writing to the library.
    Busy = 4,
    /// The library is damaged, or newer than this program.
    Damaged = 5,
    /// There is no network, or the service gave no answer that can be used.
    Unreached = 6,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// A command that did not do what it was asked: what happened and what to do.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The exit code.
    pub(crate) exit: Exit,
    /// For people.
    pub(crate) message: String,
}

/// The result of a command.
pub(crate) type Outcome = Result<Exit, Failure>;

impl Failure {
    /// Nothing could be done.
    pub(crate) fn nothing(message: impl Into<String>) -> Self {
        Self {
            exit: Exit::Nothing,
            message: message.into(),
        }
    }

    /// The command was not understood.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self {
            exit: Exit::Usage,
            message: message.into(),
        }
    }
}

impl From<LibraryError> for Failure {
    fn from(error: LibraryError) -> Self {
        let exit = match error.code() {
            "library-busy" => Exit::Busy,
            "library-damaged" | "library-newer" | "library-foreign" | "backup-bad" => Exit::Damaged,
            "filter-invalid" | "query-empty" | "nothing-to-merge" => Exit::Usage,
            _ => Exit::Nothing,
        };
        let advice = match error.code() {
            "library-missing" => " Import something first, or name another folder with --library.",
            "library-damaged" => {
                " “diglot check” names what is damaged, “diglot restore” goes back to a backup."
            }
            _ => "",
        };
        let message = error.to_string();
        let stop = if message.ends_with(['.', '。', '!', '?']) {
            ""
        } else {
            "."
        };
        Self {
            exit,
            message: format!("{message}{stop}{advice}"),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
