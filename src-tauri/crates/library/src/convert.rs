//! Reading and writing files without a library.

use crate::inputs::InputFile;
use diglot_duplicates::{Group, groups};
use diglot_formats::csl_json::ItemContext;
use diglot_formats::output::{ExportItem, Exported, OutputFormat, write};
use diglot_import::{Choices, ImportPlan};
use diglot_model::Reference;
use diglot_store::Stored;

/// Reads files into a plan that holds all their records.
pub fn plan(files: Vec<InputFile>, choices: &Choices) -> ImportPlan {
    let mut plan = ImportPlan::default();
    for file in files {
        plan.add(file.name, file.bytes, choices);
    }
    plan
}

/// Writes the records of a plan in a format.
pub fn convert(plan: &ImportPlan, format: OutputFormat) -> Exported {
    let items: Vec<ExportItem<'_>> = plan
        .records
        .iter()
        .map(|record| ExportItem {
            reference: &record.reference,
            context: ItemContext {
                id: record.key.clone(),
                relation: record.relation,
                provenance: false,
            },
        })
        .collect();
    write(&items, format)
}

/// Writes works of a library in a format.
pub fn export(works: &[Stored], format: OutputFormat) -> Exported {
    let items: Vec<ExportItem<'_>> = works
        .iter()
        .map(|work| ExportItem {
            reference: &work.reference,
            context: item_context(work),
        })
        .collect();
    write(&items, format)
}

/// A work of a library as a CSL-JSON item, with the source of every value.
pub fn item(work: &Stored) -> serde_json::Value {
    diglot_formats::csl_json::item(&work.reference, &item_context(work))
}

fn item_context(work: &Stored) -> ItemContext {
    ItemContext {
        id: work.id.to_string(),
        relation: (work.standing == diglot_store::Standing::Listed)
            .then_some(diglot_model::PageRelation::Related),
        provenance: true,
    }
}

/// The disjoint groups of a plan's records that are the same work or may be.
pub fn duplicates_of(plan: &ImportPlan) -> Vec<Group> {
    let references: Vec<&Reference> = plan.records.iter().map(|r| &r.reference).collect();
    groups(&references)
}
