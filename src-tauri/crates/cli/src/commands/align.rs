//! `diglot align`.

use super::{open, read_files};
use crate::args::{Align, Place};
use crate::exit::{Exit, Failure, Outcome};
use crate::output::{deliver, json};
use diglot_contract::report::{
    AlignReport, AlignRequest, AlignTextRequest, LinksImportReport, PairDifference, SentenceSpan,
    TmxReport, UnmatchedUnit,
};
use diglot_library::bilingual::{
    Alignment, align_sentences, align_texts, differences, refusal_words,
};
use diglot_library::exchange::{BilingualDocument, BilingualPair, is_tmx, read_tmx, write};
use diglot_library::{Access, InputFile};
use serde::de::DeserializeOwned;
use std::ops::Range;

/// Pairs sentences, or takes pairs over that were corrected elsewhere.
pub(crate) fn run(place: &Place, command: &Align) -> Outcome {
    let inputs = read_files(std::slice::from_ref(&command.file));
    let Some(file) = inputs.files.first() else {
        return Err(Failure::nothing("There is nothing to align."));
    };
    if command.apply {
        return apply(place, command, file);
    }
    if is_tmx(&file.bytes) {
        let documents = read_tmx(&file.bytes).map_err(|problem| {
            Failure::nothing(format!("“{}” could not be read: {problem}.", file.name))
        })?;
        if let Some(format) = command.to {
            deliver(&write(&documents, format), None)?;
        } else {
            let reports: Vec<TmxReport> = documents.into_iter().map(tmx_report).collect();
            json(&reports)?;
        }
        return Ok(Exit::Done);
    }
    let aligned: Vec<Aligned> = if command.text {
        let requests: Vec<AlignTextRequest> = read(file)?;
        requests.into_iter().map(texts).collect()
    } else {
        let requests: Vec<AlignRequest> = read(file)?;
        requests.into_iter().map(sentences).collect()
    };
    if let Some(format) = command.to {
        let documents: Vec<BilingualDocument> = aligned.into_iter().map(document).collect();
        deliver(&write(&documents, format), None)?;
    } else {
        let reports: Vec<AlignReport> = aligned.into_iter().map(|one| one.report).collect();
        json(&reports)?;
    }
    Ok(Exit::Done)
}

/// Takes the alignments of a TMX file over into the library.
fn apply(place: &Place, command: &Align, file: &InputFile) -> Outcome {
    let mut library = open(place, Access::Write)?;
    let reference = command
        .reference
        .as_deref()
        .map(|id| library.resolve(id))
        .transpose()?;
    let report = library.import_links(&file.name, &file.bytes, reference)?;
    let unmatched: Vec<UnmatchedUnit> = report
        .unmatched
        .iter()
        .map(|one| UnmatchedUnit {
            unit: one.unit,
            why: one.why.to_owned(),
        })
        .collect();
    let in_part = !unmatched.is_empty();
    json(&LinksImportReport {
        references: report.references.iter().map(ToString::to_string).collect(),
        links: report.links,
        agreed: report.agreed,
        unmatched,
    })?;
    Ok(match (in_part, report.links + report.agreed) {
        (true, 0) => Exit::Nothing,
        (true, _) => Exit::Part,
        (false, _) => Exit::Done,
    })
}

/// An alignment with its sentences.
struct Aligned {
    report: AlignReport,
    zh: Vec<String>,
    en: Vec<String>,
}

/// The pairs of an alignment; none of texts that are no translations of each other.
fn document(aligned: Aligned) -> BilingualDocument {
    let Aligned { report, zh, en } = aligned;
    let id = match &report.id {
        serde_json::Value::String(id) => id.clone(),
        other => other.to_string(),
    };
    let pairs = report.pred.iter().zip(&report.confidence);
    let pairs = pairs.map(|([left, right], confidence)| {
        let texts = |all: &[String], numbers: &[usize]| -> Vec<String> {
            numbers
                .iter()
                .map(|number| all[*number].trim().to_owned())
                .collect()
        };
        BilingualPair {
            sides: [texts(&en, right), texts(&zh, left)],
            confidence: *confidence,
            ..BilingualPair::default()
        }
    });
    let pairs = if report.refused {
        Vec::new()
    } else {
        pairs.collect()
    };
    BilingualDocument {
        id,
        langs: ["en".to_owned(), "zh-Hans".to_owned()],
        pairs,
        ..BilingualDocument::default()
    }
}

/// The sentences of a TMX file as an alignment.
fn tmx_report(document: BilingualDocument) -> TmxReport {
    let mut report = TmxReport {
        id: document.id,
        zh: Vec::new(),
        en: Vec::new(),
        pred: Vec::new(),
    };
    for pair in document.pairs {
        let [en, zh] = pair.sides;
        let numbers = |all: &mut Vec<String>, texts: Vec<String>| -> Vec<usize> {
            let from = all.len();
            all.extend(texts);
            (from..all.len()).collect()
        };
        let zh = numbers(&mut report.zh, zh);
        let en = numbers(&mut report.en, en);
        report.pred.push([zh, en]);
    }
    report
}

fn read<T: DeserializeOwned>(file: &InputFile) -> Result<Vec<T>, Failure> {
    serde_json::from_slice(&file.bytes).map_err(|error| {
        Failure::nothing(format!(
            "“{}” is not a JSON list of texts to align: {error}. “diglot align --help” shows the form.",
            file.name
        ))
    })
}

fn sentences(request: AlignRequest) -> Aligned {
    let zh: Vec<&str> = request.zh.iter().map(String::as_str).collect();
    let en: Vec<&str> = request.en.iter().map(String::as_str).collect();
    Aligned {
        report: report(request.id, &align_sentences(&zh, &en), [&zh, &en]),
        zh: request.zh,
        en: request.en,
    }
}

fn texts(request: AlignTextRequest) -> Aligned {
    let aligned = align_texts(&request.zh, &request.en);
    let zh = cut(&request.zh, &aligned.left);
    let en = cut(&request.en, &aligned.right);
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    Aligned {
        report: AlignReport {
            zh_sentences: Some(spans(&request.zh, &aligned.left)),
            en_sentences: Some(spans(&request.en, &aligned.right)),
            ..report(request.id, &aligned.alignment, [&zh, &en])
        },
        zh: owned(&zh),
        en: owned(&en),
    }
}

fn cut<'t>(text: &'t str, ranges: &[Range<usize>]) -> Vec<&'t str> {
    ranges.iter().map(|range| &text[range.clone()]).collect()
}

/// Sentences with places in characters, from places in bytes.
fn spans(text: &str, ranges: &[Range<usize>]) -> Vec<SentenceSpan> {
    let (mut at, mut chars) = (0, 0);
    ranges
        .iter()
        .map(|range| {
            chars += text[at..range.start].chars().count();
            at = range.end;
            let sentence = &text[range.clone()];
            let start = chars;
            chars += sentence.chars().count();
            SentenceSpan {
                text: sentence.to_owned(),
                start,
                end: chars,
            }
        })
        .collect()
}

fn report(id: serde_json::Value, alignment: &Alignment, texts: [&[&str]; 2]) -> AlignReport {
    let differs = differences(texts[0], texts[1], &alignment.beads)
        .into_iter()
        .map(|pair| {
            let one = pair.into_iter().map(|differs| PairDifference {
                kind: differs.kind.name().to_owned(),
                zh: differs.left,
                en: differs.right,
            });
            one.collect()
        })
        .collect();
    AlignReport {
        differs,
        id,
        pred: alignment
            .beads
            .iter()
            .map(|bead| [bead.left.clone().collect(), bead.right.clone().collect()])
            .collect(),
        confidence: alignment.beads.iter().map(|bead| bead.confidence).collect(),
        refused: alignment.refused.is_some(),
        reason: alignment.refused.as_ref().map(refusal_words),
        zh_sentences: None,
        en_sentences: None,
    }
}
