//! The system's own dialogs for files.
//!
//! The page never names a path: it asks for a dialog, and gets what was read.

use std::path::PathBuf;

use tauri::AppHandle;
use tauri::async_runtime::channel;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

/// Asks for files to read; none when the user cancelled.
pub async fn pick_files(app: &AppHandle) -> Vec<PathBuf> {
    if let Some(answer) = test_answer() {
        return answer;
    }
    let (send, mut chosen) = channel(1);
    app.dialog().file().pick_files(move |files| {
        // The receiver waits for exactly this.
        let _ = send.blocking_send(files.unwrap_or_default());
    });
    paths(chosen.recv().await.unwrap_or_default())
}

/// Asks for a folder to read.
pub async fn pick_folder(app: &AppHandle) -> Vec<PathBuf> {
    if let Some(answer) = test_answer() {
        return answer;
    }
    let (send, mut chosen) = channel(1);
    app.dialog().file().pick_folder(move |folder| {
        // The receiver waits for exactly this.
        let _ = send.blocking_send(folder.into_iter().collect());
    });
    paths(chosen.recv().await.unwrap_or_default())
}

/// Asks where to write a file.
pub async fn save_file(app: &AppHandle, extension: &str) -> Option<PathBuf> {
    if let Some(answer) = test_answer() {
        return answer.into_iter().next();
    }
    let (send, mut chosen) = channel(1);
    let dialog: FileDialogBuilder<_> = app.dialog().file();
    let name = format!("diglot.{extension}");
    dialog
        .set_file_name(name)
        .add_filter(extension, &[extension])
        .save_file(move |file| {
            // The receiver waits for exactly this.
            let _ = send.blocking_send(file.into_iter().collect());
        });
    paths(chosen.recv().await.unwrap_or_default())
        .into_iter()
        .next()
}

fn paths(files: Vec<FilePath>) -> Vec<PathBuf> {
    files
        .into_iter()
        .filter_map(|file| file.into_path().ok())
        .collect()
}

/// Tests cannot reach a native dialog: in debug builds a variable of the environment answers it, a path a line.
fn test_answer() -> Option<Vec<PathBuf>> {
    if !cfg!(debug_assertions) {
        return None;
    }
    let answer = std::env::var("DIGLOT_TEST_DIALOG").ok()?;
    Some(answer.lines().map(PathBuf::from).collect())
}
