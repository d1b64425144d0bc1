//! Notices about a work: that it was retracted or corrected, or that it is such a notice.

use diglot_model::{Reference, UnmappedField};
use serde_json::Value;

/// The name of the format under which notices are kept.
const FORMAT: &str = diglot_formats::crossref::FORMAT;

/// That a work was retracted, corrected or otherwise updated, as the publisher told Crossref.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Which of the two is the notice.
    pub direction: NoticeDirection,
    /// What kind, in Crossref's words: `retraction`, `correction`, `expression_of_concern` …
    pub kind: String,
    /// The DOI of the other work.
    pub doi: String,
    /// The day of the notice, ISO 8601, when given.
    pub date: Option<String>,
}

/// Which of two works is the notice about the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeDirection {
    /// The other work is a notice about this one.
    UpdatedBy,
    /// This one is a notice about the other work.
    Updates,
}

impl NoticeDirection {
    const BOTH: [Self; 2] = [Self::UpdatedBy, Self::Updates];

    /// Crossref's key.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::UpdatedBy => "updated-by",
            Self::Updates => "update-to",
        }
    }
}

/// The notices that a reference carries, for a mark that nobody overlooks.
pub fn notices(reference: &Reference) -> Vec<Notice> {
    reference.unmapped.iter().filter_map(read).collect()
}

/// The notice that an unmapped field is.
pub(crate) fn read(field: &UnmappedField) -> Option<Notice> {
    if field.format != FORMAT {
        return None;
    }
    let direction = NoticeDirection::BOTH
        .into_iter()
        .find(|direction| direction.key() == field.tag)?;
    let value: Value = serde_json::from_str(&field.value).ok()?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let date =
        text(&value["updated"]["date-time"]).and_then(|date| Some(date.get(..10)?.to_owned()));
    Some(Notice {
        direction,
        kind: text(&value["type"]).unwrap_or_else(|| "update".to_owned()),
        doi: text(&value["DOI"])?.to_lowercase(),
        date,
    })
}
