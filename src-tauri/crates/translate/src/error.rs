//! Why there is no translation.

use diglot_net::NetError;

/// The result of a translation.
pub type Result<T, E = TranslateError> = std::result::Result<T, E>;

/// Why there is no translation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TranslateError {
    /// The provider could not be asked.
    #[error(transparent)]
    Net(NetError),
    /// Somebody gave up.
    #[error("the translation was cancelled")]
    Cancelled,
    /// The setup names no model.
    #[error("the provider needs the name of a model")]
    NoModel,
    /// The provider needs a key, and there is none.
    #[error("{host} needs a key")]
    NoKey {
        /// The provider's host.
        host: String,
    },
    /// The provider does not know the key.
    #[error("{host} does not accept the key")]
    KeyRefused {
        /// The provider's host.
        host: String,
    },
    /// What was paid for is used up.
    #[error("the credit or quota at {host} is used up")]
    NoCredit {
        /// The provider's host.
        host: String,
    },
    /// The provider said no.
    #[error("{host} answered with status {status}{}", if detail.is_empty() { String::new() } else { format!(": {detail}") })]
    Refused {
        /// The provider's host.
        host: String,
        /// The HTTP status.
        status: u16,
        /// What the provider says.
        detail: String,
    },
    /// The answer is none that this kind of provider gives.
    #[error(
        "the answer of {host} could not be read; is it the right kind of provider and the right address?"
    )]
    Unreadable {
        /// The provider's host.
        host: String,
    },
    /// Sentences were left out, also when asked for one by one.
    #[error("{host} left out {count} of the sentences")]
    Incomplete {
        /// The provider's name.
        host: String,
        /// How many.
        count: usize,
    },
}

impl TranslateError {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Net(_) => "network",
            Self::Cancelled => "cancelled",
            Self::NoModel => "translation-no-model",
            Self::NoKey { .. } => "translation-no-key",
            Self::KeyRefused { .. } => "translation-key-refused",
            Self::NoCredit { .. } => "translation-no-credit",
            Self::Refused { .. } => "translation-refused",
            Self::Unreadable { .. } => "translation-unreadable",
            Self::Incomplete { .. } => "translation-incomplete",
        }
    }
}
