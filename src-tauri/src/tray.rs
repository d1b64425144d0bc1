//! The import tray of the window: reading on threads of its own, and what is told about it.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard};

use diglot_contract::view::{CommandFailure, StaleTag, TrayView};
use diglot_library::tray::{Tray, TrayError, TrayReading};

use crate::error::ShellError;
use crate::state::{AppState, lock};
use crate::view;

/// What lies on the tray.
#[derive(Default)]
pub struct TrayDesk {
    tray: Mutex<Tray>,
    /// How many readings are under way.
    reading: AtomicU32,
    /// Set to stop an import that is running.
    stop: AtomicBool,
}

impl TrayDesk {
    /// The tray, for as long as the guard lives.
    pub fn open(&self) -> MutexGuard<'_, Tray> {
        lock(&self.tray)
    }

    /// The tray as the window shows it.
    pub fn view(&self) -> TrayView {
        view::tray(&self.open(), self.is_reading())
    }

    fn is_reading(&self) -> bool {
        self.reading.load(Ordering::SeqCst) > 0
    }

    /// Stops an import that is running.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::SeqCst);
    }

    /// Begins an import, which nobody has stopped yet.
    pub fn begin(&self) {
        self.stop.store(false, Ordering::SeqCst);
    }

    /// Whether an import goes on.
    pub fn goes_on(&self) -> ControlFlow<()> {
        if self.stop.load(Ordering::SeqCst) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

/// Reads files on a thread of its own and puts them on the tray.
pub fn add_files(state: &AppState, paths: Vec<PathBuf>) {
    let state = state.clone();
    std::thread::spawn(move || {
        // What could not be compared with the library is on the tray all the same.
        let _ = add(&state, || {
            TrayReading::of_files(&paths, &mut |_| ControlFlow::Continue(()))
        });
    });
}

/// Puts on the tray what a reading brings, and compares it with the library.
pub fn add(
    state: &AppState,
    read: impl FnOnce() -> Option<TrayReading>,
) -> Result<TrayView, CommandFailure> {
    let desk = state.tray();
    desk.reading.fetch_add(1, Ordering::SeqCst);
    state.changed(&[StaleTag::Tray]);
    if let Some(reading) = read() {
        desk.open().add(reading);
    }
    desk.reading.fetch_sub(1, Ordering::SeqCst);
    let judged = judge(state);
    state.changed(&[StaleTag::Tray]);
    judged?;
    Ok(desk.view())
}

/// Changes the tray, compares what changed with the library, and tells the window.
pub fn change(
    state: &AppState,
    make: impl FnOnce(&mut Tray) -> Result<(), TrayError>,
) -> Result<TrayView, CommandFailure> {
    make(&mut state.tray().open()).map_err(ShellError::from)?;
    judge(state)?;
    state.changed(&[StaleTag::Tray]);
    Ok(state.tray().view())
}

fn judge(state: &AppState) -> Result<(), CommandFailure> {
    state.ask_now(|library| Ok(state.tray().open().judge(library)?))
}
