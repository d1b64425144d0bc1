//! One module a family of commands.

pub(crate) mod align;
pub(crate) mod care;
pub(crate) mod cite;
pub(crate) mod convert;
pub(crate) mod duplicates;
pub(crate) mod export;
pub(crate) mod history;
pub(crate) mod import;
pub(crate) mod lookup;
pub(crate) mod merge;
pub(crate) mod read;

use crate::args::Place;
use crate::exit::{Exit, Failure};
use crate::output::say;
use diglot_library::{
    Access, ImportPlan, InputFile, Library, LibraryOptions, Severity, default_dir, read_inputs,
};
use std::io::Read;
use std::path::{Path, PathBuf};

/// The library's folder.
fn folder(place: &Place) -> Result<PathBuf, Failure> {
    place.library.clone().or_else(default_dir).ok_or_else(|| {
        Failure::usage("There is no home folder for the library; name one with --library DIR.")
    })
}

fn open(place: &Place, access: Access) -> Result<Library, Failure> {
    Ok(Library::open(&LibraryOptions {
        dir: folder(place)?,
        access,
    })?)
}

/// Files that were asked for, and how many of them could not be read.
struct Inputs {
    files: Vec<InputFile>,
    unread: usize,
}

/// Reads files and folders, and standard input for `-`; says what could not be read.
fn read_files(paths: &[PathBuf]) -> Result<Inputs, Failure> {
    let mut inputs = Inputs {
        files: Vec::new(),
        unread: 0,
    };
    for path in paths {
        if path == Path::new("-") {
            let mut bytes = Vec::new();
            std::io::stdin().read_to_end(&mut bytes).map_err(|error| {
                Failure::nothing(format!("Standard input could not be read: {error}."))
            })?;
            inputs.files.push(InputFile {
                name: "-".to_owned(),
                bytes,
            });
            continue;
        }
        let (files, unread) = read_inputs(std::slice::from_ref(path));
        inputs.files.extend(files);
        inputs.unread += unread.len();
        for unread in unread {
            say(&format!(
                "diglot: “{}” could not be read: {}.",
                unread.path.display(),
                unread.error
            ));
        }
    }
    Ok(inputs)
}

/// The first of a group's members, and how many more there are.
fn some_of(members: &[String]) -> String {
    const SHOWN: usize = 6;
    let shown = members
        .iter()
        .take(SHOWN)
        .cloned()
        .collect::<Vec<_>>()
        .join("  ");
    match members.len().checked_sub(SHOWN) {
        Some(more) if more > 0 => format!("{shown}  and {more} more"),
        _ => shown,
    }
}

/// Says the plan's diagnostics and tells how reading ended.
fn judge_plan(plan: &ImportPlan, unread: usize) -> Exit {
    let mut failed = unread;
    for d in &plan.diagnostics {
        failed += usize::from(d.severity == Severity::Error);
        if d.severity > Severity::Note {
            say(&format!(
                "diglot: {}",
                sentence(plan, d.capture, d.record, &d.message)
            ));
        }
    }
    if plan.records.is_empty() {
        Exit::Nothing
    } else if failed > 0 {
        Exit::Part
    } else {
        Exit::Done
    }
}

fn sentence(plan: &ImportPlan, capture: usize, record: Option<u32>, message: &str) -> String {
    let name = &plan.captures[capture].name;
    match record {
        Some(record) => format!("{name}, record {}: {message}", record + 1),
        None if message.contains(name.as_str()) => message.to_owned(),
        None => format!("{name}: {message}"),
    }
}
