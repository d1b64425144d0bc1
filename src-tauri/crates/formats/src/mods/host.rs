//! What a MODS record's work stands in, and where: host, series, parts, origins.

use super::map::Mapper;
use crate::catalogue;
use crate::dates;
use diglot_model::{
    ContributorRole, Date, DateField, ReferenceType as Kind, ScalarField, TextField,
};

impl Mapper<'_, '_> {
    pub(super) fn related(&mut self) {
        for at in self.tree.named(0, "relatedItem").collect::<Vec<_>>() {
            match self.tree.attribute(at, "type").as_deref() {
                Some("host") => self.host(at),
                Some("series") => self.series(at),
                Some("original") => self.title_of(at, TextField::OriginalTitle),
                Some("reviewOf") => {
                    self.title_of(at, TextField::OriginalTitle);
                    self.people(at, ContributorRole::ReviewedAuthor);
                }
                other => {
                    let tag = format!("relatedItem:{}", other.unwrap_or_default());
                    let value = self.tree.value(at);
                    if !value.is_empty() {
                        self.builder.unmapped(&tag, &value);
                    }
                }
            }
        }
    }

    fn host(&mut self, at: usize) {
        let tree = self.tree;
        for info in tree.named(at, "titleInfo").collect::<Vec<_>>() {
            let title = self.title(info);
            let range = tree.place(info);
            let field = match tree.attribute(info, "type").as_deref() {
                Some("abbreviated") => TextField::ContainerTitleShort,
                _ => TextField::ContainerTitle,
            };
            let lang = self.lang(info);
            self.localized(field, title, lang, range);
        }
        let container = self.builder.reference.texts(TextField::ContainerTitle);
        if container.is_empty() {
            // An abbreviation alone is the title that there is.
            let short = TextField::ContainerTitleShort;
            if let Some(values) = self.builder.reference.texts.remove(&short) {
                self.builder
                    .reference
                    .texts
                    .insert(TextField::ContainerTitle, values);
            }
        }
        self.people(at, ContributorRole::Other);
        for part in tree.named(at, "part").collect::<Vec<_>>() {
            self.part(part);
        }
        self.identifiers(at);
        for inner in tree.named(at, "relatedItem").collect::<Vec<_>>() {
            if tree.attribute(inner, "type").as_deref() == Some("series") {
                self.series(inner);
            }
        }
    }

    fn series(&mut self, at: usize) {
        let tree = self.tree;
        if let Some(info) = tree.child(at, "titleInfo") {
            // Its number has a field of its own.
            let title = match (self.main_title(info), tree.value_of(info, "partName")) {
                (title, part) if part.is_empty() => title,
                (title, part) => format!("{title}. {part}"),
            };
            let lang = self.lang(info);
            self.localized(TextField::CollectionTitle, title, lang, tree.place(info));
        }
        let number = tree
            .named(at, "part")
            .find_map(|part| {
                tree.named(part, "detail")
                    .map(|detail| tree.value_of(detail, "number"))
                    .find(|n| !n.is_empty())
            })
            .or_else(|| {
                let info = tree.child(at, "titleInfo")?;
                Some(tree.value_of(info, "partNumber")).filter(|n| !n.is_empty())
            });
        if let Some(number) = number {
            let range = tree.place(at);
            self.builder
                .scalar_value(ScalarField::CollectionNumber, number, range);
        }
        self.people(at, ContributorRole::CollectionEditor);
        self.identifiers(at);
    }

    /// The first title of a related work.
    fn title_of(&mut self, at: usize, field: TextField) {
        if let Some(info) = self.tree.child(at, "titleInfo") {
            let title = self.title(info);
            let range = self.tree.place(info);
            let lang = self.lang(info);
            self.localized(field, title, lang, range);
        }
    }

    /// Volume, issue, pages and date.
    pub(super) fn part(&mut self, at: usize) {
        let tree = self.tree;
        for detail in tree.named(at, "detail").collect::<Vec<_>>() {
            let value = [
                tree.value_of(detail, "number"),
                tree.value_of(detail, "caption"),
            ]
            .into_iter()
            .chain([tree.value_of(detail, "title"), tree.value(detail)])
            .find(|v| !v.is_empty());
            let Some(value) = value else { continue };
            let kind = tree.attribute(detail, "type").unwrap_or_default();
            let field = match kind.to_lowercase().as_str() {
                "volume" => ScalarField::Volume,
                "issue" | "number" => ScalarField::Issue,
                "page" | "pages" => ScalarField::Page,
                "chapter" => ScalarField::ChapterNumber,
                "section" => ScalarField::Section,
                "part" => ScalarField::Part,
                "article number" | "article" | "elocation" => ScalarField::ArticleNumber,
                _ => {
                    self.builder.unmapped(&format!("detail:{kind}"), &value);
                    continue;
                }
            };
            self.builder.scalar_value(field, value, tree.place(detail));
        }
        for extent in tree.named(at, "extent").collect::<Vec<_>>() {
            self.extent(extent);
        }
        for date in tree.named(at, "date").collect::<Vec<_>>() {
            if tree.attribute(date, "point").as_deref() != Some("end")
                && let Some(value) = dates::printed(&tree.value(date))
            {
                self.part_date.get_or_insert((value, tree.place(date)));
            }
        }
        let words = tree.value_of(at, "text");
        if !words.is_empty() {
            self.builder.unmapped("part/text", &words);
        }
    }

    fn extent(&mut self, at: usize) {
        let tree = self.tree;
        let of = |name| tree.value_of(at, name);
        let range = tree.place(at);
        let unit = tree
            .attribute(at, "unit")
            .unwrap_or_default()
            .to_lowercase();
        let (start, end, list, total) = (of("start"), of("end"), of("list"), of("total"));
        if !unit.is_empty() && !unit.starts_with('p') {
            let value = tree.value(at);
            self.builder.unmapped(&format!("extent:{unit}"), &value);
            return;
        }
        let pages = match (start.is_empty(), end.is_empty()) {
            (false, false) if start != end => format!("{start}-{end}"),
            (false, _) => start,
            (true, false) => end,
            _ => list,
        };
        if !pages.is_empty() {
            let pages = crate::citation::normalise_pages(&pages);
            self.builder
                .scalar_value(ScalarField::Page, pages, range.clone());
        }
        self.builder
            .scalar_value(ScalarField::NumberOfPages, total, range);
    }

    /// Place, publisher, edition and dates of the work, and what it lacks of its host's.
    pub(super) fn origins(&mut self) {
        let tree = self.tree;
        let own: Vec<usize> = tree.named(0, "originInfo").collect();
        let hosts: Vec<usize> = tree
            .named(0, "relatedItem")
            .filter(|at| tree.attribute(*at, "type").as_deref() == Some("host"))
            .flat_map(|at| tree.named(at, "originInfo").collect::<Vec<_>>())
            .collect();
        for at in own.iter().chain(&hosts).copied() {
            self.imprint(at);
        }
        self.issued(&own);
        if self.builder.reference.issued().is_none()
            && let Some((date, range)) = self.part_date.take()
        {
            self.builder.date(DateField::Issued, date, range);
        }
        self.issued(&hosts);
        // The part's own date is finer than the year of the volume.
        if let Some((date, range)) = self.part_date.take() {
            let year = self.builder.reference.year();
            if year == date.start_year() && date.start.is_some_and(|p| p.month.is_some()) {
                self.builder.finer_date(date, range);
            }
        }
    }

    fn imprint(&mut self, at: usize) {
        let tree = self.tree;
        if let Some(publisher) = tree.child(at, "publisher") {
            let free = self
                .builder
                .reference
                .texts(TextField::Publisher)
                .is_empty();
            let value = catalogue::part(&tree.value(publisher));
            if free {
                let range = tree.place(publisher);
                self.builder.text_value(TextField::Publisher, value, range);
            }
        }
        let free = self
            .builder
            .reference
            .texts(TextField::PublisherPlace)
            .is_empty();
        let term = tree
            .named(at, "place")
            // `text` in version 3.0 of the schema.
            .flat_map(|place| tree.children(place).collect::<Vec<_>>())
            .filter(|term| matches!(tree.at(*term).name, "placeTerm" | "text"))
            .find(|term| tree.attribute(*term, "type").as_deref() != Some("code"));
        if let Some(term) = term.filter(|_| free) {
            let value = catalogue::part(&tree.value(term));
            let range = tree.place(term);
            self.builder
                .text_value(TextField::PublisherPlace, value, range);
        }
        if let Some(edition) = tree.child(at, "edition") {
            let value = tree.value(edition);
            self.builder
                .scalar_value(ScalarField::Edition, value, tree.place(edition));
        }
        for captured in tree.named(at, "dateCaptured").collect::<Vec<_>>() {
            if tree.attribute(captured, "point").as_deref() != Some("end")
                && let Some(date) = dates::printed(&tree.value(captured))
            {
                self.builder
                    .date(DateField::Accessed, date, tree.place(captured));
            }
        }
    }

    /// The date of publication: as issued, else as created, else that of the copyright.
    fn issued(&mut self, origins: &[usize]) {
        let tree = self.tree;
        for name in ["dateIssued", "dateCreated", "copyrightDate", "dateOther"] {
            let found: Vec<usize> = origins
                .iter()
                .flat_map(|at| tree.named(*at, name).collect::<Vec<_>>())
                .filter(|at| !tree.value(*at).is_empty())
                .collect();
            let point = |at: &usize| tree.attribute(*at, "point").unwrap_or_default();
            // What a program can read before what was printed.
            let best = found
                .iter()
                .find(|at| point(at) != "end" && tree.attribute(**at, "encoding").is_some())
                .or_else(|| found.iter().find(|at| point(at) != "end"))
                .or_else(|| found.first());
            let Some(&best) = best else { continue };
            let value = tree.value(best);
            let Some(mut date) = dates::printed(&value) else {
                if name == "dateIssued" && value.chars().any(char::is_alphabetic) {
                    let words = Date {
                        literal: Some(value),
                        ..Date::default()
                    };
                    self.builder
                        .date(DateField::Issued, words, tree.place(best));
                }
                continue;
            };
            date.approximate |= tree
                .attribute(best, "qualifier")
                .is_some_and(|q| q != "inferred");
            let serial = self.builder.reference.kind == Kind::Periodical;
            if point(&best) == "start" && serial {
                let end = found.iter().find(|at| point(at) == "end");
                date.end = end
                    .and_then(|at| dates::printed(&tree.value(*at)))
                    .and_then(|end| end.start)
                    // 9999: it still appears.
                    .filter(|end| end.year < 9999);
            }
            self.builder.date(DateField::Issued, date, tree.place(best));
            return;
        }
    }
}
