//! How the network is used: as the command line says, else as the library's settings do.

use crate::args::Lookup;
use crate::exit::Failure;
use diglot_library::Library;
use diglot_library::lookup::{
    Client, Keys, NetError, Network, ProxyChoice, SystemKeyring, TestOrigin, keys,
};

/// The client and the keys.
pub(super) struct Setting {
    pub(super) client: Client,
    pub(super) keys: Keys,
}

impl Setting {
    pub(super) fn of(command: &Lookup, library: Option<&Library>) -> Result<Self, Failure> {
        let mut network = match library {
            Some(library) => library.network()?,
            None => Network::default(),
        };
        if let Some(address) = &command.mailto {
            network.contact = Some(address.clone());
        }
        if let Some(proxy) = &command.proxy {
            network.proxy = ProxyChoice::Manual(proxy.clone());
        }
        let unusable = |error: NetError| Failure::usage(format!("{error}."));
        let mut options = network.options();
        // The stand-in for all hosts that tests name in the environment.
        options.test_origin = said("DIGLOT_TEST_ORIGIN")
            .map(|origin| TestOrigin::parse(&origin))
            .transpose()
            .map_err(unusable)?;
        let is_test = options.test_origin.is_some();
        let client = Client::new(options).map_err(unusable)?;
        client.set_network(network.on);
        Ok(Self {
            client,
            keys: own_keys(is_test),
        })
    }
}

/// Keys from the environment; else from the system, whose store a test leaves alone.
fn own_keys(is_test: bool) -> Keys {
    let kept = if is_test {
        Keys::default()
    } else {
        keys(&SystemKeyring)
    };
    Keys {
        openalex: said("DIGLOT_OPENALEX_KEY").or(kept.openalex),
        semantic_scholar: said("DIGLOT_SEMANTIC_SCHOLAR_KEY").or(kept.semantic_scholar),
        pubmed: said("DIGLOT_PUBMED_KEY").or(kept.pubmed),
    }
}

fn said(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
