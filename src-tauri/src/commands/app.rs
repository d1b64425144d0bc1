//! Questions about the program itself.

use diglot_contract::view::AppInfo;

/// Names the program, its version, and the languages that the system prefers.
///
/// The web view knows those languages only where their locales are installed, so it is told.
#[tauri::command]
pub fn app_info() -> AppInfo {
    AppInfo {
        name: "Diglot".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        languages: sys_locale::get_locales().collect(),
    }
}
