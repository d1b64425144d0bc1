//! Which addresses may be asked, and which IP addresses lie outside the local network.

use crate::error::RedirectRefusal;
use crate::hosts::{AllowedHost, allowed};
use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// The entry of the host that an address leads to; why not, if the address may not be asked.
pub(crate) fn check(url: &Url) -> Result<&'static AllowedHost, RedirectRefusal> {
    let host = url.host_str().ok_or(RedirectRefusal::Malformed)?;
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    if let Ok(ip) = bare.parse::<IpAddr>() {
        return Err(if is_public(ip) {
            RedirectRefusal::Unlisted
        } else {
            RedirectRefusal::Local
        });
    }
    if host == "localhost" || host.ends_with(".localhost") {
        return Err(RedirectRefusal::Local);
    }
    if url.scheme() != "https" {
        return Err(RedirectRefusal::NotHttps);
    }
    let plain = url.username().is_empty() && url.password().is_none() && url.port().is_none();
    allowed(host)
        .filter(|_| plain)
        .ok_or(RedirectRefusal::Unlisted)
}

/// Whether an address leads to this computer alone.
pub(crate) fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

/// Whether an IP address lies outside this computer and its local networks.
pub(crate) fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

// 198.18.0.0/15 is let through: programs that tunnel all traffic, which many use in China,
// answer every name with an address from there.
fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, ..] = ip.octets();
    let shared = a == 100 && (64..128).contains(&b);
    !(ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_broadcast()
        || a == 0
        || a >= 240
        || shared)
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    if let Some(v4) = ip.to_ipv4_mapped() {
        return is_public_v4(v4);
    }
    let [first, second, .., high, low] = ip.segments();
    if first == 0x64 && second == 0xff9b {
        // NAT64: the last four bytes are the real address.
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        return is_public_v4(Ipv4Addr::new(a, b, c, d));
    }
    !(ip.is_loopback()
        || ip.is_unspecified()
        || ip.is_multicast()
        || ip.is_unique_local()
        || ip.is_unicast_link_local())
}

/// The name leads into the local network.
#[derive(Debug, thiserror::Error)]
#[error("the name leads into the local network")]
pub(crate) struct LocalAddress;

/// Finds the addresses of names; of a listed host only those outside the local network.
/// Other names are those of proxies, which may well stand in it.
pub(crate) struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let host = name.as_str();
            let mut found: Vec<SocketAddr> = tokio::net::lookup_host((host, 0)).await?.collect();
            if allowed(host).is_some() {
                found.retain(|address| is_public(address.ip()));
                if found.is_empty() {
                    return Err(LocalAddress.into());
                }
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_listed_hosts_over_https() {
        use RedirectRefusal::{Local, NotHttps, Unlisted};
        let check = |text: &str| check(&Url::parse(text).unwrap()).map(|allowed| allowed.host);
        assert_eq!(check("https://doi.org/10.1000/1"), Ok("doi.org"));
        assert_eq!(check("https://DOI.org/"), Ok("doi.org"));
        assert_eq!(check("http://doi.org/"), Err(NotHttps));
        assert_eq!(check("https://doi.org.example.com/"), Err(Unlisted));
        assert_eq!(check("https://doi.org:8443/"), Err(Unlisted));
        assert_eq!(check("https://user@doi.org/"), Err(Unlisted));
        assert_eq!(check("https://8.8.8.8/"), Err(Unlisted));
        for local in [
            "http://127.0.0.1/",
            "https://localhost/",
            "https://a.localhost/",
            "https://169.254.169.254/latest",
            "https://192.168.1.1/",
            "https://[::1]/",
            "https://[fe80::1]/",
            "https://2130706433/",
        ] {
            assert_eq!(check(local), Err(Local), "{local}");
        }
    }

    #[test]
    fn local_addresses_are_known_in_every_form() {
        let public = |text: &str| is_public(text.parse().unwrap());
        for local in [
            "10.1.2.3",
            "172.16.0.1",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "::ffff:127.0.0.1",
            "64:ff9b::c0a8:1",
            "fc00::1",
            "::",
        ] {
            assert!(!public(local), "{local}");
        }
        for far in ["9.9.9.9", "198.18.0.7", "2606:4700::1", "64:ff9b::909:909"] {
            assert!(public(far), "{far}");
        }
    }
}
