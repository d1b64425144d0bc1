//! What happens to the window from outside: drags, drops, a second start.

use std::path::{Path, PathBuf};

use serde::Serialize;
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, DragDropEvent, Emitter, Manager, Window, WindowEvent, Wry};

use crate::state::AppState;
use crate::tray;

/// Where a drag from outside is.
#[derive(Clone, Serialize)]
#[serde(tag = "phase", rename_all = "kebab-case")]
enum DragPhase {
    /// Over the window.
    Over,
    /// Gone without a drop.
    Left,
    /// Dropped.
    Dropped {
        /// The address of a link that was dropped instead of files.
        link: Option<String>,
    },
}

/// Dropped files go to the import tray. Their paths never pass through the page, which therefore cannot name one.
pub fn happened(window: &Window, event: &WindowEvent) {
    let WindowEvent::DragDrop(event) = event else {
        return;
    };
    let phase = match event {
        DragDropEvent::Enter { .. } => DragPhase::Over,
        DragDropEvent::Leave => DragPhase::Left,
        DragDropEvent::Drop { paths, .. } => {
            let (links, files): (Vec<PathBuf>, Vec<PathBuf>) =
                paths.iter().cloned().partition(|path| is_link(path));
            if !files.is_empty() {
                tray::add_files(window.state::<AppState>().inner(), files);
            }
            DragPhase::Dropped {
                link: links.first().map(|link| link.display().to_string()),
            }
        }
        // Moving about within the window changes nothing.
        _ => return,
    };
    // A window that is gone needs no news.
    let _ = window.emit("drag-phase", phase);
}

/// Browsers drag links in the same list as files; the desktop hands them over as paths.
fn is_link(path: &Path) -> bool {
    path.to_str()
        .is_some_and(|text| text.starts_with("https:/") || text.starts_with("http:/"))
}

/// Has the page drawn by the processor where there is no graphics card, as on virtual machines and remote desktops:
/// the web view would make itself a card of software first, which takes longer than drawing the page.
///
/// Called before anything else, while the program has one thread. A setting of the web view comes too late: it is made
/// with a card then. Other programs that are opened from here inherit the wish; only web views of this kind heed it.
#[cfg(target_os = "linux")]
pub fn draw_without_card() {
    // The pictures that a driver takes of the page need a card, be it of software.
    let pictures = std::env::var_os("DIGLOT_TEST_PICTURES").is_some();
    let cards = std::fs::read_dir("/dev/dri").into_iter().flatten();
    if pictures || cards.flatten().count() > 0 {
        return;
    }
    // What somebody chose stays; where it cannot be set, the page is drawn as it would have been.
    let _ = glib::setenv("WEBKIT_DISABLE_COMPOSITING_MODE", "1", false);
}

/// A plugin that ends this start of the program where it runs already on the same library.
pub fn single_instance() -> TauriPlugin<Wry> {
    let plugin = tauri_plugin_single_instance::Builder::new()
        .callback(|app, arguments, folder| started_again(app, &arguments, &folder));
    // On Linux the name on the session bus decides which starts are the same one.
    #[cfg(target_os = "linux")]
    let plugin = plugin.dbus_id(bus_name());
    plugin.build()
}

/// The program's name, and for a library that the environment names one of its own.
#[cfg(target_os = "linux")]
fn bus_name() -> String {
    use std::hash::{DefaultHasher, Hash, Hasher};
    const NAME: &str = "app.diglot.desktop";
    match std::env::var_os("DIGLOT_LIBRARY") {
        Some(folder) if !folder.is_empty() => {
            let mut hasher = DefaultHasher::new();
            std::fs::canonicalize(&folder)
                .unwrap_or(folder.into())
                .hash(&mut hasher);
            format!("{NAME}.library{:016x}", hasher.finish())
        }
        _ => NAME.to_owned(),
    }
}

/// A second start of the program shows the first one's window and hands it its files.
fn started_again(app: &AppHandle, arguments: &[String], folder: &str) {
    if let Some(window) = app.get_webview_window("main") {
        // Each is a wish that the desktop may refuse.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
    let files: Vec<PathBuf> = arguments
        .iter()
        .skip(1)
        .map(|file| Path::new(folder).join(file))
        .collect();
    if !files.is_empty() {
        tray::add_files(app.state::<AppState>().inner(), files);
    }
}
