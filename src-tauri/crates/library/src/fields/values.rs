//! Values that have a form of their own: identifiers, addresses, languages. Each is brought
//! to its normal form, or refused with the problem.

use diglot_model::{Identifier, IdentifierScheme, LanguageTag};
use diglot_text::identifiers::{has_isbn_form, is_isbn, is_issn, is_pmcid, normalise_issn};
use diglot_text::script::{ScriptCounts, has_han, language_of};

/// An identifier of a scheme as somebody typed it.
pub(super) fn typed_identifier(
    scheme: &IdentifierScheme,
    text: &str,
) -> Result<Identifier, &'static str> {
    let value = match scheme {
        IdentifierScheme::Doi => return Identifier::doi(text).ok_or("doi"),
        IdentifierScheme::Pmid => number_after(text, "pmid").ok_or("pmid")?,
        IdentifierScheme::Pmcid => {
            let number = without_label(text, "pmcid");
            let value = format!("PMC{}", number_after(number, "pmc").ok_or("pmcid")?);
            Some(value).filter(|value| is_pmcid(value)).ok_or("pmcid")?
        }
        IdentifierScheme::Isbn => isbn(text)?,
        IdentifierScheme::Issn => issn(text)?,
        IdentifierScheme::Arxiv => arxiv(text).ok_or("arxiv")?,
        IdentifierScheme::Registration | IdentifierScheme::Other(_) => text.to_owned(),
    };
    Ok(Identifier::new(scheme.clone(), value))
}

/// The number alone of `PMID: 123`, of an address that ends with it, or of itself.
fn number_after(text: &str, label: &str) -> Option<String> {
    let text = text.trim_end_matches('/');
    let last = text.rsplit('/').next().unwrap_or_default().to_lowercase();
    let number = last.strip_prefix(label).unwrap_or(&last);
    let number = number.trim_start_matches([':', '：', ' ']);
    let plain = (1..=9).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    (plain && !number.starts_with('0')).then(|| number.to_owned())
}

fn isbn(text: &str) -> Result<String, &'static str> {
    let value = without_label(text, "isbn");
    let digits: String = value
        .chars()
        .filter(|c| !matches!(c, '-' | '‐' | '–' | ' '))
        .collect::<String>()
        .to_ascii_uppercase();
    if is_isbn(&digits) {
        Ok(digits)
    } else if has_isbn_form(&digits) {
        Err("isbn-digit")
    } else {
        Err("isbn")
    }
}

fn issn(text: &str) -> Result<String, &'static str> {
    let value = normalise_issn(without_label(text, "issn"));
    let form = value.len() == 9
        && value.bytes().enumerate().all(|(at, b)| match at {
            4 => b == b'-',
            8 => b.is_ascii_digit() || b == b'X',
            _ => b.is_ascii_digit(),
        });
    if !form {
        Err("issn")
    } else if is_issn(&value) {
        Ok(value)
    } else {
        Err("issn-digit")
    }
}

/// `ISBN-13: 978…`, `ISSN 1471-244X` without their label.
fn without_label<'t>(text: &'t str, label: &str) -> &'t str {
    match text.get(..label.len()) {
        Some(start) if start.eq_ignore_ascii_case(label) => {
            let rest = &text[label.len()..];
            let rest = rest
                .strip_prefix("-13")
                .or(rest.strip_prefix("-10"))
                .unwrap_or(rest);
            rest.trim_start_matches([':', '：', ' '])
        }
        _ => text,
    }
}

/// `2103.01234`, `math/0211159`, with a version or without; of an address its end.
fn arxiv(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let value = match lower
        .split_once("/abs/")
        .or_else(|| lower.split_once("/pdf/"))
    {
        Some((_, value)) => value.trim_end_matches(".pdf"),
        None => lower.strip_prefix("arxiv").unwrap_or(&lower),
    };
    let value = value.trim_start_matches([':', '：', ' ']);
    let (number, version) = value.split_once('v').unwrap_or((value, "1"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let new = number.split_once('.').is_some_and(|(month, rest)| {
        month.len() == 4 && digits(month) && digits(rest) && matches!(rest.len(), 4 | 5)
    });
    let old = number.split_once('/').is_some_and(|(subject, rest)| {
        rest.len() == 7
            && digits(rest)
            && subject.starts_with(|c: char| c.is_ascii_lowercase())
            && subject
                .chars()
                .all(|c| c.is_ascii_lowercase() || matches!(c, '-' | '.'))
    });
    ((new || old) && digits(version)).then(|| value.to_owned())
}

/// An address of the web; `https://` is added where only the host was typed.
pub(super) fn typed_url(text: &str) -> Result<String, &'static str> {
    let (scheme, rest) = text.split_once("://").unwrap_or(("https", text));
    let known = ["https", "http", "ftp"].contains(&scheme.to_ascii_lowercase().as_str());
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host_fits = host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    if known && host_fits && !text.contains(char::is_whitespace) {
        Ok(format!("{scheme}://{rest}"))
    } else {
        Err("url")
    }
}

/// A language tag, such as `en` or `zh-Hans`.
pub(super) fn typed_language(text: &str) -> Result<LanguageTag, &'static str> {
    let mut parts = text.split('-');
    let primary = parts.next().unwrap_or_default();
    let fits = |part: &str, least: usize, most: usize| {
        (least..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let letters = primary.bytes().all(|b| b.is_ascii_alphabetic());
    if letters && fits(primary, 2, 3) && parts.all(|part| fits(part, 2, 8)) {
        Ok(LanguageTag::new(text))
    } else {
        Err("language")
    }
}

/// The language of a text that somebody typed. One that was said and that the script of the
/// text cannot be is refused when a value in that language was asked for (`strict`), and
/// otherwise judged anew.
pub(super) fn language_of_typed(
    text: &str,
    said: Option<&LanguageTag>,
    strict: bool,
) -> Result<LanguageTag, &'static str> {
    let found = language_of(text);
    let Some(said) = said else {
        return Ok(found);
    };
    let problem = if said.is_chinese() && !has_han(text) {
        "chinese"
    } else if said.is_english() && ScriptCounts::of(text).is_chinese() {
        "english"
    } else if said.same_language(&found) && !said.as_str().contains("Latn") {
        // Simplified or traditional, as it is typed.
        return Ok(if said.is_chinese() {
            found
        } else {
            said.clone()
        });
    } else {
        return Ok(said.clone());
    };
    if strict { Err(problem) } else { Ok(found) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use IdentifierScheme::{Arxiv, Doi, Isbn, Issn, Pmcid, Pmid};

    fn typed(scheme: &IdentifierScheme, text: &str) -> Result<String, &'static str> {
        typed_identifier(scheme, text).map(|identifier| identifier.value)
    }

    #[test]
    fn identifiers_take_their_normal_form() {
        let cases = [
            (Doi, "https://doi.org/10.5555/ABC.", "10.5555/abc"),
            (Pmid, "PMID: 31234567", "31234567"),
            (
                Pmid,
                "https://pubmed.ncbi.nlm.nih.gov/31234567/",
                "31234567",
            ),
            (Pmcid, "pmc3654245", "PMC3654245"),
            (Pmcid, "PMCID: PMC3654245", "PMC3654245"),
            (Isbn, "ISBN-13: 978-0-306-40615-7", "9780306406157"),
            (Isbn, "0-8044-2957-x", "080442957X"),
            (Issn, "0378 5955", "0378-5955"),
            (Issn, "ISSN: 2434561x", "2434-561X"),
            (Arxiv, "arXiv:2103.01234v2", "2103.01234v2"),
            (Arxiv, "https://arxiv.org/abs/math/0211159", "math/0211159"),
        ];
        for (scheme, text, value) in cases {
            assert_eq!(typed(&scheme, text).as_deref(), Ok(value), "{text}");
        }
    }

    #[test]
    fn wrong_identifiers_say_what_is_wrong() {
        let cases = [
            (Doi, "10.5/x", "doi"),
            (Pmid, "PMC123", "pmid"),
            (Pmid, "twelve", "pmid"),
            (Pmcid, "PMC", "pmcid"),
            (Isbn, "978-0-306-40615-8", "isbn-digit"),
            (Isbn, "12345", "isbn"),
            (Isbn, "isbn", "isbn"),
            (Issn, "0378-5954", "issn-digit"),
            (Issn, "0378-59", "issn"),
            (Arxiv, "210.1", "arxiv"),
            (Arxiv, "四", "arxiv"),
        ];
        for (scheme, text, problem) in cases {
            assert_eq!(typed(&scheme, text), Err(problem), "{text}");
        }
    }

    #[test]
    fn addresses_lead_to_the_web() {
        assert_eq!(
            typed_url("example.org/a").as_deref(),
            Ok("https://example.org/a")
        );
        assert_eq!(
            typed_url("http://example.org").as_deref(),
            Ok("http://example.org")
        );
        for text in ["nowhere", "javascript://x.y", "two words.org", "https://"] {
            assert_eq!(typed_url(text), Err("url"), "{text}");
        }
    }

    #[test]
    fn a_text_is_in_the_language_that_was_asked_for() {
        let zh = LanguageTag::ZH_HANS;
        assert_eq!(language_of_typed("夜班", Some(&zh), true), Ok(zh.clone()));
        assert_eq!(
            language_of_typed("夜班護士的睡眠與壓力", Some(&zh), true),
            Ok(LanguageTag::ZH_HANT)
        );
        assert_eq!(language_of_typed("Nights", Some(&zh), true), Err("chinese"));
        assert_eq!(
            language_of_typed("夜班护士", Some(&LanguageTag::EN), true),
            Err("english")
        );
        assert_eq!(
            language_of_typed("Nights", Some(&zh), false),
            Ok(LanguageTag::EN)
        );
        let german = LanguageTag::new("de");
        assert_eq!(language_of_typed("Nächte", Some(&german), true), Ok(german));
    }
}
