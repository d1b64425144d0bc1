//! What services answered before, kept in the library.
//!
//! While the network is asked the library is not held: an answer that is already there is
//! read by whoever can read, new ones are gathered and written at the end.

use crate::error::Result;
use crate::library::Library;
use diglot_lookup::{Memory, Remembered, Service, ShortMemory};
use diglot_model::{Identifier, Reference};
use serde_json::{Value, json};
use std::sync::{Mutex, PoisonError};

/// An answer on its way into the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAnswer {
    service: Service,
    identifier: Identifier,
    answer: Remembered,
}

/// Reads what an open library remembers of a service and an identifier.
type Recall<'a> = Box<dyn Fn(&str, &str) -> Option<String> + Send + Sync + 'a>;

/// The answers of a library, read through a closure, and those that came meanwhile.
pub struct Answers<'a> {
    recall: Recall<'a>,
    now: ShortMemory,
    new: Mutex<Vec<KeptAnswer>>,
}

impl<'a> Answers<'a> {
    /// Answers that are read with [`Library::recall_answer`], however one comes by a library.
    pub fn new(recall: impl Fn(&str, &str) -> Option<String> + Send + Sync + 'a) -> Self {
        Self {
            recall: Box::new(recall),
            now: ShortMemory::default(),
            new: Mutex::default(),
        }
    }

    /// What came since, for [`Library::keep_answers`].
    pub fn take(&self) -> Vec<KeptAnswer> {
        std::mem::take(&mut *self.new.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Memory for Answers<'_> {
    fn recall(&self, service: Service, identifier: &Identifier) -> Option<Remembered> {
        self.now.recall(service, identifier).or_else(|| {
            let known = (self.recall)(service.id(), &key(identifier))?;
            read(&known)
        })
    }

    fn keep(&self, service: Service, identifier: &Identifier, answer: &Remembered) {
        self.now.keep(service, identifier, answer);
        let kept = KeptAnswer {
            service,
            identifier: identifier.clone(),
            answer: answer.clone(),
        };
        self.new
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(kept);
    }
}

impl Library {
    /// What a service answered about an identifier, as it is kept.
    pub fn recall_answer(&self, service: &str, identifier: &str) -> Option<String> {
        // A library that cannot be read forgets: what it would have said is asked again.
        self.store.answer(service, identifier).ok().flatten()
    }

    /// Keeps answers of services.
    pub fn keep_answers(&mut self, answers: &[KeptAnswer]) -> Result<()> {
        for kept in answers {
            self.store.keep_answer(
                kept.service.id(),
                &key(&kept.identifier),
                &write(&kept.answer),
                kept.answer.holds(),
            )?;
        }
        Ok(())
    }
}

fn key(identifier: &Identifier) -> String {
    format!("{}:{}", identifier.scheme.name(), identifier.value)
}

fn write(answer: &Remembered) -> String {
    match answer {
        Remembered::Found(reference) => json!({ "found": reference }),
        Remembered::NotFound => json!({ "not-found": true }),
        Remembered::Word(word) => json!({ "word": word }),
    }
    .to_string()
}

fn read(text: &str) -> Option<Remembered> {
    let mut value: Value = serde_json::from_str(text).ok()?;
    if let Some(word) = value["word"].as_str() {
        return Some(Remembered::Word(word.to_owned()));
    }
    if value["not-found"] == true {
        return Some(Remembered::NotFound);
    }
    let found: Reference = serde_json::from_value(value["found"].take()).ok()?;
    Some(Remembered::Found(Box::new(found)))
}
