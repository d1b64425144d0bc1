//! Han characters: what is one, and its simplified form.

use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use std::collections::HashMap;
use std::sync::LazyLock;

pub use crate::script::is_han;

/// The simplified form of one character, as OpenCC gives it without looking at its
/// neighbours (乾 is 干 in 乾隆 too); other characters as they are.
///
/// The table is built at the first Han character, in about 10 ms.
pub fn simplify(c: char) -> char {
    if !is_han(c) {
        return c;
    }
    SIMPLIFIED.get(&c).copied().unwrap_or(c)
}

static SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    // The data are inside the program; without them Han stays as it is.
    let Ok(opencc) = OpenCC::from_config(BuiltinConfig::T2s) else {
        return HashMap::new();
    };
    // One conversion for all; the newline between them keeps phrases from forming.
    let all: String = ('\u{3400}'..='\u{9fff}').flat_map(|c| [c, '\n']).collect();
    let converted = opencc.convert(&all);
    let direct: HashMap<char, char> = all
        .chars()
        .zip(converted.chars())
        .filter(|(from, to)| from != to)
        .collect();
    // 薴 becomes 苧, which itself becomes 苎.
    let end = |mut c: char| {
        for _ in 0..4 {
            c = direct.get(&c).copied().unwrap_or(c);
        }
        c
    };
    direct.keys().map(|from| (*from, end(*from))).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simplifies_one_by_one() {
        let simple: String = "個人安置與支持乾隆線上".chars().map(simplify).collect();
        assert_eq!(simple, "个人安置与支持干隆线上");
        assert_eq!(simplify('薴'), '苎');
        assert_eq!(simplify('a'), 'a');
        assert!(SIMPLIFIED.len() > 3_000);
    }
}
