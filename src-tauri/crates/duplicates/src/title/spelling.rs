//! Words: spellings of one, opposites, numbers, and words that say nothing.

/// Whether two words are spellings of one: few letters differ, the same digits, and no
/// prefix turns the meaning round.
pub(super) fn close(a: &str, b: &str) -> bool {
    if a.is_empty() || b.is_empty() {
        return false;
    }
    if a == b {
        return true;
    }
    let (short, long) = if (a.len(), a) <= (b.len(), b) {
        (a, b)
    } else {
        (b, a)
    };
    let allowed = match short.chars().count() {
        0..=3 => 0,
        4..=6 => 1,
        7..=10 => 2,
        _ => 3,
    };
    if long.len() - short.len() > 4 || digits(a).ne(digits(b)) || is_opposite(short, long) {
        return false;
    }
    if is_number(a) || is_number(b) {
        return false;
    }
    allowed > 0 && strsim::osa_distance(short, long) <= allowed
}

/// Hypertension and hypotension, intra- and inter-, treated and untreated.
fn is_opposite(a: &str, b: &str) -> bool {
    const PREFIXES: [(&str, &str); 10] = [
        ("hyper", "hypo"),
        ("intra", "inter"),
        ("macro", "micro"),
        ("male", "female"),
        ("men", "women"),
        ("pre", "post"),
        ("pre", "pro"),
        ("ante", "anti"),
        ("over", "under"),
        ("mono", "bi"),
    ];
    let starts = |x: &str, y: &str| {
        PREFIXES
            .iter()
            .any(|(p, q)| x.starts_with(p) && y.starts_with(q))
    };
    let negated = |x: &str, y: &str| {
        ["un", "in", "im", "ir", "non", "dis", "a"]
            .iter()
            .any(|p| y.strip_prefix(p) == Some(x))
    };
    starts(a, b) || starts(b, a) || negated(a, b) || negated(b, a)
}

fn digits(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(char::is_ascii_digit)
}

/// Words that number something: digits, Roman numerals, single letters, number words.
pub(super) fn is_number(word: &str) -> bool {
    const WORDS: [&str; 33] = [
        "ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "one", "two", "three", "four",
        "five", "six", "seven", "eight", "nine", "ten", "first", "second", "third", "fourth",
        "part", "phase", "一", "二", "三", "四", "五", "上", "中", "下",
    ];
    let single = word.chars().count() == 1 && word.is_ascii() && word != "a";
    single || WORDS.contains(&word) || word.chars().any(|c| c.is_ascii_digit())
}

pub(super) fn is_stop_word(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "the"
            | "of"
            | "and"
            | "or"
            | "in"
            | "on"
            | "at"
            | "by"
            | "for"
            | "to"
            | "with"
            | "from"
            | "as"
            | "is"
            | "are"
            | "的"
            | "与"
            | "和"
            | "之"
            | "及"
    )
}
