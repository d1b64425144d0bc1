//! What CNKI exports, and VIP and Wanfang in the same formats: EndNote's `%` tags,
//! RefWorks' two letters, and the labels of E-Study.

pub(crate) mod endnote;
pub(crate) mod refworks;
pub(crate) mod study;

/// Names by which the three databases sign their records.
const SIGNATURES: [&str; 8] = [
    "CNKI",
    "cnki.net",
    "重庆维普",
    "维普资讯",
    "cqvip",
    "万方",
    "wanfang",
    "Wanfang",
];

/// The database that a text is signed by.
fn signature(text: &str) -> Option<&'static str> {
    SIGNATURES.into_iter().find(|name| text.contains(name))
}
