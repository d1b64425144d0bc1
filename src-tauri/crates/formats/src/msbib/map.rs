//! From the elements of one source to a reference.

use super::FORMAT;
use crate::Record;
use crate::build::Builder;
use crate::citation::{normalise_pages, parse_date};
use crate::xml::{ROOT, Tree};
use diglot_model::{
    ContributorRole, Date, DateField, DatePoint, Identifier, IdentifierScheme, LanguageTag, Name,
    ReferenceType, ScalarField, TextField,
};
use diglot_text::calendar::month_number;
use diglot_text::names::{NameOrder, parse_name};
use diglot_text::tidy::tidy;
use std::ops::Range;

/// Word's types. `Misc` and what Word has no name for are documents.
#[rustfmt::skip]
const TYPES: &[(&str, ReferenceType)] = &[
    ("Book", ReferenceType::Book), ("BookSection", ReferenceType::Chapter),
    ("JournalArticle", ReferenceType::ArticleJournal), ("ArticleInAPeriodical", ReferenceType::ArticleMagazine),
    ("ConferenceProceedings", ReferenceType::PaperConference), ("Report", ReferenceType::Report),
    ("SoundRecording", ReferenceType::Song), ("Performance", ReferenceType::Performance),
    ("Art", ReferenceType::Graphic), ("DocumentFromInternetSite", ReferenceType::Webpage),
    ("InternetSite", ReferenceType::Webpage), ("Film", ReferenceType::MotionPicture),
    ("Interview", ReferenceType::Interview), ("Patent", ReferenceType::Patent),
    ("ElectronicSource", ReferenceType::Webpage), ("Case", ReferenceType::LegalCase),
    ("Misc", ReferenceType::Document),
];

/// Languages by Word's numbers; the low ten bits are the language, the others the country.
#[rustfmt::skip]
const LANGUAGES: &[(u32, &str)] = &[
    (0x01, "ar"), (0x02, "bg"), (0x03, "ca"), (0x05, "cs"), (0x06, "da"), (0x07, "de"), (0x08, "el"),
    (0x09, "en"), (0x0A, "es"), (0x0B, "fi"), (0x0C, "fr"), (0x0D, "he"), (0x0E, "hu"), (0x0F, "is"),
    (0x10, "it"), (0x11, "ja"), (0x12, "ko"), (0x13, "nl"), (0x14, "no"), (0x15, "pl"), (0x16, "pt"),
    (0x18, "ro"), (0x19, "ru"), (0x1A, "hr"), (0x1B, "sk"), (0x1D, "sv"), (0x1E, "th"), (0x1F, "tr"),
    (0x22, "uk"), (0x24, "sl"), (0x25, "et"), (0x26, "lv"), (0x27, "lt"), (0x29, "fa"), (0x2A, "vi"),
    (0x2D, "eu"), (0x39, "hi"), (0x3E, "ms"), (0x4E, "mr"),
];

/// Maps one source.
pub(super) fn record(text: &str, range: Range<usize>, tree: &Tree<'_>) -> Record {
    let mut mapper = Mapper {
        builder: Builder::new(text, range, FORMAT),
        tree,
    };
    mapper.kind();
    mapper.people();
    mapper.containers();
    mapper.dates();
    mapper.place();
    for at in tree.children(ROOT) {
        mapper.plain(at);
    }
    let key = tree.value_of(ROOT, "Tag");
    let mut record = mapper.builder.finish();
    record.key = (!key.is_empty()).then_some(key);
    record
}

struct Mapper<'t, 'x> {
    builder: Builder<'t>,
    tree: &'x Tree<'t>,
}

impl Mapper<'_, '_> {
    fn of(&self, name: &str) -> String {
        self.tree.value_of(ROOT, name)
    }

    fn unmapped(&mut self, at: usize) {
        let value = self.tree.lines(at);
        if !value.trim().is_empty() {
            self.builder.unmapped(self.tree.at(at).name, value.trim());
        }
    }

    fn kind(&mut self) {
        let name = self.of("SourceType");
        let known = TYPES.iter().find(|(n, _)| n.eq_ignore_ascii_case(&name));
        let mut kind = known.map_or(ReferenceType::Document, |(_, kind)| *kind);
        if known.is_none() && !name.is_empty() {
            self.builder.unmapped("SourceType", &name);
        }
        // JabRef's own type is finer than Word's.
        let own = self.of("BIBTEX_Entry").to_lowercase();
        let thesis = self.of("ThesisType").to_lowercase();
        let is_thesis = |words: &str| {
            [
                "thesis",
                "dissertation",
                "phd",
                "master",
                "bachelor",
                "doctor",
            ]
            .iter()
            .any(|w| words.contains(w))
        };
        if is_thesis(&own) || (kind == ReferenceType::Report && is_thesis(&thesis)) {
            kind = ReferenceType::Thesis;
        } else if own == "unpublished" || thesis == "unpublished" {
            kind = ReferenceType::Manuscript;
        } else if own == "proceedings" {
            kind = ReferenceType::Book;
        }
        self.builder.reference.kind = kind;
    }

    fn people(&mut self) {
        let tree = self.tree;
        let Some(all) = tree.child(ROOT, "Author") else {
            return;
        };
        let authors = tree
            .child(all, "Author")
            .is_some_and(|at| tree.children(at).next().is_some());
        for group in tree.children(all) {
            let role = match tree.at(group).name {
                "Author" => ContributorRole::Author,
                "Editor" => ContributorRole::Editor,
                "Translator" => ContributorRole::Translator,
                "BookAuthor" => ContributorRole::ContainerAuthor,
                // Who made what has no author.
                "Artist" | "Composer" | "Director" | "Inventor" | "Interviewee" | "Writer"
                | "Performer" | "Compiler"
                    if !authors
                        && self
                            .builder
                            .reference
                            .contributors_as(ContributorRole::Author)
                            .next()
                            .is_none() =>
                {
                    ContributorRole::Author
                }
                _ => ContributorRole::Other,
            };
            for list in tree.children(group) {
                if tree.at(list).name == "Corporate" {
                    let name = tree.value(list);
                    if !name.is_empty() {
                        let place = tree.place(list);
                        self.builder.person_value(role, Name::literal(name), place);
                    }
                    continue;
                }
                for person in tree.named(list, "Person") {
                    self.person(role, person);
                }
            }
        }
    }

    fn person(&mut self, role: ContributorRole, at: usize) {
        let part = |name| self.tree.value_of(at, name);
        let (family, middle) = (part("Last"), part("Middle"));
        let given = [part("First"), middle]
            .into_iter()
            .filter(|p| !p.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        let name = match (family.is_empty(), given.is_empty()) {
            (true, true) => return,
            // One part alone is a name as it is written: 张会佳, "Open Homes Group".
            (false, true) => parse_name(&family, NameOrder::GivenFirst),
            (true, false) => parse_name(&given, NameOrder::GivenFirst),
            (false, false) => parted(&family, &given),
        };
        let place = self.tree.place(at);
        self.builder.person_value(role, name, place);
    }

    fn containers(&mut self) {
        let tree = self.tree;
        let mut first = true;
        for name in [
            "JournalName",
            "PeriodicalTitle",
            "BookTitle",
            "ConferenceName",
            "PublicationTitle",
            "InternetSiteTitle",
            "BroadcastTitle",
            "AlbumTitle",
        ] {
            for at in tree.named(ROOT, name) {
                let value = tree.value(at);
                if value.is_empty() {
                    continue;
                }
                let place = tree.place(at);
                match (name, first) {
                    (_, true) => {
                        first = false;
                        self.builder
                            .text_value(TextField::ContainerTitle, value, place);
                    }
                    ("ConferenceName", false) => {
                        self.builder.text_value(TextField::EventTitle, value, place);
                    }
                    _ => self.unmapped(at),
                }
            }
        }
    }

    fn dates(&mut self) {
        for (suffix, field) in [("", DateField::Issued), ("Accessed", DateField::Accessed)] {
            let part = |name: &str| self.of(&format!("{name}{suffix}"));
            let (year, month, day) = (part("Year"), part("Month"), part("Day"));
            let Some(at) = self
                .tree
                .child(ROOT, &format!("Year{suffix}"))
                .filter(|_| !year.is_empty())
            else {
                continue;
            };
            let place = self.tree.place(at);
            let month_day = if day.is_empty() {
                month.clone()
            } else {
                format!("{month} {day}")
            };
            // "Fall", "March 5"; else the month by its number or its name.
            let date = parse_date(&format!("{year} {month_day}"))
                .filter(|_| month.parse::<u8>().is_err())
                .or_else(|| {
                    let start = parse_date(&year)?.start?;
                    let number = month.parse().ok().or_else(|| month_number(&month));
                    let point = DatePoint::from_parts(start.year, number, day.parse().ok());
                    Some(Date::point(point))
                });
            match date {
                Some(date) => self.builder.date(field, date, place),
                None if suffix.is_empty() => {
                    let date = Date {
                        literal: Some(year),
                        ..Date::default()
                    };
                    self.builder.date(field, date, place);
                }
                None => self.unmapped(at),
            }
        }
        if let Some(at) = self.tree.child(ROOT, "Accessed") {
            match parse_date(&self.tree.value(at)) {
                Some(date) => {
                    let place = self.tree.place(at);
                    self.builder.date(DateField::Accessed, date, place);
                }
                None => self.unmapped(at),
            }
        }
    }

    /// City, state and country in one.
    fn place(&mut self) {
        let tree = self.tree;
        let parts: Vec<usize> = ["City", "StateProvince", "CountryRegion"]
            .iter()
            .filter_map(|name| tree.child(ROOT, name))
            .filter(|at| !tree.value(*at).is_empty())
            .collect();
        let Some(first) = parts.first() else { return };
        let joined: Vec<String> = parts.iter().map(|at| tree.value(*at)).collect();
        self.builder.text_value(
            TextField::PublisherPlace,
            joined.join(", "),
            tree.place(*first),
        );
    }

    /// Fields that need no other.
    fn plain(&mut self, at: usize) {
        let tree = self.tree;
        let value = tree.value(at);
        if value.is_empty() {
            return;
        }
        let range = tree.place(at);
        let b = &mut self.builder;
        match tree.at(at).name {
            "Title" => b.text_value(TextField::Title, value, range),
            "ShortTitle" => b.text_value(TextField::TitleShort, value, range),
            "Publisher" => b.text_value(TextField::Publisher, value, range),
            // A thesis or report is published by its institution.
            "Institution" | "Department" | "ProductionCompany" | "Distributor"
                if b.reference.texts(TextField::Publisher).is_empty()
                    && tree.value_of(ROOT, "Publisher").is_empty() =>
            {
                b.text_value(TextField::Publisher, value, range);
            }
            "Comments" | "BIBTEX_Note" => b.text_value(TextField::Note, value, range),
            "ThesisType" | "Type" | "BIBTEX_HowPublished" => {
                b.text_value(TextField::Genre, value, range);
            }
            "BIBTEX_Series" => b.text_value(TextField::CollectionTitle, value, range),
            "Volume" => b.scalar_value(ScalarField::Volume, value, range),
            "Issue" => b.scalar_value(ScalarField::Issue, value, range),
            "Pages" => b.scalar_value(ScalarField::Page, normalise_pages(&value), range),
            "Edition" => b.scalar_value(ScalarField::Edition, value, range),
            "NumberVolumes" => b.scalar_value(ScalarField::NumberOfVolumes, value, range),
            "ChapterNumber" => b.scalar_value(ScalarField::ChapterNumber, value, range),
            "PatentNumber" | "CaseNumber" | "RecordingNumber" => {
                b.scalar_value(ScalarField::Number, value, range);
            }
            "Medium" => b.scalar_value(ScalarField::Medium, value, range),
            "Version" => b.scalar_value(ScalarField::Version, value, range),
            "Tag" => b.scalar_value(ScalarField::CitationKey, value, range),
            "DOI" => {
                if !b.doi_value(&value, range) {
                    self.unmapped(at);
                }
            }
            "URL" => {
                let is_doi = value.contains("doi.org/");
                if !b.url_value(&value, &range) {
                    self.unmapped(at);
                } else if is_doi && b.reference.doi().is_none() {
                    b.doi_value(&value, range);
                }
            }
            "StandardNumber" => self.standard_number(at),
            "LCID" => self.language(at, &value),
            "BIBTEX_Abstract" => {
                let text = tree.lines(at);
                b.abstract_values(text.trim(), range);
            }
            "BIBTEX_KeyWords" => {
                let separators: &[char] = if value.contains([';', '；']) {
                    &[';', '；']
                } else {
                    &[',', '，']
                };
                for word in value.split(separators).map(tidy).filter(|w| !w.is_empty()) {
                    b.keyword(word, &range);
                }
            }
            // Those that were read, and Word's own numbers.
            "SourceType" | "Author" | "Year" | "Month" | "Day" | "YearAccessed"
            | "MonthAccessed" | "DayAccessed" | "Accessed" | "City" | "StateProvince"
            | "CountryRegion" | "JournalName" | "PeriodicalTitle" | "BookTitle"
            | "ConferenceName" | "PublicationTitle" | "InternetSiteTitle" | "BroadcastTitle"
            | "AlbumTitle" | "Guid" | "RefOrder" | "BIBTEX_Entry" => {}
            _ => self.unmapped(at),
        }
    }

    /// `ISBN: 978…`, `:ISSN:1234-5678`, `DOI: 10.…`, or a number without a label.
    fn standard_number(&mut self, at: usize) {
        let tree = self.tree;
        let value = tree.value(at);
        let place = tree.place(at);
        let upper = value.to_uppercase();
        let other = ["LCCN", "MRN", "PMID", "OCLC"]
            .iter()
            .any(|l| upper.contains(l));
        if upper.contains("PMID") {
            let number: String = upper
                .split("PMID")
                .nth(1)
                .unwrap_or_default()
                .chars()
                .skip_while(|c| !c.is_ascii_digit())
                .take_while(char::is_ascii_digit)
                .collect();
            if !number.is_empty() {
                self.builder
                    .identifier(Identifier::new(IdentifierScheme::Pmid, number), place);
                return;
            }
        }
        let read = self.builder.doi_value(&value, place.clone())
            || (!other && self.builder.serial_values(&value.replace(':', " "), &place));
        if !read {
            self.unmapped(at);
        }
    }

    fn language(&mut self, at: usize, value: &str) {
        let number: Option<u32> = value.parse().ok();
        let tag = match number {
            // Unknown; taken from the document.
            Some(0) => return,
            Some(0x0404 | 0x0C04 | 0x1404) => Some(LanguageTag::ZH_HANT),
            Some(number) if number & 0x3FF == 0x04 => Some(LanguageTag::ZH_HANS),
            Some(number) => LANGUAGES
                .iter()
                .find(|(low, _)| *low == number & 0x3FF)
                .map(|(_, tag)| LanguageTag::new(tag)),
            None => crate::languages::language(value),
        };
        let place = self.tree.place(at);
        let stated =
            tag.is_some_and(|tag| crate::languages::state(&mut self.builder, tag.as_str(), &place));
        if !stated {
            self.unmapped(at);
        }
    }
}

/// A name whose parts the source tells, its particle apart.
fn parted(family: &str, given: &str) -> Name {
    match parse_name(&format!("{family}, {given}"), NameOrder::GivenFirst) {
        // What looks like an organisation is a person here, and Han names may be long.
        Name::Literal { .. } => Name::person(family, given),
        name @ Name::Person { .. } => name,
    }
}
