use super::*;
use diglot_model::{ContributorRole, DateField, LanguageTag, Name, ScalarField, TextField};

const FLAT: &str = include_str!("../../fixtures/ris/flattened.txt");

#[test]
fn a_flattened_record() {
    let reading = read(FLAT);
    assert_eq!(reading.records.len(), 1);
    let r = &reading.records[0].reference;
    assert_eq!(r.title(), Some("Peer mentors: a qualitative study"));
    assert_eq!(r.container_title(), Some("Open Homes"));
    assert_eq!(r.contributors.len(), 2);
    assert_eq!(r.contributors[0].name().unwrap().family(), "Nordby");
    assert_eq!(r.scalar(ScalarField::Page), Some("oh20X1"));
    assert_eq!(r.dates[&DateField::Issued].to_string(), "2020-08-01");
    assert_eq!(r.abstracts[0].sections.len(), 4);
    assert!(r.abstracts[0].plain().contains("The AU - units were many."));
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
}

#[test]
fn the_same_record_lined_and_flattened() {
    let lined = "TY  - JOUR\r\nT1  - Peer mentors\r\nTT  - 同伴辅导员\r\nAU  - Nordby, Kari M\r\nPY  - 2020\r\nSP  - 1\r\nEP  - 9\r\nKW  - homes\r\nKW  - peers\r\nAB  - A first sentence here, long enough to be an abstract. Another.\r\nER  - \r\n";
    let flat = lined.replace("\r\n", " ");
    let lower = lined.replace("T1  - ", "t1  - ").replace("AU  - ", "au - ");
    let strip = |text: &str| {
        let mut r = read(text).records.remove(0).reference;
        for v in r.texts.values_mut().flatten() {
            v.spans.clear();
        }
        (
            r.texts.clone(),
            r.contributors
                .iter()
                .map(|c| c.value.clone())
                .collect::<Vec<_>>(),
            r.year(),
            r.scalars
                .values()
                .map(|s| s.value.clone())
                .collect::<Vec<_>>(),
            r.abstracts
                .iter()
                .map(|a| a.value.clone())
                .collect::<Vec<_>>(),
            r.keywords
                .iter()
                .map(|k| k.value.clone())
                .collect::<Vec<_>>(),
        )
    };
    let want = strip(lined);
    assert_eq!(want.0[&TextField::Title].len(), 2);
    assert_eq!(strip(&flat), want);
    assert_eq!(strip(&lower), want);
    assert_eq!(strip(&lined.replace("  - ", " - ")), want);
    assert_eq!(strip(&lined.replace("ER  - \r\n", "")), want);
}

#[test]
fn broken_records_lose_only_themselves() {
    let text = "TY  - JOUR\nER  - \nTY  - JOUR\nTI  - Good one\nTY  - JOUR\nTI  - Next\nER  - \n";
    let reading = read(text);
    assert_eq!(reading.records.len(), 2);
    let codes: Vec<_> = reading.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["ris-empty-record", "ris-no-end"]);
}

#[test]
fn unknown_fields_are_kept() {
    let reading = read("TY  - JOUR\nTI  - T of it\nU2  - mine\nC3  - yours\nER  - \n");
    let kept: Vec<_> = reading.records[0]
        .reference
        .unmapped
        .iter()
        .map(|u| (u.tag.as_str(), u.value.as_str()))
        .collect();
    assert_eq!(kept, [("U2", "mine"), ("C3", "yours")]);
}

#[test]
fn a_line_behind_the_end_is_no_record() {
    let one = "TY  - JOUR\nTI  - T of it\nZZ  - mine\nER  - \nNL  - J Open Homes\n\nLink: x\n\n";
    let reading = read(&format!("1.\n{one}2.\n{one}"));
    assert_eq!(reading.records.len(), 2);
    assert!(reading.diagnostics.is_empty());
    assert_eq!(reading.records[0].reference.unmapped[0].tag, "ZZ");
}

#[test]
fn parts_give_what_the_whole_gives() {
    let lined =
        "TY  - JOUR\r\nTI  - One\r\nAB  - ER - positive tumours\r\nER  - \r\n\r\n".repeat(5);
    for text in [
        lined.replace("\r\n", "\n"),
        lined.replace("ER  - \r\n", ""),
        FLAT.repeat(3),
        lined,
    ] {
        let count = read(&text).records.len();
        for seen in (1..text.len()).step_by(7) {
            let Some(cut) = cut(&text[..seen]) else {
                continue;
            };
            let (head, tail) = text.split_at(cut);
            let parts = read(head).records.len() + read(tail).records.len();
            assert_eq!(parts, count, "{head} | {tail}");
        }
    }
}

fn reference(fields: &str) -> diglot_model::Reference {
    let text = format!("TY  - {fields}\nER  - \n");
    read(&text).records.remove(0).reference
}

#[test]
fn names_that_end_with_a_comma_stay_whole() {
    let r = reference("JOUR\nAU  - World Bank,\nAU  - Aas, Ola\nAU  - Moe C,\nAU  - et al.,");
    let names: Vec<_> = r.contributors.iter().filter_map(|c| c.name()).collect();
    assert_eq!(names[0], &Name::literal("World Bank"));
    assert_eq!(names[1], &Name::person("Aas", "Ola"));
    assert!(matches!(names[2], Name::Person { .. }));
    assert!(!r.contributors_complete);
}

#[test]
fn keywords_on_lines_of_their_own_keep_their_commas() {
    let texts = |fields: &str| -> Vec<String> {
        let keywords = reference(fields).keywords;
        keywords.into_iter().map(|k| k.value.text).collect()
    };
    assert_eq!(
        texts("JOUR\nKW  - Housing, Public\nKW  - peers"),
        ["Housing, Public", "peers"]
    );
    assert_eq!(texts("JOUR\nKW  - homes, peers"), ["homes", "peers"]);
    assert_eq!(
        texts("JOUR\nKW  - homes; peers\nKW  - mentors"),
        ["homes", "peers", "mentors"]
    );
}

#[test]
fn dates_with_words() {
    let issued = |fields: &str| reference(fields).dates[&DateField::Issued].to_string();
    assert_eq!(issued("JOUR\nPY  - 2019\nDA  - 2019///Spring"), "2019-21");
    assert_eq!(issued("JOUR\nDA  - 2019/01//Jan-Feb"), "2019-01/2019-02");
    assert_eq!(issued("JOUR\nPY  - in press"), "in press");
}

#[test]
fn tags_that_depend_on_the_type() {
    let thesis = reference("THES\nTI  - T\nA3  - Moe, Cathrine\nM3  - PhD thesis");
    assert_eq!(thesis.contributors[0].role, ContributorRole::Supervisor);
    assert_eq!(
        thesis.text(TextField::Genre).map(|t| &*t.text),
        Some("PhD thesis")
    );
    let report = reference("RPRT\nTI  - T\nM1  - 12/2020");
    assert_eq!(report.scalar(ScalarField::Number), Some("12/2020"));
    let article = reference("JOUR\nTI  - T\nM1  - 12034567\nM3  - Article");
    assert_eq!(article.unmapped.len(), 2);
}

#[test]
fn identifiers_language_and_key() {
    let r = reference(
        "JOUR\nAN  - PMID: 99999901\nAN  - WOS:0001\nC2  - PMC9999990\nLA  - zh-Hant\nID  - moe2020",
    );
    let ids: Vec<_> = r
        .identifiers
        .iter()
        .map(|i| (i.scheme.name(), i.value.value.as_str()))
        .collect();
    assert_eq!(
        ids,
        [
            ("PMID", "99999901"),
            ("accession", "WOS:0001"),
            ("PMCID", "PMC9999990")
        ]
    );
    assert_eq!(r.language.map(|l| l.value), Some(LanguageTag::ZH_HANT));
    assert_eq!(r.scalars[&ScalarField::CitationKey].value, "moe2020");
}

fn one(text: &str) -> diglot_model::Reference {
    let mut reading = read(text);
    assert_eq!(reading.records.len(), 1, "{text}");
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    reading.records.remove(0).reference
}

#[test]
fn who_edits_a_book_and_who_its_series() {
    let roles = |people: &str| -> Vec<(String, ContributorRole)> {
        let kind = if people.contains("Moe") {
            "EDBOOK"
        } else {
            "BOOK"
        };
        let r = one(&format!("TY  - {kind}\nTI  - Homes\n{people}ER  - \n"));
        let of = |c: &diglot_model::Sourced<diglot_model::Contributor>| {
            (c.name().unwrap().family(), c.role)
        };
        r.contributors.iter().map(of).collect()
    };
    let editor = |name: &str| (name.to_owned(), ContributorRole::Editor);
    let series = |name: &str| (name.to_owned(), ContributorRole::CollectionEditor);
    let author = |name: &str| (name.to_owned(), ContributorRole::Author);
    // As EndNote and Zotero write both.
    assert_eq!(
        roles("AU  - Ek, B\nA2  - Li, W\nA3  - Aas, O\n"),
        [author("Ek"), series("Li"), editor("Aas")]
    );
    // As older programs do.
    assert_eq!(
        roles("AU  - Ek, B\nA2  - Li, W\n"),
        [author("Ek"), editor("Li")]
    );
    assert_eq!(
        roles("ED  - Ek, B\nA3  - Aas, O\n"),
        [editor("Ek"), series("Aas")]
    );
    assert_eq!(roles("A3  - Aas, O\n"), [editor("Aas")]);
    assert_eq!(
        roles("AU  - Moe, C\nA2  - Li, W\n"),
        [editor("Moe"), series("Li")]
    );
}

#[test]
fn how_many_pages_a_whole_work_has() {
    let pages = |kind: &str, lines: &str| {
        let r = one(&format!("TY  - {kind}\nTI  - Homes\n{lines}ER  - \n"));
        let of = |field| r.scalar(field).map(str::to_owned);
        (of(ScalarField::NumberOfPages), of(ScalarField::Page))
    };
    let some = |value: &str| Some(value.to_owned());
    assert_eq!(pages("BOOK", "SP  - 345\n"), (some("345"), None));
    assert_eq!(pages("THES", "SP  - xii, 210 p.\n").1, None);
    assert_eq!(pages("BOOK", "SP  - 1\nEP  - 345\n"), (None, some("1-345")));
    assert_eq!(pages("BOOK", "SP  - 12-19\n"), (None, some("12-19")));
    assert_eq!(pages("JOUR", "SP  - 345\n"), (None, some("345")));
}

#[test]
fn written_pages_are_read_as_they_were() {
    for lines in [
        "SP  - 345\n",
        "SP  - 345\nEP  - 345\n",
        "SP  - 1\nEP  - 9\n",
    ] {
        let r = one(&format!("TY  - BOOK\nTI  - Homes\n{lines}ER  - \n"));
        let items = [crate::sample::export(&r)];
        let text = crate::output::write(&items, crate::output::OutputFormat::Ris).text;
        let again = one(&text);
        let scalars = |r: &diglot_model::Reference| -> Vec<_> {
            let each = r.scalars.iter().map(|(f, v)| (*f, v.value.clone()));
            each.filter(|(f, _)| *f != ScalarField::CitationKey)
                .collect()
        };
        assert_eq!(scalars(&again), scalars(&r), "{text}");
    }
}

#[test]
fn years_that_differ_and_years_that_are_none() {
    let issued = |lines: &str| {
        let r = one(&format!("TY  - JOUR\nTI  - Homes\n{lines}ER  - \n"));
        r.issued().map(ToString::to_string)
    };
    let some = |value: &str| Some(value.to_owned());
    assert_eq!(
        issued("Y1  - 1900/01/01\nDA  - 1950/03/02\n"),
        some("1950-03-02")
    );
    assert_eq!(issued("DA  - 2021/05/06\nPY  - 2019\n"), some("2019"));
    assert_eq!(issued("Y1  - 2016/10/19\nPY  - 2016\n"), some("2016-10-19"));
    assert_eq!(issued("PY  - 0000\n"), None);
}

#[test]
fn an_issue_in_the_place_of_another_number() {
    let issue = |kind: &str, lines: &str| {
        let r = one(&format!("TY  - {kind}\nTI  - Homes\n{lines}ER  - \n"));
        r.scalar(ScalarField::Issue).map(str::to_owned)
    };
    assert_eq!(issue("JOUR", "M1  - 3\n"), Some("3".to_owned()));
    assert_eq!(issue("JOUR", "M1  - 7\nIS  - 3\n"), Some("3".to_owned()));
    assert_eq!(issue("CHAP", "M1  - 0\n"), None);
    assert_eq!(issue("JOUR", "M1  - 0\n"), None);
}

#[test]
fn a_heading_alone_is_an_abstract_all_the_same() {
    for word in ["Abstract", "Background"] {
        let r = one(&format!("TY  - JOUR\nTI  - Homes\nAB  - {word}\nER  - \n"));
        assert_eq!(r.abstracts.len(), 1, "{word}");
        assert_eq!(r.abstracts[0].plain(), word);
    }
}

#[test]
fn notes_of_procite_are_fields() {
    let r = one(
        "TY  - CONF\nN1  - Record Number: 230\nA1  - Ek, Bo\nT1  - Mentors at the door\n\
         N1  - Connective Phrase: In\nN1  - Proceedings Title: Homes and Gardens: 2001\n\
         N1  - Translated Title: 门前的辅导员\nN1  - Volume ID: 12\nSP  - 3\nEP  - 9\n\
         N1  - ISBN: 9783161484100\nN1  - Notes: read it\nER  - \n",
    );
    assert_eq!(r.container_title(), Some("Homes and Gardens: 2001"));
    assert_eq!(r.texts(TextField::Title).len(), 2);
    assert_eq!(r.scalar(ScalarField::Volume), Some("12"));
    let notes: Vec<_> = r.texts(TextField::Note).iter().map(|n| &*n.text).collect();
    assert_eq!(notes, ["Connective Phrase: In", "read it"]);
    let book = one(
        "TY  - BOOK\nN1  - Record ID: 200\nA1  - Ek, Bo\nT1  - Doors\nVL  - 2nd\nIS  - 4\nER  - \n",
    );
    assert_eq!(book.scalar(ScalarField::Edition), Some("2nd"));
    assert_eq!(book.scalar(ScalarField::Volume), Some("4"));
    // A note that looks like one of them is a note in other programs' records.
    let other = one("TY  - JOUR\nTI  - Doors\nN1  - Volume ID: 12\nER  - \n");
    assert_eq!(other.scalar(ScalarField::Volume), None);
    assert_eq!(other.texts(TextField::Note).len(), 1);
}
