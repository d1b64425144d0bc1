//! The exports of SilverPlatter (WebSPIRS) and of INSPEC, tags of two letters before a
//! colon or a tilde: `TI: Homes and rooms`. A record begins at a line that counts it, at an
//! empty line, or at the next title.

use crate::build::Builder;
use crate::citation::read_journal_line;
use crate::tagged::{Field, fields, unwrapped};
use crate::{Reading, Record, dates, languages};
use diglot_model::{ContributorRole, DateField, KeywordKind, ReferenceType, TextField};
use diglot_text::names::NameOrder;
use diglot_text::tidy::tidy;
use std::ops::Range;

/// The format's name in files and in unmapped fields.
pub(crate) const FORMAT: &str = "silverplatter";

/// Scores a text; see [`crate::detect`].
pub(crate) fn detect(text: &str) -> Option<(u8, String)> {
    let fields = scan(text);
    let has = |tag: &str| fields.iter().any(|f| f.tag == tag);
    let own = [
        "AU", "SO", "PY", "AB", "AN", "DE", "DT", "RT", "LA", "IS", "PU", "JN",
    ];
    let own = own.into_iter().filter(|tag| has(tag)).count();
    (has("TI") && own >= 3).then(|| (88, format!("tags of SilverPlatter: TI: and {own} others")))
}

/// Reads all records of a text.
pub(crate) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    let all = scan(text);
    let mut start = 0;
    let mut titled = false;
    for i in 0..=all.len() {
        // An empty line alone may stand within a long abstract.
        let begins = all.get(i).is_none_or(|f| {
            f.tag == COUNT || f.tag == "TI" && titled || f.after_blank && titled && head(&all[i..])
        });
        if begins && i > start {
            reading.records.extend(record(text, &all[start..i]));
            start = i;
            titled = false;
        }
        titled |= all.get(i).is_some_and(|f| f.tag == "TI");
    }
    reading
}

/// Whether a title stands among the next few fields, before another record can begin.
fn head(fields: &[Field]) -> bool {
    let next = fields.iter().take(6);
    next.take_while(|f| f.tag != COUNT).any(|f| f.tag == "TI")
}

/// The tag under which lines that count records are kept.
const COUNT: &str = "#";

fn scan(text: &str) -> Vec<Field> {
    fields(text, |line| {
        let counts = line.starts_with("Record") && line.to_ascii_uppercase().contains("INSPEC")
            || is_count(line);
        if counts {
            return Some((COUNT, line.len()));
        }
        let tag = line.get(..2)?;
        if !tag.bytes().all(|b| b.is_ascii_uppercase()) {
            return None;
        }
        let rest = line[2..].trim_start_matches(' ');
        let spaces = line.len() - 2 - rest.len();
        let mark = rest.starts_with([':', '~']) && spaces <= 2;
        let behind = rest.get(1..).unwrap_or_default();
        (mark && (behind.is_empty() || behind.starts_with([' ', '\t'])))
            .then_some((tag, 2 + spaces + 1))
    })
}

/// `Record 3 of 17 - INSPEC 1990-1998`, `3 of 17`
fn is_count(line: &str) -> bool {
    let line = line.strip_prefix("Record ").unwrap_or(line);
    let mut words = line.split_whitespace();
    let number = |word: Option<&str>| {
        word.is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit()) && w.len() < 9)
    };
    number(words.next()) && words.next() == Some("of") && number(words.next())
}

fn record(text: &str, fields: &[Field]) -> Option<Record> {
    let end = fields.last()?.range.end;
    let start = fields.first()?.range.start;
    if fields.iter().all(|f| f.tag == COUNT) {
        return None;
    }
    let mut b = Builder::new(text, start..end, FORMAT);
    b.reference.kind = kind(text, fields);
    for field in fields {
        let range = field.value.clone();
        let value = tidy(&text[range.clone()]);
        if value.is_empty() || field.tag == COUNT {
            continue;
        }
        match field.tag.as_str() {
            "TI" if b.reference.title().is_none() => {
                b.text_value(TextField::Title, without_stop(&value), range);
            }
            "AU" => people(&mut b, ContributorRole::Author, &value, range),
            "ED" => people(&mut b, ContributorRole::Editor, &value, range),
            "SO" => source(&mut b, text, range),
            "JN" => b.text_value(TextField::ContainerTitle, value, range),
            "PY" => match dates::printed(&value) {
                Some(date) => b.date(DateField::Issued, date, range),
                None => b.unmapped("PY", &value),
            },
            "AB" => b.abstract_value(&unwrapped(&text[range.clone()]), range),
            "PU" | "PB" => {
                let (place, publisher) = match value.split_once(" : ") {
                    Some((place, publisher)) => (place.trim(), publisher.trim()),
                    None => ("", value.as_str()),
                };
                b.text_value(TextField::PublisherPlace, place.to_owned(), range.clone());
                b.text_value(TextField::Publisher, publisher.to_owned(), range);
            }
            "DE" | "KW" | "ID" | "MJ" | "MI" if value.contains([';', ',']) => {
                for word in value.split([';', ',']).map(tidy).filter(|w| !w.is_empty()) {
                    b.put_keyword(word, KeywordKind::Index, range.clone());
                }
            }
            "IS" | "SN" => {
                if !b.serial_values(&value, &range) {
                    b.unmapped(&field.tag, &value);
                }
            }
            "LA" if languages::state(&mut b, &value, &range) => {}
            "DO" if b.doi_value(&value, range.clone()) => {}
            "UR" if b.url_value(&value, &range) => {}
            tag => b.unmapped(tag, &value),
        }
    }
    Some(b.finish())
}

/// What the fields that tell the type say, whatever database they are of.
fn kind(text: &str, fields: &[Field]) -> ReferenceType {
    let told = fields
        .iter()
        .filter(|f| matches!(f.tag.as_str(), "RT" | "DT" | "PT"))
        .map(|f| text[f.value.clone()].to_ascii_lowercase());
    for word in told {
        for (part, kind) in [
            ("journal", ReferenceType::ArticleJournal),
            ("conference", ReferenceType::PaperConference),
            ("dissertation", ReferenceType::Thesis),
            ("thesis", ReferenceType::Thesis),
            ("report", ReferenceType::Report),
            ("chapter", ReferenceType::Chapter),
            ("patent", ReferenceType::Patent),
            ("book", ReferenceType::Book),
        ] {
            if word.contains(part) {
                return kind;
            }
        }
    }
    ReferenceType::ArticleJournal
}

fn without_stop(title: &str) -> String {
    title.strip_suffix('.').unwrap_or(title).to_owned()
}

/// `Moe-CA; Dahl-E`, `Moe, Cathrine A; Dahl, Eli`
fn people(b: &mut Builder<'_>, role: ContributorRole, value: &str, range: Range<usize>) {
    for part in value.split(';').map(str::trim).filter(|p| !p.is_empty()) {
        // Family name and initials joined by a hyphen.
        let joined = part
            .rsplit_once('-')
            .filter(|(_, initials)| {
                (1..=4).contains(&initials.len())
                    && initials
                        .bytes()
                        .all(|c| c.is_ascii_uppercase() || c == b'.')
            })
            .filter(|_| !part.contains([',', ' ']));
        let name = match joined {
            Some((family, initials)) => format!("{}, {initials}", family.replace('_', " ")),
            None => part.to_owned(),
        };
        b.people_values(role, &[(name, range.clone())], NameOrder::FamilyFirst);
    }
}

/// `Journal of Homes. 1999; 12(3): 45-50`, `Journal-of-Homes. 1999 Jan; 12: 45-50`
fn source(b: &mut Builder<'_>, text: &str, range: Range<usize>) {
    // A wrapped value in one line, byte for byte where it stands.
    let line = text[range.clone()].replace(['\n', '\r', '\t'], " ");
    if !read_journal_line(b, &line, range.start) {
        b.unmapped("SO", &tidy(&line));
        return;
    }
    let journals = b.reference.texts.get_mut(&TextField::ContainerTitle);
    for journal in journals.into_iter().flatten() {
        if journal.text.matches('-').count() > 1 && !journal.text.contains(' ') {
            journal.value.text = journal.text.replace('-', " ");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::fixture;
    use diglot_model::{Name, ScalarField};

    const TEXT: &str = include_str!("../../fixtures/silverplatter/three.txt");

    #[test]
    fn records() {
        let reading = read(TEXT);
        assert_eq!(reading.records.len(), 3);
        let r = &reading.records[0].reference;
        assert_eq!(r.title(), Some("Lamps in the homes of the old"));
        let names: Vec<_> = r.contributors.iter().filter_map(|c| c.name()).collect();
        assert_eq!(
            names,
            [&Name::person("Moe", "CA"), &Name::person("Dahl", "E")]
        );
        let host =
            |r: &diglot_model::Reference| r.text(TextField::ContainerTitle).map(|t| t.text.clone());
        assert_eq!(host(r).as_deref(), Some("Journal of Homes"));
        assert_eq!(r.scalar(ScalarField::Volume), Some("12"));
        assert_eq!(r.scalar(ScalarField::Issue), Some("3"));
        assert_eq!(r.scalar(ScalarField::Page), Some("45-50"));
        assert_eq!(r.year(), Some(1999));
        assert_eq!(r.keywords.len(), 2);
        let r = &reading.records[1].reference;
        assert_eq!(host(r).as_deref(), Some("Annals of Windows"));
        assert_eq!(r.abstracts.len(), 1);
        let r = &reading.records[2].reference;
        assert_eq!(r.contributors[0].name(), Some(&Name::person("Lie", "Tor")));
        let place = r.text(TextField::PublisherPlace).map(|t| t.text.as_str());
        assert_eq!(place, Some("Bergen"));
        fixture::references(TEXT, read);
        // Without their empty lines the titles part the records.
        assert_eq!(read(&TEXT.replace("\n\n", "\n")).records.len(), 3);
    }

    #[test]
    fn detection() {
        assert_eq!(detect(TEXT).map(|d| d.0), Some(88));
        for other in [
            "TY  - JOUR\nTI  - Rooms\nAU  - Moe\nPY  - 1990\nER  - ",
            "TI- Rooms\nAU- Moe\nPY- 1990\nPU- Oslo",
            "AIM: To see.\nTI: one",
        ] {
            assert_eq!(detect(other), None, "{other}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "((TI|AU|SO|PY|AB|DE|Record 1 of 2 - INSPEC|\\PC{0,2}) ?[:~] ?[a-zA-Z0-9,;:. -一-丁]{0,14}(\n|\n\n|\r\n)?){0,10}\\PC{0,20}") {
            fixture::is_read(&text, read);
            detect(&text);
        }
    }
}
