//! From a MARC 21 record to a reference.

use super::fields::{Field, Fields};
use super::{component, people};
use crate::Record;
use crate::build::Builder;
use crate::{catalogue, dates, languages};
use diglot_model::{
    Classification, ClassificationScheme, DateField, Identifier, IdentifierScheme, Keyword,
    KeywordKind, LanguageTag, LocalizedText, ReferenceType as Kind, ScalarField, Sourced,
    TextField,
};
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
    titles(&mut b, fields);
    language(&mut b, fields);
    people::read(&mut b, fields);
    imprint(&mut b, fields);
    for field in &fields.data {
        plain(&mut b, field);
    }
    for field in fields.all("773") {
        component::read(&mut b, field);
    }
    if b.reference.issued().is_none()
        && let Some((year, at)) = fields.coded("008", 7..11)
        && let Some(date) = dates::printed(&year)
    {
        b.date(DateField::Issued, date, at);
    }
    if let Some((number, at)) = fields.control("001") {
        let scheme = IdentifierScheme::Other("record".to_owned());
        b.identifier(Identifier::new(scheme, number.trim()), at);
    }
    b.finish()
}

fn kind(fields: &Fields) -> Kind {
    let mut leader = fields.leader.chars().skip(6);
    let (sort, level) = (leader.next(), leader.next());
    if fields.first("502").is_some() {
        return Kind::Thesis;
    }
    if let Some(host) = fields.all("773").find_map(|f| component::kind(f, level)) {
        return host;
    }
    match (sort, level) {
        (Some('e' | 'f'), _) => Kind::Map,
        (Some('g'), _) => Kind::MotionPicture,
        (Some('c' | 'd'), _) => Kind::MusicalScore,
        (Some('i' | 'j'), _) => Kind::Song,
        (Some('k'), _) => Kind::Graphic,
        (Some('t'), _) => Kind::Manuscript,
        (Some('m'), _) if fields.first("020").is_none() => Kind::Software,
        (_, Some('s' | 'b')) => Kind::Periodical,
        _ => Kind::Book,
    }
}

/// Adds a text in a language, or in that of its script.
fn localized(
    b: &mut Builder<'_>,
    field: TextField,
    text: String,
    lang: Option<LanguageTag>,
    range: Range<usize>,
) {
    let lang = lang.unwrap_or_else(|| script::language_of(&text));
    let span = b.span(&range);
    b.reference
        .add_text(field, Sourced::at(LocalizedText::new(lang, text), span));
}

fn titles(b: &mut Builder<'_>, fields: &Fields) {
    let Some(main) = fields.first("245") else {
        return;
    };
    let twins: Vec<&Field> = fields.linked("245").collect();
    for twin in &twins {
        let (title, parallel) = title(twin);
        localized(b, TextField::Title, title, None, twin.range.clone());
        if let Some(parallel) = parallel {
            localized(b, TextField::Title, parallel, None, twin.range.clone());
        }
    }
    let (title, parallel) = title(main);
    let own = twins
        .first()
        .map(|t| script::language_of(t.get('a')))
        .filter(|l| !l.is_english());
    // The main title is the romanised one when another field has it in its own script.
    let lang = own.map(|l| LanguageTag::new(&format!("{}-Latn", l.primary())));
    localized(b, TextField::Title, title, lang, main.range.clone());
    if let Some(parallel) = parallel {
        let known = b.reference.texts(TextField::Title);
        let said = known.iter().any(|t| t.text == parallel);
        let lang = script::language_of(&parallel);
        if !said && known.iter().any(|t| t.lang == lang) {
            b.unmapped("245$b", &parallel);
        } else {
            localized(b, TextField::Title, parallel, None, main.range.clone());
        }
    }
    if !main.get('c').is_empty() {
        b.unmapped("245$c", main.get('c'));
    }
    if !main.get('h').is_empty() {
        let medium = main.get('h').trim_matches(['[', ']', '.', ':', '/', ' ']);
        b.scalar_value(ScalarField::Medium, medium.to_owned(), main.range.clone());
    }
}

/// The title of a field, and the parallel title that `=` sets off.
fn title(field: &Field) -> (String, Option<String>) {
    let main = field.get('a');
    let mut rest: Vec<&str> = field.all("b").collect();
    let mut parallel = None;
    if main.trim_end().ends_with('=') {
        parallel = (!rest.is_empty()).then(|| catalogue::part(rest.remove(0)));
    }
    let joined = rest.join(" ");
    let (subtitle, other) = match joined.split_once(" = ") {
        Some((subtitle, other)) => (subtitle, Some(catalogue::part(other))),
        None => (joined.as_str(), None),
    };
    let mut whole = catalogue::title(main, subtitle);
    let (number, name) = (
        catalogue::part(field.get('n')),
        catalogue::part(field.get('p')),
    );
    let part = match (number.is_empty(), name.is_empty()) {
        (false, false) => format!("{number}: {name}"),
        (false, true) => number,
        _ => name,
    };
    if !part.is_empty() {
        whole = format!("{}. {part}", whole.trim_end_matches('.'));
    }
    (whole, parallel.or(other).filter(|p| !p.is_empty()))
}

fn language(b: &mut Builder<'_>, fields: &Fields) {
    for field in fields.all("041") {
        for subfield in field.subfields.iter().filter(|s| s.code == 'a') {
            // Older records write codes together: `engchi`.
            let first = subfield.value.get(..3).unwrap_or(&subfield.value);
            if languages::state(b, first, &subfield.range) {
                return;
            }
        }
    }
    if let Some((code, at)) = fields.coded("008", 35..38) {
        languages::state(b, &code, &at);
    }
}

/// Place, publisher and date: 260, or the 264 of publication.
fn imprint(b: &mut Builder<'_>, fields: &Fields) {
    let found = fields
        .first("260")
        .into_iter()
        .chain(fields.all("264").filter(|f| f.indicators[1] == '1'))
        .chain(fields.all("264").filter(|f| f.indicators[1] != '1'));
    for field in found {
        for subfield in &field.subfields {
            let range = subfield.range.clone();
            let value = catalogue::part(&subfield.value);
            let value = value.trim_matches(['[', ']']).to_owned();
            let free = |b: &Builder<'_>, f| b.reference.texts(f).is_empty();
            match subfield.code {
                'a' if free(b, TextField::PublisherPlace) => {
                    b.text_value(TextField::PublisherPlace, value, range);
                }
                'b' if free(b, TextField::Publisher) => {
                    b.text_value(TextField::Publisher, value, range);
                }
                'c' => {
                    if let Some(date) = dates::printed(&subfield.value) {
                        b.date(DateField::Issued, date, range);
                    }
                }
                _ => {}
            }
        }
        if let Some(twin) = fields.twin(field)
            && let Some(publisher) = twin.subfield('b')
        {
            let value = catalogue::part(&publisher.value);
            b.text_value(TextField::Publisher, value, publisher.range.clone());
        }
    }
}

/// Fields that need no other.
fn plain(b: &mut Builder<'_>, field: &Field) {
    let a = field.get('a').to_owned();
    let range = field.range.clone();
    match field.tag.as_str() {
        "020" | "022" => {
            if !a.is_empty() && !b.serial_values(&a, &range) {
                b.unmapped(&field.tag, &a);
            }
        }
        "024" => standard_number(b, field, &a),
        "010" => other_identifier(b, "LCCN", &a, range),
        "035" => match a.strip_prefix("(OCoLC)") {
            Some(number) => other_identifier(b, "OCLC", number, range),
            None => b.unmapped("035", &a),
        },
        "050" | "060" | "080" | "082" | "084" | "090" => classification(b, field),
        "111" | "711" => {
            let words: Vec<String> = field.all("a").map(catalogue::part).collect();
            b.text_value(TextField::EventTitle, words.join(" "), range.clone());
            b.text_value(
                TextField::EventPlace,
                catalogue::part(field.get('c')),
                range,
            );
        }
        "242" => {
            let lang = languages::language(field.get('y'));
            localized(b, TextField::Title, title(field).0, lang, range);
        }
        "246" => variant_title(b, field),
        "250" => b.scalar_value(ScalarField::Edition, catalogue::part(&a), range),
        "300" => {
            if let Some(count) = catalogue::pages(&a) {
                b.scalar_value(ScalarField::NumberOfPages, count.to_owned(), range);
            }
            b.unmapped("300", &field.printed());
        }
        "440" | "490" => {
            b.text_value(
                TextField::CollectionTitle,
                catalogue::part(&a),
                range.clone(),
            );
            let number = catalogue::part(field.get('v'));
            b.scalar_value(ScalarField::CollectionNumber, number, range.clone());
            b.serial_values(field.get('x'), &range);
        }
        "830" if b.reference.texts(TextField::CollectionTitle).is_empty() => {
            b.text_value(
                TextField::CollectionTitle,
                catalogue::part(&a),
                range.clone(),
            );
            let number = catalogue::part(field.get('v'));
            b.scalar_value(ScalarField::CollectionNumber, number, range);
        }
        "500" => b.text_value(TextField::Note, a, range),
        "502" => thesis(b, field),
        "520" => {
            // A review is no abstract.
            if field.indicators[0] == '1' {
                b.unmapped("520", &field.printed());
            } else {
                let words: Vec<&str> = field.all("ab").collect();
                summary(b, &words.join(" "), range);
            }
        }
        "536" => b.text_value(TextField::Funding, a, range),
        "600" | "610" | "611" | "630" | "648" | "650" | "651" | "653" | "654" | "655" => {
            subjects(b, field);
        }
        "765" => {
            let title = catalogue::part(field.get('t'));
            b.text_value(TextField::OriginalTitle, title, range);
        }
        "856" | "966" => {
            for subfield in field.subfields.iter().filter(|s| s.code == 'u') {
                let value = subfield.value.clone();
                if value.contains("doi.org/") && b.reference.doi().is_none() {
                    b.doi_value(&value, subfield.range.clone());
                }
                b.url_value(&value, &subfield.range);
            }
        }
        "852" => {
            let number: Vec<&str> = field.all("hi").collect();
            b.scalar_value(ScalarField::CallNumber, number.join(" "), range);
        }
        "880" => linked(b, field),
        "245" | "260" | "264" | "041" | "100" | "110" | "700" | "710" | "773" => {}
        tag => b.unmapped(tag, &field.printed()),
    }
}

fn other_identifier(b: &mut Builder<'_>, scheme: &str, value: &str, range: Range<usize>) {
    let value = value.trim();
    if !value.is_empty() {
        let scheme = IdentifierScheme::Other(scheme.to_owned());
        b.identifier(Identifier::new(scheme, value), range);
    }
}

fn standard_number(b: &mut Builder<'_>, field: &Field, value: &str) {
    let source = field.get('2').to_lowercase();
    let range = field.range.clone();
    match source.as_str() {
        "doi" => {
            b.doi_value(value, range);
        }
        "" if b.doi_value(value, range.clone()) => {}
        "hdl" | "uri" if b.url_value(value, &range) => {}
        "" => b.unmapped("024", value),
        other => other_identifier(b, other, value, range),
    }
}

fn classification(b: &mut Builder<'_>, field: &Field) {
    let source = field.get('2').to_lowercase();
    let scheme = match field.tag.as_str() {
        _ if source == "clc" => ClassificationScheme::Clc,
        "050" | "090" => ClassificationScheme::Other("lcc".to_owned()),
        "060" => ClassificationScheme::Other("nlm".to_owned()),
        "080" => ClassificationScheme::Other("udc".to_owned()),
        "082" => ClassificationScheme::Other("ddc".to_owned()),
        _ => ClassificationScheme::Other(if source.is_empty() {
            "other".to_owned()
        } else {
            source
        }),
    };
    let codes: Vec<&str> = if matches!(field.tag.as_str(), "050" | "060" | "090") {
        vec![field.get('a')]
    } else {
        field.all("a").collect()
    };
    let span = b.span(&field.range);
    for code in codes.into_iter().filter(|c| !c.is_empty()) {
        let value = Classification {
            scheme: scheme.clone(),
            code: code.replace('/', ""),
            label: None,
        };
        b.reference.classifications.push(Sourced::at(value, span));
    }
}

/// 246: a parallel title is one in another language; others are variants.
fn variant_title(b: &mut Builder<'_>, field: &Field) {
    let (title, _) = title(field);
    let lang = script::language_of(&title);
    let titles = b.reference.texts(TextField::Title);
    let another = titles.iter().all(|t| !t.lang.same_language(&lang));
    if another && matches!(field.indicators[1], '1' | ' ' | '0') {
        localized(b, TextField::Title, title, None, field.range.clone());
    } else {
        b.unmapped("246", &field.printed());
    }
}

fn thesis(b: &mut Builder<'_>, field: &Field) {
    let range = field.range.clone();
    let degree = catalogue::part(field.get('b'));
    if degree.is_empty() {
        b.text_value(
            TextField::Genre,
            catalogue::part(field.get('a')),
            range.clone(),
        );
    } else {
        b.text_value(TextField::Genre, degree, range.clone());
    }
    let school = catalogue::part(field.get('c'));
    if b.reference.texts(TextField::Publisher).is_empty() {
        b.text_value(TextField::Publisher, school, range.clone());
    }
    if let Some(date) = dates::printed(field.get('d')) {
        b.date(DateField::Issued, date, range);
    }
}

/// A summary: those in one language belong together.
fn summary(b: &mut Builder<'_>, text: &str, range: Range<usize>) {
    let before = b.reference.abstracts.len();
    b.abstract_values(text, range);
    let added = b.reference.abstracts.split_off(before);
    for mut new in added {
        let known = b.reference.abstracts.iter_mut();
        match known.into_iter().find(|a| a.lang.same_language(&new.lang)) {
            Some(old) => {
                old.value.sections.append(&mut new.value.sections);
                old.spans.extend(new.spans);
            }
            None => b.reference.abstracts.push(new),
        }
    }
}

fn subjects(b: &mut Builder<'_>, field: &Field) {
    let kind = match (field.tag.as_str(), field.indicators[1]) {
        ("650" | "651", '2') => KeywordKind::Mesh,
        _ => KeywordKind::Subject,
    };
    let values: Vec<String> = if field.tag == "653" {
        field.all("a").map(catalogue::part).collect()
    } else {
        let parts: Vec<String> = field.all("abcdtvxyzq").map(catalogue::part).collect();
        vec![parts.join(" -- ")]
    };
    let span = b.span(&field.range);
    for text in values.into_iter().filter(|t| !t.is_empty()) {
        let keyword = Keyword {
            lang: script::language_of(&text),
            text,
            kind,
        };
        let known = b.reference.keywords.iter().any(|k| k.value == keyword);
        if !known {
            b.reference.keywords.push(Sourced::at(keyword, span));
        }
    }
}

/// A field in its own script whose romanised twin was read already.
fn linked(b: &mut Builder<'_>, field: &Field) {
    let range = field.range.clone();
    match field.get('6').get(..3).unwrap_or_default() {
        "520" => {
            let words: Vec<&str> = field.all("ab").collect();
            summary(b, &words.join(" "), range);
        }
        "490" | "440" | "830" => {
            let series = catalogue::part(field.get('a'));
            b.text_value(TextField::CollectionTitle, series, range);
        }
        "773" => {
            let title = catalogue::part(field.get('t'));
            b.text_value(TextField::ContainerTitle, title, range);
        }
        "650" | "653" | "651" => subjects(b, field),
        "246" => variant_title(b, field),
        // Read beside their twins.
        "245" | "100" | "110" | "700" | "710" | "260" | "264" => {}
        _ => b.unmapped("880", &field.printed()),
    }
}
