//! Questions about the open library as a whole.

use diglot_contract::view::{CommandFailure, ImportOutcome, LibrarySummary};
use tauri::State;

use crate::state::AppState;
use crate::view;

/// Counts what the library holds.
#[tauri::command]
pub async fn library_summary(state: State<'_, AppState>) -> Result<LibrarySummary, CommandFailure> {
    let ask = state.ask(|library| {
        let summary = library.summary()?;
        let count = |number: u64| view::count(number as usize);
        Ok(LibrarySummary {
            references: count(summary.references),
            needs_metadata: count(summary.needs_metadata),
            both_languages: count(summary.both_languages),
            listed: count(summary.listed),
            trash: count(summary.trash),
            folder: library.dir().display().to_string(),
        })
    });
    ask.await
}

/// Tells what the files that the program was started with brought; nothing when there were none.
#[tauri::command]
pub async fn startup_import(
    state: State<'_, AppState>,
) -> Result<Option<ImportOutcome>, CommandFailure> {
    state.act(&[], |opened| Ok(opened.imported.clone())).await
}
