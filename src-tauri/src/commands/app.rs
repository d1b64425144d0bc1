//! Questions about the program itself.

use diglot_contract::view::AppInfo;

/// Names the program and its version.
#[tauri::command]
pub fn app_info() -> AppInfo {
    AppInfo {
        name: "Diglot".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}
