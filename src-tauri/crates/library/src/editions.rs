//! Two records of one work in two languages, joined as its language editions.
//!
//! The one that is kept takes in what the other says, each value with its source, and
//! stands for both in every list. The other stays as it was, out of sight, so that
//! splitting them brings both back.

use crate::error::{LibraryError, Result};
use crate::library::Library;
use diglot_duplicates::{Choices, merge};
use diglot_model::{Field, LanguageTag, Reference, TextField};
use diglot_store::{
    Operation, OperationId, OperationState, ReferenceId, Relation, RelationKind, Stored,
};
use serde_json::Value;

impl Library {
    /// Joins two records of one work in two languages: `keep` stands for both from here on.
    /// Their DOIs may differ; both stay.
    pub fn join_editions(
        &mut self,
        keep: ReferenceId,
        other: ReferenceId,
    ) -> Result<Option<OperationId>> {
        let (kept, joined) = (
            self.store.get_present(keep)?,
            self.store.get_present(other)?,
        );
        if keep == other {
            return Err(LibraryError::NotEditions("they are the same"));
        }
        if kept.standing != joined.standing {
            return Err(LibraryError::NotEditions(
                "one of them is only listed on a page",
            ));
        }
        let languages = [&kept, &joined].map(|stored| main_language(&stored.reference));
        if let [Some(a), Some(b)] = &languages
            && a.same_language(b)
            && !adds_language(&kept.reference, &joined.reference)
        {
            return Err(LibraryError::NotEditions("both are in the same language"));
        }
        let merged = merge(&kept.reference, &joined.reference, &Choices::default());
        let ((), done) = self.store.transact(&Operation::JoinEditions, |tx| {
            tx.relate(other, RelationKind::TranslationOf, keep, None)?;
            tx.update(keep, &merged)?;
            tx.merge_into(other, keep)
        })?;
        Ok(done)
    }

    /// The records that are joined with a reference as its editions in other languages, as
    /// they were.
    pub fn editions(&self, id: ReferenceId) -> Result<Vec<Stored>> {
        let relations = self.edition_relations(id)?;
        relations
            .into_iter()
            .map(|relation| Ok(self.store.get(relation.subject)?))
            .collect()
    }

    /// Makes a joined record a reference of its own again. What came from it leaves the
    /// other; what a person edited since then stays.
    pub fn split_editions(
        &mut self,
        keep: ReferenceId,
        other: ReferenceId,
    ) -> Result<Option<OperationId>> {
        let current = self.store.get_present(keep)?.reference;
        let relations = self.edition_relations(keep)?;
        let relation = relations.iter().find(|relation| relation.subject == other);
        let relation = relation.ok_or(LibraryError::NotEditions("they are not joined"))?;
        let after = self.without(keep, other, &current)?;
        let ((), done) = self.store.transact(&Operation::SplitEditions, |tx| {
            tx.update(keep, &after)?;
            tx.part(other)?;
            tx.unrelate(relation.id)
        })?;
        Ok(done)
    }

    fn edition_relations(&self, id: ReferenceId) -> Result<Vec<Relation>> {
        let mut relations = self.store.relations_to(id)?;
        relations.retain(|relation| relation.kind == RelationKind::TranslationOf);
        // A translation that stands on its own is related, not joined.
        let mut joined = Vec::new();
        for relation in relations {
            if self.store.get(relation.subject)?.merged_into == Some(id) {
                joined.push(relation);
            }
        }
        Ok(joined)
    }

    /// What `keep` is without what joining `other` brought, field by field as the log has
    /// it.
    fn without(
        &self,
        keep: ReferenceId,
        other: ReferenceId,
        current: &Reference,
    ) -> Result<Reference> {
        let joins = self.store.history(other)?;
        let join = joins
            .iter()
            .rfind(|entry| {
                entry.operation.operation == Operation::JoinEditions
                    && entry.operation.state == OperationState::Applied
            })
            .ok_or(LibraryError::NotEditions("the log does not know how"))?;
        let mut after = current.clone();
        for entry in self.store.history(keep)? {
            if entry.operation.id != join.operation.id {
                continue;
            }
            for (name, before, then) in &entry.changes {
                let Ok(field) = Field::from_name(name) else {
                    continue;
                };
                let now = current.field(field);
                let value = parted(&now, before, then, field == Field::Sources);
                after
                    .set_field(field, value)
                    .map_err(diglot_store::StoreError::from)?;
            }
        }
        Ok(after)
    }
}

/// A value without what made `then` of `before`. `fixed` says that others point into the
/// list by number: it stays as it is when something was added since.
fn parted(now: &Value, before: &Value, then: &Value, fixed: bool) -> Value {
    if now == then {
        return before.clone();
    }
    let none = Vec::new();
    let list = |value: &Value| match value {
        Value::Array(values) => Some(values.clone()),
        Value::Null => Some(none.clone()),
        _ => None,
    };
    let (Some(now_list), Some(before), Some(then)) = (list(now), list(before), list(then)) else {
        return now.clone();
    };
    if fixed {
        return now.clone();
    }
    let mut out = Vec::new();
    // What the join changed in place comes back where it stood.
    let mut gone = before
        .iter()
        .filter(|value| !then.contains(value) && !now_list.contains(value));
    for value in &now_list {
        if then.contains(value) && !before.contains(value) {
            out.extend(gone.next().cloned());
        } else {
            out.push(value.clone());
        }
    }
    out.extend(gone.cloned());
    if out.is_empty() {
        Value::Null
    } else {
        Value::Array(out)
    }
}

/// The language of a record: that of its first title, of its abstract, or as stated.
fn main_language(reference: &Reference) -> Option<LanguageTag> {
    let title = reference.texts(TextField::Title).first();
    title
        .map(|title| title.lang.clone())
        .or_else(|| reference.own_language())
}

/// Whether a record has a title or an abstract in a language that another lacks.
fn adds_language(kept: &Reference, other: &Reference) -> bool {
    let languages = |reference: &Reference| -> Vec<LanguageTag> {
        let titles = reference.texts(TextField::Title).iter();
        titles
            .map(|title| title.lang.clone())
            .chain(reference.abstracts.iter().map(|text| text.lang.clone()))
            .collect()
    };
    let known = languages(kept);
    languages(other)
        .iter()
        .any(|lang| !known.iter().any(|own| own.same_language(lang)))
}
