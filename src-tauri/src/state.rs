//! What the commands share: the open library, the tray, and the lookups that are under way.
//!
//! The library is opened on a thread of its own, so that the window appears at once; questions wait for it. It is open
//! twice: one that writes, and one that only reads, so that lists answer while a long import is written. Nothing here
//! works on the thread of the window.

use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use diglot_contract::view::{CommandFailure, ImportOutcome, LibraryChanged, StaleTag};
use diglot_library::glossary::MinedTerms;
use diglot_library::{Access, Library, LibraryOptions, Scope, Sort, SortField, default_dir};
use tauri::{AppHandle, Emitter};
use thread_priority::{ThreadPriority, set_current_thread_priority};

use crate::error::{self, ShellError};
use crate::lookups::Lookups;
use crate::startup;
use crate::tray::TrayDesk;
use crate::view;

/// How many rows the page asks for first: `ROWS_AT_ONCE` in `ui/src/backend/opening.ts`.
const FIRST_ROWS: usize = 100;

/// What a change of references makes stale.
pub const CHANGED: &[StaleTag] = &[
    StaleTag::References,
    StaleTag::Organisation,
    StaleTag::Operations,
];

/// What the commands share.
#[derive(Clone, Default)]
pub struct AppState {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    writer: Door<Opened>,
    reader: Door<Library>,
    app: Mutex<Option<AppHandle>>,
    tray: TrayDesk,
    lookups: Lookups,
    mined: Arc<MinedTerms>,
}

/// A library that is open for writing.
pub struct Opened {
    /// The library.
    pub library: Library,
    /// What the files on the command line brought; nothing when there were none.
    pub imported: Option<ImportOutcome>,
}

impl AppState {
    /// Starts to open the library of this environment and to import files into it.
    pub fn open(&self, app: &AppHandle, files: Vec<PathBuf>) {
        *lock(&self.shared.app) = Some(app.clone());
        let state = self.clone();
        std::thread::spawn(move || {
            let writer = open(Access::Write).and_then(|mut library| {
                // The window may read while the files of the command line are imported.
                state.shared.reader.settle(open(Access::Read));
                state.read_ahead();
                let imported = startup::import(&mut library, &files)?;
                Ok(Opened { library, imported })
            });
            if let Err(error) = &writer {
                state.shared.reader.refuse(error::failure(error));
            }
            let came = matches!(&writer, Ok(opened) if opened.imported.is_some());
            state.shared.writer.settle(writer);
            if came {
                state.changed(&[StaleTag::References, StaleTag::Operations]);
            }
        });
    }

    /// Reads the first rows while the page that will ask for them is still made: they are in memory then.
    fn read_ahead(&self) {
        let newest_first = Sort {
            by: SortField::Added,
            descending: true,
        };
        // What goes wrong is told to whoever asks.
        let _ = self.ask_now(|library| {
            let page = library.list_page(&Scope::All, "", newest_first, 0, FIRST_ROWS)?;
            Ok(page.works.iter().map(view::row).count())
        });
    }

    /// Asks the library something, once it is open.
    pub async fn ask<Answer: Send + 'static>(
        &self,
        question: impl FnOnce(&mut Library) -> Result<Answer, ShellError> + Send + 'static,
    ) -> Result<Answer, CommandFailure> {
        let state = self.clone();
        apart(move || state.shared.reader.enter(question)).await
    }

    /// Asks the library something that takes long, through a view of its own, so that nobody else waits for it.
    pub async fn ask_aside<Answer: Send + 'static>(
        &self,
        question: impl FnOnce(&mut Library) -> Result<Answer, ShellError> + Send + 'static,
    ) -> Result<Answer, CommandFailure> {
        let state = self.clone();
        apart(move || {
            // Waits until the library is open, or hears why it is not.
            state.ask_now(|_| Ok(()))?;
            yielding(move || {
                let mut library = open(Access::Read)?;
                Ok(question(&mut library)?)
            })
        })
        .await
    }

    /// Has the library do something, and tells the window what is stale afterwards.
    pub async fn act<Answer: Send + 'static>(
        &self,
        stale: &'static [StaleTag],
        action: impl FnOnce(&mut Opened) -> Result<Answer, ShellError> + Send + 'static,
    ) -> Result<Answer, CommandFailure> {
        let shared = self.clone();
        apart(move || shared.act_now(stale, action)).await
    }

    /// Has the library change references, and tells the window so.
    pub async fn change<Answer: Send + 'static>(
        &self,
        change: impl FnOnce(&mut Library) -> Result<Answer, ShellError> + Send + 'static,
    ) -> Result<Answer, CommandFailure> {
        self.act(CHANGED, move |opened| change(&mut opened.library))
            .await
    }

    /// Does something with the library, on the caller's thread.
    pub fn act_now<Answer>(
        &self,
        stale: &[StaleTag],
        action: impl FnOnce(&mut Opened) -> Result<Answer, ShellError>,
    ) -> Result<Answer, CommandFailure> {
        let answer = self.shared.writer.enter(action)?;
        self.changed(stale);
        Ok(answer)
    }

    /// Asks the library something on the caller's thread.
    pub fn ask_now<Answer>(
        &self,
        question: impl FnOnce(&mut Library) -> Result<Answer, ShellError>,
    ) -> Result<Answer, CommandFailure> {
        self.shared.reader.enter(question)
    }

    /// Works on something that is not the library, away from the thread of the window.
    pub async fn work<Answer: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<Answer, CommandFailure> + Send + 'static,
    ) -> Result<Answer, CommandFailure> {
        let state = self.clone();
        apart(move || work(&state)).await
    }

    /// Tells the window that answers are stale.
    pub fn changed(&self, stale: &[StaleTag]) {
        if let Some(app) = &*lock(&self.shared.app) {
            let change = LibraryChanged {
                stale: stale.to_vec(),
            };
            // A window that is gone needs no news.
            let _ = app.emit("library-changed", change);
        }
    }

    /// The import tray.
    pub fn tray(&self) -> &TrayDesk {
        &self.shared.tray
    }

    /// The terms that were mined from the references.
    pub fn mined_terms(&self) -> Arc<MinedTerms> {
        Arc::clone(&self.shared.mined)
    }

    /// The lookups that are under way, and what they proposed.
    pub fn lookups(&self) -> &Lookups {
        &self.shared.lookups
    }
}

/// What is there once it has been opened, or the reason why it could not be.
struct Door<T> {
    room: Mutex<Option<Result<T, CommandFailure>>>,
    settled: Condvar,
}

impl<T> Default for Door<T> {
    fn default() -> Self {
        Self {
            room: Mutex::new(None),
            settled: Condvar::new(),
        }
    }
}

impl<T> Door<T> {
    fn settle(&self, opened: Result<T, ShellError>) {
        *lock(&self.room) = Some(opened.map_err(CommandFailure::from));
        self.settled.notify_all();
    }

    fn refuse(&self, failure: CommandFailure) {
        *lock(&self.room) = Some(Err(failure));
        self.settled.notify_all();
    }

    fn enter<Answer>(
        &self,
        visit: impl FnOnce(&mut T) -> Result<Answer, ShellError>,
    ) -> Result<Answer, CommandFailure> {
        let mut room = lock(&self.room);
        loop {
            match room.as_mut() {
                Some(Ok(opened)) => return Ok(visit(opened)?),
                Some(Err(failure)) => return Err(failure.clone()),
                None => {
                    room = self
                        .settled
                        .wait(room)
                        .unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    }
}

/// A question that panicked has changed nothing: the library's transactions are all or nothing.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs something on a thread that may wait.
async fn apart<Answer: Send + 'static>(
    work: impl FnOnce() -> Result<Answer, CommandFailure> + Send + 'static,
) -> Result<Answer, CommandFailure> {
    let done = tauri::async_runtime::spawn_blocking(work).await;
    done.map_err(ShellError::Interrupted)?
}

/// Runs something that keeps a processor busy, after whatever draws the window: on a thread of its own, since a thread
/// that has stepped back may not step forward again.
fn yielding<Answer: Send>(
    work: impl FnOnce() -> Result<Answer, CommandFailure> + Send,
) -> Result<Answer, CommandFailure> {
    std::thread::scope(|scope| {
        let thread = scope.spawn(|| {
            // Where the system refuses, the work is done as any other.
            let _ = set_current_thread_priority(ThreadPriority::Min);
            work()
        });
        thread
            .join()
            .unwrap_or_else(|panicked| std::panic::resume_unwind(panicked))
    })
}

fn open(access: Access) -> Result<Library, ShellError> {
    let dir = match std::env::var_os("DIGLOT_LIBRARY") {
        Some(named) if !named.is_empty() => PathBuf::from(named),
        _ => default_dir().ok_or(ShellError::NoHome)?,
    };
    Ok(Library::open(&LibraryOptions { dir, access })?)
}
