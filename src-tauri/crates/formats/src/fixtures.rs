//! Sample files of formats: what is read of each stands
//! in a snapshot, each is known as its own format before all others, and none changes when
//! only its outer form does. All works are invented.

use crate::{FormatName, Reading, cut, detect, read, read_part};
use diglot_model::{Name, Reference};
use std::fmt::Write;

/// A sample file.
struct Fixture {
    /// Its name, with the format's before it.
    name: &'static str,
    format: FormatName,
    text: &'static str,
    /// Outer forms in which it says the same.
    forms: &'static [Form],
}

/// A change of a text that changes nothing of what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Crlf,
    Cr,
    Bom,
    Indented,
    Breaks,
    Flat,
}

impl Form {
    fn of(self, text: &str) -> String {
        let text = text.replace("\r\n", "\n");
        match self {
            Self::Crlf => text.replace('\n', "\r\n"),
            Self::Cr => text.replace('\n', "\r"),
            Self::Bom => format!("\u{feff}{text}"),
            Self::Indented => format!("   {}", text.replace('\n', "\n   ")),
            Self::Breaks => text.replace('\n', "<br>"),
            Self::Flat => text.split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }
}

const LINES: &[Form] = &[Form::Crlf, Form::Cr, Form::Bom];
const TAGGED: &[Form] = &[Form::Crlf, Form::Cr, Form::Bom, Form::Indented];
const ALL: &[Form] = &[
    Form::Crlf,
    Form::Cr,
    Form::Bom,
    Form::Indented,
    Form::Breaks,
    Form::Flat,
];
/// What separates values is no matter of white space.
const FREE: &[Form] = &[Form::Crlf, Form::Cr, Form::Bom, Form::Indented, Form::Flat];
const NO_FLAT: &[Form] = &[
    Form::Crlf,
    Form::Cr,
    Form::Bom,
    Form::Indented,
    Form::Breaks,
];

macro_rules! fixtures {
    ($($name:literal $format:ident $forms:ident,)*) => {
        &[$(Fixture {
            name: $name,
            format: FormatName::$format,
            text: include_str!(concat!("../fixtures/", $name)),
            forms: $forms,
        },)*]
    };
}

const FIXTURES: &[Fixture] = fixtures! {
    "noteexpress/cnki_list.net" NoteExpress ALL,
    "noteexpress/wanfang_two_languages.net" NoteExpress ALL,
    "noteexpress/mixed_line_ends.net" NoteExpress TAGGED,
    "noteexpress/vip.net" NoteExpress ALL,
    "noteexpress/english_names.net" NoteExpress ALL,
    "cnki-endnote/journal_and_thesis.txt" CnkiEndNote TAGGED,
    "cnki-endnote/semicolons.txt" CnkiEndNote ALL,
    "cnki-endnote/vip.txt" CnkiEndNote ALL,
    "cnki-endnote/wanfang_two_languages.txt" CnkiEndNote ALL,
    "cnki-endnote/from_the_page.txt" CnkiEndNote LINES,
    "cnki-refworks/cnki.txt" CnkiRefWorks NO_FLAT,
    "cnki-refworks/vip.txt" CnkiRefWorks ALL,
    "cnki-study/e_study.txt" CnkiStudy ALL,
    "cnki-study/own_export.txt" CnkiStudy NO_FLAT,
    "cnki-study/from_the_api.txt" CnkiStudy LINES,
    "vip-xml/list.xml" VipXml TAGGED,
    "notefirst/list.xml" NoteFirst TAGGED,
    "labelled/vip_custom.txt" Labelled NO_FLAT,
    "labelled/sinomed.txt" Labelled TAGGED,
    "labelled/colons.txt" Labelled TAGGED,
    "labelled/brackets_english.txt" Labelled NO_FLAT,
    "labelled/thesis_page.txt" Labelled NO_FLAT,
    "noteexpress/after_a_script.net" NoteExpress LINES,
    "labelled/noteexpress_in_brackets.txt" Labelled NO_FLAT,
    "reference-strings/cnki_apa.txt" ReferenceStrings TAGGED,
    "reference-strings/cnki_mla.txt" ReferenceStrings TAGGED,
    "cnki-refworks/wanfang_two_languages.txt" CnkiRefWorks NO_FLAT,
    "labelled/records_on_lines.txt" Labelled TAGGED,
    "labelled/pasted.txt" Labelled TAGGED,
    "reference-strings/unnumbered_first.txt" ReferenceStrings TAGGED,
    "reference-strings/older_ways.txt" ReferenceStrings TAGGED,
    "reference-strings/gbt.txt" ReferenceStrings TAGGED,
    "reference-strings/full_width.txt" ReferenceStrings TAGGED,
    "reference-strings/author_year.txt" ReferenceStrings TAGGED,
    "reference-strings/vip_text.txt" ReferenceStrings TAGGED,
    "reference-strings/novelty_search.txt" ReferenceStrings TAGGED,
    "reference-strings/apa.txt" ReferenceStrings TAGGED,
    "reference-strings/vancouver.txt" ReferenceStrings TAGGED,
    "reference-strings/quoted.txt" ReferenceStrings TAGGED,
    "csv/scopus.csv" Csv LINES,
    "csv/pubmed.csv" Csv LINES,
    "csv/embase.csv" Csv LINES,
    "csv/embase_rows.csv" Csv LINES,
    "csv/wos.txt" Csv LINES,
    "csv/zotero.csv" Csv LINES,
    "csv/rayyan.csv" Csv LINES,
    "csv/covidence.csv" Csv LINES,
    "csv/semicolons.csv" Csv LINES,
    "csv/cnki.csv" Csv LINES,
    "csv/bilingual.tsv" Csv LINES,
    "endnote-xml/library.xml" EndnoteXml TAGGED,
    "endnote-xml/pretty.xml" EndnoteXml TAGGED,
    "msbib/word.xml" Msbib TAGGED,
    "citavi/project.xml" Citavi TAGGED,
    "zotero-json/translator.json" ZoteroJson FREE,
    "zotero-json/better_bibtex.json" ZoteroJson FREE,
    "zotero-json/api.json" ZoteroJson FREE,
    "zotero-rdf/export.rdf" ZoteroRdf TAGGED,
    "zotero-rdf/library.rdf" ZoteroRdf FREE,
    "zotero-rdf/schema.rdf" ZoteroRdf FREE,
    "crossref-json/work.json" CrossrefJson FREE,
    "crossref-json/list.json" CrossrefJson FREE,
    "crossref-xml/article.xml" CrossrefXml FREE,
    "datacite-json/dataset.json" DataciteJson FREE,
    "datacite-xml/paper.xml" DataciteXml FREE,
    "openalex-json/work.json" OpenalexJson FREE,
    "primo-xml/article.xml" PrimoXml FREE,
    "primo-xml/book.xml" PrimoXml FREE,
    "csl-yaml/references.yaml" CslYaml LINES,
    "hayagriva/entries.yml" Hayagriva LINES,
    "html/citation_tags.html" Html FREE,
    "html/json_ld.html" Html FREE,
};

/// What was read, in lines.
fn outline(reading: &Reading) -> String {
    let mut out = String::new();
    for record in &reading.records {
        reference(&record.reference, &mut out);
        out.push('\n');
    }
    for d in &reading.diagnostics {
        let _ = writeln!(out, "! {} {}", d.severity.name(), d.code);
    }
    out
}

fn reference(r: &Reference, out: &mut String) {
    let _ = writeln!(out, "{}", r.kind.csl_name());
    if let Some(language) = &r.language {
        let _ = writeln!(out, "  language {}", language.value);
    }
    for (field, values) in &r.texts {
        for v in values {
            let _ = writeln!(out, "  {} [{}] {}", field.name(), v.lang, v.text);
        }
    }
    for c in &r.contributors {
        let names: Vec<String> = c.names.iter().map(|n| name(&n.name)).collect();
        let _ = writeln!(out, "  {} {}", c.role.name(), names.join(" = "));
    }
    if !r.contributors_complete {
        let _ = writeln!(out, "  and others");
    }
    for a in &r.affiliations {
        let _ = writeln!(out, "  affiliation {}", a.text);
    }
    for (field, date) in &r.dates {
        let _ = writeln!(out, "  {} {}", field.name(), date.value);
    }
    for (field, value) in &r.scalars {
        let _ = writeln!(out, "  {} {}", field.name(), value.value);
    }
    for id in &r.identifiers {
        let _ = writeln!(out, "  {} {}", id.scheme.name(), id.value.value);
    }
    for url in &r.urls {
        let _ = writeln!(out, "  url {}", url.value);
    }
    for k in &r.keywords {
        let _ = writeln!(out, "  keyword [{}] {}", k.lang, k.text);
    }
    for c in &r.classifications {
        let _ = writeln!(out, "  class {:?} {}", c.scheme, c.code);
    }
    for a in &r.abstracts {
        let _ = writeln!(out, "  abstract [{}]", a.lang);
        for s in &a.sections {
            let label = s.label.as_deref().unwrap_or("-");
            let _ = writeln!(out, "    {label} | {}", s.paragraphs.join(" ¶ "));
        }
    }
    for u in &r.unmapped {
        let _ = writeln!(out, "  ? {} {}", u.tag, u.value);
    }
}

fn name(name: &Name) -> String {
    match name {
        Name::Literal { literal } => format!("\"{literal}\""),
        Name::Person {
            suffix: Some(suffix),
            ..
        } => {
            format!("{} | {} | {suffix}", name.family(), name.given())
        }
        Name::Person { .. } => format!("{} | {}", name.family(), name.given()),
    }
}

#[test]
fn each_is_known_before_all_other_formats() {
    for fixture in FIXTURES {
        let found = detect(fixture.text);
        let best = found
            .first()
            .unwrap_or_else(|| panic!("{}: nothing", fixture.name));
        assert_eq!(best.format, fixture.format, "{}: {found:?}", fixture.name);
        let tied: Vec<_> = found.iter().filter(|d| d.score == best.score).collect();
        assert_eq!(tied.len(), 1, "{}: {tied:?}", fixture.name);
    }
}

#[test]
fn what_is_read_of_each() {
    for fixture in FIXTURES {
        let name = fixture.name.replace(['/', '.'], "_");
        insta::assert_snapshot!(name, outline(&read(fixture.text, fixture.format)));
    }
}

#[test]
fn outer_forms_change_nothing() {
    for fixture in FIXTURES {
        let want = outline(&read(fixture.text, fixture.format));
        for form in fixture.forms {
            let text = form.of(fixture.text);
            let found = detect(&text);
            assert_eq!(
                found.first().map(|d| d.format),
                Some(fixture.format),
                "{} {form:?}: {found:?}",
                fixture.name
            );
            let got = outline(&read(&text, fixture.format));
            assert_eq!(got, want, "{} {form:?}", fixture.name);
        }
    }
}

#[test]
fn in_parts_as_whole() {
    for fixture in FIXTURES {
        let whole = outline(&read(fixture.text, fixture.format));
        let Some(at) = cut(fixture.text, fixture.format) else {
            continue;
        };
        let mut carry = crate::Carry::default();
        let mut parts = read_part(&fixture.text[..at], fixture.format, &mut carry);
        let rest = read_part(&fixture.text[at..], fixture.format, &mut carry);
        parts.records.extend(rest.records);
        parts.diagnostics.extend(rest.diagnostics);
        assert_eq!(outline(&parts), whole, "{}", fixture.name);
    }
}

#[test]
fn values_stand_where_they_say() {
    for fixture in FIXTURES {
        for record in read(fixture.text, fixture.format).records {
            record.reference.each_value(|field, _, spans| {
                for span in spans {
                    let at = record.range.start + span.range().start
                        ..record.range.start + span.range().end;
                    assert!(
                        fixture
                            .text
                            .get(at.clone())
                            .is_some_and(|s| !s.trim().is_empty()),
                        "{} {field} {at:?}",
                        fixture.name
                    );
                }
            });
        }
    }
}

#[test]
fn any_cut_of_a_sample_is_read() {
    for fixture in FIXTURES {
        for (at, _) in fixture.text.char_indices().step_by(37) {
            for &format in FormatName::ALL {
                let spec = format.spec();
                let _ = (spec.detect)(&fixture.text[at..]);
            }
            let _ = read(&fixture.text[..at], fixture.format);
            let _ = read(&fixture.text[at..], fixture.format);
        }
    }
}

#[test]
fn long_and_deep_texts_take_linear_time() {
    let line =
        "【题名】甲".repeat(10_000) + &"{Title}: x ".repeat(10_000) + &"%A 甲".repeat(10_000);
    let xml = format!(
        "<Bibliographies><PrimaryTitle><Bibliography>{}",
        "<a>".repeat(25_000)
    );
    let brackets = "[".repeat(50_000) + &"]".repeat(50_000);
    for text in [
        line,
        xml,
        brackets,
        "RT A1 甲 ".repeat(10_000),
        "甲. ".repeat(25_000),
    ] {
        for format in [
            FormatName::NoteExpress,
            FormatName::CnkiEndNote,
            FormatName::CnkiRefWorks,
            FormatName::CnkiStudy,
            FormatName::VipXml,
            FormatName::NoteFirst,
            FormatName::Labelled,
            FormatName::ReferenceStrings,
            FormatName::Csv,
            FormatName::EndnoteXml,
            FormatName::Msbib,
            FormatName::Citavi,
            FormatName::ZoteroJson,
            FormatName::ZoteroRdf,
            FormatName::CrossrefJson,
            FormatName::CrossrefXml,
            FormatName::DataciteJson,
            FormatName::DataciteXml,
            FormatName::OpenalexJson,
            FormatName::PrimoXml,
            FormatName::CslYaml,
            FormatName::Hayagriva,
            FormatName::Html,
        ] {
            let _ = read(&text, format);
        }
    }
}
