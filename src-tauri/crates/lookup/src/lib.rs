//! Looking works up: identifiers in, candidates out.
//!
//! [`recognise`] finds identifiers in what somebody pasted, [`look_up`] asks the services
//! that know such an identifier, [`complete`] seeks a reference that has none by its title or
//! coordinates, and [`propose`](fn@propose) compares what they answer with
//! what is known, field by field. Each service is a [`Resolver`]; its answer is checked
//! before it becomes a [`Reference`](diglot_model::Reference) whose source is the lookup.
//!
//! This crate must not know the library: it decides nothing about what becomes of an answer.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod agency;
mod arxiv;
mod books;
pub mod crossref;
mod datacite;
mod enrich;
mod europe_pmc;
mod identifiers;
mod inquiry;
mod jalc;
mod many;
mod memory;
mod negotiation;
mod notices;
mod openalex;
mod outcome;
mod pmc;
mod propose;
mod pubmed;
mod resolver;
mod search;
mod semantic_scholar;
mod shaped;
mod unpaywall;

#[cfg(test)]
mod tests;

pub use diglot_net as net;
pub use identifiers::{askable, landing_url, only_identifiers, recognise};
pub use inquiry::{Inquiry, Keys};
pub use many::each;
pub use memory::{Forgetful, Memory, Remembered, ShortMemory};
pub use notices::{Notice, NoticeDirection, notices};
pub use outcome::{Answer, By, Fault, Outcome};
pub use propose::{ProposalKind, ProposedField, apply, propose};
pub use resolver::{Resolver, Service, look_up};
pub use search::{Candidate, Trait, complete, search};
pub use unpaywall::free_copy;
