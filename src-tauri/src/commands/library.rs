//! Questions about the open library as a whole.

use diglot_contract::view::{CommandFailure, ImportOutcome, LibrarySummary};
use diglot_library::{Filter, Standing};
use tauri::State;

use crate::state::AppState;
use crate::view;

/// Counts what the library holds.
#[tauri::command]
pub async fn library_summary(state: State<'_, AppState>) -> Result<LibrarySummary, CommandFailure> {
    let ask = state.ask(|opened| {
        let library = &opened.library;
        let count = |standing| library.count(standing, &Filter::all());
        Ok(LibrarySummary {
            references: view::count(count(Standing::Reference)? as usize),
            listed: view::count(count(Standing::Listed)? as usize),
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
    state.ask(|opened| Ok(opened.imported.clone())).await
}
