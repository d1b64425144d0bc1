//! Looking works up: identifiers in, candidates out.
//!
//! [`recognise`] finds identifiers in what somebody pasted, [`look_up`] asks the services
//! that know such an identifier, and [`propose`](fn@propose) compares what they answer with
//! what is known, field by field. Each service is a [`Resolver`]; its answer is checked
//! before it becomes a [`Reference`](diglot_model::Reference) whose source is the lookup.
//!
//! This crate must not know the library: it decides nothing about what becomes of an answer.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod agency;
pub mod crossref;
mod identifiers;
mod notices;
mod outcome;
mod propose;
mod resolver;

#[cfg(test)]
mod tests;

pub use diglot_net as net;
pub use identifiers::{askable, landing_url, recognise};
pub use notices::{Notice, NoticeDirection, notices};
pub use outcome::{Answer, Fault, Outcome};
pub use propose::{ProposalKind, ProposedField, apply, propose};
pub use resolver::{Resolver, Service, look_up};
