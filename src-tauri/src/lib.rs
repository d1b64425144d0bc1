//! The shell: opens the window and carries its questions to the library and back.
//!
//! Only this package names tauri. It decides nothing about references: each command converts, calls, converts back.

pub mod commands;
pub mod error;
pub mod navigation;

use std::process::ExitCode;

/// Opens the window and stays until it is closed.
///
/// Returns failure when no window can be opened, for example without a display.
pub fn run() -> ExitCode {
    let outcome = tauri::Builder::default()
        .plugin(navigation::plugin())
        .invoke_handler(commands::handler())
        .run(tauri::generate_context!());
    if outcome.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
