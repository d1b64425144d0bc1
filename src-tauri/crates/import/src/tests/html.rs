//! Copied HTML.

use super::plan;
use crate::{pasted_text, text_of_html};
use diglot_model::TextField;
use proptest::prelude::*;

const PAGE: &str = r#"<html><head><title>Northaven Index</title><style>p { color: red }</style>
<script>var x = "<p>no</p>";</script></head><body>
<nav><button>Cite</button><span hidden>menu</span></nav>
<h1>Housing and pain in
   Northaven: a study</h1>
<div class="authors"><a href="/a">Kari M Nordby</a><sup>1</sup>, <a>Sabina C Stanic</a><sup>1,2</sup> and Cathrine Linaas<sup>2</sup></div>
<ul><li><sup>1</sup> Department of Psychology, University of Northaven, Northaven, UK.</li>
<li><sup>2</sup> Fictional Centre for Work, Northaven General Hospital, Northaven, UK.</li></ul>
<p>Trial Feasibility Stud. 2021 Mar 9;7:58. <a href="https://doi.org/10.5555%2Fs40999-021-00588-z">Full text</a></p>
<h2>Abstract</h2>
<p><b>BACKGROUND:</b> Homes of 25 m<sup>2</sup> are lost&nbsp;by people with pain &amp; few studies ask why.</p>
<p><b>METHODS:</b> We asked 24 people (p &lt; 10<sup>-3</sup>).</p>
</body></html>"#;

#[test]
fn a_page_becomes_lines() {
    let text = text_of_html(PAGE);
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(
        lines,
        [
            "Cite",
            "Housing and pain in Northaven: a study",
            "Kari M Nordby 1, Sabina C Stanic 1 2 and Cathrine Linaas 2",
            "1 Department of Psychology, University of Northaven, Northaven, UK.",
            "2 Fictional Centre for Work, Northaven General Hospital, Northaven, UK.",
            "Trial Feasibility Stud. 2021 Mar 9;7:58. Full text",
            "Abstract",
            "BACKGROUND: Homes of 25 m² are lost\u{a0}by people with pain & few studies ask why.",
            "METHODS: We asked 24 people (p < 10⁻³).",
            "DOI: 10.5555/s40999-021-00588-z",
        ]
    );
}

#[test]
fn what_plain_text_loses_is_read() {
    let mut plan = plan("paste", text_of_html(PAGE).as_bytes());
    assert_eq!(plan.records.len(), 1);
    let reference = plan.records.remove(0).reference;
    assert_eq!(
        reference.title(),
        Some("Housing and pain in Northaven: a study")
    );
    let marks: Vec<_> = reference
        .contributors
        .iter()
        .map(|c| (c.name().unwrap().family(), c.affiliations.clone()))
        .collect();
    let want = [
        ("Nordby", vec![0]),
        ("Stanic", vec![0, 1]),
        ("Linaas", vec![1]),
    ];
    assert_eq!(
        marks,
        want.map(|(family, marks)| (family.to_owned(), marks))
    );
    assert_eq!(reference.affiliations.len(), 2);
    assert_eq!(reference.doi(), Some("10.5555/s40999-021-00588-z"));
    assert_eq!(reference.abstracts[0].sections.len(), 2);
}

const HEAD: &str = r#"<meta name="citation_title" content="Housing and pain in Northaven: a study"><meta name="citation_author" content="Nordby, Kari M"><meta name="citation_author" content="Stanic, Sabina C"><meta name="citation_author" content="Linaas, Cathrine"><meta name="citation_journal_title" content="Trial Feasibility Studies"><meta name="citation_doi" content="10.5555/s40999-021-00588-z"><meta name="citation_abstract" content="BACKGROUND: Homes of 25 m2 are lost by people with pain and …"><meta name="citation_date" content="2021/03/09">"#;

#[test]
fn tags_win_and_the_text_adds_what_they_lack() {
    let page = PAGE
        .replace("<head>", &format!("<head>{HEAD}"))
        .replace("</body>", "<h2>摘要</h2><p>背景：疼痛患者失去住房，而很少有研究询问原因。方法：我们询问了24人。</p></body>");
    let mut plan = plan("page.html", format!("<!DOCTYPE html>\n{page}").as_bytes());
    assert_eq!(plan.captures[0].format.as_deref(), Some("html"));
    assert_eq!(plan.records.len(), 1, "{:?}", plan.diagnostics);
    let reference = plan.records.remove(0).reference;
    assert_eq!(
        reference.container_title(),
        Some("Trial Feasibility Studies")
    );
    assert_eq!(reference.issued().unwrap().to_string(), "2021-03-09");
    let langs: Vec<_> = reference
        .abstracts
        .iter()
        .map(|a| (a.lang.as_str(), a.sections.len()))
        .collect();
    assert_eq!(
        langs,
        [("en", 2), ("zh-Hans", 2)],
        "the tag's abstract was cut off"
    );
    assert_eq!(reference.affiliations.len(), 2);
    assert_eq!(reference.contributors[1].affiliations, [0, 1]);
    assert!(
        reference.abstracts[1].spans.is_empty(),
        "places count in the HTML"
    );
    assert!(!reference.texts(TextField::Title)[0].spans.is_empty());
}

#[test]
fn a_file_without_tags_is_read_by_its_text() {
    let mut plan = plan("page.htm", format!("<!DOCTYPE html>{PAGE}").as_bytes());
    assert_eq!(plan.records.len(), 1);
    let reference = plan.records.remove(0).reference;
    assert_eq!(
        reference.title(),
        Some("Housing and pain in Northaven: a study")
    );
    let inside = "<html><body><pre>TY  - JOUR\nTI  - Homes\nER  - \n</pre></body></html>";
    let ris = super::plan("x.html", inside.as_bytes());
    assert_eq!(ris.records[0].reference.title(), Some("Homes"));
    assert!(
        super::plan("x.html", b"<html><body><p>Nothing here.</p></body></html>")
            .records
            .is_empty()
    );
}

#[test]
fn the_plain_text_is_taken_when_more_is_found_in_it() {
    let plain = "TY  - JOUR\nTI  - Homes\nAU  - Zhang, Huijia\nPY  - 2020\nER  - \n";
    let html = "<pre>TY  - JOUR</pre><table><tr><td>Homes</td></tr></table>";
    assert_eq!(pasted_text(plain, Some(html)), plain);
    assert_eq!(pasted_text(plain, None), plain);
    let rich = pasted_text("Housing and pain", Some(PAGE));
    assert!(rich.contains("Sabina C Stanic 1 2"));
    let kept = pasted_text(
        plain,
        Some("<pre>TY  - JOUR\nTI  - Homes\nAU  - Zhang, Huijia\nPY  - 2020\nER  - </pre>"),
    );
    let mut read = plan("paste", kept.as_bytes());
    let reference = read.records.remove(0).reference;
    assert_eq!(reference.texts(TextField::Title)[0].text, "Homes");
}

#[test]
fn the_doi_of_one_link_among_many_is_nobodys() {
    let html = r#"<p>A title of a work</p><p><a href="https://doi.org/10.5555/a">One</a> <a href="https://doi.org/10.5555/b">DOI</a></p>"#;
    assert_eq!(
        text_of_html(html),
        "A title of a work\n\nOne DOI: 10.5555/b\n"
    );
}

#[test]
fn the_fragment_of_a_clipboard_is_what_counts() {
    let html = "Version:0.9\r\nStartHTML:0001\r\n<html><body><!--StartFragment--><td>张会佳</td><td>2020</td><!--EndFragment--></body>";
    assert_eq!(text_of_html(html), "张会佳\t2020\n");
}

#[test]
fn deep_and_broken_markup_is_read() {
    let deep = format!(
        "{}deep{}",
        "<div><span>".repeat(100_000),
        "</div>".repeat(7)
    );
    assert_eq!(text_of_html(&deep), "deep\n");
    assert_eq!(text_of_html("<p>a<p>b<br><br>c<td>d"), "a\n\nb\n\nc\td\n");
    assert_eq!(
        text_of_html("<p>5 < 6 &copy; <![CDATA[x]]> </q"),
        "5 < 6 ©\n"
    );
    assert_eq!(
        text_of_html("<head><title>x</title><body>y<script>z"),
        "y\n"
    );
}

proptest! {
    #[test]
    fn any_html_is_text(html in ".{0,400}") {
        text_of_html(&html);
    }

    #[test]
    fn pieces_of_html_are_text(pieces in prop::collection::vec(prop_oneof![
        Just("<p>"), Just("</p>"), Just("<sup>"), Just("</sup>"), Just("1,2"), Just("<td>"), Just("<script>"),
        Just("</script>"), Just("<svg>"), Just("<pre>\n"), Just("<a href='doi.org/10.5555/x%'>"), Just("</a>"),
        Just("词"), Just("Moe C"), Just("<div hidden>"), Just("</div>"), Just("&#x4e00;"), Just("<!--"), Just("<br>"),
    ], 0..60)) {
        let text = text_of_html(&pieces.concat());
        prop_assert!(!text.contains("\n\n\n"), "{text:?}");
    }
}
