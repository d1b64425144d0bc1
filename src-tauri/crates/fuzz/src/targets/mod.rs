//! What is fuzzed: one target for each reader and each writer, and for everything else
//! that takes what somebody else wrote.
//!
//! A target panics when something is wrong, its own checks included. What it gives back
//! stands for what the input made the code do: an input that gives something new is worth
//! to be mutated further.

mod reading;
mod texts;
mod writing;

use crate::corpus::{self, Corpus};
use diglot_formats::FormatName;
use diglot_formats::output::OutputFormat;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A name and what is done with an input.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    /// The name on the command line and of the folder of its regressions.
    pub(crate) name: String,
    run: Run,
}

#[derive(Debug, Clone, Copy)]
enum Run {
    Read(FormatName),
    Write(OutputFormat),
    Other(Look, Samples),
}

/// Does something with an input, and tells what was seen.
type Look = fn(&[u8]) -> u64;

/// What the mutations of a target begin with.
#[derive(Debug, Clone, Copy)]
enum Samples {
    All,
    Pairs,
    Names,
    Identifiers,
    Pdfs,
}

/// Every target.
pub(crate) fn all() -> Vec<Target> {
    let readers = FormatName::ALL.iter().map(|&format| Target {
        name: format!("read-{}", format.name()),
        run: Run::Read(format),
    });
    let writers = OutputFormat::ALL.iter().map(|&format| Target {
        name: format!("write-{}", format.name()),
        run: Run::Write(format),
    });
    let others: [(&str, Look, Samples); 14] = [
        ("detect", reading::detected, Samples::All),
        ("decode", reading::decoded, Samples::All),
        ("import", reading::imported, Samples::All),
        ("parts", reading::in_parts, Samples::All),
        ("html", reading::html, Samples::All),
        ("pdf", reading::imported, Samples::Pdfs),
        ("fix", reading::fixed, Samples::All),
        ("align", texts::aligned, Samples::Pairs),
        ("sentences", texts::sentences, Samples::Pairs),
        ("headings", texts::headings, Samples::All),
        ("names", texts::names, Samples::Names),
        ("identifiers", texts::identifiers, Samples::Identifiers),
        ("normalise", texts::normalised, Samples::Identifiers),
        ("works", writing::works, Samples::All),
    ];
    let others = others.map(|(name, run, samples)| Target {
        name: name.to_owned(),
        run: Run::Other(run, samples),
    });
    readers.chain(writers).chain(others).collect()
}

impl Target {
    /// Does with an input what the target is for.
    pub(crate) fn run(&self, input: &[u8]) -> u64 {
        match self.run {
            Run::Read(format) => reading::read_as(&String::from_utf8_lossy(input), format),
            Run::Write(format) => writing::written(input, format),
            Run::Other(run, _) => run(input),
        }
    }

    /// What its mutations begin with.
    pub(crate) fn samples<'c>(&self, corpus: &'c Corpus) -> Vec<&'c [u8]> {
        let texts = |texts: &'static [&'static str]| -> Vec<&'c [u8]> {
            texts.iter().map(|text| text.as_bytes()).collect()
        };
        match self.run {
            Run::Read(format) => corpus.of(format),
            Run::Write(_) | Run::Other(_, Samples::All) => corpus.all(),
            Run::Other(_, Samples::Pairs) => texts(corpus::PAIRS),
            Run::Other(_, Samples::Names) => texts(corpus::NAMES),
            Run::Other(_, Samples::Identifiers) => texts(corpus::IDENTIFIERS),
            Run::Other(_, Samples::Pdfs) => corpus::PDFS.to_vec(),
        }
    }
}

/// What was seen, as a number.
fn seen(what: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}
