use super::*;
use crate::sample::fixture;
use diglot_model::{
    ClassificationScheme, ContributorRole, KeywordKind, LanguageTag, Name, Reference,
    ReferenceType, ScalarField, TextField,
};
use std::fmt::Write as _;

/// A record of lines such as `245 10 $a Homes $b a study`, and control fields `008 …`.
fn record(lines: &str) -> String {
    let mut out = String::from("<record>");
    for line in lines.lines().map(str::trim_start).filter(|l| !l.is_empty()) {
        let (tag, rest) = line.split_once(' ').unwrap();
        let Some((indicators, subfields)) = rest.split_once('$') else {
            if tag == "LDR" {
                let _ = writeln!(out, "<leader>{rest}</leader>");
            } else {
                let _ = writeln!(out, "<controlfield tag=\"{tag}\">{rest}</controlfield>");
            }
            continue;
        };
        let mut ind = indicators.chars().map(|c| if c == '_' { ' ' } else { c });
        let (one, two) = (ind.next().unwrap_or(' '), ind.next().unwrap_or(' '));
        let _ = writeln!(
            out,
            "<datafield tag=\"{tag}\" ind1=\"{one}\" ind2=\"{two}\">"
        );
        for subfield in subfields.split('$') {
            let (code, value) = subfield.split_at(1);
            let _ = writeln!(out, "<subfield code=\"{code}\">{}</subfield>", value.trim());
        }
        out.push_str("</datafield>\n");
    }
    out + "</record>"
}

fn reference(lines: &str) -> Reference {
    let text = format!(
        "<collection xmlns=\"http://www.loc.gov/MARC21/slim\">{}</collection>",
        record(lines)
    );
    let mut reading = read(&text);
    assert_eq!(reading.records.len(), 1, "{text}");
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    reading.records.remove(0).reference
}

#[test]
fn a_book() {
    let r = reference(
        "LDR 00925nam  22002777a 4500
        001 5637
        008 910926s1984    no            000 0 eng  
        020 __$a 0198526636 (pbk.)
        050 00$a HD72 $b .M6 1984
        082 00$a 363/.5
        100 1_$a Moe, Cathrine, $d 1950-
        245 10$a Homes and rooms : $b a study / $c by Cathrine Moe
        250 __$a 2nd ed.
        260 __$a Oslo : $b Light Press, $c c1984.
        300 __$a xi, 212 p. : $b ill. ; $c 24 cm.
        490 1_$a Studies in living ; $v v. 4
        500 __$a Includes index.
        520 3_$a People live in homes.
        520 3_$a Homes have rooms.
        650 _0$a Housing $z Norway.
        650 _2$a Housing
        653 __$a light
        700 1_$a Aas, Ola M., $e editor.
        710 2_$a Institute of Homes.
        856 40$u https://doi.org/10.5555/HOMES",
    );
    assert_eq!(r.kind, ReferenceType::Book);
    assert_eq!(r.title(), Some("Homes and rooms: a study"));
    assert_eq!(
        r.contributors[0].name(),
        Some(&Name::person("Moe", "Cathrine"))
    );
    assert_eq!(
        r.contributors[1].name(),
        Some(&Name::person("Aas", "Ola M."))
    );
    assert_eq!(r.contributors[1].role, ContributorRole::Editor);
    assert_eq!(r.contributors[2].role, ContributorRole::Other);
    assert_eq!(r.year(), Some(1984));
    assert_eq!(r.text(TextField::PublisherPlace).unwrap().text, "Oslo");
    assert_eq!(r.text(TextField::Publisher).unwrap().text, "Light Press");
    assert_eq!(r.scalar(ScalarField::NumberOfPages), Some("212"));
    assert_eq!(
        r.text(TextField::CollectionTitle).unwrap().text,
        "Studies in living"
    );
    assert_eq!(r.abstracts.len(), 1);
    assert_eq!(
        r.abstracts[0].plain(),
        "People live in homes.\nHomes have rooms."
    );
    assert_eq!(r.keywords[0].text, "Housing -- Norway");
    assert_eq!(r.keywords[1].kind, KeywordKind::Mesh);
    assert_eq!(r.classifications[1].code, "363.5");
    assert_eq!(r.doi(), Some("10.5555/homes"));
    assert_eq!(r.own_language(), Some(LanguageTag::EN));
    assert!(r.unmapped.iter().any(|u| u.tag == "245$c"));
}

#[test]
fn a_title_in_two_scripts() {
    let r = reference(
        "LDR 00925nam  22002777a 4500
        008 910926s2001    cc            000 0 chi  
        100 1_$6 880-01 $a Zhou, Ning, $d 1953-
        245 10$6 880-02 $a Tu shu guan de deng guang = $b Light in libraries / $c Zhou Ning zhu.
        260 __$6 880-03 $a Beijing : $b Guang chu ban she, $c 2001.
        880 1_$6 100-01/$1 $a 周宁, $d 1953-
        880 10$6 245-02/$1 $a 图书馆的灯光 = $b Light in libraries / $c 周宁著.
        880 __$6 260-03/$1 $a 北京 : $b 光出版社, $c 2001.",
    );
    assert_eq!(r.title(), Some("图书馆的灯光"));
    let titles: Vec<_> = r
        .texts(TextField::Title)
        .iter()
        .map(|t| (t.text.as_str(), t.lang.as_str()))
        .collect();
    assert_eq!(
        titles,
        [
            ("图书馆的灯光", "zh-Hans"),
            ("Light in libraries", "en"),
            ("Tu shu guan de deng guang", "zh-Latn"),
        ]
    );
    assert_eq!(r.contributors.len(), 1);
    assert_eq!(r.contributors[0].names[0].name, Name::person("周", "宁"));
    assert_eq!(
        r.contributors[0].names[1].name,
        Name::person("Zhou", "Ning")
    );
    assert_eq!(r.texts(TextField::Publisher).len(), 2);
}

#[test]
fn what_stands_in_a_host() {
    let article = |host: &str| {
        reference(&format!(
            "LDR 00864nab a2200253 c 4500\n245 10$a A room\n100 1_$a Moe, C. $4 aut\n{host}"
        ))
    };
    let places = |r: &Reference| -> Vec<String> {
        [ScalarField::Volume, ScalarField::Issue, ScalarField::Page]
            .into_iter()
            .map(|f| r.scalar(f).unwrap_or_default().to_owned())
            .chain([r.issued().map(ToString::to_string).unwrap_or_default()])
            .collect()
    };
    let r = article(
        "773 0_$t Journal of light. $x 1234-5678 $g Vol. 24, no. 9 (Sept. 1993), p. 235-248",
    );
    assert_eq!(r.kind, ReferenceType::ArticleJournal);
    assert_eq!(r.container_title(), Some("Journal of light"));
    assert_eq!(places(&r), ["24", "9", "235-248", "1993-09"]);
    let r = article(
        "773 18$g volume:24 $g number:9 $g year:1993 $g pages:235-248\n773 08$t Licht $w (DE-600)1",
    );
    assert_eq!(places(&r), ["24", "9", "235-248", "1993"]);
    let r = article("773 0_$t Licht $g Bd. 24 (1993), H. 9, S. 235-248");
    assert_eq!(places(&r), ["24", "9", "235-248", "1993"]);
    let r = article("773 0_$t 光 $g 2015年, 第24卷, 第9期, 页码: 235-248");
    assert_eq!(places(&r), ["24", "9", "235-248", "2015"]);
    let r = article("773 0_$t Light $q 24:9&lt;235");
    assert_eq!(places(&r), ["24", "9", "235", ""]);
    let r = article(
        "773 0_$7 nnam $t Homes / edited by Ola Aas $d Oslo : Light Press, 1992 $z 0198526636 $g Seite 447-473",
    );
    assert_eq!(r.kind, ReferenceType::Chapter);
    assert_eq!(r.container_title(), Some("Homes"));
    assert_eq!(places(&r), ["", "", "447-473", "1992"]);
    assert_eq!(r.text(TextField::Publisher).unwrap().text, "Light Press");
}

#[test]
fn theses_and_editors() {
    let thesis = reference(
        "LDR 00864nam a2200253 c 4500
        100 1_$a Moe, Cathrine $4 aut
        245 10$a Homes
        502 __$b Dissertation $c University of Oslo $d 2019
        700 1_$a Aas, Ola $e Doktorvater $4 dgs
        710 2_$a University of Oslo $4 dgg",
    );
    assert_eq!(thesis.kind, ReferenceType::Thesis);
    assert_eq!(thesis.text(TextField::Genre).unwrap().text, "Dissertation");
    assert_eq!(
        thesis.text(TextField::Publisher).unwrap().text,
        "University of Oslo"
    );
    assert_eq!(thesis.year(), Some(2019));
    assert_eq!(thesis.contributors[1].role, ContributorRole::Supervisor);
    let edited = reference(
        "LDR 00864nam a2200253 c 4500
        111 2_$a Meeting of Rooms $c Oslo
        245 10$a Rooms $n 2 $p Walls
        700 1_$a Aas, Ola
        700 12$a Moe, C. $t Floors",
    );
    assert_eq!(edited.title(), Some("Rooms. 2: Walls"));
    assert_eq!(edited.contributors.len(), 1);
    assert_eq!(edited.contributors[0].role, ContributorRole::Editor);
    assert_eq!(
        edited.text(TextField::EventTitle).unwrap().text,
        "Meeting of Rooms"
    );
}

#[test]
fn chinese_libraries_write_cnmarc() {
    let r = reference(
        "LDR 01054nam0 2200301   450 
        010 __$a 978-7-5325-1234-5 $d CNY28.00
        101 0_$a chi
        200 1_$a 图书馆的灯光 $A tu shu guan de deng guang $d Light in libraries $e 研究 $f 周宁著 $z eng
        210 __$a 北京 $c 光出版社 $d 2015
        215 __$a 236页 $c 图 $d 24cm
        225 2_$a 阅读丛书 $v 3
        330 __$a 本书比较三种灯光。
        606 0_$a 图书馆 $x 照明 $x 研究
        690 __$a G258 $v 5
        701 _0$a 周宁 $A zhou ning $4 著
        702 _0$a 李四 $4 译",
    );
    assert_eq!(r.kind, ReferenceType::Book);
    assert_eq!(r.title(), Some("图书馆的灯光"));
    assert_eq!(r.texts(TextField::Title)[1].text, "Light in libraries");
    assert_eq!(r.contributors[0].names[0].name, Name::person("周", "宁"));
    assert_eq!(r.contributors[0].names.len(), 2);
    assert_eq!(r.contributors[1].role, ContributorRole::Translator);
    assert_eq!(r.scalar(ScalarField::NumberOfPages), Some("236"));
    assert_eq!(r.classifications[0].scheme, ClassificationScheme::Clc);
    assert_eq!(r.keywords[0].text, "图书馆 -- 照明 -- 研究");
    assert_eq!(r.year(), Some(2015));
    assert_eq!(r.identifiers.len(), 1);
}

#[test]
fn envelopes_and_broken_xml() {
    let inner = record("245 10$a Homes & rooms\n100 1_$a Moe, C.");
    let text = format!(
        "<zs:searchRetrieveResponse><zs:records><zs:record><zs:recordData>{inner}</zs:recordData></zs:record></zs:records></zs:searchRetrieveResponse"
    );
    let reading = read(&text);
    assert_eq!(reading.records.len(), 1);
    assert_eq!(reading.records[0].reference.title(), Some("Homes & rooms"));
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    let half = &inner[..inner.len() - 40];
    let reading = read(half);
    assert_eq!(reading.records.len(), 1);
    assert!(reading.diagnostics[0].code.starts_with("xml-"));
    let marked = record("245 10$a &#152;Das&#156; Licht\n100 1_$a Moe, C.");
    assert_eq!(
        read(&marked).records[0].reference.title(),
        Some("Das Licht")
    );
    let deep = format!("<record>{}", "<datafield>".repeat(100_000));
    assert_eq!(read(&deep).records.len(), 1);
}

#[test]
fn detection() {
    let text = record("245 10$a Homes\n100 1_$a Moe, C.");
    assert_eq!(detect(&text).map(|d| d.0), Some(90));
    assert_eq!(
        detect("<records><record><title>x</title></record></records>"),
        None
    );
}

#[test]
fn the_fixture_in_all_its_clothes() {
    let text = include_str!("../../fixtures/marcxml/record.xml");
    let references = fixture::references(text, read);
    fixture::same_in_other_clothes(text, read);
    insta::with_settings!({ sort_maps => true }, { insta::assert_json_snapshot!("record", references) });
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "<record>(<datafield tag=\"(020|100|245|260|300|502|520|650|773|880|\\PC{0,3})\">(<subfield code=\"[a-z0-9]\">[a-z0-9:.,<&;=/ 一-丁]{0,12}(</subfield>)?){0,4}(</datafield>)?){0,6}(</record>)?\\PC{0,20}") {
        fixture::is_read(&text, read);
        detect(&text);
        cut(&text);
    }
}

#[test]
fn performers_of_a_recording() {
    let lines = "LDR 00925njm  22002777a 4500
        245 04$a The great Moe $h [sound recording].
        700 1_$a Moe, Ina, $d 1930- $4 prf";
    let r = reference(lines);
    assert_eq!(r.kind, ReferenceType::Song);
    assert_eq!(r.contributors[0].role, ContributorRole::Author);
    // Where there is a composer, performers stand beside.
    let r = reference(&format!("{lines}\n        100 1_$a Aas, Bo $4 cmp"));
    let roles: Vec<_> = r.contributors.iter().map(|c| c.role).collect();
    assert_eq!(roles, [ContributorRole::Other, ContributorRole::Author]);
}
