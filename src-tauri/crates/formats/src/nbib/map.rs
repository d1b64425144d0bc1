//! From MEDLINE fields to a reference.

use super::fields::{Field, Key};
use super::{FORMAT, date, flow, kinds, language, people};
use crate::Record;
use crate::build::Builder;
use diglot_model::{
    Abstract, Contributor, ContributorRole, Date, DateField, Identifier, IdentifierScheme, Keyword,
    KeywordKind, LanguageTag, LocalizedText, Name, Origin, ReferenceType, ScalarField, Sourced,
    TextField,
};
use diglot_text::{headings, identifiers, script, tidy::tidy};
use std::ops::Range;

/// More identifiers or texts of one field than any work has: the rest is kept unmapped, so
/// that looking for one that is there already never takes long.
const MANY: usize = 500;

/// How many affiliations are looked through for one that is there already.
const NEAR: usize = 200;

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
        language: None,
        foreign: None,
        types: Vec::new(),
        eric: false,
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
    mapper.settle_language();
    let key = mapper.key.take();
    let mut record = mapper.builder.finish();
    record.key = key;
    Some(record)
}

struct Mapper<'t, 'f> {
    builder: Builder<'t>,
    text: &'t str,
    fields: &'f [Field<'t>],
    /// The language that is stated first, and the first one that is not English.
    language: Option<LanguageTag>,
    foreign: Option<LanguageTag>,
    /// Publication types.
    types: Vec<&'t str>,
    /// Whether ERIC wrote the record, which uses the tags in its own ways.
    eric: bool,
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
        self.fields
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
            }
        }
    }

    fn titles(&mut self) {
        let is_book = kinds::kind_of(&self.types).is_some_and(|(k, _)| k == ReferenceType::Book);
        let book = self.of(*b"BTI ").next().filter(|_| is_book);
        if let Some(range) = book.clone() {
            let title = without_stop(&flow::joined(self.raw(&range))).to_owned();
            self.title(title, None, range);
        }
        // Some programs break a title into fields.
        let ranges: Vec<Range<usize>> = self.of(*b"TI  ").collect();
        if let Some(first) = ranges.first() {
            let words: Vec<String> = ranges.iter().map(|r| flow::joined(self.raw(r))).collect();
            let whole = words.join(" ");
            let (title, translated) = own_title(&whole);
            if book.is_some() || is_placeholder_title(title) {
                if self.builder.reference.title() != Some(title) {
                    self.builder.unmapped("TI", &whole);
                }
            } else {
                // MEDLINE's titles are English, in brackets when the work is not. A title
                // alone without them is in the language of the work.
                let english = self
                    .of(*b"LA  ")
                    .any(|r| language::tag_of(self.raw(&r)).is_some_and(|tag| tag.is_english()));
                let alone = !translated && !english && self.of(*b"TT  ").next().is_none();
                let stated = self.language.clone().filter(|l| alone && !l.is_chinese());
                self.title(title.to_owned(), stated.as_ref(), first.clone());
            }
        }
        for range in self.of(*b"TT  ").collect::<Vec<_>>() {
            let title = without_stop(&flow::joined(self.raw(&range))).to_owned();
            let stated = self.foreign.clone().or_else(|| self.language.clone());
            if self.builder.reference.texts(TextField::Title).len() < MANY {
                self.title(title, stated.as_ref(), range);
            } else {
                self.builder.unmapped("TT", &title);
            }
        }
    }

    fn title(&mut self, text: String, stated: Option<&LanguageTag>, range: Range<usize>) {
        let lang = language::of_text(&text, stated);
        let span = self.builder.span(&range);
        let value = LocalizedText::new(lang, text);
        self.builder
            .reference
            .add_text(TextField::Title, Sourced::at(value, span));
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

    fn person(&mut self, role: ContributorRole, range: Range<usize>, full: bool) {
        let name = flow::line(self.raw(&range));
        if crate::people::is_ellipsis(&name) {
            self.builder.reference.contributors_complete = false;
            return;
        }
        if !full && std::mem::take(&mut self.paired) {
            return;
        }
        self.paired = full;
        let name = if full {
            people::full(&name)
        } else {
            people::any(&name)
        };
        self.contributor(role, name, &range);
    }

    fn contributor(&mut self, role: ContributorRole, name: Name, range: &Range<usize>) {
        let mut contributor = Contributor::author(name);
        contributor.role = role;
        let value = self.raw(range);
        if script::has_han(value) {
            contributor.names[0].lang = Some(script::language_of(value));
        }
        let span = self.builder.span(range);
        let all = &mut self.builder.reference.contributors;
        self.last = Some(all.len());
        all.push(Sourced::at(contributor, span));
    }

    fn affiliation(&mut self, range: Range<usize>) {
        let raw = self.raw(&range);
        // Those that many share stand near the beginning or near each other.
        let near = |known: &[&str]| known.iter().position(|known| *known == raw);
        let count = self.affiliations.len();
        let (head, tail) = self.affiliations.split_at(count.min(NEAR));
        let from = tail.len().saturating_sub(NEAR);
        let known = near(head).or_else(|| Some(near(&tail[from..])? + head.len() + from));
        let Ok(index) = u16::try_from(known.unwrap_or(count)) else {
            self.unmapped("AD", range);
            return;
        };
        if known.is_none() {
            let text = flow::joined(raw);
            let value = LocalizedText::new(script::language_of(&text), text);
            let span = self.builder.span(&range);
            self.builder
                .reference
                .affiliations
                .push(Sourced::at(value, span));
            self.affiliations.push(raw);
        }
        if let Some(contributor) = self
            .last
            .and_then(|at| self.builder.reference.contributors.get_mut(at))
            && !contributor.affiliations.contains(&index)
        {
            contributor.affiliations.push(index);
        }
    }

    fn author_id(&mut self, range: Range<usize>) {
        let id = people::orcid(self.raw(&range));
        let contributor = self
            .last
            .and_then(|at| self.builder.reference.contributors.get_mut(at));
        match (id, contributor) {
            (Some(id), Some(contributor)) if contributor.orcid.is_none() => {
                contributor.orcid = Some(id);
            }
            _ => self.unmapped("AUID", range),
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

    /// `10.1000/x [doi]`, `S0033-3506(15)00037-2 [pii]`, `e0142829`, an address.
    fn location(&mut self, tag: &str, range: Range<usize>) {
        let raw = self.raw(&range);
        let (value, kind) = match raw.strip_suffix(']').and_then(|r| r.rsplit_once('[')) {
            Some((value, kind)) => (value.trim_end(), Some(kind.trim())),
            None => (raw, None),
        };
        let range = range.start..range.start + value.len();
        let value = flow::joined(value);
        match kind {
            Some("doi") => match Identifier::doi(&value) {
                Some(doi) => self.builder.identifier(doi, range),
                None => self.builder.unmapped(tag, raw),
            },
            Some("pii") => {
                self.numbers.push((value.clone(), range.clone(), true));
                self.identifier(IdentifierScheme::Other("pii".to_owned()), value, range);
            }
            Some("arxiv") => self.identifier(IdentifierScheme::Arxiv, value, range),
            Some(kind) if !kind.is_empty() && !value.is_empty() => {
                self.identifier(IdentifierScheme::Other(kind.to_owned()), value, range);
            }
            _ => self.address_or_number(tag, value, range),
        }
    }

    fn address_or_number(&mut self, tag: &str, value: String, range: Range<usize>) {
        let address = value.contains("://") || value.starts_with("www.");
        let resolver = !address || value.contains("doi.org/");
        if resolver && self.builder.doi_in(range.clone()) {
        } else if address {
            let span = self.builder.span(&range);
            let urls = &mut self.builder.reference.urls;
            if urls.len() < MANY && urls.iter().all(|u| u.value != value) {
                urls.push(Sourced::at(value, span));
            }
        } else if tag.eq_ignore_ascii_case("LID") && !value.contains(' ') {
            self.numbers.push((value, range, false));
        } else {
            self.put_aside(tag, &value);
        }
    }

    /// `1878-0849 (Electronic)`, `EISSN-2375-5636`, `ISBN-978-…`.
    fn serial(&mut self, tag: &str, range: Range<usize>) {
        let raw = self.raw(&range);
        let start = raw.find(|c: char| c.is_ascii_digit()).unwrap_or(raw.len());
        let value = raw[start..]
            .split(['(', ' ', ';', ','])
            .next()
            .unwrap_or_default();
        let digits = value.bytes().filter(u8::is_ascii_alphanumeric).count();
        let at = range.start + start..range.start + start + value.len();
        match digits {
            8 => {
                let value = identifiers::normalise_issn(value);
                self.identifier(IdentifierScheme::Issn, value, at);
            }
            10 | 13 => self.identifier(IdentifierScheme::Isbn, value.to_owned(), at),
            _ => self.unmapped(tag, range),
        }
    }

    /// `ClinicalTrials.gov/NCT01234567`; other databases' numbers stay as they are.
    fn study(&mut self, range: Range<usize>) {
        let found = identifiers::find_registrations(self.raw(&range));
        if found.is_empty() {
            self.unmapped("SI", range.clone());
        }
        for found in found {
            let at = found.span.range();
            self.builder.identifier(
                found.identifier,
                range.start + at.start..range.start + at.end,
            );
        }
    }

    /// Who chose the terms of `OT`: the owner's code stands in `OTO`.
    fn chosen_by(&self) -> KeywordKind {
        let owner = self.of(*b"OTO ").next();
        let others = self.eric || owner.is_some_and(|o| self.raw(&o) != "NOTNLM");
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

    fn own_language(&mut self, range: Range<usize>) {
        match language::tag_of(self.raw(&range)) {
            Some(tag) if self.builder.reference.language.is_none() => {
                let span = self.builder.span(&range);
                self.builder.reference.language = Some(Sourced::at(tag, span));
            }
            _ => self.unmapped("LA", range),
        }
    }

    /// A code says Chinese, the texts say in which script.
    fn settle_language(&mut self) {
        let reference = &mut self.builder.reference;
        let Some(own) = reference.language.as_mut().filter(|l| l.is_chinese()) else {
            return;
        };
        let titles = reference.texts.get(&TextField::Title);
        let langs = titles
            .into_iter()
            .flatten()
            .map(|t| &t.value.lang)
            .chain(reference.abstracts.iter().map(|a| &a.value.lang));
        if let Some(lang) = langs
            .into_iter()
            .find(|l| l.is_chinese() && !l.as_str().ends_with("-Latn"))
        {
            own.value = lang.clone();
        }
    }

    fn abstracts(&mut self) {
        let ranges: Vec<Range<usize>> = self.of(*b"AB  ").collect();
        if let (Some(first), Some(last)) = (ranges.first(), ranges.last()) {
            let texts: Vec<String> = ranges
                .iter()
                .map(|r| flow::paragraphs(self.raw(r)))
                .collect();
            let range = first.start..last.end;
            let at = if ranges.len() == 1 {
                range
            } else {
                first.clone()
            };
            self.abstract_of(&texts.join("\n"), at, None, Origin::Unknown);
        }
        // Each may be followed by its language.
        let mut open: Option<Range<usize>> = None;
        for field in self.fields {
            if field.key == *b"OAB " {
                if let Some(range) = open.replace(field.value.clone()) {
                    self.other_abstract(range, None);
                }
            } else if field.key == *b"OABL" {
                match open.take() {
                    Some(range) => self.other_abstract(range, Some(field.value.clone())),
                    None => self.unmapped("OABL", field.value.clone()),
                }
            }
        }
        if let Some(range) = open {
            self.other_abstract(range, None);
        }
    }

    fn other_abstract(&mut self, range: Range<usize>, code: Option<Range<usize>>) {
        let text = flow::paragraphs(self.raw(&range));
        let stated = code.clone().and_then(|c| language::tag_of(self.raw(&c)));
        if text.is_empty() {
            return;
        }
        if is_placeholder(&text) {
            self.unmapped("OAB", range);
            if let Some(code) = code {
                self.unmapped("OABL", code);
            }
            return;
        }
        let (text, origin) = match text.strip_prefix("Publisher: ") {
            Some(text) => (text, Origin::Publisher),
            None => (text.as_str(), Origin::Unknown),
        };
        self.abstract_of(text, range, stated.as_ref(), origin);
    }

    /// An abstract whose paragraphs are the lines of `text`; its registrations are
    /// identifiers.
    fn abstract_of(
        &mut self,
        text: &str,
        range: Range<usize>,
        stated: Option<&LanguageTag>,
        origin: Origin,
    ) {
        let sections = headings::to_sections(text, tidy);
        if sections.is_empty() {
            return;
        }
        for found in identifiers::find_registrations(self.raw(&range)) {
            let at = found.span.range();
            self.builder.identifier(
                found.identifier,
                range.start + at.start..range.start + at.end,
            );
        }
        let lang = match language::of_text(text, stated) {
            // Prose is not transliterated: the code is wrong.
            lang if lang.as_str().ends_with("-Latn") => LanguageTag::EN,
            lang => lang,
        };
        let value = Abstract {
            lang,
            origin,
            sections,
        };
        let span = self.builder.span(&range);
        self.builder
            .reference
            .abstracts
            .push(Sourced::at(value, span));
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

    /// What stands in place of pages: the article's number, else the publisher's, which is
    /// what MEDLINE itself cites.
    fn places(&mut self) {
        let pages = self.builder.reference.scalar(ScalarField::Page);
        let other = |(number, _, publishers): &&(String, Range<usize>, bool)| {
            pages.is_none_or(|pages| !publishers && pages != number)
        };
        let plain = self.numbers.iter().filter(other).find(|n| !n.2);
        let found = plain.or_else(|| self.numbers.iter().find(other)).cloned();
        if let Some((number, range, _)) = found {
            self.builder
                .scalar_value(ScalarField::ArticleNumber, number, range);
        }
    }
}

/// A title without the brackets that mark a translated one, and without its full stop;
/// whether it was in brackets.
pub(crate) fn own_title(title: &str) -> (&str, bool) {
    let bare = without_stop(title);
    let inner = bare
        .strip_prefix('[')
        .and_then(|t| t.strip_suffix(']'))
        // "[A] and [B]" is in no brackets.
        .filter(|t| balanced(t));
    match inner {
        Some(inner) => (without_stop(inner), true),
        None => (bare, false),
    }
}

fn balanced(text: &str) -> bool {
    let mut depth = 0_i32;
    for c in text.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    true
}

/// A title without the full stop that MEDLINE puts behind it; that of an abbreviation stays.
pub(crate) fn without_stop(title: &str) -> &str {
    let Some(bare) = title.strip_suffix('.') else {
        return title;
    };
    let last = bare.rsplit(' ').next().unwrap_or_default();
    let abbreviated = last.contains('.')
        || bare.ends_with('.')
        || matches!(
            last,
            "al" | "spp" | "sp" | "ssp" | "Inc" | "Jr" | "etc" | "vs" | "No"
        );
    if abbreviated { title } else { bare.trim_end() }
}

/// What MEDLINE writes when there is no title in English.
pub(crate) fn is_placeholder_title(title: &str) -> bool {
    matches!(
        title,
        "Not Available" | "In Process Citation" | "Not available" | ""
    )
}

/// "Publisher: Abstract available from the publisher."
pub(crate) fn is_placeholder(text: &str) -> bool {
    text.len() < 120
        && text
            .to_ascii_lowercase()
            .contains("abstract available from the publisher")
}
