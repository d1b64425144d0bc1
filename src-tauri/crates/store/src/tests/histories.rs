//! Random histories: whatever is done, undoing all of it leads back, and redoing leads
//! forth again, to the same bytes.

use super::support::{article, cases, with_doi};
use crate::{
    Access, BatchInfo, Filter, NewReference, Operation, Options, ReferenceId, RelationKind, Sort,
    Standing, Store, StoreError,
};
use diglot_model::{Field, ReferenceType};
use proptest::prelude::*;
use proptest::sample::Index;
use std::path::Path;
use tempfile::tempdir;

#[derive(Debug, Clone)]
enum Step {
    Import(u8),
    Edit(Index, u8),
    Merge(Index, Index),
    Delete(Index),
    Adopt(Index),
    Relate(Index, Index),
    Unrelate(Index),
    Undo,
    Redo,
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    let index = any::<Index>;
    prop_oneof![
        2 => (1_u8..7).prop_map(Step::Import),
        3 => (index(), any::<u8>()).prop_map(|(at, n)| Step::Edit(at, n)),
        2 => (index(), index()).prop_map(|(a, b)| Step::Merge(a, b)),
        1 => index().prop_map(Step::Delete),
        1 => index().prop_map(Step::Adopt),
        1 => (index(), index()).prop_map(|(a, b)| Step::Relate(a, b)),
        1 => index().prop_map(Step::Unrelate),
        4 => Just(Step::Undo),
        2 => Just(Step::Redo),
        1 => Just(Step::Reopen),
    ]
}

/// Chunks of two references, so that imports are staged.
fn open(dir: &Path) -> Store {
    let options = Options {
        chunk: 2,
        keys: |reference| vec![reference.title().map_or(0, |title| title.len() as u64)],
        keys_version: 1,
    };
    Store::open_with(dir, Access::Write, options).unwrap()
}

fn ids(store: &Store, standing: Standing) -> Vec<ReferenceId> {
    store
        .list_ids(standing, &Filter::default(), Sort::default())
        .unwrap()
}

fn all_ids(store: &Store) -> Vec<ReferenceId> {
    let mut all = ids(store, Standing::Reference);
    all.extend(ids(store, Standing::Listed));
    all
}

fn import(store: &mut Store, count: u8) {
    let there = ids(store, Standing::Reference);
    let mut writer = store.import(&BatchInfo::default()).unwrap();
    let mut main = None;
    for number in 0..count {
        let mut new = NewReference::new(with_doi(
            article(&format!("Study {number} 睡眠"), 2000 + i32::from(number)),
            &format!("10.1000/{number}"),
        ));
        match number % 3 {
            0 => {}
            1 => {
                new.standing = Standing::Listed;
                let rank = u32::from(number);
                new.relations
                    .extend(main.map(|main| (RelationKind::ListedOn, main, Some(rank))));
            }
            _ => new.merged_into = there.first().copied(),
        }
        let id = writer.add(new).unwrap();
        main.get_or_insert(id);
    }
    let target = there.first().copied();
    writer
        .commit(vec!["a.ris".into()], |tx| {
            let Some(id) = target else { return Ok(()) };
            let mut reference = tx.get(id)?.reference;
            reference.kind = ReferenceType::Book;
            tx.update(id, &reference)
        })
        .unwrap();
}

/// Does a step; nothing when there is nothing to do it to.
fn act(store: &mut Store, step: &Step) -> Result<(), StoreError> {
    let all = all_ids(store);
    let pick = |index: &Index| index.get(&all);
    match step {
        Step::Import(count) => import(store, *count),
        Step::Undo => drop(store.undo()?),
        Step::Redo => drop(store.redo()?),
        Step::Reopen => {}
        _ if all.is_empty() => {}
        Step::Edit(at, number) => {
            let id = *pick(at);
            store.transact(&Operation::Edit, |tx| {
                let mut reference = tx.get(id)?.reference;
                if number % 4 == 0 {
                    reference.texts.clear();
                } else {
                    let other = article(&format!("Edit {number}"), i32::from(*number));
                    let field = Field::Text(diglot_model::TextField::Title);
                    reference.set_field(field, other.field(field))?;
                    reference.dates = other.dates;
                }
                tx.update(id, &reference)
            })?;
        }
        Step::Merge(a, b) => {
            let (a, b) = (*pick(a), *pick(b));
            store.transact(&Operation::Merge, |tx| {
                let mut reference = tx.get(a)?.reference;
                let other = tx.get(b)?.reference;
                reference.identifiers.extend(other.identifiers);
                tx.update(a, &reference)?;
                tx.merge_into(b, a)
            })?;
        }
        Step::Delete(at) => {
            let id = *pick(at);
            store.transact(&Operation::Delete, |tx| tx.delete(id))?;
        }
        Step::Adopt(at) => {
            let id = *pick(at);
            store.transact(&Operation::AddListed, |tx| {
                tx.set_standing(id, Standing::Reference)
            })?;
        }
        Step::Relate(a, b) => {
            let (a, b) = (*pick(a), *pick(b));
            store.transact(&Operation::Relate, |tx| {
                tx.relate(a, RelationKind::TranslationOf, b, None)?;
                tx.relate(a, RelationKind::TranslationOf, b, None)
            })?;
        }
        Step::Unrelate(at) => {
            if let Some(relation) = store.relations(*pick(at))?.first() {
                store.transact(&Operation::Relate, |tx| tx.unrelate(relation.id))?;
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn histories_lead_back_and_forth(steps in prop::collection::vec(step(), 1..24)) {
        let dir = tempdir().unwrap();
        let mut store = open(dir.path());
        let start = store.canonical_dump().unwrap();
        for step in &steps {
            match act(&mut store, step) {
                Ok(()) | Err(StoreError::NothingToUndo | StoreError::NothingToRedo) => {}
                Err(error) => prop_assert!(false, "{step:?}: {error}"),
            }
            if matches!(step, Step::Reopen) {
                drop(store);
                store = open(dir.path());
            }
        }
        let report = store.check(false).unwrap();
        prop_assert!(report.is_sound(), "{:?}", report.findings);

        let mut dumps = vec![store.canonical_dump().unwrap()];
        while store.undo().is_ok() {
            dumps.push(store.canonical_dump().unwrap());
        }
        prop_assert_eq!(dumps.last().unwrap(), &start);
        drop(store);
        let mut store = open(dir.path());
        let report = store.check(false).unwrap();
        prop_assert!(report.is_sound(), "{:?}", report.findings);
        // What had been undone before comes back beyond where we were.
        let mut forth = vec![store.canonical_dump().unwrap()];
        while store.redo().is_ok() {
            forth.push(store.canonical_dump().unwrap());
        }
        dumps.reverse();
        prop_assert_eq!(&forth[..dumps.len()], &dumps[..]);
        let report = store.check(false).unwrap();
        prop_assert!(report.is_sound(), "{:?}", report.findings);
    }
}
