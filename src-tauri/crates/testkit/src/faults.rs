//! What goes wrong between a program and a service, by name.

use crate::http::{Answer, Asked};
use std::io::Write;
use std::sync::OnceLock;

/// Every kind of fault. A test puts the name into what it asks for, between two `~`.
pub const FAULTS: [&str; 24] = [
    "silent",
    "closed",
    "truncated",
    "html",
    "html-as-json",
    "plain",
    "error-body",
    "empty",
    "busy",
    "busy-seconds",
    "busy-hour",
    "busy-date",
    "busy-decade",
    "fault",
    "down",
    "loop",
    "to-http",
    "to-loopback",
    "to-link-local",
    "to-elsewhere",
    "endless",
    "bomb",
    "other-work",
    "untitled",
];

/// The kind of fault that stands in what is asked for, if one does.
pub fn asked_for(asked: &Asked) -> Option<&str> {
    asked.target.split('~').nth(1)
}

/// The answer of a service that fails in this way. `good` is what it would say of another
/// work, `untitled` what it would say of this one, which has no title.
pub fn answer(kind: &str, asked: &Asked, good: &[u8], untitled: &[u8]) -> Answer {
    let json = |text: &str| Answer::json(text.as_bytes().to_vec());
    match kind {
        "silent" => Answer::Silence,
        "closed" => Answer::Close,
        "truncated" => Answer::Break {
            content_type: "application/json".into(),
            after: good.len() / 2,
            body: good.to_vec(),
        },
        "html" => Answer::of(200, "text/html", "<html><title>Sign in</title></html>"),
        "html-as-json" => json("<html><title>Sign in</title></html>"),
        "plain" => Answer::of(200, "text/plain", good),
        "error-body" => json(r#"{"status": "error", "title": "Internal", "DOI": null}"#),
        "empty" => json(""),
        "busy" => Answer::status(429),
        "busy-seconds" => Answer::status(429).with("retry-after", "0"),
        "busy-hour" => Answer::status(429).with("retry-after", "3600"),
        "busy-date" => Answer::status(429).with("retry-after", "Wed, 01 Jul 2099 12:00:00 GMT"),
        "busy-decade" => Answer::status(429).with("retry-after", "315360000"),
        "fault" => Answer::status(500),
        "down" => Answer::of(503, "application/json", good),
        "loop" => Answer::redirect(&asked.target),
        "to-http" => Answer::redirect("http://api.crossref.org/works/x"),
        "to-loopback" => Answer::redirect("http://127.0.0.1:9/works/x"),
        "to-link-local" => Answer::redirect("http://169.254.169.254/latest/meta-data"),
        "to-elsewhere" => Answer::redirect("https://example.org/works/x"),
        "endless" => Answer::Endless {
            content_type: "application/json".into(),
        },
        "bomb" => Answer::json(bomb()).with("content-encoding", "gzip"),
        "untitled" => Answer::json(untitled),
        // "other-work"
        _ => Answer::json(good),
    }
}

/// Sixteen megabytes of blanks, packed.
fn bomb() -> Vec<u8> {
    static BOMB: OnceLock<Vec<u8>> = OnceLock::new();
    let packed = || {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        // Writing to memory cannot fail.
        let _ = gzip.write_all(&vec![b' '; 16 << 20]);
        gzip.finish().unwrap_or_default()
    };
    BOMB.get_or_init(packed).clone()
}
