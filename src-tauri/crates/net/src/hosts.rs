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

/// Every host that the program may speak to, each with the pace that its service asks for
/// when its answers do not say otherwise.
pub const ALLOWED: &[AllowedHost] = &[
    host(
        "api.crossref.org",
        "Crossref",
        "Receives the DOI that is looked up, or the title and first author, or year, volume, issue, page and authors, of a work without one; and the e-mail address from the settings if one is given.",
        210,
    ),
    host(
        "doi.org",
        "doi.org",
        "Receives the DOI that is looked up, to ask which agency registered it and what that agency knows.",
        200,
    ),
    host(
        "data.crossref.org",
        "Crossref",
        "Receives a DOI that doi.org sends on to Crossref.",
        200,
    ),
    host(
        "api.datacite.org",
        "DataCite",
        "Receives a DOI that is registered with DataCite, such as that of a data set.",
        300,
    ),
    host(
        "data.crosscite.org",
        "DataCite",
        "Receives a DOI that doi.org sends on to DataCite.",
        300,
    ),
    host(
        "data.medra.org",
        "mEDRA",
        "Receives a DOI that is registered with mEDRA.",
        500,
    ),
    host(
        "japanlinkcenter.org",
        "JaLC",
        "Receives a DOI that is registered with the Japan Link Center.",
        500,
    ),
    host(
        "api.japanlinkcenter.org",
        "JaLC",
        "Receives a DOI that is registered with the Japan Link Center.",
        500,
    ),
    host(
        "eutils.ncbi.nlm.nih.gov",
        "PubMed",
        "Receives the PMID or DOI that is looked up, and the e-mail address and key from the settings if they are given.",
        350,
    ),
    host(
        "pmc.ncbi.nlm.nih.gov",
        "PubMed Central",
        "Receives the PMCID that is looked up.",
        350,
    ),
    host(
        "www.ncbi.nlm.nih.gov",
        "PubMed Central",
        "Receives the PMCID that is looked up, when the service's newer address does not answer.",
        350,
    ),
    host(
        "www.ebi.ac.uk",
        "Europe PMC",
        "Receives the DOI, PMID or PMCID of a work that PubMed does not know or knows in part.",
        200,
    ),
    host(
        "export.arxiv.org",
        "arXiv",
        "Receives the arXiv number that is looked up.",
        3000,
    ),
    host(
        "api.openalex.org",
        "OpenAlex",
        "Is asked only when its key is in the settings; receives that key and the DOI.",
        120,
    ),
    host(
        "api.semanticscholar.org",
        "Semantic Scholar",
        "Is asked only when its key is in the settings; receives that key and the DOI.",
        1050,
    ),
    host(
        "api.unpaywall.org",
        "Unpaywall",
        "Is asked for a free copy only when you ask for one; receives the DOI and the e-mail address from the settings.",
        200,
    ),
    host(
        "openlibrary.org",
        "Open Library",
        "Receives the ISBN that is looked up.",
        400,
    ),
    host(
        "www.googleapis.com",
        "Google Books",
        "Receives an ISBN that Open Library does not know.",
        400,
    ),
];

const fn host(
    host: &'static str,
    name: &'static str,
    receives: &'static str,
    spacing: u64,
) -> AllowedHost {
    AllowedHost {
        host,
        name,
        receives,
        spacing: Duration::from_millis(spacing),
    }
}

/// The entry of a host.
pub(crate) fn allowed(host: &str) -> Option<&'static AllowedHost> {
    ALLOWED.iter().find(|allowed| allowed.host == host)
}
