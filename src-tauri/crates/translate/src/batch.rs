//! Many sentences, portion by portion.

use crate::error::{Result, TranslateError};
use crate::{Languages, Sentence, TranslationProvider};
use diglot_net::CancelToken;

/// How far a translation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Sentences that are translated.
    pub done: usize,
    /// All sentences.
    pub all: usize,
}

/// Translates sentences and gives them back under their ids, in their order. A sentence
/// that the provider leaves out is asked for once more, alone.
pub fn translate(
    provider: &dyn TranslationProvider,
    sentences: &[Sentence],
    languages: &Languages,
    cancel: &CancelToken,
    progress: &mut dyn FnMut(Progress),
) -> Result<Vec<Sentence>> {
    let mut found: Vec<Sentence> = Vec::with_capacity(sentences.len());
    let mut missing = 0;
    let all = sentences.len();
    progress(Progress { done: 0, all });
    for part in portions(provider, sentences) {
        let texts: Vec<&str> = part.iter().map(|s| s.text.as_str()).collect();
        let answers = ask(provider, &texts, languages, cancel)?;
        for (at, sentence) in part.iter().enumerate() {
            let mut answer = answers.get(at).cloned().flatten();
            if answer.is_none() && part.len() > 1 {
                let again = ask(provider, &texts[at..=at], languages, cancel)?;
                answer = again.into_iter().next().flatten();
            }
            match answer {
                Some(text) => found.push(Sentence {
                    id: sentence.id.clone(),
                    text,
                }),
                None => missing += 1,
            }
        }
        progress(Progress {
            done: found.len() + missing,
            all,
        });
    }
    if missing > 0 {
        return Err(TranslateError::Incomplete {
            host: provider.engine(),
            count: missing,
        });
    }
    Ok(found)
}

fn ask(
    provider: &dyn TranslationProvider,
    texts: &[&str],
    languages: &Languages,
    cancel: &CancelToken,
) -> Result<Vec<Option<String>>> {
    if cancel.is_cancelled() {
        return Err(TranslateError::Cancelled);
    }
    let answers = provider.portion_of(texts, languages, cancel)?;
    let tidy = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let answers = answers.into_iter().map(|answer| answer.map(tidy));
    Ok(answers.map(|a| a.filter(|text| !text.is_empty())).collect())
}

/// The sentences in portions that the provider takes.
pub(crate) fn portions<'s>(
    provider: &dyn TranslationProvider,
    sentences: &'s [Sentence],
) -> Vec<&'s [Sentence]> {
    let portion = provider.portion();
    let mut parts = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (at, sentence) in sentences.iter().enumerate() {
        let full = at - start >= portion.sentences || bytes + sentence.text.len() > portion.bytes;
        if full && at > start {
            parts.push(&sentences[start..at]);
            (start, bytes) = (at, 0);
        }
        bytes += sentence.text.len();
    }
    if start < sentences.len() {
        parts.push(&sentences[start..]);
    }
    parts
}
