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
    Access, ImportDiagnostic, ImportPlan, InputFile, Library, LibraryOptions, OnInput, OpenInput,
    Severity, UnreadInput, default_dir, each_in_stream, each_input, plan_remarks,
};
use std::ops::ControlFlow;
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

/// Opens files, folders and archives one after the other, and standard input for `-`.
fn each_file(paths: &[PathBuf], visit: &mut OnInput<'_>) -> ControlFlow<()> {
    for path in paths {
        if path == Path::new("-") {
            each_in_stream("-", &mut std::io::stdin().lock(), visit)?;
        } else {
            each_input(std::slice::from_ref(path), visit)?;
        }
    }
    ControlFlow::Continue(())
}

/// Reads files into memory; says what could not be read.
fn read_files(paths: &[PathBuf]) -> Inputs {
    let mut inputs = Inputs {
        files: Vec::new(),
        unread: 0,
    };
    let _ = each_file(paths, &mut |input| {
        match input.and_then(OpenInput::read) {
            Ok(file) => inputs.files.push(file),
            Err(unread) => {
                inputs.unread += 1;
                say_unread(&unread);
            }
        }
        ControlFlow::Continue(())
    });
    inputs
}

fn say_unread(unread: &UnreadInput) {
    let path = unread.path.display();
    if unread.path == Path::new("-") {
        say(&format!(
            "diglot: Standard input could not be read: {}.",
            unread.error
        ));
    } else {
        say(&format!(
            "diglot: “{path}” could not be read: {}.",
            unread.error
        ));
    }
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
    for diagnostic in plan_remarks(plan) {
        failed += usize::from(diagnostic.severity == Severity::Error);
        say_diagnostic(&diagnostic);
    }
    if plan.records.is_empty() {
        Exit::Nothing
    } else if failed > 0 {
        Exit::Part
    } else {
        Exit::Done
    }
}

/// Says a diagnostic that is more than a note.
fn say_diagnostic(diagnostic: &ImportDiagnostic) {
    if diagnostic.severity > Severity::Note {
        say(&format!("diglot: {}", sentence(diagnostic)));
    }
}

fn sentence(diagnostic: &ImportDiagnostic) -> String {
    let ImportDiagnostic { file, message, .. } = diagnostic;
    match diagnostic.record {
        Some(record) => format!("{file}, record {}: {message}", record + 1),
        None if message.contains(file.as_str()) => message.clone(),
        None => format!("{file}: {message}"),
    }
}
