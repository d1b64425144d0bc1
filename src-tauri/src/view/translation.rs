//! Translation.

use diglot_contract::view::{
    TranslationEstimate, TranslationKind, TranslationPrice, TranslationProgress,
    TranslationProvider, TranslationView,
};
use diglot_library::translation::{Estimate, Price, Progress, ProviderKind, Setup};

use super::count;
use crate::error::ShellError;

/// The provider that is set up.
pub fn translation(
    setup: Option<Setup>,
    key: Result<Option<String>, ShellError>,
) -> TranslationView {
    let is_local = setup.as_ref().is_some_and(Setup::is_local);
    TranslationView {
        provider: setup.map(provider),
        has_key: matches!(&key, Ok(Some(_))),
        is_local,
        keyring_problem: key.err().map(|error| error.to_string()),
    }
}

fn provider(setup: Setup) -> TranslationProvider {
    TranslationProvider {
        kind: match setup.kind {
            ProviderKind::OpenAi => TranslationKind::Openai,
            ProviderKind::DeepL => TranslationKind::Deepl,
            ProviderKind::LibreTranslate => TranslationKind::Libretranslate,
        },
        address: setup.address,
        model: setup.model,
        price: setup.price.map(|price| TranslationPrice {
            input: price.input,
            output: price.output,
            currency: price.currency,
        }),
    }
}

/// A provider as the window set it up.
pub fn setup(provider: TranslationProvider) -> Setup {
    Setup {
        kind: match provider.kind {
            TranslationKind::Openai => ProviderKind::OpenAi,
            TranslationKind::Deepl => ProviderKind::DeepL,
            TranslationKind::Libretranslate => ProviderKind::LibreTranslate,
        },
        address: provider.address.trim().to_owned(),
        model: provider.model.trim().to_owned(),
        price: provider.price.map(|price| Price {
            input: price.input,
            output: price.output,
            currency: price.currency,
        }),
    }
}

/// The sum of estimates.
pub fn estimate(setup: &Setup, each: &[Estimate], left_out: u32) -> TranslationEstimate {
    let sum = |of: fn(&Estimate) -> usize| count(each.iter().map(of).sum());
    let tokens = |one: &Estimate| Some(one.tokens_in? + one.tokens_out?);
    let tokens: Option<usize> = each.iter().map(tokens).sum();
    TranslationEstimate {
        references: count(each.len()),
        left_out,
        sentences: sum(|one| one.sentences),
        characters: sum(|one| one.characters),
        tokens: tokens.filter(|tokens| *tokens > 0).map(count),
        cost: setup
            .price
            .as_ref()
            .map(|_| each.iter().filter_map(|one| one.cost).sum()),
        currency: setup
            .price
            .as_ref()
            .map(|price| price.currency.clone())
            .unwrap_or_default(),
        host: setup.host(),
    }
}

/// How far a translation has come.
pub fn translation_progress(number: usize, of: usize, one: Progress) -> TranslationProgress {
    TranslationProgress {
        references: count(number),
        of_references: count(of),
        sentences: count(one.done),
        of_sentences: count(one.all),
    }
}
