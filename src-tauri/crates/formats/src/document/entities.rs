//! Character references of XML, and the commonest of HTML.

use std::borrow::Cow;

/// The longest name of a reference, in bytes.
const LONGEST: usize = 12;

const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", '\u{2009}'),
    ("shy", '\u{ad}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("minus", '−'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("hellip", '…'),
    ("bull", '•'),
    ("middot", '·'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("deg", '°'),
    ("plusmn", '±'),
    ("times", '×'),
    ("divide", '÷'),
    ("le", '≤'),
    ("ge", '≥'),
    ("ne", '≠'),
    ("asymp", '≈'),
    ("infin", '∞'),
    ("prime", '′'),
    ("sect", '§'),
    ("para", '¶'),
    ("iexcl", '¡'),
    ("iquest", '¿'),
    ("frac12", '½'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("micro", 'µ'),
    ("alpha", 'α'),
    ("beta", 'β'),
    ("gamma", 'γ'),
    ("delta", 'δ'),
    ("epsilon", 'ε'),
    ("kappa", 'κ'),
    ("lambda", 'λ'),
    ("mu", 'μ'),
    ("pi", 'π'),
    ("sigma", 'σ'),
    ("omega", 'ω'),
    ("Delta", 'Δ'),
    ("Omega", 'Ω'),
    ("szlig", 'ß'),
    ("aelig", 'æ'),
    ("AElig", 'Æ'),
    ("oslash", 'ø'),
    ("Oslash", 'Ø'),
    ("aring", 'å'),
    ("Aring", 'Å'),
    ("ccedil", 'ç'),
    ("Ccedil", 'Ç'),
    ("ntilde", 'ñ'),
    ("Ntilde", 'Ñ'),
    ("eth", 'ð'),
    ("thorn", 'þ'),
    ("oelig", 'œ'),
    ("scaron", 'š'),
    ("Scaron", 'Š'),
    ("yuml", 'ÿ'),
];

/// Accents that stand behind a letter in a name: `eacute`.
const ACCENTS: &[(&str, char)] = &[
    ("grave", '\u{300}'),
    ("acute", '\u{301}'),
    ("circ", '\u{302}'),
    ("tilde", '\u{303}'),
    ("uml", '\u{308}'),
];

/// A text with its character references resolved; what is none stays.
pub(crate) fn resolve(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('&') else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = push_reference(rest, &mut out).unwrap_or_else(|| {
            out.push('&');
            1
        });
        rest = &rest[length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Writes what a reference at the start of a text stands for; returns its length.
fn push_reference(text: &str, out: &mut String) -> Option<usize> {
    let end = text.bytes().take(LONGEST).position(|b| b == b';')?;
    let name = &text[1..end];
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        out.push(char::from_u32(code)?);
    } else if let Some((_, c)) = NAMED.iter().find(|(known, _)| *known == name) {
        out.push(*c);
    } else {
        let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
        let (_, accent) = ACCENTS.iter().find(|(known, _)| *known == &name[1..])?;
        out.push(composed(letter, *accent)?);
    }
    Some(end + 1)
}

/// A letter with its accent as one character.
fn composed(letter: char, accent: char) -> Option<char> {
    use unicode_normalization::char::compose;
    compose(letter, accent)
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn references_are_resolved() {
        assert_eq!(
            resolve("R&amp;D &#x4e2d;&#22269; &eacute;&Uuml; &hellip;"),
            "R&D 中国 éÜ …"
        );
        assert_eq!(
            resolve("AT&T &unknown; & &#xFFFFFFFF; &amp"),
            "AT&T &unknown; & &#xFFFFFFFF; &amp"
        );
    }
}
