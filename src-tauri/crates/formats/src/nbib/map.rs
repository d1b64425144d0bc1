//! From MEDLINE fields to a reference.

mod people;
mod places;
mod texts;

pub(crate) use texts::{is_placeholder, is_placeholder_title, own_title, without_stop};

use super::fields::{Field, Key};
use super::{FORMAT, date, flow, kinds, language};
use crate::Record;
use crate::build::Builder;
use diglot_model::{
    ContributorRole, Date, DateField, Identifier, IdentifierScheme, Keyword, KeywordKind,
    LanguageTag, Name, ReferenceType, ScalarField, Sourced, TextField,
};
use diglot_text::{script, tidy::tidy};
use std::ops::Range;

/// More identifiers or texts of one field than any work has: the rest is kept unmapped, so
/// that looking for one that is there already never takes long.
const MANY: usize = 500;

/// Maps the fields of one record.
pub(super) fn record(text: &str, fields: &[Field<'_>]) -> Option<Record> {
    let (first, last) = (fields.first()?, fields.last()?);
    if fields.iter().all(|f| f.value.is_empty()) {
        return None;
    }
    let range = first.start..last.value.end.max(last.start + last.tag.len());
    let mut mapper = Mapper {
        builder: Builder::new(text, range, FORMAT),
        text,
        fields,
        present: fields.iter().fold(0, |all, f| all | bit(f.key)),
        language: None,
        foreign: None,
        types: Vec::new(),
        eric: false,
        owner: None,
        last: None,
        paired: false,
        affiliations: Vec::new(),
        numbers: Vec::new(),
        key: None,
    };
    mapper.about_all();
    mapper.titles();
    for field in fields.iter().filter(|f| !f.value.is_empty()) {
        mapper.field(field);
    }
    mapper.abstracts();
    mapper.kind();
    mapper.containers();
    mapper.places();
    language::settle(&mut mapper.builder.reference);
    let key = mapper.key.take();
    let mut record = mapper.builder.finish();
    record.key = key;
    Some(record)
}

/// One of 64 bits for a tag, which some tags share.
fn bit(key: Key) -> u64 {
    let [a, b, c, d] = key.map(u64::from);
    1 << ((a * 7 + b * 5 + c * 3 + d) % 64)
}

struct Mapper<'t, 'f> {
    builder: Builder<'t>,
    text: &'t str,
    fields: &'f [Field<'t>],
    /// The [`bit`]s of their tags: much of what is asked for is not there.
    present: u64,
    /// The language that is stated first, and the first one that is not English.
    language: Option<LanguageTag>,
    foreign: Option<LanguageTag>,
    /// Publication types.
    types: Vec<&'t str>,
    /// Whether ERIC wrote the record, which uses the tags in its own ways.
    eric: bool,
    /// Whose terms stand in `OT`.
    owner: Option<&'t str>,
    /// The contributor that affiliations and iDs belong to.
    last: Option<usize>,
    /// Whether the next short name repeats the full one before it.
    paired: bool,
    affiliations: Vec<&'t str>,
    /// What stands in place of pages: the number, where, and whether it is the publisher's.
    numbers: Vec<(String, Range<usize>, bool)>,
    key: Option<String>,
}

impl<'t> Mapper<'t, '_> {
    fn raw(&self, range: &Range<usize>) -> &'t str {
        &self.text[range.clone()]
    }

    /// Values of one tag, empty ones left out.
    fn of(&self, key: Key) -> impl Iterator<Item = Range<usize>> + use<'_, 't> {
        let there = self.present & bit(key) != 0;
        let fields = if there { self.fields } else { &[] };
        fields
            .iter()
            .filter(move |f| f.key == key && !f.value.is_empty())
            .map(|f| f.value.clone())
    }

    /// What other fields need to know.
    fn about_all(&mut self) {
        for field in self.fields {
            let value = self.raw(&field.value);
            if field.key == *b"LA  " {
                let Some(tag) = language::tag_of(value) else {
                    continue;
                };
                if self.foreign.is_none() && !tag.is_english() {
                    self.foreign = Some(tag.clone());
                }
                self.language.get_or_insert(tag);
            } else if field.key == *b"PT  " && !value.is_empty() {
                self.types.push(value);
            } else if field.key == *b"OWN " {
                self.eric = value.eq_ignore_ascii_case("ERIC");
            } else if field.key == *b"OTO " && !value.is_empty() {
                self.owner.get_or_insert(value);
            }
        }
    }

    fn field(&mut self, field: &Field<'t>) {
        let range = field.value.clone();
        match &field.key {
            b"PMID" => self.pmid(range),
            b"PMC " => {
                let value = tidy(self.raw(&range));
                let bare = value.bytes().all(|b| b.is_ascii_digit());
                let value = if bare { format!("PMC{value}") } else { value };
                self.identifier(IdentifierScheme::Pmcid, value, range);
            }
            b"FAU " => self.person(ContributorRole::Author, range, true),
            b"AU  " => self.person(ContributorRole::Author, range, false),
            b"FED " => self.person(ContributorRole::Editor, range, true),
            b"ED  " => self.person(ContributorRole::Editor, range, false),
            b"CN  " => {
                let name = Name::literal(flow::joined(self.raw(&range)));
                self.contributor(ContributorRole::Author, name, &range);
                self.paired = false;
            }
            b"AD  " => self.affiliation(range),
            b"AUID" => self.author_id(range),
            b"IR  " | b"FIR " => {
                // Investigators are no authors; what follows belongs to them.
                self.last = None;
                self.unmapped(field.tag, range);
            }
            b"DP  " => self.issued(range),
            b"DEP " => self.date(field.tag, DateField::AvailableDate, range),
            b"PHST" => self.history(range),
            b"VI  " => self.builder.scalar(ScalarField::Volume, range),
            b"IP  " => self.builder.scalar(ScalarField::Issue, range),
            b"EN  " => self.builder.scalar(ScalarField::Edition, range),
            b"PG  " => {
                let pages = flow::joined(self.raw(&range)).replace(['\u{2013}', '\u{2212}'], "-");
                self.builder.scalar_value(ScalarField::Page, pages, range);
            }
            b"DID " if self.builder.doi_in(range.clone()) => {}
            b"LID " | b"AID " => self.location(field.tag, range),
            b"IS  " | b"ISSN" | b"ISBN" => self.serial(field.tag, range),
            b"SI  " => self.study(range),
            b"OID " if self.eric => {
                let value = tidy(self.raw(&range));
                self.identifier(IdentifierScheme::Other("ERIC".to_owned()), value, range);
            }
            b"MH  " => self.keyword(KeywordKind::Mesh, range),
            b"OT  " | b"KW  " => self.keyword(self.chosen_by(), range),
            b"PB  " => self.text(TextField::Publisher, range),
            b"PL  " => self.text(TextField::PublisherPlace, range),
            b"CTI " => self.text(TextField::CollectionTitle, range),
            b"GN  " => self.text(TextField::Note, range),
            b"GR  " if self.builder.reference.texts(TextField::Funding).len() < MANY => {
                self.text(TextField::Funding, range);
            }
            b"LA  " => self.own_language(range),
            // These were read, or are read when all else is known.
            b"TI  " | b"TT  " | b"AB  " | b"OAB " | b"OABL" | b"PT  " | b"JT  " | b"TA  "
            | b"BTI " | b"SO  " => {}
            _ => self.unmapped(field.tag, range),
        }
    }

    fn unmapped(&mut self, tag: &str, range: Range<usize>) {
        let value = flow::line(self.raw(&range));
        self.put_aside(tag, &value);
    }

    fn put_aside(&mut self, tag: &str, value: &str) {
        if tag.bytes().any(|b| b.is_ascii_lowercase()) {
            self.builder.unmapped(&tag.to_ascii_uppercase(), value);
        } else {
            self.builder.unmapped(tag, value);
        }
    }

    fn text(&mut self, field: TextField, range: Range<usize>) {
        let value = flow::joined(self.raw(&range));
        self.builder.text_value(field, value, range);
    }

    fn pmid(&mut self, range: Range<usize>) {
        let value: String = self
            .raw(&range)
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        if value.is_empty() {
            self.unmapped("PMID", range);
            return;
        }
        self.key.get_or_insert_with(|| value.clone());
        let range = range.start..range.start + value.len();
        self.identifier(IdentifierScheme::Pmid, value, range);
    }

    fn identifier(&mut self, scheme: IdentifierScheme, value: String, range: Range<usize>) {
        if self.builder.reference.identifiers.len() < MANY {
            self.builder
                .identifier(Identifier::new(scheme, value), range);
        }
    }

    fn issued(&mut self, range: Range<usize>) {
        if let Some((date, all)) = date::medline(self.raw(&range)) {
            if !all {
                self.unmapped("DP", range.clone());
            }
            self.builder.date(DateField::Issued, date, range);
        } else {
            let date = Date {
                literal: Some(tidy(self.raw(&range))),
                ..Date::default()
            };
            self.builder.date(DateField::Issued, date, range);
        }
    }

    fn date(&mut self, tag: &str, field: DateField, range: Range<usize>) {
        match date::medline(self.raw(&range)) {
            Some((date, true)) if !self.builder.reference.dates.contains_key(&field) => {
                self.builder.date(field, date, range);
            }
            _ => self.unmapped(tag, range),
        }
    }

    /// `2017/05/05 00:00 [received]` is when a manuscript came in; the rest is the
    /// database's own history.
    fn history(&mut self, range: Range<usize>) {
        let received = self
            .raw(&range)
            .strip_suffix("[received]")
            .map(|day| day.trim().trim_end_matches("00:00").trim_end())
            .filter(|day| day.len() <= 10);
        match received {
            Some(day) => {
                let range = range.start..range.start + day.len();
                self.date("PHST", DateField::Submitted, range);
            }
            None => self.unmapped("PHST", range),
        }
    }

    /// Who chose the terms of `OT`: the owner's code stands in `OTO`.
    fn chosen_by(&self) -> KeywordKind {
        let others = self.eric || self.owner.is_some_and(|owner| owner != "NOTNLM");
        if others {
            KeywordKind::Subject
        } else {
            KeywordKind::Author
        }
    }

    fn keyword(&mut self, kind: KeywordKind, range: Range<usize>) {
        let text = flow::joined(self.raw(&range));
        // Headings may be put in several languages only by who is no MEDLINE.
        let lang = script::language_of(&text);
        let span = self.builder.span(&range);
        let keyword = Keyword { lang, text, kind };
        self.builder
            .reference
            .keywords
            .push(Sourced::at(keyword, span));
    }

    fn kind(&mut self) {
        let told = kinds::kind_of(&self.types);
        let reports = self.types.iter().any(|t| t.contains("Report"));
        let chapter = self.of(*b"BTI ").next().is_some() && self.of(*b"TI  ").next().is_some();
        let document = self.eric
            && self
                .builder
                .reference
                .identifiers
                .iter()
                .any(|i| i.value.value.starts_with("ED"));
        let kind = match told {
            Some((kind, _)) => kind,
            None if chapter => ReferenceType::Chapter,
            None if document && reports => ReferenceType::Report,
            None => ReferenceType::ArticleJournal,
        };
        self.builder.reference.kind = kind;
        // The type that the writer writes of itself is not kept a second time.
        let own = kinds::name_of(kind);
        let mut found = false;
        for range in self.of(*b"PT  ").collect::<Vec<_>>() {
            let is_own = !found && own == Some(self.raw(&range));
            found |= is_own;
            if !is_own {
                self.unmapped("PT", range);
            }
        }
    }

    fn containers(&mut self) {
        let kind = self.builder.reference.kind;
        let journal = self.of(*b"JT  ").next();
        let short = self.of(*b"TA  ").next();
        let book = self
            .of(*b"BTI ")
            .next()
            .filter(|_| kind != ReferenceType::Book);
        // ERIC gives the publisher of what is no article where a journal stands.
        let publisher = self.eric
            && matches!(
                kind,
                ReferenceType::Book | ReferenceType::Report | ReferenceType::Thesis
            );
        if publisher && kind == ReferenceType::Thesis {
            self.university();
            if let Some(range) = journal {
                self.builder.scalar(ScalarField::Archive, range);
            }
        } else if publisher {
            if let Some(range) = journal {
                self.text(TextField::Publisher, range);
            }
        } else if let Some(range) = book {
            self.text(TextField::ContainerTitle, range);
            if let Some(range) = journal {
                self.text(TextField::CollectionTitle, range);
            }
        } else if let Some(range) = journal.clone().or_else(|| short.clone()) {
            self.text(TextField::ContainerTitle, range);
        }
        if let Some(range) = short {
            let text = flow::joined(self.raw(&range));
            if self.builder.reference.container_title() != Some(text.as_str()) {
                self.builder
                    .text_value(TextField::ContainerTitleShort, text, range);
            }
        }
        self.source();
    }

    /// `Ph.D. Dissertation, Drexel University`
    fn university(&mut self) {
        let Some(range) = self.of(*b"SO  ").next() else {
            return;
        };
        let raw = self.raw(&range);
        if let Some((genre, name)) = raw.split_once(", ") {
            let at = range.end - name.len()..range.end;
            self.text(TextField::Publisher, at);
            self.text(TextField::Genre, range.start..range.start + genre.len());
        }
    }

    /// The citation repeats what the other fields say; where those are missing, it is kept.
    fn source(&mut self) {
        let Some(range) = self.of(*b"SO  ").next() else {
            return;
        };
        if self.builder.reference.doi().is_none() {
            self.builder.doi_in(range.clone());
        }
        let reference = &self.builder.reference;
        let said = reference.kind == ReferenceType::Thesis
            || reference.container_title().is_some() && reference.issued().is_some();
        if !said {
            self.unmapped("SO", range);
        }
    }
}
