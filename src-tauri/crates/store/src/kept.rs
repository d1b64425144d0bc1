//! Texts that are kept by name beside the references and are no part of their history:
//! what a person set. Nothing here can be undone.

use crate::error::Result;
use crate::facts;
use crate::store::Store;

impl Store {
    /// A text that is kept by name.
    pub fn kept(&self, name: &str) -> Result<Option<String>> {
        facts::kept(self.connection(), name)
    }

    /// Keeps a text by name, or forgets it.
    pub fn keep(&mut self, name: &str, value: Option<&str>) -> Result<()> {
        self.write(|tx| facts::keep(tx, name, value))
    }
}
