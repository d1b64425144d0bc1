//! Lookups: what is asked, what was answered, and what would change.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use std::collections::BTreeMap;

use super::ReferenceRow;

/// What a text in the field is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Recognised {
    /// Identifiers in it, in order.
    pub identifiers: Vec<RecognisedIdentifier>,
    /// How many references an import of it would find; 0 for words to search.
    pub records: u32,
}

/// An identifier in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RecognisedIdentifier {
    /// `DOI`, `PMID`, `PMCID`, `arXiv`, `ISBN`.
    pub scheme: String,
    /// Its normal form.
    pub value: String,
}

/// A lookup that adds a reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LookupAdd {
    /// A name for the job, by which it can be cancelled.
    pub job: String,
    /// The identifier as typed.
    pub identifier: String,
}

/// A lookup that completes a reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LookupComplete {
    /// A name for the job, by which it can be cancelled.
    pub job: String,
    /// The reference.
    pub id: String,
}

/// How a lookup ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LookupAnswer {
    /// What was asked for, in its normal form.
    pub asked: String,
    /// How it ended.
    pub outcome: LookupOutcome,
    /// The service that gave the answer, such as `Crossref`.
    pub service: Option<String>,
    /// Values for the sentence about it, by name: `agency`, `status`, `until`.
    #[ts(type = "Record<string, string>")]
    pub params: BTreeMap<String, String>,
    /// The work's page, to be opened in the browser.
    pub landing_url: Option<String>,
    /// The reference that was added or that the library holds already.
    pub reference: Option<String>,
    /// Since when the library holds it, RFC 3339.
    pub since: Option<String>,
    /// What would change; nothing has changed yet.
    pub proposal: Option<Proposal>,
    /// The fields that were filled, by their keys; the job of several does that by itself.
    pub filled: Vec<String>,
    /// Works that it may be, the likeliest first: one is chosen, or none.
    pub candidates: Vec<LookupCandidate>,
    /// It waits until there is a network, and is then asked by itself.
    pub waits: bool,
    /// The answer in one English sentence, for "copy details".
    pub detail: String,
}

/// How a lookup ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum LookupOutcome {
    /// A new reference was added.
    Added,
    /// The library holds it already; nobody was asked.
    InLibrary,
    /// There is something to fill in or to compare: see the proposal.
    Proposed,
    /// What was missing has been filled in; what differs is in the proposal.
    Completed,
    /// Some works may be it: see the candidates.
    Uncertain,
    /// The service knows nothing that the reference lacks.
    NothingNew,
    /// No service knows it.
    NotFound,
    /// Its registration agency has no open metadata service.
    NoMetadataService,
    /// The service asks to wait.
    RateLimited,
    /// The service failed.
    Unavailable,
    /// The service's answer makes no sense.
    Malformed,
    /// There is no network.
    Offline,
    /// The user cancelled.
    Cancelled,
    /// The reference has nothing to look it up by, or the text is no identifier.
    NothingToAsk,
    /// This kind of identifier cannot be looked up yet.
    Unsupported,
}

/// What a lookup would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Proposal {
    /// By which the proposal is applied; it is forgotten when the program ends.
    pub token: String,
    /// The reference that would change.
    pub reference: String,
    /// The fields.
    pub fields: Vec<ProposedField>,
}

/// A field that a lookup would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProposedField {
    /// The field's name, with a language for texts: `title@zh`.
    pub key: String,
    /// What stands there; absent when it is empty.
    pub now: Option<String>,
    /// What the service says.
    pub proposed: String,
    /// The language of the proposed text.
    pub lang: Option<String>,
    /// The service.
    pub source: String,
    /// Whether something else stands there.
    pub conflict: bool,
}

/// The fields of a proposal that a person wants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProposalChoice {
    /// The proposal.
    pub token: String,
    /// The keys of the fields.
    pub fields: Vec<String>,
}

/// A work that somebody may have meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LookupCandidate {
    /// By which it is chosen; it is forgotten when the program ends. Also the id of the row.
    pub token: String,
    /// The work.
    pub work: ReferenceRow,
    /// Its DOI.
    pub doi: Option<String>,
    /// Its page, to be opened in the browser.
    pub landing_url: Option<String>,
    /// What agrees: `doi`, `title`, `first-author`, `authors`, `journal`, `year`, `volume`, `issue`, `page`.
    pub agrees: Vec<String>,
    /// What differs, by the same names.
    pub differs: Vec<String>,
    /// How similar the titles are, in hundredths.
    pub similarity: Option<u32>,
}

/// A lookup that adds several references, as one step to undo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LookupAddMany {
    /// A name for the job, by which it can be cancelled.
    pub job: String,
    /// What was pasted: every identifier in it is looked up.
    pub text: String,
}

/// A job that completes references, as one step to undo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LookupCompleteMany {
    /// A name for the job, by which it can be cancelled.
    pub job: String,
    /// The references; all that need metadata when absent.
    pub ids: Option<Vec<String>>,
}

/// How far a lookup of several is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LookupProgress {
    /// How many were answered.
    pub done: u32,
    /// Out of how many.
    pub total: u32,
}

/// What a lookup of several brought.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LookupReport {
    /// What came of each, in the order that they were asked for. The outcome tells whether
    /// it was found, is uncertain, or is not to be had, and why.
    pub answers: Vec<LookupAnswer>,
    /// How many were added or filled.
    pub done: u32,
    /// How many have candidates to choose from.
    pub uncertain: u32,
    /// How many are not to be had.
    pub failed: u32,
    /// How many wait for a network.
    pub waiting: u32,
    /// Whether somebody gave up before the end.
    pub cancelled: bool,
}

/// Where a free copy of a work is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FreeCopy {
    /// Its address, to be opened in the browser; absent when none is known.
    pub url: Option<String>,
    /// Why nobody could tell: `no-doi`, `no-contact`, or how the lookup ended.
    pub problem: Option<String>,
}
