//! Who is asked and what comes of it, against a server that behaves well and badly.

use super::{answer, article};
use crate::net::{CancelToken, Client, ClientOptions, Limits, NetError, TestOrigin};
use crate::{Answer, Fault, Forgetful, Inquiry, Keys, Outcome, Service};
use diglot_model::{Identifier, IdentifierScheme};
use diglot_testkit::http::{Answer as Reply, Asked, Server, deserted_origin};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const DOI: &str = "10.1234/synth.2020.17";

fn look_up(identifier: &Identifier, client: &Client, cancel: &CancelToken) -> Answer {
    let keys = Keys::default();
    crate::look_up(identifier, &Inquiry::new(client, cancel, &Forgetful, &keys))
}

fn client(origin: &str) -> Client {
    Client::new(ClientOptions {
        test_origin: Some(TestOrigin::parse(origin).unwrap()),
        limits: Limits {
            backoff: Duration::from_millis(1),
            ..Limits::default()
        },
        ..ClientOptions::default()
    })
    .unwrap()
}

fn ask(server: &Server, doi: &str) -> Answer {
    let doi = Identifier::doi(doi).unwrap();
    look_up(&doi, &client(&server.origin()), &CancelToken::new())
}

fn serve(handler: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Server {
    Server::start(handler).unwrap()
}

/// Crossref that knows nothing, beside a DOI system that answers this.
fn registered(agency: &'static str) -> Server {
    serve(move |asked| {
        if asked.target.starts_with("/doi.org/ra/") {
            Reply::json(agency)
        } else {
            // As Crossref does: plain text that calls itself JSON.
            Reply::of(404, "application/json", "Resource not found.")
        }
    })
}

/// What comes of one answer of Crossref's.
fn outcome(reply: Reply) -> Outcome {
    let server = serve(move |_| reply.clone());
    let answer = ask(&server, DOI);
    assert_eq!(answer.service, Some(Service::Crossref));
    assert!(
        answer.message().contains("Crossref"),
        "{}",
        answer.message()
    );
    answer.outcome
}

#[test]
fn found() {
    let server = serve(|_| Reply::json(answer(&article())));
    let answer = ask(&server, "https://doi.org/10.1234/SYNTH.2020.17");
    let Outcome::Found(reference) = &answer.outcome else {
        panic!("{answer:?}");
    };
    assert_eq!(reference.doi(), Some(DOI));
    assert_eq!(
        server.targets(),
        ["/api.crossref.org/works/10.1234%2Fsynth.2020.17"]
    );
    assert_eq!(
        answer.message(),
        "Crossref answered for 10.1234/synth.2020.17: “Supported employment in a synthetic town: a randomised trial”."
    );
}

#[test]
fn an_unknown_doi_is_not_found() {
    let server =
        registered(r#"[{"DOI": "10.1234/synth.2020.17", "status": "DOI does not exist"}]"#);
    let answer = ask(&server, DOI);
    assert_eq!(answer.outcome, Outcome::NotFound { agency: None });
    assert_eq!(answer.service, Some(Service::DoiOrg));
    assert_eq!(
        server.targets(),
        [
            "/api.crossref.org/works/10.1234%2Fsynth.2020.17",
            "/doi.org/ra/10.1234/synth.2020.17"
        ]
    );
    let message = answer.message();
    assert!(message.contains("Crossref has no record"), "{message}");
    assert!(message.contains("not registered"), "{message}");
}

#[test]
fn chinese_agencies_answer_no_machine() {
    for (agency, reply) in [
        (
            "ISTIC",
            r#"[{"DOI": "10.1234/synth.2020.17", "RA": "ISTIC"}]"#,
        ),
        (
            "CNKI",
            r#"[{"DOI": "10.1234/synth.2020.17", "RA": "CNKI"}]"#,
        ),
        (
            "Airiti",
            r#"[{"DOI": "10.1234/synth.2020.17", "RA": "Airiti"}]"#,
        ),
    ] {
        let answer = ask(&registered(reply), DOI);
        assert_eq!(
            answer.outcome,
            Outcome::NoMetadataService {
                agency: agency.into(),
                landing_url: format!("https://doi.org/{DOI}"),
            }
        );
        assert!(answer.message().contains("no open metadata service"));
        assert!(answer.message().contains("paste"));
    }
}

#[test]
fn other_agencies_are_named() {
    let answer = ask(&registered(r#"[{"DOI": "x", "RA": "DataCite"}]"#), DOI);
    assert_eq!(
        answer.outcome,
        Outcome::NotFound {
            agency: Some("DataCite".into())
        }
    );
    assert!(answer.without.contains(&Service::DataCite));
    let answer = ask(&registered(r#"[{"DOI": "x", "RA": "EIDR"}]"#), DOI);
    assert_eq!(answer.outcome.name(), "no_metadata_service");
    assert!(answer.message().contains("EIDR"));
    let answer = ask(&registered(r#"[{"DOI": "x", "RA": "Crossref"}]"#), DOI);
    assert_eq!(
        answer.outcome,
        Outcome::NotFound {
            agency: Some("Crossref".into())
        }
    );
    assert!(answer.message().contains("too new"));
}

#[test]
fn a_japanese_doi_is_asked_of_its_agency_which_keeps_both_languages() {
    const WORK: &str = r#"{"status": "OK", "data": {"content_type": "JA", "doi": "10.55555/INV.7",
        "title_list": [{"lang": "ja", "title": "灯籠の数"}, {"lang": "en", "title": "A count of lanterns"}],
        "creator_list": [{"names": [{"lang": "ja", "last_name": "架空", "first_name": "花子"},
            {"lang": "en", "last_name": "Kakuu", "first_name": "Hanako"}]}],
        "journal_title_name_list": [{"journal_title_name": "架空研究", "lang": "ja"}],
        "description_list": [{"type": "Abstract", "lang": "en", "description": "We counted."}],
        "publication_date": {"publication_year": "2019"}, "content_language": "ja"}}"#;
    let serve_with = |status: u16, body: &'static str| {
        serve(move |asked| match asked.target.as_str() {
            target if target.starts_with("/doi.org/ra/") => {
                Reply::json(r#"[{"DOI": "10.55555/inv.7", "RA": "JaLC"}]"#)
            }
            target if target.starts_with("/api.japanlinkcenter.org/") => {
                Reply::of(status, "application/json", body)
            }
            _ => Reply::of(404, "application/json", "Resource not found."),
        })
    };
    let server = serve_with(200, WORK);
    let answer = ask(&server, "10.55555/inv.7");
    let Outcome::Found(found) = &answer.outcome else {
        panic!("{answer:?}");
    };
    assert_eq!(answer.service, Some(Service::Jalc));
    let titles = found.texts(diglot_model::TextField::Title);
    let languages: Vec<_> = titles.iter().map(|t| t.lang.as_str()).collect();
    assert_eq!(languages, ["ja", "en"]);
    assert_eq!(found.contributors[0].names.len(), 2);
    assert_eq!(
        server.targets(),
        [
            "/api.crossref.org/works/10.55555%2Finv.7",
            "/doi.org/ra/10.55555/inv.7",
            "/api.japanlinkcenter.org/dois/10.55555/inv.7"
        ]
    );
    // It knows nothing of it, in both of its ways: then content negotiation is asked.
    for (status, body) in [
        (404, r#"{"status": "NG"}"#),
        (
            200,
            r#"{"status": "NG", "message": {"errors": {"statusCode": "404"}}}"#,
        ),
    ] {
        let server = serve_with(status, body);
        let answer = ask(&server, "10.55555/inv.7");
        assert!(answer.without.contains(&Service::Jalc), "{answer:?}");
        let asked = server.targets();
        assert!(
            asked.contains(&"/doi.org/10.55555/inv.7".to_owned()),
            "{asked:?}"
        );
    }
    // Its answer about another work is none.
    let other = ask(&serve_with(200, WORK), "10.55555/inv.8");
    assert!(!matches!(other.outcome, Outcome::Found(_)), "{other:?}");
}

#[test]
fn an_agency_that_cannot_be_asked_leaves_it_open() {
    let server = serve(|asked| {
        if asked.target.starts_with("/doi.org/") {
            Reply::of(200, "text/html", "<html>")
        } else {
            Reply::status(404)
        }
    });
    let answer = ask(&server, DOI);
    assert_eq!(answer.outcome.name(), "malformed");
    assert_eq!(answer.service, Some(Service::DoiOrg));
    assert!(
        answer.message().contains("Crossref, DataCite"),
        "{}",
        answer.message()
    );
}

#[test]
fn answers_that_cannot_be_used() {
    assert_eq!(
        outcome(Reply::json("<html>sign in</html>")).name(),
        "malformed"
    );
    assert_eq!(
        outcome(Reply::of(200, "text/html", "<html>")).name(),
        "malformed"
    );
    let mut other = article();
    other["DOI"] = "10.1234/other".into();
    assert_eq!(
        outcome(Reply::json(answer(&other))),
        Outcome::Malformed {
            fault: Fault::OtherWork {
                doi: "10.1234/other".into()
            }
        }
    );
    let whole = answer(&article());
    assert_eq!(
        outcome(Reply::json(&whole[..whole.len() - 20])).name(),
        "malformed"
    );
    assert_eq!(
        outcome(Reply::Break {
            content_type: "application/json".into(),
            after: whole.len() - 20,
            body: whole,
        })
        .name(),
        "malformed"
    );
    assert_eq!(
        outcome(Reply::json(vec![b' '; 9 << 20])).name(),
        "malformed"
    );
    assert_eq!(
        outcome(Reply::redirect("http://127.0.0.1:1/")).name(),
        "malformed"
    );
    assert_eq!(
        outcome(Reply::of(400, "application/json", "{}")),
        Outcome::Malformed {
            fault: Fault::Status(400)
        }
    );
}

#[test]
fn services_that_are_busy_or_down() {
    assert!(matches!(
        outcome(Reply::status(429).with("retry-after", "600")),
        Outcome::RateLimited { until: Some(_) }
    ));
    assert_eq!(
        outcome(Reply::status(429)),
        Outcome::RateLimited { until: None }
    );
    assert!(matches!(
        outcome(Reply::status(503)),
        Outcome::Unavailable {
            cause: NetError::Unavailable { status: 503, .. }
        }
    ));
    let times = AtomicUsize::new(0);
    let server = serve(move |_| match times.fetch_add(1, Ordering::SeqCst) {
        0 => Reply::status(503),
        _ => Reply::json(answer(&article())),
    });
    assert_eq!(ask(&server, DOI).outcome.name(), "found");
}

#[test]
fn no_network() {
    let origin = deserted_origin().unwrap();
    let doi = Identifier::doi(DOI).unwrap();
    let client = client(&origin);
    let answer = look_up(&doi, &client, &CancelToken::new());
    assert_eq!(answer.outcome.name(), "offline");
    assert!(answer.outcome.may_pass());
    client.set_network(false);
    let answer = look_up(&doi, &client, &CancelToken::new());
    assert_eq!(answer.outcome.name(), "offline");
    assert!(answer.message().contains("turned off"));
}

#[test]
fn giving_up() {
    let server = serve(|_| Reply::Silence);
    let doi = Identifier::doi(DOI).unwrap();
    let client = client(&server.origin());
    let cancel = CancelToken::new();
    let answer = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| look_up(&doi, &client, &cancel));
        server.wait_for(1);
        cancel.cancel();
        waiting.join().unwrap()
    });
    assert_eq!(answer.outcome, Outcome::Cancelled);
}

#[test]
fn what_nobody_can_know_is_not_asked() {
    let server = serve(|_| Reply::status(500));
    let client = client(&server.origin());
    for (scheme, value) in [
        (IdentifierScheme::Issn, "1471-244X"),
        (IdentifierScheme::Registration, "ISRCTN30094062"),
    ] {
        let identifier = Identifier::new(scheme, value);
        let answer = look_up(&identifier, &client, &CancelToken::new());
        assert_eq!(answer.outcome.name(), "not_supported");
        assert_eq!(answer.service, None);
        assert!(answer.message().contains("nobody was asked"));
    }
    assert!(server.asked().is_empty());
}
