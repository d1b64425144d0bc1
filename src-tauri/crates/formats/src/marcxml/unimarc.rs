//! From a UNIMARC record to a reference; CNMARC, which Chinese libraries write, is one with
//! pinyin beside titles and names and the Chinese classification in 690.

use super::fields::{Field, Fields};
use super::people;
use crate::Record;
use crate::build::Builder;
use crate::{catalogue, dates, languages};
use diglot_model::{
    Classification, ClassificationScheme, Contributor, ContributorRole, DateField, Keyword,
    KeywordKind, LocalizedText, Name, NameVariant, NameVariants, ReferenceType as Kind,
    ScalarField, Sourced, TextField,
};
use diglot_text::names::{NameOrder, parse_name};
use diglot_text::script;
use std::ops::Range;

/// Maps one record.
pub(super) fn record(
    text: &str,
    range: Range<usize>,
    fields: &Fields,
    format: &'static str,
) -> Record {
    let mut b = Builder::new(text, range, format);
    b.reference.kind = kind(fields);
    for field in &fields.data {
        read(&mut b, field);
    }
    if let Some(field) = fields.first("101") {
        languages::state(&mut b, field.get('a'), &field.range);
    }
    b.finish()
}

fn kind(fields: &Fields) -> Kind {
    let mut leader = fields.leader.chars().skip(6);
    let (sort, level) = (leader.next(), leader.next());
    let host = fields.first("461").or_else(|| fields.first("463"));
    match (sort, level) {
        _ if fields.first("328").is_some() => Kind::Thesis,
        (_, Some('a')) if host.is_some() => {
            if fields.first("011").is_some() {
                Kind::ArticleJournal
            } else {
                Kind::Chapter
            }
        }
        (_, Some('s')) => Kind::Periodical,
        (Some('e' | 'f'), _) => Kind::Map,
        (Some('g'), _) => Kind::MotionPicture,
        (Some('i' | 'j'), _) => Kind::Song,
        (Some('k'), _) => Kind::Graphic,
        (Some('b'), _) => Kind::Manuscript,
        _ => Kind::Book,
    }
}

fn read(b: &mut Builder<'_>, field: &Field) {
    let range = field.range.clone();
    let a = field.get('a').to_owned();
    match field.tag.as_str() {
        "010" | "011" => {
            b.serial_values(&a, &range);
        }
        "017" => {
            b.doi_value(&a, range);
        }
        "200" => title(b, field),
        "205" => b.scalar_value(ScalarField::Edition, catalogue::part(&a), range),
        "210" | "214" => {
            b.text_value(
                TextField::PublisherPlace,
                catalogue::part(&a),
                range.clone(),
            );
            b.text_value(
                TextField::Publisher,
                catalogue::part(field.get('c')),
                range.clone(),
            );
            if let Some(date) = dates::printed(field.get('d')) {
                b.date(DateField::Issued, date, range);
            }
        }
        "215" => {
            if let Some(count) = catalogue::pages(&a) {
                b.scalar_value(ScalarField::NumberOfPages, count.to_owned(), range);
            }
            b.unmapped("215", &field.printed());
        }
        "225" => {
            b.text_value(
                TextField::CollectionTitle,
                catalogue::part(&a),
                range.clone(),
            );
            b.scalar_value(
                ScalarField::CollectionNumber,
                catalogue::part(field.get('v')),
                range,
            );
        }
        "300" => b.text_value(TextField::Note, a, range),
        "328" => b.text_value(TextField::Genre, catalogue::part(&a), range),
        "330" => b.abstract_values(&a, range),
        "461" | "463" => {
            b.text_value(
                TextField::ContainerTitle,
                catalogue::part(field.get('t')),
                range.clone(),
            );
            b.scalar_value(ScalarField::Volume, catalogue::part(field.get('v')), range);
        }
        "510" | "541" => b.text_value(TextField::Title, catalogue::part(&a), range),
        "600" | "601" | "605" | "606" | "607" | "610" => {
            let codes = if field.tag == "610" { "a" } else { "abxyz" };
            let parts: Vec<String> = field.all(codes).map(catalogue::part).collect();
            let values = if field.tag == "610" {
                parts
            } else {
                vec![parts.join(" -- ")]
            };
            let span = b.span(&range);
            for text in values.into_iter().filter(|t| !t.is_empty()) {
                let keyword = Keyword {
                    lang: script::language_of(&text),
                    text,
                    kind: KeywordKind::Subject,
                };
                b.reference.keywords.push(Sourced::at(keyword, span));
            }
        }
        "676" | "680" | "686" | "690" => {
            let scheme = match field.tag.as_str() {
                "690" => ClassificationScheme::Clc,
                "676" => ClassificationScheme::Other("ddc".to_owned()),
                "680" => ClassificationScheme::Other("lcc".to_owned()),
                _ => ClassificationScheme::Other("other".to_owned()),
            };
            let span = b.span(&range);
            let code = Classification {
                scheme,
                code: a,
                label: None,
            };
            b.reference.classifications.push(Sourced::at(code, span));
        }
        "700" | "701" | "702" => person(b, field),
        "710" | "711" | "712" => {
            let name = people::body(field);
            let role = if field.tag == "712" {
                ContributorRole::Other
            } else {
                ContributorRole::Author
            };
            if !name.is_empty() {
                b.person_value(role, Name::literal(name), range);
            }
        }
        "856" => {
            b.url_value(field.get('u'), &range);
        }
        "101" => {}
        tag => b.unmapped(tag, &field.printed()),
    }
}

/// 200: `$a` title, `$e` other title information, `$d` parallel title, `$h $i` part.
fn title(b: &mut Builder<'_>, field: &Field) {
    let range = field.range.clone();
    // What stands behind a parallel title belongs to that one.
    let own = field.subfields.iter().take_while(|s| s.code != 'd');
    let of = |code: char| -> String {
        let found: Vec<&str> = own
            .clone()
            .filter(|s| s.code == code)
            .map(|s| s.value.as_str())
            .collect();
        found.join(" ")
    };
    let mut title = catalogue::title(&of('a'), &of('e'));
    for part in [of('h'), of('i')] {
        if !part.is_empty() {
            title = format!(
                "{}. {}",
                title.trim_end_matches('.'),
                catalogue::part(&part)
            );
        }
    }
    b.text_value(TextField::Title, title, range);
    for parallel in field.subfields.iter().filter(|s| s.code == 'd') {
        let text = catalogue::part(&parallel.value);
        let span = b.span(&parallel.range);
        let lang =
            languages::language(field.get('z')).unwrap_or_else(|| script::language_of(&text));
        b.reference.add_text(
            TextField::Title,
            Sourced::at(LocalizedText::new(lang, text), span),
        );
    }
    for code in ['f', 'g'] {
        if !field.get(code).is_empty() {
            b.unmapped(&format!("200${code}"), field.get(code));
        }
    }
}

fn person(b: &mut Builder<'_>, field: &Field) {
    let (family, _) = catalogue::name(field.get('a'));
    let given = field.get('b').trim_matches([',', ' ']);
    if family.is_empty() {
        return;
    }
    let name = match given {
        "" => parse_name(&family, NameOrder::FamilyFirst),
        given => parse_name(&format!("{family}, {given}"), NameOrder::FamilyFirst),
    };
    let role = match field.get('4') {
        "070" | "" if field.tag != "702" => ContributorRole::Author,
        "730" | "译" => ContributorRole::Translator,
        "340" | "651" | "主编" => ContributorRole::Editor,
        "727" => ContributorRole::Supervisor,
        "著" | "070" => ContributorRole::Author,
        _ if field.tag == "702" => ContributorRole::Other,
        _ => ContributorRole::Author,
    };
    let whole = name.family();
    let lang = script::has_han(&whole).then(|| script::language_of(&whole));
    let mut names = NameVariants::from([NameVariant { lang, name }]);
    // CNMARC: the name in pinyin.
    let pinyin = field.get('A');
    if !pinyin.is_empty() && script::has_han(&whole) {
        names.push(NameVariant {
            lang: None,
            name: parse_name(pinyin, NameOrder::FamilyFirst),
        });
    }
    let span = b.span(&field.range);
    let contributor = Contributor {
        role,
        names,
        ..Contributor::default()
    };
    b.reference
        .contributors
        .push(Sourced::at(contributor, span));
}
