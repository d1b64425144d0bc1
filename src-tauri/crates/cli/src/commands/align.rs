//! `diglot align`.

use super::read_files;
use crate::args::Align;
use crate::exit::{Exit, Failure, Outcome};
use crate::output::json;
use diglot_contract::report::{AlignReport, AlignRequest, AlignTextRequest, SentenceSpan};
use diglot_library::bilingual::{Alignment, align_sentences, align_texts, refusal_words};
use serde::de::DeserializeOwned;
use std::ops::Range;

/// Pairs sentences.
pub(crate) fn run(command: &Align) -> Outcome {
    let reports: Vec<AlignReport> = if command.text {
        let requests: Vec<AlignTextRequest> = read(command)?;
        requests.into_iter().map(texts).collect()
    } else {
        let requests: Vec<AlignRequest> = read(command)?;
        requests.into_iter().map(sentences).collect()
    };
    json(&reports)?;
    Ok(Exit::Done)
}

fn read<T: DeserializeOwned>(command: &Align) -> Result<Vec<T>, Failure> {
    let inputs = read_files(std::slice::from_ref(&command.file));
    let Some(file) = inputs.files.first() else {
        return Err(Failure::nothing("There is nothing to align."));
    };
    serde_json::from_slice(&file.bytes).map_err(|error| {
        Failure::nothing(format!(
            "“{}” is not a JSON list of texts to align: {error}. “diglot align --help” shows the form.",
            file.name
        ))
    })
}

fn sentences(request: AlignRequest) -> AlignReport {
    let zh: Vec<&str> = request.zh.iter().map(String::as_str).collect();
    let en: Vec<&str> = request.en.iter().map(String::as_str).collect();
    report(request.id, &align_sentences(&zh, &en))
}

fn texts(request: AlignTextRequest) -> AlignReport {
    let aligned = align_texts(&request.zh, &request.en);
    AlignReport {
        zh_sentences: Some(spans(&request.zh, &aligned.left)),
        en_sentences: Some(spans(&request.en, &aligned.right)),
        ..report(request.id, &aligned.alignment)
    }
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

fn report(id: serde_json::Value, alignment: &Alignment) -> AlignReport {
    AlignReport {
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
