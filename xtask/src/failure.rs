//! Why a command stopped: what happened, and what to do about it.

use std::fmt;

/// A failure, told to the person who ran the command.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What happened, to which thing: a whole sentence.
    what: String,
    /// What to do next: a whole sentence or a command.
    remedy: String,
}

impl Failure {
    /// A failure with its remedy.
    pub(crate) fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            remedy: remedy.into(),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}\n{}", self.what, self.remedy)
    }
}
