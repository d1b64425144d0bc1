//! Starting other programs, saying so, and turning their failure into a sentence.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::workspace;

/// A command in the repository's root.
pub(crate) fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(workspace::root());
    command
}

/// The cargo that runs this program, in the repository's root.
pub(crate) fn cargo() -> Command {
    command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
}

/// npm in one of the two folders with a `package.json`.
pub(crate) fn npm(folder: &str) -> Command {
    let mut command = command(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(workspace::root().join(folder));
    command
}

/// A tool that stands in `ui/node_modules`, run in a folder of the repository.
pub(crate) fn node_tool(name: &str, folder: &str) -> Command {
    let file = if cfg!(windows) {
        format!("{name}.cmd")
    } else {
        name.to_owned()
    };
    let root = workspace::root();
    let mut command = Command::new(root.join("ui/node_modules/.bin").join(file));
    command.current_dir(root.join(folder));
    command
}

/// Says what comes next, in a line of its own.
pub(crate) fn announce(step: &str) {
    println!("\n── {step}");
}

/// Runs a command with its output in view.
pub(crate) fn run(command: &mut Command, remedy: &str) -> Result<(), Failure> {
    let status = command
        .stdin(Stdio::null())
        .status()
        .map_err(|error| not_started(command, &error))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(
        format!("`{}` failed ({status}).", line(command)),
        remedy,
    ))
}

/// Runs a command in silence and returns what it printed.
pub(crate) fn capture(command: &mut Command, remedy: &str) -> Result<String, Failure> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| not_started(command, &error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Failure::new(
        format!(
            "`{}` failed ({}).\n{}",
            line(command),
            output.status,
            said.trim_end()
        ),
        remedy,
    ))
}

/// Whether a program of this name stands on the search path.
pub(crate) fn is_on_path(program: &str) -> bool {
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(&file).is_file()))
}

/// Reads a text file of the repository.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| {
        Failure::new(
            format!("{} could not be read: {error}.", path.display()),
            "Check that the repository is complete (`git status`).",
        )
    })
}

/// Writes a text file, with the folders above it.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, text))
        .map_err(|error| {
            Failure::new(
                format!("{} could not be written: {error}.", path.display()),
                "Check that the folder is writable and the disk is not full.",
            )
        })
}

fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    let program = command.get_program().to_string_lossy().into_owned();
    Failure::new(
        format!("`{program}` could not be started: {error}."),
        format!("Install `{program}` and try again."),
    )
}

/// The command as one would type it.
fn line(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
