//! `cargo xtask bindings`: the TypeScript of the wire types, made from `diglot-contract` by ts-rs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::process::{cargo, read, run, write as write_file};
use crate::workspace;

/// Writes ui/src/bindings anew.
pub(crate) fn write() -> Result<(), Failure> {
    let fresh = generate()?;
    let folder = folder();
    for file in present(&folder)?
        .keys()
        .filter(|file| !fresh.contains_key(*file))
    {
        std::fs::remove_file(folder.join(file)).map_err(|error| {
            Failure::new(
                format!("{} could not be removed: {error}.", file.display()),
                "Remove it by hand.",
            )
        })?;
    }
    for (file, text) in &fresh {
        write_file(&folder.join(file), text)?;
    }
    println!("ui/src/bindings holds {} types.", fresh.len());
    Ok(())
}

/// Fails when the committed bindings are not those of today's wire types.
pub(crate) fn check() -> Result<(), Failure> {
    let fresh = generate()?;
    let committed = present(&folder())?;
    let stale: Vec<String> = fresh
        .keys()
        .chain(committed.keys().filter(|file| !fresh.contains_key(*file)))
        .filter(|file| fresh.get(*file) != committed.get(*file))
        .map(|file| file.display().to_string())
        .collect();
    if stale.is_empty() {
        return Ok(());
    }
    Err(Failure::new(
        format!(
            "In ui/src/bindings these differ from diglot-contract: {}.",
            stale.join(", ")
        ),
        "Run `cargo xtask bindings` and commit what it writes.",
    ))
}

fn folder() -> PathBuf {
    workspace::root().join("ui/src/bindings")
}

/// Runs the tests that ts-rs writes for each exported type, in a folder of their own.
fn generate() -> Result<BTreeMap<PathBuf, String>, Failure> {
    let folder = workspace::target().join("xtask/bindings");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(|error| {
            Failure::new(
                format!("{} could not be cleared: {error}.", folder.display()),
                "Remove it by hand.",
            )
        })?;
    }
    run(
        cargo()
            .args([
                "test",
                "--quiet",
                "--package",
                "diglot-contract",
                "--lib",
                "export_bindings",
            ])
            .env("TS_RS_EXPORT_DIR", &folder)
            .env("TS_RS_LARGE_INT", "number")
            .stdout(std::process::Stdio::null()),
        "Mend diglot-contract, then try again.",
    )?;
    let fresh = present(&folder)?;
    if fresh.is_empty() {
        return Err(Failure::new(
            "diglot-contract exported no type.",
            "Check its #[ts(export)] attributes.",
        ));
    }
    Ok(fresh)
}

/// The TypeScript files below a folder, by their path within it.
fn present(folder: &Path) -> Result<BTreeMap<PathBuf, String>, Failure> {
    let mut files = BTreeMap::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        for entry in std::fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "ts") {
                let name = path.strip_prefix(folder).unwrap_or(&path).to_path_buf();
                files.insert(name, read(&path)?);
            }
        }
    }
    Ok(files)
}
