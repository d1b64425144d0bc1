//! From a MODS record to a reference.

use super::{FORMAT, types};
use crate::Record;
use crate::build::Builder;
use crate::xml::{ROOT, Tree};
use crate::{catalogue, dates, languages};
use diglot_model::{
    Classification, ClassificationScheme, ContributorRole, Date, DateField, Identifier,
    IdentifierScheme, Keyword, KeywordKind, LanguageTag, LocalizedText, ScalarField, Sourced,
    TextField,
};
use diglot_text::{identifiers, script};
use std::ops::Range;

/// Maps one record.
pub(super) fn record(text: &str, range: Range<usize>, tree: &Tree<'_>) -> Record {
    let start = range.start;
    let mut mapper = Mapper {
        builder: Builder::new(text, range, FORMAT),
        tree,
        groups: Vec::new(),
        part_date: None,
    };
    mapper.builder.reference.kind = types::kind(tree);
    mapper.titles();
    mapper.people(ROOT, ContributorRole::Author);
    for part in tree.named(ROOT, "part").collect::<Vec<_>>() {
        mapper.part(part);
    }
    mapper.identifiers(ROOT);
    mapper.related();
    mapper.origins();
    for at in tree.children(ROOT).collect::<Vec<_>>() {
        mapper.plain(at);
    }
    if let Some(id) = tree.attribute(ROOT, "ID") {
        let tag = start..tree.at(ROOT).content.start;
        mapper
            .builder
            .scalar_value(ScalarField::CitationKey, id, tag);
    }
    let key = mapper.builder.reference.scalar(ScalarField::CitationKey);
    let key = key.map(str::to_owned);
    let mut record = mapper.builder.finish();
    record.key = key;
    record
}

pub(super) struct Mapper<'t, 'x> {
    pub(super) builder: Builder<'t>,
    pub(super) tree: &'x Tree<'t>,
    /// Contributors by the group of their names in several scripts.
    pub(super) groups: Vec<(String, usize)>,
    /// The date of the part that the work is.
    pub(super) part_date: Option<(Date, Range<usize>)>,
}

impl Mapper<'_, '_> {
    /// The language that an element states.
    pub(super) fn lang(&self, at: usize) -> Option<LanguageTag> {
        let stated = self.tree.attribute(at, "lang")?;
        languages::language(&stated)
    }

    pub(super) fn localized(
        &mut self,
        field: TextField,
        text: String,
        lang: Option<LanguageTag>,
        range: Range<usize>,
    ) {
        let by_script = script::language_of(&text);
        // "zh" alone does not say which script it is written in.
        let lang = match lang {
            Some(stated) if !(stated.is_chinese() && by_script.is_chinese()) => stated,
            _ => by_script,
        };
        let span = self.builder.span(&range);
        let value = LocalizedText::new(lang, text);
        self.builder
            .reference
            .add_text(field, Sourced::at(value, span));
    }

    /// A title with its subtitle, the leading article first.
    pub(super) fn main_title(&self, at: usize) -> String {
        let of = |name: &str| self.tree.value_of(at, name);
        let (article, main) = (of("nonSort"), of("title"));
        let main = match article.as_str() {
            "" => main,
            article if article.ends_with(['\'', '’', '-']) => format!("{article}{main}"),
            article => format!("{article} {main}"),
        };
        catalogue::title(&main, &of("subTitle"))
    }

    /// A title with the number and name of the part.
    pub(super) fn title(&self, at: usize) -> String {
        let of = |name: &str| self.tree.value_of(at, name);
        let mut title = self.main_title(at);
        let (number, name) = (of("partNumber"), of("partName"));
        let part = match (number.is_empty(), name.is_empty()) {
            (false, false) => format!("{}: {}", catalogue::part(&number), name),
            (false, true) => number,
            _ => name,
        };
        if !part.is_empty() {
            title = format!("{}. {part}", title.trim_end_matches('.'));
        }
        title
    }

    fn titles(&mut self) {
        let tree = self.tree;
        let infos: Vec<usize> = tree.named(ROOT, "titleInfo").collect();
        let kind = |at: usize| tree.attribute(at, "type").unwrap_or_default();
        let romanised = |at: usize| {
            tree.attribute(at, "transliteration").is_some()
                || tree.attribute(at, "script").as_deref() == Some("Latn")
                    && tree
                        .attribute(at, "lang")
                        .and_then(|l| languages::language(&l))
                        .is_some_and(|l| {
                            matches!(l.primary(), "zh" | "ja" | "ko" | "ru" | "ar" | "he")
                        })
        };
        // The main title: of no type, in its own script.
        let main = infos
            .iter()
            .copied()
            .find(|at| {
                kind(*at).is_empty() && !romanised(*at) && tree.child(*at, "title").is_some()
            })
            .or_else(|| infos.iter().copied().find(|at| kind(*at).is_empty()))
            .or_else(|| infos.first().copied());
        let ordered = main
            .into_iter()
            .chain(infos.iter().copied().filter(|at| Some(*at) != main));
        for at in ordered.collect::<Vec<_>>() {
            let mut title = self.title(at);
            if title.is_empty() {
                title = tree.value(at);
            }
            let range = tree.place(at);
            let lang = self.lang(at).or_else(|| {
                (Some(at) == main)
                    .then(|| self.stated_language(&title))
                    .flatten()
            });
            let by_script = lang.clone().unwrap_or_else(|| script::language_of(&title));
            let titles = self.builder.reference.texts(TextField::Title);
            let another = titles.iter().all(|t| !t.lang.same_language(&by_script));
            match kind(at).as_str() {
                "abbreviated" => self.localized(TextField::TitleShort, title, lang, range),
                _ if Some(at) == main => self.localized(TextField::Title, title, lang, range),
                "translated" => self.localized(TextField::Title, title, lang, range),
                "" | "alternative" if another && !romanised(at) => {
                    self.localized(TextField::Title, title, lang, range);
                }
                other => {
                    let tag = if other.is_empty() {
                        "titleInfo".to_owned()
                    } else {
                        format!("titleInfo:{other}")
                    };
                    self.builder.unmapped(&tag, &title);
                }
            }
        }
    }

    /// The language of the work, for a title whose script does not contradict it.
    fn stated_language(&self, title: &str) -> Option<LanguageTag> {
        let tree = self.tree;
        let stated = tree.named(ROOT, "language").find_map(|at| {
            self.language_terms(at)
                .iter()
                .find_map(|t| languages::language(t))
        })?;
        let script = script::language_of(title);
        (script.is_english() && !matches!(stated.primary(), "zh" | "ja" | "ko" | "ru"))
            .then_some(stated)
    }

    /// The terms of a language: its code and its name, or its text.
    fn language_terms(&self, at: usize) -> Vec<String> {
        let tree = self.tree;
        let terms: Vec<String> = tree
            .named(at, "languageTerm")
            .map(|t| tree.value(t))
            .collect();
        if terms.is_empty() {
            vec![tree.value(at)]
        } else {
            terms
        }
    }

    pub(super) fn identifiers(&mut self, of: usize) {
        let tree = self.tree;
        for at in tree.named(of, "identifier").collect::<Vec<_>>() {
            let value = tree.value(at);
            let range = tree.place(at);
            let kind = tree
                .attribute(at, "type")
                .unwrap_or_default()
                .to_lowercase();
            if value.is_empty() || tree.attribute(at, "invalid").as_deref() == Some("yes") {
                continue;
            }
            let b = &mut self.builder;
            let own = of == ROOT;
            match kind.as_str() {
                // A host's DOI is no name of this work.
                "doi" if own && b.doi_value(&value, range.clone()) => {}
                "isbn" | "issn" | "eissn" | "issn-l" => {
                    if !b.serial_values(&value, &range) {
                        b.unmapped(&format!("identifier:{kind}"), &value);
                    }
                }
                "pmid" | "pubmed" | "accessionnum"
                    if own && value.bytes().all(|b| b.is_ascii_digit()) =>
                {
                    b.identifier(Identifier::new(IdentifierScheme::Pmid, value), range);
                }
                "pmc" | "pmcid" if own => {
                    let value = if value.starts_with("PMC") {
                        value
                    } else {
                        format!("PMC{value}")
                    };
                    b.identifier(Identifier::new(IdentifierScheme::Pmcid, value), range);
                }
                "arxiv" if own => {
                    let bare = value.trim_start_matches("arXiv:").to_owned();
                    b.identifier(Identifier::new(IdentifierScheme::Arxiv, bare), range);
                }
                "citekey" if own => b.scalar_value(ScalarField::CitationKey, value, range),
                "uri" | "url" | "hdl" | "" if own => {
                    if value.contains("doi.org/") && b.reference.doi().is_none() {
                        b.doi_value(&value, range.clone());
                    }
                    if !b.url_value(&value, &range) {
                        b.unmapped("identifier", &value);
                    }
                }
                _ if own => {
                    let scheme = IdentifierScheme::Other(kind);
                    b.identifier(Identifier::new(scheme, value), range);
                }
                _ => b.unmapped(&format!("relatedItem/identifier:{kind}"), &value),
            }
        }
    }

    /// Elements that need no other.
    fn plain(&mut self, at: usize) {
        let tree = self.tree;
        let name = tree.at(at).name;
        let value = tree.value(at);
        let range = tree.place(at);
        if value.is_empty() {
            return;
        }
        match name {
            "abstract" => {
                let lang = self.lang(at);
                let before = self.builder.reference.abstracts.len();
                self.builder.abstract_values(&tree.lines(at), range);
                let added = &mut self.builder.reference.abstracts[before..];
                if let (Some(lang), [only]) = (lang, added)
                    && !(lang.is_chinese() && only.lang.is_chinese())
                {
                    only.value.lang = lang;
                }
            }
            "note" => match tree.attribute(at, "type").as_deref() {
                Some("statement of responsibility") => {
                    self.builder
                        .unmapped("note:statement of responsibility", &value);
                }
                Some("funding") => self.builder.text_value(TextField::Funding, value, range),
                _ => self.builder.text_value(TextField::Note, value, range),
            },
            "language" => {
                for term in self.language_terms(at) {
                    if languages::state(&mut self.builder, &term, &range) {
                        break;
                    }
                }
            }
            "subject" => self.subject(at),
            "classification" => {
                let authority = tree.attribute(at, "authority").unwrap_or_default();
                let scheme = match authority.as_str() {
                    "clc" => ClassificationScheme::Clc,
                    "" => ClassificationScheme::Other("classification".to_owned()),
                    other => ClassificationScheme::Other(other.to_owned()),
                };
                let span = self.builder.span(&range);
                let code = Classification {
                    scheme,
                    code: value,
                    label: None,
                };
                self.builder
                    .reference
                    .classifications
                    .push(Sourced::at(code, span));
            }
            "location" => self.location(at),
            "physicalDescription" => {
                for extent in tree.named(at, "extent").collect::<Vec<_>>() {
                    let words = tree.value(extent);
                    let count = tree.value_of(extent, "total");
                    let count = if count.is_empty() {
                        catalogue::pages(&words).unwrap_or_default().to_owned()
                    } else {
                        count
                    };
                    let place = tree.place(extent);
                    match catalogue::page_range(&words) {
                        // A part of a journal that was catalogued as a book.
                        Some(pages) => self.builder.scalar_value(ScalarField::Page, pages, place),
                        None => {
                            self.builder
                                .scalar_value(ScalarField::NumberOfPages, count, place);
                        }
                    }
                    self.builder.unmapped("extent", &words);
                }
            }
            "genre" => {
                let thesis = self.builder.reference.kind == diglot_model::ReferenceType::Thesis;
                if thesis && !value.eq_ignore_ascii_case("thesis") {
                    self.builder.text_value(TextField::Genre, value, range);
                } else {
                    self.builder.unmapped("genre", &value);
                }
            }
            "recordInfo" => {
                if let Some(source) = tree.child(at, "recordContentSource") {
                    let value = tree.value(source);
                    let place = tree.place(source);
                    self.builder
                        .scalar_value(ScalarField::Database, value, place);
                }
                if let Some(id) = tree.child(at, "recordIdentifier") {
                    let scheme = IdentifierScheme::Other("record".to_owned());
                    let identifier = Identifier::new(scheme, tree.value(id));
                    self.builder.identifier(identifier, tree.place(id));
                }
            }
            "titleInfo" | "name" | "originInfo" | "part" | "identifier" | "relatedItem"
            | "typeOfResource" => {}
            other => self.builder.unmapped(other, &value),
        }
    }

    /// A heading of its parts: `Homes -- Norway -- 1950-1960`.
    fn subject(&mut self, at: usize) {
        let tree = self.tree;
        let mut parts: Vec<String> = Vec::new();
        for child in tree.children(at).collect::<Vec<_>>() {
            let value = tree.value(child);
            match tree.at(child).name {
                _ if value.is_empty() => {}
                "cartographics" => {
                    let scale = tree.value_of(child, "scale");
                    let place = tree.place(child);
                    self.builder.scalar_value(ScalarField::Scale, scale, place);
                }
                "geographicCode" => {}
                "name" | "titleInfo" | "hierarchicalGeographic" => {
                    let inner: Vec<String> = tree.children(child).map(|c| tree.value(c)).collect();
                    parts.push(inner.join(", "));
                }
                _ => parts.push(value),
            }
        }
        let mesh = tree.attribute(at, "authority").as_deref() == Some("mesh");
        let text = parts.join(" -- ");
        if text.is_empty() {
            return;
        }
        let span = self.builder.span(&tree.place(at));
        let keyword = Keyword {
            lang: self.lang(at).unwrap_or_else(|| script::language_of(&text)),
            text,
            kind: if mesh {
                KeywordKind::Mesh
            } else {
                KeywordKind::Subject
            },
        };
        self.builder
            .reference
            .keywords
            .push(Sourced::at(keyword, span));
    }

    fn location(&mut self, at: usize) {
        let tree = self.tree;
        for child in tree.children(at).collect::<Vec<_>>() {
            let value = tree.value(child);
            let range = tree.place(child);
            match tree.at(child).name {
                "url" => {
                    let preview = tree.attribute(child, "access").as_deref() == Some("preview");
                    // A broken line within an address.
                    let joined: String = value.split(' ').collect();
                    if preview || !self.builder.url_value(&joined, &range) {
                        self.builder.unmapped("url", &value);
                    } else if identifiers::find_doi(&value).is_some()
                        && value.contains("doi.org/")
                        && self.builder.reference.doi().is_none()
                    {
                        self.builder.doi_value(&value, range.clone());
                    }
                    if let Some(date) = tree
                        .attribute(child, "dateLastAccessed")
                        .and_then(|d| dates::printed(&d))
                    {
                        self.builder.date(DateField::Accessed, date, range);
                    }
                }
                "physicalLocation" => {
                    self.builder
                        .scalar_value(ScalarField::ArchiveLocation, value, range);
                }
                "shelfLocator" => {
                    self.builder
                        .scalar_value(ScalarField::CallNumber, value, range);
                }
                _ if value.is_empty() => {}
                other => self.builder.unmapped(other, &value),
            }
        }
    }
}
