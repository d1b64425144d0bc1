//! A thousand faults of all kinds: none hangs, none becomes a record, and what is right in
//! between stays right.

use super::{answer, article};
use crate::net::{CancelToken, Client, ClientOptions, Limits, Proxy, TestOrigin};
use crate::{Forgetful, Inquiry, Keys, Outcome, look_up};
use diglot_model::Identifier;
use diglot_testkit::http::{Answer as Reply, Asked, Server, deserted_origin};
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Mutex;
use std::time::Duration;

/// Every kind of fault, by the name that stands in the DOI that is asked for.
const FAULTS: [&str; 24] = [
    "silent",
    "closed",
    "truncated",
    "html",
    "html-as-json",
    "plain",
    "error-body",
    "empty",
    "busy",
    "busy-seconds",
    "busy-hour",
    "busy-date",
    "busy-decade",
    "fault",
    "down",
    "loop",
    "to-http",
    "to-loopback",
    "to-link-local",
    "to-elsewhere",
    "endless",
    "bomb",
    "other-work",
    "untitled",
];

fn reply(kind: &str, asked: &Asked, bomb: &[u8]) -> Reply {
    let json = |text: &str| Reply::json(text.as_bytes().to_vec());
    match kind {
        "silent" => Reply::Silence,
        "closed" => Reply::Close,
        "truncated" => {
            let body = answer(&article());
            Reply::Break {
                content_type: "application/json".into(),
                after: body.len() / 2,
                body,
            }
        }
        "html" => Reply::of(200, "text/html", "<html><title>Sign in</title></html>"),
        "html-as-json" => json("<html><title>Sign in</title></html>"),
        "plain" => Reply::of(200, "text/plain", answer(&article())),
        "error-body" => json(r#"{"status": "error", "title": "Internal", "DOI": null}"#),
        "empty" => json(""),
        "busy" => Reply::status(429),
        "busy-seconds" => Reply::status(429).with("retry-after", "0"),
        "busy-hour" => Reply::status(429).with("retry-after", "3600"),
        "busy-date" => Reply::status(429).with("retry-after", "Wed, 01 Jul 2099 12:00:00 GMT"),
        "busy-decade" => Reply::status(429).with("retry-after", "315360000"),
        "fault" => Reply::status(500),
        "down" => Reply::of(503, "application/json", answer(&article())),
        "loop" => Reply::redirect(&asked.target),
        "to-http" => Reply::redirect("http://api.crossref.org/works/x"),
        "to-loopback" => Reply::redirect("http://127.0.0.1:9/works/x"),
        "to-link-local" => Reply::redirect("http://169.254.169.254/latest/meta-data"),
        "to-elsewhere" => Reply::redirect("https://example.org/works/x"),
        "endless" => Reply::Endless {
            content_type: "application/json".into(),
        },
        "bomb" => Reply::json(bomb.to_vec()).with("content-encoding", "gzip"),
        "untitled" => {
            let mut work = article();
            work["DOI"] = "10.5555/untitled".into();
            work["title"] = serde_json::json!([" "]);
            Reply::json(answer(&work))
        }
        // "other-work": a good answer about another DOI.
        _ => Reply::json(answer(&article())),
    }
}

fn gzip_bomb() -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&vec![b' '; 16 << 20]).unwrap();
    gzip.finish().unwrap()
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
    let bomb = gzip_bomb();
    let server = Server::start(move |asked| {
        let kind = asked.target.split('~').nth(1);
        match kind {
            // Nothing is wrong with this one; PubMed and others do not know it.
            None if asked.target.starts_with("/api.crossref.org/") => {
                Reply::json(answer(&article()))
            }
            None => Reply::status(404),
            Some(kind) => reply(kind, asked, &bomb),
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
