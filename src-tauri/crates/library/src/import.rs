//! Importing a plan: all of it as one operation, or nothing.

use crate::duplicates::DuplicateGroup;
use crate::error::{LibraryError, Result};
use crate::library::Library;
use diglot_duplicates::{Choices, Verdict, groups, matches, merge};
use diglot_formats::Severity;
use diglot_import::{ImportPlan, PlannedCapture, PlannedDiagnostic, PlannedRecord};
use diglot_model::{PageRelation, Reference, Source};
use diglot_store::{
    BatchId, BatchInfo, Capture, ImportWriter, NewReference, OperationId, ReferenceId,
    RelationKind, Standing, Stored,
};
use diglot_text::decode::DECODER_VERSION;
use std::collections::BTreeMap;

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

/// What happens to a record of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It comes in.
    Comes,
    /// It is left out.
    LeftOut,
    /// It joins a work that is in the library.
    JoinsStored(ReferenceId),
    /// It joins an earlier record of the plan.
    JoinsRecord(usize),
}

impl Library {
    /// Imports a plan as one operation. When this returns, the import is on the disk and
    /// can be searched.
    pub fn import(&mut self, plan: ImportPlan, options: &ImportOptions) -> Result<ImportReport> {
        let diagnostics = name_files(&plan);
        if plan.records.is_empty() {
            let files: Vec<String> = plan.captures.into_iter().map(|c| c.name).collect();
            return Err(LibraryError::NothingToImport(files.join(", ")));
        }
        let candidates = self.candidates(plan.records.iter().map(|record| &record.reference))?;
        let fates = decide(&plan.records, &candidates, options);
        let found = judge(&plan.records, &candidates, &fates);
        let files: Vec<String> = plan.captures.iter().map(|c| c.name.clone()).collect();
        let info = BatchInfo {
            files: files.clone(),
            ..options.info.clone()
        };
        let mut planned = Planned::new(plan.records, &fates, options.with_related);
        let merged = planned.merge_into_stored(&fates, &candidates);

        let mut writer = self.store.import(&info)?;
        let batch = writer.batch();
        for capture in plan.captures {
            writer.capture(&capture_of(capture))?;
        }
        planned.write(&mut writer, &fates)?;
        let operation = writer.commit(files, |tx| {
            merged
                .iter()
                .try_for_each(|(id, reference)| tx.update(*id, reference))
                .map_err(LibraryError::from)
        })?;
        Ok(planned.report(batch, operation, &fates, found, &candidates, diagnostics))
    }
}

/// The records of a plan on their way into the library.
struct Planned {
    keys: Vec<String>,
    standing: Vec<Standing>,
    mains: Vec<Option<(usize, Option<u32>)>>,
    /// Taken out when they are written.
    references: Vec<Reference>,
    incomplete: Vec<bool>,
    ids: Vec<Option<ReferenceId>>,
}

impl Planned {
    fn new(records: Vec<PlannedRecord>, fates: &[Fate], with_related: bool) -> Self {
        let mut planned = Self {
            keys: Vec::with_capacity(records.len()),
            standing: records.iter().map(|r| standing(r, with_related)).collect(),
            mains: Vec::with_capacity(records.len()),
            references: Vec::with_capacity(records.len()),
            incomplete: Vec::with_capacity(records.len()),
            ids: vec![None; records.len()],
        };
        for mut record in records {
            let mut rank = None;
            if let Some(Source::Capture(source)) = record.reference.sources.first_mut() {
                source.capture = record.capture as u32;
                rank = source.listed_rank;
            }
            planned.keys.push(record.key);
            planned.mains.push(record.main.map(|main| (main, rank)));
            planned
                .incomplete
                .push(!record.reference.missing().is_empty());
            planned.references.push(record.reference);
        }
        for (index, fate) in fates.iter().enumerate() {
            if let Fate::JoinsRecord(target) = *fate {
                let kept = &planned.references[target];
                let joined = merge(kept, &planned.references[index], &Choices::new());
                planned.references[target] = joined;
                planned.incomplete[target] = !planned.references[target].missing().is_empty();
            }
        }
        planned
    }

    /// The stored references with the values of the records that join them.
    fn merge_into_stored(
        &self,
        fates: &[Fate],
        candidates: &[Stored],
    ) -> BTreeMap<ReferenceId, Reference> {
        let mut merged: BTreeMap<ReferenceId, Reference> = BTreeMap::new();
        for (index, fate) in fates.iter().enumerate() {
            let Fate::JoinsStored(id) = *fate else {
                continue;
            };
            let before = merged
                .get(&id)
                .or_else(|| candidates.iter().find(|c| c.id == id).map(|c| &c.reference));
            if let Some(before) = before {
                let after = merge(before, &self.references[index], &Choices::new());
                merged.insert(id, after);
            }
        }
        merged
    }

    /// Writes the records: those that others refer to come first.
    fn write(&mut self, writer: &mut ImportWriter<'_>, fates: &[Fate]) -> Result<()> {
        let all = 0..self.references.len();
        let (own, listed): (Vec<usize>, Vec<usize>) =
            all.partition(|index| self.mains[*index].is_none());
        for index in own.into_iter().chain(listed) {
            let merged_into = match fates[index] {
                Fate::LeftOut => continue,
                Fate::Comes => None,
                Fate::JoinsStored(id) => Some(id),
                Fate::JoinsRecord(target) => self.ids[target],
            };
            let relations = self.mains[index]
                .and_then(|(main, rank)| {
                    Some((RelationKind::ListedOn, self.home_of(main, fates)?, rank))
                })
                .into_iter()
                .collect();
            let new = NewReference {
                reference: std::mem::take(&mut self.references[index]),
                standing: self.standing[index],
                merged_into,
                relations,
            };
            self.ids[index] = Some(writer.add(new)?);
        }
        Ok(())
    }

    /// The work that a record became or became part of.
    fn home_of(&self, index: usize, fates: &[Fate]) -> Option<ReferenceId> {
        match *fates.get(index)? {
            Fate::Comes => self.ids[index],
            Fate::JoinsStored(id) => Some(id),
            Fate::JoinsRecord(target) => self.ids[target],
            Fate::LeftOut => None,
        }
    }

    fn report(
        self,
        batch: BatchId,
        operation: OperationId,
        fates: &[Fate],
        found: Vec<diglot_duplicates::Group>,
        candidates: &[Stored],
        diagnostics: Vec<ImportDiagnostic>,
    ) -> ImportReport {
        let coming = |standing: Standing| -> Vec<usize> {
            (0..fates.len())
                .filter(|i| fates[*i] == Fate::Comes && self.standing[*i] == standing)
                .collect()
        };
        let (references, listed) = (coming(Standing::Reference), coming(Standing::Listed));
        let ids = |indices: &[usize]| -> Vec<ReferenceId> {
            indices.iter().filter_map(|i| self.ids[*i]).collect()
        };
        let id_of = |member: usize| match member.checked_sub(fates.len()) {
            Some(candidate) => Some(candidates[candidate].id),
            None => self.ids[member],
        };
        let mut merged: Vec<ReferenceId> = (0..fates.len())
            .filter(|i| matches!(fates[*i], Fate::JoinsStored(_) | Fate::JoinsRecord(_)))
            .filter_map(|i| self.home_of(i, fates))
            .collect();
        merged.sort_unstable();
        merged.dedup();
        ImportReport {
            batch,
            operation,
            missing: references.iter().filter(|i| self.incomplete[**i]).count(),
            references: ids(&references),
            listed: ids(&listed),
            merged,
            skipped: (0..fates.len())
                .filter(|i| fates[*i] == Fate::LeftOut)
                .map(|i| self.keys[i].clone())
                .collect(),
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
}

fn standing(record: &PlannedRecord, with_related: bool) -> Standing {
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

/// Groups of works of which at least one comes in now. Members from the number of records
/// on are candidates.
fn judge(
    records: &[PlannedRecord],
    candidates: &[Stored],
    fates: &[Fate],
) -> Vec<diglot_duplicates::Group> {
    let coming: Vec<usize> = (0..records.len())
        .filter(|i| fates[*i] == Fate::Comes)
        .collect();
    let places: Vec<usize> = (records.len()..records.len() + candidates.len())
        .chain(coming.iter().copied())
        .collect();
    let all: Vec<&Reference> = candidates
        .iter()
        .map(|stored| &stored.reference)
        .chain(coming.iter().map(|i| &records[*i].reference))
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

fn capture_of(capture: PlannedCapture) -> Capture {
    Capture {
        name: capture.name,
        encoding: capture.encoding,
        decoder: DECODER_VERSION,
        format: capture.format,
        bytes: capture.bytes,
    }
}

fn name_files(plan: &ImportPlan) -> Vec<ImportDiagnostic> {
    let name = |diagnostic: &PlannedDiagnostic| {
        plan.captures
            .get(diagnostic.capture)
            .map(|capture| capture.name.clone())
            .unwrap_or_default()
    };
    plan.diagnostics
        .iter()
        .map(|diagnostic| ImportDiagnostic {
            file: name(diagnostic),
            record: diagnostic.record,
            span: diagnostic.span,
            severity: diagnostic.severity,
            code: diagnostic.code,
            message: diagnostic.message.clone(),
        })
        .collect()
}
