//! Providers against a server of this computer.

use crate::*;
use diglot_net::{Client, ClientOptions, Limits};
use diglot_testkit::http::{Answer, Asked, Server};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

fn client() -> Client {
    Client::new(ClientOptions {
        limits: Limits {
            backoff: Duration::from_millis(1),
            ..Limits::default()
        },
        ..ClientOptions::default()
    })
    .unwrap()
}

fn setup(kind: ProviderKind, address: String) -> Setup {
    Setup {
        kind,
        address,
        model: "small".into(),
        price: None,
    }
}

fn sentences(count: usize) -> Vec<Sentence> {
    (0..count)
        .map(|n| Sentence {
            id: format!("s{n}"),
            text: format!("第{n}句。"),
        })
        .collect()
}

fn languages() -> Languages {
    Languages {
        from: LanguageTag::ZH_HANS,
        to: LanguageTag::EN,
    }
}

fn body(asked: &Asked) -> Value {
    serde_json::from_slice(&asked.body).unwrap()
}

fn run(
    setup: &Setup,
    key: Option<&str>,
    sentences: &[Sentence],
) -> (Result<Vec<Sentence>>, Vec<Progress>) {
    let client = client();
    let mut seen = Vec::new();
    let result = provider(setup, key, &client).and_then(|provider| {
        translate(
            provider.as_ref(),
            sentences,
            &languages(),
            &CancelToken::new(),
            &mut |progress| seen.push(progress),
        )
    });
    (result, seen)
}

/// Answers chat completions: each sentence in capitals of its own, wrapped as models do.
fn chat(asked: &Asked, leave_out: Option<&str>) -> Answer {
    let body = body(asked);
    let sent: Value =
        serde_json::from_str(body["messages"][1]["content"].as_str().unwrap()).unwrap();
    let sent = sent.as_object().unwrap();
    let mut answer = serde_json::Map::new();
    for (key, text) in sent {
        if sent.len() > 1 && leave_out == Some(key) {
            continue;
        }
        answer.insert(
            key.clone(),
            json!(format!("Sentence  for {}\n", text.as_str().unwrap())),
        );
    }
    let content = format!("Here you are:\n```json\n{}\n```", Value::Object(answer));
    Answer::json(json!({ "choices": [{ "message": { "content": content } }] }).to_string())
}

#[test]
fn chat_completions_give_each_sentence_back_under_its_id() {
    let server = Server::start(|asked| chat(asked, Some("3"))).unwrap();
    let setup = setup(ProviderKind::OpenAi, format!("{}/v1", server.origin()));
    let (result, seen) = run(&setup, Some(" key "), &sentences(45));
    let found = result.unwrap();
    assert_eq!(found.len(), 45);
    for (n, sentence) in found.iter().enumerate() {
        assert_eq!(sentence.id, format!("s{n}"));
        assert_eq!(sentence.text, format!("Sentence for 第{n}句。"));
    }
    // Three portions; in each, the sentence that was left out was asked for again.
    let asked = server.asked();
    assert_eq!(asked.len(), 6);
    assert_eq!(asked[0].target, "/v1/chat/completions");
    assert_eq!(asked[0].header("authorization"), Some("Bearer key"));
    assert_eq!(body(&asked[0])["model"], "small");
    let said = body(&asked[0])["messages"][0]["content"].to_string();
    assert!(said.contains("Simplified Chinese into English"), "{said}");
    let done: Vec<usize> = seen.iter().map(|progress| progress.done).collect();
    assert_eq!(done, [0, 20, 40, 45]);
}

#[test]
fn a_sentence_that_never_comes_is_an_error() {
    let server = Server::start(|_| {
        Answer::json(json!({ "choices": [{ "message": { "content": "I cannot." } }] }).to_string())
    })
    .unwrap();
    let setup = setup(ProviderKind::OpenAi, server.origin());
    let (result, _) = run(&setup, None, &sentences(2));
    assert!(matches!(
        result,
        Err(TranslateError::Incomplete { count: 2, .. })
    ));
    assert_eq!(server.asked()[0].header("authorization"), None);
}

#[test]
fn deepl_and_libretranslate_are_spoken() {
    let server = Server::start(|asked| {
        let body = body(asked);
        match asked.target.as_str() {
            "/v2/translate" => {
                let list: Vec<Value> = body["text"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|text| json!({ "text": format!("D {}", text.as_str().unwrap()) }))
                    .collect();
                Answer::json(json!({ "translations": list }).to_string())
            }
            "/translate" => {
                let list: Vec<String> = body["q"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|text| format!("L {}", text.as_str().unwrap()))
                    .collect();
                Answer::json(json!({ "translatedText": list }).to_string())
            }
            _ => Answer::status(404),
        }
    })
    .unwrap();
    let deepl = setup(ProviderKind::DeepL, server.origin());
    let found = run(&deepl, Some("k:fx"), &sentences(2)).0.unwrap();
    assert_eq!(found[1].text, "D 第1句。");
    let libre = setup(ProviderKind::LibreTranslate, server.origin());
    let found = run(&libre, Some("k"), &sentences(2)).0.unwrap();
    assert_eq!(found[1].text, "L 第1句。");
    let asked = server.asked();
    assert_eq!(
        asked[0].header("authorization"),
        Some("DeepL-Auth-Key k:fx")
    );
    assert_eq!(body(&asked[0])["target_lang"], "EN-US");
    assert_eq!(body(&asked[0])["source_lang"], "ZH");
    assert_eq!(body(&asked[1])["api_key"], "k");
    assert_eq!(body(&asked[1])["source"], "zh");
    let none = run(&deepl, None, &sentences(1)).0;
    assert!(matches!(none, Err(TranslateError::NoKey { .. })));
}

#[test]
fn refusals_say_why() {
    let statuses = [401, 402, 456, 404, 200];
    let next = AtomicUsize::new(0);
    let server = Server::start(move |_| {
        let status = statuses[next.fetch_add(1, Ordering::SeqCst)];
        Answer::of(
            status,
            "application/json",
            match status {
                404 => r#"{"error":{"message":"no such model"}}"#,
                200 => "<html>",
                _ => "{}",
            },
        )
    })
    .unwrap();
    let setup = setup(ProviderKind::OpenAi, server.origin());
    let mut codes = Vec::new();
    for _ in statuses {
        let error = run(&setup, None, &sentences(1)).0.unwrap_err();
        assert!(!error.to_string().is_empty());
        if error.code() == "translation-refused" {
            assert!(error.to_string().ends_with("no such model"), "{error}");
        }
        codes.push(error.code());
    }
    assert_eq!(
        codes,
        [
            "translation-key-refused",
            "translation-no-credit",
            "translation-no-credit",
            "translation-refused",
            "translation-unreadable"
        ]
    );
}

#[test]
fn a_cancelled_translation_sends_no_more() {
    let server = Server::start(|asked| chat(asked, None)).unwrap();
    let setup = setup(ProviderKind::OpenAi, server.origin());
    let client = client();
    let provider = provider(&setup, None, &client).unwrap();
    let cancel = CancelToken::new();
    let result = translate(
        provider.as_ref(),
        &sentences(60),
        &languages(),
        &cancel,
        &mut |progress| {
            if progress.done >= 20 {
                cancel.cancel();
            }
        },
    );
    assert_eq!(result, Err(TranslateError::Cancelled));
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn setups_are_checked_and_estimated() {
    let mut setup = setup(ProviderKind::OpenAi, "https://api.example.org/v1".into());
    assert!(setup.check().is_ok() && !setup.is_local());
    setup.address = "http://192.168.0.9:11434".into();
    assert!(setup.check().is_err());
    setup.address = "http://localhost:11434/v1".into();
    assert!(setup.check().is_ok() && setup.is_local());
    setup.model.clear();
    assert_eq!(setup.check(), Err(TranslateError::NoModel));
    setup.price = Some(Price {
        input: 2.0,
        output: 8.0,
        currency: "CNY".into(),
    });
    let told = estimate(&setup, &sentences(40), &languages());
    assert_eq!((told.sentences, &told.currency[..]), (40, "CNY"));
    let (sent, back) = (
        told.tokens_in.unwrap() as f64,
        told.tokens_out.unwrap() as f64,
    );
    let cost = told.cost.unwrap();
    assert!(
        (cost - (sent * 2.0 + back * 8.0) / 1e6).abs() < 1e-4,
        "{told:?}"
    );
    setup.kind = ProviderKind::DeepL;
    let told = estimate(&setup, &sentences(10), &languages());
    assert_eq!((told.characters, told.tokens_in), (40, None));
    assert!((told.cost.unwrap() - 80e-6).abs() < 1e-9);
    let json = serde_json::to_string(&setup).unwrap();
    assert_eq!(serde_json::from_str::<Setup>(&json).unwrap(), setup);
}
