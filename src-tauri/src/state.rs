//! The open library, and what was imported when the program started.
//!
//! The library is opened on a thread of its own, so that the window appears at once; questions wait for it. One
//! question at a time has the library, none of them on the thread of the window.

use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use diglot_contract::view::{CommandFailure, ImportOutcome};
use diglot_library::{Access, Library, LibraryOptions, default_dir};

use crate::error::ShellError;
use crate::startup;

/// What the commands share.
#[derive(Clone)]
pub struct AppState {
    shared: Arc<Shared>,
}

struct Shared {
    /// Empty until the library is open, or could not be opened.
    opened: Mutex<Option<Result<Opened, CommandFailure>>>,
    settled: Condvar,
}

/// An open library.
pub struct Opened {
    /// The library.
    pub library: Library,
    /// What the files on the command line brought; nothing when there were none.
    pub imported: Option<ImportOutcome>,
}

impl AppState {
    /// Starts to open the library of this environment and to import files into it.
    pub fn open(files: Vec<PathBuf>) -> Self {
        let state = Self {
            shared: Arc::new(Shared {
                opened: Mutex::new(None),
                settled: Condvar::new(),
            }),
        };
        let opening = state.clone();
        std::thread::spawn(move || {
            let opened = opened(&files).map_err(CommandFailure::from);
            *opening.lock() = Some(opened);
            opening.shared.settled.notify_all();
        });
        state
    }

    /// Asks the library something, once it is open.
    pub async fn ask<Answer: Send + 'static>(
        &self,
        question: impl FnOnce(&mut Opened) -> Result<Answer, ShellError> + Send + 'static,
    ) -> Result<Answer, CommandFailure> {
        let state = self.clone();
        let answered = tauri::async_runtime::spawn_blocking(move || state.ask_now(question));
        answered.await.map_err(ShellError::Interrupted)?
    }

    fn ask_now<Answer>(
        &self,
        question: impl FnOnce(&mut Opened) -> Result<Answer, ShellError>,
    ) -> Result<Answer, CommandFailure> {
        let mut guard = self.lock();
        loop {
            match guard.as_mut() {
                Some(Ok(opened)) => return Ok(question(opened)?),
                Some(Err(failure)) => return Err(failure.clone()),
                None => {
                    guard = self
                        .shared
                        .settled
                        .wait(guard)
                        .unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    }

    /// A question that panicked has changed nothing: the library's transactions are all or nothing.
    fn lock(&self) -> MutexGuard<'_, Option<Result<Opened, CommandFailure>>> {
        self.shared
            .opened
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

fn opened(files: &[PathBuf]) -> Result<Opened, ShellError> {
    let dir = match std::env::var_os("DIGLOT_LIBRARY") {
        Some(named) if !named.is_empty() => PathBuf::from(named),
        _ => default_dir().ok_or(ShellError::NoHome)?,
    };
    let mut library = Library::open(&LibraryOptions {
        dir,
        access: Access::Write,
    })?;
    let imported = startup::import(&mut library, files)?;
    Ok(Opened { library, imported })
}
