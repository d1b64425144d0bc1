//! What the window may ask, one file per area. A command converts, calls the library, and converts back.

pub mod app;
pub mod library;
pub mod reference;

use tauri::Runtime;
use tauri::ipc::Invoke;

/// Answers the window's commands. Each stands in `src-tauri/build.rs` and in a capability as well.
pub fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        app::app_info,
        library::library_summary,
        library::startup_import,
        reference::reference_list
    ]
}
