//! Lookups that are under way, and what they proposed until a person chose.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock};

use diglot_library::lookup::{CancelToken, Client, ClientOptions, NetError, TestOrigin};
use diglot_library::{Reference, ReferenceId};

use crate::error::ShellError;
use crate::state::lock;

/// As many proposals are remembered; the oldest go.
const MOST_PROPOSALS: usize = 64;

/// Lookups of the window.
#[derive(Default)]
pub struct Lookups {
    /// Made at the first lookup: before that nothing could be sent.
    client: OnceLock<Result<Client, NetError>>,
    under_way: Mutex<BTreeMap<String, CancelToken>>,
    proposals: Mutex<Vec<Pending>>,
}

/// What a service answered about a reference, until somebody chose from it.
#[derive(Clone)]
pub struct Pending {
    token: String,
    /// The reference that it is about.
    pub id: ReferenceId,
    /// The answer.
    pub found: Reference,
}

impl Lookups {
    /// The client that asks.
    pub fn client(&self) -> Result<&Client, ShellError> {
        let made = self.client.get_or_init(|| {
            let test_origin = test_origin()
                .map(|origin| TestOrigin::parse(&origin))
                .transpose()?;
            Client::new(ClientOptions {
                test_origin,
                ..ClientOptions::default()
            })
        });
        made.as_ref()
            .map_err(|error| ShellError::Network(error.clone()))
    }

    /// Begins a lookup that can be cancelled by its name.
    pub fn begin(&self, job: &str) -> CancelToken {
        let token = CancelToken::new();
        lock(&self.under_way).insert(job.to_owned(), token.clone());
        token
    }

    /// The lookup has ended.
    pub fn end(&self, job: &str) {
        lock(&self.under_way).remove(job);
    }

    /// Cancels a lookup; one that has ended is left as it is.
    pub fn cancel(&self, job: &str) {
        if let Some(token) = lock(&self.under_way).get(job) {
            token.cancel();
        }
    }

    /// Cancels all lookups.
    pub fn cancel_all(&self) {
        for token in lock(&self.under_way).values() {
            token.cancel();
        }
    }

    /// Remembers an answer and returns the token by which it is found again.
    pub fn remember(&self, job: &str, id: ReferenceId, found: Reference) -> String {
        let mut proposals = lock(&self.proposals);
        if proposals.len() >= MOST_PROPOSALS {
            proposals.remove(0);
        }
        let token = job.to_owned();
        proposals.retain(|pending| pending.token != token);
        proposals.push(Pending {
            token: token.clone(),
            id,
            found,
        });
        token
    }

    /// A remembered answer.
    pub fn proposal(&self, token: &str) -> Result<Pending, ShellError> {
        lock(&self.proposals)
            .iter()
            .find(|pending| pending.token == token)
            .cloned()
            .ok_or(ShellError::NoProposal)
    }
}

/// Where a test has put itself in the place of all services.
pub fn test_origin() -> Option<String> {
    std::env::var("DIGLOT_TEST_ORIGIN")
        .ok()
        .filter(|origin| !origin.is_empty())
}
