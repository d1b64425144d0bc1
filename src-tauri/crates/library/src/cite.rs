//! Formatted references of a library or of files.

use diglot_cite::{CitedItem, Style};
use diglot_import::ImportPlan;
use diglot_model::Reference;
use diglot_store::Stored;

/// Formats works as the entries of one bibliography, in the order of the style.
///
/// See [`diglot_cite::cite`] for the meaning of `locale`.
pub fn cite(works: &[Stored], style: &Style, locale: Option<&str>) -> Vec<CitedItem> {
    let works: Vec<(String, &Reference)> = works
        .iter()
        .map(|work| (work.id.to_string(), &work.reference))
        .collect();
    diglot_cite::cite(&works, style, locale)
}

/// Formats the records of a plan; their ids are those that `convert` gives them.
pub fn cite_plan(plan: &ImportPlan, style: &Style, locale: Option<&str>) -> Vec<CitedItem> {
    let works: Vec<(String, &Reference)> = plan
        .records
        .iter()
        .map(|record| (record.key.clone(), &record.reference))
        .collect();
    diglot_cite::cite(&works, style, locale)
}
