//! Importing a plan: all of it as one operation, or nothing.

mod delivery;
mod large;

pub(crate) use delivery::complete;
pub(crate) use delivery::{Delivered, Delivery, Fate, Incoming};
pub use delivery::{ImportProgress, OnProgress};

use crate::duplicates::DuplicateGroup;
use crate::error::{LibraryError, Result};
use crate::library::Library;
use diglot_duplicates::{Group, Verdict, groups, matches};
use diglot_formats::Severity;
use diglot_import::{ImportPlan, PlannedDiagnostic, PlannedRecord};
use diglot_model::{PageRelation, Reference};
use diglot_store::{BatchId, BatchInfo, OperationId, ReferenceId, Standing, Stored};
use std::ops::ControlFlow;

/// What is done with a record that is the same work as another beyond doubt.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OnDuplicate {
    /// Both are kept; the report names them.
    #[default]
    Keep,
    /// The record's values join those of the reference that was there.
    Merge,
    /// The record is left out.
    Skip,
}

/// How a plan is imported.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// Whether works that a page lists become references like the page's own.
    pub with_related: bool,
    /// What is done with records that are the same work as another. Works that a page
    /// lists are always kept.
    pub on_duplicate: OnDuplicate,
    /// What the user knows about the source; the names of the files are filled in.
    pub info: BatchInfo,
}

/// What an import brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportReport {
    /// The import.
    pub batch: BatchId,
    /// The operation that undoing it would undo.
    pub operation: OperationId,
    /// The references that came, in the plan's order.
    pub references: Vec<ReferenceId>,
    /// The listed works that came, in the plan's order.
    pub listed: Vec<ReferenceId>,
    /// References that took in a record each.
    pub merged: Vec<ReferenceId>,
    /// The keys of records that were left out.
    pub skipped: Vec<String>,
    /// Groups of works that are the same or may be, at least one of them new.
    pub duplicates: Vec<DuplicateGroup>,
    /// How many of the references lack something.
    pub missing: usize,
    /// What there is to say about the files.
    pub diagnostics: Vec<ImportDiagnostic>,
}

/// A remark on a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportDiagnostic {
    /// The file's name.
    pub file: String,
    /// Number of the record in it, from 0.
    pub record: Option<u32>,
    /// Bytes in its decoded text.
    pub span: Option<(u64, u64)>,
    /// How serious it is.
    pub severity: Severity,
    /// A stable name.
    pub code: &'static str,
    /// One sentence for people.
    pub message: String,
}

impl Library {
    /// Imports a plan as one operation. When this returns, the import is on the disk and
    /// can be searched.
    pub fn import(&mut self, plan: ImportPlan, options: &ImportOptions) -> Result<ImportReport> {
        let diagnostics = plan_remarks(&plan);
        if plan.records.is_empty() {
            let files: Vec<String> = plan.captures.into_iter().map(|c| c.name).collect();
            return Err(LibraryError::NothingToImport(files.join(", ")));
        }
        let candidates = self.candidates(plan.records.iter().map(|record| &record.reference))?;
        let fates = decide(&plan.records, &candidates, options);
        let records = plan
            .records
            .iter()
            .zip(fates)
            .map(|(record, fate)| Incoming {
                record,
                capture: record.capture,
                main: record.main,
                standing: standing(record, options.with_related),
                fate,
            });
        let delivery = Delivery {
            captures: plan.captures.iter().collect(),
            records: records.collect(),
            info: options.info.clone(),
            ..Delivery::default()
        };
        let found = judge(&delivery, &candidates, |_| true);
        let delivered = self.deliver(&delivery, &mut |_| ControlFlow::Continue(()))?;
        // Nobody stops it.
        let nothing = || LibraryError::NothingToImport(String::new());
        let delivered = delivered.ok_or_else(nothing)?;
        Ok(report(
            &delivery,
            &delivered,
            found,
            &candidates,
            diagnostics,
        ))
    }
}

/// What there is to say about a delivery that was written.
pub(crate) fn report(
    delivery: &Delivery<'_>,
    delivered: &Delivered,
    found: Vec<Group>,
    candidates: &[Stored],
    diagnostics: Vec<ImportDiagnostic>,
) -> ImportReport {
    let records = &delivery.records;
    let comes = |fate: Fate| matches!(fate, Fate::Comes | Fate::TakesIn(_));
    let coming = |standing: Standing| -> Vec<usize> {
        (0..records.len())
            .filter(|i| comes(records[*i].fate) && records[*i].standing == standing)
            .collect()
    };
    let (references, listed) = (coming(Standing::Reference), coming(Standing::Listed));
    let ids = |indices: &[usize]| -> Vec<ReferenceId> {
        indices.iter().filter_map(|i| delivered.ids[*i]).collect()
    };
    let id_of = |member: usize| match member.checked_sub(records.len()) {
        Some(candidate) => Some(candidates[candidate].id),
        None => delivered.ids[member],
    };
    let joins = |fate: Fate| matches!(fate, Fate::JoinsStored(_) | Fate::JoinsRecord(_));
    let mut merged: Vec<ReferenceId> = (0..records.len())
        .filter(|i| joins(records[*i].fate))
        .filter_map(|i| delivery.home_of(i, &delivered.ids))
        .collect();
    merged.sort_unstable();
    merged.dedup();
    let left_out = records.iter().filter(|r| r.fate == Fate::LeftOut);
    ImportReport {
        batch: delivered.batch,
        operation: delivered.operation,
        missing: references
            .iter()
            .filter(|i| delivered.incomplete[**i])
            .count(),
        references: ids(&references),
        listed: ids(&listed),
        merged,
        skipped: left_out.map(|r| r.record.key.clone()).collect(),
        duplicates: found
            .into_iter()
            .map(|group| DuplicateGroup {
                members: group.members.into_iter().filter_map(id_of).collect(),
                verdict: group.verdict,
                why: group.why,
            })
            .collect(),
        diagnostics,
    }
}

pub(crate) fn standing(record: &PlannedRecord, with_related: bool) -> Standing {
    if record.relation == Some(PageRelation::Related) && !with_related {
        Standing::Listed
    } else {
        Standing::Reference
    }
}

/// Decides what happens to each record.
fn decide(records: &[PlannedRecord], candidates: &[Stored], options: &ImportOptions) -> Vec<Fate> {
    let mut fates = vec![Fate::Comes; records.len()];
    if options.on_duplicate == OnDuplicate::Keep {
        return fates;
    }
    let own: Vec<usize> = (0..records.len())
        .filter(|i| standing(&records[*i], options.with_related) == Standing::Reference)
        .collect();
    let new: Vec<&Reference> = own.iter().map(|i| &records[*i].reference).collect();
    let there: Vec<&Stored> = candidates
        .iter()
        .filter(|stored| stored.standing == Standing::Reference)
        .collect();
    let references: Vec<&Reference> = there.iter().map(|stored| &stored.reference).collect();
    let fate_of = |join: Fate| match options.on_duplicate {
        OnDuplicate::Skip => Fate::LeftOut,
        OnDuplicate::Keep | OnDuplicate::Merge => join,
    };
    for found in matches(&new, &references) {
        let fate = &mut fates[own[found.new]];
        if found.judgement.verdict == Verdict::Same && *fate == Fate::Comes {
            *fate = fate_of(Fate::JoinsStored(there[found.candidate].id));
        }
    }
    let rest: Vec<usize> = own
        .into_iter()
        .filter(|i| fates[*i] == Fate::Comes)
        .collect();
    let new: Vec<&Reference> = rest.iter().map(|i| &records[*i].reference).collect();
    for group in groups(&new) {
        if group.verdict != Verdict::Same {
            continue;
        }
        // What a page lists joins the page's own work, which is written first.
        let mut members: Vec<usize> = group.members.iter().map(|m| rest[*m]).collect();
        members.sort_by_key(|i| (records[*i].main.is_some(), *i));
        if let [first, others @ ..] = &members[..] {
            for other in others {
                fates[*other] = fate_of(Fate::JoinsRecord(*first));
            }
        }
    }
    fates
}

/// Groups of works of which at least one comes in now, among the records that are asked
/// about. Members from the number of records on are candidates.
pub(crate) fn judge(
    delivery: &Delivery<'_>,
    candidates: &[Stored],
    asked: impl Fn(usize) -> bool,
) -> Vec<Group> {
    let records = &delivery.records;
    let coming: Vec<usize> = (0..records.len())
        .filter(|i| records[*i].fate == Fate::Comes && asked(*i))
        .collect();
    let places: Vec<usize> = (records.len()..records.len() + candidates.len())
        .chain(coming.iter().copied())
        .collect();
    let all: Vec<&Reference> = candidates
        .iter()
        .map(|stored| &stored.reference)
        .chain(coming.iter().map(|i| &records[*i].record.reference))
        .collect();
    let mut found = groups(&all);
    for group in &mut found {
        for member in &mut group.members {
            *member = places[*member];
        }
    }
    found.retain(|group| group.members.iter().any(|member| *member < records.len()));
    found
}

/// What there is to say about a plan, with the names of its files.
pub fn plan_remarks(plan: &ImportPlan) -> Vec<ImportDiagnostic> {
    let name = |diagnostic: &PlannedDiagnostic| {
        let capture = plan.captures.get(diagnostic.capture);
        capture.map_or("", |capture| capture.name.as_str())
    };
    let diagnostics = plan.diagnostics.iter();
    diagnostics.map(|d| named(d, name(d))).collect()
}

/// A remark with the name of its file.
pub(crate) fn named(diagnostic: &PlannedDiagnostic, file: &str) -> ImportDiagnostic {
    ImportDiagnostic {
        file: file.to_owned(),
        record: diagnostic.record,
        span: diagnostic.span,
        severity: diagnostic.severity,
        code: diagnostic.code,
        message: diagnostic.message.clone(),
    }
}
