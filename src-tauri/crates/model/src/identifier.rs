//! Identifiers of works and of studies.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// A name that a registry gave to a work, a container or a study.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Identifier {
    /// Which registry.
    pub scheme: IdentifierScheme,
    /// The value in the scheme's normal form (a DOI in lower case, an ISSN with its hyphen).
    pub value: String,
}

/// A kind of identifier.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentifierScheme {
    /// Digital object identifier, lower case, without resolver.
    Doi,
    /// PubMed.
    Pmid,
    /// PubMed Central, with its `PMC`.
    Pmcid,
    /// arXiv, without its prefix.
    Arxiv,
    /// Books.
    Isbn,
    /// Serials.
    Issn,
    /// A registered study or review (ISRCTN, NCT, ChiCTR, PROSPERO CRD …): a name of
    /// the study, which may have many papers, and so no name of the work.
    Registration,
    /// Another database's own number, under that database's name.
    Other(String),
}

impl IdentifierScheme {
    /// The field's name on the wire: CSL's where CSL has one.
    pub fn name(&self) -> &str {
        match self {
            Self::Doi => "DOI",
            Self::Pmid => "PMID",
            Self::Pmcid => "PMCID",
            Self::Arxiv => "arxiv",
            Self::Isbn => "ISBN",
            Self::Issn => "ISSN",
            Self::Registration => "registration",
            Self::Other(name) => name,
        }
    }
}

impl Identifier {
    /// A DOI in its normal form, if the text holds one.
    pub fn doi(text: &str) -> Option<Self> {
        Some(Self {
            scheme: IdentifierScheme::Doi,
            value: normalise_doi(text)?,
        })
    }

    /// An identifier whose value is already in normal form.
    pub fn new(scheme: IdentifierScheme, value: impl Into<String>) -> Self {
        Self {
            scheme,
            value: value.into(),
        }
    }
}

/// Brings a DOI to its normal form: width folded (Wanfang writes `10.3969／j.issn`),
/// resolver, label and trailing punctuation removed, lower case.
///
/// Returns `None` when the text is no DOI (`10.` + at least four digits + `/` + suffix).
pub fn normalise_doi(text: &str) -> Option<String> {
    if text.is_ascii() {
        return doi_in(text).map(str::to_ascii_lowercase);
    }
    let folded = text.nfkc().collect::<String>().to_lowercase();
    doi_in(&folded).map(str::to_owned)
}

/// The part of a text that is its first DOI.
fn doi_in(text: &str) -> Option<&str> {
    // Most begin the text.
    let start = if text.starts_with("10.") {
        0
    } else {
        text.find("10.")?
    };
    let text = &text[start..];
    let prefix = text
        .bytes()
        .position(|b| !b.is_ascii_digit() && b != b'.')?;
    let suffix = text[prefix..].strip_prefix('/')?;
    let registrant = text[3..prefix].bytes().position(|b| b == b'.');
    if registrant.unwrap_or(prefix - 3) < 4 {
        return None;
    }
    let plain = suffix.bytes().all(|b| b.is_ascii_graphic());
    let suffix = trim_doi_end(if plain {
        suffix
    } else {
        suffix.split(char::is_whitespace).next()?
    });
    (!suffix.is_empty()).then(|| &text[..=prefix + suffix.len()])
}

/// Cuts what a sentence put behind a DOI: punctuation, and brackets that were not opened in it.
fn trim_doi_end(mut suffix: &str) -> &str {
    loop {
        let Some(last) = suffix.chars().next_back() else {
            return suffix;
        };
        let unbalanced = |open: char| suffix.matches(open).count() < suffix.matches(last).count();
        let cut = match last {
            '.' | ',' | ';' | ':' | '"' | '\'' | '。' | '，' | '、' | '”' | '’' => true,
            ')' => unbalanced('('),
            ']' => unbalanced('['),
            '}' => unbalanced('{'),
            '>' => unbalanced('<'),
            _ => false,
        };
        if !cut {
            return suffix;
        }
        suffix = &suffix[..suffix.len() - last.len_utf8()];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doi_normal_forms() {
        let doi = |text| normalise_doi(text).unwrap_or_default();
        assert_eq!(
            doi("doi: 10.1186/s40814-020-00588-z."),
            "10.1186/s40814-020-00588-z"
        );
        assert_eq!(doi("https://doi.org/10.1000/ABC"), "10.1000/abc");
        assert_eq!(
            doi("10.3969／j.issn．1672－187X"),
            "10.3969/j.issn.1672-187x"
        );
        assert_eq!(
            doi("10.1002/(SICI)1097-0258(199)"),
            "10.1002/(sici)1097-0258(199)"
        );
        assert_eq!(doi("(10.1000/182)"), "10.1000/182");
        assert_eq!(normalise_doi("10.5 mg/kg"), None);
        assert_eq!(normalise_doi("no such thing"), None);
    }
}
