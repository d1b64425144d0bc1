//! Prepares the window's build: capabilities, icons, and a stand-in page when the interface is not built yet.

use std::path::Path;
use std::{error::Error, fs};

/// Stands in for the interface, so that a plain `cargo build` or `cargo clippy` needs no Node.
const STAND_IN: &str = "<!doctype html><meta charset=\"utf-8\"><title>Diglot</title>\
<p>The interface has not been built. Run: cargo xtask run\n";

/// Every command of the window. Naming them here closes each one until a capability allows it.
const COMMANDS: &[&str] = &[
    "app_info",
    "menu_language",
    "link_open",
    "clipboard_write",
    "library_summary",
    "startup_import",
    "reference_list",
    "reference_position",
    "reference_ids",
    "duplicate_sets",
    "reference_detail",
    "abstract_view",
    "original_text",
    "reference_edit_field",
    "reference_add_people",
    "sentences_link",
    "sentences_unlink",
    "sentences_reset",
    "reference_delete",
    "reference_restore",
    "reference_add_listed",
    "tray_view",
    "tray_options",
    "tray_records",
    "tray_text",
    "tray_pick_files",
    "tray_pick_folder",
    "tray_add_text",
    "tray_add_clipboard",
    "tray_add_sample",
    "tray_choose",
    "tray_reread",
    "tray_remove",
    "tray_fix",
    "tray_undo_fix",
    "tray_import",
    "tray_cancel_import",
    "tray_close",
    "lookup_recognise",
    "lookup_add",
    "lookup_complete",
    "lookup_apply",
    "lookup_cancel",
    "sentences_cut",
    "attach_preview",
    "attach_apply",
    "editions_join",
    "editions_split",
    "editions_of",
    "bilingual_export",
    "links_import",
    "translation_view",
    "translation_set",
    "translation_estimate",
    "translation_run",
    "translation_cancel",
    "translation_remove",
    "glossary_view",
    "glossary_edit",
    "glossary_terms",
    "lookup_add_many",
    "lookup_complete_many",
    "lookup_choose",
    "lookup_free_copy",
    "lookup_waiting_run",
    "lookup_waiting_forget",
    "network_view",
    "network_edit",
    "network_key",
    "operation_latest",
    "operation_undo",
    "operation_redo",
    "merge_preview",
    "merge_apply",
    "reference_cite",
    "reference_export",
    "organisation_view",
    "collection_edit",
    "collection_delete",
    "collection_membership",
    "tag_set",
];

fn main() -> Result<(), Box<dyn Error>> {
    let page = Path::new("ui/dist/index.html");
    if !page.exists() {
        fs::create_dir_all("ui/dist")?;
        fs::write(page, STAND_IN)?;
    }
    // The interface is embedded in the binary: a new one means a new binary.
    println!("cargo:rerun-if-changed=ui/dist");
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*.json")
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    tauri_build::try_build(attributes)?;
    Ok(())
}
