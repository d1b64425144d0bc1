//! Asking a server that the user chose and set up, such as a translation provider.
//!
//! Its origin is not one of [`crate::ALLOWED`]: the user named it, and everything that is
//! sent there is sent because of that. Still it is https, or http on this computer alone;
//! no redirect is followed, and the switch turns it off like everything else.

use crate::address::is_loopback;
use crate::client::{Limits, Proxy, Response};
use crate::error::{NetError, RedirectRefusal, Result};
use crate::exchange::{Exchange, classify, manual_proxy, root_cause, text_of};
use crate::retry::{jitter, moment_after, retry_after};
use jiff::Timestamp;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION, RETRY_AFTER};
use reqwest::{Url, redirect};
use std::sync::OnceLock;
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// The address of a server that the user set up: an origin, and a path that all requests
/// begin with, such as `https://api.example.org/v1` or `http://127.0.0.1:11434/v1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserOrigin(Url);

impl UserOrigin {
    /// Reads an address: https, or http with a host that is this computer.
    pub fn parse(text: &str) -> Result<Self> {
        let wrong = || NetError::Setting {
            what: "address of a server: it must begin with https://, or with http://127.0.0.1 or http://localhost",
            value: text.to_owned(),
        };
        let url = Url::parse(text.trim()).map_err(|_| wrong())?;
        let safe = match url.scheme() {
            "https" => url.host_str().is_some(),
            "http" => is_loopback(&url),
            _ => false,
        };
        let plain = url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        if safe && plain {
            Ok(Self(url))
        } else {
            Err(wrong())
        }
    }

    /// Its host.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Whether it is this computer, so that nothing leaves it.
    pub fn is_local(&self) -> bool {
        is_loopback(&self.0)
    }

    /// The address of a path below it.
    fn below(&self, path: &str) -> Option<Url> {
        let base = self.0.as_str().trim_end_matches('/');
        Url::parse(&format!("{base}/{}", path.trim_start_matches('/'))).ok()
    }
}

/// Something that is sent to a server of the user.
#[derive(Clone, PartialEq, Eq)]
pub struct Post {
    /// The path below the origin, such as `chat/completions`.
    pub path: &'static str,
    /// Names and values of headers; the values are secrets and never stand in an error.
    pub headers: Vec<(&'static str, String)>,
    /// The type of the body.
    pub content_type: &'static str,
    /// The body.
    pub body: Vec<u8>,
    /// Until the whole answer must be there.
    pub within: Duration,
}

/// The connections to servers of the user: those on this computer go past every proxy.
#[derive(Default)]
pub(crate) struct Connections {
    far: OnceLock<reqwest::Client>,
    local: OnceLock<reqwest::Client>,
}

impl Exchange {
    /// Sends, and sends again when the server is busy.
    pub(crate) async fn post(&self, origin: &UserOrigin, post: &Post) -> Result<Response> {
        let limits = self.limits();
        let mut tries = 1;
        loop {
            let sent = timeout(post.within, self.post_once(origin, post)).await;
            let (status, wait, response) = sent.map_err(|_| NetError::TimedOut {
                host: origin.host().to_owned(),
                after: post.within,
            })??;
            if status != 429 && status < 500 {
                return Ok(response);
            }
            let until = wait.and_then(|wait| moment_after(Timestamp::now(), wait));
            if tries >= limits.tries || wait.is_some_and(|wait| wait > limits.wait) {
                let host = origin.host().to_owned();
                return Err(if status == 429 {
                    NetError::RateLimited { host, until }
                } else {
                    NetError::Unavailable {
                        host,
                        status,
                        until,
                    }
                });
            }
            sleep(wait.unwrap_or_else(|| jitter(limits.backoff, tries - 1))).await;
            tries += 1;
        }
    }

    async fn post_once(
        &self,
        origin: &UserOrigin,
        post: &Post,
    ) -> Result<(u16, Option<Duration>, Response)> {
        if !self.network() {
            return Err(NetError::SwitchedOff);
        }
        let host = origin.host();
        let not_an_address = || NetError::NotAllowed {
            url: post.path.to_owned(),
            why: RedirectRefusal::Malformed,
        };
        let url = origin.below(post.path).ok_or_else(not_an_address)?;
        let url = match self.test_origin() {
            Some(stand_in) => stand_in.stand_in(&url).ok_or_else(not_an_address)?,
            None => url,
        };
        let failed = |error: reqwest::Error| {
            let limits = self.limits();
            let limits = Limits {
                total: post.within,
                ..limits.clone()
            };
            classify(&error, host, &limits)
        };
        let mut request = self
            .connection(origin)?
            .post(url)
            .header(ACCEPT, "application/json")
            .header(CONTENT_TYPE, post.content_type)
            .body(post.body.clone());
        for (name, value) in &post.headers {
            let mut value = HeaderValue::from_str(value).map_err(|_| NetError::Setting {
                what: "key: it holds characters that cannot be sent",
                value: "…".to_owned(),
            })?;
            value.set_sensitive(true);
            request = request.header(HeaderName::from_static(name), value);
        }
        let mut answer = request.send().await.map_err(failed)?;
        let status = answer.status().as_u16();
        if matches!(status, 301 | 302 | 303 | 307 | 308) {
            // What is sent here, a key too, is meant for this server and no other.
            return Err(NetError::Redirect {
                host: host.to_owned(),
                to: text_of(answer.headers(), LOCATION).unwrap_or_default(),
                why: RedirectRefusal::Unlisted,
            });
        }
        let wait = text_of(answer.headers(), RETRY_AFTER)
            .and_then(|header| retry_after(&header, Timestamp::now()));
        let content_type = text_of(answer.headers(), CONTENT_TYPE)
            .and_then(|value| Some(value.split(';').next()?.trim().to_ascii_lowercase()))
            .unwrap_or_default();
        let limit = self.limits().body;
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(failed)? {
            if body.len() + chunk.len() > limit {
                return Err(NetError::TooLarge {
                    host: host.to_owned(),
                    limit,
                });
            }
            body.extend_from_slice(&chunk);
        }
        let response = Response {
            status,
            content_type,
            body,
            received: Timestamp::now(),
        };
        Ok((status, wait, response))
    }

    fn connection(&self, origin: &UserOrigin) -> Result<&reqwest::Client> {
        let local = origin.is_local() || self.test_origin().is_some();
        let connections = self.connections();
        let place = if local {
            &connections.local
        } else {
            &connections.far
        };
        if let Some(client) = place.get() {
            return Ok(client);
        }
        // Fails when another part of the program chose one before: then that one serves.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = reqwest::Client::builder()
            .user_agent(self.user_agent())
            .redirect(redirect::Policy::none())
            .referer(false)
            .connect_timeout(self.limits().connect);
        builder = if local {
            builder.no_proxy()
        } else {
            match self.proxy() {
                Proxy::System => builder.https_only(true),
                Proxy::None => builder.https_only(true).no_proxy(),
                Proxy::Manual(proxy) => builder
                    .https_only(true)
                    .no_proxy()
                    .proxy(manual_proxy(proxy)?),
            }
        };
        let client = builder.build().map_err(|error| NetError::Insecure {
            host: origin.host().to_owned(),
            detail: root_cause(&error),
        })?;
        Ok(place.get_or_init(|| client))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CancelToken, Client, ClientOptions};
    use diglot_testkit::http::{Answer, Server};

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

    fn post() -> Post {
        Post {
            path: "chat/completions",
            headers: vec![("authorization", "Bearer secret".to_owned())],
            content_type: "application/json",
            body: b"{\"a\":1}".to_vec(),
            within: Duration::from_secs(20),
        }
    }

    #[test]
    fn only_https_or_this_computer() {
        for good in [
            "https://api.example.org/v1",
            "https://translate.lan:8443",
            "http://127.0.0.1:11434/v1",
            "http://localhost:5000",
            "http://[::1]:8080/",
        ] {
            assert!(UserOrigin::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "http://api.example.org/v1",
            "http://192.168.1.5:11434",
            "http://localhost.example.org",
            "ftp://127.0.0.1",
            "https://user:pass@example.org",
            "https://example.org/?key=1",
            "example.org",
            "",
        ] {
            assert!(UserOrigin::parse(bad).is_err(), "{bad}");
        }
        let origin = UserOrigin::parse("https://api.example.org/v1/").unwrap();
        let below = origin.below("chat/completions").unwrap();
        assert_eq!(
            below.as_str(),
            "https://api.example.org/v1/chat/completions"
        );
    }

    #[test]
    fn a_body_arrives_with_its_key_and_a_redirect_ends_it() {
        let server = Server::start(|asked| match asked.target.as_str() {
            "/v1/chat/completions" => Answer::json("{}"),
            _ => Answer::redirect("https://elsewhere.example.org/"),
        })
        .unwrap();
        let client = client();
        let origin = UserOrigin::parse(&format!("{}/v1", server.origin())).unwrap();
        let response = client.post(&origin, &post(), &CancelToken::new()).unwrap();
        assert_eq!((response.status, &response.body[..]), (200, &b"{}"[..]));
        let asked = server.asked();
        assert_eq!(asked[0].method, "POST");
        assert_eq!(asked[0].header("authorization"), Some("Bearer secret"));
        assert_eq!(asked[0].body, b"{\"a\":1}");
        let other = UserOrigin::parse(&server.origin()).unwrap();
        let error = client
            .post(&other, &post(), &CancelToken::new())
            .unwrap_err();
        assert!(matches!(error, NetError::Redirect { .. }), "{error}");
        assert!(!format!("{error:?}").contains("secret"));
        assert_eq!(server.asked().len(), 2);
    }

    #[test]
    fn a_busy_server_is_asked_again_and_the_switch_holds() {
        let count = std::sync::atomic::AtomicUsize::new(0);
        let server =
            Server::start(
                move |_| match count.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
                    0 => Answer::status(429).with("retry-after", "0"),
                    1 => Answer::status(503),
                    2 => Answer::json("[]"),
                    _ => Answer::status(401),
                },
            )
            .unwrap();
        let origin = UserOrigin::parse(&server.origin()).unwrap();
        let client = client();
        let send = || client.post(&origin, &post(), &CancelToken::new());
        assert_eq!(send().unwrap().body, b"[]");
        assert_eq!(send().unwrap().status, 401);
        client.set_network(false);
        assert_eq!(send().unwrap_err(), NetError::SwitchedOff);
        let cancelled = CancelToken::new();
        cancelled.cancel();
        client.set_network(true);
        let error = client.post(&origin, &post(), &cancelled).unwrap_err();
        assert_eq!(error, NetError::Cancelled);
        assert_eq!(server.asked().len(), 4);
    }
}
