//! What the user says about a provider. The key is not part of it.

use crate::error::{Result, TranslateError};
use diglot_net::{CancelToken, Client, NetError, Post, Response, UserOrigin};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::time::Duration;

/// Which language a provider speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProviderKind {
    /// The chat completions of `OpenAI`, which most others speak too: `DeepSeek`, Ollama …
    OpenAi,
    /// `DeepL`.
    DeepL,
    /// `LibreTranslate`, which one may run oneself.
    LibreTranslate,
}

impl ProviderKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::OpenAi, Self::DeepL, Self::LibreTranslate];

    /// The name used in settings and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::OpenAi => "openai",
            Self::DeepL => "deepl",
            Self::LibreTranslate => "libretranslate",
        }
    }

    /// The kind with a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A provider as the user set it up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Setup {
    /// Which language it speaks.
    pub kind: ProviderKind,
    /// Its address: `https://…`, or `http://127.0.0.1:…` on this computer. For chat
    /// completions with the path in front of `chat/completions`, such as
    /// `https://api.deepseek.com/v1`.
    pub address: String,
    /// The model, for chat completions.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub model: String,
    /// What it costs, when the user said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Price>,
}

/// What a provider costs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Price {
    /// For a million tokens that are sent; of `DeepL` and `LibreTranslate` for a million
    /// characters.
    pub input: f64,
    /// For a million tokens that come back; nothing with the others.
    #[serde(default)]
    pub output: f64,
    /// The currency, as the user writes it.
    #[serde(default)]
    pub currency: String,
}

impl Setup {
    /// Whether everything stays on this computer.
    pub fn is_local(&self) -> bool {
        UserOrigin::parse(&self.address).is_ok_and(|origin| origin.is_local())
    }

    /// The host that sentences go to; empty when the address is none.
    pub fn host(&self) -> String {
        let origin = UserOrigin::parse(&self.address);
        origin.map_or_else(|_| String::new(), |origin| origin.host().to_owned())
    }

    /// Says what is wrong with it, if something is.
    pub fn check(&self) -> Result<()> {
        UserOrigin::parse(&self.address).map_err(TranslateError::Net)?;
        if self.kind == ProviderKind::OpenAi && self.model.trim().is_empty() {
            return Err(TranslateError::NoModel);
        }
        Ok(())
    }

    pub(crate) fn connect<'c>(&self, client: &'c Client) -> Result<Connection<'c>> {
        let origin = UserOrigin::parse(&self.address).map_err(TranslateError::Net)?;
        Ok(Connection { client, origin })
    }
}

/// A provider's server.
pub(crate) struct Connection<'c> {
    client: &'c Client,
    origin: UserOrigin,
}

impl Connection<'_> {
    /// Models take their time.
    const WITHIN: Duration = Duration::from_mins(2);

    pub(crate) fn host(&self) -> &str {
        self.origin.host()
    }

    /// Sends JSON and reads JSON.
    pub(crate) fn ask(
        &self,
        path: &'static str,
        headers: Vec<(&'static str, String)>,
        body: &Value,
        cancel: &CancelToken,
    ) -> Result<Value> {
        let post = Post {
            path,
            headers,
            content_type: "application/json",
            body: body.to_string().into_bytes(),
            within: Self::WITHIN,
        };
        let response = self.client.post(&self.origin, &post, cancel);
        let response = response.map_err(|error| match error {
            NetError::Cancelled => TranslateError::Cancelled,
            error => TranslateError::Net(error),
        })?;
        self.read(&response)
    }

    fn read(&self, response: &Response) -> Result<Value> {
        let host = || self.host().to_owned();
        let body: Option<Value> = serde_json::from_slice(&response.body).ok();
        match (response.status, body) {
            (200, Some(body)) => Ok(body),
            (200, None) => Err(TranslateError::Unreadable { host: host() }),
            (401 | 403, _) => Err(TranslateError::KeyRefused { host: host() }),
            (402 | 456, _) => Err(TranslateError::NoCredit { host: host() }),
            (status, body) => Err(TranslateError::Refused {
                host: host(),
                status,
                detail: body.as_ref().and_then(said).unwrap_or_default(),
            }),
        }
    }
}

/// What a server says about an error: the shapes that are usual.
fn said(body: &Value) -> Option<String> {
    let error = &body["error"];
    let text = [&error["message"], error, &body["message"]]
        .into_iter()
        .find_map(Value::as_str)?;
    Some(text.chars().take(300).collect())
}
