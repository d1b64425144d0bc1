//! Questions about the open library as a whole.

use diglot_contract::view::{CommandFailure, LibrarySummary};

/// Counts what the library holds. Until the library is wired in, that is nothing.
#[tauri::command]
pub fn library_summary() -> Result<LibrarySummary, CommandFailure> {
    Ok(LibrarySummary::default())
}
