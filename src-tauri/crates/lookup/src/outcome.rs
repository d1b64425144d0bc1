//! What came of a lookup, and the sentence that says so.

use crate::identifiers::landing_url;
use crate::resolver::Service;
use crate::search::Candidate;
use diglot_model::{Identifier, IdentifierScheme, Reference};
use diglot_net::{NetError, Timestamp};

/// What came of a lookup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What was asked for; `None` when there was nothing to ask for.
    pub asked: Option<Identifier>,
    /// By what it was sought.
    pub by: By,
    /// Who gave the answer; `None` when nobody was asked.
    pub service: Option<Service>,
    /// Who was asked before and had no record of it.
    pub without: Vec<Service>,
    /// What came of it.
    pub outcome: Outcome,
}

/// By what a work is sought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum By {
    /// An identifier.
    #[default]
    Identifier,
    /// Its title, with first author and year.
    Title,
    /// Journal, volume, issue, page, year and authors.
    Coordinates,
}

/// What came of asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The service has it. Its source is the lookup.
    Found(Box<Reference>),
    /// Works that it may be: somebody must choose. Nothing was taken over.
    Uncertain {
        /// The works, the likeliest first.
        candidates: Vec<Candidate>,
    },
    /// Nobody who was asked has it.
    NotFound {
        /// The agency that registered the DOI all the same.
        agency: Option<String>,
    },
    /// The DOI is registered with an agency that answers no machine, or not about this one.
    NoMetadataService {
        /// The agency: ISTIC, CNKI, Airiti.
        agency: String,
        /// The page to open.
        landing_url: String,
    },
    /// Nobody who is asked can know it.
    NotSupported {
        /// The page to open.
        landing_url: Option<String>,
    },
    /// The reference has no identifier, no title, and too few coordinates.
    NothingToAsk,
    /// The service asks to wait.
    RateLimited {
        /// Until when, as far as it said.
        until: Option<Timestamp>,
    },
    /// The service did not answer, or with a fault of its own.
    Unavailable {
        /// What went wrong.
        cause: NetError,
    },
    /// The service answered what cannot be used.
    Malformed {
        /// What is wrong with it.
        fault: Fault,
    },
    /// There is no way to the service, or the network is turned off.
    Offline {
        /// What went wrong.
        cause: NetError,
    },
    /// Somebody gave up.
    Cancelled,
}

/// What is wrong with an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is not of the kind that was asked for: a web page, a text.
    OtherKind {
        /// The content type it came with.
        content_type: String,
    },
    /// It is no valid JSON, or not built as the service says.
    Unreadable,
    /// It is about another work.
    OtherWork {
        /// The DOI of that work.
        doi: String,
    },
    /// It is about another work, or does not say about which.
    OtherIdentifier {
        /// The number that it gives.
        found: Option<String>,
    },
    /// It has no title.
    NoTitle,
    /// It has an HTTP status that the service does not use for this.
    Status(u16),
    /// It broke off, is too large, or led elsewhere.
    Transport(NetError),
}

impl Outcome {
    /// The name used on the wire.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Found(_) => "found",
            Self::Uncertain { .. } => "uncertain",
            Self::NotFound { .. } => "not_found",
            Self::NoMetadataService { .. } => "no_metadata_service",
            Self::NotSupported { .. } => "not_supported",
            Self::NothingToAsk => "nothing_to_ask",
            Self::RateLimited { .. } => "rate_limited",
            Self::Unavailable { .. } => "unavailable",
            Self::Malformed { .. } => "malformed",
            Self::Offline { .. } => "offline",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether asking again later may well bring another outcome.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::RateLimited { .. }
            | Self::Unavailable { .. }
            | Self::Malformed { .. }
            | Self::Offline { .. } => true,
            Self::Found(_)
            | Self::Uncertain { .. }
            | Self::NotFound { .. }
            | Self::NoMetadataService { .. }
            | Self::NotSupported { .. }
            | Self::NothingToAsk
            | Self::Cancelled => false,
        }
    }
}

impl From<NetError> for Outcome {
    fn from(cause: NetError) -> Self {
        match cause {
            NetError::Cancelled => Self::Cancelled,
            NetError::RateLimited { until, .. } => Self::RateLimited { until },
            NetError::SwitchedOff | NetError::Offline { .. } | NetError::Refused { .. } => {
                Self::Offline { cause }
            }
            NetError::TimedOut { .. }
            | NetError::Unavailable { .. }
            | NetError::Insecure { .. }
            | NetError::NotPublic { .. }
            | NetError::NotAllowed { .. }
            | NetError::Stopped(_)
            | NetError::Setting { .. } => Self::Unavailable { cause },
            NetError::Interrupted { .. }
            | NetError::TooLarge { .. }
            | NetError::Redirect { .. } => Self::Malformed {
                fault: Fault::Transport(cause),
            },
        }
    }
}

impl Answer {
    /// What comes of a text or a reference that nobody can be asked about.
    pub fn nothing_to_ask() -> Self {
        Self {
            asked: None,
            by: By::Identifier,
            service: None,
            without: Vec::new(),
            outcome: Outcome::NothingToAsk,
        }
    }

    /// What came of it in English: who was asked, what the answer was, what to do next.
    pub fn message(&self) -> String {
        let what = self.what();
        let who = self.service.map_or("Nobody", Service::name);
        let page = self
            .asked
            .as_ref()
            .and_then(landing_url)
            .map_or_else(String::new, |url| format!("open {url}"));
        let before = self.before(&what);
        match &self.outcome {
            Outcome::Found(reference) => match reference.title() {
                Some(title) => format!("{who} answered for {what}: “{title}”."),
                None => format!("{who} answered for {what}."),
            },
            Outcome::Uncertain { candidates } => format!(
                "{who} was asked about {what} and knows {}, of which none agrees well enough to be taken without you. Compare them and choose, or leave it as it is.",
                plural(candidates.len(), "work that it may be", "works that it may be")
            ),
            Outcome::NotFound { agency } => {
                self.not_found(&before, &what, &page, agency.as_deref())
            }
            Outcome::NoMetadataService {
                agency,
                landing_url,
            } => format!(
                "{before}doi.org says that it is registered with {agency}, which has no open metadata service for it. Open {landing_url} and paste the page’s text."
            ),
            Outcome::NotSupported { .. } => {
                let next = if page.is_empty() {
                    String::new()
                } else {
                    format!(", or {page} and paste the page’s text")
                };
                format!(
                    "No service is known for {what}; nobody was asked. Look up the work’s DOI{next}."
                )
            }
            Outcome::NothingToAsk => "The reference has no DOI or other identifier, no title, and too little else to look it up by; nobody was asked. Add its DOI, or paste the text of a page about it.".to_owned(),
            Outcome::RateLimited { until: Some(until) } => format!(
                "{before}{who} asks to wait until {}. Try again then.",
                until.strftime("%Y-%m-%d %H:%M UTC")
            ),
            Outcome::RateLimited { until: None } => format!(
                "{before}{who} asks for fewer requests. Try again in some minutes."
            ),
            Outcome::Unavailable { cause } => format!(
                "{before}{who} was asked about {what} and gave no answer: {cause}. Try again later."
            ),
            Outcome::Malformed { fault } => format!(
                "{before}{who} was asked about {what}, but the answer cannot be used: {fault}. Nothing was taken from it; try again later."
            ),
            Outcome::Offline {
                cause: cause @ NetError::SwitchedOff,
            } => format!(
                "{who} was not asked about {what}: {cause}. Turn it on and try again."
            ),
            Outcome::Offline { cause } => format!(
                "{before}{who} could not be asked about {what}: {cause}. Check the connection, then try again."
            ),
            Outcome::Cancelled => format!("Asking {who} about {what} was cancelled."),
        }
    }

    /// What was asked about, in words.
    fn what(&self) -> String {
        match (&self.asked, self.by) {
            (Some(identifier), By::Identifier) => in_words(identifier),
            (_, By::Title) => "a work of this title".to_owned(),
            (_, By::Coordinates) => {
                "a work of this journal, volume, page, year and author".to_owned()
            }
            (None, By::Identifier) => "it".to_owned(),
        }
    }

    fn before(&self, what: &str) -> String {
        let names: Vec<&str> = self.without.iter().map(|service| service.name()).collect();
        match names.split_last() {
            None => String::new(),
            Some((one, [])) => format!("{one} has no record of {what}. "),
            Some((last, others)) => {
                format!(
                    "{} and {last} have no record of {what}. ",
                    others.join(", ")
                )
            }
        }
    }

    fn not_found(&self, before: &str, what: &str, page: &str, agency: Option<&str>) -> String {
        match (agency, self.service) {
            (Some(agency), _) => format!(
                "{before}doi.org says that {agency} registered it; it may be too new. Try again in some days, or {page}."
            ),
            (None, Some(Service::DoiOrg)) => format!(
                "{before}doi.org says that {what} is not registered. Compare it with the source, character by character."
            ),
            (None, _) if self.by == By::Identifier => format!(
                "{before}Compare it with the source, character by character{}.",
                if page.is_empty() {
                    String::new()
                } else {
                    format!(", or {page}")
                }
            ),
            (None, _) => format!(
                "{before}Nothing was changed. Add its DOI, or paste the text of a page about it."
            ),
        }
    }
}

fn plural(count: usize, one: &str, many: &str) -> String {
    if count == 1 {
        format!("one {one}")
    } else {
        format!("{count} {many}")
    }
}

/// An identifier as people say it.
fn in_words(identifier: &Identifier) -> String {
    let value = &identifier.value;
    match &identifier.scheme {
        IdentifierScheme::Doi | IdentifierScheme::Pmcid => value.clone(),
        IdentifierScheme::Arxiv => format!("arXiv {value}"),
        scheme => format!("{} {value}", scheme.name()),
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::OtherKind { content_type } if content_type.contains("html") => {
                f.write_str("it is a web page, not data")
            }
            Self::OtherKind { .. } => f.write_str("it is not of the kind that was asked for"),
            Self::Unreadable => f.write_str("it breaks off or is not built as it should be"),
            Self::OtherWork { doi } => write!(f, "it is about another work, {doi}"),
            Self::OtherIdentifier { found: Some(found) } => {
                write!(f, "it is about another work, {found}")
            }
            Self::OtherIdentifier { found: None } => {
                f.write_str("it does not say which work it is about")
            }
            Self::NoTitle => f.write_str("it has no title"),
            Self::Status(status) => write!(f, "it has the HTTP status {status}"),
            Self::Transport(cause) => cause.fmt(f),
        }
    }
}
