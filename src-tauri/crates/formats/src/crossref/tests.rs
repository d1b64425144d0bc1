use super::{detect, detect_xml, read, read_xml};
use crate::FormatName;
use diglot_model::{
    ContributorRole, DateField, IdentifierScheme, Name, Origin, Reference, ReferenceType,
    ScalarField, TextField,
};

fn one(reading: crate::Reading) -> Reference {
    let mut reading = reading;
    assert_eq!(reading.records.len(), 1, "{:?}", reading.diagnostics);
    reading.records.remove(0).reference
}

const WORK: &str = include_str!("../../fixtures/crossref-json/single_work.json");

#[test]
fn a_work_has_its_languages_and_places() {
    assert!(detect(WORK).is_some());
    assert_eq!(crate::detect(WORK)[0].format, FormatName::CrossrefJson);
    let r = one(read(WORK));
    let titles: Vec<_> = r
        .texts(TextField::Title)
        .iter()
        .map(|t| t.lang.as_str())
        .collect();
    assert_eq!(titles, ["en", "zh-Hans"]);
    assert_eq!(r.texts(TextField::Title)[0].origin, Origin::Publisher);
    let abstracts: Vec<_> = r
        .abstracts
        .iter()
        .map(|a| (a.lang.as_str(), a.plain()))
        .collect();
    assert_eq!(
        abstracts,
        [
            ("en", "AIM: Warm <feet>.".to_owned()),
            ("fr", "Des pieds chauds dans un lit.".to_owned()),
            ("zh-Hans", "目的：暖脚。".to_owned()),
        ]
    );
    assert_eq!(r.contributors[0].affiliations, [0]);
    assert!(
        matches!(r.contributors[0].name(), Some(Name::Person { suffix: Some(s), .. }) if s == "III")
    );
    assert_eq!(r.contributors[1].name(), Some(&Name::literal("Sock Group")));
    assert_eq!(
        r.scalar(ScalarField::ArticleNumber),
        None,
        "it is the page already"
    );
    assert_eq!(
        r.dates[&DateField::AvailableDate].value.to_string(),
        "2020-12-01"
    );
    assert_eq!(
        r.identifiers_of(&IdentifierScheme::Issn)
            .collect::<Vec<_>>(),
        ["1234-5679", "2345-6781"]
    );
    assert_eq!(
        r.identifiers_of(&IdentifierScheme::Registration).next(),
        Some("ISRCTN00000007")
    );
    assert_eq!(r.texts(TextField::Funding)[0].text, "Sock Fund (7, 8)");
    assert!(r.urls.is_empty(), "the DOI alone is no address");
    let kept: Vec<_> = r.unmapped.iter().map(|u| u.tag.as_str()).collect();
    assert_eq!(kept, ["update-to", "relation"]);
    let start = WORK.find("{\"type\"").unwrap();
    let at = r.texts(TextField::Title)[1].spans[0].range();
    assert_eq!(
        &WORK[start + at.start..start + at.end],
        "\"夜间暖袜：一项虚构试验\""
    );
    let bare = super::reference(WORK).unwrap();
    assert!(bare.texts(TextField::Title)[0].spans.is_empty());
}

#[test]
fn content_negotiation_is_read_as_well() {
    let text = r#"{"indexed":{"date-time":"2020-01-01T00:00:00Z"},"reference-count":3,"type":"journal-article","DOI":"10.5555/cn","title":"Of beds","container-title":"Journal of Beds","container-title-short":"J Beds","author":[{"family":"Wool","given":"Una","sequence":"first"}],"published":{"date-parts":[[2019]]},"page":"1-2"}"#;
    assert_eq!(crate::detect(text)[0].format, FormatName::CrossrefJson);
    let r = one(read(text));
    assert_eq!(
        (r.title(), r.container_title()),
        (Some("Of beds"), Some("Journal of Beds"))
    );
    assert_eq!(r.texts(TextField::ContainerTitleShort)[0].text, "J Beds");
    assert_eq!(r.year(), Some(2019));
}

#[test]
fn works_come_alone_and_in_lists() {
    let start = WORK.find("{\"type\"").unwrap();
    let bare = &WORK[start..WORK.len() - 1];
    let list = format!(
        r#"{{"status":"ok","message-type":"work-list","message":{{"total-results":2,"items":[{bare},{bare}]}}}}"#
    );
    assert_eq!(read(bare).records.len(), 1);
    assert!(detect(bare).is_some());
    assert_eq!(read(&list).records.len(), 2);
    assert_eq!(read(&format!("{WORK}\n{WORK}\n")).records.len(), 2);
    let empty = r#"{"status":"ok","message-type":"work-list","message":{"items":[]}}"#;
    assert!(read(empty).records.is_empty());
}

fn deposit(inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<doi_records>\r\n<doi_record owner=\"10.5555\"><crossref>{inside}</crossref></doi_record></doi_records>"
    )
}

#[test]
fn a_deposited_article() {
    let xml = deposit(
        r#"<journal><journal_metadata language="ja"><full_title>Journal of Kites &amp; Wind</full_title><abbrev_title>J Kites</abbrev_title><issn media_type="print">12345679</issn></journal_metadata>
        <journal_issue><publication_date media_type="print"><year>2011</year></publication_date><journal_volume><volume>5</volume></journal_volume><issue>3</issue></journal_issue>
        <journal_article><titles><title>
           Kites at
           <i>10 m</i> height</title><subtitle>a study</subtitle><original_language_title language="ja">凧の高さ</original_language_title></titles>
        <contributors><person_name contributor_role="author" sequence="first"><given_name>Rin</given_name><surname>Sora</surname><ORCID>https://orcid.org/0000-0002-1825-0097</ORCID><affiliation>Kite Lab</affiliation>
        <alt-name><string-name xml:lang="ja">空 凛</string-name></alt-name></person_name><organization contributor_role="author">Kite Club</organization><person_name contributor_role="editor"><surname>Solo</surname></person_name></contributors>
        <publication_date media_type="online"><month>12</month><day>31</day><year>2010</year></publication_date><publication_date media_type="print"><month>03</month><year>2011</year></publication_date>
        <pages><first_page>1</first_page><last_page>9</last_page></pages>
        <jats:abstract xml:lang="en"><jats:p>Kites were flown in the wind and they were high.</jats:p></jats:abstract><abstract xml:lang="ja"><p>凧を風の中で揚げた。</p></abstract>
        <crossmark><updates><update type="correction" date="2012-01-01">10.5555/old</update></updates></crossmark>
        <doi_data><doi>10.5555/KITE.1</doi><resource>https://kites.example/?a=1&amp;b=2</resource></doi_data></journal_article></journal>"#,
    );
    assert!(detect_xml(&xml).is_some());
    assert_eq!(crate::detect(&xml)[0].format, FormatName::CrossrefXml);
    let r = one(read_xml(&xml));
    assert_eq!(r.kind, ReferenceType::ArticleJournal);
    let titles: Vec<_> = r
        .texts(TextField::Title)
        .iter()
        .map(|t| (t.lang.as_str(), t.text.as_str()))
        .collect();
    assert_eq!(
        titles,
        [("en", "Kites at 10 m height: a study"), ("ja", "凧の高さ")]
    );
    assert_eq!(r.container_title(), Some("Journal of Kites & Wind"));
    assert_eq!(
        (
            r.scalar(ScalarField::Volume),
            r.scalar(ScalarField::Issue),
            r.scalar(ScalarField::Page)
        ),
        (Some("5"), Some("3"), Some("1-9"))
    );
    assert_eq!(r.issued().unwrap().to_string(), "2011-03");
    assert_eq!(
        r.dates[&DateField::AvailableDate].value.to_string(),
        "2010-12-31"
    );
    let langs: Vec<_> = r.abstracts.iter().map(|a| a.lang.as_str()).collect();
    assert_eq!(langs, ["en", "ja"]);
    assert_eq!(r.contributors.len(), 3);
    assert_eq!(r.contributors[0].names.len(), 2);
    assert_eq!(
        r.contributors[0].orcid.as_deref(),
        Some("0000-0002-1825-0097")
    );
    assert_eq!(r.contributors[2].role, ContributorRole::Editor);
    assert_eq!(r.doi(), Some("10.5555/kite.1"));
    assert_eq!(r.urls[0].value, "https://kites.example/?a=1&b=2");
    assert_eq!(r.unmapped[0].tag, "update-to");
}

#[test]
fn other_deposits() {
    let date = "<publication_date><month>2</month><year>2017</year></publication_date>";
    let person = |role: &str, name: &str| {
        format!(
            r#"<person_name contributor_role="{role}"><given_name>Al</given_name><surname>{name}</surname></person_name>"#
        )
    };
    let paper = one(read_xml(&deposit(&format!(
        "<conference><event_metadata><conference_name>Meeting of Kites</conference_name><conference_location>Oslo</conference_location><conference_date start_year=\"2017\" start_month=\"2\" start_day=\"5\" end_year=\"2017\" end_month=\"2\" end_day=\"9\"/></event_metadata>
        <proceedings_metadata><proceedings_title>Proceedings of Kites</proceedings_title><publisher><publisher_name>Wind Press</publisher_name><publisher_place>Bergen</publisher_place></publisher>{date}<isbn>978-3-16-148410-0</isbn></proceedings_metadata>
        <conference_paper><contributors>{}</contributors><titles><title>A paper</title></titles><pages><first_page>110</first_page></pages><publisher_item><item_number>7</item_number></publisher_item><doi_data><doi>10.5555/p</doi></doi_data></conference_paper></conference>", person("author", "Tail")))));
    assert_eq!(paper.kind, ReferenceType::PaperConference);
    assert_eq!(paper.container_title(), Some("Proceedings of Kites"));
    assert_eq!(paper.texts(TextField::EventPlace)[0].text, "Oslo");
    assert_eq!(
        paper.dates[&DateField::EventDate].value.to_string(),
        "2017-02-05/2017-02-09"
    );
    assert_eq!(paper.issued().unwrap().to_string(), "2017-02");
    assert_eq!(paper.scalar(ScalarField::ArticleNumber), None);
    assert_eq!(paper.identifiers_of(&IdentifierScheme::Isbn).count(), 1);

    let chapter = one(read_xml(&deposit(&format!(
        "<book book_type=\"edited_book\"><book_series_metadata><series_metadata><titles><title>Wind Series</title></titles><series_number>4</series_number></series_metadata><contributors>{}</contributors><titles><title>The Wind Book</title><subtitle>All of it</subtitle></titles><edition_number>2</edition_number>{date}<publisher><publisher_name>Wind Press</publisher_name></publisher></book_series_metadata>
        <content_item component_type=\"chapter\"><contributors>{}</contributors><titles><title>On tails</title></titles><pages><first_page>1</first_page><last_page>2</last_page></pages><doi_data><doi>10.5555/c</doi></doi_data></content_item></book>", person("editor", "Chief"), person("author", "Tail")))));
    assert_eq!(chapter.kind, ReferenceType::Chapter);
    assert_eq!(chapter.container_title(), Some("The Wind Book: All of it"));
    assert_eq!(
        chapter.texts(TextField::CollectionTitle)[0].text,
        "Wind Series"
    );
    assert_eq!(chapter.scalar(ScalarField::CollectionNumber), Some("4"));
    assert_eq!(chapter.contributors_as(ContributorRole::Editor).count(), 1);
    assert_eq!(chapter.doi(), Some("10.5555/c"));
    assert_eq!(chapter.year(), Some(2017));

    let thesis = one(read_xml(&deposit(&format!(
        "<dissertation language=\"en\">{}<titles><title>Of wind</title></titles><approval_date><month>01</month><year>1958</year></approval_date><institution><institution_name>Univ of Wind</institution_name><institution_place>Oslo</institution_place></institution><degree>PhD</degree><doi_data><doi>10.5555/t</doi></doi_data></dissertation>",
        person("author", "Tail")
    ))));
    assert_eq!(thesis.kind, ReferenceType::Thesis);
    assert_eq!(thesis.texts(TextField::Publisher)[0].text, "Univ of Wind");
    assert_eq!(thesis.texts(TextField::PublisherPlace)[0].text, "Oslo");
    assert_eq!(thesis.texts(TextField::Genre)[0].text, "PhD");
    assert_eq!(thesis.contributors.len(), 1);
    assert_eq!(thesis.year(), Some(1958));

    let preprint = one(read_xml(&deposit(
        "<posted_content type=\"preprint\"><group_title>Wind Archive</group_title><titles><title>Early wind</title></titles><posted_date><year>2018</year></posted_date><abstract><p>One.</p><p>Two.</p></abstract><doi_data><doi>10.5555/w</doi></doi_data></posted_content>",
    )));
    assert_eq!(preprint.kind, ReferenceType::Article);
    assert_eq!(preprint.texts(TextField::Publisher)[0].text, "Wind Archive");
    assert_eq!(
        preprint.abstracts[0].sections[0].paragraphs,
        ["One.", "Two."]
    );
}

#[test]
fn errors_are_told_and_hostile_texts_end() {
    let reading = read_xml(&deposit("<error>doi:10.5555/none not found</error>"));
    assert!(reading.records.is_empty());
    assert_eq!(reading.diagnostics[0].code, "crossref-not-found");
    let deep = deposit(&"<journal><journal_article>".repeat(20_000));
    read_xml(&deep);
    read(&"{\"message\":".repeat(50_000));
}

#[test]
fn a_standard_has_its_number_and_its_body() {
    let r = one(read_xml(&deposit(
        "<standard><standard_metadata language=\"en\"><titles><title>Test method for reeds</title></titles><designators><as_published>JZ 29-10</as_published></designators><approval_date><year>2010</year></approval_date><standards_body><standards_body_name>Invented Standards</standards_body_name></standards_body><doi_data><doi>10.5555/st</doi><resource>https://example.org/st</resource></doi_data></standard_metadata></standard>",
    )));
    assert_eq!(r.kind, ReferenceType::Standard);
    assert_eq!(r.scalar(ScalarField::Number), Some("JZ 29-10"));
    let publisher = r.texts(TextField::Publisher).first();
    assert_eq!(
        publisher.map(|p| p.text.as_str()),
        Some("Invented Standards")
    );
}
