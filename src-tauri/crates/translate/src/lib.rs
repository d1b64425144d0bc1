//! Sentences in, sentences out, through a provider that the user set up.
//!
//! Each sentence has an id and comes back under it, so that original and translation are
//! aligned without guessing. Nothing is sent before somebody made a [`Setup`] and asked for
//! a translation. This crate must not know references, libraries or where keys are kept.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod batch;
mod deepl;
mod error;
mod estimate;
mod libre;
mod openai;
mod setup;
#[cfg(test)]
mod tests;

pub use batch::{Progress, translate};
pub use error::{Result, TranslateError};
pub use estimate::{Estimate, estimate};
pub use setup::{Price, ProviderKind, Setup};

use diglot_model::LanguageTag;
use diglot_net::CancelToken;

/// A sentence on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its id: whatever the caller finds it again by. It is not sent.
    pub id: String,
    /// The sentence.
    pub text: String,
}

/// The languages of a translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Languages {
    /// The language of the sentences.
    pub from: LanguageTag,
    /// The language that is wanted.
    pub to: LanguageTag,
}

/// How much a provider takes at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Portion {
    /// Sentences.
    pub sentences: usize,
    /// Bytes of text.
    pub bytes: usize,
}

/// A service or a program that translates.
pub trait TranslationProvider {
    /// The name that stands with what it translated, such as `DeepSeek deepseek-chat`.
    fn engine(&self) -> String;

    /// How much it takes at once.
    fn portion(&self) -> Portion;

    /// Translates sentences that follow each other. The answer has one entry for each, in
    /// their order; `None` where the provider left one out.
    fn portion_of(
        &self,
        sentences: &[&str],
        languages: &Languages,
        cancel: &CancelToken,
    ) -> Result<Vec<Option<String>>>;
}

/// The provider of a setup. The key is what the provider asks for; providers on this
/// computer mostly ask for none.
pub fn provider<'c>(
    setup: &Setup,
    key: Option<&str>,
    client: &'c diglot_net::Client,
) -> Result<Box<dyn TranslationProvider + 'c>> {
    let connection = setup.connect(client)?;
    let key = key.map(str::trim).filter(|key| !key.is_empty());
    let key = key.map(str::to_owned);
    Ok(match setup.kind {
        ProviderKind::OpenAi => Box::new(openai::OpenAi::new(connection, setup, key)?),
        ProviderKind::DeepL => Box::new(deepl::DeepL::new(connection, key)?),
        ProviderKind::LibreTranslate => Box::new(libre::LibreTranslate::new(connection, key)),
    })
}
