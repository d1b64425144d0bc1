//! Lookups: what is asked, what was answered, and what would change.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use std::collections::BTreeMap;

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
