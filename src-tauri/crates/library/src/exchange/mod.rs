//! Bilingual texts as other programs read them: TMX, JSON Lines, HTML to print; and
//! alignments that were corrected elsewhere, back from TMX.

mod html;
mod links;

pub use html::to_html;
pub use links::{LinksReport, Unmatched};

use crate::links::{BilingualRow, BilingualText, bilingual_view};
use diglot_formats::tmx::{self, Unit, Variant};
use diglot_model::{LanguageTag, Reference, TextField};
use diglot_store::Stored;
use diglot_text::decode::decode;
use serde_json::json;

/// A text in two languages, pair by pair.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BilingualDocument {
    /// What it is called by: a reference's id.
    pub id: String,
    /// The languages as BCP 47 tags: left and right.
    pub langs: [String; 2],
    /// The titles: left and right.
    pub titles: [Option<String>; 2],
    /// Who wrote it, where it appeared, in a line; empty when nothing is known.
    pub citation: String,
    /// What to say about where each text came from; empty when nothing is known.
    pub origins: [String; 2],
    /// The pairs in reading order.
    pub pairs: Vec<BilingualPair>,
}

/// Sentences that belong together; a side without any has no counterpart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BilingualPair {
    /// The sentences of each side.
    pub sides: [Vec<String>; 2],
    /// The headings that begin here: left and right.
    pub labels: [Option<String>; 2],
    /// Whether a paragraph begins here.
    pub starts_paragraph: bool,
    /// How sure it is, 0 to 1.
    pub confidence: f32,
    /// Whether a person said so.
    pub locked: bool,
}

/// The formats of bilingual texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExchangeFormat {
    /// TMX 1.4b.
    Tmx,
    /// A line of JSON for each pair.
    JsonLines,
    /// Two columns of HTML, to be printed.
    Html,
}

impl ExchangeFormat {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Tmx, Self::JsonLines, Self::Html];

    /// The name on the command line and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tmx => "tmx",
            Self::JsonLines => "jsonl",
            Self::Html => "html",
        }
    }

    /// The format with a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// Writes documents.
pub fn write(documents: &[BilingualDocument], format: ExchangeFormat) -> String {
    match format {
        ExchangeFormat::Tmx => to_tmx(documents),
        ExchangeFormat::JsonLines => to_json_lines(documents),
        ExchangeFormat::Html => to_html(documents),
    }
}

/// Reads the documents of a TMX file, each with its pairs in order. Chinese, where a unit
/// has it, stands on the right. An error says what is wrong with the file.
pub fn read_tmx(bytes: &[u8]) -> Result<Vec<BilingualDocument>, String> {
    let decoded = decode(bytes).map_err(|error| error.to_string())?;
    let mut documents: Vec<BilingualDocument> = Vec::new();
    for unit in tmx::read(&decoded.text)? {
        let id = unit.document.unwrap_or_default();
        let place = documents.iter().position(|document| document.id == id);
        let place = place.unwrap_or_else(|| {
            documents.push(BilingualDocument {
                id,
                ..BilingualDocument::default()
            });
            documents.len() - 1
        });
        let document = &mut documents[place];
        let mut pair = BilingualPair {
            confidence: 1.0,
            ..BilingualPair::default()
        };
        for variant in unit.variants {
            let side = usize::from(LanguageTag::new(&variant.lang).is_chinese());
            document.langs[side] = variant.lang;
            pair.sides[side].push(variant.text);
        }
        let is_title = ("x-part".to_owned(), "title".to_owned());
        if unit.properties.contains(&is_title) {
            document.titles = pair.sides.map(|side| side.into_iter().next());
        } else {
            document.pairs.push(pair);
        }
    }
    Ok(documents)
}

/// Whether bytes are a TMX file.
pub fn is_tmx(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4000)];
    decode(head).is_ok_and(|decoded| tmx::is_tmx(&decoded.text))
}

/// The document of a reference; `None` when it has no abstract in two languages that
/// translate each other.
pub fn document_of(stored: &Stored) -> Option<BilingualDocument> {
    let reference = &stored.reference;
    let view = bilingual_view(reference).filter(|view| view.refused.is_none())?;
    let right = view.right.as_ref()?;
    let langs = [&view.left.lang, &right.lang];
    let title = |side: usize| {
        let titles = reference.texts(TextField::Title).iter();
        let mut own = titles.filter(|title| title.lang.same_language(langs[side]));
        own.next().map(|title| title.text.clone())
    };
    Some(BilingualDocument {
        id: stored.id.to_string(),
        titles: [title(0), title(1)],
        citation: citation(reference),
        origins: [origin(&view.left.origin), origin(&right.origin)],
        langs: langs.map(|lang| lang.as_str().to_owned()),
        pairs: pairs(view),
    })
}

fn pairs(view: BilingualText) -> Vec<BilingualPair> {
    let mut pairs = Vec::new();
    for section in view.sections {
        let mut labels = section.labels;
        for row in section.rows {
            let BilingualRow {
                left,
                right,
                starts_paragraph,
                confidence,
                locked,
                ..
            } = row;
            let texts = |side: Vec<crate::RowSentence>| side.into_iter().map(|s| s.text).collect();
            pairs.push(BilingualPair {
                sides: [texts(left), texts(right)],
                labels: std::mem::take(&mut labels),
                starts_paragraph,
                confidence,
                locked,
            });
        }
    }
    pairs
}

fn citation(reference: &Reference) -> String {
    let parts = [
        crate::authors_line(reference),
        reference.container_title().unwrap_or_default().to_owned(),
        reference
            .year()
            .map(|year| year.to_string())
            .unwrap_or_default(),
        reference
            .doi()
            .map(|doi| format!("https://doi.org/{doi}"))
            .unwrap_or_default(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(". ")
}

fn origin(origin: &diglot_model::Origin) -> String {
    match origin {
        diglot_model::Origin::Machine { engine, date } => {
            format!("Machine translation: {engine}, {date}")
        }
        _ => String::new(),
    }
}

/// The sentences of a side in one line.
pub(crate) fn joined(sentences: &[String], lang: &str) -> String {
    let between = if lang.starts_with("zh") || lang.starts_with("ja") {
        ""
    } else {
        " "
    };
    sentences.join(between)
}

fn to_tmx(documents: &[BilingualDocument]) -> String {
    let mut units = Vec::new();
    for document in documents {
        let mut add = |sides: [String; 2], properties: Vec<(String, String)>| {
            let variants = document.langs.iter().zip(sides);
            let variants = variants.filter(|(_, text)| !text.is_empty());
            units.push(Unit {
                document: Some(document.id.clone()),
                properties,
                variants: variants
                    .map(|(lang, text)| Variant {
                        lang: lang.clone(),
                        text,
                    })
                    .collect(),
            });
        };
        if let [Some(left), Some(right)] = &document.titles {
            let kind = ("x-part".to_owned(), "title".to_owned());
            add([left.clone(), right.clone()], vec![kind]);
        }
        for pair in &document.pairs {
            let mut properties =
                vec![("x-confidence".to_owned(), format!("{:.3}", pair.confidence))];
            if pair.locked {
                properties.push(("x-locked".to_owned(), "yes".to_owned()));
            }
            let side = |side: usize| joined(&pair.sides[side], &document.langs[side]);
            add([side(0), side(1)], properties);
        }
    }
    let source = documents.first().map_or("en", |first| &first.langs[0]);
    let mixed = documents.iter().any(|document| document.langs[0] != source);
    let source = if mixed { "*all*" } else { source };
    tmx::write(&units, source, env!("CARGO_PKG_VERSION"))
}

fn to_json_lines(documents: &[BilingualDocument]) -> String {
    let mut out = String::new();
    for document in documents {
        let [left, right] = &document.langs;
        let mut add = |part: &str, sides: [&[String]; 2], confidence: f32, locked: bool| {
            let line = json!({
                "document": document.id,
                "part": part,
                "sentences": { left.as_str(): sides[0], right.as_str(): sides[1] },
                "confidence": (f64::from(confidence) * 1000.0).round() / 1000.0,
                "locked": locked,
            });
            out.push_str(&line.to_string());
            out.push('\n');
        };
        if let [Some(a), Some(b)] = &document.titles {
            let (a, b) = ([a.clone()], [b.clone()]);
            add("title", [&a, &b], 1.0, false);
        }
        for pair in &document.pairs {
            let [a, b] = &pair.sides;
            add("abstract", [a, b], pair.confidence, pair.locked);
        }
    }
    out
}
