//! What there is to see of a tray, a part at a time.

use super::capture::Loaded;
use super::judge::{Duplicate, DuplicateOf};
use super::{Choice, MANY, RecordId, State, Tray, TrayError};
use crate::import::complete;
use diglot_formats::Severity;
use diglot_import::{
    Choices, PlannedDiagnostic, PlannedRecord, SearchTold, Segment, record_of, segments,
};
use diglot_model::{Missing, PageRelation, Reference};
use diglot_store::BatchInfo;
use std::collections::BTreeMap;
use std::ops::Range;

/// The tray in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TraySummary {
    /// Files and pastes.
    pub files: usize,
    /// Records that were found.
    pub found: usize,
    /// Those that are references.
    pub references: usize,
    /// Those that a page lists.
    pub listed: usize,
    /// Pairs that are the same work or may be, in the tray or with the library, at least
    /// one of them to become a reference.
    pub duplicate_pairs: usize,
    /// References that lack something.
    pub need_metadata: usize,
    /// Records that would become references.
    pub ticked: usize,
    /// Records that a person should look at: those with a warning or a duplicate, and
    /// references that lack something.
    pub problems: usize,
    /// How many records each remark is made on; the most serious first.
    pub by_code: Vec<CodeCount>,
}

/// How often a remark is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeCount {
    /// The remark's code.
    pub code: &'static str,
    /// How serious it is.
    pub severity: Severity,
    /// How often it is made.
    pub count: usize,
    /// The message of the first, for a person to read.
    pub message: String,
}

impl TraySummary {
    /// Whether cards and raw text would say less than this summary.
    pub fn is_large(&self) -> bool {
        self.found > MANY
    }

    /// Whether nothing needs a person's eye: such a tray may be imported at once.
    pub fn is_clean(&self) -> bool {
        let told = self.by_code.iter().any(|c| c.severity > Severity::Note);
        self.found > 0 && self.problems == 0 && !told
    }
}

/// A capture.
#[derive(Debug, Clone, Copy)]
pub struct CaptureView<'t> {
    /// Its number in this tray.
    pub id: u32,
    /// The file's name; none for a paste.
    pub name: Option<&'t str>,
    /// The encoding it was read in; empty when it is no text.
    pub encoding: &'t str,
    /// The format it was read as.
    pub format: Option<&'t str>,
    /// What was chosen instead of the guess.
    pub choices: &'t Choices,
    /// Records that are references.
    pub references: usize,
    /// Records that a page lists.
    pub listed: usize,
    /// Bytes of its decoded text.
    pub text_len: usize,
    /// What there is to say about it and its records.
    pub diagnostics: &'t [PlannedDiagnostic],
}

/// A record.
#[derive(Debug, Clone)]
pub struct RecordView<'t> {
    /// Which one.
    pub id: RecordId,
    /// What was read, with what was corrected.
    pub reference: &'t Reference,
    /// The source's key, else `file#index`.
    pub key: &'t str,
    /// Whether a page is about the work or lists it.
    pub relation: Option<PageRelation>,
    /// For a listed work: the page's own.
    pub main: Option<RecordId>,
    /// Its bytes in the decoded text.
    pub range: Range<usize>,
    /// Whether it becomes a reference.
    pub ticked: bool,
    /// What a complete reference has and this one lacks.
    pub missing: Vec<Missing>,
    /// Works that it may be the same as: in the library first, surest first.
    pub duplicates: Vec<&'t Duplicate>,
    /// What is done about them.
    pub choice: Choice,
    /// How many corrections were made.
    pub fixes: usize,
    /// What there is to say about it.
    pub diagnostics: Vec<&'t PlannedDiagnostic>,
}

/// The decoded text of a capture, cut into what was read from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrayText<'t> {
    /// The whole text.
    pub text: &'t str,
    /// Its parts in order, without gap; records are numbers of records of the capture.
    pub segments: Vec<Segment>,
}

impl Tray {
    /// The tray in numbers.
    pub fn summary(&self) -> TraySummary {
        let mut summary = TraySummary {
            files: self.captures.len(),
            ..TraySummary::default()
        };
        let mut codes: BTreeMap<&'static str, CodeCount> = BTreeMap::new();
        for capture in &self.captures {
            for (record, state) in capture.plan.records.iter().zip(&capture.states) {
                summary.found += 1;
                if is_listed(record) {
                    summary.listed += 1;
                } else {
                    summary.references += 1;
                    summary.need_metadata += usize::from(!record.reference.missing().is_empty());
                }
                summary.ticked += usize::from(state.ticked);
            }
            summary.duplicate_pairs += self.pairs_of(capture);
            summary.problems += capture.problems().count();
            for diagnostic in &capture.plan.diagnostics {
                let count = codes.entry(diagnostic.code).or_insert_with(|| CodeCount {
                    code: diagnostic.code,
                    severity: diagnostic.severity,
                    count: 0,
                    message: diagnostic.message.clone(),
                });
                count.count += 1;
                count.severity = count.severity.max(diagnostic.severity);
            }
        }
        summary.by_code = codes.into_values().collect();
        summary
            .by_code
            .sort_by_key(|c| (std::cmp::Reverse(c.severity), std::cmp::Reverse(c.count)));
        summary
    }

    /// The search that the captures say they are the result of, as far as they agree: what
    /// an import keeps where nobody says otherwise.
    pub fn search(&self) -> SearchTold {
        let mut info = BatchInfo::default();
        let captures = self.captures.iter().map(Loaded::capture);
        complete(&mut info, captures.map(|capture| &capture.search));
        SearchTold {
            database: info.database,
            searched: info.searched,
            search: info.search,
        }
    }

    /// The pairs that a capture's records are the first of.
    fn pairs_of(&self, capture: &Loaded) -> usize {
        let counts = |record: &PlannedRecord, state: &State| state.ticked || !is_listed(record);
        let other_counts = |id: RecordId| {
            let other = self.loaded(id.capture).ok();
            other.is_some_and(|other| {
                let index = id.record as usize;
                counts(&other.plan.records[index], &other.states[index])
            })
        };
        let pairs = capture.plan.records.iter().zip(&capture.states).enumerate();
        pairs
            .map(|(index, (record, state))| {
                let this = RecordId {
                    capture: capture.id,
                    record: index as u32,
                };
                let own = counts(record, state);
                let in_tray = state
                    .in_tray
                    .iter()
                    .filter_map(Duplicate::in_tray)
                    .filter(|other| this < *other && (own || other_counts(*other)));
                in_tray.count() + if own { state.in_library.len() } else { 0 }
            })
            .sum()
    }

    /// The captures, in the order in which they came.
    pub fn captures(&self) -> impl Iterator<Item = CaptureView<'_>> {
        self.captures.iter().map(|capture| {
            let records = &capture.plan.records;
            let listed = records.iter().filter(|record| is_listed(record)).count();
            CaptureView {
                id: capture.id,
                name: capture.name.as_deref(),
                encoding: &capture.capture().encoding,
                format: capture.capture().format.as_deref(),
                choices: &capture.choices,
                references: records.len() - listed,
                listed,
                text_len: capture.text().len(),
                diagnostics: &capture.plan.diagnostics,
            }
        })
    }

    /// Records of a capture, a part at a time.
    pub fn records(
        &self,
        capture: u32,
        offset: usize,
        limit: usize,
    ) -> Result<Vec<RecordView<'_>>, TrayError> {
        let capture = self.loaded(capture)?;
        let all = 0..capture.plan.records.len();
        Ok(capture.views(all.skip(offset).take(limit)))
    }

    /// Records of a capture that a person should look at, a part at a time; see
    /// [`TraySummary::problems`].
    pub fn problems(
        &self,
        capture: u32,
        offset: usize,
        limit: usize,
    ) -> Result<Vec<RecordView<'_>>, TrayError> {
        let capture = self.loaded(capture)?;
        Ok(capture.views(capture.problems().skip(offset).take(limit)))
    }

    /// One record.
    pub fn record(&self, id: RecordId) -> Result<RecordView<'_>, TrayError> {
        let capture = self.loaded(id.capture)?;
        let mut views = capture.views(std::iter::once(id.record as usize));
        views.pop().ok_or(TrayError::UnknownRecord(id))
    }

    /// The decoded text of a capture in segments.
    pub fn text_of(&self, capture: u32) -> Result<TrayText<'_>, TrayError> {
        let capture = self.loaded(capture)?;
        let references: Vec<&Reference> =
            capture.plan.records.iter().map(|r| &r.reference).collect();
        let text = capture.text();
        Ok(TrayText {
            text,
            segments: segments(text, &references),
        })
    }
}

fn is_listed(record: &PlannedRecord) -> bool {
    record.relation == Some(PageRelation::Related)
}

impl Loaded {
    fn views(&self, indices: impl Iterator<Item = usize>) -> Vec<RecordView<'_>> {
        let of = |record: usize| RecordId {
            capture: self.id,
            record: record as u32,
        };
        let mut views: Vec<RecordView<'_>> = indices
            .filter_map(|index| {
                let record = self.plan.records.get(index)?;
                let state: &State = self.states.get(index)?;
                Some(RecordView {
                    id: of(index),
                    reference: &record.reference,
                    key: &record.key,
                    relation: record.relation,
                    main: record.main.map(of),
                    range: record_of(&record.reference).unwrap_or_default(),
                    ticked: state.ticked,
                    missing: record.reference.missing(),
                    duplicates: state.duplicates().collect(),
                    choice: state.choice,
                    fixes: self
                        .fixes
                        .iter()
                        .filter(|f| f.record == Some(index))
                        .count(),
                    diagnostics: Vec::new(),
                })
            })
            .collect();
        let places: BTreeMap<u32, usize> = views
            .iter()
            .enumerate()
            .map(|(place, view)| (view.id.record, place))
            .collect();
        for diagnostic in &self.plan.diagnostics {
            let place = diagnostic.record.and_then(|record| places.get(&record));
            if let Some(place) = place {
                views[*place].diagnostics.push(diagnostic);
            }
        }
        views
    }

    /// Records that a person should look at, in order.
    fn problems(&self) -> impl Iterator<Item = usize> + '_ {
        let told: std::collections::BTreeSet<u32> = self
            .plan
            .diagnostics
            .iter()
            .filter(|d| d.severity > Severity::Note)
            .filter_map(|d| d.record)
            .collect();
        (0..self.plan.records.len()).filter(move |index| {
            let record = &self.plan.records[*index];
            told.contains(&(*index as u32))
                || self.states[*index].has_duplicates()
                || !is_listed(record) && !record.reference.missing().is_empty()
        })
    }
}

impl Duplicate {
    /// The record of the tray that it is, if it is one.
    pub fn in_tray(&self) -> Option<RecordId> {
        match self.of {
            DuplicateOf::Tray(id) => Some(id),
            DuplicateOf::Library { .. } => None,
        }
    }
}
