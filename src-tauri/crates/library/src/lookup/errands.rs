//! Lookups that wait for a network. They survive the end of the program.

use crate::error::Result;
use crate::library::Library;
use diglot_store::{Errand, ErrandKind};

impl Library {
    /// Lets a lookup wait until there is a network.
    pub fn errand_add(&mut self, kind: ErrandKind, subject: &str) -> Result<()> {
        Ok(self.store.add_errand(kind, subject)?)
    }

    /// A lookup was answered, or nobody wants it any more.
    pub fn errand_remove(&mut self, kind: ErrandKind, subject: &str) -> Result<()> {
        Ok(self.store.remove_errand(kind, subject)?)
    }

    /// The lookups that wait, the oldest first.
    pub fn errands(&self) -> Result<Vec<Errand>> {
        Ok(self.store.errands()?)
    }
}
