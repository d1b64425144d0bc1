//! The shell: opens the window and carries its questions to the library and back.
//!
//! Only this package names tauri. It decides nothing about references: each command converts, calls, converts back.

pub mod commands;
pub mod dialogs;
pub mod error;
pub mod listing;
pub mod lookups;
pub mod menu;
pub mod navigation;
pub mod samples;
pub mod startup;
pub mod state;
pub mod tray;
pub mod view;
pub mod window;

use std::path::PathBuf;
use std::process::ExitCode;

use state::AppState;
use tauri::{AppHandle, Manager, RunEvent};

/// Opens the window on the library, imports the files of the command line, and stays until the window is closed.
///
/// Returns failure when no window can be opened, for example without a display.
pub fn run() -> ExitCode {
    #[cfg(target_os = "linux")]
    window::draw_without_card();
    let files = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let app = tauri::Builder::default()
        // First of all: where the program runs already, this one ends here.
        .plugin(window::single_instance())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_clipboard_manager::init())
        .plugin(navigation::plugin())
        .manage(AppState::default())
        .setup(|app| {
            let state = app.state::<AppState>();
            state.open(app.handle(), files);
            commands::lookup_many::watch(state.inner().clone());
            Ok(())
        })
        .menu(|app| menu::build(app, prefers_chinese()))
        .on_menu_event(|app, event| menu::chosen(app, event.id().as_ref()))
        .on_window_event(window::happened)
        .invoke_handler(commands::handler())
        .build(tauri::generate_context!());
    let Ok(app) = app else {
        return ExitCode::FAILURE;
    };
    app.run(|app, event| on_event(app, &event));
    ExitCode::SUCCESS
}

/// Nothing that is under way outlives the window.
fn on_event(app: &AppHandle, event: &RunEvent) {
    if let RunEvent::Exit = event {
        app.state::<AppState>().lookups().cancel_all();
    }
}

/// Whether the system's first language that the program speaks is Chinese. The page tells when a person chose otherwise.
fn prefers_chinese() -> bool {
    sys_locale::get_locales()
        .find_map(|tag| match tag.to_lowercase().split(['-', '_']).next() {
            Some("zh") => Some(true),
            Some("en") => Some(false),
            _ => None,
        })
        .unwrap_or(false)
}
