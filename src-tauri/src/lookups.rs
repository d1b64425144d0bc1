//! Lookups that are under way, and what they proposed until a person chose.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use diglot_contract::view::StaleTag;
use diglot_library::lookup::{
    Answers, CancelToken, Client, Inquiry, Keys, Network, SystemKeyring, TestOrigin, keys,
};
use diglot_library::{Reference, ReferenceId};

use crate::error::ShellError;
use crate::state::{AppState, lock};

/// As many proposals are remembered; the oldest go.
const MOST_PROPOSALS: usize = 2_000;

/// Lookups of the window.
#[derive(Default)]
pub struct Lookups {
    /// Made at the first lookup: before that nothing could be sent.
    client: Mutex<Option<Arc<Client>>>,
    /// Read from the system once: it may ask the user for a password.
    keys: Mutex<Option<Keys>>,
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
    /// Asks, away from the library: what services answered before is read from it, and what
    /// they answer now is kept there afterwards.
    pub fn ask<T>(
        &self,
        state: &AppState,
        cancel: &CancelToken,
        ask: impl FnOnce(&Inquiry<'_>) -> T,
    ) -> Result<T, ShellError> {
        let client = self.client(state)?;
        let keys = self.keys();
        let answers = Answers::new(|service, identifier| {
            let known = |library: &mut diglot_library::Library| {
                Ok(library.recall_answer(service, identifier))
            };
            state.ask_now(known).ok().flatten()
        });
        let answer = ask(&Inquiry::new(&client, cancel, &answers, &keys));
        let new = answers.take();
        if !new.is_empty() {
            let state = state.clone();
            // A long import may be writing: nobody waits for this.
            std::thread::spawn(move || {
                state.act_now(&[], |opened| Ok(opened.library.keep_answers(&new)?))
            });
        }
        Ok(answer)
    }

    /// The client that asks, set up as the user said.
    pub fn client(&self, state: &AppState) -> Result<Arc<Client>, ShellError> {
        if let Some(client) = &*lock(&self.client) {
            return Ok(Arc::clone(client));
        }
        let network = state
            .ask_now(|library| Ok(library.network()?))
            .unwrap_or_default();
        let client = Arc::new(client_of(&network)?);
        *lock(&self.client) = Some(Arc::clone(&client));
        Ok(client)
    }

    /// The network is used in another way from now on. What is under way ends with the next
    /// thing that it sends, when the network was turned off.
    pub fn set_network(&self, network: &Network) -> Result<(), ShellError> {
        let new = client_of(network)?;
        let old = lock(&self.client).replace(Arc::new(new));
        if let Some(old) = old {
            old.set_network(network.on);
        }
        Ok(())
    }

    fn keys(&self) -> Keys {
        let mut known = lock(&self.keys);
        // A test leaves the system's passwords alone.
        known
            .get_or_insert_with(|| match test_origin() {
                Some(_) => Keys::default(),
                None => keys(&SystemKeyring),
            })
            .clone()
    }

    /// The keys have changed.
    pub fn forget_keys(&self) {
        *lock(&self.keys) = None;
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

    /// Remembers an answer under a token by which it is found again.
    pub fn remember(&self, token: &str, id: ReferenceId, found: Reference) {
        let mut proposals = lock(&self.proposals);
        if proposals.len() >= MOST_PROPOSALS {
            proposals.remove(0);
        }
        proposals.retain(|pending| pending.token != token);
        proposals.push(Pending {
            token: token.to_owned(),
            id,
            found,
        });
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

/// What is stale when lookups began or ceased to wait.
pub const WAITING_CHANGED: &[StaleTag] = &[StaleTag::Network];

fn client_of(network: &Network) -> Result<Client, ShellError> {
    let test_origin = test_origin()
        .map(|origin| TestOrigin::parse(&origin))
        .transpose()
        .map_err(ShellError::Network)?;
    let mut options = network.options();
    options.test_origin = test_origin;
    let client = Client::new(options).map_err(ShellError::Network)?;
    client.set_network(network.on);
    Ok(client)
}

/// Where a test has put itself in the place of all services.
pub fn test_origin() -> Option<String> {
    std::env::var("DIGLOT_TEST_ORIGIN")
        .ok()
        .filter(|origin| !origin.is_empty())
}
