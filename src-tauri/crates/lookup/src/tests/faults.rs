//! A thousand faults of all kinds: none hangs, none becomes a record, and what is right in
//! between stays right.

use super::{answer, article};
use crate::net::{CancelToken, Client, ClientOptions, Limits, Proxy, TestOrigin};
use crate::{Forgetful, Inquiry, Keys, Outcome, look_up};
use diglot_model::Identifier;
use diglot_testkit::faults::{self, FAULTS};
use diglot_testkit::http::{Answer as Reply, Asked, Server, deserted_origin};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

/// What Crossref says of the work that is asked about, but for its title.
fn untitled(asked: &Asked) -> Vec<u8> {
    let mut work = article();
    let path = asked.target.rsplit('/').next().unwrap_or_default();
    work["DOI"] = path.replace("%2F", "/").into();
    work["title"] = serde_json::json!([" "]);
    answer(&work)
}

fn client(origin: &str) -> Client {
    Client::new(ClientOptions {
        test_origin: Some(TestOrigin::parse(origin).unwrap()),
        limits: Limits {
            total: Duration::from_secs(2),
            body: 1 << 18,
            tries: 2,
            backoff: Duration::from_millis(1),
            spacing: Some(Duration::ZERO),
            ..Limits::default()
        },
        ..ClientOptions::default()
    })
    .unwrap()
}

fn ask(client: &Client, doi: &str) -> Outcome {
    let (cancel, keys) = (CancelToken::new(), Keys::default());
    let inquiry = Inquiry::new(client, &cancel, &Forgetful, &keys);
    look_up(&Identifier::doi(doi).unwrap(), &inquiry).outcome
}

#[test]
fn a_thousand_faults_bring_no_record() {
    let server = Server::start(|asked| {
        match faults::asked_for(asked) {
            // Nothing is wrong with this one; PubMed and others do not know it.
            None if asked.target.starts_with("/api.crossref.org/") => {
                Reply::json(answer(&article()))
            }
            None => Reply::status(404),
            Some(kind) => faults::answer(kind, asked, &answer(&article()), &untitled(asked)),
        }
    })
    .unwrap();
    let origin = server.origin();
    let names: Mutex<BTreeMap<(String, &str), usize>> = Mutex::default();
    let all: Vec<usize> = (0..1_000).collect();
    std::thread::scope(|scope| {
        for part in all.chunks(125) {
            let (origin, names) = (&origin, &names);
            scope.spawn(move || {
                for number in part {
                    let kind = FAULTS[number % FAULTS.len()];
                    // A host that closed itself for an hour is closed for one client only.
                    let client = client(origin);
                    let outcome = if kind == "silent" {
                        let short = self::short(origin);
                        ask(&short, &format!("10.5555/~{kind}~{number}"))
                    } else {
                        ask(&client, &format!("10.5555/~{kind}~{number}"))
                    };
                    assert!(!matches!(outcome, Outcome::Found(_)), "{kind}: {outcome:?}");
                    let key = (kind.to_owned(), outcome.name());
                    *names.lock().unwrap().entry(key).or_default() += 1;
                    if number % 50 == 0 {
                        let good = ask(&self::client(origin), "10.1234/synth.2020.17");
                        let Outcome::Found(found) = good else {
                            panic!("{good:?}");
                        };
                        assert_eq!(found.doi(), Some("10.1234/synth.2020.17"));
                    }
                }
            });
        }
    });
    let names = names.into_inner().unwrap();
    assert_eq!(names.values().sum::<usize>(), 1_000);
    // Every kind ends in the same way each time.
    let ends = |kind: &str| -> Vec<&str> {
        let own = names.keys().filter(|(name, _)| name == kind);
        own.map(|(_, outcome)| *outcome).collect()
    };
    for (kind, outcome) in [
        ("silent", "unavailable"),
        ("truncated", "malformed"),
        ("html", "malformed"),
        ("html-as-json", "malformed"),
        ("plain", "malformed"),
        ("error-body", "malformed"),
        ("busy", "rate_limited"),
        ("busy-hour", "rate_limited"),
        ("busy-date", "rate_limited"),
        ("busy-decade", "rate_limited"),
        ("fault", "unavailable"),
        ("down", "unavailable"),
        ("loop", "malformed"),
        ("to-http", "malformed"),
        ("to-loopback", "malformed"),
        ("to-link-local", "malformed"),
        ("to-elsewhere", "malformed"),
        ("endless", "malformed"),
        ("bomb", "malformed"),
        ("other-work", "malformed"),
        ("untitled", "malformed"),
    ] {
        assert_eq!(ends(kind), [outcome], "{kind}");
    }
}

/// A client that waits no longer than this for an answer that never comes.
fn short(origin: &str) -> Client {
    Client::new(ClientOptions {
        test_origin: Some(TestOrigin::parse(origin).unwrap()),
        limits: Limits {
            total: Duration::from_millis(20),
            tries: 2,
            backoff: Duration::from_millis(1),
            spacing: Some(Duration::ZERO),
            ..Limits::default()
        },
        ..ClientOptions::default()
    })
    .unwrap()
}

#[test]
fn nobody_there_and_no_name() {
    let refused = ask(&client(&deserted_origin().unwrap()), "10.5555/a");
    assert_eq!(refused.name(), "offline");
    // The name of the proxy leads nowhere, so that no host can be found.
    let nowhere = Client::new(ClientOptions {
        proxy: Proxy::Manual("http://nowhere.invalid:8080".into()),
        ..ClientOptions::default()
    })
    .unwrap();
    let outcome = ask(&nowhere, "10.5555/a");
    // A computer without certificates of authorities makes no secure connection at all.
    assert!(
        matches!(outcome.name(), "offline" | "unavailable"),
        "{outcome:?}"
    );
}
