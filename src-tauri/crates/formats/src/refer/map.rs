//! From refer's fields to a reference.
//!
//! What a tag means depends on the type, as EndNote's table of types has it; where Zotero
//! and JabRef read a tag otherwise, their reading is taken for types that EndNote's own
//! meaning does not fit.

mod people;
mod titles;

use super::scan::Field;
use super::{FORMAT, types};
use crate::Record;
use crate::build::{Builder, speaks_as_its_title};
use crate::citation::pages_value;
use crate::dates;
use crate::languages;
use diglot_model::{
    DateField, Identifier, IdentifierScheme, ReferenceType as Kind, ScalarField, Sourced, TextField,
};
use diglot_text::{identifiers, script, tidy::tidy};
use std::ops::Range;

/// Maps the fields of one record.
pub(crate) fn record(text: &str, range: Range<usize>, fields: &[Field]) -> Record {
    let mut mapper = Mapper {
        builder: Builder::new(text, range, FORMAT),
        text,
        fields,
        typed: false,
        edited: false,
        present: fields
            .iter()
            .filter(|f| !f.value.is_empty() && f.tag.is_ascii())
            .fold(0, |tags, f| tags | 1 << u32::from(f.tag)),
    };
    mapper.kind();
    mapper.titles();
    mapper.containers();
    mapper.people();
    mapper.dates();
    mapper.subjects();
    mapper.language();
    for field in fields {
        mapper.plain(field);
    }
    let key = mapper.builder.reference.scalar(ScalarField::CitationKey);
    let key = key.map(str::to_owned);
    if mapper.typed && mapper.has('Q') {
        speaks_as_its_title(&mut mapper.builder.reference);
    }
    let mut record = mapper.builder.finish();
    record.key = key;
    record
}

struct Mapper<'t, 'f> {
    builder: Builder<'t>,
    text: &'t str,
    fields: &'f [Field],
    /// Whether the record names its type: EndNote's tags, not those of the older refer.
    typed: bool,
    /// Whether its authors are editors.
    edited: bool,
    /// The tags that have a value, a bit for each character of ASCII.
    present: u128,
}

impl<'t> Mapper<'t, '_> {
    fn of(&self, tag: char) -> Vec<Range<usize>> {
        self.fields
            .iter()
            .filter(|f| f.tag == tag && !f.value.is_empty())
            .map(|f| f.value.clone())
            .collect()
    }

    fn first(&self, tag: char) -> Option<Range<usize>> {
        let found = self
            .fields
            .iter()
            .find(|f| f.tag == tag && !f.value.is_empty());
        found.map(|f| f.value.clone())
    }

    fn has(&self, tag: char) -> bool {
        tag.is_ascii() && self.present & 1 << u32::from(tag) != 0
    }

    fn value(&self, range: &Range<usize>) -> &'t str {
        &self.text[range.clone()]
    }

    fn kind(&mut self) {
        let Some(first) = self.first('0') else {
            self.builder.reference.kind = self.kind_by_fields();
            return;
        };
        self.typed = true;
        // Of several, the last that says something: `Serial`, `Audio`.
        let known = |range: &Range<usize>| types::kind_of(&tidy(self.value(range))).is_some();
        let range = self.of('0').into_iter().rfind(known).unwrap_or(first);
        let name = tidy(self.value(&range));
        self.edited = name.to_lowercase().contains("edited");
        if let Some(kind) = types::kind_of(&name) {
            self.builder.reference.kind = kind;
        } else {
            self.builder.reference.kind = Kind::Document;
            self.builder.unmapped("%0", &name);
        }
        if self.builder.reference.kind == Kind::Document
            && let Some(sort) = self.first('9')
            && is_thesis(self.value(&sort))
        {
            self.builder.reference.kind = Kind::Thesis;
        }
    }

    /// The type of a record that names none, as the manual of refer tells them apart.
    fn kind_by_fields(&self) -> Kind {
        if self.has('J') {
            Kind::ArticleJournal
        } else if self.has('B') {
            Kind::Chapter
        } else if self
            .first('R')
            .is_some_and(|r| !self.value(&r).contains("10."))
        {
            Kind::Report
        } else if self.has('I') {
            Kind::Book
        } else {
            Kind::Document
        }
    }

    fn dates(&mut self) {
        let year = self.first('D');
        if let Some(range) = &year {
            match dates::printed(self.value(range)) {
                Some(date) => self.builder.date(DateField::Issued, date, range.clone()),
                None => self.literal_date(range),
            }
        }
        for range in self.of('8') {
            let value = self.value(&range);
            let finer = match self.builder.reference.issued() {
                Some(year) => dates::beside(year, value),
                None => dates::printed(value),
            };
            match finer {
                Some(date) => self.builder.finer_date(date, range),
                None => self.keep('8', &range),
            }
        }
        for range in self.of('[') {
            match dates::printed(self.value(&range)) {
                Some(date) => self.builder.date(DateField::Accessed, date, range),
                None => self.keep('[', &range),
            }
        }
    }

    /// "in press"
    fn literal_date(&mut self, range: &Range<usize>) {
        let words = tidy(self.value(range));
        if words.chars().any(char::is_alphabetic) {
            let date = diglot_model::Date {
                literal: Some(words),
                ..diglot_model::Date::default()
            };
            self.builder.date(DateField::Issued, date, range.clone());
        } else {
            self.keep('D', range);
        }
    }

    fn subjects(&mut self) {
        let keywords = self.of('K');
        let lines: Vec<Range<usize>> = keywords
            .iter()
            .flat_map(|range| lines_of(self.text, range))
            .collect();
        if lines.len() > 1 {
            for range in lines {
                if self.value(&range).contains([';', '；']) {
                    self.builder.keywords(&[range], false);
                } else {
                    // One on each line: a comma is part of it.
                    self.builder.keyword(tidy(self.value(&range)), &range);
                }
            }
        } else {
            self.builder.keywords(&keywords, false);
        }
        // Abstracts of one language belong together.
        let mut groups: Vec<(diglot_model::LanguageTag, Vec<Range<usize>>)> = Vec::new();
        for range in self.of('X') {
            let range = range.start + crate::page::abstract_word(self.value(&range))..range.end;
            let lang = script::language_of(self.value(&range));
            match groups.iter_mut().find(|(l, _)| l.same_language(&lang)) {
                Some((_, group)) => group.push(range),
                None => groups.push((lang, vec![range])),
            }
        }
        for (_, group) in groups {
            self.builder.abstract_of(&group);
        }
    }

    /// The stated language, unless the title is plainly in another one.
    fn language(&mut self) {
        for range in self.of('G') {
            let value = self.value(&range);
            if !languages::state(&mut self.builder, value, &range) {
                self.keep('G', &range);
            }
        }
    }

    fn keep(&mut self, tag: char, range: &Range<usize>) {
        self.builder
            .unmapped_range(&format!("%{tag}"), range.clone());
    }

    /// Fields that need no other.
    fn plain(&mut self, field: &Field) {
        let range = field.value.clone();
        if range.is_empty() {
            return;
        }
        let kind = self.builder.reference.kind;
        let value = tidy(self.value(&range));
        let b = &mut self.builder;
        match field.tag {
            'V' if kind == Kind::Thesis => self.keep('V', &range),
            'V' => b.scalar(ScalarField::Volume, range),
            'N' if has_number(kind) => b.scalar(ScalarField::Number, range),
            'N' if kind == Kind::Book => b.scalar(ScalarField::CollectionNumber, range),
            'N' => b.scalar(ScalarField::Issue, range),
            'P' => self.pages(range),
            'I' => b.text_field(TextField::Publisher, range),
            'C' => b.text_field(TextField::PublisherPlace, range),
            '6' if is_article(kind) => b.scalar(ScalarField::Issue, range),
            '6' => b.scalar(ScalarField::NumberOfVolumes, range),
            '7' if is_article(kind) && kind != Kind::ArticleNewspaper => {
                match dates::printed(&value) {
                    Some(date) => b.date(DateField::AvailableDate, date, range),
                    None => b.scalar(ScalarField::Edition, range),
                }
            }
            '7' => b.scalar(ScalarField::Edition, range),
            '9' if !is_article(kind) => b.text_field(TextField::Genre, range),
            '&' if kind == Kind::Chapter => b.scalar(ScalarField::ChapterNumber, range),
            '&' if is_article(kind) && kind != Kind::ArticleNewspaper => {
                if !self.has('P') {
                    pages_value(&mut self.builder, &value, range);
                }
            }
            '&' => b.scalar(ScalarField::Section, range),
            'R' => {
                if !b.doi_in(range.clone()) {
                    self.number_or_keep('R', range);
                }
            }
            '@' => self.serials(range),
            'U' => self.addresses(&range),
            'M' => self.accession(&value, range),
            '2' if identifiers::is_pmcid(&value) => {
                b.identifier(Identifier::new(IdentifierScheme::Pmcid, value), range);
            }
            'L' if self.typed => b.scalar(ScalarField::CallNumber, range),
            'L' | 'F' => b.scalar(ScalarField::CitationKey, range),
            'Z' | '<' => b.text_field(TextField::Note, range),
            '+' => {
                for line in lines_of(self.text, &range) {
                    self.builder.affiliation(line);
                }
            }
            '~' => b.scalar(ScalarField::Database, range),
            'W' if !self.has('~') => self.builder.scalar(ScalarField::Database, range),
            'A' | 'B' | 'D' | 'E' | 'G' | 'H' | 'J' | 'K' | 'O' | 'S' | 'T' | 'X' | 'Y' | 'Q'
            | '0' | '8' | '?' | '!' | '*' | '[' => {}
            tag => self.keep(tag, &range),
        }
    }

    /// Pages; of a whole book or thesis how many there are.
    fn pages(&mut self, range: Range<usize>) {
        let value = tidy(self.value(&range));
        let kind = self.builder.reference.kind;
        let whole = matches!(
            kind,
            Kind::Book | Kind::Thesis | Kind::Report | Kind::Manuscript
        );
        if whole && !value.contains('-') && !value.contains('–') {
            let digits = value.trim_end_matches(|c: char| !c.is_ascii_digit());
            self.builder
                .scalar_value(ScalarField::NumberOfPages, digits.to_owned(), range);
        } else {
            let from = value
                .strip_prefix("pp.")
                .or_else(|| value.strip_prefix("p."))
                .unwrap_or(&value);
            pages_value(&mut self.builder, from, range);
        }
    }

    /// `%R` that is no DOI: the number of a report.
    fn number_or_keep(&mut self, tag: char, range: Range<usize>) {
        let kind = self.builder.reference.kind;
        let free = self.builder.reference.scalar(ScalarField::Number).is_none();
        if has_number(kind) && free && !self.has('N') {
            self.builder.scalar(ScalarField::Number, range);
        } else {
            self.keep(tag, &range);
        }
    }

    fn serials(&mut self, range: Range<usize>) {
        let value = self.value(&range);
        if !self.builder.serial_values(value, &range) {
            self.number_or_keep('@', range);
        }
    }

    fn addresses(&mut self, range: &Range<usize>) {
        for line in lines_of(self.text, range) {
            // MagTech's journals put the address in braces.
            let value = self.value(&line).trim_matches(['{', '}', ' ']);
            let address = value.contains("://") || value.starts_with("www.");
            if address {
                let span = self.builder.span(&line);
                let url = Sourced::at(tidy(value), span);
                self.builder.reference.urls.push(url);
            }
            let named = value.contains("doi.org/") || !address;
            if named && !self.has('R') && self.builder.reference.doi().is_none() {
                let found = self.builder.doi_in(line.clone());
                if !found && !address {
                    self.keep('U', &line);
                }
            } else if !address {
                self.keep('U', &line);
            }
        }
    }

    /// The number of the record in its database: PubMed's is the PMID.
    fn accession(&mut self, value: &str, range: Range<usize>) {
        let pubmed = ['~', 'W'].iter().any(|tag| {
            self.has(*tag)
                && self.first(*tag).is_some_and(|r| {
                    let name = self.value(&r).to_ascii_lowercase();
                    name.contains("medline") || name.contains("pubmed") || name == "nlm"
                })
        });
        let digits = value.bytes().all(|b| b.is_ascii_digit());
        let scheme = if digits && (1..=8).contains(&value.len()) && (pubmed || value.len() == 8) {
            IdentifierScheme::Pmid
        } else {
            IdentifierScheme::Other("accession".to_owned())
        };
        self.builder
            .identifier(Identifier::new(scheme, value), range);
    }
}

/// The non-empty lines of a value.
fn lines_of(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    crate::lines::lines(&text[range.clone()])
        .iter()
        .map(|line| range.start + line.start..range.start + line.end())
        .collect()
}

fn is_article(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::ArticleJournal | Kind::ArticleMagazine | Kind::ArticleNewspaper | Kind::Periodical
    )
}

/// Whether `%N` is the number of the work, not of an issue.
fn has_number(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Report
            | Kind::Patent
            | Kind::Standard
            | Kind::Legislation
            | Kind::Regulation
            | Kind::Bill
            | Kind::LegalCase
            | Kind::Thesis
            | Kind::Manuscript
    )
}

fn is_thesis(sort: &str) -> bool {
    let sort = sort.to_lowercase();
    [
        "ph.d",
        "phd",
        "master",
        "thesis",
        "dissertation",
        "硕士",
        "博士",
    ]
    .iter()
    .any(|word| sort.contains(word))
}
