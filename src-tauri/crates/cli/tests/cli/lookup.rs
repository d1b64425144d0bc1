//! `diglot lookup` against a server that stands in for the services. Answers are synthetic.

use crate::program::{Program, Run};
use diglot_testkit::http::{Answer, Server, deserted_origin};
use serde_json::Value;
use std::io::Write;
use std::process::Stdio;

const ARTICLE: &str = r#"{"status": "ok", "message-type": "work", "message": {
    "DOI": "10.1234/SYNTH.1", "type": "journal-article", "title": ["An invented article"],
    "original-title": ["虚构的文章"], "container-title": ["Journal of Inventions"],
    "volume": "7", "issue": "2", "author": [{"given": "Ada", "family": "Example"}],
    "issued": {"date-parts": [[2021, 5]]}, "language": "en" }}"#;

/// Crossref with one article, and a DOI system that knows one DOI of ISTIC's.
fn services() -> Server {
    Server::start(|asked| match asked.target.as_str() {
        "/api.crossref.org/works/10.1234%2Fsynth.1" => Answer::json(ARTICLE),
        "/doi.org/ra/10.5678/cn" => Answer::json(r#"[{"DOI": "10.5678/cn", "RA": "ISTIC"}]"#),
        target if target.starts_with("/doi.org/ra/") => {
            Answer::json(r#"[{"DOI": "10.1234/none", "status": "DOI does not exist"}]"#)
        }
        _ => Answer::of(404, "application/json", "Resource not found."),
    })
    .unwrap()
}

fn lookup(program: &Program, origin: &str, args: &[&str]) -> Run {
    let args = [&["lookup"], args].concat();
    let mut command = program.command(&args);
    Run::from(command.env("DIGLOT_TEST_ORIGIN", origin).output().unwrap())
}

fn entries(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{} {}", run.out, run.err))
}

#[test]
fn what_is_found_is_printed() {
    let (program, server) = (Program::new(), services());
    let run = lookup(
        &program,
        &server.origin(),
        &["https://doi.org/10.1234/SYNTH.1.", "--json"],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let entries = entries(&run);
    let entry = &entries[0];
    assert_eq!(entry["asked"], "10.1234/synth.1");
    assert_eq!(entry["outcome"], "found");
    assert_eq!(entry["service"], "crossref");
    assert_eq!(entry["item"]["title"], "An invented article");
    assert_eq!(
        entry["item"]["custom"]["diglot"]["titles"][1]["lang"],
        "zh-Hans"
    );
    assert_eq!(entry["candidates"], serde_json::json!([]));
    assert!(!program.library().exists(), "nothing was written");
    let run = lookup(&program, &server.origin(), &["10.1234/synth.1"]);
    assert!(run.out.contains("Crossref answered"), "{}", run.out);
}

#[test]
fn outcomes_have_their_codes() {
    let (program, server) = (Program::new(), services());
    let outcome = |origin: &str, args: &[&str]| {
        let run = lookup(&program, origin, &[args, &["--json"]].concat());
        let names: Vec<String> = entries(&run)
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["outcome"].as_str().unwrap().to_owned())
            .collect();
        (run.code, names.join(" "))
    };
    let origin = server.origin();
    let is = |code, names: &str| (code, names.to_owned());
    assert_eq!(outcome(&origin, &["10.1234/none"]), is(1, "not_found"));
    assert_eq!(
        outcome(&origin, &["10.5678/cn"]),
        is(1, "no_metadata_service")
    );
    assert_eq!(outcome(&origin, &["PMID 32274223"]), is(1, "not_found"));
    assert_eq!(outcome(&origin, &["nonsense"]), is(1, "not_recognised"));
    assert_eq!(
        outcome(&origin, &["10.1234/synth.1", "10.1234/none"]),
        is(3, "found not_found")
    );
    let nobody = deserted_origin().unwrap();
    assert_eq!(outcome(&nobody, &["10.1234/synth.1"]), is(6, "offline"));
    let page = Server::start(|_| Answer::of(200, "text/html", "<html>")).unwrap();
    assert_eq!(
        outcome(&page.origin(), &["10.1234/synth.1"]),
        is(6, "malformed")
    );
}

#[test]
fn added_once_and_undone() {
    let (program, server) = (Program::new(), services());
    let origin = server.origin();
    let add = || lookup(&program, &origin, &["10.1234/synth.1", "--add", "--json"]);
    let first = add();
    assert_eq!(first.code, 0, "{}", first.err);
    let id = entries(&first)[0]["item"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(program.json(&["list"])[0]["id"], id.as_str());
    let asked = server.asked().len();
    let again = add();
    assert_eq!(again.code, 0);
    assert_eq!(entries(&again)[0]["outcome"], "in_library");
    assert_eq!(entries(&again)[0]["item"]["id"], id.as_str());
    assert_eq!(server.asked().len(), asked, "nobody was asked again");
    assert_eq!(program.json(&["list"]).as_array().unwrap().len(), 1);
    program.run(&["undo"]);
    assert_eq!(program.json(&["list"]).as_array().unwrap().len(), 0);
}

#[test]
fn completing_fills_what_is_missing() {
    let (program, server) = (Program::new(), services());
    let file = program.file(
        "a.ris",
        "TY  - JOUR\nTI  - An invented article\nVL  - 8\nDO  - 10.1234/synth.1\nER  - \n\
         TY  - JOUR\nTI  - Without a number\nER  - \n",
    );
    let report = program.json(&["import", &file]);
    let ids: Vec<&str> = report["references"]
        .as_array()
        .unwrap()
        .iter()
        .map(|id| id.as_str().unwrap())
        .collect();
    let run = lookup(
        &program,
        &server.origin(),
        &["--complete", ids[0], ids[1], "--json"],
    );
    assert_eq!(run.code, 3, "{}", run.err);
    let entries = entries(&run);
    let item = &entries[0]["item"];
    assert_eq!(item["issue"], "2");
    assert_eq!(item["volume"], "8", "what stood there stays");
    assert_eq!(item["author"][0]["family"], "Example");
    let message = entries[0]["message"].as_str().unwrap();
    assert!(message.contains("leaves as they were: volume"), "{message}");
    assert_eq!(entries[1]["outcome"], "not_found", "sought by its title");
    assert_eq!(entries[1]["asked"], ids[1]);
    program.run(&["undo"]);
    let shown = program.json(&["show", ids[0]]);
    assert!(shown[0]["issue"].is_null());
}

#[test]
fn identifiers_come_from_standard_input() {
    let (program, server) = (Program::new(), services());
    let mut child = program
        .command(&["lookup", "-", "--json"])
        .env("DIGLOT_TEST_ORIGIN", server.origin())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let text = "见 doi：10.1234/synth.1，又见 10.1234/SYNTH.1 和 10.5678/cn。";
    child
        .stdin
        .take()
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    let run = Run::from(child.wait_with_output().unwrap());
    assert_eq!(run.code, 3, "{}", run.err);
    let entries = entries(&run);
    assert_eq!(entries.as_array().unwrap().len(), 2, "each once");
}

#[test]
fn the_stand_in_must_be_this_computer() {
    let program = Program::new();
    let run = lookup(&program, "http://example.org", &["10.1234/synth.1"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("test origin"), "{}", run.err);
    let run = program.run(&["lookup"]);
    assert_eq!(run.code, 2);
    let run = program.run(&["--version"]);
    assert!(run.out.contains("DIGLOT_TEST_ORIGIN"), "{}", run.out);
}

#[test]
fn what_cannot_be_asked_waits_and_is_asked_later() {
    let (program, server) = (Program::new(), services());
    let nobody = deserted_origin().unwrap();
    let run = lookup(&program, &nobody, &["10.1234/synth.1", "--add", "--json"]);
    assert_eq!(run.code, 6, "{}", run.err);
    let message = entries(&run)[0]["message"].to_string();
    assert!(message.contains("waits in the library"), "{message}");
    let run = lookup(&program, &nobody, &["--queued", "--json"]);
    assert_eq!(run.code, 6, "and waits on");
    let run = lookup(&program, &server.origin(), &["--queued", "--json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(entries(&run)[0]["outcome"], "found");
    assert_eq!(program.json(&["list"]).as_array().unwrap().len(), 1);
    let run = lookup(&program, &server.origin(), &["--queued", "--json"]);
    assert_eq!(
        entries(&run),
        serde_json::json!([]),
        "nothing waits any more"
    );
}

#[test]
fn answers_are_kept_in_the_library_and_faults_are_not() {
    let (program, server) = (Program::new(), services());
    let file = program.file("a.ris", "TY  - JOUR\nTI  - A library\nER  - \n");
    program.json(&["import", &file]);
    let crossref = |server: &Server| {
        let all = server.targets();
        all.iter()
            .filter(|t| t.starts_with("/api.crossref"))
            .count()
    };
    let busy = Server::start(|_| Answer::status(503)).unwrap();
    let run = lookup(&program, &busy.origin(), &["10.1234/synth.1", "--json"]);
    assert_eq!(run.code, 6, "{}", run.out);
    let first = lookup(&program, &server.origin(), &["10.1234/synth.1", "--json"]);
    let asked = crossref(&server);
    assert!(asked > 0);
    let second = lookup(&program, &server.origin(), &["10.1234/synth.1", "--json"]);
    assert_eq!(entries(&first), entries(&second));
    assert_eq!(crossref(&server), asked, "nobody was asked again");
    let nobody = deserted_origin().unwrap();
    let third = lookup(&program, &nobody, &["10.1234/synth.1", "--json"]);
    assert_eq!(third.code, 0, "{}", third.out);
}

#[test]
fn candidates_are_shown_and_nothing_is_written() {
    const WORK: &str = r#"{"status": "ok", "message": {"items": [{
        "DOI": "10.1234/like", "type": "journal-article", "title": ["Agrees in part"],
        "author": [{"given": "Ada", "family": "Example"}], "volume": "8",
        "issued": {"date-parts": [[2006]]} }]}}"#;
    let program = Program::new();
    let server = Server::start(|asked| {
        if asked.target.contains("query.bibliographic") {
            Answer::json(WORK)
        } else {
            Answer::status(404)
        }
    })
    .unwrap();
    let file = program.file(
        "a.ris",
        "TY  - JOUR\nAU  - Example, Ada\nVL  - 8\nIS  - 1\nSP  - 65\nPY  - 2006\nER  - \n",
    );
    let report = program.json(&["import", &file]);
    let id = report["references"][0].as_str().unwrap();
    let run = lookup(&program, &server.origin(), &["--complete", id, "--json"]);
    assert_eq!(run.code, 1, "{}", run.err);
    let entry = &entries(&run)[0];
    assert_eq!(entry["outcome"], "uncertain");
    let candidate = &entry["candidates"][0];
    assert_eq!(candidate["item"]["DOI"], "10.1234/like");
    assert_eq!(
        candidate["agrees"],
        serde_json::json!(["first-author", "year", "volume"])
    );
    let shown = program.json(&["show", id]);
    assert!(shown[0]["title"].is_null(), "nothing was written");
}
