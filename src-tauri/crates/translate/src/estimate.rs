//! What a translation will take, before anything is sent.

use crate::setup::{ProviderKind, Setup};
use crate::{Languages, Sentence, openai};
use diglot_text::script::is_han;

/// What a translation will take, about.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// How many sentences are sent.
    pub sentences: usize,
    /// How many characters they have.
    pub characters: usize,
    /// Tokens that are sent, for chat completions.
    pub tokens_in: Option<usize>,
    /// Tokens that come back, for chat completions.
    pub tokens_out: Option<usize>,
    /// What it costs, in the currency of the setup, when the setup has a price.
    pub cost: Option<f64>,
    /// The currency as the user writes it.
    pub currency: String,
}

/// Estimates a translation: tokens by what is usual (four Latin letters or one Han character
/// each), which is right within about a third.
pub fn estimate(setup: &Setup, sentences: &[Sentence], languages: &Languages) -> Estimate {
    let characters = sentences.iter().map(|s| s.text.chars().count()).sum();
    let tokens: f64 = sentences.iter().map(|s| tokens_of(&s.text)).sum();
    let chat = setup.kind == ProviderKind::OpenAi;
    // The instruction goes with each portion of twenty; a number and quotes with each sentence.
    let framing = 8.0 * sentences.len() as f64;
    let instructions = sentences.len().div_ceil(20) as f64;
    let sent = tokens + framing + instructions * tokens_of(&openai::instruction(languages));
    let back = tokens * 1.2 + framing;
    let cost = setup.price.as_ref().map(|price| {
        if chat {
            (sent * price.input + back * price.output) / 1e6
        } else {
            characters as f64 * price.input / 1e6
        }
    });
    Estimate {
        sentences: sentences.len(),
        characters,
        tokens_in: chat.then_some(sent.ceil() as usize),
        tokens_out: chat.then_some(back.ceil() as usize),
        cost,
        currency: setup
            .price
            .as_ref()
            .map(|price| price.currency.clone())
            .unwrap_or_default(),
    }
}

fn tokens_of(text: &str) -> f64 {
    text.chars()
        .map(|c| if is_han(c) { 1.0 } else { 0.27 })
        .sum()
}
