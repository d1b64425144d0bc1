//! Hashes of entities, by which silent changes of stored data are found.

use sha2::{Digest, Sha256};

/// The first 16 bytes of a SHA-256.
pub(crate) type RowHash = [u8; 16];

/// Hashes the columns of a row in a form that is never ambiguous: each value is
/// preceded by its kind and length.
#[derive(Clone)]
pub(crate) struct RowHasher(Sha256);

impl RowHasher {
    /// Begins the hash of a row of a table.
    pub(crate) fn new(table: &str) -> Self {
        Self(Sha256::new()).text(table)
    }

    pub(crate) fn int(mut self, value: i64) -> Self {
        self.0.update(b"i");
        self.0.update(value.to_be_bytes());
        self
    }

    pub(crate) fn bytes(mut self, value: &[u8]) -> Self {
        self.0.update(b"b");
        self.0.update((value.len() as u64).to_be_bytes());
        self.0.update(value);
        self
    }

    pub(crate) fn text(mut self, value: &str) -> Self {
        self.0.update(b"t");
        self.0.update((value.len() as u64).to_be_bytes());
        self.0.update(value);
        self
    }

    pub(crate) fn optional<T>(
        mut self,
        value: Option<T>,
        add: impl FnOnce(Self, T) -> Self,
    ) -> Self {
        if let Some(value) = value {
            return add(self, value);
        }
        self.0.update(b"n");
        self
    }

    pub(crate) fn finish(self) -> RowHash {
        let mut hash = RowHash::default();
        hash.copy_from_slice(&self.0.finalize()[..16]);
        hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_of_values_count() {
        let hash = |a: &str, b: &str| RowHasher::new("t").text(a).text(b).finish();
        assert_ne!(hash("ab", "c"), hash("a", "bc"));
        assert_eq!(hash("ab", "c"), hash("ab", "c"));
        let none = RowHasher::new("t").optional(None, RowHasher::int).finish();
        let zero = RowHasher::new("t")
            .optional(Some(0), RowHasher::int)
            .finish();
        assert_ne!(none, zero);
    }
}
