//! Sample files of every format: what is read of each stands in a snapshot, each is known
//! as its own format before all others, and none changes when only its outer form does.
//! All works are invented.

mod forms;

use crate::detect::{GUESSED, GUESSED_AT_MOST};
use crate::{FormatName, Reading, cut, detect, detect_all, read, read_part};
use diglot_model::{Name, Reference};
use forms::{ALL, FLATTENED, FREE, Form, JSON, LINES, NBIB, NO_FLAT, PAGES, RIS, TAGGED, XML};
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
    "labelled/wanfang_custom.txt" Labelled TAGGED,
    "labelled/wanfang_patent_standard.txt" Labelled TAGGED,
    "noteexpress/wanfang_other_types.net" NoteExpress ALL,
    "cnki-endnote/two_titles.txt" CnkiEndNote ALL,
    "vip-xml/list.xml" VipXml TAGGED,
    "notefirst/list.xml" NoteFirst TAGGED,
    "labelled/vip_custom.txt" Labelled NO_FLAT,
    "labelled/sinomed.txt" Labelled TAGGED,
    "labelled/ndltd.txt" Labelled TAGGED,
    "labelled/airiti.txt" Labelled TAGGED,
    "labelled/korean.txt" Labelled TAGGED,
    "labelled/duxiu.txt" Labelled TAGGED,
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
    "csv/cinii.tsv" Csv LINES,
    "csv/riss.csv" Csv LINES,
    "csv/proquest.csv" Csv LINES,
    "csv/ieee.csv" Csv LINES,
    "csv/dimensions_anthology.csv" Csv LINES,
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
    "endnote-xml/each_word_a_line.xml" EndnoteXml TAGGED,
    "endnote-xml/pretty.xml" EndnoteXml TAGGED,
    "msbib/word.xml" Msbib TAGGED,
    "citavi/project.xml" Citavi TAGGED,
    "ris/bilingual.ris" Ris RIS,
    "ris/east_asian.ris" Ris TAGGED,
    "ris/older_tags.ris" Ris RIS,
    "ris/flattened.txt" Ris FLATTENED,
    "nbib/bilingual.nbib" Nbib NBIB,
    "pubmed-xml/set.xml" PubmedXml XML,
    "bibtex/library.bib" Bibtex XML,
    "refer/article.enw" Refer TAGGED,
    "refer/chinese_journals.enw" Refer TAGGED,
    "wos/export.ciw" Wos LINES,
    "ovid/labels.txt" Ovid PAGES,
    "ovid/tags.txt" Ovid PAGES,
    "refworks/article.txt" Refworks TAGGED,
    "marcxml/record.xml" Marcxml XML,
    "marcxml/each_word_a_line.xml" Marcxml XML,
    "mods/article.xml" Mods XML,
    "csl-json/another_program.json" CslJson JSON,
    "zotero-json/item.json" ZoteroJson JSON,
    "zotero-rdf/export.rdf" ZoteroRdf TAGGED,
    "crossref-json/work.json" CrossrefJson JSON,
    "crossref-xml/articles.xml" CrossrefXml XML,
    "datacite-json/dataset.json" DataciteJson JSON,
    "datacite-xml/paper.xml" DataciteXml TAGGED,
    "openalex-json/work.json" OpenalexJson JSON,
    "primo-xml/article.xml" PrimoXml XML,
    "csl-yaml/three.yaml" CslYaml PAGES,
    "hayagriva/library.yml" Hayagriva PAGES,
    "hayagriva/numbers_beside.yml" Hayagriva PAGES,
    "html/article.html" Html XML,
    "repec-nep/message.txt" Repec TAGGED,
    "copac/three.txt" Copac TAGGED,
    "biblioscape/three.txt" Biblioscape TAGGED,
    "wos-mirror-page/page.txt" MirrorPage PAGES,
    "listing/listing.txt" Listing PAGES,
    "page/pubmed.txt" Page PAGES,
    "page/portal.txt" Page PAGES,
    "zotero-json/translator.json" ZoteroJson JSON,
    "zotero-json/better_bibtex.json" ZoteroJson JSON,
    "zotero-json/api.json" ZoteroJson JSON,
    "zotero-rdf/library.rdf" ZoteroRdf FREE,
    "zotero-rdf/schema.rdf" ZoteroRdf FREE,
    "crossref-json/list.json" CrossrefJson JSON,
    "crossref-xml/article.xml" CrossrefXml FREE,
    "primo-xml/book.xml" PrimoXml FREE,
    "csl-yaml/references.yaml" CslYaml LINES,
    "hayagriva/entries.yml" Hayagriva LINES,
    "html/citation_tags.html" Html FREE,
    "html/json_ld.html" Html FREE,
    "zotero-rdf/single_export.rdf" ZoteroRdf TAGGED,
    "crossref-json/single_work.json" CrossrefJson JSON,
    "datacite-json/single_dataset.json" DataciteJson JSON,
    "openalex-json/single_work.json" OpenalexJson JSON,
    "repec-nep/copied.txt" Repec TAGGED,
    "endnote-xml/wrapped.xml" EndnoteXml TAGGED,
    "marc/two.mrc" Marc LINES,
    "marc/unimarc.mrc" Marc LINES,
    "jats/two_languages.xml" Jats XML,
    "openurl-xml/two.xml" OpenurlXml TAGGED,
    "dublin-core/oai.xml" DublinCore TAGGED,
    "dublin-core/dspace.xml" DublinCore TAGGED,
    "json-ld/works.json" JsonLd JSON,
    "cff/CITATION.cff" Cff LINES,
    "silverplatter/three.txt" Silverplatter TAGGED,
};

#[test]
fn every_format_has_a_sample() {
    for format in FormatName::ALL {
        assert!(
            FIXTURES.iter().any(|fixture| fixture.format == *format),
            "{}",
            format.name()
        );
    }
}

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
fn leaving_guesses_out_changes_no_order() {
    for fixture in FIXTURES {
        let (found, all) = (detect(fixture.text), detect_all(fixture.text));
        let (first, rest) = all.split_at(found.len());
        assert_eq!(found, first, "{}", fixture.name);
        assert!(rest.iter().all(|d| d.score <= GUESSED_AT_MOST));
        for guess in all.iter().filter(|d| GUESSED.contains(&d.format)) {
            assert!(guess.score <= GUESSED_AT_MOST, "{guess:?}");
        }
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
    let mut wrong = Vec::new();
    for fixture in FIXTURES {
        let want = outline(&read(fixture.text, fixture.format));
        for form in fixture.forms {
            let text = form.of(fixture.text);
            let found = detect(&text);
            if found.first().map(|d| d.format) != Some(fixture.format) {
                wrong.push(format!("{} {form:?}: read as {found:?}", fixture.name));
            }
            let reading = read(&text, fixture.format);
            let (want, got) = match form {
                // That a record has no end is worth a remark.
                Form::NoEnd => (
                    outlines(&read(fixture.text, fixture.format)).concat(),
                    outlines(&reading).concat(),
                ),
                _ => (want.clone(), outline(&reading)),
            };
            let mut lines = want.lines().zip(got.lines());
            if let Some((want, got)) = lines.find(|(want, got)| want != got) {
                wrong.push(format!("{} {form:?}: {want:?} is {got:?}", fixture.name));
            } else if got.len() != want.len() {
                wrong.push(format!("{} {form:?}: not as much", fixture.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Formats in which a file is its records one behind the other.
const APART: &[FormatName] = &[
    FormatName::Ris,
    FormatName::Nbib,
    FormatName::Refer,
    FormatName::NoteExpress,
    FormatName::CnkiEndNote,
    FormatName::CnkiRefWorks,
    FormatName::Refworks,
    FormatName::Bibtex,
];

/// What stands before its first record would be the end of another file's last one.
const NOT_BEHIND: &str = "noteexpress/after_a_script.net";

/// What was read, a record each, without what is remarked.
fn outlines(reading: &Reading) -> Vec<String> {
    let records = reading.records.iter();
    records
        .map(|record| {
            let mut out = String::new();
            reference(&record.reference, &mut out);
            out
        })
        .collect()
}

#[test]
fn records_in_any_order_are_the_same() {
    let mut wrong = Vec::new();
    for fixture in FIXTURES.iter().filter(|f| APART.contains(&f.format)) {
        let reading = read(fixture.text, fixture.format);
        let mut want = outlines(&reading);
        want.reverse();
        // What stands around the records stays before them: definitions, a head.
        let (mut text, mut at) = (String::new(), 0);
        for record in &reading.records {
            text.push_str(&fixture.text[at..record.range.start]);
            at = record.range.end;
        }
        text.push_str(&fixture.text[at..]);
        text.push('\n');
        for record in reading.records.iter().rev() {
            text.push_str(&fixture.text[record.range.clone()]);
            text.push_str("\n\n");
        }
        let got = outlines(&read(&text, fixture.format));
        if got != want {
            let first = got.iter().zip(&want).find(|(got, want)| got != want);
            wrong.push(format!(
                "{}: {} of {}: {first:#?}",
                fixture.name,
                got.len(),
                want.len()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_file_behind_another_is_both() {
    let mut wrong = Vec::new();
    let apart = || FIXTURES.iter().filter(|f| APART.contains(&f.format));
    for first in apart() {
        for second in apart().filter(|second| second.format == first.format) {
            // A key of BibTeX stands once.
            let twice = first.format == FormatName::Bibtex && first.name == second.name;
            if twice || second.name == NOT_BEHIND {
                continue;
            }
            let mut want = outlines(&read(first.text, first.format));
            want.extend(outlines(&read(second.text, second.format)));
            let text = format!("{}\n\n{}", first.text, second.text);
            if outlines(&read(&text, first.format)) != want {
                wrong.push(format!("{} and {}", first.name, second.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
        // More of this, and at random, is what `cargo xtask fuzz` does.
        let step = (fixture.text.len() / 24).max(37);
        for (at, _) in fixture.text.char_indices().step_by(step) {
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
        ] {
            let _ = read(&text, format);
        }
    }
}
