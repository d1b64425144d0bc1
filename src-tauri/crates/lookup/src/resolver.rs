//! Who is asked, and in which order.

use crate::agency::{self, Registration};
use crate::arxiv::Arxiv;
use crate::books::{GoogleBooks, OpenLibrary};
use crate::crossref::Crossref;
use crate::datacite::DataCite;
use crate::enrich::enrich;
use crate::europe_pmc::EuropePmc;
use crate::identifiers::landing_url;
use crate::inquiry::{Asked, Inquiry};
use crate::jalc::Jalc;
use crate::negotiation::Negotiation;
use crate::openalex::OpenAlex;
use crate::outcome::{Answer, By, Fault, Outcome};
use crate::pmc;
use crate::pubmed::PubMed;
use crate::semantic_scholar::SemanticScholar;
use diglot_model::{Identifier, IdentifierScheme};
use diglot_net::NetError;

/// A service that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Service {
    /// Crossref, the largest agency of DOIs.
    Crossref,
    /// The DOI system itself, which knows the agency of every DOI.
    DoiOrg,
    /// The agency of a DOI, whichever it is, by content negotiation.
    Agency,
    /// DataCite, the agency of data sets and of many repositories.
    DataCite,
    /// `JaLC`, the agency of Japanese DOIs.
    Jalc,
    /// PubMed.
    PubMed,
    /// Europe PMC.
    EuropePmc,
    /// arXiv.
    Arxiv,
    /// OpenAlex.
    OpenAlex,
    /// Semantic Scholar.
    SemanticScholar,
    /// Open Library.
    OpenLibrary,
    /// Google Books.
    GoogleBooks,
}

impl Service {
    const ALL: [Self; 12] = [
        Self::Crossref,
        Self::DoiOrg,
        Self::Agency,
        Self::DataCite,
        Self::Jalc,
        Self::PubMed,
        Self::EuropePmc,
        Self::Arxiv,
        Self::OpenAlex,
        Self::SemanticScholar,
        Self::OpenLibrary,
        Self::GoogleBooks,
    ];

    /// The name used in sources of values and on the wire.
    pub fn id(self) -> &'static str {
        match self {
            Self::Crossref => "crossref",
            Self::DoiOrg => "doi.org",
            Self::Agency => "agency",
            Self::DataCite => "datacite",
            Self::Jalc => "jalc",
            Self::PubMed => "pubmed",
            Self::EuropePmc => "europe-pmc",
            Self::Arxiv => "arxiv",
            Self::OpenAlex => "openalex",
            Self::SemanticScholar => "semantic-scholar",
            Self::OpenLibrary => "open-library",
            Self::GoogleBooks => "google-books",
        }
    }

    /// The service with an id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.id() == id)
    }

    /// The name as people say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Crossref => "Crossref",
            Self::DoiOrg => "doi.org",
            Self::Agency => "The registration agency",
            Self::DataCite => "DataCite",
            Self::Jalc => "JaLC",
            Self::PubMed => "PubMed",
            Self::EuropePmc => "Europe PMC",
            Self::Arxiv => "arXiv",
            Self::OpenAlex => "OpenAlex",
            Self::SemanticScholar => "Semantic Scholar",
            Self::OpenLibrary => "Open Library",
            Self::GoogleBooks => "Google Books",
        }
    }
}

/// A service that answers with metadata.
///
/// A resolver asks, checks the answer, and makes a reference of it whose only source is the
/// lookup. What it does not know it says with [`Outcome::NotFound`], so that the next
/// one is asked.
pub trait Resolver: Sync {
    /// Which service it is.
    fn service(&self) -> Service;

    /// Whether it can know such an identifier.
    fn takes(&self, identifier: &Identifier) -> bool;

    /// Asks it.
    fn ask(&self, identifier: &Identifier, inquiry: &Inquiry<'_>) -> Asked;
}

/// Agencies of Chinese DOIs, which answer no machine.
const SILENT: [&str; 3] = ["ISTIC", "CNKI", "Airiti"];

/// Looks an identifier up: the services that can know it one after the other, until one
/// does; then fills what its record lacks from PubMed and Europe PMC. Blocks the thread.
pub fn look_up(identifier: &Identifier, inquiry: &Inquiry<'_>) -> Answer {
    let mut chain = Chain {
        identifier,
        inquiry,
        without: Vec::new(),
        spare: None,
    };
    let mut answer = match identifier.scheme {
        IdentifierScheme::Doi => chain.doi(),
        IdentifierScheme::Pmid => chain.among(&[&PubMed, &EuropePmc]),
        IdentifierScheme::Pmcid => chain.pmcid(),
        IdentifierScheme::Arxiv => chain.among(&[&Arxiv]),
        IdentifierScheme::Isbn => chain.among(&[&OpenLibrary, &GoogleBooks]),
        IdentifierScheme::Issn | IdentifierScheme::Registration | IdentifierScheme::Other(_) => {
            chain.end(
                None,
                Outcome::NotSupported {
                    landing_url: landing_url(identifier),
                },
            )
        }
    };
    if let Outcome::Found(found) = &mut answer.outcome {
        enrich(found, answer.service, inquiry);
    }
    answer
}

/// One identifier on its way from service to service.
struct Chain<'a> {
    identifier: &'a Identifier,
    inquiry: &'a Inquiry<'a>,
    /// Who was asked and has no record.
    without: Vec<Service>,
    /// The first failure: what is said when nobody else knows the work either.
    spare: Option<(Service, Outcome)>,
}

impl Chain<'_> {
    fn end(&mut self, service: Option<Service>, outcome: Outcome) -> Answer {
        Answer {
            asked: Some(self.identifier.clone()),
            by: By::Identifier,
            service,
            without: std::mem::take(&mut self.without),
            outcome,
        }
    }

    /// Asks a service: an answer that ends the chain, or none when another is to be asked.
    fn ask(&mut self, resolver: &dyn Resolver) -> Option<Answer> {
        let service = resolver.service();
        let outcome = self.inquiry.ask(resolver, self.identifier);
        match &outcome {
            Outcome::NotFound { .. } => {
                self.without.push(service);
                None
            }
            Outcome::Found(_) => Some(self.end(Some(service), outcome)),
            _ if ends(&outcome) => Some(self.end(Some(service), outcome)),
            _ => {
                self.spare.get_or_insert((service, outcome));
                None
            }
        }
    }

    /// What is said when nobody knew: the first failure, if there was one.
    fn nobody(&mut self, service: Option<Service>, outcome: Outcome) -> Answer {
        match self.spare.take() {
            Some((service, outcome)) => self.end(Some(service), outcome),
            None => self.end(service, outcome),
        }
    }

    fn among(&mut self, resolvers: &[&dyn Resolver]) -> Answer {
        for resolver in resolvers {
            if let Some(answer) = self.ask(*resolver) {
                return answer;
            }
        }
        let last = resolvers.last().map(|resolver| resolver.service());
        self.nobody(last, Outcome::NotFound { agency: None })
    }

    /// A number of PubMed Central: by its DOI where PubMed does not have it.
    fn pmcid(&mut self) -> Answer {
        if let Some(answer) = self.ask(&PubMed) {
            return answer;
        }
        if let Ok(Some(known)) = pmc::convert(self.identifier, self.inquiry)
            && let Some(doi) = known.doi.as_deref().and_then(Identifier::doi)
        {
            let answer = look_up(&doi, self.inquiry);
            if matches!(answer.outcome, Outcome::Found(_)) {
                return Answer {
                    asked: Some(self.identifier.clone()),
                    ..answer
                };
            }
        }
        self.among(&[&EuropePmc])
    }

    /// A DOI: its agency's service, where the agency is known; else that of the largest,
    /// and where that has no record of it, the one whose agency it is.
    fn doi(&mut self) -> Answer {
        let known = agency::known(self.identifier, self.inquiry);
        if known.as_deref().is_none_or(|agency| is(agency, "Crossref"))
            && let Some(answer) = self.ask(&Crossref)
        {
            return answer;
        }
        let agency = match known {
            Some(agency) => Some(agency),
            None => match agency::ask(self.identifier, self.inquiry) {
                Ok(Registration::With(agency)) => Some(agency),
                // Whoever failed before may have it all the same.
                Ok(Registration::Unclear) => None,
                Ok(Registration::Unknown) => {
                    let unknown = Outcome::NotFound { agency: None };
                    return self.nobody(Some(Service::DoiOrg), unknown);
                }
                Err(outcome) if ends(&outcome) => {
                    let failure = self.spare.take();
                    return match failure {
                        Some((service, outcome)) => self.end(Some(service), outcome),
                        None => self.end(Some(Service::DoiOrg), outcome),
                    };
                }
                Err(outcome) => {
                    // Two that failed are enough: the first is what there is to say.
                    if let Some((service, outcome)) = self.spare.take() {
                        return self.end(Some(service), outcome);
                    }
                    self.spare = Some((Service::DoiOrg, outcome));
                    None
                }
            },
        };
        self.by_agency(agency)
    }

    fn by_agency(&mut self, agency: Option<String>) -> Answer {
        let next: &[&dyn Resolver] = match agency.as_deref() {
            Some(agency) if is(agency, "Crossref") => {
                // It has been asked. Whatever it failed with is what there is to say.
                if let Some((service, outcome)) = self.spare.take()
                    && !is_untitled(&outcome)
                {
                    return self.end(Some(service), outcome);
                }
                &[]
            }
            Some(agency) if SILENT.iter().any(|silent| is(agency, silent)) => {
                self.spare = None;
                &[]
            }
            Some(agency) if is(agency, "DataCite") => {
                self.spare = None;
                &[&DataCite, &Negotiation]
            }
            Some(agency) if is(agency, "JaLC") => {
                self.spare = None;
                &[&Jalc, &Negotiation]
            }
            Some(_) => {
                self.spare = None;
                &[&Negotiation]
            }
            None if self
                .spare
                .as_ref()
                .is_some_and(|(by, _)| *by == Service::Crossref) =>
            {
                // It is the likeliest one. Whatever it failed with is what there is to say.
                return self.nobody(None, Outcome::NotFound { agency: None });
            }
            None => &[&DataCite, &Negotiation],
        };
        let more: &[&dyn Resolver] = &[&PubMed, &EuropePmc, &OpenAlex, &SemanticScholar];
        for resolver in next {
            if let Some(answer) = self.ask(*resolver) {
                return answer;
            }
        }
        if agency.is_some()
            && !self.without.contains(&Service::Crossref)
            && self.spare.is_none()
            && !agency
                .as_deref()
                .is_some_and(|agency| is(agency, "Crossref"))
            && let Some(answer) = self.ask(&Crossref)
        {
            return answer;
        }
        // Others have records of works that are not theirs; whether they can be asked at
        // all does not matter.
        let spare = self.spare.clone();
        for resolver in more {
            if self.may_ask(resolver.service())
                && let Some(answer) = self.ask(*resolver)
                && matches!(answer.outcome, Outcome::Found(_) | Outcome::Cancelled)
            {
                return answer;
            }
        }
        self.spare = spare;
        let landing = landing_url(self.identifier).unwrap_or_default();
        match agency {
            Some(agency) if is(&agency, "Crossref") || is(&agency, "DataCite") => self.nobody(
                Some(Service::DoiOrg),
                Outcome::NotFound {
                    agency: Some(agency),
                },
            ),
            Some(agency) => self.nobody(
                Some(Service::DoiOrg),
                Outcome::NoMetadataService {
                    agency,
                    landing_url: landing,
                },
            ),
            None => self.nobody(Some(Service::DoiOrg), Outcome::NotFound { agency: None }),
        }
    }

    fn may_ask(&self, service: Service) -> bool {
        match service {
            Service::OpenAlex => self.inquiry.keys.openalex.is_some(),
            Service::SemanticScholar => self.inquiry.keys.semantic_scholar.is_some(),
            _ => true,
        }
    }
}

fn is(agency: &str, name: &str) -> bool {
    agency.eq_ignore_ascii_case(name)
}

fn is_untitled(outcome: &Outcome) -> bool {
    matches!(
        outcome,
        Outcome::Malformed {
            fault: Fault::NoTitle
        }
    )
}

/// Whether nobody else is to be asked: somebody gave up, or there is no way out at all.
fn ends(outcome: &Outcome) -> bool {
    matches!(
        outcome,
        Outcome::Cancelled
            | Outcome::Offline { .. }
            | Outcome::Unavailable {
                cause: NetError::TimedOut { .. } | NetError::Stopped(_) | NetError::Setting { .. }
            }
    )
}
