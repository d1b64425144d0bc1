//! `DeepL`: `POST /v2/translate`.

use crate::error::{Result, TranslateError};
use crate::setup::Connection;
use crate::{Languages, Portion, TranslationProvider};
use diglot_model::LanguageTag;
use diglot_net::CancelToken;
use serde_json::json;

pub(crate) struct DeepL<'c> {
    connection: Connection<'c>,
    key: String,
}

impl<'c> DeepL<'c> {
    pub(crate) fn new(connection: Connection<'c>, key: Option<String>) -> Result<Self> {
        let host = connection.host().to_owned();
        let key = key.ok_or(TranslateError::NoKey { host })?;
        Ok(Self { connection, key })
    }
}

/// The language that is translated from.
fn source(lang: &LanguageTag) -> String {
    let tag = lang.as_str();
    tag.split('-').next().unwrap_or(tag).to_uppercase()
}

/// The language that is wanted: of these two only with its variant.
fn target(lang: &LanguageTag) -> String {
    match lang.as_str() {
        "en" => "EN-US".to_owned(),
        "zh" | "zh-CN" => "ZH-HANS".to_owned(),
        "zh-TW" | "zh-HK" => "ZH-HANT".to_owned(),
        tag => tag.to_uppercase(),
    }
}

impl TranslationProvider for DeepL<'_> {
    fn engine(&self) -> String {
        "DeepL".to_owned()
    }

    fn portion(&self) -> Portion {
        Portion {
            sentences: 50,
            bytes: 60_000,
        }
    }

    fn portion_of(
        &self,
        sentences: &[&str],
        languages: &Languages,
        cancel: &CancelToken,
    ) -> Result<Vec<Option<String>>> {
        let body = json!({
            "text": sentences,
            "source_lang": source(&languages.from),
            "target_lang": target(&languages.to),
            // Each text is one sentence already.
            "split_sentences": "0",
        });
        let headers = vec![("authorization", format!("DeepL-Auth-Key {}", self.key))];
        let answer = self
            .connection
            .ask("v2/translate", headers, &body, cancel)?;
        let list = answer["translations"].as_array();
        let list = list.ok_or_else(|| TranslateError::Unreadable {
            host: self.connection.host().to_owned(),
        })?;
        let text = |at: usize| Some(list.get(at)?["text"].as_str()?.to_owned());
        Ok((0..sentences.len()).map(text).collect())
    }
}
