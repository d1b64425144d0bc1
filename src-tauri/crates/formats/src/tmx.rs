//! TMX 1.4b (Translation Memory eXchange, LISA): pairs of segments in two languages.
//!
//! What is written is valid against `tmx14.dtd`. Reading takes files of other tools: it
//! follows no reference to a DTD, passes over the codes of inline elements, and keeps what
//! it can of a file that breaks off.

use crate::xml::push_entity;
use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};
use std::fmt::Write as _;

/// A translation unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unit {
    /// The document that it belongs to, as its property `x-document` says.
    pub document: Option<String>,
    /// Other properties: type and value.
    pub properties: Vec<(String, String)>,
    /// Its variants: one for each language. A unit whose sentences have no counterpart has
    /// one.
    pub variants: Vec<Variant>,
}

/// A segment in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variant {
    /// Its language as a BCP 47 tag.
    pub lang: String,
    /// Its text.
    pub text: String,
}

/// Where the property that names a unit's document is kept.
const DOCUMENT: &str = "x-document";

/// Writes units as a TMX file.
pub fn write(units: &[Unit], source_lang: &str, tool_version: &str) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\">\n",
    );
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "  <header creationtool=\"Diglot\" creationtoolversion=\"{}\" segtype=\"sentence\" o-tmf=\"Diglot\" adminlang=\"en\" srclang=\"{}\" datatype=\"plaintext\"/>\n  <body>",
        attribute(tool_version),
        attribute(source_lang)
    );
    for unit in units.iter().filter(|unit| !unit.variants.is_empty()) {
        out.push_str("    <tu>\n");
        let document = unit.document.as_deref().map(|id| (DOCUMENT, id));
        let others = unit.properties.iter();
        let others = others.map(|(kind, value)| (kind.as_str(), value.as_str()));
        for (kind, value) in document.into_iter().chain(others) {
            let _ = writeln!(
                out,
                "      <prop type=\"{}\">{}</prop>",
                attribute(kind),
                text(value)
            );
        }
        for variant in &unit.variants {
            let _ = writeln!(
                out,
                "      <tuv xml:lang=\"{}\"><seg>{}</seg></tuv>",
                attribute(&variant.lang),
                text(&variant.text)
            );
        }
        out.push_str("    </tu>\n");
    }
    out.push_str("  </body>\n</tmx>\n");
    out
}

/// Text without what XML 1.0 cannot hold.
fn text(value: &str) -> String {
    let allowed = |c: &char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    let kept: String = value.chars().filter(allowed).collect();
    escape(&kept).into_owned()
}

fn attribute(value: &str) -> String {
    text(value).replace(['\n', '\r', '\t'], " ")
}

/// Whether a text is a TMX file.
pub fn is_tmx(head: &str) -> bool {
    let head: String = head.chars().take(2000).collect();
    head.contains("<tmx")
        && head
            .trim_start_matches('\u{FEFF}')
            .trim_start()
            .starts_with('<')
}

/// Reads the units of a TMX file. An error says what is wrong with a file of which nothing
/// could be read.
pub fn read(file: &str) -> Result<Vec<Unit>, String> {
    let mut reader = Reader::from_str(file);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    config.expand_empty_elements = true;
    let mut units = Vec::new();
    let mut state = State::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => state.open(&start),
            Ok(Event::End(end)) => {
                if let Some(unit) = state.close(end.local_name().as_ref()) {
                    units.push(unit);
                }
            }
            Ok(Event::Text(piece)) => state.text(&piece),
            Ok(Event::CData(piece)) => state.text(&piece),
            Ok(Event::GeneralRef(name)) => {
                let mut known = String::new();
                push_entity(&name, &mut known);
                state.text(&known);
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) if units.is_empty() => return Err(error.to_string()),
            Err(_) => break,
        }
    }
    if units.is_empty() {
        return Err("it has no translation unit".to_owned());
    }
    Ok(units)
}

/// Where a reader stands in a file.
#[derive(Default)]
struct State {
    unit: Option<Unit>,
    variant: Option<Variant>,
    property: Option<(String, String)>,
    in_segment: bool,
    /// How deep the reader is in elements whose content is a code, not text.
    in_codes: usize,
}

/// Inline elements that hold codes of the original format.
fn is_code(name: &str) -> bool {
    matches!(name, "bpt" | "ept" | "it" | "ph" | "ut")
}

impl State {
    fn open(&mut self, start: &BytesStart<'_>) {
        let value = |wanted: &str| {
            start
                .attributes()
                .with_checks(false)
                .flatten()
                .find_map(|a| {
                    let fits = a.key.local_name().as_ref() == wanted;
                    fits.then(|| {
                        quick_xml::escape::unescape(&a.value)
                            .map_or_else(|_| a.value.to_string(), std::borrow::Cow::into_owned)
                    })
                })
        };
        match start.local_name().as_ref() {
            "tu" => self.unit = Some(Unit::default()),
            "tuv" => {
                self.variant = Some(Variant {
                    lang: value("lang").unwrap_or_default(),
                    text: String::new(),
                });
            }
            "seg" => (self.in_segment, self.in_codes) = (true, 0),
            // Of a variant there is nothing to keep, nor of the header.
            "prop" if self.variant.is_none() && self.unit.is_some() => {
                self.property = Some((value("type").unwrap_or_default(), String::new()));
            }
            name if self.in_segment && (self.in_codes > 0 || is_code(name)) => self.in_codes += 1,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) -> Option<Unit> {
        match name {
            "tu" => return self.unit.take().filter(|unit| !unit.variants.is_empty()),
            "tuv" => {
                if let (Some(unit), Some(mut variant)) = (&mut self.unit, self.variant.take()) {
                    variant.text = variant
                        .text
                        .split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" ");
                    if !variant.text.is_empty() {
                        unit.variants.push(variant);
                    }
                }
            }
            "seg" => self.in_segment = false,
            "prop" => {
                if let (Some(unit), Some((kind, value))) = (&mut self.unit, self.property.take()) {
                    let value = value.trim().to_owned();
                    if kind == DOCUMENT {
                        unit.document = Some(value);
                    } else {
                        unit.properties.push((kind, value));
                    }
                }
            }
            _ if self.in_segment => self.in_codes = self.in_codes.saturating_sub(1),
            _ => {}
        }
        None
    }

    fn text(&mut self, piece: &str) {
        if let Some((_, value)) = &mut self.property {
            value.push_str(piece);
        } else if self.in_segment
            && self.in_codes == 0
            && let Some(variant) = &mut self.variant
        {
            variant.text.push_str(piece);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn unit(document: &str, texts: &[(&str, &str)]) -> Unit {
        Unit {
            document: Some(document.to_owned()),
            properties: vec![("x-confidence".into(), "0.9".into())],
            variants: texts
                .iter()
                .map(|(lang, text)| Variant {
                    lang: (*lang).to_owned(),
                    text: (*text).to_owned(),
                })
                .collect(),
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let units = vec![
            unit(
                "a",
                &[
                    ("en", "P < 0.05 & \"so\" on"),
                    ("zh-Hans", "差异（P<0.05）"),
                ],
            ),
            unit("a", &[("en", "Alone.")]),
        ];
        let file = write(&units, "en", "0.1.0");
        assert!(is_tmx(&file));
        assert_eq!(read(&file).unwrap(), units);
        let head = file.lines().nth(3).unwrap();
        for needed in [
            "creationtool=",
            "creationtoolversion=",
            "segtype=\"sentence\"",
            "o-tmf=",
            "adminlang=",
            "srclang=\"en\"",
            "datatype=",
        ] {
            assert!(head.contains(needed), "{needed}");
        }
    }

    #[test]
    fn files_of_other_tools_are_read() {
        let file = "\u{feff}<?xml version='1.0'?><!DOCTYPE tmx SYSTEM 'tmx14.dtd'><tmx version='1.4'>\
            <header><prop type='x'>y</prop></header><body>\
            <tu tuid='1'><note>n</note><prop type='x-document'> d </prop>\
            <tuv lang='EN-US'><prop type='p'>q</prop><seg>One <bpt i='1'>&lt;b&gt;<sub>no</sub></bpt>bold<ept i='1'>&lt;/b&gt;</ept> <hi>&#x4E2D;&amp;</hi> <ph/>end</seg></tuv>\
            <tuv xml:lang='zh-CN'><seg><![CDATA[一]]>\n  二</seg></tuv></tu>\
            <tu><tuv xml:lang='en'><seg> </seg></tuv></tu>\
            <tu><tuv xml:lang='en'><seg>Half";
        let units = read(file).unwrap();
        assert_eq!(units.len(), 1);
        assert_eq!(units[0].document.as_deref(), Some("d"));
        let [en, zh] = &units[0].variants[..] else {
            panic!("{units:?}")
        };
        assert_eq!((&en.lang[..], &en.text[..]), ("EN-US", "One bold 中& end"));
        assert_eq!((&zh.lang[..], &zh.text[..]), ("zh-CN", "一 二"));
        assert!(read("<tmx></tmx>").is_err() && read("plain").is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(file in any::<String>()) {
            let _ = read(&file);
        }

        #[test]
        fn any_words_survive(text in "[^\\p{C}\\s]{1,20}( [^\\p{C}\\s]{1,20}){0,3}") {
            let units = vec![unit("x", &[("en", &text)])];
            prop_assert_eq!(read(&write(&units, "en", "1")).unwrap(), units);
        }
    }
}
