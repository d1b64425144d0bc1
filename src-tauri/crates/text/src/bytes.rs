//! Looking through the bytes of a text many at a time.

/// The first byte that hits.
///
/// `hit` should be free of branches (`|` and `&` between comparisons): then a whole block
/// is compared in a few instructions.
pub fn find(bytes: &[u8], hit: impl Fn(u8) -> bool) -> Option<usize> {
    find_both(bytes, bytes, |byte, _| hit(byte))
}

/// The first byte that hits, judged with the byte behind it; behind the last stands 0.
///
/// `hit` should be free of branches, as in [`find`].
pub fn find_pair(bytes: &[u8], hit: impl Fn(u8, u8) -> bool) -> Option<usize> {
    let (last, before) = bytes.split_last()?;
    find_both(before, &bytes[1..], &hit).or_else(|| hit(*last, 0).then_some(before.len()))
}

/// The first byte that hits together with the one that stands so far behind it.
///
/// `hit` should be free of branches, as in [`find`].
pub fn find_apart(bytes: &[u8], distance: usize, hit: impl Fn(u8, u8) -> bool) -> Option<usize> {
    let behind = bytes.get(distance..)?;
    find_both(&bytes[..behind.len()], behind, hit)
}

/// The first place at which the bytes of two texts of one length hit together.
fn find_both(ones: &[u8], others: &[u8], hit: impl Fn(u8, u8) -> bool) -> Option<usize> {
    fn any<const N: usize>(ones: &[u8; N], others: &[u8; N], hit: impl Fn(u8, u8) -> bool) -> bool {
        let pairs = ones.iter().zip(others);
        pairs.fold(0, |any, (one, other)| any | u8::from(hit(*one, *other))) != 0
    }
    let first = |from: usize| {
        let mut pairs = ones[from..].iter().zip(&others[from..]);
        let place = pairs.position(|(one, other)| hit(*one, *other));
        place.map(|place| from + place)
    };
    let mut at = 0;
    // A long text goes by blocks, and what is left of it, or a short one, by words.
    while let (Some(one), Some(other)) =
        (ones[at..].first_chunk::<64>(), others[at..].first_chunk())
    {
        if any(one, other, &hit) {
            return first(at);
        }
        at += 64;
    }
    while let (Some(one), Some(other)) =
        (ones[at..].first_chunk::<16>(), others[at..].first_chunk())
    {
        if any(one, other, &hit) {
            return first(at);
        }
        at += 16;
    }
    // The last bytes go with some before them that were looked at already.
    let clear = if let (Some(one), Some(other)) = (ones.last_chunk::<16>(), others.last_chunk()) {
        !any(one, other, &hit)
    } else if let (Some(one), Some(other)) = (ones.first_chunk::<8>(), others.first_chunk())
        && let (Some(last), Some(behind)) = (ones.last_chunk::<8>(), others.last_chunk())
    {
        !any(one, other, &hit) && !any(last, behind, &hit)
    } else {
        false
    };
    if clear { None } else { first(at) }
}

/// Whether two spaces stand side by side.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches many bytes are compared in one step"
)]
pub fn has_double_space(bytes: &[u8]) -> bool {
    find_pair(bytes, |a, b| (a == b' ') & (b == b' ')).is_some()
}

/// Whether a text has a semicolon, full-width ones included.
pub fn has_semicolon(text: &str) -> bool {
    // Of full-width ones their first byte.
    let may_be = |b: u8| matches!(b, b';' | 0xef);
    find(text.as_bytes(), may_be).is_some() && text.contains([';', '；'])
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
                assert_eq!(find_pair(&bytes, |a, b| a == b'.' && b != b'.'), Some(at));
                let apart = find_apart(&bytes, 3, |a, b| a == b'x' && b == b'.');
                assert_eq!(apart, at.checked_sub(3));
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
