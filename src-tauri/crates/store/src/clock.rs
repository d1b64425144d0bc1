//! Time: stamps for people, and a hybrid logical clock that never goes back.

use jiff::Timestamp;

/// Now, RFC 3339 in UTC with milliseconds.
pub(crate) fn now() -> String {
    format!("{:.3}", Timestamp::now())
}

/// Now, for names of files: `20260102T030405Z`.
pub(crate) fn stamp() -> String {
    Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// The next reading of a hybrid logical clock: milliseconds in the upper 48 bits, a
/// counter in the lower 16, always greater than `last` even when the clock jumps back.
pub(crate) fn next_hlc(last: i64) -> i64 {
    let wall = Timestamp::now().as_millisecond().max(0) << 16;
    wall.max(last.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_never_goes_back() {
        let first = next_hlc(0);
        assert!(next_hlc(first) > first);
        let future = first + (1 << 40);
        assert_eq!(next_hlc(future), future + 1);
        assert!(now().ends_with('Z'), "{}", now());
        assert_eq!(now().len(), "2026-01-02T03:04:05.678Z".len());
        assert_eq!(stamp().len(), 16);
    }
}
