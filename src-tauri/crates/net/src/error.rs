//! Why there is no answer.

use jiff::Timestamp;
use std::time::Duration;

/// The result of a request.
pub type Result<T, E = NetError> = std::result::Result<T, E>;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NetError {
    /// The switch in the settings is off; nothing was sent.
    #[error("the network is turned off in the settings")]
    SwitchedOff,
    /// The caller gave up.
    #[error("the request was cancelled")]
    Cancelled,
    /// The address is none that a request may go to; nothing was sent.
    #[error("“{url}” is no address that may be asked: {why}")]
    NotAllowed {
        /// The address.
        url: String,
        /// What is wrong with it.
        why: RedirectRefusal,
    },
    /// The host's name or the way to it could not be found: there is no network, or the
    /// proxy does not let through.
    #[error("{host} could not be reached: {detail}")]
    Offline {
        /// The host that was asked.
        host: String,
        /// What the system says.
        detail: String,
    },
    /// Nobody listens there.
    #[error("{host} refused the connection")]
    Refused {
        /// The host that was asked.
        host: String,
    },
    /// The host's name leads to an address of the local network.
    #[error("the name {host} leads to an address of the local network, which is not asked")]
    NotPublic {
        /// The host that was asked.
        host: String,
    },
    /// The secure connection could not be made.
    #[error("no secure connection to {host}: {detail}")]
    Insecure {
        /// The host that was asked.
        host: String,
        /// What is wrong with it.
        detail: String,
    },
    /// No answer came in time, however often it was tried.
    #[error("{host} did not answer within {} seconds", after.as_secs())]
    TimedOut {
        /// The host that was asked.
        host: String,
        /// How long one try waits.
        after: Duration,
    },
    /// The answer broke off.
    #[error("the answer of {host} broke off: {detail}")]
    Interrupted {
        /// The host that was asked.
        host: String,
        /// What the connection says.
        detail: String,
    },
    /// The answer, unpacked, is larger than the client takes.
    #[error("the answer of {host} is larger than {} MB", limit >> 20)]
    TooLarge {
        /// The host that was asked.
        host: String,
        /// The most bytes that are taken.
        limit: usize,
    },
    /// The host asks for fewer requests.
    #[error("{host} asks to wait{}", until.map_or_else(String::new, |t| format!(" until {t}")))]
    RateLimited {
        /// The host that was asked.
        host: String,
        /// When it may be asked again, as far as it said.
        until: Option<Timestamp>,
    },
    /// The host has a fault of its own, however often it was tried.
    #[error("{host} answered with status {status}")]
    Unavailable {
        /// The host that was asked.
        host: String,
        /// The HTTP status, 500 or more.
        status: u16,
        /// When it may be asked again, as far as it said.
        until: Option<Timestamp>,
    },
    /// The host sent on to an address that is not followed.
    #[error("{host} sent on to “{to}”, which is not followed: {why}")]
    Redirect {
        /// The host that sent on.
        host: String,
        /// Where to.
        to: String,
        /// Why it is not followed.
        why: RedirectRefusal,
    },
    /// The client's own thread could not be started or has ended.
    #[error("the network client does not run: {0}")]
    Stopped(String),
    /// The value of a setting cannot be used.
    #[error("“{value}” is no {what}")]
    Setting {
        /// What the setting is, such as `proxy address`.
        what: &'static str,
        /// Its value.
        value: String,
    },
}

/// Why an address is not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RedirectRefusal {
    /// Too many redirects.
    #[error("there were too many redirects")]
    TooMany,
    /// It is no address.
    #[error("it is not an address")]
    Malformed,
    /// It is not https.
    #[error("it is not https")]
    NotHttps,
    /// It is an address of this computer or of the local network.
    #[error("it leads into the local network")]
    Local,
    /// Its host is not on the list.
    #[error("its host is not on the list of hosts")]
    Unlisted,
}
