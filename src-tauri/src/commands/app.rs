//! The program itself and the desktop around it.

use diglot_contract::view::{AppInfo, CommandFailure};
use tauri::AppHandle;
use tauri_plugin_clipboard_manager::ClipboardExt;

use crate::error::ShellError;
use crate::menu;

/// Names the program, its version, and the languages that the system prefers.
///
/// The web view knows those languages only where their locales are installed, so it is told.
#[tauri::command]
pub fn app_info() -> AppInfo {
    AppInfo {
        name: "Diglot".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        languages: sys_locale::get_locales().collect(),
        test_origin: crate::lookups::test_origin().is_some(),
    }
}

/// Sets the language of the native menu.
#[tauri::command]
pub fn menu_language(app: AppHandle, language: &str) -> Result<(), CommandFailure> {
    let menu = menu::build(&app, language == "zh").map_err(ShellError::Desktop)?;
    app.set_menu(menu).map_err(ShellError::Desktop)?;
    Ok(())
}

/// Opens a web page in the browser. Only https leads out of the program.
#[tauri::command]
pub fn link_open(url: &str) -> Result<(), CommandFailure> {
    let refused = || ShellError::NotALink(url.to_owned());
    let address: tauri::Url = url.parse().map_err(|_| refused())?;
    if address.scheme() != "https" {
        return Err(refused().into());
    }
    tauri_plugin_opener::open_url(address.as_str(), None::<&str>)
        .map_err(|error| ShellError::NoBrowser(error.to_string()))?;
    Ok(())
}

/// Puts a text on the clipboard.
#[tauri::command]
pub fn clipboard_write(app: AppHandle, text: String) -> Result<(), CommandFailure> {
    app.clipboard()
        .write_text(text)
        .map_err(|error| ShellError::Clipboard(error.to_string()))?;
    Ok(())
}
