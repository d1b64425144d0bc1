//! Ids of entities: time-ordered UUIDs (version 7), one type for each kind.

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlResult, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new id; later ones of this process are greater.
            pub(crate) fn new() -> Self {
                Self(Uuid::now_v7())
            }

            /// The id as a UUID.
            pub fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }

        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::Borrowed(ValueRef::Blob(self.0.as_bytes())))
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let bytes = <[u8; 16]>::column_result(value)?;
                Ok(Self(Uuid::from_bytes(bytes)))
            }
        }
    };
}

id! {
    /// Names a reference or listed work.
    ReferenceId
}
id! {
    /// Names an import.
    BatchId
}
id! {
    /// Names an operation of the log.
    OperationId
}
id! {
    /// Names a relation between two works.
    RelationId
}
id! {
    /// Names a collection.
    CollectionId
}
id! {
    /// Names a library, whatever folder it stands in.
    LibraryId
}
id! {
    /// Names one copy of a library: a restored backup is another device.
    DeviceId
}

/// The ids that begin with the given hexadecimal digits, hyphens not counted:
/// the smallest and the largest. `None` when the text is no beginning of an id.
pub(crate) fn range_of_prefix(prefix: &str) -> Option<([u8; 16], [u8; 16])> {
    let digits: Vec<u32> = prefix
        .trim()
        .chars()
        .filter(|c| *c != '-')
        .map(|c| c.to_digit(16))
        .collect::<Option<_>>()?;
    if digits.is_empty() || digits.len() > 32 {
        return None;
    }
    let (mut low, mut high) = (0_u128, 0_u128);
    for at in 0..32 {
        let digit = digits.get(at).copied();
        low = low << 4 | u128::from(digit.unwrap_or(0));
        high = high << 4 | u128::from(digit.unwrap_or(15));
    }
    Some((low.to_be_bytes(), high.to_be_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_ranges() {
        let id: ReferenceId = "0190abcd-1234-7000-8000-00000000000f".parse().unwrap();
        let holds = |prefix: &str| {
            let (low, high) = range_of_prefix(prefix).unwrap();
            (low..=high).contains(id.uuid().as_bytes())
        };
        assert!(holds("0190ab"));
        assert!(holds("0190ABCD-1"));
        assert!(holds(&id.to_string()));
        assert!(!holds("0190ac"));
        assert!(range_of_prefix("xyz").is_none());
        assert!(range_of_prefix("").is_none());
    }
}
