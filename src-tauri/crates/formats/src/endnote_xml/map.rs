//! From the elements of one record to a reference.

use super::styled::{marked, unmarked};
use super::{FORMAT, types};
use crate::Record;
use crate::build::{Builder, han_language};
use crate::citation::normalise_pages;
use crate::dates::{beside, printed};
use crate::languages;
use crate::xml::{ROOT, Tree};
use diglot_model::{
    ContributorRole, Date, DateField, Identifier, IdentifierScheme, LocalizedText, Name,
    NameVariant, ReferenceType, ScalarField, Sourced, TextField,
};
use diglot_text::names::{NameOrder, parse_name};
use diglot_text::{identifiers, script, tidy::tidy};
use std::ops::Range;

/// Maps one record.
pub(super) fn record(text: &str, range: Range<usize>, tree: &Tree<'_>) -> Record {
    let mut mapper = Mapper {
        builder: Builder::new(text, range, FORMAT),
        tree,
        edited: false,
    };
    mapper.kind();
    mapper.titles();
    mapper.containers();
    mapper.people();
    mapper.dates();
    for at in tree.children(ROOT) {
        mapper.plain(at);
    }
    let key = mapper.key();
    let mut record = mapper.builder.finish();
    record.key = key;
    record
}

struct Mapper<'t, 'x> {
    builder: Builder<'t>,
    tree: &'x Tree<'t>,
    edited: bool,
}

impl Mapper<'_, '_> {
    /// The element at a path of names from the record on.
    fn find(&self, path: &[&str]) -> Option<usize> {
        path.iter()
            .try_fold(ROOT, |at, name| self.tree.child(at, name))
    }

    fn lines(&self, at: usize) -> String {
        unmarked(self.tree.raw(at))
    }

    fn value(&self, at: usize) -> String {
        tidy(&self.lines(at))
    }

    fn value_at(&self, path: &[&str]) -> String {
        self.find(path).map(|at| self.value(at)).unwrap_or_default()
    }

    fn unmapped(&mut self, tag: &str, at: usize) {
        let value = self.lines(at);
        let value = value.trim();
        if !value.is_empty() {
            self.builder.unmapped(tag, value);
        }
    }

    fn key(&self) -> Option<String> {
        let key = self.value_at(&["rec-number"]);
        (!key.is_empty()).then_some(key)
    }

    fn kind(&mut self) {
        let Some(at) = self.find(&["ref-type"]) else {
            return;
        };
        let name = self.tree.attribute(at, "name").unwrap_or_default();
        let number = self.value(at);
        if let Some(kind) = types::kind_of(&name, &number) {
            self.builder.reference.kind = kind.kind;
            self.edited = kind.edited;
        } else {
            self.builder.reference.kind = ReferenceType::Document;
            self.builder
                .unmapped("ref-type", &format!("{name}|{number}"));
        }
    }

    fn text(&mut self, field: TextField, at: usize) {
        let text = tidy(&marked(self.tree.raw(at)));
        if !text.is_empty() {
            let place = self.tree.place(at);
            self.builder.text_value(field, text, place);
        }
    }

    fn titles(&mut self) {
        let Some(titles) = self.find(&["titles"]) else {
            return;
        };
        let tree = self.tree;
        for name in ["title", "translated-title"] {
            for at in tree.named(titles, name) {
                self.text(TextField::Title, at);
            }
        }
        for at in tree.named(titles, "short-title") {
            // Many programs repeat the title here.
            if self.builder.reference.title() != Some(tidy(&marked(tree.raw(at))).as_str()) {
                self.text(TextField::TitleShort, at);
            }
        }
        for at in tree.children(titles) {
            match tree.at(at).name {
                "title" | "translated-title" | "short-title" | "secondary-title" | "alt-title" => {}
                "tertiary-title" => {
                    if has_series(self.builder.reference.kind) {
                        self.text(TextField::CollectionTitle, at);
                    } else {
                        self.unmapped("titles/tertiary-title", at);
                    }
                }
                name => self.unmapped(&format!("titles/{name}"), at),
            }
        }
    }

    /// The container by its several names: secondary title, periodical, alternate title.
    fn containers(&mut self) {
        let kind = self.builder.reference.kind;
        let field = series_or_container(kind);
        let in_journal = is_in_journal(kind);
        let mut secondary = self.find(&["titles", "secondary-title"]);
        // Of proceedings the secondary title is the meeting's, where their own stands apart.
        if let Some(own) = self.proceedings() {
            if let Some(at) = secondary {
                self.text(TextField::EventTitle, at);
            }
            secondary = Some(own);
        }
        let full = self.find(&["periodical", "full-title"]);
        let words = |at: Option<usize>| at.map(|at| self.value(at)).unwrap_or_default();
        let (secondary_words, full_words) = (words(secondary), words(full));
        // Of two names of a journal the longer one is its title.
        let abbreviated = in_journal
            && !secondary_words.is_empty()
            && full_words.chars().count() > secondary_words.chars().count();
        let main = if secondary_words.is_empty() || abbreviated {
            full.filter(|_| !full_words.is_empty()).or(secondary)
        } else {
            secondary
        };
        if let Some(at) = main {
            self.text(field, at);
        }
        let known = self.builder.reference.text(field).map(|t| t.text.clone());
        let same = |words: &str| {
            known
                .as_ref()
                .is_some_and(|k| k.eq_ignore_ascii_case(words))
        };
        let mut short: Vec<usize> = Vec::new();
        short.extend(secondary.filter(|_| abbreviated));
        short.extend(self.find(&["periodical", "abbr-1"]));
        short.extend(self.find(&["titles", "alt-title"]));
        short.extend(self.find(&["alt-periodical", "full-title"]));
        short.extend(self.find(&["alt-periodical", "abbr-1"]));
        for at in short {
            let words = self.value(at);
            let taken = self
                .builder
                .reference
                .texts(TextField::ContainerTitleShort)
                .iter()
                .any(|t| t.text.eq_ignore_ascii_case(&words));
            if words.is_empty() || same(&words) || taken {
                continue;
            }
            let none = self
                .builder
                .reference
                .texts(TextField::ContainerTitleShort)
                .is_empty();
            if in_journal && none {
                self.text(TextField::ContainerTitleShort, at);
            } else {
                let tag = format!("{}/{}", self.tree.parent_name(at), self.tree.at(at).name);
                self.unmapped(&tag, at);
            }
        }
        let tree = self.tree;
        if let Some(periodical) = self.find(&["periodical"]) {
            for at in tree.children(periodical) {
                let name = tree.at(at).name;
                let words = self.value(at);
                let other = match name {
                    "abbr-1" => false,
                    "full-title" => Some(at) != main && !same(&words),
                    _ => !same(&words),
                };
                if other {
                    self.unmapped(&format!("periodical/{name}"), at);
                }
            }
        }
    }

    /// The title of the proceedings that a paper stands in, beside the meeting's.
    fn proceedings(&self) -> Option<usize> {
        let at = self.find(&["custom3"])?;
        let is_paper = self.builder.reference.kind == ReferenceType::PaperConference;
        let value = self.value(at);
        (is_paper && !value.is_empty() && !is_pmcid(&value)).then_some(at)
    }

    fn people(&mut self) {
        let Some(all) = self.find(&["contributors"]) else {
            return;
        };
        let tree = self.tree;
        let kind = self.builder.reference.kind;
        let authors = tree
            .child(all, "authors")
            .is_some_and(|at| tree.children(at).next().is_some());
        for group in tree.children(all) {
            let name = tree.at(group).name;
            let role = match name {
                "authors" if self.edited => ContributorRole::Editor,
                "authors" => ContributorRole::Author,
                "translated-authors" => continue,
                "secondary-authors" => secondary_role(kind, authors),
                "tertiary-authors" => tertiary_role(kind),
                "subsidiary-authors" => ContributorRole::Translator,
                name => {
                    self.unmapped(&format!("contributors/{name}"), group);
                    continue;
                }
            };
            let mut names: Vec<(String, Range<usize>)> = Vec::new();
            for at in tree.named(group, "author") {
                for line in self.lines(at).split(['\n', ';', '；']) {
                    names.push((line.to_owned(), tree.place(at)));
                }
            }
            self.builder
                .people_values(role, &names, NameOrder::GivenFirst);
        }
        for group in tree.named(all, "translated-authors") {
            self.other_names(group);
        }
    }

    /// The authors' names in another script: one for each author, in the same order.
    fn other_names(&mut self, group: usize) {
        let tree = self.tree;
        let names: Vec<(usize, String)> = tree
            .named(group, "author")
            .flat_map(|at| {
                let lines = self.lines(at);
                lines
                    .split(['\n', ';', '；'])
                    .map(tidy)
                    .filter(|n| !n.is_empty())
                    .map(|n| (at, n))
                    .collect::<Vec<_>>()
            })
            .collect();
        let own = if self.edited {
            ContributorRole::Editor
        } else {
            ContributorRole::Author
        };
        let count = self.builder.reference.contributors_as(own).count();
        if names.len() != count {
            for (_, name) in names {
                self.builder
                    .unmapped("contributors/translated-authors/author", &name);
            }
            return;
        }
        let spans: Vec<_> = names
            .iter()
            .map(|(at, _)| self.builder.span(&tree.place(*at)))
            .collect();
        let contributors = self
            .builder
            .reference
            .contributors
            .iter_mut()
            .filter(|c| c.role == own);
        for ((contributor, (_, name)), span) in contributors.zip(&names).zip(spans) {
            let name = whole_or_parted(name);
            if contributor.names.iter().all(|n| n.name != name) {
                let lang = han_language(&name);
                contributor.names.push(NameVariant { lang, name });
                contributor.spans.push(span);
            }
        }
    }

    fn dates(&mut self) {
        let year = self.find(&["dates", "year"]);
        let day = self.find(&["dates", "pub-dates", "date"]);
        let words = |at: Option<usize>| at.map(|at| self.value(at)).unwrap_or_default();
        let (year_words, day_words) = (words(year), words(day));
        let date = issued(&year_words, &day_words);
        if let Some(at) = year.or(day) {
            let place = self.tree.place(at);
            match date {
                Some((date, whole)) => {
                    self.builder.date(DateField::Issued, date, place);
                    if let (false, Some(at)) = (whole, day) {
                        self.unmapped("dates/pub-dates/date", at);
                    }
                }
                None => {
                    for (tag, at) in [("dates/year", year), ("dates/pub-dates/date", day)] {
                        if let Some(at) = at {
                            self.unmapped(tag, at);
                        }
                    }
                }
            }
        }
        let tree = self.tree;
        for at in self
            .find(&["dates"])
            .into_iter()
            .flat_map(|d| tree.children(d))
        {
            if !matches!(tree.at(at).name, "year" | "pub-dates") {
                self.unmapped(&format!("dates/{}", tree.at(at).name), at);
            }
        }
        if let Some(at) = self.find(&["access-date"]) {
            match printed(&self.value(at)) {
                Some(date) => {
                    let place = tree.place(at);
                    self.builder.date(DateField::Accessed, date, place);
                }
                None => self.unmapped("access-date", at),
            }
        }
    }

    /// Fields that need no other.
    fn plain(&mut self, at: usize) {
        let name = self.tree.at(at).name;
        let range = self.tree.place(at);
        let value = self.value(at);
        let kind = self.builder.reference.kind;
        // Those that were read, and what is about EndNote's own library.
        if matches!(
            name,
            "ref-type"
                | "titles"
                | "periodical"
                | "alt-periodical"
                | "contributors"
                | "dates"
                | "access-date"
                | "database"
                | "source-app"
                | "rec-number"
                | "foreign-keys"
        ) {
            return;
        }
        match name {
            "keywords" => return self.keywords(at),
            "urls" => return self.urls(at),
            _ if value.is_empty() => return,
            _ => {}
        }
        let proceedings = self.proceedings();
        let has_place = !self.value_at(&["custom1"]).is_empty();
        let b = &mut self.builder;
        match name {
            "pages" => self.pages(at, &value),
            "volume" => b.scalar_value(ScalarField::Volume, value, range),
            "number" => b.scalar_value(number_field(kind), value, range),
            "issue" if !b.reference.scalars.contains_key(&ScalarField::Issue) => {
                b.scalar_value(ScalarField::Issue, value, range);
            }
            "num-vols" => b.scalar_value(ScalarField::NumberOfVolumes, value, range),
            // EndNote calls the edition of a journal article its date on line.
            "edition" => {
                match crate::citation::parse_date(&value).filter(|_| is_in_journal(kind)) {
                    Some(date) => b.date(DateField::AvailableDate, date, range),
                    None => b.scalar_value(ScalarField::Edition, value, range),
                }
            }
            "section" if kind != ReferenceType::ArticleJournal => {
                b.scalar_value(ScalarField::Section, value, range);
            }
            "publisher" => self.text(TextField::Publisher, at),
            // Of a paper with both, this is where the meeting was.
            "pub-location" if kind == ReferenceType::PaperConference && has_place => {
                self.text(TextField::EventPlace, at);
            }
            "pub-location" => self.text(TextField::PublisherPlace, at),
            "custom1" if kind == ReferenceType::PaperConference => {
                self.text(TextField::PublisherPlace, at);
            }
            "custom3" if proceedings == Some(at) => {}
            "work-type" => self.text(TextField::Genre, at),
            "call-num" => b.scalar_value(ScalarField::CallNumber, value, range),
            "report-id" => b.scalar_value(ScalarField::Number, value, range),
            "label" => b.scalar_value(ScalarField::CitationKey, value, range),
            "remote-database-name" => b.scalar_value(ScalarField::Database, value, range),
            "custom7" if is_in_journal(kind) => {
                b.scalar_value(ScalarField::ArticleNumber, value, range);
            }
            "custom2" | "custom3" | "custom7" if is_pmcid(&value) => {
                b.identifier(Identifier::new(IdentifierScheme::Pmcid, value), range);
            }
            "isbn" => self.serial(at, &value),
            "accession-num" => self.accession(at, &value),
            "electronic-resource-num" => {
                if !b.doi_value(&value, range) {
                    self.unmapped(name, at);
                }
            }
            "auth-address" | "auth-affiliaton" | "auth-affiliation" => self.affiliations(at),
            "notes" | "research-notes" => self.text(TextField::Note, at),
            "abstract" => self.abstracts(at),
            "translated-abstract" => {
                let text = self.lines(at);
                self.builder.abstract_value(&text, range);
            }
            "language" => {
                if !languages::state(b, &value, &range) {
                    self.unmapped(name, at);
                }
            }
            name => self.unmapped(name, at),
        }
    }

    fn keywords(&mut self, group: usize) {
        let tree = self.tree;
        let mut any = false;
        for at in tree.named(group, "keyword") {
            any = true;
            let place = tree.place(at);
            for word in self.lines(at).split(['\n', ';', '；']) {
                let word = tidy(word);
                if !word.is_empty() {
                    self.builder.keyword(word, &place);
                }
            }
        }
        if !any {
            self.unmapped("keywords", group);
        }
    }

    fn urls(&mut self, urls: usize) {
        let tree = self.tree;
        // The page's own address comes before those of its files.
        let mut groups: Vec<usize> = tree.children(urls).collect();
        groups.sort_by_key(|at| tree.at(*at).name == "pdf-urls");
        for group in groups {
            let name = tree.at(group).name;
            for at in tree.named(group, "url") {
                let value = self.value(at);
                let place = tree.place(at);
                for part in self.lines(at).split_whitespace() {
                    self.builder.url_value(part, &place);
                }
                if value.contains("doi.org/") && self.builder.reference.doi().is_none() {
                    self.builder.doi_value(&value, place);
                }
                let read = value
                    .split(' ')
                    .all(|part| self.builder.reference.urls.iter().any(|u| u.value == part));
                if !read {
                    self.unmapped(&format!("urls/{name}/url"), at);
                }
            }
        }
    }

    fn pages(&mut self, at: usize, value: &str) {
        let kind = self.builder.reference.kind;
        let place = self.tree.place(at);
        if value.contains("://") {
            for part in value.split(' ') {
                self.builder.url_value(part, &place);
            }
            self.unmapped("pages", at);
            return;
        }
        let bare = value
            .trim_start_matches("pp")
            .trim_start_matches("p.")
            .trim_start_matches(['.', ' ']);
        let bare = if bare.starts_with(|c: char| c.is_ascii_digit()) {
            bare
        } else {
            value
        };
        let alone = bare.bytes().all(|b| b.is_ascii_digit());
        let whole_work = matches!(
            kind,
            ReferenceType::Book | ReferenceType::Thesis | ReferenceType::Manuscript
        );
        let field = if alone && whole_work {
            ScalarField::NumberOfPages
        } else {
            ScalarField::Page
        };
        let value = if field == ScalarField::Page {
            normalise_pages(bare)
        } else {
            bare.to_owned()
        };
        self.builder.scalar_value(field, value, place);
    }

    fn serial(&mut self, at: usize, value: &str) {
        let kind = self.builder.reference.kind;
        let place = self.tree.place(at);
        if self.builder.serial_values(&self.lines(at), &place) {
            return;
        }
        if matches!(
            kind,
            ReferenceType::Patent | ReferenceType::Report | ReferenceType::Standard
        ) {
            self.builder
                .scalar_value(ScalarField::Number, value.to_owned(), place);
        } else {
            self.unmapped("isbn", at);
        }
    }

    fn accession(&mut self, at: usize, value: &str) {
        let place = self.tree.place(at);
        let labelled = identifiers::find_labelled(value);
        if !labelled.is_empty() {
            for found in labelled {
                self.builder.identifier(found.identifier, place.clone());
            }
            return;
        }
        let database = self.value_at(&["remote-database-name"]).to_lowercase();
        let provider = self.value_at(&["remote-database-provider"]).to_lowercase();
        let medline = ["medline", "pubmed", "nlm"]
            .iter()
            .any(|n| database.contains(n) || provider.contains(n));
        let number = value.len() <= 8 && value.bytes().all(|b| b.is_ascii_digit());
        let scheme = if medline && number {
            IdentifierScheme::Pmid
        } else {
            IdentifierScheme::Other("accession".to_owned())
        };
        self.builder
            .identifier(Identifier::new(scheme, value), place);
    }

    fn affiliations(&mut self, at: usize) {
        let place = self.tree.place(at);
        let span = self.builder.span(&place);
        for line in self.lines(at).lines() {
            let text = tidy(line);
            if !text.is_empty() {
                let value = LocalizedText::new(script::language_of(&text), text);
                self.builder
                    .reference
                    .affiliations
                    .push(Sourced::at(value, span));
            }
        }
    }

    fn abstracts(&mut self, at: usize) {
        let text = self.lines(at);
        let text = text.trim();
        let from = crate::page::abstract_word(text);
        let place = self.tree.place(at);
        self.builder.abstract_values(&text[from..], place);
    }
}

/// A name as it is, or parted where it can be.
fn whole_or_parted(name: &str) -> Name {
    match crate::people::whole_name(name) {
        Some(whole) => Name::literal(whole),
        None => parse_name(name, NameOrder::GivenFirst),
    }
}

/// The date of publication, and whether both its parts were used.
fn issued(year: &str, day: &str) -> Option<(Date, bool)> {
    let year_alone = printed(year);
    if !day.is_empty() {
        let whole = match &year_alone {
            Some(year) => beside(year, day),
            None => printed(day),
        };
        if let Some(date) = whole {
            return Some((date, true));
        }
    }
    if let Some(date) = year_alone {
        return Some((date, day.is_empty()));
    }
    // "in press"
    year.chars().any(char::is_alphabetic).then(|| {
        let date = Date {
            literal: Some(year.to_owned()),
            ..Date::default()
        };
        (date, day.is_empty())
    })
}

fn is_pmcid(value: &str) -> bool {
    value
        .strip_prefix("PMC")
        .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// Works that stand in a journal, magazine or newspaper.
pub(crate) fn is_in_journal(kind: ReferenceType) -> bool {
    matches!(
        kind,
        ReferenceType::ArticleJournal
            | ReferenceType::ArticleMagazine
            | ReferenceType::ArticleNewspaper
            | ReferenceType::Review
            | ReferenceType::ReviewBook
    )
}

/// What the secondary title is: the series of a whole work, else the container.
pub(super) fn series_or_container(kind: ReferenceType) -> TextField {
    match kind {
        ReferenceType::Book
        | ReferenceType::Report
        | ReferenceType::Thesis
        | ReferenceType::Software
        | ReferenceType::Map => TextField::CollectionTitle,
        _ => TextField::ContainerTitle,
    }
}

/// Works in a book, whose tertiary title is the series.
pub(crate) fn has_series(kind: ReferenceType) -> bool {
    matches!(
        kind,
        ReferenceType::Chapter | ReferenceType::PaperConference
    )
}

/// What `number` is.
pub(super) fn number_field(kind: ReferenceType) -> ScalarField {
    match kind {
        ReferenceType::Book | ReferenceType::Chapter => ScalarField::CollectionNumber,
        ReferenceType::Report
        | ReferenceType::Patent
        | ReferenceType::Standard
        | ReferenceType::Legislation
        | ReferenceType::Regulation
        | ReferenceType::Bill
        | ReferenceType::LegalCase => ScalarField::Number,
        _ => ScalarField::Issue,
    }
}

/// Who the secondary authors are. A book without authors has none but its editors.
pub(super) fn secondary_role(kind: ReferenceType, authors: bool) -> ContributorRole {
    match kind {
        ReferenceType::Book if authors => ContributorRole::CollectionEditor,
        _ => ContributorRole::Editor,
    }
}

/// Who the tertiary authors are.
pub(super) fn tertiary_role(kind: ReferenceType) -> ContributorRole {
    match kind {
        ReferenceType::Book => ContributorRole::Editor,
        ReferenceType::Thesis => ContributorRole::Supervisor,
        _ => ContributorRole::CollectionEditor,
    }
}
