//! Works that were looked up, from the answer to undoing.

use crate::lookup::{
    Answer as Answered, Answers, CancelToken, Client, ClientOptions, ErrandKind, Forgetful,
    Inquiry, Keys, Memory, Network, Outcome, ProxyChoice, TestOrigin, fills, found_item, propose,
};
use crate::{Access, Library, LibraryOptions, Standing};
use diglot_model::{
    Identifier, LanguageTag, LocalizedText, Reference, ReferenceType, ScalarField, Source, Sourced,
    TextField,
};
use diglot_store::{BatchInfo, NewReference};
use diglot_testkit::http::{Answer, Server};
use tempfile::{TempDir, tempdir};

/// A synthetic answer, built as Crossref builds its own.
const ANSWER: &str = r#"{"status": "ok", "message-type": "work", "message": {
    "DOI": "10.1234/SYNTH.1", "type": "journal-article", "title": ["An invented article"],
    "container-title": ["Journal of Inventions"], "volume": "7", "issue": "2",
    "author": [{"given": "Ada", "family": "Example", "affiliation": []}],
    "issued": {"date-parts": [[2021, 5]]}, "language": "en" }}"#;

fn doi() -> Identifier {
    Identifier::doi("10.1234/synth.1").unwrap()
}

fn crossref() -> (Server, Client) {
    let server = Server::start(|_| Answer::json(ANSWER)).unwrap();
    let client = Client::new(ClientOptions {
        test_origin: Some(TestOrigin::parse(&server.origin()).unwrap()),
        ..ClientOptions::default()
    })
    .unwrap();
    (server, client)
}

fn ask(identifier: &Identifier, client: &Client, memory: &dyn Memory) -> Answered {
    let (cancel, keys) = (CancelToken::new(), Keys::default());
    crate::lookup::ask(identifier, &Inquiry::new(client, &cancel, memory, &keys))
}

fn ask_about(reference: &Reference, client: &Client) -> Answered {
    let (cancel, keys) = (CancelToken::new(), Keys::default());
    crate::lookup::ask_about(reference, &Inquiry::new(client, &cancel, &Forgetful, &keys))
}

fn found() -> Reference {
    let (_server, client) = crossref();
    match ask(&doi(), &client, &Forgetful).outcome {
        Outcome::Found(reference) => *reference,
        other => panic!("{other:?}"),
    }
}

fn library() -> (TempDir, Library) {
    let dir = tempdir().unwrap();
    let options = LibraryOptions {
        dir: dir.path().join("library"),
        access: Access::Write,
    };
    let library = Library::open(&options).unwrap();
    (dir, library)
}

#[test]
fn adding_is_one_step_that_can_be_undone() {
    let (_dir, mut library) = library();
    assert!(library.holding(&doi()).unwrap().is_none());
    let id = library.add_looked_up(found(), "crossref").unwrap();
    let held = library.holding(&doi()).unwrap().unwrap();
    assert_eq!(held.id, id);
    assert_eq!(held.reference, found_again(&held.reference));
    let batch = library.batch(held.batch).unwrap().unwrap();
    assert_eq!(batch.info.database.as_deref(), Some("crossref"));
    let other = Identifier::doi("10.1234/other").unwrap();
    assert!(library.holding(&other).unwrap().is_none());
    library.undo().unwrap();
    assert!(library.holding(&doi()).unwrap().is_none());
}

/// The same answer with the time of the stored one.
fn found_again(stored: &Reference) -> Reference {
    let mut again = found();
    again.sources.clone_from(&stored.sources);
    for observation in &mut again.observations {
        observation.value.date = None;
    }
    again
}

#[test]
fn a_reference_of_ones_own_comes_before_a_listed_work() {
    let (_dir, mut library) = library();
    let mut writer = library.store.import(&BatchInfo::default()).unwrap();
    let listed = NewReference {
        standing: Standing::Listed,
        ..NewReference::new(found())
    };
    let listed = writer.add(listed).unwrap();
    writer.commit_added().unwrap();
    assert_eq!(library.holding(&doi()).unwrap().unwrap().id, listed);
    let own = library.add_looked_up(found(), "crossref").unwrap();
    assert_eq!(library.holding(&doi()).unwrap().unwrap().id, own);
}

#[test]
fn completing_fills_and_leaves_what_differs() {
    let (_dir, mut library) = library();
    let mut reference = Reference::new(ReferenceType::ArticleJournal);
    let title = LocalizedText::new(LanguageTag::ZH_HANS, "虚构的文章");
    reference.add_text(TextField::Title, Sourced::bare(title));
    reference
        .scalars
        .insert(ScalarField::Volume, Sourced::bare("8".into()));
    reference.add_identifier(Sourced::bare(doi()));
    reference.sources.push(Source::Edit {
        at: "2026-01-01T00:00:00.000Z".into(),
    });
    let id = library.add(vec![reference.clone()]).unwrap()[0];

    let (_server, client) = crossref();
    let answer = ask_about(&reference, &client);
    let Outcome::Found(found) = answer.outcome else {
        panic!("{answer:?}");
    };
    let before = library.get(id).unwrap().reference;
    let proposals = propose(&before, &found);
    let chosen = fills(&proposals);
    library.complete_from(id, &found, &chosen).unwrap().unwrap();
    let again = library.complete_from(id, &found, &chosen).unwrap();
    assert!(again.is_none(), "there is nothing left to take");

    let after = library.get(id).unwrap().reference;
    assert_eq!(after.scalar(ScalarField::Volume), Some("8"));
    assert_eq!(after.scalar(ScalarField::Issue), Some("2"));
    assert_eq!(after.texts(TextField::Title).len(), 2);
    assert!(after.missing().is_empty());
    assert!(matches!(after.sources[1], Source::Lookup { .. }));
    let left: Vec<String> = propose(&after, &found).into_iter().map(|p| p.key).collect();
    assert_eq!(left, ["volume"]);
    assert_eq!(
        library.operations(1).unwrap()[0].what,
        "Completed 1 reference from crossref"
    );
    library.undo().unwrap();
    assert_eq!(library.get(id).unwrap().reference, before);
}

#[test]
fn a_reference_without_identifier_asks_nobody() {
    let (server, client) = crossref();
    let reference = Reference::new(ReferenceType::ArticleJournal);
    let answer = ask_about(&reference, &client);
    assert_eq!(answer.outcome, Outcome::NothingToAsk);
    assert!(server.asked().is_empty());
}

#[test]
fn what_was_found_is_an_item() {
    let item = found_item(&found(), "10.1234/synth.1");
    assert_eq!(item["id"], "10.1234/synth.1");
    assert_eq!(item["title"], "An invented article");
    assert_eq!(item["custom"]["diglot"]["source"]["service"], "crossref");
}

#[test]
fn answers_are_kept_in_the_library() {
    let (_dir, mut library) = library();
    let (server, client) = crossref();
    let answers = Answers::new(|_, _| None);
    let first = ask(&doi(), &client, &answers);
    library.keep_answers(&answers.take()).unwrap();
    assert!(answers.take().is_empty());
    let asked = server.targets();
    assert!(asked.iter().any(|t| t.contains("crossref")), "{asked:?}");
    let library = std::sync::Mutex::new(library);
    let kept = Answers::new(|service, id| library.lock().unwrap().recall_answer(service, id));
    let third = ask(&doi(), &client, &kept);
    assert_eq!(
        third.outcome, first.outcome,
        "to the very time of the answer"
    );
    let new = server.targets().split_off(asked.len());
    assert!(!new.iter().any(|t| t.contains("crossref")), "{new:?}");
}

#[test]
fn several_are_completed_and_added_as_one_step_each() {
    let (_dir, mut library) = library();
    let mut reference = Reference::new(ReferenceType::ArticleJournal);
    reference.add_identifier(Sourced::bare(doi()));
    let ids = library.add(vec![reference.clone(), reference]).unwrap();
    let found = found();
    let pairs: Vec<_> = ids.iter().map(|id| (*id, found.clone())).collect();
    let (operation, changed) = library.complete_many(&pairs).unwrap();
    assert!(operation.is_some());
    assert_eq!(changed, 2);
    assert_eq!(
        library.operations(1).unwrap()[0].what,
        "Completed 2 references from crossref"
    );
    assert_eq!(library.complete_many(&pairs).unwrap(), (None, 0));
    library.undo().unwrap();
    let title = library.get(ids[0]).unwrap().reference;
    assert!(title.texts(TextField::Title).is_empty());
    let added = library
        .add_many_looked_up(vec![found.clone(), found])
        .unwrap();
    assert_eq!(added.len(), 2);
    library.undo().unwrap();
    assert!(library.get(added[1]).is_err() || library.show(&added[1].to_string()).is_err());
}

#[test]
fn what_waits_and_what_was_set_survive_a_restart() {
    let (dir, mut library) = library();
    library
        .errand_add(ErrandKind::Add, "10.1234/synth.1")
        .unwrap();
    let network = Network {
        on: false,
        contact: Some("reader@example.org".into()),
        proxy: ProxyChoice::Manual("http://127.0.0.1:8080".into()),
    };
    library.set_network(&network).unwrap();
    drop(library);
    let options = LibraryOptions {
        dir: dir.path().join("library"),
        access: Access::Write,
    };
    let mut library = Library::open(&options).unwrap();
    assert_eq!(library.network().unwrap(), network);
    assert_eq!(library.errands().unwrap()[0].subject, "10.1234/synth.1");
    library
        .errand_remove(ErrandKind::Add, "10.1234/synth.1")
        .unwrap();
    assert!(library.errands().unwrap().is_empty());
}
