//! From RIS fields to a reference.

mod dates;
mod people;
mod procite;
mod titles;

use super::FORMAT;
use super::fields::{Field, Tag, place};
use super::types;
use crate::Record;
use crate::build::Builder;
use crate::citation::normalised_pages;
use crate::lines::unwrapped;
use diglot_model::{
    Identifier, IdentifierScheme, LanguageTag, ReferenceType, ScalarField, Sourced, TextField,
};
use diglot_text::bytes::has_semicolon;
use diglot_text::tidy::{tidied, tidy};
use diglot_text::{identifiers, script};
use std::ops::Range;

/// What stands before a value on its first line, in characters: `AB  - `.
const WIDTH_OF_TAG: usize = 6;

/// Maps the fields of one record.
pub(super) fn record(text: &str, range: Range<usize>, fields: &[Field]) -> Record {
    let fields = Fields::new(fields);
    let mut mapper = Mapper {
        builder: Builder::new(text, range, FORMAT),
        text,
        keyword_lines: fields.of(&[b"KW", b"K1"]).count(),
        has_issue: fields.first(&[b"IS", b"CP"]).is_some(),
        is_procite: fields
            .of(&[b"N1"])
            .any(|note| procite::is_sign(&text[note])),
        fields,
    };
    mapper.kind();
    mapper.titles();
    mapper.containers();
    mapper.people();
    mapper.dates();
    mapper.pages();
    mapper.abstracts();
    mapper
        .builder
        .reference
        .keywords
        .reserve(mapper.keyword_lines);
    // What names the work comes first: its DOI, then its own address before those of files.
    let names_work = |field: &&Field| matches!(&field.tag, b"DO" | b"DI" | b"UR");
    let fields = mapper.fields;
    for tags in [&[b"DO", b"DI"] as &[&Tag], &[b"UR"]] {
        fields.each(tags).for_each(|field| mapper.plain(field));
    }
    for field in fields.all.iter().filter(|f| !names_work(f)) {
        mapper.plain(field);
    }
    let key = mapper
        .fields
        .first(&[b"ID"])
        .map(|f| tidy(&text[f.value.clone()]));
    let mut record = mapper.builder.finish();
    record.key = key.filter(|k| !k.is_empty());
    record
}

/// The fields of a record, and which tags they have.
#[derive(Clone, Copy)]
struct Fields<'f> {
    all: &'f [Field],
    /// A bit for each tag that has a value: most of what is asked for is not there.
    present: [u64; 21],
}

impl<'f> Fields<'f> {
    fn new(all: &'f [Field]) -> Self {
        let mut present = [0; 21];
        for field in all.iter().filter(|f| !f.value.is_empty()) {
            let at = place(field.tag);
            present[at / 64] |= 1 << (at % 64);
        }
        Self { all, present }
    }

    #[inline]
    fn has(&self, tag: Tag) -> bool {
        let at = place(tag);
        self.present[at / 64] & (1 << (at % 64)) != 0
    }

    /// The first field of the first of these tags that has a value.
    fn first(&self, tags: &[&Tag]) -> Option<&'f Field> {
        tags.iter().filter(|tag| self.has(***tag)).find_map(|tag| {
            self.all
                .iter()
                .find(|f| f.tag == **tag && !f.value.is_empty())
        })
    }

    /// The values of these tags, in the record's order.
    #[inline]
    fn of<'s>(&self, tags: &'s [&'s Tag]) -> impl Iterator<Item = Range<usize>> + use<'f, 's> {
        self.each(tags).map(|f| f.value.clone())
    }

    /// The fields of these tags that have a value, in the record's order.
    #[expect(
        clippy::inline_always,
        reason = "the tags are constants: whether they are there becomes a look at some bits"
    )]
    #[inline(always)]
    fn each<'s>(&self, tags: &'s [&'s Tag]) -> impl Iterator<Item = &'f Field> + use<'f, 's> {
        // Of several tags for one thing, a record mostly has one.
        let mut present = tags.iter().filter(|tag| self.has(***tag));
        let (first, several) = (present.next(), present.next().is_some());
        let all = if first.is_some() { self.all } else { &[] };
        let is_one = move |tag: &Tag| {
            first.is_some_and(|first| *first == tag) || several && tags.contains(&tag)
        };
        all.iter()
            .filter(move |f| is_one(&f.tag) && !f.value.is_empty())
    }
}

struct Mapper<'t, 'f> {
    builder: Builder<'t>,
    text: &'t str,
    fields: Fields<'f>,
    keyword_lines: usize,
    has_issue: bool,
    /// Whether ProCite wrote the record.
    is_procite: bool,
}

impl Mapper<'_, '_> {
    fn kind(&mut self) {
        let Some(range) = self.fields.of(&[b"TY"]).next() else {
            return;
        };
        let mut name = tidied(&self.text[range]);
        if name.bytes().any(|b| b.is_ascii_lowercase()) {
            name.to_mut().make_ascii_uppercase();
        }
        if let Some(kind) = types::kind_of(&name) {
            self.builder.reference.kind = kind;
        } else {
            self.builder.reference.kind = ReferenceType::Document;
            self.builder.unmapped("TY", &name);
        }
    }

    fn pages(&mut self) {
        let start = self.fields.of(&[b"SP"]).next();
        let end = self.fields.of(&[b"EP", b"LP"]).next();
        let (Some(first), last) = (start.clone().or_else(|| end.clone()), end) else {
            return;
        };
        let from = normalised_pages(&self.text[first.clone()]);
        let alone = last.is_none();
        let to = last
            .filter(|_| start.is_some())
            .map(|r| normalised_pages(&self.text[r]))
            .filter(|to| !to.is_empty() && *to != from && !from.contains('-'));
        let field = match self.builder.reference.kind {
            kind if alone && is_whole(kind) && is_extent(&from) => ScalarField::NumberOfPages,
            _ => ScalarField::Page,
        };
        let pages = match to {
            Some(to) => [&*from, "-", &*to].concat(),
            None => from.into_owned(),
        };
        self.builder.scalar_value(field, pages, first);
    }

    fn abstracts(&mut self) {
        // Of one alone nobody asks for the language here.
        let mut known: Vec<(Option<LanguageTag>, &str)> = Vec::new();
        let several = self.fields.each(&[b"AB", b"N2", b"TA"]).nth(1).is_some();
        let main = self.fields.each(&[b"AB"]).chain(self.fields.each(&[b"N2"]));
        for field in main.chain(self.fields.each(&[b"TA"])) {
            let (range, text) = (field.value.clone(), self.text);
            let value = &text[range.clone()];
            let lang = several.then(|| script::language_of(value));
            // TA is also "translated author": names are short. An ideograph says more than
            // a letter. So many bytes are enough characters.
            let is_short = || {
                let chars = || value.chars().map(|c| 1 + usize::from(script::is_han(c)));
                value.len() < 40 * 4 && chars().sum::<usize>() < 40
            };
            if known.iter().any(|(_, text)| *text == value) {
                continue;
            }
            if known.iter().any(|(l, _)| *l == lang) || (!known.is_empty() && is_short()) {
                self.builder.unmapped(field.name(), value);
                continue;
            }
            if several {
                known.push((lang.clone(), value));
            }
            let from = Some(crate::page::abstract_word(value)).filter(|from| *from < value.len());
            let body = range.start + from.unwrap_or(0)..range.end;
            let joined = unwrapped(&self.text[body.clone()], WIDTH_OF_TAG);
            let lang = lang
                .filter(|_| *joined == *value)
                .unwrap_or_else(|| script::language_of(&joined));
            self.builder
                .abstract_in(lang, &joined, std::slice::from_ref(&body));
        }
    }

    /// Fields that need no other.
    fn plain(&mut self, field: &Field) {
        let range = field.value.clone();
        if range.is_empty() {
            return;
        }
        let text = self.text;
        let value = || tidied(&text[range.clone()]);
        if self.is_procite && self.procite(field) {
            return;
        }
        let b = &mut self.builder;
        match &field.tag {
            // What the others read.
            b"TY" | b"ER" | b"T1" | b"TI" | b"CT" | b"TT" | b"ST" | b"JF" | b"BT" | b"T2"
            | b"JO" | b"JA" | b"J1" | b"J2" | b"SO" | b"AU" | b"A1" | b"A2" | b"A3" | b"A4"
            | b"ED" | b"Y1" | b"PY" | b"YR" | b"DA" | b"Y2" | b"SP" | b"EP" | b"LP" | b"AB"
            | b"N2" | b"TA" => {}
            b"VL" | b"VO" => b.scalar(ScalarField::Volume, range),
            b"IS" | b"CP" => b.scalar(ScalarField::Issue, range),
            b"ET" => b.scalar(ScalarField::Edition, range),
            b"CN" => b.scalar(ScalarField::CallNumber, range),
            b"DB" | b"DS" => b.scalar(ScalarField::Database, range),
            b"SE" => b.scalar(ScalarField::Section, range),
            b"NV" => b.scalar(ScalarField::NumberOfVolumes, range),
            b"PB" => b.text_field(TextField::Publisher, range),
            b"CY" | b"PP" => b.text_field(TextField::PublisherPlace, range),
            b"T3" => b.text_field(TextField::CollectionTitle, range),
            b"N1" | b"NO" => b.text_field(TextField::Note, range),
            b"AD" => b.affiliation(range),
            b"KW" | b"K1" if !has_semicolon(&text[range.clone()]) && self.keyword_lines > 1 => {
                // One on each line: a comma is part of it ("Schizophrenia, Paranoid").
                b.keyword(value().into_owned(), &range);
            }
            b"KW" | b"K1"
                if !has_semicolon(&text[range.clone()]) && text[range.clone()].contains('\n') =>
            {
                for line in text[range.clone()]
                    .split(['\n', '\r'])
                    .map(str::trim)
                    .filter(|l| !l.is_empty())
                {
                    let at = crate::lines::range_in(text, line);
                    b.keyword(tidied(line).into_owned(), &at);
                }
            }
            b"KW" | b"K1" => b.keywords(std::slice::from_ref(&range), false),
            b"DO" | b"DI" => {
                if !b.doi_in(range.clone()) {
                    b.unmapped(field.name(), &value());
                }
            }
            b"M3" | b"M1" | b"C7" if identifiers::find_doi(&text[range.clone()]).is_some() => {
                b.doi_in(range);
            }
            b"C3" if b.reference.kind == ReferenceType::PaperConference => {}
            b"C7" => b.scalar(ScalarField::ArticleNumber, range),
            b"M1" if has_number(b.reference.kind) => b.scalar(ScalarField::Number, range),
            // EndNote's place for the issue of some types.
            b"M1" if is_issue(&value()) && has_issue(b.reference.kind) && !self.has_issue => {
                b.scalar(ScalarField::Issue, range);
            }
            b"M3" if has_genre(b.reference.kind) => b.text_field(TextField::Genre, range),
            b"C2" if identifiers::is_pmcid(&value()) => {
                let id = Identifier::new(IdentifierScheme::Pmcid, value());
                b.identifier(id, range);
            }
            b"SN" => serial_number(b, &value(), range.clone()),
            b"UR" | b"L1" | b"L2" | b"L3" | b"L4" | b"LK" => {
                url(b, field.name(), &value(), range.clone());
            }
            b"LA" => match language(&value()) {
                Some(tag) => {
                    let span = b.span(&range);
                    b.reference.language = Some(Sourced::at(tag, span));
                }
                None => b.unmapped("LA", &value()),
            },
            b"ID" => b.scalar(ScalarField::CitationKey, range),
            b"AN" if !identifiers::find_labelled(&text[range.clone()]).is_empty() => {
                b.labelled_identifiers_in(range);
            }
            b"AN" => {
                let scheme = IdentifierScheme::Other("accession".to_owned());
                b.identifier(Identifier::new(scheme, value()), range.clone());
            }
            _ => b.unmapped(field.name(), &value()),
        }
    }
}

fn serial_number(b: &mut Builder<'_>, value: &str, range: Range<usize>) {
    let digits = value.chars().filter(char::is_ascii_alphanumeric).count();
    let (scheme, value) = if digits == 8 {
        (IdentifierScheme::Issn, identifiers::normalise_issn(value))
    } else {
        (IdentifierScheme::Isbn, value.to_owned())
    };
    b.identifier(Identifier::new(scheme, value), range);
}

fn url(b: &mut Builder<'_>, tag: &str, value: &str, range: Range<usize>) {
    let resolver = value.contains("doi.org/");
    if resolver && b.reference.doi().is_none() {
        b.doi_in(range.clone());
    }
    if value.contains("://") || value.starts_with("www.") {
        let span = b.span(&range);
        b.reference.urls.push(Sourced::at(value.to_owned(), span));
    } else if b.reference.doi().is_none() && b.doi_in(range) {
    } else {
        b.unmapped(tag, value);
    }
}

/// Whether `A2` names the editors of the book that a work stands in.
pub(super) fn is_book_part(kind: ReferenceType) -> bool {
    matches!(
        kind,
        ReferenceType::Chapter | ReferenceType::PaperConference | ReferenceType::Book
    )
}

/// Whether `SP` alone is how many pages a work has.
pub(super) fn is_whole(kind: ReferenceType) -> bool {
    matches!(
        kind,
        ReferenceType::Book | ReferenceType::Thesis | ReferenceType::Manuscript
    )
}

/// `345`, `xii, 345 p.`
fn is_extent(pages: &str) -> bool {
    let digits = pages.trim_end_matches(|c: char| !c.is_ascii_digit());
    let number = digits.rsplit([' ', ',', '+']).next().unwrap_or_default();
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) && !pages.contains('-')
}

/// Whether a work stands in an issue.
fn has_issue(kind: ReferenceType) -> bool {
    matches!(
        kind,
        ReferenceType::ArticleJournal
            | ReferenceType::ArticleMagazine
            | ReferenceType::PaperConference
    )
}

/// `3`, `Suppl 1`; 0 is what programs write for none.
fn is_issue(value: &str) -> bool {
    value.len() <= 7 && value != "0" && value.bytes().any(|b| b.is_ascii_digit())
}

/// Whether `M1` is the number of a work of its own, not that of an issue.
pub(super) fn has_number(kind: ReferenceType) -> bool {
    matches!(
        kind,
        ReferenceType::Report
            | ReferenceType::Patent
            | ReferenceType::Standard
            | ReferenceType::Legislation
            | ReferenceType::Regulation
            | ReferenceType::Bill
            | ReferenceType::LegalCase
    )
}

/// Whether `M3` says what sort of thesis or report a work is.
pub(super) fn has_genre(kind: ReferenceType) -> bool {
    matches!(
        kind,
        ReferenceType::Thesis | ReferenceType::Report | ReferenceType::Manuscript
    )
}

/// The tag of a language by its name or code.
pub(crate) fn language(value: &str) -> Option<LanguageTag> {
    let lower = value.to_lowercase();
    Some(match lower.as_str() {
        "en" | "eng" | "english" => LanguageTag::EN,
        "zh" | "chi" | "zho" | "chinese" | "cn" | "zh-cn" | "中文" | "中文;" => {
            LanguageTag::ZH_HANS
        }
        "fr" | "fre" | "fra" | "french" => LanguageTag::new("fr"),
        "de" | "ger" | "deu" | "german" => LanguageTag::new("de"),
        "es" | "spa" | "spanish" => LanguageTag::new("es"),
        "ja" | "jpn" | "japanese" => LanguageTag::new("ja"),
        other if other.len() == 2 && other.chars().all(|c| c.is_ascii_lowercase()) => {
            LanguageTag::new(other)
        }
        "zh-hans" => LanguageTag::ZH_HANS,
        "zh-hant" | "zh-tw" | "zh-hk" => LanguageTag::ZH_HANT,
        "und" => LanguageTag::UND,
        // A tag as it stands, such as `pt-BR`.
        _ if is_language_tag(value) => LanguageTag::new(value),
        _ => return None,
    })
}

fn is_language_tag(value: &str) -> bool {
    value.split_once('-').is_some_and(|(primary, rest)| {
        (2..=3).contains(&primary.len())
            && primary.bytes().all(|b| b.is_ascii_lowercase())
            && rest
                .split('-')
                .all(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
    })
}
