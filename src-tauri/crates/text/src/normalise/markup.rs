//! Markup and character references inside titles and abstracts.

use std::borrow::Cow;

/// Tags that databases leave in texts (HTML, JATS, MathML). Others stay: "a <b and c> d"
/// is no markup.
const TAGS: &[&str] = &[
    "i", "b", "u", "em", "strong", "sub", "sup", "inf", "sc", "scp", "p", "br", "span", "small",
    "font", "div", "title", "sec", "italic", "bold", "tt", "list", "ul", "ol", "li", "h1", "h2",
    "h3", "h4", "a", "q", "cite",
];

/// Removes known tags and resolves character references, however often they are nested
/// (`&amp;lt;i&amp;gt;`).
pub fn strip_markup(text: &str) -> Cow<'_, str> {
    let mut out = Cow::Borrowed(text);
    while let Some(next) = strip_once(&out) {
        out = Cow::Owned(next);
    }
    out
}

/// `None` when there was nothing to do.
fn strip_once(text: &str) -> Option<String> {
    let first = text.find(['<', '&'])?;
    let mut out = String::with_capacity(text.len());
    let mut changed = false;
    let mut rest = text;
    let mut next = Some(first);
    while let Some(at) = next {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let taken = if rest.starts_with('<') {
            tag(rest).map(|(length, breaks)| (length, breaks.then_some(' ')))
        } else {
            reference(rest).map(|(length, c)| (length, Some(c)))
        };
        if let Some((length, c)) = taken {
            out.extend(c);
            rest = &rest[length..];
            changed = true;
        } else {
            out.push_str(&rest[..1]);
            rest = &rest[1..];
        }
        next = rest.find(['<', '&']);
    }
    out.push_str(rest);
    changed.then_some(out)
}

/// The length of a known tag at the start, and whether it separates words.
fn tag(text: &str) -> Option<(usize, bool)> {
    let end = text.bytes().take(200).position(|b| b == b'>')?;
    let inner = text[1..end].trim_start_matches('/');
    if inner.contains('<') {
        return None;
    }
    let name = inner
        .split(|c: char| c.is_whitespace() || c == '/')
        .next()?
        .to_ascii_lowercase();
    let local = name.rsplit(':').next()?;
    let known = TAGS.contains(&local) || name.starts_with("mml:") || name.starts_with("jats:");
    let breaks = matches!(
        local,
        "p" | "br" | "div" | "title" | "sec" | "li" | "h1" | "h2" | "h3" | "h4"
    );
    known.then_some((end + 1, breaks))
}

/// The length of a character reference at the start, and its character.
fn reference(text: &str) -> Option<(usize, char)> {
    let end = text.bytes().take(12).position(|b| b == b';')?;
    let name = &text[1..end];
    let c = if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        char::from_u32(code)?
    } else {
        match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" | "rsquo" => '\'',
            "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
            "ndash" | "mdash" | "minus" => '-',
            "alpha" => 'α',
            "beta" => 'β',
            "gamma" => 'γ',
            "delta" => 'δ',
            "mu" | "micro" => 'μ',
            "plusmn" => '±',
            "times" => '×',
            "le" => '≤',
            "ge" => '≥',
            _ => return None,
        }
    };
    Some((end + 1, c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strips_known_tags_only() {
        assert_eq!(strip_markup("<i>E. coli</i> O<sub>2</sub>"), "E. coli O2");
        assert_eq!(strip_markup("a<br/>b"), "a b");
        assert_eq!(strip_markup("x <y and z> w"), "x <y and z> w");
        assert_eq!(strip_markup("P < 0.05"), "P < 0.05");
        assert_eq!(strip_markup("<jats:title>Aim</jats:title>").trim(), "Aim");
    }

    #[test]
    fn resolves_references() {
        assert_eq!(
            strip_markup("R&amp;D &#8211; &lt;i&gt;x&lt;/i&gt;"),
            "R&D – x"
        );
        assert_eq!(strip_markup("AT&T; &unknown; &"), "AT&T; &unknown; &");
    }
}
