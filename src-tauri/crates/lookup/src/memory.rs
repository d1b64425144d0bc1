//! What services answered before, so that they are not asked the same again and again.

use crate::resolver::Service;
use diglot_model::{Identifier, Reference};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// An answer that is worth keeping. Faults never are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remembered {
    /// The service knows the work.
    Found(Box<Reference>),
    /// It does not.
    NotFound,
    /// What it says about an identifier, such as the agency of a DOI's prefix.
    Word(String),
}

impl Remembered {
    /// How long it holds good: what was found for 30 days, that it was not for 24 hours.
    pub fn holds(&self) -> Duration {
        match self {
            Self::Found(_) | Self::Word(_) => Duration::from_hours(30 * 24),
            Self::NotFound => Duration::from_hours(24),
        }
    }
}

/// Keeps answers by service and identifier. It decides itself what is too old.
pub trait Memory: Sync {
    /// What a service answered about an identifier, unless that is too old or unknown.
    fn recall(&self, service: Service, identifier: &Identifier) -> Option<Remembered>;

    /// Keeps an answer. A memory that fails forgets.
    fn keep(&self, service: Service, identifier: &Identifier, answer: &Remembered);
}

/// Remembers nothing.
pub struct Forgetful;

impl Memory for Forgetful {
    fn recall(&self, _: Service, _: &Identifier) -> Option<Remembered> {
        None
    }

    fn keep(&self, _: Service, _: &Identifier, _: &Remembered) {}
}

/// Remembers until it is dropped, for works that are asked about together.
#[derive(Default)]
pub struct ShortMemory(Mutex<BTreeMap<(Service, Identifier), Remembered>>);

impl Memory for ShortMemory {
    fn recall(&self, service: Service, identifier: &Identifier) -> Option<Remembered> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(&(service, identifier.clone())).cloned()
    }

    fn keep(&self, service: Service, identifier: &Identifier, answer: &Remembered) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert((service, identifier.clone()), answer.clone());
    }
}
