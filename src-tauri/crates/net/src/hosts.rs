//! The hosts that the program may speak to. Settings shows this list, and says of each what
//! it receives: those sentences stand with the other texts of the interface.

use std::time::Duration;

/// A host that the program may speak to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AllowedHost {
    /// Its name, as it stands in addresses.
    pub host: &'static str,
    /// Who runs it.
    pub name: &'static str,
    /// The least time between two requests, until the host says otherwise.
    pub(crate) spacing: Duration,
}

/// Every host that the program may speak to, each with the pace that its service asks for
/// when its answers do not say otherwise.
pub const ALLOWED: &[AllowedHost] = &[
    host("api.crossref.org", "Crossref", 210),
    host("doi.org", "doi.org", 200),
    host("data.crossref.org", "Crossref", 200),
    host("api.datacite.org", "DataCite", 300),
    host("data.crosscite.org", "DataCite", 300),
    host("data.medra.org", "mEDRA", 500),
    host("japanlinkcenter.org", "JaLC", 500),
    host("api.japanlinkcenter.org", "JaLC", 500),
    host("eutils.ncbi.nlm.nih.gov", "PubMed", 350),
    host("pmc.ncbi.nlm.nih.gov", "PubMed Central", 350),
    host("www.ncbi.nlm.nih.gov", "PubMed Central", 350),
    host("www.ebi.ac.uk", "Europe PMC", 200),
    host("export.arxiv.org", "arXiv", 3000),
    host("api.openalex.org", "OpenAlex", 120),
    host("api.semanticscholar.org", "Semantic Scholar", 1050),
    host("api.unpaywall.org", "Unpaywall", 200),
    host("openlibrary.org", "Open Library", 400),
    host("www.googleapis.com", "Google Books", 400),
];

const fn host(host: &'static str, name: &'static str, spacing: u64) -> AllowedHost {
    AllowedHost {
        host,
        name,
        spacing: Duration::from_millis(spacing),
    }
}

/// The entry of a host.
pub(crate) fn allowed(host: &str) -> Option<&'static AllowedHost> {
    ALLOWED.iter().find(|allowed| allowed.host == host)
}
