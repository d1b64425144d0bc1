//! Filling what a record lacks from other services: never more than what is missing.

use crate::europe_pmc::EuropePmc;
use crate::inquiry::Inquiry;
use crate::openalex::OpenAlex;
use crate::outcome::Outcome;
use crate::propose::{ProposalKind, merged, propose};
use crate::pubmed::PubMed;
use crate::resolver::{Resolver, Service};
use crate::semantic_scholar::SemanticScholar;
use diglot_model::{Identifier, IdentifierScheme, Reference, ReferenceType};
use std::collections::BTreeSet;

/// Fills what a record lacks: PubMed's first, then Europe PMC's, then those with a key.
/// Who does not answer at once is passed over.
pub(crate) fn enrich(found: &mut Reference, by: Option<Service>, inquiry: &Inquiry<'_>) {
    let passing = inquiry.in_passing();
    let others: [(&dyn Resolver, bool); 4] = [
        (&PubMed, true),
        (&EuropePmc, true),
        (&OpenAlex, inquiry.keys.openalex.is_some()),
        (&SemanticScholar, inquiry.keys.semantic_scholar.is_some()),
    ];
    for (resolver, may_ask) in others {
        let service = resolver.service();
        if !may_ask || by == Some(service) || !lacks(found) || inquiry.is_passed_over(service) {
            continue;
        }
        let Some(identifier) = identifier_for(found, resolver) else {
            continue;
        };
        if inquiry.cancel.is_cancelled() {
            return;
        }
        match passing.ask(resolver, &identifier) {
            Outcome::Found(more) => fill(found, &more),
            Outcome::NotFound { .. } | Outcome::Cancelled => {}
            _ => inquiry.pass_over(service),
        }
    }
}

/// Whether an article lacks what the others are likely to have.
fn lacks(found: &Reference) -> bool {
    found.kind == ReferenceType::ArticleJournal
        && (found.abstracts.is_empty() || !found.missing().is_empty())
}

fn identifier_for(found: &Reference, resolver: &dyn Resolver) -> Option<Identifier> {
    [
        IdentifierScheme::Pmid,
        IdentifierScheme::Doi,
        IdentifierScheme::Pmcid,
    ]
    .into_iter()
    .filter_map(|scheme| {
        let value = found.identifiers_of(&scheme).next()?.to_owned();
        Some(Identifier { scheme, value })
    })
    .find(|identifier| resolver.takes(identifier))
}

/// Takes what fills a gap, and nothing else.
fn fill(found: &mut Reference, more: &Reference) {
    let keys: BTreeSet<String> = propose(found, more)
        .into_iter()
        .filter(|proposal| proposal.kind == ProposalKind::Fill)
        .map(|proposal| proposal.key)
        .collect();
    if let Some(filled) = merged(found, more, &keys) {
        *found = filled;
    }
}
