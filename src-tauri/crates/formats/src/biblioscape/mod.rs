//! Biblioscape's tag file: `--TI-- Homes and rooms`, a record ends with `------`.

use crate::build::Builder;
use crate::citation::normalise_pages;
use crate::people::read_names;
use crate::tagged::{Field, fields, unwrapped};
use crate::{Diagnostic, Reading, Severity, dates, languages};
use diglot_model::{ContributorRole, DateField, ReferenceType as Kind, ScalarField, TextField};
use diglot_text::names::NameOrder;
use diglot_text::tidy::tidy;
use std::ops::Range;

const FORMAT: &str = "biblioscape";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let tags = scan(text).iter().filter(|f| f.tag != END).count();
    (tags >= 2).then(|| (92, format!("{tags} of Biblioscape's tags")))
}

/// Reads all records of a text.
pub(crate) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    for fields in scan(text).split_inclusive(|f| f.tag == END) {
        let ended = fields.last().is_some_and(|f| f.tag == END);
        let fields = &fields[..fields.len() - usize::from(ended)];
        let (Some(first), Some(last)) = (fields.first(), fields.last()) else {
            continue;
        };
        let range = first.range.start..last.range.end;
        if !ended {
            reading.diagnostics.push(Diagnostic {
                record: Some(reading.records.len()),
                span: Some(last.range.clone()),
                severity: Severity::Note,
                code: "biblioscape-no-end",
                message: "The record has no line of dashes behind it; it was read up to the end of the text."
                    .to_owned(),
            });
        }
        reading.records.push(record(text, range, fields));
    }
    reading
}

/// The tag of the line that ends a record.
const END: &str = "------";

fn scan(text: &str) -> Vec<Field> {
    fields(text, |line| {
        if line.len() >= END.len() && line.bytes().all(|b| b == b'-') {
            return Some((&line[..END.len()], line.len()));
        }
        let rest = line.strip_prefix("--")?;
        let tag = rest.get(..2)?;
        let letters = tag.bytes().all(|b| b.is_ascii_alphanumeric());
        (letters && rest[2..].starts_with("--")).then_some((tag, 6))
    })
}

fn record(text: &str, range: Range<usize>, fields: &[Field]) -> crate::Record {
    let mut b = Builder::new(text, range, FORMAT);
    let first = |tag: &str| {
        let field = fields.iter().find(|f| f.tag == tag && !f.value.is_empty());
        field.map(|f| f.value.clone())
    };
    // The type of the work tells more than that of the record.
    let kind = ["TW", "RT"]
        .into_iter()
        .filter_map(&first)
        .find_map(|range| kind_of(&text[range]));
    b.reference.kind = kind.unwrap_or(Kind::Document);
    if let Some(range) = first("TI") {
        b.text_field(TextField::Title, range);
    }
    for (tag, role) in [
        ("AU", ContributorRole::Author),
        ("SA", ContributorRole::Editor),
        ("TA", ContributorRole::Other),
        ("QA", ContributorRole::Other),
    ] {
        let ranges: Vec<_> = first(tag).into_iter().collect();
        read_names(&mut b, text, &ranges, role, NameOrder::FamilyFirst);
    }
    pages(&mut b, text, first("PS"), first("PE"));
    for field in fields {
        plain(&mut b, text, field);
    }
    b.finish()
}

/// The type that a name says.
fn kind_of(name: &str) -> Option<Kind> {
    let name = name.to_lowercase();
    [
        ("newspaper", Kind::ArticleNewspaper),
        ("magazine", Kind::ArticleMagazine),
        ("article", Kind::ArticleJournal),
        ("journal", Kind::ArticleJournal),
        ("book section", Kind::Chapter),
        ("chapter", Kind::Chapter),
        ("book", Kind::Book),
        ("conference", Kind::PaperConference),
        ("proceedings", Kind::PaperConference),
        ("report", Kind::Report),
        ("thesis", Kind::Thesis),
        ("patent", Kind::Patent),
        ("web", Kind::Webpage),
    ]
    .into_iter()
    .find(|(word, _)| name.contains(word))
    .map(|(_, kind)| kind)
}

fn pages(b: &mut Builder<'_>, text: &str, from: Option<Range<usize>>, to: Option<Range<usize>>) {
    let Some(range) = from.clone().or_else(|| to.clone()) else {
        return;
    };
    let first = normalise_pages(&text[range.clone()]);
    let last = from.and(to).map(|r| normalise_pages(&text[r]));
    let pages = match last {
        Some(last) if last != first && !first.contains('-') => format!("{first}-{last}"),
        _ => first,
    };
    b.scalar_value(ScalarField::Page, pages, range);
}

fn plain(b: &mut Builder<'_>, text: &str, field: &Field) {
    let range = field.value.clone();
    let value = tidy(&text[range.clone()]);
    if value.is_empty() {
        return;
    }
    match field.tag.as_str() {
        "ST" => b.text_field(TextField::ContainerTitle, range),
        "TH" => b.text_field(TextField::TitleShort, range),
        "YP" => match dates::printed(&value) {
            Some(date) => b.date(DateField::Issued, date, range),
            None => b.unmapped("YP", &value),
        },
        "VL" => b.scalar(ScalarField::Volume, range),
        "NB" => b.scalar(ScalarField::Issue, range),
        "ED" => b.scalar(ScalarField::Edition, range),
        "SE" => b.scalar(ScalarField::ChapterNumber, range),
        "KW" => b.keywords(&[range], false),
        "PB" => b.text_field(TextField::Publisher, range),
        "NT" => b.text_field(TextField::Note, range),
        "AD" => b.affiliation(range),
        "IS" => {
            if !b.serial_values(&value, &range) {
                b.unmapped("IS", &value);
            }
        }
        "AB" => b.abstract_value(&unwrapped(&text[range.clone()]), range),
        "LG" if languages::state(b, &value, &range) => {}
        "UR" | "AT" if b.url_value(&value, &range) => {}
        "TI" | "AU" | "SA" | "TA" | "QA" | "PS" | "PE" => {}
        "RT" | "TW" if kind_of(&value).is_some() => {}
        tag => b.unmapped(tag, &value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::fixture;

    const TEXT: &str = include_str!("../../fixtures/biblioscape/three.txt");

    #[test]
    fn records() {
        let reading = read(TEXT);
        assert_eq!(reading.records.len(), 2);
        let r = &reading.records[0].reference;
        assert_eq!(r.kind, Kind::ArticleJournal);
        assert_eq!(r.container_title(), Some("Journal of Light"));
        assert_eq!(r.contributors[1].name().unwrap().given(), "O. M.");
        assert_eq!(r.scalar(ScalarField::Page), Some("37-52"));
        assert_eq!(r.abstracts[0].plain(), "People read longer in warm light.");
        assert_eq!(r.urls.len(), 1);
        let left: Vec<_> = r.unmapped.iter().map(|u| &*u.tag).collect();
        assert_eq!(left, ["C1"]);
        let second = &reading.records[1].reference;
        assert_eq!(second.kind, Kind::Chapter);
        assert_eq!(second.contributors[0].role, ContributorRole::Editor);
        assert_eq!(reading.diagnostics[0].code, "biblioscape-no-end");
    }

    #[test]
    fn detection() {
        assert_eq!(detect(TEXT).map(|d| d.0), Some(92));
        assert_eq!(detect("------\n--a--\n--verbose -- x"), None);
    }

    #[test]
    fn the_fixture_in_all_its_clothes() {
        fixture::references(TEXT, read);
        fixture::same_in_other_clothes(TEXT, read);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "(--(AU|TI|ST|YP|PS|PE|\\PC{0,2})-- [a-zA-Z0-9,;: 一-丁]{0,14}(\n|------\n|\r\n)?){0,10}\\PC{0,20}") {
            fixture::is_read(&text, read);
            detect(&text);
        }
    }
}
