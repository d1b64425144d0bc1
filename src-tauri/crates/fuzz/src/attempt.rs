//! One input given to one target: what came of it, what it cost, and what remains of it
//! when everything is taken away that it fails without.

use crate::targets::Target;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;
use std::time::{Duration, Instant};

/// What is wrong with an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The place in the code, or `slow`, `memory`: one finding is kept for each.
    pub(crate) place: String,
    /// What the panic says, or the figures.
    pub(crate) message: String,
}

thread_local! {
    /// Where the last panic of this thread was.
    static PANIC: RefCell<Option<Fault>> = const { RefCell::new(None) };
}

/// Runs a target; a panic, or more time or memory than the input is worth, is a fault.
pub(crate) fn attempt(target: &Target, input: &[u8]) -> Result<u64, Fault> {
    quieten();
    let (began, before) = (spent(), peak());
    let result = catch_unwind(AssertUnwindSafe(|| target.run(input)));
    let (took, grown) = (spent().saturating_sub(began), peak().saturating_sub(before));
    let Ok(seen) = result else {
        let fault = PANIC.with(RefCell::take);
        return Err(fault.unwrap_or_else(|| Fault {
            place: "panic".to_owned(),
            message: String::new(),
        }));
    };
    if took > allowance(input.len()) {
        return Err(Fault {
            place: "slow".to_owned(),
            message: format!("{} ms for {} bytes", took.as_millis(), input.len()),
        });
    }
    if grown > MEMORY {
        return Err(Fault {
            place: "memory".to_owned(),
            message: format!("{} MB for {} bytes", grown >> 20, input.len()),
        });
    }
    Ok(seen)
}

/// How much an input may make the peak of memory grow, in bytes.
const MEMORY: u64 = 256 << 20;

/// How much processor time an input may take: linear in its length, generous for one that
/// several readers try, and more where the code is not optimised.
fn allowance(length: usize) -> Duration {
    let each = Duration::from_micros(length as u64 * 4);
    let slower = if cfg!(debug_assertions) { 20 } else { 1 };
    (Duration::from_millis(250) + each) * slower
}

/// Panics are expected here: instead of printing them, their place is remembered.
fn quieten() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        std::panic::set_hook(Box::new(|info| {
            let place = info.location().map_or_else(String::new, |at| {
                let file = at.file();
                let from = file.find("src-tauri/").or_else(|| file.find("/src/"));
                let file = &file[from.unwrap_or(0)..];
                format!("{file}:{}", at.line())
            });
            let message = info.payload_as_str().unwrap_or_default().to_owned();
            PANIC.with(|last| *last.borrow_mut() = Some(Fault { place, message }));
        }));
    });
}

/// Takes pieces away as long as the same fault stays.
pub(crate) fn shrunk(target: &Target, input: &[u8], place: &str) -> Vec<u8> {
    let mut input = input.to_vec();
    let until = Instant::now() + Duration::from_secs(5);
    let mut size = input.len() / 2;
    while size > 0 && Instant::now() < until {
        let mut at = 0;
        let mut shorter = false;
        while at < input.len() && Instant::now() < until {
            let mut less = input[..at].to_vec();
            less.extend(&input[(at + size).min(input.len())..]);
            if attempt(target, &less).is_err_and(|fault| fault.place == place) {
                input = less;
                shorter = true;
            } else {
                at += size;
            }
        }
        if !shorter || size > 1 {
            size /= 2;
        }
    }
    input
}

/// Processor time of this process.
#[cfg(unix)]
pub(crate) fn spent() -> Duration {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;
    getrusage(UsageWho::RUSAGE_SELF).map_or_else(
        |_| Duration::ZERO,
        |usage| {
            let micros =
                usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
            Duration::from_micros(u64::try_from(micros).unwrap_or(0))
        },
    )
}

/// The most memory that this process had, in bytes.
#[cfg(unix)]
fn peak() -> u64 {
    use nix::sys::resource::{UsageWho, getrusage};
    let most = getrusage(UsageWho::RUSAGE_SELF).map_or(0, |usage| usage.max_rss());
    // macOS counts bytes, the others kilobytes.
    let unit = if cfg!(target_os = "macos") { 0 } else { 10 };
    u64::try_from(most).unwrap_or(0) << unit
}

#[cfg(not(unix))]
pub(crate) fn spent() -> Duration {
    use std::sync::LazyLock;
    static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
    BEGAN.elapsed()
}

#[cfg(not(unix))]
fn peak() -> u64 {
    0
}
