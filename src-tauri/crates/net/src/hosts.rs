//! The hosts that the program may speak to. Settings shows this list.

use std::time::Duration;

/// A host that the program may speak to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AllowedHost {
    /// Its name, as it stands in addresses.
    pub host: &'static str,
    /// Who runs it.
    pub name: &'static str,
    /// What it receives, in one sentence.
    pub receives: &'static str,
    /// The least time between two requests, until the host says otherwise.
    pub(crate) spacing: Duration,
}

/// Every host that the program may speak to.
pub const ALLOWED: &[AllowedHost] = &[
    AllowedHost {
        host: "api.crossref.org",
        name: "Crossref",
        receives: "Receives the DOI that is looked up, and the e-mail address from the settings if one is given.",
        // Five a second for those who give no address.
        spacing: Duration::from_millis(200),
    },
    AllowedHost {
        host: "doi.org",
        name: "doi.org",
        receives: "Receives a DOI that Crossref does not know, to ask which agency registered it.",
        spacing: Duration::from_millis(200),
    },
];

/// The entry of a host.
pub(crate) fn allowed(host: &str) -> Option<&'static AllowedHost> {
    ALLOWED.iter().find(|allowed| allowed.host == host)
}
