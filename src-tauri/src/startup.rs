//! Imports the files that the program was started with.

use std::path::PathBuf;

use diglot_contract::view::{ImportOutcome, ImportProblem};
use diglot_library::{
    Choices, ImportOptions, Library, LibraryError, UnreadInput, plan, read_inputs,
};

use crate::error::ShellError;
use crate::view;

/// Imports all files as one operation. A file that cannot be read hinders no other.
///
/// Returns nothing when no file was named.
pub fn import(
    library: &mut Library,
    files: &[PathBuf],
) -> Result<Option<ImportOutcome>, ShellError> {
    if files.is_empty() {
        return Ok(None);
    }
    let (inputs, unread) = read_inputs(files);
    let mut outcome = ImportOutcome {
        problems: unread.iter().map(unreadable).collect(),
        ..ImportOutcome::default()
    };
    let plan = plan(inputs, &Choices::default());
    // Without records the library refuses the plan; the remarks on its files say why.
    let refused = plan.diagnostics.clone();
    match library.import(plan, &ImportOptions::default()) {
        Ok(report) => {
            let unread = std::mem::take(&mut outcome.problems);
            outcome = view::outcome(report);
            outcome.problems.splice(0..0, unread);
        }
        Err(LibraryError::NothingToImport(file)) => {
            outcome
                .problems
                .extend(refused.into_iter().map(|diagnostic| ImportProblem {
                    file: file.clone(),
                    code: diagnostic.code.to_owned(),
                    record: diagnostic.record,
                    message: diagnostic.message,
                }));
        }
        Err(other) => return Err(other.into()),
    }
    Ok(Some(outcome))
}

fn unreadable(input: &UnreadInput) -> ImportProblem {
    ImportProblem {
        file: input.path.display().to_string(),
        code: "file-unreadable".to_owned(),
        record: None,
        message: format!(
            "“{}” could not be read: {}.",
            input.path.display(),
            input.error
        ),
    }
}
