//! Converting files as they come.

use crate::program::{Program, ids};
use std::io::Read;
use std::process::Stdio;

fn record(title: &str, key: &str) -> String {
    let key = if key.is_empty() {
        String::new()
    } else {
        format!("ID  - {key}\n")
    };
    format!("TY  - JOUR\nTI  - {title}\nAU  - Lie, Kari\nPY  - 2020\n{key}ER  - \n\n")
}

#[test]
fn every_item_has_an_id_of_its_own() {
    let program = Program::new();
    std::fs::create_dir_all(program.dir.path().join("in/b")).unwrap();
    let two = record("One", "k1") + &record("Two", "");
    program.file("in/a.ris", &two);
    program.file("in/b/a.ris", record("Three", "k1") + &record("Four", "k2"));
    program.file("in/c.ris", record("Five", "a.ris#1") + &record("Six", "k2"));
    let items = program.json(&["convert", "in", "in/a.ris"]);
    assert_eq!(
        ids(&items),
        [
            "k1",
            "a.ris#1",
            "b/a.ris#0",
            "k2",
            "c.ris#0",
            "c.ris#1",
            "a.ris(2)#0",
            "a.ris(2)#1"
        ]
    );
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let program = Program::new();
    let file = program.file("long.ris", record("One of many", "").repeat(20_000));
    let mut child = program
        .command(&["convert", &file])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let mut said = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0), "{said}");
    assert_eq!(said, "");
}

#[test]
fn a_format_can_be_forced() {
    let program = Program::new();
    // Too few tags to be taken for RIS.
    let file = program.file("few.txt", "TI  - A title\nVL  - 3\n");
    assert_eq!(program.run(&["convert", &file]).code, 1);
    let items = program.json(&["convert", &file, "--from", "ris"]);
    assert_eq!(items[0]["title"], "A title");
    assert_eq!(
        program.run(&["convert", &file, "--from", "klingon"]).code,
        2
    );
}

#[test]
fn a_file_is_there_only_when_it_is_whole() {
    let program = Program::new();
    let file = program.file("a.ris", record("One", ""));
    let run = program.run(&["convert", &file, "--output", "out.json"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    let written = std::fs::read_to_string(program.dir.path().join("out.json")).unwrap();
    assert!(written.contains("\"One\""));
    assert!(!program.dir.path().join("out.json.part").exists());
    let run = program.run(&["convert", &file, "--output", "none/out.json"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("out.json"), "{}", run.err);
}
