//! Writing a table.
//!
//! - Commas, lines end with CR LF, UTF-8 with a byte order mark: Excel needs the mark to
//!   read Chinese, and every reader of tables passes it over.
//! - The first row names the columns; they are always the same. `title`, `abstract` and
//!   `container_title` are in the work's own language, `title_en`, `title_zh` and their kin
//!   what there is in English or Chinese beside that.
//! - People are parted by semicolons, family names first; a name that must not be parted
//!   ends with a comma, as in RIS. `et al.` stands for those whom the source left out.
//! - `date` is EDTF: `2020-04-04`, `2020-01/2020-02`, `2020-21` for the spring of 2020.
//! - `other_fields` has a line `name: value` for each field of another table.

use super::FORMAT;
use super::cells::other_line;
use crate::output::losses::{Carrier, losses};
use crate::output::{self, ExportItem, Exported};
use diglot_model::{
    ContributorRole, DateField, IdentifierScheme, KeywordKind, LanguageTag, LocalizedText, Name,
    ObservationKind, Reference, ScalarField, Sourced, TextField,
};
use diglot_text::tidy::tidy;

/// A column that is written: its name, and what it holds of a reference.
struct Out {
    name: String,
    value: Value,
    part: Part,
}

/// Reads a column's value out of a reference.
type Value = fn(&Reference, Part) -> String;

/// Which of the values of its kind a column holds.
#[derive(Clone, Copy)]
enum Part {
    Only,
    Text(TextField),
    In(TextField, fn(&LanguageTag) -> bool),
    AbstractIn(fn(&LanguageTag) -> bool),
    Scalar(ScalarField),
    Date(DateField),
    People(ContributorRole),
    Scheme(Scheme),
    Keywords(KeywordKind),
    Count(ObservationKind),
}

/// Writes the rows.
#[derive(Default)]
pub(crate) struct Writer;

impl output::Writer for Writer {
    fn begin(&mut self, out: &mut Exported) {
        out.text.push('\u{feff}');
        out.text.push_str(&names());
    }

    fn item(&mut self, item: &ExportItem<'_>, _number: usize, out: &mut Exported) {
        let row = row(item.reference);
        let back = super::read(&format!("{}{row}", names()), &mut crate::Carry::default());
        out.losses.extend(losses(
            item.reference,
            back.records.first().map(|r| &r.reference),
            &item.context.id,
            CARRIER,
        ));
        out.text.push_str(&row);
    }
}

const CARRIER: Carrier = Carrier {
    name: "A table",
    format: FORMAT,
    type_name: |kind| kind.csl_name(),
};

fn names() -> String {
    let names: Vec<String> = columns().into_iter().map(|c| c.name).collect();
    format!("{}\r\n", names.join(","))
}

fn row(reference: &Reference) -> String {
    let cells: Vec<String> = columns()
        .iter()
        .map(|c| quoted(&(c.value)(reference, c.part)))
        .collect();
    format!("{}\r\n", cells.join(","))
}

fn quoted(value: &str) -> String {
    let value: String = value
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect();
    if value.contains([',', '"', '\n', ';', '\t', '|'])
        || value.starts_with(' ')
        || value.ends_with(' ')
    {
        format!("\"{}\"", value.replace('"', "\"\""))
    } else {
        value
    }
}

fn columns() -> Vec<Out> {
    let mut columns: Vec<Out> = Vec::new();
    let mut add = |name: &str, value: Value, part: Part| {
        columns.push(Out {
            name: name.replace('-', "_"),
            value,
            part,
        });
    };
    add("type", |r, _| r.kind.csl_name(), Part::Only);
    let in_languages = |add: &mut dyn FnMut(&str, Value, Part), field: TextField| {
        add(field.name(), text, Part::Text(field));
        add(
            &format!("{}_en", field.name()),
            text,
            Part::In(field, is_english),
        );
        add(
            &format!("{}_zh", field.name()),
            text,
            Part::In(field, is_chinese),
        );
    };
    in_languages(&mut add, TextField::Title);
    for (name, role) in [
        ("authors", ContributorRole::Author),
        ("editors", ContributorRole::Editor),
        ("translators", ContributorRole::Translator),
    ] {
        add(name, people, Part::People(role));
    }
    in_languages(&mut add, TextField::ContainerTitle);
    add("year", |r, _| year(r), Part::Only);
    add("date", date, Part::Date(DateField::Issued));
    for field in [ScalarField::Volume, ScalarField::Issue] {
        add(field.name(), scalar, Part::Scalar(field));
    }
    add("pages", scalar, Part::Scalar(ScalarField::Page));
    for (name, scheme) in SCHEMES {
        add(name, identifiers, Part::Scheme(*scheme));
    }
    add(
        "url",
        |r, _| joined(r.urls.iter().map(|u| u.value.clone()), "\n"),
        Part::Only,
    );
    add("abstract", own_abstract, Part::Only);
    add("abstract_en", other_abstract, Part::AbstractIn(is_english));
    add("abstract_zh", other_abstract, Part::AbstractIn(is_chinese));
    add("keywords", keywords, Part::Keywords(KeywordKind::Author));
    add("mesh_terms", keywords, Part::Keywords(KeywordKind::Mesh));
    add(
        "index_keywords",
        keywords,
        Part::Keywords(KeywordKind::Index),
    );
    add("language", |r, _| language(r), Part::Only);
    for field in TextField::ALL {
        if !matches!(field, TextField::Title | TextField::ContainerTitle) {
            add(field.name(), text, Part::Text(*field));
        }
    }
    for field in ScalarField::ALL {
        match field {
            ScalarField::Volume | ScalarField::Issue | ScalarField::Page => {}
            ScalarField::Database => add("database", scalar, Part::Scalar(*field)),
            field => add(field.name(), scalar, Part::Scalar(*field)),
        }
    }
    for field in DateField::ALL {
        if *field != DateField::Issued {
            add(field.name(), date, Part::Date(*field));
        }
    }
    for (name, role) in [
        ("series_editors", ContributorRole::CollectionEditor),
        ("book_authors", ContributorRole::ContainerAuthor),
        ("supervisors", ContributorRole::Supervisor),
        ("contributors", ContributorRole::Other),
    ] {
        add(name, people, Part::People(role));
    }
    add(
        "affiliations",
        |r, _| joined(r.affiliations.iter().map(|a| tidy(&a.text)), "\n"),
        Part::Only,
    );
    add(
        "times_cited",
        count,
        Part::Count(ObservationKind::TimesCited),
    );
    add("downloads", count, Part::Count(ObservationKind::Downloads));
    add("other_fields", |r, _| other_fields(r), Part::Only);
    columns
}

/// Makes a scheme: one of them holds a name of its own.
type Scheme = fn() -> IdentifierScheme;

const SCHEMES: &[(&str, Scheme)] = &[
    ("doi", || IdentifierScheme::Doi),
    ("pmid", || IdentifierScheme::Pmid),
    ("pmcid", || IdentifierScheme::Pmcid),
    ("arxiv", || IdentifierScheme::Arxiv),
    ("issn", || IdentifierScheme::Issn),
    ("isbn", || IdentifierScheme::Isbn),
    ("registrations", || IdentifierScheme::Registration),
    ("accession", || {
        IdentifierScheme::Other("accession".to_owned())
    }),
];

fn is_english(lang: &LanguageTag) -> bool {
    lang.is_english()
}

fn is_chinese(lang: &LanguageTag) -> bool {
    lang.is_chinese()
}

fn joined(values: impl Iterator<Item = String>, between: &str) -> String {
    values.collect::<Vec<_>>().join(between)
}

fn text(r: &Reference, part: Part) -> String {
    let value = match part {
        Part::Text(TextField::Note) => {
            return joined(r.texts(TextField::Note).iter().map(|n| tidy(&n.text)), "\n");
        }
        Part::Text(field) => r.text(field),
        Part::In(field, wanted) => other(r.texts(field), r.text(field), |v| wanted(&v.lang)),
        _ => None,
    };
    value
        .map(|v: &Sourced<LocalizedText>| tidy(&v.text))
        .unwrap_or_default()
}

/// The first value of a kind that is not the work's own.
fn other<'r, T>(values: &'r [T], own: Option<&T>, wanted: impl Fn(&T) -> bool) -> Option<&'r T> {
    values
        .iter()
        .find(|v| wanted(v) && own.is_some_and(|own| !std::ptr::eq(own, *v)))
}

fn own_abstract(r: &Reference, _: Part) -> String {
    r.abstract_().map(|a| a.plain()).unwrap_or_default()
}

fn other_abstract(r: &Reference, part: Part) -> String {
    let Part::AbstractIn(wanted) = part else {
        return String::new();
    };
    other(&r.abstracts, r.abstract_(), |a| wanted(&a.lang))
        .map(|a| a.plain())
        .unwrap_or_default()
}

fn scalar(r: &Reference, part: Part) -> String {
    match part {
        Part::Scalar(field) => r.scalar(field).map(tidy).unwrap_or_default(),
        _ => String::new(),
    }
}

fn year(r: &Reference) -> String {
    r.year().map(|y| format!("{y:04}")).unwrap_or_default()
}

fn date(r: &Reference, part: Part) -> String {
    match part {
        Part::Date(field) => r
            .dates
            .get(&field)
            .map(|d| tidy(&d.to_string()))
            .unwrap_or_default(),
        _ => String::new(),
    }
}

fn people(r: &Reference, part: Part) -> String {
    let Part::People(role) = part else {
        return String::new();
    };
    let mut list: Vec<String> = r
        .contributors_as(role)
        .filter_map(|c| c.name())
        .map(|name: &Name| crate::ris::person(name))
        .collect();
    if role == ContributorRole::Author && !r.contributors_complete {
        list.push("et al.".to_owned());
    }
    one_of_many(&list)
}

fn keywords(r: &Reference, part: Part) -> String {
    let Part::Keywords(kind) = part else {
        return String::new();
    };
    let words = r.keywords.iter().filter(|k| k.kind == kind);
    one_of_many(&words.map(|k| tidy(&k.text)).collect::<Vec<_>>())
}

/// A list between semicolons; one value that holds other marks ends with one, so that it is
/// taken for a list.
fn one_of_many(list: &[String]) -> String {
    let single = list.len() == 1;
    let mut out = list.join("; ");
    if single && (out.contains([',', '，', '、', '|', ' ', '\n']) || out.starts_with('[')) {
        out.push(';');
    }
    out
}

fn identifiers(r: &Reference, part: Part) -> String {
    match part {
        Part::Scheme(scheme) => joined(r.identifiers_of(&scheme()).map(str::to_owned), "; "),
        _ => String::new(),
    }
}

fn count(r: &Reference, part: Part) -> String {
    match part {
        Part::Count(kind) => r
            .observations
            .iter()
            .find(|o| o.kind == kind)
            .map(|o| o.value.value.to_string())
            .unwrap_or_default(),
        _ => String::new(),
    }
}

fn language(r: &Reference) -> String {
    crate::ris::stated_language(r)
        .map(|l| l.as_str().to_owned())
        .unwrap_or_default()
}

fn other_fields(r: &Reference) -> String {
    joined(
        r.unmapped
            .iter()
            .filter(|u| u.format == FORMAT)
            .map(|u| other_line(&u.tag, &u.value)),
        "\n",
    )
}
