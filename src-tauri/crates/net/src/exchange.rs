//! Requests and their answers: tries, redirects, limits.

use crate::address::{self, LocalAddress, PublicOnly};
use crate::client::{ClientOptions, Key, Limits, Patience, Proxy, Request, Response};
use crate::error::{NetError, RedirectRefusal, Result};
use crate::hosts::AllowedHost;
use crate::limiter::Limiter;
use crate::origin::TestOrigin;
use crate::provider::Connections;
use crate::retry::{jitter, moment_after, retry_after};
use jiff::Timestamp;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, LOCATION, RETRY_AFTER};
use reqwest::{Url, redirect};
use std::error::Error;
use std::io::ErrorKind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout};

/// How many redirects are followed.
const REDIRECTS: usize = 5;

/// Everything that requests share.
pub(crate) struct Exchange {
    options: ClientOptions,
    user_agent: String,
    limiter: Limiter,
    on: AtomicBool,
    /// Made with the first request: reading the system's certificates takes its time.
    http: OnceLock<reqwest::Client>,
    connections: Connections,
}

/// What one try brought.
enum Tried {
    Answer(Response),
    /// 429 or 500 and above.
    Busy {
        at: &'static AllowedHost,
        status: u16,
        wait: Option<Duration>,
    },
}

/// What one address brought.
enum Hop {
    Tried(Tried),
    SentOn(String),
}

impl Exchange {
    pub(crate) fn new(options: ClientOptions) -> Result<Self> {
        let mut user_agent = concat!("Diglot/", env!("CARGO_PKG_VERSION")).to_owned();
        if let Some(contact) = &options.contact {
            let is_address = contact.contains('@')
                && contact
                    .chars()
                    .all(|c| c.is_ascii_graphic() && !"();,<>\\\"".contains(c));
            if !is_address {
                return Err(NetError::Setting {
                    what: "e-mail address",
                    value: contact.clone(),
                });
            }
            user_agent = format!("{user_agent} (mailto:{contact})");
        }
        if let Proxy::Manual(proxy) = &options.proxy {
            manual_proxy(proxy)?;
        }
        Ok(Self {
            limiter: Limiter::new(options.limits.spacing),
            options,
            user_agent,
            on: AtomicBool::new(true),
            http: OnceLock::new(),
            connections: Connections::default(),
        })
    }

    pub(crate) fn connections(&self) -> &Connections {
        &self.connections
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.options.limits
    }

    pub(crate) fn proxy(&self) -> &Proxy {
        &self.options.proxy
    }

    pub(crate) fn test_origin(&self) -> Option<&TestOrigin> {
        self.options.test_origin.as_ref()
    }

    pub(crate) fn user_agent(&self) -> &str {
        &self.user_agent
    }

    pub(crate) fn contact(&self) -> Option<&str> {
        self.options.contact.as_deref()
    }

    pub(crate) fn set_network(&self, on: bool) {
        self.on.store(on, Ordering::SeqCst);
    }

    pub(crate) fn network(&self) -> bool {
        self.on.load(Ordering::SeqCst)
    }

    /// Asks, and asks again when the host is busy, faulty or slow.
    pub(crate) async fn fetch(&self, request: &Request) -> Result<Response> {
        let not_allowed = |why| NetError::NotAllowed {
            url: request.url.clone(),
            why,
        };
        let url = Url::parse(&request.url).map_err(|_| not_allowed(RedirectRefusal::Malformed))?;
        address::check(&url).map_err(not_allowed)?;
        let limits = &self.options.limits;
        let (most, total) = match request.patience {
            Patience::Full => (limits.tries, limits.total),
            Patience::Little => (1, limits.total / 3),
        };
        let mut tries = 1;
        loop {
            let last = tries >= most;
            let wait = match self.one_try(url.clone(), request, total).await {
                Ok(Tried::Answer(response)) => return Ok(response),
                Ok(Tried::Busy { at, status, wait }) => {
                    let until = wait.and_then(|wait| moment_after(Timestamp::now(), wait));
                    let too_long = wait.filter(|wait| *wait > limits.wait);
                    if let Some(wait) = too_long {
                        self.limiter.close(at, wait, until);
                    }
                    if last || too_long.is_some() {
                        return Err(busy(at, status, until));
                    }
                    wait
                }
                Err(NetError::TimedOut { .. }) if !last => None,
                Err(error) => return Err(error),
            };
            sleep(wait.unwrap_or_else(|| jitter(limits.backoff, tries - 1))).await;
            tries += 1;
        }
    }

    /// Asks once, and follows redirects.
    async fn one_try(&self, mut url: Url, request: &Request, total: Duration) -> Result<Tried> {
        let mut left = total;
        let first = url.host_str().unwrap_or_default().to_owned();
        for _ in 0..=REDIRECTS {
            let at = address::check(&url).map_err(|why| NetError::NotAllowed {
                url: url.to_string(),
                why,
            })?;
            let _turn = self.limiter.turn(at).await?;
            // Asked last of all: the switch may have been turned while others had their turn.
            if !self.network() {
                return Err(NetError::SwitchedOff);
            }
            // A key is for the host that was asked, never for one that it sends on to.
            let key = request.key.as_ref().filter(|_| at.host == first);
            let begun = Instant::now();
            let hop = timeout(left, self.one_hop(&url, request.accept, key, at)).await;
            left = left.saturating_sub(begun.elapsed());
            match hop.map_err(|_| timed_out(at, total))?? {
                Hop::Tried(tried) => return Ok(tried),
                Hop::SentOn(to) => url = self.follow(at, &url, &to)?,
            }
        }
        Err(NetError::Redirect {
            host: url.host_str().unwrap_or_default().to_owned(),
            to: url.to_string(),
            why: RedirectRefusal::TooMany,
        })
    }

    /// Asks one address.
    async fn one_hop(
        &self,
        url: &Url,
        accept: &str,
        key: Option<&Key>,
        at: &'static AllowedHost,
    ) -> Result<Hop> {
        let origin = self.options.test_origin.as_ref();
        let target = match origin {
            Some(origin) => origin.stand_in(url).ok_or_else(|| NetError::NotAllowed {
                url: url.to_string(),
                why: RedirectRefusal::Malformed,
            })?,
            None => url.clone(),
        };
        let failed = |error: reqwest::Error| classify(&error, at.host, &self.options.limits);
        let mut asking = self.http(at)?.get(target).header(ACCEPT, accept);
        if let Some(key) = key {
            asking = asking.header(key.header, &key.value);
        }
        let mut answer = asking.send().await.map_err(failed)?;
        self.limiter.learn(at, answer.headers());
        let status = answer.status().as_u16();
        if matches!(status, 301 | 302 | 303 | 307 | 308)
            && let Some(to) = text_of(answer.headers(), LOCATION)
        {
            return Ok(Hop::SentOn(to));
        }
        if status == 429 || status >= 500 {
            let wait = text_of(answer.headers(), RETRY_AFTER)
                .and_then(|header| retry_after(&header, Timestamp::now()));
            return Ok(Hop::Tried(Tried::Busy { at, status, wait }));
        }
        let content_type = text_of(answer.headers(), CONTENT_TYPE)
            .and_then(|value| Some(value.split(';').next()?.trim().to_ascii_lowercase()))
            .unwrap_or_default();
        let limit = self.options.limits.body;
        let mut body = Vec::new();
        // Chunks come unpacked, so that a small answer cannot become a large one unseen.
        while let Some(chunk) = answer.chunk().await.map_err(failed)? {
            if body.len() + chunk.len() > limit {
                return Err(NetError::TooLarge {
                    host: at.host.to_owned(),
                    limit,
                });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Hop::Tried(Tried::Answer(Response {
            status,
            content_type,
            body,
            received: Timestamp::now(),
        })))
    }

    /// The address that a redirect leads to, if it may be followed.
    fn follow(&self, at: &AllowedHost, from: &Url, to: &str) -> Result<Url> {
        let refused = |why| NetError::Redirect {
            host: at.host.to_owned(),
            to: to.to_owned(),
            why,
        };
        let origin = self.options.test_origin.as_ref();
        let url = match origin.and_then(|origin: &TestOrigin| origin.meant(to)) {
            Some(url) => url,
            None => from
                .join(to)
                .map_err(|_| refused(RedirectRefusal::Malformed))?,
        };
        address::check(&url).map_err(refused)?;
        Ok(url)
    }

    fn http(&self, at: &AllowedHost) -> Result<&reqwest::Client> {
        if let Some(client) = self.http.get() {
            return Ok(client);
        }
        // Fails when another part of the program chose one before: then that one serves.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let limits = &self.options.limits;
        let mut builder = reqwest::Client::builder()
            .user_agent(&self.user_agent)
            .redirect(redirect::Policy::none())
            .referer(false)
            .connect_timeout(limits.connect)
            .dns_resolver(Arc::new(PublicOnly));
        builder = match (&self.options.test_origin, &self.options.proxy) {
            // No secure connection is made to the origin, so that no certificate is needed.
            (Some(_), Proxy::Manual(proxy)) => builder
                .no_proxy()
                .proxy(manual_proxy(proxy)?)
                .tls_certs_only([]),
            (Some(_), Proxy::System | Proxy::None) => builder.no_proxy().tls_certs_only([]),
            (None, proxy) => {
                builder = builder.https_only(true);
                match proxy {
                    Proxy::System => builder,
                    Proxy::None => builder.no_proxy(),
                    Proxy::Manual(proxy) => builder.no_proxy().proxy(manual_proxy(proxy)?),
                }
            }
        };
        #[cfg(test)]
        if let Some(root) = crate::certificates::trusted() {
            builder = builder.tls_certs_only([root]);
        }
        let client = builder.build().map_err(|error| NetError::Insecure {
            host: at.host.to_owned(),
            detail: root_cause(&error),
        })?;
        Ok(self.http.get_or_init(|| client))
    }
}

pub(crate) fn manual_proxy(address: &str) -> Result<reqwest::Proxy> {
    let wrong = || NetError::Setting {
        what: "proxy address",
        value: address.to_owned(),
    };
    let url = Url::parse(address).map_err(|_| wrong())?;
    let known = matches!(url.scheme(), "http" | "https" | "socks5" | "socks5h");
    if !known || url.host_str().is_none() {
        return Err(wrong());
    }
    reqwest::Proxy::all(url).map_err(|_| wrong())
}

pub(crate) fn text_of(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.to_owned())
}

fn busy(at: &AllowedHost, status: u16, until: Option<Timestamp>) -> NetError {
    let host = at.host.to_owned();
    if status == 429 {
        NetError::RateLimited { host, until }
    } else {
        NetError::Unavailable {
            host,
            status,
            until,
        }
    }
}

fn timed_out(at: &AllowedHost, after: Duration) -> NetError {
    NetError::TimedOut {
        host: at.host.to_owned(),
        after,
    }
}

/// Which error of the connection it was.
pub(crate) fn classify(error: &reqwest::Error, host: &str, limits: &Limits) -> NetError {
    let host = host.to_owned();
    let detail = root_cause(error);
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(current) = cause {
        if current.is::<LocalAddress>() {
            return NetError::NotPublic { host };
        }
        if current.is::<rustls::Error>() {
            return NetError::Insecure { host, detail };
        }
        if let Some(io) = current.downcast_ref::<std::io::Error>() {
            match io.kind() {
                ErrorKind::ConnectionRefused => return NetError::Refused { host },
                ErrorKind::TimedOut if error.is_connect() => {
                    return NetError::TimedOut {
                        host,
                        after: limits.connect,
                    };
                }
                _ => {}
            }
            // An error inside an I/O error is not its source but its content.
            cause = match io.get_ref() {
                Some(inner) => Some(inner),
                None => io.source(),
            };
            continue;
        }
        cause = current.source();
    }
    if error.is_timeout() {
        NetError::TimedOut {
            host,
            after: limits.connect,
        }
    } else if error.is_connect() {
        NetError::Offline { host, detail }
    } else {
        NetError::Interrupted { host, detail }
    }
}

/// What the innermost error says.
pub(crate) fn root_cause(error: &(dyn Error + 'static)) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}
