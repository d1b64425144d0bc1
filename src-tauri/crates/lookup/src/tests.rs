//! The services' answers here are synthetic: built as the services build theirs, about works
//! that do not exist.

mod chain;
mod crossref;
mod faults;
mod many;
mod propose;
mod replay;
mod search;

use crate::net::{CancelToken, Client, ClientOptions, Limits, TestOrigin};
use crate::{Answer, Forgetful, Inquiry, Keys};
use diglot_model::Reference;
use diglot_testkit::http::{Answer as Reply, Server};
use serde_json::{Value, json};
use std::time::Duration;

/// What comes of completing a reference when every service answers this.
fn answered(reference: &Reference, reply: Reply) -> Answer {
    let server = Server::start(move |_| reply.clone()).unwrap();
    let client = Client::new(ClientOptions {
        test_origin: Some(TestOrigin::parse(&server.origin()).unwrap()),
        limits: Limits {
            backoff: Duration::from_millis(1),
            ..Limits::default()
        },
        ..ClientOptions::default()
    })
    .unwrap();
    let (cancel, keys) = (CancelToken::new(), Keys::default());
    let inquiry = Inquiry::new(&client, &cancel, &Forgetful, &keys);
    crate::complete(reference, &inquiry)
}

/// Crossref's answer about a work.
fn answer(work: &Value) -> Vec<u8> {
    json!({
        "status": "ok", "message-type": "work", "message-version": "1.0.0", "message": work,
    })
    .to_string()
    .into_bytes()
}

/// A synthetic article as Crossref tells it.
fn article() -> Value {
    json!({
        "DOI": "10.1234/SYNTH.2020.17",
        "type": "journal-article",
        "title": ["Supported <i>employment</i> in a synthetic town"],
        "subtitle": ["a randomised trial"],
        "original-title": [],
        "container-title": ["Journal of Invented Studies"],
        "short-container-title": ["J Invent Stud"],
        "publisher": "Invented Press",
        "volume": "12", "issue": "3", "page": "101-109",
        "language": "en",
        "author": [
            { "given": "Ada M.", "family": "Example", "sequence": "first",
              "ORCID": "http://orcid.org/0000-0002-1825-0097",
              "affiliation": [{ "name": "University of Nowhere" }] },
            { "given": "Bo", "family": "Sample", "sequence": "additional",
              "affiliation": [{ "name": "Institute of Tests" }, { "name": "University of Nowhere" }] },
            { "name": "The SYNTH Study Group", "sequence": "additional", "affiliation": [] }
        ],
        "editor": [{ "given": "Cy", "family": "Editor", "affiliation": [] }],
        "issued": { "date-parts": [[2020, 4, 4]] },
        "published-online": { "date-parts": [[2020, 3, 1]] },
        "published-print": { "date-parts": [[2020, 4, 4]] },
        "ISSN": ["1234-5678", "8765-432x"],
        "is-referenced-by-count": 14,
        "subject": [],
        "URL": "https://doi.org/10.1234/synth.2020.17",
        "resource": { "primary": { "URL": "https://example.org/article/17" } },
        "abstract": "<jats:title>Abstract</jats:title><jats:sec><jats:title>Background</jats:title>\
            <jats:p>Work was invented for <jats:italic>n</jats:italic>&#x2009;=&#x2009;12.</jats:p></jats:sec>\
            <jats:sec><jats:title>Results</jats:title><jats:p>p &lt; 0.05.</jats:p></jats:sec>"
    })
}
