//! The shell: opens the window and carries its questions to the library and back.
//!
//! Only this package names tauri. It decides nothing about references: each command converts, calls, converts back.

pub mod commands;
pub mod error;
pub mod navigation;
pub mod startup;
pub mod state;
pub mod view;

use std::path::PathBuf;
use std::process::ExitCode;

use state::AppState;

/// Opens the window on the library, imports the files of the command line, and stays until the window is closed.
///
/// Returns failure when no window can be opened, for example without a display.
pub fn run() -> ExitCode {
    let files = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let outcome = tauri::Builder::default()
        .manage(AppState::open(files))
        .plugin(navigation::plugin())
        .invoke_handler(commands::handler())
        .run(tauri::generate_context!());
    if outcome.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
