use super::*;
use crate::{Carry, Reading, Severity};
use diglot_model::{
    ContributorRole, DateField, IdentifierScheme, ReferenceType, ScalarField, TextField,
};
use proptest::prelude::*;

fn read(text: &str) -> Reading {
    super::read(text, &mut Carry::default())
}

const PLAIN: &str = include_str!("../../fixtures/csl-json/another_program.json");

#[test]
fn an_item_of_another_program() {
    let reading = read(PLAIN);
    let codes: Vec<_> = reading.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["csl-no-item"]);
    assert_eq!(reading.records.len(), 2);
    let record = &reading.records[0];
    assert_eq!(record.key.as_deref(), Some("a"));
    let r = &record.reference;
    assert_eq!(r.title(), Some("Homes & peers"));
    assert_eq!(r.contributors.len(), 3);
    assert_eq!(
        r.contributors[1].names[0].lang,
        Some(diglot_model::LanguageTag::ZH_HANS)
    );
    assert_eq!(r.dates[&DateField::Issued].to_string(), "2020-04");
    assert_eq!(r.scalar(ScalarField::Volume), Some("6"));
    assert_eq!(r.doi(), Some("10.5555/oh2020"));
    let issns: Vec<_> = r.identifiers_of(&IdentifierScheme::Issn).collect();
    assert_eq!(issns, ["1234-5679", "2345-678X"]);
    assert_eq!(r.abstracts[0].sections.len(), 2);
    assert_eq!(r.keywords[1].text, "peers, old");
    assert_eq!(r.language.as_ref().map(|l| l.as_str()), Some("en-US"));
    let kept: Vec<_> = r.unmapped.iter().map(|u| (&*u.tag, &*u.value)).collect();
    assert_eq!(kept, [("annote", "mine"), ("custom.zotero", "{\"a\":1}")]);
    // Values know where they stand.
    let span = r.texts(TextField::Title)[0].spans[0].range();
    let item = &PLAIN[record.range.clone()];
    assert_eq!(&item[span], "\"Homes &amp; <i>peers</i>\"");
    assert_eq!(reading.records[1].reference.kind, ReferenceType::Document);
    assert_eq!(reading.records[1].reference.unmapped[0].tag, "type");
}

#[test]
fn fields_without_a_place_go_back_to_where_they_stood() {
    let first = &read(PLAIN).records[0].reference;
    let item = item(first, &ItemContext::default());
    assert_eq!(item["annote"], "mine");
    assert_eq!(item["custom"]["zotero"]["a"], 1);
    assert!(item["custom"]["diglot"].get("unmapped").is_none());
    let unknown = &read(PLAIN).records[1].reference;
    assert_eq!(
        super::item(unknown, &ItemContext::default())["type"],
        "journalArticle"
    );
}

#[test]
fn every_outer_shape() {
    let one = r#"{"type": "book", "title": "One"}"#;
    for (text, count) in [
        (one.to_owned(), 1),
        (format!("[{one}, {one}]"), 2),
        (format!("{{\"items\": [{one}]}}"), 1),
        (format!("\u{feff} {one}\n{one}\n"), 2),
        ("[]".to_owned(), 0),
        (String::new(), 0),
    ] {
        let reading = read(&text);
        assert_eq!(reading.records.len(), count, "{text}");
        assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    }
}

#[test]
fn broken_json_is_told_once_and_whole_items_survive() {
    let one = r#"{"type": "book", "title": "One"}"#;
    let deep = format!("{}1{}", "[".repeat(5000), "]".repeat(5000));
    for (text, count) in [
        (format!("[{one},\n {{\"title\": }}, {one}]"), 2),
        (format!("[{one},\n {{\"title\": \"Tw"), 1),
        (format!("[{one},]"), 1),
        (format!("[{one}"), 1),
        (format!("[{one}]]"), 1),
        (format!("[{one}, {{\"title\": {deep}}}, {one}]"), 2),
        (deep.clone(), 0),
        ("[".repeat(200_000), 0),
        ("{\"a\":".repeat(200_000), 0),
        ("{".to_owned(), 0),
        ("]".to_owned(), 0),
    ] {
        let reading = read(&text);
        let short: String = text.chars().take(60).collect();
        assert_eq!(reading.records.len(), count, "{short}");
        let codes: Vec<_> = reading.diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes, ["json-broken"], "{short}");
        assert_eq!(reading.diagnostics[0].severity, Severity::Error);
    }
    let reading = read("[\n  {\"title\": \"é\" \"x\"}\n]");
    let message = &reading.diagnostics[0].message;
    assert!(message.contains("line 2, column 17"), "{message}");
}

#[test]
fn parts_give_what_the_whole_gives() {
    let one = |n: u8| format!("{{\"type\": \"book\", \"title\": \"No. {n} ,]}}\"}}");
    let items: Vec<String> = (0..6).map(one).collect();
    for text in [
        format!("\u{feff}[\n{}\n]\n", items.join(",\n")),
        format!("[{}]", items.join(" , ")),
        items.join("\n"),
    ] {
        let whole = read(&text);
        assert_eq!(whole.records.len(), 6);
        // However much of the text is there when it is cut.
        for seen in 1..text.len() {
            let mut carry = Carry::default();
            let (mut start, mut titles) = (0, Vec::new());
            while start < text.len() {
                let mut end = (start + seen).min(text.len());
                while !text.is_char_boundary(end) {
                    end += 1;
                }
                let part = match cut(&text[start..end]) {
                    _ if end == text.len() => &text[start..],
                    Some(cut) => &text[start..start + cut],
                    None => &text[start..],
                };
                let reading = super::read(part, &mut carry);
                assert!(
                    reading.diagnostics.is_empty(),
                    "{part}: {:?}",
                    reading.diagnostics
                );
                titles.extend(reading.records.into_iter().map(|r| r.reference.texts));
                start += part.len();
            }
            assert_eq!(titles.len(), 6, "{seen} of {text}");
        }
    }
}

#[test]
fn objects_that_are_no_items_are_left_out() {
    let reading = read(r#"[{"name": "package", "version": "1.0"}, {}]"#);
    assert!(reading.records.is_empty());
    assert!(
        reading
            .diagnostics
            .iter()
            .all(|d| d.code == "csl-empty-item")
    );
}

#[test]
fn related_items_point_to_their_main_one() {
    let reading = read(
        r#"[{"type": "book", "custom": {"diglot": {"relation": "main", "source": {"site": "S", "listed_total": 3}}}},
            {"type": "book", "custom": {"diglot": {"relation": "related", "source": {"listed_rank": 2}}}}]"#,
    );
    assert_eq!(reading.records[0].site.as_deref(), Some("S"));
    assert_eq!(reading.records[0].listed_total, Some(3));
    assert_eq!(reading.records[1].main, Some(0));
    assert_eq!(reading.records[1].listed_rank, Some(2));
}

#[test]
fn supervisors_are_contributors_to_csl() {
    let reading = read(
        r#"[{"type": "thesis", "contributor": [{"family": "A"}, {"family": "B"}],
             "custom": {"diglot": {"contributor_roles": ["contributor", "supervisor"]}}}]"#,
    );
    let roles: Vec<_> = reading.records[0]
        .reference
        .contributors
        .iter()
        .map(|c| c.role)
        .collect();
    assert_eq!(roles, [ContributorRole::Other, ContributorRole::Supervisor]);
}

#[test]
fn identifiers_stand_in_lists_or_under_their_names() {
    use diglot_model::{Identifier, Reference, Sourced};
    let written = |ids: &[(IdentifierScheme, &str)]| {
        let mut r = Reference::new(ReferenceType::Book);
        for (scheme, value) in ids {
            let id = Identifier::new(scheme.clone(), *value);
            r.add_identifier(Sourced::bare(id));
        }
        item(&r, &ItemContext::default())["custom"]["diglot"]["identifiers"].to_string()
    };
    let other = |name: &str| IdentifierScheme::Other(name.to_owned());
    let doi = IdentifierScheme::Doi;
    assert_eq!(written(&[(doi.clone(), "10.5555/a")]), "null");
    assert_eq!(
        written(&[
            (other("ERIC"), "ED1"),
            (IdentifierScheme::Registration, "NCT01234567"),
            (doi.clone(), "10.5555/a"),
            (IdentifierScheme::Pmid, "1"),
            (doi.clone(), "10.5555/b"),
            (other("ERIC"), "ED2"),
        ]),
        r#"{"ERIC":"ED2","dois":["10.5555/a","10.5555/b"],"pmid":"1","registrations":["NCT01234567"]}"#
    );
    // A database that is called as a list is.
    let two = [(doi.clone(), "10.5555/a"), (doi, "10.5555/b")];
    let named = (other("dois"), "7");
    assert_eq!(
        written(&[&two[..], std::slice::from_ref(&named)].concat()),
        r#"{"dois":["10.5555/a","10.5555/b"]}"#
    );
    assert_eq!(
        written(&[std::slice::from_ref(&named), &two[..]].concat()),
        r#"{"dois":"7"}"#
    );
    assert_eq!(written(&[two[0].clone(), named.clone()]), r#"{"dois":"7"}"#);
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in r#"[\[\]{}",:\\a1é张 \n]{0,40}"#) {
        read(&text);
    }

    #[test]
    fn any_cut_is_read_without_panic(at in 0..PLAIN.len()) {
        if PLAIN.is_char_boundary(at) {
            let reading = read(&PLAIN[..at]);
            prop_assert!(reading.diagnostics.iter().filter(|d| d.code == "json-broken").count() <= 1);
        }
    }
}
