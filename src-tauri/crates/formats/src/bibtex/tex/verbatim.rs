//! Values that TeX prints as they are: addresses, DOIs, numbers.

use std::borrow::Cow;

/// What stands for signs in addresses, and words around them.
const KNOWN: [(&str, &str); 18] = [
    ("\\textasciitilde{}", "~"),
    ("\\textasciitilde", "~"),
    ("{\\textasciitilde}", "~"),
    ("$\\sim$", "~"),
    ("{$\\sim$}", "~"),
    ("\\~{}", "~"),
    ("\\textunderscore{}", "_"),
    ("\\textunderscore", "_"),
    ("\\textbackslash{}", "\\"),
    ("\\textbraceleft{}", "{"),
    ("\\textbraceright{}", "}"),
    ("\\url", ""),
    ("\\allowbreak", ""),
    ("\\slash", "/"),
    ("\\discretionary", ""),
    ("\\texttt", ""),
    ("\\href", ""),
    ("\\path", ""),
];

/// An address, a DOI or another value that TeX would print as it is: escapes that some
/// programs put in all the same are resolved, braces dropped.
pub(in super::super) fn verbatim(raw: &str) -> Cow<'_, str> {
    let raw = raw.trim();
    if !raw.contains(['\\', '{', '}', '$', '\n', '\r', '\t']) {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(['\\', '{', '}', '$', '\n', '\r', '\t']) {
        out.push_str(&rest[..at]);
        let from = &rest[at..];
        if let Some((word, text)) = KNOWN.iter().find(|(word, _)| from.starts_with(word)) {
            out.push_str(text);
            rest = &from[word.len()..];
            continue;
        }
        let mut chars = from.chars();
        match chars.next() {
            Some('\\') => {
                let next = chars.clone().next();
                if next.is_some_and(|c| {
                    matches!(c, '_' | '&' | '%' | '#' | '$' | '~' | '{' | '}' | '-' | '/')
                }) {
                    chars.next();
                    out.extend(next.filter(|c| !matches!(c, '-' | '/')));
                } else {
                    out.push('\\');
                }
            }
            Some('$') => out.push('$'),
            // Braces protect; a line end is none of the value.
            _ => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    Cow::Owned(out)
}
