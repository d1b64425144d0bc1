//! How often and how many at once: per host, as the host says.

use crate::error::{NetError, Result};
use crate::hosts::{ALLOWED, AllowedHost};
use jiff::Timestamp;
use reqwest::header::HeaderMap;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until};

/// No host is asked more often at once, whatever it allows.
const MOST_AT_ONCE: usize = 3;

/// No host is asked more often, whatever it allows.
const LEAST_SPACING: Duration = Duration::from_millis(20);

/// The limits of every host.
pub(crate) struct Limiter {
    hosts: BTreeMap<&'static str, Host>,
    /// Hosts are not listened to.
    fixed: bool,
}

struct Host {
    slots: Arc<Semaphore>,
    state: Mutex<State>,
}

struct State {
    /// How many may be asked at once.
    slots: usize,
    /// Between the beginnings of two requests.
    spacing: Duration,
    /// When the next request may begin.
    next: Instant,
    /// Not to be asked before, as it said itself.
    closed: Option<(Instant, Timestamp)>,
}

impl Limiter {
    /// The limits that hosts ask for, or the same spacing for all.
    pub(crate) fn new(spacing: Option<Duration>) -> Self {
        let host = |allowed: &AllowedHost| Host {
            slots: Arc::new(Semaphore::new(1)),
            state: Mutex::new(State {
                slots: 1,
                spacing: spacing.unwrap_or(allowed.spacing),
                next: Instant::now(),
                closed: None,
            }),
        };
        Self {
            hosts: ALLOWED.iter().map(|a| (a.host, host(a))).collect(),
            fixed: spacing.is_some(),
        }
    }

    /// Waits for the turn of a request; it lasts until the permit is dropped. An error
    /// when the host asked not to come back yet.
    pub(crate) async fn turn(&self, allowed: &AllowedHost) -> Result<Option<OwnedSemaphorePermit>> {
        let Some(host) = self.hosts.get(allowed.host) else {
            return Ok(None);
        };
        // The semaphore is never closed.
        let permit = Arc::clone(&host.slots).acquire_owned().await.ok();
        let begin = host.book(allowed.host)?;
        sleep_until(begin).await;
        Ok(permit)
    }

    /// Learns from an answer's headers how often the host may be asked.
    pub(crate) fn learn(&self, allowed: &AllowedHost, headers: &HeaderMap) {
        let Some(host) = self.hosts.get(allowed.host) else {
            return;
        };
        let value = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
        let mut state = host.state();
        if !self.fixed
            && let Some(spacing) = value("x-rate-limit-limit")
                .and_then(|limit| spacing(limit, value("x-rate-limit-interval").unwrap_or("1s")))
        {
            state.spacing = spacing;
        }
        if let Some(slots) = value("x-concurrency-limit").and_then(|n| n.parse::<usize>().ok()) {
            host.resize(&mut state, slots.clamp(1, MOST_AT_ONCE));
        }
    }

    /// Notes that a host does not want to be asked for a while.
    pub(crate) fn close(&self, allowed: &AllowedHost, wait: Duration, until: Option<Timestamp>) {
        if let (Some(host), Some(until)) = (self.hosts.get(allowed.host), until) {
            host.state().closed = Some((Instant::now() + wait, until));
        }
    }
}

impl Host {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the next free beginning.
    fn book(&self, name: &str) -> Result<Instant> {
        let now = Instant::now();
        let mut state = self.state();
        if let Some((end, until)) = state.closed {
            if now < end {
                return Err(NetError::RateLimited {
                    host: name.to_owned(),
                    until: Some(until),
                });
            }
            state.closed = None;
        }
        let begin = state.next.max(now);
        state.next = begin + state.spacing;
        Ok(begin)
    }

    fn resize(&self, state: &mut State, slots: usize) {
        if slots > state.slots {
            self.slots.add_permits(slots - state.slots);
            state.slots = slots;
        } else {
            // Those in use come back; the next answer takes away what is still too many.
            state.slots -= self.slots.forget_permits(state.slots - slots);
        }
    }
}

/// The time between requests when so many are allowed in an interval such as `1s`, and a
/// twentieth more: what leaves evenly does not arrive so.
fn spacing(limit: &str, interval: &str) -> Option<Duration> {
    let limit: u32 = limit.parse().ok().filter(|n| *n > 0)?;
    let digits = interval.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = match &interval[digits.len()..] {
        "" | "s" => 1,
        "m" => 60,
        _ => return None,
    };
    let seconds: u64 = digits.parse().ok().filter(|n| *n <= 3600)?;
    let even = Duration::from_secs(seconds * unit) / limit;
    Some((even * 21 / 20).clamp(LEAST_SPACING, Duration::from_mins(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spacing_follows_from_the_headers() {
        let millis = |limit, interval| spacing(limit, interval).map(|d| d.as_millis());
        assert_eq!(millis("5", "1s"), Some(210));
        assert_eq!(millis("10", "1s"), Some(105));
        assert_eq!(millis("100000", "1s"), Some(20));
        assert_eq!(millis("1", "1m"), Some(60_000));
        assert_eq!(millis("0", "1s"), None);
        assert_eq!(millis("5", "1 fortnight"), None);
        assert_eq!(millis("5", ""), None);
    }

    #[test]
    fn hosts_are_asked_one_after_the_other_until_they_allow_more() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .unwrap();
        runtime.block_on(async {
            let limiter = Limiter::new(None);
            let allowed = &ALLOWED[0];
            let host = &limiter.hosts[allowed.host];
            let first = limiter.turn(allowed).await.unwrap();
            assert_eq!(host.slots.available_permits(), 0);
            let mut headers = HeaderMap::new();
            headers.insert("x-concurrency-limit", "99".parse().unwrap());
            headers.insert("x-rate-limit-limit", "50".parse().unwrap());
            limiter.learn(allowed, &headers);
            assert_eq!(host.slots.available_permits(), MOST_AT_ONCE - 1);
            assert_eq!(host.state().spacing, Duration::from_millis(21));
            drop(first);
            headers.insert("x-concurrency-limit", "1".parse().unwrap());
            limiter.learn(allowed, &headers);
            assert_eq!(host.slots.available_permits(), 1);
            let (a, b) = (host.book("x").unwrap(), host.book("x").unwrap());
            assert_eq!(b - a, Duration::from_millis(21), "turns are spaced");
        });
    }
}
