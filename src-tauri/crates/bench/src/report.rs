//! What is measured, the limits, and the table.

use crate::Options;
use crate::corpus::Corpus;
use crate::measure::{self, Taken};
use std::path::Path;

/// A peer and the limit beside it.
struct Peer {
    name: &'static str,
    format: &'static str,
    /// The format of the same papers that it gets.
    reads: &'static str,
    /// Our time divided by the peer's may not be more than this.
    limit: f64,
}

/// Readers in the same process: `biblib` and `biblatex` build citations, `minimal` only
/// makes strings.
const READERS: &[Peer] = &[
    Peer {
        name: "minimal",
        format: "ris",
        reads: "ris",
        limit: 5.0,
    },
    Peer {
        name: "biblib",
        format: "ris",
        reads: "ris",
        limit: 1.0 / 2.0,
    },
    Peer {
        name: "biblatex",
        format: "bibtex",
        reads: "bibtex",
        limit: 1.0,
    },
    Peer {
        name: "biblib",
        format: "nbib",
        reads: "nbib",
        limit: 1.0 / 1.5,
    },
    Peer {
        name: "biblib",
        format: "pubmed-xml",
        reads: "pubmed-xml",
        limit: 1.0 / 1.5,
    },
];

/// Programs that convert a file, beside `diglot convert --to csl-json`.
const PROGRAMS: &[Peer] = &[
    Peer {
        name: "ris2xml",
        format: "ris",
        reads: "ris",
        limit: 0.06,
    },
    Peer {
        name: "bib2xml",
        format: "bibtex",
        reads: "bibtex",
        limit: 0.15,
    },
    Peer {
        name: "med2xml",
        format: "nbib",
        reads: "pubmed-xml",
        limit: 0.06,
    },
];

/// The most memory that `diglot convert` may take, in megabytes.
const PEAK: f64 = 100.0;

/// How often each is run, where a run is short.
const RUNS: usize = 3;

/// Measures everything and prints the table; whether every limit was kept.
pub(crate) fn all(options: &Options, files: &[Corpus], fewer: &[Corpus]) -> Result<bool, String> {
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    // The other program of this package: a program has one allocator.
    let ours = own.with_file_name("diglot-read");
    let mut kept = true;
    println!(
        "Reading {} records to references, in seconds of processor time\n",
        options.records
    );
    println!("| format | diglot | records/s | peak MB | peer | its time | ratio | limit | |");
    println!("|---|---|---|---|---|---|---|---|---|");
    for file in files {
        let path = file.path.to_string_lossy();
        let read = |reader: &str| match reader {
            "diglot" => measure::program(&ours, &["read", file.format.name, &path], RUNS),
            peer => measure::program(&own, &["read", peer, file.format.name, &path], RUNS),
        };
        let peers: Vec<&Peer> = READERS
            .iter()
            .filter(|p| p.format == file.format.name)
            .collect();
        let Ok(taken) = read("diglot") else {
            println!("| {} | no reader yet | | | | | | | |", file.format.name);
            continue;
        };
        for peer in &peers {
            kept &= row(file, taken, Some((peer, read(peer.name)?)));
        }
        if peers.is_empty() {
            row(file, taken, None);
        }
    }
    println!("\n`diglot convert --to csl-json`, in seconds of processor time\n");
    println!("| format | diglot | records/s | peak MB | peer | its time | ratio | limit | |");
    println!("|---|---|---|---|---|---|---|---|---|");
    for file in fewer {
        for peer in PROGRAMS.iter().filter(|p| p.format == file.format.name) {
            let ours = convert(options, file, RUNS)?;
            // med2xml reads PubMed's XML, not its tagged text.
            let theirs = fewer.iter().find(|f| f.format.name == peer.reads);
            let path = theirs.unwrap_or(file).path.to_string_lossy();
            let its = measure::program(Path::new(peer.name), &[&path], 1)?;
            kept &= row(file, ours, Some((peer, its)));
        }
    }
    for file in files {
        let taken = convert(options, file, 1)?;
        row(file, taken, None);
        kept &= taken.peak <= PEAK;
    }
    println!(
        "\nbibutils got {} records. No more than {PEAK} MB of memory may be taken by `convert`.",
        fewer.first().map_or(0, |file| file.records)
    );
    if !kept {
        println!("\nA limit was passed.");
    }
    Ok(kept)
}

fn convert(options: &Options, file: &Corpus, runs: usize) -> Result<Taken, String> {
    let path = file.path.to_string_lossy();
    measure::program(
        &options.diglot,
        &["convert", &path, "--to", "csl-json"],
        runs,
    )
}

/// Prints a line; whether its limit is kept.
fn row(file: &Corpus, ours: Taken, peer: Option<(&Peer, Taken)>) -> bool {
    let rate = file.records as f64 / ours.cpu.max(1e-6);
    let own = format!(
        "| {} × {} | {:.2} | {rate:.0} | {:.0} |",
        file.format.name, file.records, ours.cpu, ours.peak
    );
    let Some((peer, its)) = peer else {
        println!("{own} | | | | |");
        return true;
    };
    let ratio = ours.cpu / its.cpu.max(1e-6);
    let kept = ratio <= peer.limit;
    println!(
        "{own} {} | {:.2} | {ratio:.3} | {:.3} | {} |",
        peer.name,
        its.cpu,
        peer.limit,
        if kept { "kept" } else { "**passed**" }
    );
    kept
}
