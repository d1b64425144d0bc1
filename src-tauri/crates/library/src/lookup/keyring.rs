//! The user's keys for services, in the system's own store of passwords: never in the
//! library, in logs or in exports.

use diglot_lookup::Keys;
use keyring_core::Entry;

/// The name under which the system keeps them.
const PROGRAM: &str = "Diglot";

/// A service that takes a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyedService {
    /// Its name on the wire and in the store of passwords.
    pub id: &'static str,
    /// Its name as people say it.
    pub name: &'static str,
}

/// Every service that takes a key.
pub const KEYED: [KeyedService; 3] = [
    KeyedService {
        id: "openalex",
        name: "OpenAlex",
    },
    KeyedService {
        id: "semantic-scholar",
        name: "Semantic Scholar",
    },
    KeyedService {
        id: "pubmed",
        name: "PubMed",
    },
];

/// Where secrets are kept.
pub trait Secrets: Send + Sync {
    /// A secret; `None` when there is none of that name.
    fn get(&self, name: &str) -> Result<Option<String>, SecretsError>;

    /// Keeps a secret, or forgets it.
    fn set(&self, name: &str, value: Option<&str>) -> Result<(), SecretsError>;
}

/// The system keeps no secrets, or does not give them out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the system’s store of passwords cannot be used: {0}")]
pub struct SecretsError(String);

impl From<keyring_core::Error> for SecretsError {
    fn from(error: keyring_core::Error) -> Self {
        Self(error.to_string())
    }
}

/// The system's store of passwords: Keychain, Credential Manager, Secret Service.
pub struct SystemKeyring;

impl SystemKeyring {
    fn entry(name: &str) -> Result<Entry, SecretsError> {
        match keyring::Entry::new(PROGRAM, name) {
            Ok(entry) => Ok(entry.inner),
            Err(error) => match keyring::Entry::store_status() {
                Err(status) => Err(SecretsError(status.to_string())),
                Ok(()) => Err(error.into()),
            },
        }
    }
}

impl Secrets for SystemKeyring {
    fn get(&self, name: &str) -> Result<Option<String>, SecretsError> {
        read(&Self::entry(name)?)
    }

    fn set(&self, name: &str, value: Option<&str>) -> Result<(), SecretsError> {
        write(&Self::entry(name)?, value)
    }
}

fn read(entry: &Entry) -> Result<Option<String>, SecretsError> {
    match entry.get_password() {
        Ok(secret) => Ok(Some(secret)),
        Err(keyring_core::Error::NoEntry) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn write(entry: &Entry, value: Option<&str>) -> Result<(), SecretsError> {
    match value {
        Some(value) => Ok(entry.set_password(value)?),
        None => match entry.delete_credential() {
            Ok(()) | Err(keyring_core::Error::NoEntry) => Ok(()),
            Err(error) => Err(error.into()),
        },
    }
}

/// The keys of all services. A store that cannot be used holds none.
pub fn keys(secrets: &dyn Secrets) -> Keys {
    let key = |name: &str| {
        secrets
            .get(name)
            .ok()
            .flatten()
            .filter(|key| !key.is_empty())
    };
    Keys {
        openalex: key("openalex"),
        semantic_scholar: key("semantic-scholar"),
        pubmed: key("pubmed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyring_core::api::CredentialStoreApi;
    use keyring_core::mock;

    /// The same calls on a store in memory.
    struct Mock(std::sync::Arc<mock::Store>);

    impl Secrets for Mock {
        fn get(&self, name: &str) -> Result<Option<String>, SecretsError> {
            read(&self.0.build(PROGRAM, name, None)?)
        }

        fn set(&self, name: &str, value: Option<&str>) -> Result<(), SecretsError> {
            write(&self.0.build(PROGRAM, name, None)?, value)
        }
    }

    #[test]
    fn keys_are_kept_and_forgotten() {
        let secrets = Mock(mock::Store::new().unwrap());
        assert_eq!(keys(&secrets), Keys::default());
        secrets.set("openalex", Some("k-1")).unwrap();
        secrets.set("pubmed", Some("k-2")).unwrap();
        let known = keys(&secrets);
        assert_eq!(known.openalex.as_deref(), Some("k-1"));
        assert_eq!(known.pubmed.as_deref(), Some("k-2"));
        assert!(!format!("{known:?}").contains("k-1"));
        secrets.set("openalex", None).unwrap();
        secrets.set("openalex", None).unwrap();
        assert_eq!(keys(&secrets).openalex, None);
        assert!(KEYED.iter().all(|service| secrets.get(service.id).is_ok()));
    }
}
