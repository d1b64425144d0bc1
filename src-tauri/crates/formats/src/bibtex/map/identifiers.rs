//! DOIs, numbers of registries and databases, addresses.

use super::super::tex;
use super::{Mapper, Name, Taken};
use diglot_model::{Identifier, IdentifierScheme};
use diglot_text::identifiers;
use std::ops::Range;

/// How many numbers or addresses of one field are read.
const MOST: usize = 200;

impl Mapper<'_, '_> {
    fn identifier(&mut self, scheme: IdentifierScheme, value: &str, place: Option<&Range<usize>>) {
        let identifier = self.sourced(Identifier::new(scheme, value), place);
        self.builder.reference.add_identifier(identifier);
    }

    pub(super) fn identifiers(&mut self) {
        while let Some(taken) = self.take(Name::Doi) {
            let text = tex::verbatim(&taken.raw);
            if let Some(doi) = Identifier::doi(&text) {
                let doi = self.sourced(doi, taken.place.as_ref());
                self.builder.reference.add_identifier(doi);
            } else {
                self.put_back(&taken);
                break;
            }
        }
        while let Some(taken) = self.take(Name::Issn) {
            self.serials(&taken);
        }
        while let Some(taken) = self.take(Name::Isbn) {
            let text = tex::verbatim(&taken.raw);
            for part in text.split([',', ';', '/']).take(MOST) {
                let value = isbn(part);
                if is_issn(value) {
                    // RefWorks has one field for both.
                    let value = identifiers::normalise_issn(value);
                    self.identifier(IdentifierScheme::Issn, &value, taken.place.as_ref());
                } else if !value.is_empty() {
                    self.identifier(IdentifierScheme::Isbn, value, taken.place.as_ref());
                }
            }
        }
        self.eprint();
        if let Some(taken) = self.take(Name::Arxiv) {
            let text = tex::verbatim(&taken.raw);
            let value = arxiv_number(&text).to_owned();
            self.identifier(IdentifierScheme::Arxiv, &value, taken.place.as_ref());
        }
        if let Some(taken) = self.take(Name::Pmid) {
            let text = tex::verbatim(&taken.raw);
            let number = text.trim_start_matches(|c: char| !c.is_ascii_digit());
            if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) {
                self.identifier(IdentifierScheme::Pmid, number, taken.place.as_ref());
            } else {
                self.put_back(&taken);
            }
        }
        if let Some(taken) = self.take(Name::Pmcid) {
            let text = tex::verbatim(&taken.raw);
            match pmcid(&text) {
                Some(value) => {
                    self.identifier(IdentifierScheme::Pmcid, &value, taken.place.as_ref());
                }
                None => self.put_back(&taken),
            }
        }
        for (name, scheme) in [
            (
                Name::Accession,
                IdentifierScheme::Other("accession".to_owned()),
            ),
            (Name::Registration, IdentifierScheme::Registration),
        ] {
            while let Some(taken) = self.take(name) {
                let text = tex::line(&taken.raw);
                for part in text
                    .split([',', ';'])
                    .map(str::trim)
                    .filter(|p| !p.is_empty())
                    .take(MOST)
                {
                    self.identifier(scheme.clone(), part, taken.place.as_ref());
                }
            }
        }
    }

    fn serials(&mut self, taken: &Taken<'_>) {
        let text = tex::verbatim(&taken.raw);
        let mut any = false;
        for part in text.split([',', ';', ' ', '/', '(']).take(MOST) {
            let part = part.trim();
            if is_issn(part) {
                any = true;
                let value = identifiers::normalise_issn(part);
                self.identifier(IdentifierScheme::Issn, &value, taken.place.as_ref());
            }
        }
        if !any {
            self.identifier(IdentifierScheme::Issn, &text, taken.place.as_ref());
        }
    }

    /// `eprint` with what says whose number it is.
    fn eprint(&mut self) {
        let Some(taken) = self.take(Name::Eprint) else {
            return;
        };
        let text = tex::verbatim(&taken.raw).into_owned();
        let kind = self.take(Name::EprintType);
        let name = kind
            .as_ref()
            .map(|k| tex::line(&k.raw).to_ascii_lowercase())
            .unwrap_or_default();
        let scheme = match name.as_str() {
            "arxiv" => Some((IdentifierScheme::Arxiv, arxiv_number(&text).to_owned())),
            "pubmed" | "pmid" | "medline" => Some((IdentifierScheme::Pmid, text.clone())),
            "pmc" | "pmcid" | "pubmedcentral" => pmcid(&text).map(|v| (IdentifierScheme::Pmcid, v)),
            "" if looks_like_arxiv(&text) => {
                Some((IdentifierScheme::Arxiv, arxiv_number(&text).to_owned()))
            }
            _ => None,
        };
        if let Some((scheme, value)) = scheme {
            self.identifier(scheme, &value, taken.place.as_ref());
            // A second name of the same archive.
            while let Some(again) = self.take(Name::EprintType) {
                if !tex::line(&again.raw).eq_ignore_ascii_case(&name) {
                    self.put_back(&again);
                    break;
                }
            }
        } else {
            self.put_back(&taken);
            if let Some(kind) = kind {
                self.put_back(&kind);
            }
        }
    }

    /// `arXiv preprint arXiv:2301.00001`, as Google Scholar fills the journal.
    pub(super) fn arxiv_in(&mut self, container: &str, place: Option<&Range<usize>>) {
        if let Some(at) = container.find("arXiv:") {
            let value = container[at + 6..]
                .split(|c: char| c.is_whitespace() || c == ',' || c == '[')
                .next()
                .unwrap_or_default();
            if looks_like_arxiv(value) {
                self.identifier(IdentifierScheme::Arxiv, value, place);
            }
        }
    }

    pub(super) fn addresses(&mut self) {
        while let Some(taken) = self.take(Name::Url) {
            self.address(&taken);
        }
        while let Some(taken) = self.take(Name::MoreUrl) {
            self.address(&taken);
        }
        if let Some(taken) = self.take(Name::HowPublished) {
            let whole = self.published_at(&taken);
            if !whole {
                self.put_back(&taken);
            }
        }
    }

    fn address(&mut self, taken: &Taken<'_>) {
        let text = tex::verbatim(&taken.raw);
        let text = text.trim_matches(['<', '>', ' ']);
        let several = text.matches("://").count() > 1 && text.contains(char::is_whitespace);
        let parts: Vec<&str> = if several {
            text.split_whitespace()
                .filter(|p| p.contains("://"))
                .collect()
        } else {
            vec![text]
        };
        for part in parts.into_iter().take(MOST) {
            self.add_address(part, taken.place.as_ref());
        }
    }

    fn add_address(&mut self, url: &str, place: Option<&Range<usize>>) {
        if url.is_empty() {
            return;
        }
        if url.contains("doi.org/")
            && self.builder.reference.doi().is_none()
            && let Some(doi) = Identifier::doi(url)
        {
            let doi = self.sourced(doi, place);
            self.builder.reference.add_identifier(doi);
        }
        if self.builder.reference.urls.iter().all(|u| u.value != url) {
            let url = self.sourced(url.to_owned(), place);
            self.builder.reference.urls.push(url);
        }
    }

    /// The address in a `howpublished`; whether that is all it holds.
    fn published_at(&mut self, taken: &Taken<'_>) -> bool {
        let text = tex::verbatim(&taken.raw);
        let text = text.trim();
        let Some(at) = text.find("http") else {
            return false;
        };
        let address = text[at..]
            .split(|c: char| c.is_whitespace() || matches!(c, '}' | '{' | '>'))
            .next()
            .unwrap_or_default()
            .trim_end_matches(['.', ',', ';', ')']);
        // `\href{address}{the same address, set}`
        let linked = taken.raw.trim_start().starts_with("\\href");
        let address = if linked {
            href(&taken.raw).unwrap_or(address)
        } else {
            address
        }
        .to_owned();
        let whole = linked || at == 0 && text.trim_end_matches('.').len() <= address.len() + 1;
        self.add_address(&address, taken.place.as_ref());
        whole
    }
}

/// The address of a link.
fn href(raw: &str) -> Option<&str> {
    let rest = raw.trim_start().strip_prefix("\\href")?.trim_start();
    let inner = rest.strip_prefix('{')?;
    inner.split('}').next().map(str::trim)
}

fn is_issn(part: &str) -> bool {
    part.bytes().filter(u8::is_ascii_alphanumeric).count() == 8
        && part.len() <= 9
        && part.bytes().take(4).all(|b| b.is_ascii_digit())
}

/// The number in an ISBN: without "ISBN" before it and "(hardcover)" behind it.
fn isbn(part: &str) -> &str {
    let part = part.trim();
    let Some(start) = part.find(|c: char| c.is_ascii_digit()) else {
        return part;
    };
    let rest = &part[start..];
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | ' ' | 'x' | 'X' | '–' | '‐')))
        .unwrap_or(rest.len());
    let number = rest[..end].trim_end_matches([' ', '-']);
    if number.bytes().filter(u8::is_ascii_digit).count() >= 9 {
        number
    } else {
        part
    }
}

fn pmcid(text: &str) -> Option<String> {
    let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
        .then(|| format!("PMC{digits}"))
}

/// An arXiv number without what names the archive.
fn arxiv_number(text: &str) -> &str {
    let text = text.trim();
    let bare = text
        .strip_prefix("arXiv:")
        .or_else(|| text.strip_prefix("arxiv:"))
        .or_else(|| text.strip_prefix("ArXiv:"))
        .or_else(|| text.rsplit_once("/abs/").map(|(_, number)| number))
        .unwrap_or(text);
    bare.split_whitespace().next().unwrap_or(bare)
}

/// `2301.00001`, `2301.00001v2`, `math/0309136`
fn looks_like_arxiv(text: &str) -> bool {
    let text = arxiv_number(text);
    let new = text.split_once('.').is_some_and(|(month, rest)| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        month.len() == 4 && month.bytes().all(|b| b.is_ascii_digit()) && (4..=5).contains(&digits)
    });
    let old = text.split_once('/').is_some_and(|(archive, rest)| {
        archive
            .bytes()
            .all(|b| b.is_ascii_alphabetic() || matches!(b, b'-' | b'.'))
            && rest.len() >= 7
            && rest.bytes().take(7).all(|b| b.is_ascii_digit())
    });
    new || old
}
