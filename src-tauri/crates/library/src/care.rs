//! Checks, backups, restores.

use crate::error::Result;
use crate::library::{Library, store_options};
use diglot_store::{BackupReport, CheckReport, RestoreReport};
use std::path::{Path, PathBuf};

impl Library {
    /// Checks the whole library and names every damaged entity. With `repair`, lists and
    /// indexes are made again when something is wrong with them.
    pub fn check(&mut self, repair: bool) -> Result<CheckReport> {
        Ok(self.store.check(repair)?)
    }

    /// Makes a backup and checks it; without a path into the library's own folder.
    pub fn backup(&self, to: Option<&Path>) -> Result<BackupReport> {
        Ok(self.store.backup(to)?)
    }

    /// The backups in the library's own folder, newest first.
    pub fn backups(&self) -> Vec<PathBuf> {
        self.store.backups()
    }
}

/// Puts a backup in the place of the library of a folder. The backup is checked first,
/// and the library of before, damaged or not, is kept beside it. Nobody may have the
/// library open for writing.
pub fn restore(dir: &Path, from: &Path) -> Result<RestoreReport> {
    Ok(diglot_store::restore(dir, from, store_options())?)
}
