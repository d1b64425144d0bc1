//! Which format a text is in: by its content, never by a file's extension.

use crate::{csl_json, listing, mirror, page, ris};

/// The formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FormatName {
    /// RIS, also flattened on one line.
    Ris,
    /// CSL-JSON.
    CslJson,
    /// A page of a Chinese mirror of Web of Science.
    MirrorPage,
    /// A listing of half-complete records with separators.
    Listing,
    /// The text of a page about one work, such as PubMed's or a bilingual portal's.
    Page,
}

impl FormatName {
    /// Every format.
    pub const ALL: [Self; 5] = [
        Self::Ris,
        Self::CslJson,
        Self::MirrorPage,
        Self::Listing,
        Self::Page,
    ];

    /// The name used in files and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ris => "ris",
            Self::CslJson => "csl-json",
            Self::MirrorPage => "wos-mirror-page",
            Self::Listing => "listing",
            Self::Page => "page",
        }
    }

    /// The format with a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.name() == name)
    }
}

/// How well a text fits a format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detection {
    /// The format.
    pub format: FormatName,
    /// 0 (no sign of it) to 100 (certain).
    pub score: u8,
    /// What speaks for it, in words.
    pub reason: String,
}

/// How much of a text the detectors look at, in bytes.
const HEAD: usize = 64 * 1024;

/// The formats that fit a text, best first; empty when none does.
pub fn detect(text: &str) -> Vec<Detection> {
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
    let mut found: Vec<Detection> = FormatName::ALL
        .into_iter()
        .filter_map(|format| {
            let (score, reason) = match format {
                FormatName::Ris => ris::detect(head),
                FormatName::CslJson => csl_json::detect(head),
                FormatName::MirrorPage => mirror::detect(head),
                FormatName::Listing => listing::detect(head),
                FormatName::Page => page::detect(head),
            }?;
            Some(Detection {
                format,
                score,
                reason,
            })
        })
        .collect();
    found.sort_by_key(|d| std::cmp::Reverse(d.score));
    found
}
