//! Where a value came from.

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;
use std::ops::{Deref, DerefMut};
use uuid::Uuid;

/// A half-open range of bytes in the decoded text (UTF-8) of a record.
///
/// Offsets count from the start of the record's own range, see
/// [`CaptureSource::start`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "[u32; 2]", into = "[u32; 2]")]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start: start as u32,
            end: end as u32,
        }
    }

    /// The span as a range of `usize`.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl From<[u32; 2]> for Span {
    fn from([start, end]: [u32; 2]) -> Self {
        Self { start, end }
    }
}

impl From<Span> for [u32; 2] {
    fn from(span: Span) -> Self {
        [span.start, span.end]
    }
}

/// The places in a record that one value was read from, in reading order.
pub type Spans = SmallVec<[Span; 1]>;

/// A value with the source it was taken from.
///
/// Dereferences to the value, so that readers need not care.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sourced<T> {
    /// The value itself.
    pub value: T,
    /// Index into [`crate::Reference::sources`].
    #[serde(default, skip_serializing_if = "is_first")]
    pub source: u16,
    /// Where in that source's record it stood; empty when not from a text.
    #[serde(default, skip_serializing_if = "SmallVec::is_empty")]
    pub spans: Spans,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
fn is_first(index: &u16) -> bool {
    *index == 0
}

impl<T> Sourced<T> {
    /// A value of the reference's first source, without a place.
    pub fn bare(value: T) -> Self {
        Self {
            value,
            source: 0,
            spans: Spans::new(),
        }
    }

    /// A value of the first source that stood at one place.
    pub fn at(value: T, span: Span) -> Self {
        Self {
            value,
            source: 0,
            spans: SmallVec::from_buf([span]),
        }
    }

    /// The same provenance around another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Sourced<U> {
        Sourced {
            value: f(self.value),
            source: self.source,
            spans: self.spans,
        }
    }
}

impl<T> Deref for Sourced<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Sourced<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

/// Where values of a reference came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Source {
    /// A record of an imported text.
    Capture(CaptureSource),
    /// An answer of a metadata service.
    Lookup {
        /// The service's name, such as `crossref`.
        service: String,
        /// When it answered, RFC 3339.
        at: String,
    },
    /// A person's edit.
    Edit {
        /// When, RFC 3339.
        at: String,
    },
    /// A text that a person pasted beside what was there: a translation.
    Paste {
        /// When, RFC 3339.
        at: String,
    },
    /// A translation by a machine.
    Translation {
        /// Which.
        engine: String,
        /// When, RFC 3339.
        at: String,
    },
}

/// One record of an imported text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaptureSource {
    /// The import batch, once the library knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<Uuid>,
    /// Index of the capture (file or paste) within its batch.
    #[serde(default)]
    pub capture: u32,
    /// Name of the file, without its folder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Name of the format that was recognised, such as `ris`.
    pub format: String,
    /// Name of the encoding the bytes were read as, such as `utf-8`.
    pub encoding: String,
    /// Number of the record within the capture, from 0.
    pub record: u32,
    /// First byte of the record in the capture's decoded text.
    pub start: u64,
    /// One past the record's last byte in the capture's decoded text.
    pub end: u64,
    /// The site that the captured page names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// The site's notice on reuse, whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    /// How many related works the page says it lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listed_total: Option<u32>,
    /// The rank that the page gives a listed work, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listed_rank: Option<u32>,
}
