//! Recorded answers of the services, where they are: `DIGLOT_SHARED` names the folder whose
//! `corpora/lookup` holds them. A local server gives each to whoever asks its address.

use crate::agency::{self, Registration};
use crate::inquiry::Inquiry;
use crate::net::{CancelToken, Client, ClientOptions, Limits, Response, TestOrigin};
use crate::resolver::Resolver;
use crate::{Answer, Forgetful, Keys, Outcome, look_up, notices};
use diglot_formats::{FormatName, detect, read};
use diglot_model::{Identifier, IdentifierScheme, Reference, TextField};
use diglot_testkit::http::{Answer as Reply, Server};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

/// A line of the index.
struct Row {
    file: String,
    status: u16,
    content_type: String,
    url: String,
    replay: bool,
}

fn folder() -> Option<PathBuf> {
    let shared = std::env::var_os("DIGLOT_SHARED")?;
    let folder = PathBuf::from(shared).join("corpora/lookup");
    folder.is_dir().then_some(folder)
}

fn rows(folder: &std::path::Path) -> Vec<Row> {
    let index = std::fs::read_to_string(folder.join("index.tsv")).unwrap();
    let cells = |line: &str| -> Vec<String> { line.split('\t').map(str::to_owned).collect() };
    index
        .lines()
        .skip(1)
        .map(cells)
        .map(|cell| Row {
            file: cell[0].clone(),
            status: cell[3].parse().unwrap_or(200),
            content_type: cell[4].clone(),
            url: cell[5].clone(),
            replay: cell[7] == "replay",
        })
        .collect()
}

/// `host/path` of an address, without query, decoded, in lower case.
fn place(address: &str) -> String {
    let bare = address.strip_prefix("https://").unwrap_or(address);
    let bare = bare
        .trim_start_matches('/')
        .split('?')
        .next()
        .unwrap_or_default();
    bare.replace("%2F", "/").replace("%2f", "/").to_lowercase()
}

/// A server that answers what was recorded, and 404 to everything else.
fn recorded(folder: &std::path::Path, rows: &[Row]) -> Server {
    let mut answers: BTreeMap<String, Reply> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.replay) {
        let body = std::fs::read(folder.join(&row.file)).unwrap();
        let key = match &row.url {
            // The converter answers one identifier, and says of others that it has none.
            url if url.contains("idconv") => format!("{}?{}", place(url), row.status),
            url => place(url),
        };
        answers.insert(key, Reply::of(row.status, &row.content_type, body));
    }
    Server::start(move |asked| {
        let mut key = place(&asked.target);
        if key.contains("idconv") {
            let known = asked.target.contains("10.1038") || asked.target.contains("PMC2883744");
            key = format!("{key}?{}", if known { 200 } else { 404 });
        }
        answers.get(&key).cloned().unwrap_or(Reply::status(404))
    })
    .unwrap()
}

/// A server that answers one recorded answer, whatever it is asked.
fn always(folder: &std::path::Path, row: &Row) -> Server {
    let body = std::fs::read(folder.join(&row.file)).unwrap();
    let reply = Reply::of(row.status, &row.content_type, body);
    Server::start(move |_| reply.clone()).unwrap()
}

struct Bench {
    _server: Server,
    client: Client,
    cancel: CancelToken,
    keys: Keys,
}

impl Bench {
    fn new(folder: &std::path::Path, rows: &[Row]) -> Self {
        Self::of(recorded(folder, rows))
    }

    fn of(server: Server) -> Self {
        let client = Client::new(ClientOptions {
            test_origin: Some(TestOrigin::parse(&server.origin()).unwrap()),
            limits: Limits {
                spacing: Some(Duration::ZERO),
                ..Limits::default()
            },
            ..ClientOptions::default()
        })
        .unwrap();
        Self {
            _server: server,
            client,
            cancel: CancelToken::new(),
            keys: Keys {
                openalex: Some("key".into()),
                semantic_scholar: Some("key".into()),
                pubmed: None,
            },
        }
    }

    fn inquiry(&self) -> Inquiry<'_> {
        Inquiry::new(&self.client, &self.cancel, &Forgetful, &self.keys)
    }

    fn doi(&self, doi: &str) -> Answer {
        look_up(&Identifier::doi(doi).unwrap(), &self.inquiry())
    }

    fn found(&self, doi: &str) -> Reference {
        match self.doi(doi).outcome {
            Outcome::Found(found) => *found,
            other => panic!("{doi}: {other:?}"),
        }
    }

    fn agency(&self, doi: &str) -> Registration {
        agency::ask(&Identifier::doi(doi).unwrap(), &self.inquiry()).unwrap()
    }

    fn ask(&self, resolver: &dyn Resolver, doi: &str) -> Outcome {
        self.inquiry().ask(resolver, &Identifier::doi(doi).unwrap())
    }
}

fn languages(reference: &Reference) -> Vec<&str> {
    let titles = reference.texts(TextField::Title);
    titles.iter().map(|title| title.lang.as_str()).collect()
}

#[test]
fn recorded_answers_have_their_outcomes() {
    let Some(folder) = folder() else { return };
    let rows = rows(&folder);
    let bench = Bench::new(&folder, &rows);
    let mut proved = 0;
    for row in rows.iter().filter(|row| row.replay) {
        let (file, url) = (row.file.as_str(), row.url.as_str());
        let doi = place(url)
            .split_once("10.")
            .map(|(_, rest)| format!("10.{rest}"))
            .unwrap_or_default();
        if url.contains("doi.org/ra/") {
            let told = bench.agency(&format!("{doi}/any"));
            let body = std::fs::read_to_string(folder.join(file)).unwrap();
            match told {
                Registration::With(agency) => {
                    assert!(body.contains(&format!("\"{agency}\"")), "{file}: {agency}");
                }
                Registration::Unknown => assert!(body.contains("does not exist"), "{file}"),
                Registration::Unclear => panic!("{file}"),
            }
        } else if url.ends_with("/agency") {
            // One of them is about no DOI at all.
            let whole = place(url);
            let doi = whole.trim_start_matches("api.crossref.org/works/");
            let doi = Identifier::new(IdentifierScheme::Doi, doi.trim_end_matches("/agency"));
            let told = agency::ask_crossref(&doi, &bench.inquiry()).unwrap();
            let known = row.status == 200;
            assert_eq!(
                told == Registration::With("Crossref".into()),
                known,
                "{file}"
            );
        } else if url.contains("idconv") {
            let (scheme, value) = match row.status {
                200 => (IdentifierScheme::Doi, "10.1038/ng.590"),
                _ => (IdentifierScheme::Doi, "28371833"),
            };
            let known = crate::pmc::convert(&Identifier::new(scheme, value), &bench.inquiry());
            let pmid = known.unwrap().and_then(|known| known.pmid);
            assert_eq!(pmid.is_some(), row.status == 200, "{file}");
        } else if url.contains("api.crossref.org/works/") || url.contains("api.datacite.org") {
            let outcome = bench.doi(&doi).outcome;
            match row.status {
                200 => assert_eq!(bench.found(&doi).doi(), Some(doi.as_str()), "{file}"),
                _ => assert_eq!(outcome, Outcome::NotFound { agency: None }, "{file}"),
            }
        } else if url.starts_with("https://doi.org/") {
            let outcome = bench.ask(&crate::negotiation::Negotiation, &doi);
            assert_eq!(outcome, Outcome::NotFound { agency: None }, "{file}");
        } else if url.contains("openalex") {
            match bench.ask(&crate::openalex::OpenAlex, &doi) {
                Outcome::Found(found) => assert_eq!(found.doi(), Some(doi.as_str())),
                // A work without its title is none.
                Outcome::Malformed { fault } => assert_eq!(fault, crate::Fault::NoTitle, "{file}"),
                other => panic!("{file}: {other:?}"),
            }
        } else if url.contains("semanticscholar") {
            // Several were recorded of one address, with other questions than ours.
            let bench = Bench::of(always(&folder, row));
            let doi = "10.1093/mind/lix.236.433";
            let outcome = bench.ask(&crate::semantic_scholar::SemanticScholar, doi);
            match row.status {
                404 => assert_eq!(outcome, Outcome::NotFound { agency: None }, "{file}"),
                400 => {
                    let fault = crate::Fault::Status(400);
                    assert_eq!(outcome, Outcome::Malformed { fault }, "{file}");
                }
                // They do not say which work they are about.
                _ => {
                    let fault = crate::Fault::OtherIdentifier { found: None };
                    assert_eq!(outcome, Outcome::Malformed { fault }, "{file}");
                }
            }
        } else {
            panic!("nobody asks {url}");
        }
        proved += 1;
    }
    assert_eq!(proved, rows.iter().filter(|row| row.replay).count());
    assert!(proved > 30, "{proved}");
}

#[test]
fn recorded_answers_keep_languages_and_marks() {
    let Some(folder) = folder() else { return };
    let rows = rows(&folder);
    let bench = Bench::new(&folder, &rows);
    let two = bench.found("10.1007/s00120-007-1345-2");
    assert_eq!(languages(&two).len(), 2, "{:?}", languages(&two));
    assert!(languages(&two).contains(&"en") && languages(&two).contains(&"de"));
    let corrected = bench.found("10.1371/journal.pone.0033693");
    assert_eq!(notices(&corrected)[0].kind, "correction");
    assert!(!corrected.contributors.is_empty());
    // Whom Crossref does not know others may: with the user's key.
    let book = bench.doi("10.1017/9781108348843");
    assert_eq!(book.service, Some(crate::Service::OpenAlex));
    let blank = bench.doi("10.7600/jspfsm.56.60");
    assert_ne!(blank.outcome.name(), "found", "a blank title is none");
    let set = bench.found("10.5061/dryad.8515");
    assert!(
        set.title()
            .is_some_and(|title| title.starts_with("Data from"))
    );
}

#[test]
fn recorded_answers_are_read_by_the_parsers() {
    let Some(folder) = folder() else { return };
    let mut silent = Vec::new();
    for row in rows(&folder).iter().filter(|row| !row.replay) {
        let bytes = std::fs::read(folder.join(&row.file)).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let stem = row.file.as_str();
        if stem.starts_with("arxiv_id") {
            let wrapped: serde_json::Value = serde_json::from_str(&text).unwrap();
            let number = stem
                .trim_start_matches("arxiv_id_")
                .trim_end_matches(".json");
            let response = Response {
                status: 200,
                content_type: "application/atom+xml".into(),
                body: wrapped["body"].as_str().unwrap().as_bytes().to_vec(),
                received: "2026-07-01T12:00:00Z".parse().unwrap(),
            };
            let found = crate::arxiv::read(&response, number).unwrap();
            assert_eq!(found.is_some(), number != "0000.0000", "{stem}");
            if let Some(found) = found {
                assert_eq!(found.contributors.len(), 2);
                assert_eq!(found.abstracts.len(), 1);
                assert_eq!(found.year(), Some(2016));
                assert_eq!(found.kind.csl_name(), "article");
            }
            continue;
        }
        if stem.starts_with("entrez_esearch") {
            let response = Response {
                status: 200,
                content_type: "text/xml".into(),
                body: bytes,
                received: "2026-07-01T12:00:00Z".parse().unwrap(),
            };
            assert_eq!(crate::pubmed::numbers(&response).unwrap().len(), 20);
            continue;
        }
        let format = detect(&text).first().map(|found| found.format);
        let records = format.map_or_else(Vec::new, |format| read(&text, format).records);
        let titled = records
            .iter()
            .filter(|record| !record.reference.texts(TextField::Title).is_empty());
        if titled.count() == 0 {
            silent.push(stem.to_owned());
        }
    }
    // Faults, redirects, and formatted citations; nothing else.
    let expected = |file: &String| {
        [
            "404",
            "400",
            "bad_cursor",
            ".0.html",
            "noabstract",
            "datacite_cn",
        ]
        .iter()
        .any(|part| file.contains(part))
    };
    silent.retain(|file| !expected(file));
    assert_eq!(silent, Vec::<String>::new());
}

#[test]
fn recorded_records_of_pubmed_keep_both_languages() {
    let Some(folder) = folder() else { return };
    for file in ["pubmed_36987902.xml", "pubmed_38048813.xml"] {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        let records = read(&text, FormatName::PubmedXml).records;
        let reference = &records[0].reference;
        let several = languages(reference).len() > 1 || reference.abstracts.len() > 1;
        assert!(several, "{file}");
    }
}
