//! Alignments of a TMX file as links of sentences.
//!
//! Segments are found in the abstracts by their letters alone, so that what other tools do
//! to spaces does not matter. Only what differs from what the aligner says is kept.

use crate::error::{LibraryError, Result};
use crate::library::Library;
use crate::links::LinkPlan;
use diglot_formats::tmx::{self, Unit};
use diglot_store::{Operation, OperationId, ReferenceId};
use diglot_text::decode::decode;
use std::collections::BTreeMap;

/// What a file of alignments brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LinksReport {
    /// The references whose links changed.
    pub references: Vec<ReferenceId>,
    /// How many links were made.
    pub links: usize,
    /// How many pairs are as they were.
    pub agreed: usize,
    /// What could not be used.
    pub unmatched: Vec<Unmatched>,
    /// The operation that undoing it would undo.
    pub operation: Option<OperationId>,
}

/// A unit that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmatched {
    /// Its number in the file, from 0.
    pub unit: usize,
    /// Why, in words.
    pub why: &'static str,
}

impl Library {
    /// Takes the alignments of a TMX file over as links, as one operation. Units name their
    /// reference by its id; those that do not belong to `reference`, when it is given.
    pub fn import_links(
        &mut self,
        name: &str,
        bytes: &[u8],
        reference: Option<ReferenceId>,
    ) -> Result<LinksReport> {
        let decoded = decode(bytes);
        let text = decoded.map_err(|error| LibraryError::NoAlignment(error.to_string()))?;
        let units = tmx::read(&text.text).map_err(LibraryError::NoAlignment)?;
        let mut report = LinksReport::default();
        let mut by_reference: BTreeMap<ReferenceId, Vec<(usize, &Unit)>> = BTreeMap::new();
        for (number, unit) in units.iter().enumerate() {
            let named = unit
                .document
                .as_deref()
                .and_then(|id| self.resolve(id).ok());
            match named.or(reference) {
                Some(id) => by_reference.entry(id).or_default().push((number, unit)),
                None => report.unmatched.push(Unmatched {
                    unit: number,
                    why: "it names no reference of this library",
                }),
            }
        }
        let mut changed = Vec::new();
        for (id, units) in by_reference {
            let mut after = self.store.get_present(id)?.reference;
            let Some(mut plan) = LinkPlan::of(&after) else {
                report
                    .unmatched
                    .extend(units.iter().map(|(unit, _)| Unmatched {
                        unit: *unit,
                        why: "its reference has no abstract in two languages",
                    }));
                continue;
            };
            for (number, unit) in units {
                if is_title(unit) {
                    continue;
                }
                let sides: Vec<(&str, &str)> = unit
                    .variants
                    .iter()
                    .map(|variant| (variant.lang.as_str(), variant.text.as_str()))
                    .collect();
                match plan.say(&sides) {
                    Ok(true) => report.links += 1,
                    Ok(false) => report.agreed += 1,
                    Err(why) => report.unmatched.push(Unmatched { unit: number, why }),
                }
            }
            let links = plan.links();
            if links != after.links {
                after.links = links;
                report.references.push(id);
                changed.push((id, after));
            }
        }
        let operation = Operation::ImportLinks {
            file: name.to_owned(),
        };
        let ((), done) = self.store.transact(&operation, |tx| {
            changed
                .iter()
                .try_for_each(|(id, after)| tx.update(*id, after))
        })?;
        report.operation = done;
        Ok(report)
    }
}

fn is_title(unit: &Unit) -> bool {
    let mut properties = unit.properties.iter();
    properties.any(|(kind, value)| kind == "x-part" && value == "title")
}
