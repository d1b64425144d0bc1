//! When to try again.

use jiff::fmt::rfc2822::DateTimeParser;
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;

static HTTP_DATE: DateTimeParser = DateTimeParser::new();

/// How long a `Retry-After` header asks to wait: seconds, or a date.
pub(crate) fn retry_after(header: &str, now: Timestamp) -> Option<Duration> {
    let header = header.trim();
    if let Ok(seconds) = header.parse::<u64>() {
        // No host is asked again after a year; the sum with a time must not overflow.
        return Some(Duration::from_secs(seconds.min(31_536_000)));
    }
    let date = HTTP_DATE.parse_timestamp(header).ok()?;
    let wait = date.duration_since(now).max(SignedDuration::ZERO);
    Duration::try_from(wait).ok()
}

/// A moment that lies so far ahead.
pub(crate) fn moment_after(now: Timestamp, wait: Duration) -> Option<Timestamp> {
    now.checked_add(SignedDuration::try_from(wait).ok()?).ok()
}

/// How long to wait before the next try when the host does not say: anything up to a
/// bound that doubles each time, so that clients that failed together do not return
/// together ("full jitter").
pub(crate) fn jitter(base: Duration, tries: u32) -> Duration {
    let bound = base.saturating_mul(1 << tries.min(6));
    bound.mul_f64(fastrand::f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_dates() {
        let now: Timestamp = "2026-07-01T12:00:00Z".parse().unwrap();
        let wait = |header: &str| retry_after(header, now).map(|d| d.as_secs());
        assert_eq!(wait("7"), Some(7));
        assert_eq!(wait("Wed, 01 Jul 2026 12:01:30 GMT"), Some(90));
        assert_eq!(wait("Wed, 01 Jul 2026 11:00:00 GMT"), Some(0), "is over");
        assert_eq!(wait("soon"), None);
        assert_eq!(wait("99999999999999999"), Some(31_536_000));
        let until = moment_after(now, Duration::from_secs(90)).unwrap();
        assert_eq!(until.to_string(), "2026-07-01T12:01:30Z");
    }

    #[test]
    fn jitter_stays_under_its_bound() {
        let base = Duration::from_millis(500);
        for tries in 0..80 {
            assert!(jitter(base, tries) <= base * 64);
        }
        assert!(jitter(base, 0) <= base);
    }
}
