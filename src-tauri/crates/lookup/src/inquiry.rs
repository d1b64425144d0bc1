//! What every question needs: the client, whom to stop for, what is known already, and the
//! user's keys; and the checks that every answer goes through.

use crate::memory::{Memory, Remembered};
use crate::outcome::{Fault, Outcome};
use crate::resolver::{Resolver, Service};
use diglot_model::{Identifier, IdentifierScheme, Reference, Source, TextField};
use diglot_net::{CancelToken, Client, Key, Patience, Request, Response};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The user's keys for services that want one. They are never shown.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Keys {
    /// OpenAlex.
    pub openalex: Option<String>,
    /// Semantic Scholar.
    pub semantic_scholar: Option<String>,
    /// PubMed.
    pub pubmed: Option<String>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(…)")
    }
}

/// What every question needs.
#[derive(Clone)]
pub struct Inquiry<'a> {
    /// By which is asked.
    pub client: &'a Client,
    /// Gives up.
    pub cancel: &'a CancelToken,
    /// What was answered before.
    pub memory: &'a dyn Memory,
    /// The user's keys.
    pub keys: &'a Keys,
    /// How much trouble to take.
    pub patience: Patience,
    /// Who failed when asked in passing, and is not asked so again.
    passed_over: Arc<Mutex<BTreeSet<Service>>>,
}

impl<'a> Inquiry<'a> {
    /// An inquiry with all patience.
    pub fn new(
        client: &'a Client,
        cancel: &'a CancelToken,
        memory: &'a dyn Memory,
        keys: &'a Keys,
    ) -> Self {
        Self {
            client,
            cancel,
            memory,
            keys,
            patience: Patience::Full,
            passed_over: Arc::default(),
        }
    }

    /// The same for an answer that would be welcome and is not needed.
    #[must_use]
    pub fn in_passing(&self) -> Self {
        Self {
            patience: Patience::Little,
            ..self.clone()
        }
    }

    /// Whether a service failed when it was asked in passing.
    pub(crate) fn is_passed_over(&self, service: Service) -> bool {
        self.failed().contains(&service)
    }

    /// A service failed when it was asked in passing.
    pub(crate) fn pass_over(&self, service: Service) {
        self.failed().insert(service);
    }

    fn failed(&self) -> MutexGuard<'_, BTreeSet<Service>> {
        self.passed_over
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks an address.
    pub(crate) fn get(
        &self,
        url: String,
        accept: &'static str,
        key: Option<Key>,
    ) -> Result<Response, Outcome> {
        let request = Request {
            key,
            patience: self.patience,
            ..Request::to(url, accept)
        };
        Ok(self.client.get(&request, self.cancel)?)
    }

    /// Asks a service, unless it is known what it answers.
    pub(crate) fn ask(&self, resolver: &dyn Resolver, identifier: &Identifier) -> Outcome {
        let service = resolver.service();
        match self.memory.recall(service, identifier) {
            Some(Remembered::Found(reference)) => return Outcome::Found(reference),
            Some(Remembered::NotFound) => return Outcome::NotFound { agency: None },
            Some(Remembered::Word(_)) | None => {}
        }
        let outcome = resolver.ask(identifier, self).unwrap_or_else(|other| other);
        let answer = match &outcome {
            Outcome::Found(reference) => Remembered::Found(reference.clone()),
            Outcome::NotFound { .. } => Remembered::NotFound,
            _ => return outcome,
        };
        self.memory.keep(service, identifier, &answer);
        outcome
    }
}

/// What a resolver answers: a checked reference, or the outcome that there is none.
pub(crate) type Asked = Result<Outcome, Outcome>;

impl From<Fault> for Outcome {
    fn from(fault: Fault) -> Self {
        Self::Malformed { fault }
    }
}

/// Nobody there knows it.
pub(crate) const NOT_FOUND: Outcome = Outcome::NotFound { agency: None };

impl From<Option<Reference>> for Outcome {
    fn from(found: Option<Reference>) -> Self {
        found.map_or(NOT_FOUND, |reference| Self::Found(Box::new(reference)))
    }
}

/// The JSON that a service answers about a work; `None` when it does not know it, which most
/// say with 404: what stands in that answer is a page or plain text as often as not.
pub(crate) fn answer_of(response: &Response) -> Result<Option<Value>, Fault> {
    match response.status {
        200 => json(response, b'{').map(Some),
        404 => Ok(None),
        status => Err(Fault::Status(status)),
    }
}

/// The text of a JSON response: both its content type and its first byte must say that it is.
pub(crate) fn json(response: &Response, first: u8) -> Result<Value, Fault> {
    let says_json =
        response.content_type.ends_with("/json") || response.content_type.ends_with("+json");
    checked(response, says_json, first)?;
    let body = response.body.strip_prefix(b"\xef\xbb\xbf");
    serde_json::from_slice(body.unwrap_or(&response.body)).map_err(|_| Fault::Unreadable)
}

/// The text of an XML response, with the same two checks.
pub(crate) fn xml(response: &Response) -> Result<&str, Fault> {
    let says_xml =
        response.content_type.ends_with("/xml") || response.content_type.ends_with("+xml");
    checked(response, says_xml, b'<')?;
    text(response)
}

fn checked(response: &Response, says: bool, first: u8) -> Result<(), Fault> {
    let body = response.body.strip_prefix(b"\xef\xbb\xbf");
    let begins = body
        .unwrap_or(&response.body)
        .iter()
        .find(|byte| !byte.is_ascii_whitespace())
        == Some(&first);
    if says && begins {
        Ok(())
    } else {
        Err(Fault::OtherKind {
            content_type: response.content_type.clone(),
        })
    }
}

/// The text of a response.
pub(crate) fn text(response: &Response) -> Result<&str, Fault> {
    std::str::from_utf8(&response.body).map_err(|_| Fault::Unreadable)
}

/// A reference that a service answered for a DOI: it must be about that DOI or have it as
/// an alias, and have a title.
pub(crate) fn about_doi(
    reference: Reference,
    doi: &str,
    answered: Option<&str>,
    aliases: &[&str],
) -> Result<Reference, Fault> {
    let is_asked = |other: &str| {
        Identifier::doi(other).is_some_and(|other| other.value == doi)
            || other.eq_ignore_ascii_case(doi)
    };
    match answered {
        Some(other) if is_asked(other) || aliases.iter().any(|alias| is_asked(alias)) => {}
        Some(other) => {
            return Err(Fault::OtherWork {
                doi: other.chars().take(200).collect(),
            });
        }
        None => return Err(Fault::OtherIdentifier { found: None }),
    }
    titled(reference)
}

/// A reference that has a title.
pub(crate) fn titled(reference: Reference) -> Result<Reference, Fault> {
    let says = |text: &str| text.chars().any(char::is_alphanumeric);
    if reference
        .texts(TextField::Title)
        .iter()
        .any(|title| says(&title.text))
    {
        Ok(reference)
    } else {
        Err(Fault::NoTitle)
    }
}

/// A reference whose only source is the lookup; what was counted was counted then.
pub(crate) fn answered_by(
    mut reference: Reference,
    service: Service,
    response: &Response,
) -> Reference {
    let at = format!("{:.3}", response.received);
    for observation in &mut reference.observations {
        observation.value.date = at.get(..10).map(str::to_owned);
    }
    reference.sources = vec![Source::Lookup {
        service: service.id().to_owned(),
        at,
    }];
    reference
}

/// Whether a reference has an identifier, spelling apart.
pub(crate) fn has(reference: &Reference, scheme: &IdentifierScheme, value: &str) -> bool {
    reference
        .identifiers_of(scheme)
        .any(|own| own.eq_ignore_ascii_case(value))
}
