//! Works that were looked up, from the answer to undoing.

use crate::lookup::{
    Answer as Answered, Answers, CancelToken, Client, ClientOptions, ErrandKind, Forgetful,
    Inquiry, Keys, Limits, Memory, Network, Outcome, ProxyChoice, TestOrigin, fills, found_item,
    propose,
};
use crate::{Access, Library, LibraryOptions, Standing};
use diglot_model::{
    Identifier, LanguageTag, LocalizedText, Reference, ReferenceType, ScalarField, Source, Sourced,
    TextField,
};
use diglot_store::{BatchInfo, NewReference};
use diglot_testkit::faults::{self, FAULTS};
use diglot_testkit::http::{Answer, Asked, Server};
use std::sync::Mutex;
use std::time::Duration;
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
    ask_about_by(reference, client, &Forgetful)
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

/// A reference that needs metadata; its identifier names what goes wrong when it is asked
/// about.
fn wanting(number: usize) -> Reference {
    let kind = FAULTS[number % FAULTS.len()];
    let mut reference = Reference::new(ReferenceType::ArticleJournal);
    reference.add_identifier(Sourced::bare(
        Identifier::doi(&format!("10.5555/~{kind}~{number}")).unwrap(),
    ));
    let words = format!("What somebody wrote about work {number}.");
    let abstract_ = diglot_model::Abstract {
        lang: LanguageTag::EN,
        origin: diglot_model::Origin::User,
        sections: vec![diglot_model::Section {
            label: None,
            role: None,
            paragraphs: vec![words],
        }],
    };
    reference.abstracts.push(Sourced::bare(abstract_));
    reference.sources.push(Source::Edit {
        at: "2026-01-01T00:00:00.000Z".into(),
    });
    reference
}

/// All that a library holds and has done, as bytes.
fn everything(library: &Library) -> (String, String, String, String) {
    let items: Vec<String> = library
        .export(&crate::Filter::default())
        .unwrap()
        .iter()
        .map(|work| found_item(&work.reference, &work.id.to_string()).to_string())
        .collect();
    (
        library.store.canonical_dump().unwrap(),
        items.join("\n"),
        format!("{:?}", library.operations(usize::MAX).unwrap()),
        format!("{:?}", library.errands().unwrap()),
    )
}

/// Half of the lookups are to complete a reference, half to add one.
#[test]
fn a_thousand_faults_leave_the_library_as_it_was() {
    const ALL: usize = 1_000;
    let server = Server::start(|asked| match faults::asked_for(asked) {
        Some(kind) => faults::answer(kind, asked, ANSWER.as_bytes(), &untitled(asked)),
        None => Answer::status(404),
    })
    .unwrap();
    let client = |total: Duration| {
        Client::new(ClientOptions {
            test_origin: Some(TestOrigin::parse(&server.origin()).unwrap()),
            limits: Limits {
                total,
                body: 1 << 18,
                tries: 2,
                backoff: Duration::from_millis(1),
                spacing: Some(Duration::ZERO),
                ..Limits::default()
            },
            ..ClientOptions::default()
        })
        .unwrap()
    };
    let (_dir, mut library) = library();
    library.add((0..ALL / 2).map(wanting).collect()).unwrap();
    let works = library.export(&crate::Filter::default()).unwrap();
    assert_eq!(works.len(), ALL / 2);
    let before = everything(&library);
    let library = Mutex::new(library);
    let asked = Mutex::new(0);
    std::thread::scope(|scope| {
        for from in (0..ALL).step_by(ALL / 8) {
            let (library, works, client, asked) = (&library, &works, &client, &asked);
            scope.spawn(move || {
                let answers = Answers::new(|service, identifier| {
                    library.lock().unwrap().recall_answer(service, identifier)
                });
                let mut added = Vec::new();
                let mut completed = Vec::new();
                for number in from..from + ALL / 8 {
                    // A host that closed itself for an hour is closed for one client only.
                    let silent = FAULTS[number % FAULTS.len()] == "silent";
                    let client = client(Duration::from_millis(if silent { 20 } else { 2_000 }));
                    let outcome = if let Some(work) = works.get(number) {
                        ask_about_by(&work.reference, &client, &answers).outcome
                    } else {
                        let doi = wanting(number).doi().and_then(Identifier::doi).unwrap();
                        ask(&doi, &client, &answers).outcome
                    };
                    *asked.lock().unwrap() += 1;
                    match (outcome, works.get(number)) {
                        (Outcome::Found(found), Some(work)) => completed.push((work.id, *found)),
                        (Outcome::Found(found), None) => added.push(*found),
                        _ => {}
                    }
                }
                // As for several lookups at once: what was found goes in, and answers are kept.
                let mut library = library.lock().unwrap();
                if !added.is_empty() {
                    library.add_many_looked_up(added).unwrap();
                }
                if !completed.is_empty() {
                    library.complete_many(&completed).unwrap();
                }
                library.keep_answers(&answers.take()).unwrap();
            });
        }
    });
    assert_eq!(asked.into_inner().unwrap(), ALL);
    let mut library = library.into_inner().unwrap();
    assert!(library.check(false).unwrap().findings.is_empty());
    let after = everything(&library);
    assert!(after.0 == before.0, "its entities changed");
    assert!(after.1 == before.1, "what it exports changed");
    assert_eq!(after.2, before.2);
    assert_eq!(after.3, before.3);
}

/// What Crossref says of the work that is asked about, but for its title.
fn untitled(asked: &Asked) -> Vec<u8> {
    let path = asked.target.rsplit('/').next().unwrap_or_default();
    let doi = path.replace("%2F", "/");
    ANSWER
        .replace("10.1234/SYNTH.1", &doi)
        .replace("An invented article", " ")
        .into_bytes()
}

fn ask_about_by(reference: &Reference, client: &Client, memory: &dyn Memory) -> Answered {
    let (cancel, keys) = (CancelToken::new(), Keys::default());
    crate::lookup::ask_about(reference, &Inquiry::new(client, &cancel, memory, &keys))
}
