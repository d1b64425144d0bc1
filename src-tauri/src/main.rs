//! The window's binary, `diglot-desktop`.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    diglot_desktop::run()
}
