//! How the network is used, as the user set it: kept with the library.

use crate::error::Result;
use crate::library::Library;
use diglot_lookup::net::{ClientOptions, Proxy};
use serde_json::{Value, json};

/// The setting's name.
const SETTING: &str = "network";

/// How the network is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Network {
    /// Whether it is used at all.
    pub on: bool,
    /// The e-mail address that services are told, if the user gave one.
    pub contact: Option<String>,
    /// What stands between this computer and the network.
    pub proxy: ProxyChoice,
}

/// What stands between this computer and the network.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ProxyChoice {
    /// What the system's settings say.
    #[default]
    System,
    /// Nothing.
    None,
    /// This one: `http://…` or `socks5h://…`.
    Manual(String),
}

impl Default for Network {
    fn default() -> Self {
        Self {
            on: true,
            contact: None,
            proxy: ProxyChoice::System,
        }
    }
}

impl Network {
    /// How a client is set up for it.
    pub fn options(&self) -> ClientOptions {
        ClientOptions {
            contact: self.contact.clone(),
            proxy: match &self.proxy {
                ProxyChoice::System => Proxy::System,
                ProxyChoice::None => Proxy::None,
                ProxyChoice::Manual(address) => Proxy::Manual(address.clone()),
            },
            ..ClientOptions::default()
        }
    }

    fn read(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let word = |key: &str| value[key].as_str().map(str::to_owned);
        Some(Self {
            on: value["on"].as_bool()?,
            contact: word("contact"),
            proxy: match (word("proxy").as_deref(), word("address")) {
                (Some("none"), _) => ProxyChoice::None,
                (Some("manual"), Some(address)) => ProxyChoice::Manual(address),
                _ => ProxyChoice::System,
            },
        })
    }

    fn write(&self) -> String {
        let (proxy, address) = match &self.proxy {
            ProxyChoice::System => ("system", None),
            ProxyChoice::None => ("none", None),
            ProxyChoice::Manual(address) => ("manual", Some(address)),
        };
        json!({ "on": self.on, "contact": self.contact, "proxy": proxy, "address": address })
            .to_string()
    }
}

impl Library {
    /// How the network is used. A setting that cannot be read is as if there were none.
    pub fn network(&self) -> Result<Network> {
        let known = self.store.setting(SETTING)?;
        Ok(known
            .and_then(|text| Network::read(&text))
            .unwrap_or_default())
    }

    /// Sets how the network is used.
    pub fn set_network(&mut self, network: &Network) -> Result<()> {
        Ok(self.store.set_setting(SETTING, Some(&network.write()))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_is_read_as_it_was_written() {
        for proxy in [
            ProxyChoice::System,
            ProxyChoice::None,
            ProxyChoice::Manual("socks5h://127.0.0.1:1080".into()),
        ] {
            let network = Network {
                on: false,
                contact: Some("reader@example.org".into()),
                proxy,
            };
            assert_eq!(Network::read(&network.write()), Some(network));
        }
        assert_eq!(Network::read("{}"), None);
    }
}
