//! Several lookups in one go: as many at once as services allow, each answer told as it
//! comes.

use crate::outcome::{Answer, Outcome};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;

/// So many are under way at once: who is asked sets the pace, and answers of several
/// services overlap.
const AT_ONCE: usize = 4;

/// Asks about each of several things, and tells each answer with its place, on the
/// caller's thread. What is left when somebody gives up is told as cancelled.
pub fn each<T: Sync>(
    things: &[T],
    ask: impl Fn(&T) -> Answer + Sync,
    is_cancelled: impl Fn() -> bool + Sync,
    mut told: impl FnMut(usize, Answer),
) {
    let next = AtomicUsize::new(0);
    let (answers, incoming) = channel();
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(things.len()) {
            let (answers, next, ask, is_cancelled) = (answers.clone(), &next, &ask, &is_cancelled);
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::SeqCst);
                    let Some(thing) = things.get(at) else {
                        return;
                    };
                    let answer = if is_cancelled() {
                        Answer {
                            outcome: Outcome::Cancelled,
                            ..Answer::nothing_to_ask()
                        }
                    } else {
                        ask(thing)
                    };
                    if answers.send((at, answer)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(answers);
        for (at, answer) in incoming {
            told(at, answer);
        }
    });
}
