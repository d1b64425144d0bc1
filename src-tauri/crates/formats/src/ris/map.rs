//! From RIS fields to a reference.

use super::FORMAT;
use super::fields::Field;
use super::types;
use crate::Record;
use crate::build::Builder;
use crate::citation::{normalise_pages, parse_date};
use diglot_model::{
    ContributorRole, Date, DateField, Identifier, IdentifierScheme, LanguageTag, Name,
    ReferenceType, ScalarField, Sourced, TextField,
};
use diglot_text::names::NameOrder;
use diglot_text::{identifiers, script, tidy::tidy};
use std::ops::Range;

/// Maps the fields of one record.
pub(super) fn record(text: &str, range: Range<usize>, fields: &[Field<'_>]) -> Record {
    let mut mapper = Mapper {
        builder: Builder::new(text, range, FORMAT),
        text,
        fields,
        keyword_lines: fields
            .iter()
            .filter(|f| matches!(f.tag, "KW" | "K1") && !f.value.is_empty())
            .count(),
    };
    mapper.kind();
    mapper.titles();
    mapper.containers();
    mapper.people();
    mapper.dates();
    mapper.pages();
    mapper.abstracts();
    // The page's own address comes before those of its files.
    let (addresses, others): (Vec<_>, Vec<_>) = fields.iter().partition(|f| f.tag == "UR");
    for field in addresses.into_iter().chain(others) {
        mapper.plain(field);
    }
    let key = mapper.first(&["ID"]).map(|f| tidy(&text[f.value.clone()]));
    let mut record = mapper.builder.finish();
    record.key = key.filter(|k| !k.is_empty());
    record
}

struct Mapper<'t, 'f> {
    builder: Builder<'t>,
    text: &'t str,
    fields: &'f [Field<'f>],
    keyword_lines: usize,
}

impl Mapper<'_, '_> {
    fn first(&self, tags: &[&str]) -> Option<&Field<'_>> {
        tags.iter().find_map(|tag| {
            self.fields
                .iter()
                .find(|f| f.tag == *tag && !f.value.is_empty())
        })
    }

    fn of<'s>(&'s self, tags: &'s [&str]) -> impl Iterator<Item = Range<usize>> + 's {
        self.fields
            .iter()
            .filter(move |f| tags.contains(&f.tag) && !f.value.is_empty())
            .map(|f| f.value.clone())
    }

    fn kind(&mut self) {
        let Some(range) = self.of(&["TY"]).next() else {
            return;
        };
        let name = tidy(&self.text[range]).to_ascii_uppercase();
        if let Some(kind) = types::kind_of(&name) {
            self.builder.reference.kind = kind;
        } else {
            self.builder.reference.kind = ReferenceType::Document;
            self.builder.unmapped("TY", &name);
        }
    }

    fn titles(&mut self) {
        let kind = self.builder.reference.kind;
        let tags: &[&str] = if kind == ReferenceType::Book {
            &["T1", "TI", "CT", "BT", "T2"]
        } else {
            &["T1", "TI", "CT"]
        };
        if let Some(range) = self.first(tags).map(|f| f.value.clone()) {
            self.builder.text_field(TextField::Title, range);
        }
        for range in self.of(&["TT"]).collect::<Vec<_>>() {
            self.builder.text_field(TextField::Title, range);
        }
        for range in self.of(&["ST"]).collect::<Vec<_>>() {
            if self.builder.reference.title() != Some(tidy(&self.text[range.clone()]).as_str()) {
                self.builder.text_field(TextField::TitleShort, range);
            }
        }
    }

    fn containers(&mut self) {
        let kind = self.builder.reference.kind;
        let main = self
            .first(&["JF", "BT", "T2", "JO", "JA", "J2", "J1", "SO"])
            .map(|f| (f.tag, f.value.clone()));
        let Some((tag, range)) = main else { return };
        if kind == ReferenceType::Book && matches!(tag, "BT" | "T2") {
            // A book's T2 is its series; without T1 it was taken as the title.
            let is_title = self.first(&["T1", "TI", "CT"]).is_none();
            if tag == "T2" && !is_title {
                self.builder.text_field(TextField::CollectionTitle, range);
            }
            return;
        }
        let field = match kind {
            ReferenceType::Thesis | ReferenceType::Report => TextField::CollectionTitle,
            _ => TextField::ContainerTitle,
        };
        self.builder.text_field(field, range);
        for range in self.of(&["JO", "JA", "J2", "J1"]).collect::<Vec<_>>() {
            let known = self.builder.reference.text(field).map(|t| t.text.clone());
            if known.is_none_or(|k| k != tidy(&self.text[range.clone()])) {
                self.builder
                    .text_field(TextField::ContainerTitleShort, range);
            }
        }
    }

    fn people(&mut self) {
        let kind = self.builder.reference.kind;
        let roles: &[(&[&str], ContributorRole)] = &[
            (&["AU", "A1"], ContributorRole::Author),
            (&["ED"], ContributorRole::Editor),
            (
                &["A2"],
                if is_book_part(kind) {
                    ContributorRole::Editor
                } else {
                    ContributorRole::Other
                },
            ),
            (
                &["A3"],
                // EndNote: the advisor of a thesis.
                if kind == ReferenceType::Thesis {
                    ContributorRole::Supervisor
                } else {
                    ContributorRole::CollectionEditor
                },
            ),
            (&["A4"], ContributorRole::Translator),
        ];
        for (tags, role) in roles {
            let mut names = Vec::new();
            for range in self.of(tags).collect::<Vec<_>>() {
                for part in self.text[range.clone()].split([';', '；']) {
                    let trimmed = part.trim();
                    if crate::people::is_ellipsis(trimmed) {
                        self.builder.reference.contributors_complete = false;
                    } else if !tidy(trimmed).is_empty() {
                        let at = crate::lines::range_in(&self.text[range.clone()], trimmed);
                        names.push((range.start + at.start..range.start + at.end, Vec::new()));
                    }
                }
            }
            let before = self.builder.reference.contributors.len();
            self.builder.authors(&names, NameOrder::GivenFirst);
            let added = &mut self.builder.reference.contributors[before..];
            for (contributor, (range, _)) in added.iter_mut().zip(&names) {
                contributor.role = *role;
                if let Some(whole) = crate::people::whole_name(&self.text[range.clone()]) {
                    contributor.names[0].name = Name::literal(whole);
                }
            }
        }
    }

    fn dates(&mut self) {
        let read = |range: &Range<usize>| ris_date(&self.text[range.clone()]);
        let mut best: Option<(Date, Range<usize>)> = None;
        for range in self.of(&["Y1", "PY", "YR", "DA"]) {
            let Some(date) = read(&range) else { continue };
            // DA is finer than PY where both name the same year.
            let finer = best.as_ref().is_none_or(|(b, _)| {
                let detail = |d: &Date| {
                    d.start.map_or(0, |p| {
                        u8::from(p.month.is_some() || p.season.is_some())
                            + u8::from(p.day.is_some())
                    })
                };
                b.start_year() == date.start_year() && detail(&date) > detail(b)
            });
            if finer {
                best = Some((date, range));
            }
        }
        if best.is_none() {
            // "in press"
            best = self.first(&["PY", "Y1", "YR", "DA"]).and_then(|f| {
                let words = tidy(&self.text[f.value.clone()]);
                let literal = words.chars().any(char::is_alphabetic).then_some(words);
                literal.is_some().then(|| {
                    let date = Date {
                        literal,
                        ..Date::default()
                    };
                    (date, f.value.clone())
                })
            });
        }
        if let Some((date, range)) = best {
            self.builder.date(DateField::Issued, date, range);
        }
        let accessed = self.of(&["Y2"]).next();
        if let Some(range) = accessed
            && let Some(date) = ris_date(&self.text[range.clone()])
        {
            self.builder.date(DateField::Accessed, date, range);
        }
    }

    fn pages(&mut self) {
        let start = self.of(&["SP"]).next();
        let end = self.of(&["EP", "LP"]).next();
        let (Some(first), last) = (start.clone().or_else(|| end.clone()), end) else {
            return;
        };
        let from = normalise_pages(&self.text[first.clone()]);
        let to = last
            .filter(|_| start.is_some())
            .map(|r| normalise_pages(&self.text[r]))
            .filter(|to| !to.is_empty() && *to != from && !from.contains('-'));
        let pages = to.map_or(from.clone(), |to| format!("{from}-{to}"));
        self.builder.scalar_value(ScalarField::Page, pages, first);
    }

    fn abstracts(&mut self) {
        let main = self.first(&["AB", "N2"]).map(|f| f.value.clone());
        let mut known: Vec<LanguageTag> = Vec::new();
        for range in main.into_iter().chain(self.of(&["TA"]).collect::<Vec<_>>()) {
            let value = &self.text[range.clone()];
            let lang = script::language_of(value);
            // TA is also "translated author": names are short. An ideograph says more than
            // a letter.
            let length =
                value.chars().count() + value.chars().filter(|c| script::is_han(*c)).count();
            if known.contains(&lang) || (!known.is_empty() && length < 40) {
                self.builder.unmapped("TA", value);
                continue;
            }
            known.push(lang);
            let from = crate::page::abstract_word(value);
            let body = range.start + from..range.end;
            self.builder.abstract_of(std::slice::from_ref(&body));
        }
    }

    /// Fields that need no other.
    fn plain(&mut self, field: &Field<'_>) {
        let range = field.value.clone();
        if range.is_empty() {
            return;
        }
        let value = tidy(&self.text[range.clone()]);
        let b = &mut self.builder;
        match field.tag {
            "VL" | "VO" => b.scalar(ScalarField::Volume, range),
            "IS" | "CP" => b.scalar(ScalarField::Issue, range),
            "ET" => b.scalar(ScalarField::Edition, range),
            "CN" => b.scalar(ScalarField::CallNumber, range),
            "DB" | "DS" => b.scalar(ScalarField::Database, range),
            "SE" => b.scalar(ScalarField::Section, range),
            "NV" => b.scalar(ScalarField::NumberOfVolumes, range),
            "PB" => b.text_field(TextField::Publisher, range),
            "CY" | "PP" => b.text_field(TextField::PublisherPlace, range),
            "T3" => b.text_field(TextField::CollectionTitle, range),
            "N1" | "NO" => b.text_field(TextField::Note, range),
            "AD" => b.affiliation(range),
            "KW" | "K1" if self.keyword_lines > 1 && !value.contains([';', '；']) => {
                // One on each line: a comma is part of it ("Schizophrenia, Paranoid").
                b.keyword(value, &range);
            }
            "KW" | "K1" => b.keywords(std::slice::from_ref(&range), false),
            "DO" | "DI" => {
                if !b.doi_in(range) {
                    b.unmapped(field.tag, &value);
                }
            }
            "M3" | "M1" | "C7" if identifiers::find_doi(&value).is_some() => {
                b.doi_in(range);
            }
            "C7" => b.scalar(ScalarField::ArticleNumber, range),
            "M1" if has_number(b.reference.kind) => b.scalar(ScalarField::Number, range),
            "M3" if has_genre(b.reference.kind) => b.text_field(TextField::Genre, range),
            "C2" if is_pmcid(&value) => {
                b.identifier(Identifier::new(IdentifierScheme::Pmcid, value), range);
            }
            "SN" => serial_number(b, &value, range),
            "UR" | "L1" | "L2" | "L3" | "L4" | "LK" => url(b, field.tag, &value, range),
            "LA" => match language(&value) {
                Some(tag) => {
                    let span = b.span(&range);
                    b.reference.language = Some(Sourced::at(tag, span));
                }
                None => b.unmapped("LA", &value),
            },
            "ID" => b.scalar(ScalarField::CitationKey, range),
            "AN" if !identifiers::find_labelled(&value).is_empty() => {
                b.labelled_identifiers_in(range);
            }
            "AN" => {
                let scheme = IdentifierScheme::Other("accession".to_owned());
                b.identifier(Identifier::new(scheme, value), range);
            }
            "TY" | "ER" | "T1" | "TI" | "CT" | "TT" | "ST" | "JF" | "BT" | "T2" | "JO" | "JA"
            | "J1" | "J2" | "SO" | "AU" | "A1" | "A2" | "A3" | "A4" | "ED" | "Y1" | "PY" | "YR"
            | "DA" | "Y2" | "SP" | "EP" | "LP" | "AB" | "N2" | "TA" => {}
            tag => b.unmapped(tag, &value),
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

/// `2020/08/01/` and its kin; parts may be empty, and words may stand behind the last slash.
fn ris_date(text: &str) -> Option<Date> {
    let mut parts = text.trim().splitn(4, '/').map(str::trim);
    let year = parts.next()?;
    let [month, day, words] = [(); 3].map(|()| parts.next().unwrap_or_default());
    // "Spring", "Jan-Feb"
    if day.is_empty()
        && !words.is_empty()
        && let Some(date) = parse_date(&format!("{year} {words}"))
    {
        return Some(date);
    }
    if month.is_empty() {
        return parse_date(year);
    }
    let joined = if day.is_empty() {
        format!("{year}-{month}")
    } else {
        format!("{year}-{month}-{day}")
    };
    parse_date(&joined).or_else(|| parse_date(year))
}

/// Whether `A2` names the editors of the book that a work stands in.
pub(super) fn is_book_part(kind: ReferenceType) -> bool {
    matches!(
        kind,
        ReferenceType::Chapter | ReferenceType::PaperConference | ReferenceType::Book
    )
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

fn is_pmcid(value: &str) -> bool {
    value
        .strip_prefix("PMC")
        .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
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
