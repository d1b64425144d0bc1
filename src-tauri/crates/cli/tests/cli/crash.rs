//! Killing the program in the middle of imports: what was acknowledged is there, and
//! nothing is half there.

use crate::program::Program;
use std::process::Stdio;
use std::time::Duration;

const RECORDS: usize = 1_000;

/// How many kills; more with `DIGLOT_KILLS`.
fn kills() -> u64 {
    std::env::var("DIGLOT_KILLS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(20)
}

fn records() -> String {
    let record = |i| {
        format!(
            "TY  - JOUR\nTI  - 题名 Title number {i}\nAU  - Lie, Kari {i}\nPY  - 2020\nJO  - Journal\n\
                 AB  - An abstract of some words for number {i}, long enough to be one of those.\nER  - \n"
        )
    };
    (0..RECORDS).map(record).collect::<Vec<_>>().concat()
}

#[test]
fn an_import_is_there_whole_or_not_at_all() {
    let program = Program::new();
    let file = program.file("records.ris", records());
    // The length of an undisturbed import says when to kill.
    let start = std::time::Instant::now();
    program.json(&["import", &file]);
    let whole = start.elapsed();
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    for kill in 0..kills() {
        // An xorshift is random enough, and the run can be repeated.
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let after = whole.mul_f64((seed >> 11) as f64 / (1u64 << 53) as f64 * 1.1);
        let mut child = program
            .command(&["import", &file, "--json"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(after.max(Duration::from_millis(1)));
        let _ = child.kill();
        let output = child.wait_with_output().unwrap();
        let acked = serde_json::from_slice::<serde_json::Value>(&output.stdout).is_ok();
        let count = program.json(&["list"]).as_array().unwrap().len();
        assert_eq!(count % RECORDS, 0, "kill {kill} left a part of an import");
        // A commit may have happened just before its acknowledgement was printed.
        match count / RECORDS {
            1 => assert!(!acked, "kill {kill} lost an acknowledged import"),
            2 => drop(program.json(&["undo"])),
            batches => panic!("kill {kill}: {batches} imports"),
        }
    }
    assert_eq!(program.json(&["check"])["sound"], true);
}
