//! The least that a window of Tauri can be: a page with one line of text. `cargo xtask bench window` compares the
//! program's window with it, so it is built with the same profile and has nothing that could be left out.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    let opened = tauri::Builder::default().run(tauri::generate_context!(
        "e2e/bench/minimal/tauri.conf.json"
    ));
    if opened.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
