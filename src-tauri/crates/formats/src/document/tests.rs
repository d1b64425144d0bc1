use super::*;
use proptest::prelude::*;

#[test]
fn elements_have_places() {
    let text = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x \"]>\">]><a xml:lang=\"en\" n='1 &lt; 2'>\n <b>one <i>two</i> &amp; three</b><!-- <c/> --><p:c k/><b><![CDATA[<x> &amp;]]></b></a>";
    let document = Document::read(text);
    let a = document.all().next().unwrap();
    assert_eq!(a.attribute("lang").as_deref(), Some("en"));
    assert_eq!(a.attribute("xml:lang").as_deref(), Some("en"));
    assert_eq!(a.attribute("n").as_deref(), Some("1 < 2"));
    let names: Vec<&str> = a.children().map(Element::name).collect();
    assert_eq!(names, ["b", "c", "b"]);
    let words: Vec<String> = a.each("b").filter_map(Element::word).collect();
    assert_eq!(words, ["one two & three", "<x> &amp;"]);
    let b = a.child("b").unwrap();
    assert_eq!(&text[b.range()], "<b>one <i>two</i> &amp; three</b>");
    assert_eq!(b.markup(), "one <i>two</i> &amp; three");
    assert_eq!(a.word_at("b/i").as_deref(), Some("two"));
    assert_eq!(a.child("c").unwrap().prefix(), "p");
    assert_eq!(a.child("c").unwrap().attribute("k").as_deref(), Some(""));
    assert_eq!(b.parent().unwrap().name(), "a");
}

#[test]
fn what_is_not_closed_ends_with_its_parent() {
    let document = Document::read("<r><a>one<b>two</a></x><c>3 < 4</c>");
    let r = document.all().next().unwrap();
    assert_eq!(r.word_at("a").as_deref(), Some("onetwo"));
    assert_eq!(r.word_at("c").as_deref(), Some("3 < 4"));
    let roots = document.all().filter(|e| e.parent().is_none());
    assert_eq!(roots.count(), 1);
    assert_eq!(Document::read("no element < here >").all().count(), 0);
    assert_eq!(Document::read("").all().count(), 0);
}

#[test]
fn depth_and_length_do_not_hurt() {
    let deep = format!("{}x{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    let document = Document::read(&deep);
    assert_eq!(document.all().count(), 100_000);
    assert_eq!(document.all().next().unwrap().text(), "x");
    for hostile in [
        "<",
        "<a ",
        "</a>",
        "<a b='",
        "<!",
        "<![CDATA[",
        "&",
        "<a></b>",
    ] {
        Document::read(&hostile.repeat(100_000))
            .all()
            .for_each(drop);
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in "(<[/!?]?[a-c:]{0,2}|[ ='\">/&;#x\\[\\]-]|\\PC){0,60}") {
        let document = Document::read(&text);
        for element in document.all() {
            prop_assert!(text.get(element.range()).is_some());
            prop_assert!(text.get(element.inner()).is_some());
            element.text();
            element.attributes().count();
        }
    }
}
