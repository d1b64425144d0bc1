//! Lines of `extra`: what people and plugins write down that Zotero has no field for.
//!
//! `key: value` lines are read when the key is known: CSL's variables, Zotero's own fields,
//! identifiers, and what translators of Chinese databases leave. The rest is a note.

use super::item::{self, Target};
use crate::build::Builder;
use crate::values::{contributor, plain_abstract};
use diglot_model::{
    Classification, ClassificationScheme, ContributorRole, Identifier, IdentifierScheme, Name,
    ObservationKind, Origin, ReferenceType, Sourced, TextField,
};
use diglot_text::headings::role_of;
use diglot_text::script::language_of;
use diglot_text::tidy::tidy;
use std::ops::Range;

/// Reads the lines; the value is at `at` as a whole.
pub(crate) fn read(builder: &mut Builder<'_>, extra: &str, at: &Range<usize>) {
    let mut rest: Vec<&str> = Vec::new();
    let mut lines = extra.split(['\n', '\r']).peekable();
    while let Some(line) = lines.next() {
        let Some((key, value)) = pair(line) else {
            rest.push(line);
            continue;
        };
        // An abstract may go on in further lines, headings of sections among them.
        let mut value = value.to_owned();
        while is_abstract(&key)
            && let Some(next) =
                lines.next_if(|next| pair(next).is_none_or(|(key, _)| role_of(&key).is_some()))
        {
            value.push('\n');
            value.push_str(next);
        }
        if !line_of(builder, &key, &value, at) {
            rest.push(line);
        }
    }
    let note = rest.join("\n");
    if !note.trim().is_empty() {
        builder.text_value(TextField::Note, tidy(&note), at.clone());
    }
}

/// `tex.key: value`, `key = value`: the key folded, so that spellings are one.
fn pair(line: &str) -> Option<(String, &str)> {
    let (key, value) = line.split_once([':', '：', '='])?;
    let key = key.trim();
    let value = value.trim();
    let is_key = !key.is_empty()
        && key.chars().count() <= 40
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '\'' | '[' | ']'));
    // An address is no key with a value.
    (is_key && !value.is_empty() && !value.starts_with("//")).then(|| {
        let folded = key.to_lowercase();
        let folded = folded.strip_prefix("tex.").unwrap_or(&folded);
        (folded.replace([' ', '-', '_', '\''], ""), value)
    })
}

fn is_abstract(key: &str) -> bool {
    matches!(
        key,
        "abstracttranslation" | "translatedabstract" | "originalabstract" | "abstract"
    )
}

/// Reads one line; whether its key is known.
fn line_of(builder: &mut Builder<'_>, key: &str, value: &str, at: &Range<usize>) -> bool {
    let place = || at.clone();
    match key {
        _ if is_abstract(key) => {
            builder.put_abstract(plain_abstract(value, Origin::Unknown), place());
        }
        "titletranslation" | "translatedtitle" => {
            builder.text_value(TextField::Title, tidy(value), place());
        }
        "originaltitle" => original_title(builder, value, at),
        "publicationtitletranslation" | "originalcontainertitle" => {
            builder.text_value(TextField::ContainerTitle, tidy(value), place());
        }
        "citationkey" | "citekey" | "bibtex" | "biblatexcitekey" => {
            let key = value.trim_matches(['[', ']']);
            let target = Target::Scalar(diglot_model::ScalarField::CitationKey);
            item::put(builder, &target, key, at);
        }
        "doi" => match Identifier::doi(value) {
            Some(doi) => builder.identifier(doi, place()),
            None => return false,
        },
        "pmid" | "pubmedid" => number(builder, IdentifierScheme::Pmid, value, at),
        "pmcid" | "pmc" => number(builder, IdentifierScheme::Pmcid, value, at),
        "arxiv" | "arxivid" => {
            // "2101.00001 [cs.CL]"
            let id = value.split_whitespace().next().unwrap_or_default();
            let id = id.strip_prefix("arXiv:").unwrap_or(id);
            number(builder, IdentifierScheme::Arxiv, id, at);
        }
        "isbn" => builder.put_numbers(&IdentifierScheme::Isbn, value, at),
        "issn" => builder.put_numbers(&IdentifierScheme::Issn, value, at),
        "openalex" => {
            let id = value.rsplit('/').next().unwrap_or(value);
            number(
                builder,
                IdentifierScheme::Other("openalex".to_owned()),
                id,
                at,
            );
        }
        "clc" | "中图分类号" | "中图法分类号" => classes(builder, value, at),
        "cnkicite" | "被引" | "被引量" | "timescited" => {
            return count(builder, ObservationKind::TimesCited, value, at);
        }
        "download" | "下载" | "下载量" => {
            return count(builder, ObservationKind::Downloads, value, at);
        }
        "type" | "itemtype" => {
            match ReferenceType::from_csl_name(value).or_else(|| item::kind(value)) {
                Some(kind) => builder.reference.kind = kind,
                None => return false,
            }
        }
        _ => return person(builder, key, value, at) || variable(builder, key, value, at),
    }
    true
}

/// A title in another language is one of the work's titles; one in a language that the
/// work has a title in already is the original's of a translation.
fn original_title(builder: &mut Builder<'_>, value: &str, at: &Range<usize>) {
    let value = tidy(value);
    let lang = language_of(&value);
    let titles = builder.reference.texts(TextField::Title);
    let known = titles
        .iter()
        .any(|t| t.lang.same_language(&lang) && t.text != value);
    let field = if known {
        TextField::OriginalTitle
    } else {
        TextField::Title
    };
    builder.text_value(field, value, at.clone());
}

fn number(builder: &mut Builder<'_>, scheme: IdentifierScheme, value: &str, at: &Range<usize>) {
    builder.identifier(Identifier::new(scheme, value.trim()), at.clone());
}

fn classes(builder: &mut Builder<'_>, value: &str, at: &Range<usize>) {
    for code in value.split([';', '；', ',', '，']).map(tidy) {
        if !code.is_empty() {
            let class = Classification {
                scheme: ClassificationScheme::Clc,
                code,
                label: None,
            };
            let span = builder.span(at);
            builder
                .reference
                .classifications
                .push(Sourced::at(class, span));
        }
    }
}

fn count(builder: &mut Builder<'_>, kind: ObservationKind, value: &str, at: &Range<usize>) -> bool {
    let Ok(number) = value.trim().parse() else {
        return false;
    };
    builder.observation(kind, number, at);
    true
}

const PEOPLE: [(&str, ContributorRole); 8] = [
    ("author", ContributorRole::Author),
    ("editor", ContributorRole::Editor),
    ("collectioneditor", ContributorRole::CollectionEditor),
    ("serieseditor", ContributorRole::CollectionEditor),
    ("containerauthor", ContributorRole::ContainerAuthor),
    ("bookauthor", ContributorRole::ContainerAuthor),
    ("translator", ContributorRole::Translator),
    ("reviewedauthor", ContributorRole::ReviewedAuthor),
];

/// `editor: Family || Given`
fn person(builder: &mut Builder<'_>, key: &str, value: &str, at: &Range<usize>) -> bool {
    let Some((_, role)) = PEOPLE.iter().find(|(k, _)| *k == key) else {
        return false;
    };
    let name = match value.split_once("||") {
        Some((family, given)) => Name::person(tidy(family), tidy(given)),
        None => crate::values::whole_name(tidy(value)),
    };
    builder.put_contributor(contributor(*role, name), at.clone());
    true
}

/// A field of Zotero or a variable of CSL by its name without hyphens.
fn variable(builder: &mut Builder<'_>, key: &str, value: &str, at: &Range<usize>) -> bool {
    let fold = |name: &str| name.to_lowercase().replace('-', "");
    let texts = TextField::ALL
        .iter()
        .map(|f| (fold(f.name()), Target::Text(*f)));
    let scalars = diglot_model::ScalarField::ALL
        .iter()
        .map(|f| (fold(f.name()), Target::Scalar(*f)));
    let dates = diglot_model::DateField::ALL
        .iter()
        .map(|f| (fold(f.name()), Target::Date(*f)));
    let found = texts
        .chain(scalars)
        .chain(dates)
        .find(|(name, _)| name == key)
        .map(|(_, target)| target)
        .or_else(|| {
            ZOTERO
                .iter()
                .find(|f| fold(f) == key)
                .and_then(|f| item::target(f, ""))
        });
    let Some(target) = found else {
        return false;
    };
    // A note about something else is no field: "Note: read again".
    if matches!(&target, Target::Text(TextField::Note | TextField::Title)) {
        return false;
    }
    item::put(builder, &target, value, at);
    true
}

/// Fields of Zotero that some kinds of items lack, so that people write them down.
const ZOTERO: [&str; 14] = [
    "publicationTitle",
    "journalAbbreviation",
    "conferenceName",
    "place",
    "numPages",
    "numberOfVolumes",
    "seriesNumber",
    "shortTitle",
    "thesisType",
    "reportNumber",
    "url",
    "language",
    "accessDate",
    "originalDate",
];
