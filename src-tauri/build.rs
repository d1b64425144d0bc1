//! Prepares the window's build: capabilities, icons, and a stand-in page when the interface is not built yet.

use std::path::Path;
use std::{error::Error, fs};

/// Stands in for the interface, so that a plain `cargo build` or `cargo clippy` needs no Node.
const STAND_IN: &str = "<!doctype html><meta charset=\"utf-8\"><title>Diglot</title>\
<p>The interface has not been built. Run: cargo xtask run\n";

/// Every command of the window. Naming them here closes each one until a capability allows it.
const COMMANDS: &[&str] = &[
    "app_info",
    "library_summary",
    "startup_import",
    "reference_list",
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
