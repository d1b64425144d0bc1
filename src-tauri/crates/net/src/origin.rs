//! The stand-in for all hosts in tests.

use crate::error::{NetError, Result};
use crate::hosts::allowed;
use reqwest::Url;
use std::net::IpAddr;

/// A server on this computer that receives every request instead of its host: as
/// `{origin}/{original host}/{path}?{query}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestOrigin(Url);

impl TestOrigin {
    /// An origin such as `http://127.0.0.1:8080`. Only this computer may stand in.
    pub fn parse(text: &str) -> Result<Self> {
        let wrong = || NetError::Setting {
            what: "test origin: it must look like http://127.0.0.1:8080",
            value: text.to_owned(),
        };
        let url = Url::parse(text).map_err(|_| wrong())?;
        let host = url.host_str().unwrap_or_default();
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let is_local = host == "localhost" || bare.parse().is_ok_and(|ip: IpAddr| ip.is_loopback());
        let is_plain = url.scheme() == "http" && url.path() == "/" && url.query().is_none();
        if is_local && is_plain {
            Ok(Self(url))
        } else {
            Err(wrong())
        }
    }

    /// Where a request for an address really goes.
    pub(crate) fn stand_in(&self, url: &Url) -> Option<Url> {
        let mut text = format!("{}{}{}", self.0, url.host_str()?, url.path());
        if let Some(query) = url.query() {
            text.push('?');
            text.push_str(query);
        }
        Url::parse(&text).ok()
    }

    /// The address that a redirect within the origin means: `/{host}/{path}`, by path
    /// alone or in full.
    pub(crate) fn meant(&self, location: &str) -> Option<Url> {
        let there = self.0.join(location).ok()?;
        if there.origin() != self.0.origin() {
            return None;
        }
        let (host, _) = there.path().strip_prefix('/')?.split_once('/')?;
        allowed(host)?;
        let mut text = format!("https:/{}", there.path());
        if let Some(query) = there.query() {
            text.push('?');
            text.push_str(query);
        }
        Url::parse(&text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_computer_stands_in() {
        for good in [
            "http://127.0.0.1:80",
            "http://localhost:8080/",
            "http://[::1]:9",
        ] {
            assert!(TestOrigin::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "http://example.org:80",
            "https://127.0.0.1:80",
            "http://127.0.0.1:80/path",
            "http://127.0.0.1.example.org/",
            "127.0.0.1:80",
            "",
        ] {
            assert!(TestOrigin::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn addresses_go_there_and_back() {
        let origin = TestOrigin::parse("http://127.0.0.1:8123").unwrap();
        let url = Url::parse("https://doi.org/ra/10.1000%2Fa?x=1").unwrap();
        let there = origin.stand_in(&url).unwrap();
        assert_eq!(
            there.as_str(),
            "http://127.0.0.1:8123/doi.org/ra/10.1000%2Fa?x=1"
        );
        assert_eq!(origin.meant(there.as_str()), Some(url.clone()));
        assert_eq!(origin.meant("/doi.org/ra/10.1000%2Fa?x=1"), Some(url));
        assert_eq!(origin.meant("/works/10.1000"), None, "no listed host");
        assert_eq!(origin.meant("http://127.0.0.1:9/doi.org/ra/1"), None);
    }
}
