//! Looking through the bytes of a text many at a time.

use memchr::memchr;
use memchr::memmem::Finder;
use std::sync::LazyLock;

/// How many bytes are looked at in one step.
const BLOCK: usize = 64;

/// How many in a short text.
const WORD: usize = 8;

/// The first byte that hits.
///
/// `hit` should be free of branches (`|` and `&` between comparisons): then a whole block
/// is compared in a few instructions.
pub fn find(bytes: &[u8], hit: impl Fn(u8) -> bool) -> Option<usize> {
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    let hits = |block: &[u8]| block.iter().position(|b| hit(*b));
    for (number, block) in blocks.iter().enumerate() {
        let mut any = 0;
        for byte in block {
            any |= u8::from(hit(*byte));
        }
        if any != 0 {
            return hits(block).map(|at| number * BLOCK + at);
        }
    }
    // Most values are short: what is left of them goes by words.
    let (words, last) = rest.as_chunks::<WORD>();
    let start = blocks.len() * BLOCK;
    for (number, word) in words.iter().enumerate() {
        let mut any = 0;
        for byte in word {
            any |= u8::from(hit(*byte));
        }
        if any != 0 {
            return hits(word).map(|at| start + number * WORD + at);
        }
    }
    hits(last).map(|at| start + words.len() * WORD + at)
}

/// Whether two spaces stand side by side.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches many bytes are compared in one step"
)]
pub fn has_double_space(bytes: &[u8]) -> bool {
    static DOUBLE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"  "));
    if bytes.len() > BLOCK {
        return DOUBLE.find(bytes).is_some();
    }
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    pairs.fold(false, |any, (a, b)| any | ((*a == b' ') & (*b == b' ')))
}

/// Whether a text has a semicolon, full-width ones included.
pub fn has_semicolon(text: &str) -> bool {
    memchr(b';', text.as_bytes()).is_some() || !text.is_ascii() && text.contains('；')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_looked_at() {
        for len in 0..100 {
            let mut bytes = vec![b'x'; len];
            assert_eq!(find(&bytes, |b| b == b'.'), None);
            for at in 0..len {
                bytes[at] = b'.';
                assert_eq!(find(&bytes, |b| b == b'.'), Some(at));
                bytes[at] = b' ';
                assert!(!has_double_space(&bytes));
                if at + 1 < len {
                    bytes[at + 1] = b' ';
                    assert!(has_double_space(&bytes), "{at} of {len}");
                    bytes[at + 1] = b'x';
                }
                bytes[at] = b'x';
            }
        }
    }
}
