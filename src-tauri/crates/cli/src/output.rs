//! Printing answers.

use crate::exit::Failure;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Prints a line of an answer. A reader that went away (`| head`) is no error.
pub(crate) fn line(text: &str) {
    let _ = writeln!(io::stdout(), "{text}");
}

/// Prints an answer as JSON.
pub(crate) fn json(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|error| {
        Failure::nothing(format!("The answer could not be written as JSON: {error}."))
    })?;
    line(&text);
    Ok(())
}

/// Says something to the person at the terminal.
pub(crate) fn say(text: &str) {
    eprintln!("{text}");
}

/// Writes an answer to a file, whole or not at all, or to standard output.
pub(crate) fn deliver(text: &str, to: Option<&Path>) -> Result<(), Failure> {
    let Some(path) = to else {
        let mut out = io::stdout().lock();
        let newline = if text.ends_with('\n') { "" } else { "\n" };
        // A reader that went away (`| head`) is no error.
        let _ = out
            .write_all(text.as_bytes())
            .and_then(|()| out.write_all(newline.as_bytes()));
        return Ok(());
    };
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    std::fs::write(&part, text)
        .and_then(|()| std::fs::rename(&part, path))
        .map_err(|error| {
            let _ = std::fs::remove_file(&part);
            Failure::nothing(format!(
                "“{}” could not be written: {error}.",
                path.display()
            ))
        })
}

/// Where a long answer goes as it comes: standard output, or a file that is there only
/// when it is whole.
pub(crate) struct Destination {
    out: Box<dyn Write>,
    /// The file, and what it is called until it is whole.
    file: Option<(PathBuf, PathBuf)>,
}

impl Destination {
    /// Opens a file, or standard output.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path else {
            return Ok(Self {
                out: Box::new(io::stdout().lock()),
                file: None,
            });
        };
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        match std::fs::File::create(&part) {
            Ok(file) => Ok(Self {
                out: Box::new(file),
                file: Some((path.to_owned(), part)),
            }),
            Err(error) => Err(Failure::nothing(format!(
                "“{}” could not be written: {error}.",
                path.display()
            ))),
        }
    }

    /// What it is called, for people.
    pub(crate) fn name(&self) -> String {
        match &self.file {
            Some((path, _)) => format!("“{}”", path.display()),
            None => "Standard output".to_owned(),
        }
    }

    /// It is whole.
    pub(crate) fn keep(mut self) -> Result<(), Failure> {
        let Some((path, part)) = self.file.take() else {
            return Ok(());
        };
        std::fs::rename(&part, &path).map_err(|error| {
            let _ = std::fs::remove_file(&part);
            Failure::nothing(format!(
                "“{}” could not be written: {error}.",
                path.display()
            ))
        })
    }
}

impl Write for Destination {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Drop for Destination {
    fn drop(&mut self) {
        if let Some((_, part)) = &self.file {
            let _ = std::fs::remove_file(part);
        }
    }
}

/// Flushes standard output.
pub(crate) fn flush() -> Result<(), ()> {
    match io::stdout().flush() {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(()),
        _ => Ok(()),
    }
}

/// Shows that work goes on, on a terminal only, until it is dropped.
pub(crate) struct Busy(Option<ProgressBar>);

impl Busy {
    /// Begins to show what is being done.
    pub(crate) fn with(message: String) -> Self {
        Self(io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new_spinner().with_message(message);
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(100));
            bar
        }))
    }
}

impl Busy {
    /// Says what is being done now.
    pub(crate) fn say(&self, message: String) {
        if let Some(bar) = &self.0 {
            bar.set_message(message);
        }
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
