//! `LibreTranslate`: `POST /translate`.

use crate::error::{Result, TranslateError};
use crate::setup::Connection;
use crate::{Languages, Portion, TranslationProvider};
use diglot_model::LanguageTag;
use diglot_net::CancelToken;
use serde_json::{Value, json};

pub(crate) struct LibreTranslate<'c> {
    connection: Connection<'c>,
    key: Option<String>,
}

impl<'c> LibreTranslate<'c> {
    pub(crate) fn new(connection: Connection<'c>, key: Option<String>) -> Self {
        Self { connection, key }
    }
}

/// Its codes: two letters, and `zt` for traditional Chinese.
fn code(lang: &LanguageTag) -> &str {
    match lang.as_str() {
        "zh-Hant" | "zh-TW" | "zh-HK" => "zt",
        tag => tag.split('-').next().unwrap_or(tag),
    }
}

impl TranslationProvider for LibreTranslate<'_> {
    fn engine(&self) -> String {
        format!("LibreTranslate ({})", self.connection.host())
    }

    fn portion(&self) -> Portion {
        Portion {
            sentences: 20,
            // Public servers take 2,000 characters at once.
            bytes: 2_000,
        }
    }

    fn portion_of(
        &self,
        sentences: &[&str],
        languages: &Languages,
        cancel: &CancelToken,
    ) -> Result<Vec<Option<String>>> {
        let mut body = json!({
            "q": sentences,
            "source": code(&languages.from),
            "target": code(&languages.to),
            "format": "text",
        });
        if let Some(key) = &self.key {
            body["api_key"] = json!(key);
        }
        let answer = self
            .connection
            .ask("translate", Vec::new(), &body, cancel)?;
        match &answer["translatedText"] {
            Value::Array(list) => {
                let text = |at: usize| Some(list.get(at)?.as_str()?.to_owned());
                Ok((0..sentences.len()).map(text).collect())
            }
            Value::String(text) if sentences.len() == 1 => Ok(vec![Some(text.clone())]),
            _ => Err(TranslateError::Unreadable {
                host: self.connection.host().to_owned(),
            }),
        }
    }
}
