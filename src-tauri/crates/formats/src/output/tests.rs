use super::*;
use crate::csl_json::normal;
use crate::sample::{any_reference, export, nbib, rich, ris_reference};
use crate::{FormatName, detect, read};
use diglot_model::{ContributorRole, TextField};
use proptest::prelude::*;
use serde_json::Value;

#[test]
fn formats_have_names() {
    for &format in OutputFormat::ALL {
        assert_eq!(OutputFormat::from_name(format.name()), Some(format));
    }
    assert_eq!(OutputFormat::from_name("word"), None);
}

fn written(reference: &Reference, format: OutputFormat) -> Exported {
    write(&[export(reference)], format)
}

/// The one reference of a written text.
fn back(text: &str, format: FormatName) -> Reference {
    let mut reading = read(text, format);
    assert_eq!(reading.records.len(), 1, "{text}");
    reading.records.remove(0).reference
}

/// What RIS keeps: the own language first, contributors by role, the script of a name as
/// its own language.
fn ris_form(reference: &Reference) -> Reference {
    let mut out = normal(reference);
    out.language = out.own_language().map(diglot_model::Sourced::bare);
    let own = out.own_language();
    let mine =
        |lang: &diglot_model::LanguageTag| !own.as_ref().is_some_and(|own| own.same_language(lang));
    if let Some(titles) = out.texts.get_mut(&TextField::Title) {
        titles.sort_by_key(|t| mine(&t.lang));
    }
    out.abstracts.sort_by_key(|a| mine(&a.lang));
    out.contributors
        .sort_by_key(|c| (c.role != ContributorRole::Author, c.role));
    for variant in out.contributors.iter_mut().flat_map(|c| &mut c.names) {
        variant.lang = None;
    }
    out.identifiers.sort_by(|a, b| a.value.cmp(&b.value));
    out
}

/// What BibTeX keeps: as RIS, and keywords by language.
fn bibtex_form(reference: &Reference) -> Reference {
    let mut out = ris_form(reference);
    out.keywords.sort_by(|a, b| a.text.cmp(&b.text));
    // The key that was made for a reference without one.
    out.scalars.remove(&diglot_model::ScalarField::CitationKey);
    out
}

/// EndNote has one number for a work in a database, one series for what is in a book, a
/// field for article numbers of journal articles, and no second place for authors who are
/// cut short.
fn fits_endnote(mut reference: Reference) -> Reference {
    let article = crate::endnote_xml::is_in_journal(reference.kind);
    if !article {
        reference
            .scalars
            .remove(&diglot_model::ScalarField::ArticleNumber);
        reference.texts.remove(&TextField::ContainerTitleShort);
    }
    if article || !crate::endnote_xml::has_series(reference.kind) {
        reference.texts.remove(&TextField::CollectionTitle);
    }
    let other = diglot_model::IdentifierScheme::Other("accession".to_owned());
    reference.identifiers.retain(|id| id.scheme != other);
    reference
}

#[test]
fn a_rich_reference_in_every_format() {
    let rich = rich();
    let csl = written(&rich, OutputFormat::CslJson);
    let value: Value = serde_json::from_str(&csl.text).unwrap();
    insta::with_settings!({ sort_maps => true }, { insta::assert_json_snapshot!("rich_csl", value) });
    assert!(csl.losses.is_empty());
    for (name, format) in [
        ("rich_ris", OutputFormat::Ris),
        ("rich_bibtex", OutputFormat::Bibtex),
        ("rich_biblatex", OutputFormat::Biblatex),
        ("rich_endnote_xml", OutputFormat::EndnoteXml),
        ("rich_csv", OutputFormat::Csv),
        ("rich_nbib", OutputFormat::Nbib),
    ] {
        let out = written(&rich, format);
        let losses: Vec<String> = out
            .losses
            .iter()
            .map(|l| format!("{} | {} | {}", l.item, l.field, l.message))
            .collect();
        insta::assert_snapshot!(
            name,
            format!("{}\n---\n{}", out.text.replace('\r', ""), losses.join("\n"))
        );
    }
}

#[test]
fn readable_keys_are_enough_for_what_readers_give() {
    let csl = written(&rich(), OutputFormat::CslJson);
    assert!(!csl.text.contains("\"exact\""), "{}", csl.text);
}

#[test]
fn written_texts_are_detected() {
    for reference in [rich(), Reference::default()] {
        let text = written(&reference, OutputFormat::CslJson).text;
        assert_eq!(detect(&text)[0].format, FormatName::CslJson);
    }
    for (output, input) in [
        (OutputFormat::Ris, FormatName::Ris),
        (OutputFormat::Bibtex, FormatName::Bibtex),
        (OutputFormat::Biblatex, FormatName::Bibtex),
    ] {
        let text = written(&rich(), output).text;
        assert_eq!(detect(&text)[0].format, input);
    }
}

#[test]
fn nothing_is_written_for_nothing() {
    assert_eq!(write(&[], OutputFormat::CslJson).text, "[]\n");
    assert_eq!(write(&[], OutputFormat::Ris).text, "");
    assert_eq!(write(&[], OutputFormat::Bibtex).text, "");
}

#[test]
fn citation_keys_are_unique() {
    let (a, b, mut c) = (rich(), rich(), rich());
    c.scalars.clear();
    let out = write(&[export(&a), export(&b), export(&c)], OutputFormat::Bibtex);
    let keys: Vec<&str> = out
        .text
        .lines()
        .filter_map(|l| l.strip_prefix("@article{"))
        .collect();
    assert_eq!(keys, ["zhang_2020,", "zhang_2020a,", "zhang2020peer,"]);
    assert!(out.losses.iter().any(|l| l.field == "citation-key"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn nbib_gives_back_what_it_can_carry(reference in nbib::reference()) {
        let out = written(&reference, OutputFormat::Nbib);
        prop_assert_eq!(&out.losses, &[], "{}", &out.text);
        let read = back(&out.text, FormatName::Nbib);
        prop_assert_eq!(nbib::form(&read), nbib::form(&reference), "{}", &out.text);
        prop_assert_eq!(detect(&out.text)[0].format, FormatName::Nbib);
    }

    #[test]
    fn nbib_loses_nothing_in_silence(reference in any_reference()) {
        let out = written(&reference, OutputFormat::Nbib);
        let read = read(&out.text, FormatName::Nbib);
        prop_assert!(read.records.len() < 2, "{}", &out.text);
        prop_assert!(out.text.lines().all(|l| l.chars().count() < 4 || l.starts_with("      ") || l[4..].starts_with("- ")), "{}", &out.text);
        let same = read.records.first().is_some_and(|r| nbib::form(&r.reference) == nbib::form(&reference));
        prop_assert!(same || !out.losses.is_empty(), "{}", &out.text);
    }

    #[test]
    fn nbib_records_stay_apart(references in prop::collection::vec(nbib::reference(), 2..5)) {
        let items: Vec<_> = references.iter().map(export).collect();
        let out = write(&items, OutputFormat::Nbib);
        let reading = read(&out.text, FormatName::Nbib);
        prop_assert!(reading.diagnostics.is_empty());
        prop_assert_eq!(reading.records.len(), references.len(), "{}", &out.text);
        for (record, reference) in reading.records.iter().zip(&references) {
            prop_assert_eq!(nbib::form(&record.reference), nbib::form(reference));
        }
    }

    #[test]
    fn csl_json_gives_back_any_reference(reference in any_reference()) {
        let text = written(&reference, OutputFormat::CslJson).text;
        let reading = read(&text, FormatName::CslJson);
        prop_assert!(reading.diagnostics.is_empty(), "{:?}\n{text}", reading.diagnostics);
        prop_assert_eq!(reading.records[0].key.as_deref(), Some("sample#0"));
        prop_assert_eq!(normal(&reading.records[0].reference), normal(&reference));
        prop_assert_eq!(detect(&text)[0].format, FormatName::CslJson);
    }

    #[test]
    fn csl_json_needs_no_exact_values_for_what_ris_carries(reference in ris_reference()) {
        let text = written(&reference, OutputFormat::CslJson).text;
        prop_assert!(!text.contains("\"exact\""), "{text}");
    }

    #[test]
    fn ris_gives_back_what_it_can_carry(reference in ris_reference()) {
        let out = written(&reference, OutputFormat::Ris);
        prop_assert_eq!(&out.losses, &[], "{}", &out.text);
        let read = back(&out.text, FormatName::Ris);
        prop_assert_eq!(ris_form(&read), ris_form(&reference), "{}", &out.text);
        prop_assert_eq!(detect(&out.text)[0].format, FormatName::Ris);
    }

    #[test]
    fn ris_loses_nothing_in_silence(reference in any_reference()) {
        let out = written(&reference, OutputFormat::Ris);
        let read = read(&out.text, FormatName::Ris);
        prop_assert!(read.records.len() < 2, "{}", &out.text);
        let same = read.records.first().is_some_and(|r| ris_form(&r.reference) == ris_form(&reference));
        prop_assert!(same || !out.losses.is_empty(), "{}", &out.text);
        let mut fields: Vec<&str> = out.losses.iter().map(|l| l.field.as_str()).collect();
        fields.sort_unstable();
        fields.dedup();
        prop_assert_eq!(fields.len(), out.losses.len());
    }

    #[test]
    fn endnote_xml_gives_back_what_it_can_carry(reference in ris_reference()) {
        let reference = fits_endnote(reference);
        let out = written(&reference, OutputFormat::EndnoteXml);
        prop_assert_eq!(&out.losses, &[], "{}", &out.text);
        let read = back(&out.text, FormatName::EndnoteXml);
        prop_assert_eq!(ris_form(&read), ris_form(&reference), "{}", &out.text);
        prop_assert_eq!(detect(&out.text)[0].format, FormatName::EndnoteXml);
    }

    #[test]
    fn tables_give_back_what_they_can_carry(reference in ris_reference()) {
        let out = written(&reference, OutputFormat::Csv);
        prop_assert_eq!(&out.losses, &[], "{}", &out.text);
        let read = back(&out.text, FormatName::Csv);
        prop_assert_eq!(ris_form(&read), ris_form(&reference), "{}", &out.text);
        prop_assert_eq!(detect(&out.text)[0].format, FormatName::Csv);
    }

    #[test]
    fn tables_and_endnote_xml_lose_nothing_in_silence(reference in any_reference()) {
        for (output, input) in [
            (OutputFormat::EndnoteXml, FormatName::EndnoteXml),
            (OutputFormat::Csv, FormatName::Csv),
        ] {
            let out = written(&reference, output);
            let read = read(&out.text, input);
            prop_assert!(read.records.len() < 2, "{}", &out.text);
            let same = read.records.first().is_some_and(|r| ris_form(&r.reference) == ris_form(&reference));
            prop_assert!(same || !out.losses.is_empty(), "{}", &out.text);
        }
    }

    #[test]
    fn tables_and_endnote_xml_keep_records_apart(references in prop::collection::vec(ris_reference(), 2..5)) {
        for (output, input) in [
            (OutputFormat::EndnoteXml, FormatName::EndnoteXml),
            (OutputFormat::Csv, FormatName::Csv),
        ] {
            let references: Vec<Reference> = references.iter().cloned().map(fits_endnote).collect();
            let items: Vec<_> = references.iter().map(export).collect();
            let out = write(&items, output);
            let reading = read(&out.text, input);
            prop_assert_eq!(reading.records.len(), references.len());
            prop_assert!(reading.diagnostics.is_empty());
            for (record, reference) in reading.records.iter().zip(&references) {
                prop_assert_eq!(ris_form(&record.reference), ris_form(reference));
            }
            // The same in parts of any length that can be cut.
            let mut carry = crate::Carry::default();
            let (mut rest, mut parts) = (out.text.as_str(), Vec::new());
            while !rest.is_empty() {
                let mut end = rest.len().min(out.text.len() / 3 + 1);
                while !rest.is_char_boundary(end) {
                    end += 1;
                }
                let end = if end == rest.len() { end } else { crate::cut(&rest[..end], input).unwrap_or(rest.len()) };
                parts.extend(crate::read_part(&rest[..end], input, &mut carry).records);
                rest = &rest[end..];
            }
            prop_assert_eq!(parts.len(), reading.records.len());
            for (part, whole) in parts.iter().zip(&reading.records) {
                prop_assert_eq!(&part.reference, &whole.reference);
            }
        }
    }

    #[test]
    fn ris_records_stay_apart(references in prop::collection::vec(ris_reference(), 2..5)) {
        let items: Vec<_> = references.iter().map(export).collect();
        let out = write(&items, OutputFormat::Ris);
        let reading = read(&out.text, FormatName::Ris);
        prop_assert_eq!(reading.records.len(), references.len());
        prop_assert!(reading.diagnostics.is_empty());
        for (record, reference) in reading.records.iter().zip(&references) {
            prop_assert_eq!(ris_form(&record.reference), ris_form(reference));
        }
    }

    #[test]
    fn portions_joined_are_the_whole(references in prop::collection::vec(any_reference(), 0..4)) {
        let items: Vec<_> = references.iter().map(export).collect();
        for &format in OutputFormat::ALL {
            let mut joined = Exported::default();
            let mut output = Output::new(format);
            for item in &items {
                let mut portion = Exported::default();
                output.item(item, &mut portion);
                joined.text.push_str(&portion.text);
                joined.losses.extend(portion.losses);
            }
            let mut tail = Exported::default();
            output.end(&mut tail);
            joined.text.push_str(&tail.text);
            joined.losses.extend(tail.losses);
            prop_assert_eq!(joined, write(&items, format));
        }
    }

    #[test]
    fn bibtex_gives_back_what_it_can_carry(reference in ris_reference()) {
        for output in [OutputFormat::Bibtex, OutputFormat::Biblatex] {
            let mut reference = reference.clone();
            // "and others" stands behind a name.
            reference.contributors_complete |= reference.contributors.is_empty();
            let out = written(&reference, output);
            prop_assert_eq!(&out.losses, &[], "{}", &out.text);
            let read = back(&out.text, FormatName::Bibtex);
            prop_assert_eq!(bibtex_form(&read), bibtex_form(&reference), "{}", &out.text);
        }
    }

    #[test]
    fn bibtex_loses_nothing_in_silence(reference in any_reference()) {
        for output in [OutputFormat::Bibtex, OutputFormat::Biblatex] {
            let out = written(&reference, output);
            let read = back(&out.text, FormatName::Bibtex);
            let same = bibtex_form(&read) == bibtex_form(&reference);
            prop_assert!(same || !out.losses.is_empty(), "{}", &out.text);
        }
    }

    #[test]
    fn bibtex_entries_stay_apart(references in prop::collection::vec(any_reference(), 2..5)) {
        let items: Vec<_> = references.iter().map(export).collect();
        let out = write(&items, OutputFormat::Bibtex);
        let reading = read(&out.text, FormatName::Bibtex);
        prop_assert_eq!(reading.records.len(), references.len(), "{}", &out.text);
        prop_assert!(reading.diagnostics.is_empty(), "{:?} {}", reading.diagnostics, &out.text);
    }

    #[test]
    fn bibtex_braces_match(reference in any_reference()) {
        let out = written(&reference, OutputFormat::Bibtex);
        let mut depth = 0_i32;
        for line in out.text.lines() {
            for c in line.chars() {
                depth += match c { '{' => 1, '}' => -1, _ => 0 };
                prop_assert!(depth >= 0, "{}", &out.text);
            }
        }
        prop_assert_eq!(depth, 0, "{}", &out.text);
        prop_assert!(out.text.starts_with('@'));
    }
}
