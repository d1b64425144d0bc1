//! Random histories: whatever is done, undoing all of it leads back, and redoing leads
//! forth again, to the same bytes.

use super::support::{article, cases, with_doi};
use crate::{
    Access, BatchInfo, CollectionId, Filter, NewReference, Operation, Options, ReferenceId,
    RelationKind, Scope, Sort, Standing, Store, StoreError,
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
    Collect(Option<Index>),
    Arrange(Index, Option<Index>),
    Uncollect(Index),
    File(Vec<Index>, Index, bool),
    Tag(Vec<Index>, u8, bool),
    Retag(u8, u8),
    Restore,
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
        2 => prop::option::of(index()).prop_map(Step::Collect),
        1 => (index(), prop::option::of(index())).prop_map(|(a, b)| Step::Arrange(a, b)),
        1 => index().prop_map(Step::Uncollect),
        2 => (prop::collection::vec(index(), 1..4), index(), prop::bool::weighted(0.8))
            .prop_map(|(refs, at, member)| Step::File(refs, at, member)),
        2 => (prop::collection::vec(index(), 1..4), any::<u8>(), prop::bool::weighted(0.8))
            .prop_map(|(refs, n, tagged)| Step::Tag(refs, n, tagged)),
        1 => (any::<u8>(), any::<u8>()).prop_map(|(from, to)| Step::Retag(from, to)),
        1 => Just(Step::Restore),
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

fn collections(store: &Store) -> Vec<CollectionId> {
    let all = store.collections().unwrap();
    all.into_iter().map(|collection| collection.id).collect()
}

/// Few tags, some of them the same but for how they are written.
fn tag(number: u8) -> &'static str {
    ["Sleep", "sleep", "抑鬱", "抑郁", "read me"][usize::from(number) % 5]
}

fn import(store: &mut Store, count: u8) {
    let there = ids(store, Standing::Reference);
    let collection = collections(store).first().copied();
    let mut writer = store.import(&BatchInfo::default()).unwrap();
    if count.is_multiple_of(2) {
        let tags = [tag(count), tag(count / 2)].map(str::to_owned);
        writer.file_under(collection, &tags).unwrap();
    }
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
        Step::Collect(parent) => {
            let there = collections(store);
            let parent = parent
                .as_ref()
                .filter(|_| !there.is_empty())
                .map(|index| *index.get(&there));
            let operation = Operation::CollectionCreate {
                name: "Reading".into(),
            };
            store.transact(&operation, |tx| tx.collection_create(" Reading ", parent))?;
        }
        Step::Arrange(..) | Step::Uncollect(_) | Step::File(..)
            if collections(store).is_empty() => {}
        Step::Arrange(at, parent) => {
            let there = collections(store);
            let id = *at.get(&there);
            let parent = parent.as_ref().map(|index| *index.get(&there));
            let operation = Operation::CollectionMove {
                name: String::new(),
                parent: None,
            };
            let done = store.transact(&operation, |tx| {
                tx.collection_rename(id, "Read later")?;
                tx.collection_move(id, parent)
            });
            match done {
                Ok(_) | Err(StoreError::CollectionInItself(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Step::Uncollect(at) => {
            let id = *at.get(&collections(store));
            let operation = Operation::CollectionDelete {
                name: String::new(),
            };
            store.transact(&operation, |tx| tx.collection_delete(id))?;
        }
        Step::Retag(from, to) => {
            let operation = Operation::TagRename {
                from: tag(*from).into(),
                to: tag(*to).into(),
            };
            store.transact(&operation, |tx| tx.tag_rename(tag(*from), tag(*to)))?;
        }
        Step::Restore => {
            let trash = store.ids_in(&Scope::Trash, &Filter::default(), Sort::default())?;
            store.transact(&Operation::Restore, |tx| {
                trash.iter().try_for_each(|id| tx.restore(*id))
            })?;
        }
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
        Step::File(refs, at, member) => {
            let id = *at.get(&collections(store));
            let refs: Vec<_> = refs.iter().map(|index| *pick(index)).collect();
            let operation = Operation::File {
                collection: String::new(),
            };
            store.transact(&operation, |tx| tx.set_membership(&refs, id, *member))?;
        }
        Step::Tag(refs, number, tagged) => {
            let refs: Vec<_> = refs.iter().map(|index| *pick(index)).collect();
            let operation = Operation::Tag {
                tag: tag(*number).into(),
            };
            store.transact(&operation, |tx| tx.set_tag(&refs, tag(*number), *tagged))?;
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
    #![proptest_config(cases(64))]

    #[test]
    fn histories_lead_back_and_forth(steps in prop::collection::vec(step(), 1..32)) {
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
