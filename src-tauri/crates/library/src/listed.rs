//! What references can be written as: a format that programs read, or a list of formatted
//! references that people do.

use diglot_cite::{Markup, Style, cite_one};
use diglot_formats::output::{ExportItem, Exported, Output, OutputFormat};

/// What references are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReferenceFormat {
    /// A format that programs read.
    Data(OutputFormat),
    /// A list of formatted references.
    List(ListFormat),
}

/// A list of references formatted after GB/T 7714, each in the language of its work, in
/// the order they come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListFormat {
    /// Text, a reference a line.
    Gbt7714,
    /// Markdown, a numbered list.
    Markdown,
    /// A page of HTML with a numbered list.
    Html,
}

impl ListFormat {
    /// Every kind of list.
    pub const ALL: &[Self] = &[Self::Gbt7714, Self::Markdown, Self::Html];

    /// The name used on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gbt7714 => "gbt7714",
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }

    /// The extension of a file with such a list.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Gbt7714 => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
        }
    }
}

impl ReferenceFormat {
    /// Every format.
    pub fn all() -> impl Iterator<Item = Self> {
        let data = OutputFormat::ALL.iter().map(|format| Self::Data(*format));
        data.chain(ListFormat::ALL.iter().map(|list| Self::List(*list)))
    }

    /// The name used on the command line and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Data(format) => format.name(),
            Self::List(list) => list.name(),
        }
    }

    /// The extension of a file in this format.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Data(format) => format.extension(),
            Self::List(list) => list.extension(),
        }
    }

    /// The format with a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().find(|format| format.name() == name)
    }
}

impl From<OutputFormat> for ReferenceFormat {
    fn from(format: OutputFormat) -> Self {
        Self::Data(format)
    }
}

/// A text that is written reference by reference.
pub(crate) enum Writing {
    Data(Output),
    List(List),
}

impl Writing {
    pub(crate) fn new(format: ReferenceFormat) -> Self {
        match format {
            ReferenceFormat::Data(format) => Self::Data(Output::new(format)),
            ReferenceFormat::List(format) => Self::List(List {
                format,
                style: Style::bundled(),
                begun: false,
            }),
        }
    }

    /// Adds the next item behind what `out` holds.
    pub(crate) fn item(&mut self, item: &ExportItem<'_>, out: &mut Exported) {
        match self {
            Self::Data(output) => output.item(item, out),
            Self::List(list) => list.item(item, &mut out.text),
        }
    }

    /// Adds what stands behind all items.
    pub(crate) fn end(self, out: &mut Exported) {
        match self {
            Self::Data(output) => output.end(out),
            Self::List(list) => list.end(&mut out.text),
        }
    }
}

/// A list that is written.
pub(crate) struct List {
    format: ListFormat,
    style: Style,
    begun: bool,
}

impl List {
    fn begin(&mut self, out: &mut String) {
        if !std::mem::replace(&mut self.begun, true) && self.format == ListFormat::Html {
            out.push_str(
                "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>References</title>\n</head>\n<body>\n<ol>\n",
            );
        }
    }

    fn item(&mut self, item: &ExportItem<'_>, out: &mut String) {
        self.begin(out);
        // The style compares no entries with each other: each stands for itself.
        let entry = cite_one(item.reference, &self.style, None);
        match self.format {
            ListFormat::Gbt7714 => out.push_str(&entry.in_markup(Markup::Text)),
            ListFormat::Markdown => {
                // Markdown counts by itself.
                out.push_str("1. ");
                out.push_str(&entry.in_markup(Markup::Markdown));
            }
            ListFormat::Html => {
                out.push_str("<li>");
                out.push_str(&entry.in_markup(Markup::Html));
                out.push_str("</li>");
            }
        }
        out.push('\n');
    }

    fn end(mut self, out: &mut String) {
        self.begin(out);
        if self.format == ListFormat::Html {
            out.push_str("</ol>\n</body>\n</html>\n");
        }
    }
}
