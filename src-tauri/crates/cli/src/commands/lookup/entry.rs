//! What is printed about one identifier or reference.

use crate::exit::Failure;
use diglot_library::lookup::{Answer, Candidate, Outcome, Service, found_item};
use diglot_library::model::Identifier;
use diglot_library::{Library, Standing, item};
use serde::Serialize;
use serde_json::{Value, json};

/// What came of one identifier or reference.
#[derive(Serialize)]
pub(super) struct Entry {
    asked: String,
    outcome: &'static str,
    service: Option<&'static str>,
    pub(super) message: String,
    pub(super) item: Option<Value>,
    /// Works that it may be, when it was sought by its words.
    candidates: Vec<Value>,
    #[serde(skip)]
    pub(super) ended: Ended,
}

/// How one of several things ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    Well,
    Badly,
    /// For want of a network or a service.
    Unreached,
}

impl Entry {
    pub(super) fn told(answer: &Answer, otherwise: &str) -> Self {
        let candidates = match &answer.outcome {
            Outcome::Uncertain { candidates } => candidates.iter().map(candidate).collect(),
            _ => Vec::new(),
        };
        Self {
            asked: answer
                .asked
                .as_ref()
                .map_or_else(|| otherwise.to_owned(), |id| id.value.clone()),
            outcome: answer.outcome.name(),
            service: answer.service.map(Service::id),
            message: answer.message(),
            item: None,
            candidates,
            ended: match &answer.outcome {
                Outcome::Found(_) => Ended::Well,
                outcome if outcome.may_pass() => Ended::Unreached,
                _ => Ended::Badly,
            },
        }
    }

    pub(super) fn unrecognised(text: &str) -> Self {
        let what = if text == "-" { "Standard input" } else { text };
        Self {
            asked: text.to_owned(),
            outcome: "not_recognised",
            service: None,
            message: format!(
                "{what}: no DOI, PMID, PMCID, arXiv number or ISBN was recognised; nobody was asked. Compare it with the source."
            ),
            item: None,
            candidates: Vec::new(),
            ended: Ended::Badly,
        }
    }

    /// What is said when the library has the work already.
    pub(super) fn held(
        library: &Library,
        asked: &Identifier,
        identifier: &Identifier,
    ) -> Result<Option<Self>, Failure> {
        let Some(work) = library.holding(identifier)? else {
            return Ok(None);
        };
        if work.standing != Standing::Reference {
            return Ok(None);
        }
        let day = work.added.get(..10).unwrap_or(&work.added);
        Ok(Some(Self {
            asked: asked.value.clone(),
            outcome: "in_library",
            service: None,
            message: format!(
                "{} is in the library since {day}, as {id}. “diglot lookup --complete {id}” fills what it lacks.",
                asked.value,
                id = work.id
            ),
            item: Some(item(&work)),
            candidates: Vec::new(),
            ended: Ended::Well,
        }))
    }

    /// It waits in the library.
    pub(super) fn waits(&mut self) {
        self.message.push_str(
            " It waits in the library: “diglot lookup --queued” and the window ask again.",
        );
    }
}

fn candidate(candidate: &Candidate) -> Value {
    let names = |traits: &[diglot_library::lookup::Trait]| -> Vec<&'static str> {
        traits.iter().map(|t| t.name()).collect()
    };
    let id = candidate.reference.doi().unwrap_or_default();
    json!({
        "item": found_item(&candidate.reference, id),
        "agrees": names(&candidate.agrees),
        "differs": names(&candidate.differs),
        "title_similarity": candidate.title.map(|share| f64::from(share) / 100.0),
    })
}
