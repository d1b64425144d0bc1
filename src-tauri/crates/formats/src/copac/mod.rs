//! Copac, the union catalogue of British libraries: `TI- Homes and rooms`, a record ends at
//! an empty line or the next `TI`.

use crate::build::Builder;
use crate::tagged::{Field, fields};
use crate::{Reading, catalogue, dates, languages};
use diglot_model::{ContributorRole, DateField, ReferenceType, ScalarField, TextField};
use diglot_text::names::NameOrder;
use diglot_text::tidy::tidy;

const FORMAT: &str = "copac";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let fields = scan(text);
    let has = |tag: &str| fields.iter().any(|f| f.tag == tag);
    let own = ["AU", "PU", "PY", "HL", "PD", "SE", "IS"]
        .into_iter()
        .filter(|tag| has(tag))
        .count();
    (has("TI") && own >= 2).then(|| (85, format!("Copac's tags: TI- and {own} others")))
}

/// Reads all records of a text.
pub(crate) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    let fields = scan(text);
    // A record is what stands between empty lines; a second title begins another.
    let mut start = 0;
    let mut titled = false;
    for i in 0..=fields.len() {
        let begins = fields
            .get(i)
            .is_none_or(|f| f.after_blank || f.tag == "TI" && titled);
        if begins && i > start {
            reading.records.push(record(text, &fields[start..i]));
            start = i;
            titled = false;
        }
        titled |= fields.get(i).is_some_and(|f| f.tag == "TI");
    }
    reading
}

fn scan(text: &str) -> Vec<Field> {
    fields(text, |line| {
        let tag = line.get(..2)?;
        let letters = tag.bytes().all(|b| b.is_ascii_alphanumeric())
            && !tag.starts_with(|c: char| c.is_ascii_digit());
        let rest = line[2..].strip_prefix('-')?;
        (letters && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some((tag, 3))
    })
}

fn record(text: &str, fields: &[Field]) -> crate::Record {
    let end = fields.last().map_or(0, |f| f.range.end);
    let start = fields.first().map_or(end, |f| f.range.start);
    let mut b = Builder::new(text, start..end, FORMAT);
    // A catalogue of books; what a record is else shows in no field.
    b.reference.kind = ReferenceType::Book;
    people(&mut b, text, fields);
    for field in fields {
        let range = field.value.clone();
        let value = tidy(&text[range.clone()]);
        if value.is_empty() {
            continue;
        }
        match field.tag.as_str() {
            "TI" if b.reference.title().is_none() => {
                b.text_value(TextField::Title, catalogue::part(&value), range);
            }
            "AU" => {}
            "SE" => {
                let (series, number) = value.split_once(" ; ").unwrap_or((&value, ""));
                b.text_value(
                    TextField::CollectionTitle,
                    catalogue::part(series),
                    range.clone(),
                );
                b.scalar_value(
                    ScalarField::CollectionNumber,
                    catalogue::part(number),
                    range,
                );
            }
            "PU" => {
                let (place, publisher) = catalogue::imprint(&value);
                b.text_value(TextField::PublisherPlace, place, range.clone());
                b.text_value(TextField::Publisher, publisher, range);
            }
            "PY" => match dates::printed(&value) {
                Some(date) => b.date(DateField::Issued, date, range),
                None => b.unmapped("PY", &value),
            },
            "PD" => {
                if let Some(count) = catalogue::pages(&value) {
                    b.scalar_value(ScalarField::NumberOfPages, count.to_owned(), range);
                }
                b.unmapped("PD", &value);
            }
            "ED" => b.scalar_value(ScalarField::Edition, catalogue::part(&value), range),
            "IS" => {
                if !b.serial_values(&value, &range) {
                    b.unmapped("IS", &value);
                }
            }
            "NT" => b.text_field(TextField::Note, range),
            "AB" => b.abstract_value(&value, range),
            "KW" => b.keyword(value, &range),
            "LA" if languages::state(&mut b, &value, &range) => {}
            "UR" if b.url_value(&value, &range) => {}
            tag => b.unmapped(tag, &value),
        }
    }
    b.finish()
}

fn people(b: &mut Builder<'_>, text: &str, fields: &[Field]) {
    for field in fields.iter().filter(|f| f.tag == "AU") {
        let (name, role) = catalogue::name(&text[field.value.clone()]);
        let role = match role.as_deref() {
            Some("ed" | "editor" | "eds") => ContributorRole::Editor,
            Some("translator" | "tr" | "trans") => ContributorRole::Translator,
            _ => ContributorRole::Author,
        };
        let range = field.value.clone();
        if name.contains(',') {
            b.people_values(role, &[(name, range)], NameOrder::FamilyFirst);
        } else if !name.is_empty() {
            // The catalogue inverts every person: what has no comma is a body.
            b.person_value(role, diglot_model::Name::literal(name), range);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::fixture;
    use diglot_model::Name;

    const TEXT: &str = include_str!("../../fixtures/copac/three.txt");

    #[test]
    fn records() {
        let reading = read(TEXT);
        assert_eq!(reading.records.len(), 2);
        let r = &reading.records[0].reference;
        assert_eq!(r.title(), Some("Homes and rooms : a handbook"));
        assert_eq!(
            r.contributors[0].name(),
            Some(&Name::person("Moe", "Cathrine"))
        );
        assert!(matches!(
            r.contributors[1].name(),
            Some(Name::Literal { .. })
        ));
        assert_eq!(
            r.text(TextField::CollectionTitle).unwrap().text,
            "Studies in living"
        );
        assert_eq!(r.scalar(ScalarField::CollectionNumber), Some("no. 4"));
        assert_eq!(
            r.text(TextField::PublisherPlace).unwrap().text,
            "Oslo ; Bergen"
        );
        assert_eq!(r.scalar(ScalarField::NumberOfPages), Some("212"));
        assert_eq!(r.identifiers.len(), 1);
        assert!(
            r.keywords[0]
                .text
                .ends_with("Application of light, to 1980")
        );
        let left: Vec<_> = r.unmapped.iter().map(|u| &*u.tag).collect();
        assert_eq!(left, ["PD", "HL", "DT"]);
        assert_eq!(reading.records[1].reference.year(), Some(1990));
        let crlf = read(&TEXT.replace('\n', "\r\n"));
        assert_eq!(crlf.records.len(), 2);
        // Without the empty line the next title begins the next record.
        assert_eq!(read(&TEXT.replace("\n\n", "\n")).records.len(), 2);
    }

    #[test]
    fn detection() {
        assert_eq!(detect(TEXT).map(|d| d.0), Some(85));
        for other in [
            "TY  - JOUR\nTI  - Rooms\nAU  - Moe\nPY  - 1990\nER  - ",
            "PMID- 1\nTI  - Rooms\nAU  - Moe C\nIS  - 1234-5678",
            "A- one\nB- two",
        ] {
            assert_eq!(detect(other), None, "{other}");
        }
    }

    #[test]
    fn the_fixture_in_all_its_clothes() {
        fixture::references(TEXT, read);
        fixture::same_in_other_clothes(TEXT, read);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "((TI|AU|PU|PY|SE|\\PC{0,2})- [a-zA-Z0-9,;: 一-丁]{0,14}(\n|\n\n|\r\n)?){0,10}\\PC{0,20}") {
            fixture::is_read(&text, read);
            detect(&text);
        }
    }
}
