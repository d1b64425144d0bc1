//! Writing MEDLINE text.
//!
//! - Lines end with CR LF, as PubMed's own do; a value that goes on is indented by six.
//!   A blank line parts records; within a value, a line of six spaces parts paragraphs.
//! - `TI` is the title in English where there is one, in brackets when the work is in
//!   another language; each other title is a `TT`. `AB` and `OAB` with `OABL` likewise.
//! - What PubMed's XML left (`PublicationType`, `CitationSubset` …) goes to the tag that
//!   MEDLINE has for it.

mod dates;

use super::{FORMAT, kinds, language, people};
use crate::output::{ExportItem, Exported};
use dates::{compact, printed, slashes};
use diglot_model::{
    Abstract, Contributor, ContributorRole, DateField, IdentifierScheme, KeywordKind,
    LocalizedText, Name, Origin, Reference, ReferenceType, ScalarField, Sourced, TextField,
};
use diglot_text::{script, tidy::tidy};
use std::fmt::Write as _;

/// How long a line may be, in columns; an ideograph takes two.
const WIDTH: usize = 88;

/// Writes a record; a blank line stands between records.
pub(crate) fn write(item: &ExportItem<'_>, number: usize, out: &mut Exported) {
    let text = record(item.reference);
    out.losses.extend(super::losses::losses(
        item.reference,
        &item.context.id,
        &text,
    ));
    if number > 0 {
        out.text.push_str("\r\n");
    }
    out.text.push_str(&text);
}

/// One record.
pub(super) fn record(reference: &Reference) -> String {
    let mut lines = Lines::default();
    lines.numbers(reference);
    lines.titles(reference);
    lines.places(reference);
    lines.abstracts(reference);
    lines.people(reference);
    lines.about(reference);
    lines.containers(reference);
    lines.subjects(reference);
    lines.rest(reference);
    lines.out
}

#[derive(Default)]
struct Lines {
    out: String,
}

impl Lines {
    /// Adds a field; an empty value adds none, each line of a value is a paragraph.
    fn put(&mut self, tag: &str, value: &str) {
        let mut first = true;
        for line in value.lines() {
            let line = tidy(line);
            if line.is_empty() {
                continue;
            }
            if first {
                let _ = write!(self.out, "{tag:<4}- ");
                first = false;
            } else {
                self.out.push_str("\r\n      \r\n      ");
            }
            self.wrapped(&line);
        }
        if !first {
            self.out.push_str("\r\n");
        }
    }

    /// A paragraph, broken behind spaces (which stay at the end of their line) or between
    /// ideographs, where reading puts nothing.
    fn wrapped(&mut self, text: &str) {
        let mut column = 6;
        // Where the line could end, and the column there.
        let mut line = 0;
        let mut stop: Option<(usize, usize)> = None;
        let mut previous = ' ';
        for (at, c) in text.char_indices() {
            let wide = super::flow::is_wide(c);
            let width = if wide { 2 } else { 1 };
            if at > line && (previous == ' ' || wide && super::flow::is_wide(previous)) {
                stop = Some((at, column));
            }
            if column + width > WIDTH
                && let Some((end, reached)) = stop.take()
            {
                self.out.push_str(&text[line..end]);
                self.out.push_str("\r\n      ");
                line = end;
                column = 6 + (column - reached);
            }
            column += width;
            previous = c;
        }
        self.out.push_str(&text[line..]);
    }

    fn text(&mut self, tag: &str, reference: &Reference, field: TextField) {
        if let Some(text) = reference.text(field) {
            self.put(tag, &tidy(&text.text));
        }
    }

    fn scalar(&mut self, tag: &str, reference: &Reference, field: ScalarField) {
        if let Some(value) = reference.scalar(field) {
            self.put(tag, &tidy(value));
        }
    }

    fn numbers(&mut self, reference: &Reference) {
        // A second one would begin a record.
        let is_number = |value: &&str| value.bytes().all(|b| b.is_ascii_digit());
        let pmid = reference
            .identifiers_of(&IdentifierScheme::Pmid)
            .find(is_number);
        self.put("PMID", pmid.unwrap_or_default());
        for (tag, value) in kept(reference).filter(|(tag, _)| matches!(*tag, "OWN" | "STAT")) {
            self.put(tag, value);
        }
        for (tag, scheme) in [
            ("IS", IdentifierScheme::Issn),
            ("ISBN", IdentifierScheme::Isbn),
        ] {
            for value in reference.identifiers_of(&scheme) {
                self.put(tag, value);
            }
        }
        self.scalar("VI", reference, ScalarField::Volume);
        self.scalar("IP", reference, ScalarField::Issue);
        // A date that was not understood is written as it was.
        match kept(reference).find(|(tag, _)| *tag == "DP") {
            Some((_, words)) => self.put("DP", words),
            None => {
                if let Some(date) = reference.issued() {
                    self.put("DP", &printed(date));
                }
            }
        }
    }

    fn titles(&mut self, reference: &Reference) {
        let own = own_language(reference);
        if let Some(title) = first_title(reference) {
            let text = tidy(&title.text);
            let translated = title.lang.is_english() && own.is_some_and(|own| !own.is_english());
            // The full stop is MEDLINE's own; only what reading takes away again is added.
            let stopped = format!("{text}.");
            let stop = if super::map::without_stop(&stopped) == text && !ends_sentence(&text) {
                "."
            } else {
                ""
            };
            if reference.kind == ReferenceType::Book {
                self.put("BTI", &format!("{text}{stop}"));
            } else if translated {
                self.put("TI", &format!("[{text}]."));
            } else {
                self.put("TI", &format!("{text}{stop}"));
            }
        }
        for (_, value) in kept(reference).filter(|(tag, _)| *tag == "TI") {
            self.put("TI", value);
        }
    }

    fn other_titles(&mut self, reference: &Reference) {
        let first = first_title(reference);
        for title in reference.texts(TextField::Title) {
            if !first.is_some_and(|first| std::ptr::eq(first, title)) {
                self.put("TT", &tidy(&title.text));
            }
        }
    }

    fn places(&mut self, reference: &Reference) {
        self.scalar("PG", reference, ScalarField::Page);
        self.scalar("LID", reference, ScalarField::ArticleNumber);
        if let Some(doi) = reference.doi() {
            self.put("LID", &format!("{doi} [doi]"));
        }
        for url in &reference.urls {
            self.put("LID", &tidy(url));
        }
    }

    fn abstracts(&mut self, reference: &Reference) {
        let own = reference
            .abstracts
            .iter()
            .find(|a| a.lang.is_english())
            .or_else(|| reference.abstract_());
        if let Some(own) = own {
            self.put("AB", &flat(own));
        }
        for other in &reference.abstracts {
            if own.is_some_and(|own| !std::ptr::eq(own, other)) {
                let by = match other.origin {
                    Origin::Publisher => "Publisher: ",
                    _ => "",
                };
                self.put("OAB", &format!("{by}{}", flat(other)));
                self.put("OABL", &language::code_of(&other.lang));
            }
        }
    }

    fn people(&mut self, reference: &Reference) {
        // Affiliations of nobody stand before all names.
        let mut unowned: Vec<bool> = vec![true; reference.affiliations.len()];
        for contributor in &reference.contributors {
            for index in &contributor.affiliations {
                if let Some(unowned) = unowned.get_mut(usize::from(*index)) {
                    *unowned = false;
                }
            }
        }
        for (affiliation, unowned) in reference.affiliations.iter().zip(unowned) {
            if unowned {
                self.put("AD", &tidy(&affiliation.text));
            }
        }
        for role in [ContributorRole::Author, ContributorRole::Editor] {
            for contributor in reference.contributors_as(role) {
                self.person(contributor, reference);
            }
            if role == ContributorRole::Author && !reference.contributors_complete {
                self.put("AU", "et al.");
            }
        }
    }

    fn person(&mut self, contributor: &Contributor, reference: &Reference) {
        let editor = contributor.role == ContributorRole::Editor;
        match contributor.name() {
            None => return,
            Some(Name::Literal { literal }) if !editor => self.put("CN", &tidy(literal)),
            Some(Name::Literal { literal }) => self.put("FED", &tidy(literal)),
            Some(name @ Name::Person { given, suffix, .. }) => {
                let family = tidy(&name.family());
                let mut full = format!("{family},");
                let mut short = family.clone();
                if !given.is_empty() {
                    let _ = write!(full, " {}", tidy(given));
                    let _ = write!(short, " {}", people::initials(given));
                }
                if let Some(suffix) = suffix {
                    let _ = write!(full, " {}", tidy(suffix));
                    let _ = write!(short, " {}", tidy(suffix));
                }
                let (long_tag, short_tag) = if editor { ("FED", "ED") } else { ("FAU", "AU") };
                // A name alone, where reading takes it for one.
                let single = people::short(&family) == *name;
                self.put(long_tag, if single { &family } else { &full });
                if !script::has_han(&family) {
                    self.put(short_tag, &short);
                }
            }
        }
        if let Some(orcid) = &contributor.orcid {
            self.put("AUID", &format!("ORCID: {orcid}"));
        }
        for index in &contributor.affiliations {
            if let Some(affiliation) = reference.affiliations.get(usize::from(*index)) {
                self.put("AD", &tidy(&affiliation.text));
            }
        }
    }

    fn about(&mut self, reference: &Reference) {
        if let Some(own) = own_language(reference) {
            self.put("LA", &language::code_of(&own));
        }
        for id in reference.identifiers_of(&IdentifierScheme::Registration) {
            self.put("SI", &format!("{}{id}", registry(id)));
        }
        for grant in reference.texts(TextField::Funding) {
            self.put("GR", &tidy(&grant.text));
        }
        if let Some(name) = kinds::name_of(reference.kind) {
            self.put("PT", name);
        }
        for (tag, value) in kept(reference).filter(|(tag, _)| matches!(*tag, "LA" | "PT")) {
            self.put(tag, value);
        }
        self.other_titles(reference);
        if let Some(point) = reference
            .dates
            .get(&DateField::AvailableDate)
            .and_then(|d| d.start)
        {
            self.put("DEP", &compact(point));
        }
        self.text("PB", reference, TextField::Publisher);
        self.text("PL", reference, TextField::PublisherPlace);
        self.scalar("EN", reference, ScalarField::Edition);
    }

    fn containers(&mut self, reference: &Reference) {
        self.text("TA", reference, TextField::ContainerTitleShort);
        let chapter = reference.kind == ReferenceType::Chapter;
        if reference.kind != ReferenceType::Book {
            let tag = if chapter { "BTI" } else { "JT" };
            self.text(tag, reference, TextField::ContainerTitle);
        }
        self.text("CTI", reference, TextField::CollectionTitle);
    }

    fn subjects(&mut self, reference: &Reference) {
        let of = |kinds: &'static [KeywordKind]| {
            reference
                .keywords
                .iter()
                .filter(move |k| kinds.contains(&k.kind))
        };
        for keyword in of(&[KeywordKind::Mesh]) {
            self.put("MH", &tidy(&keyword.text));
        }
        for value in reference.identifiers_of(&IdentifierScheme::Pmcid) {
            self.put("PMC", value);
        }
        for keyword in of(&[
            KeywordKind::Author,
            KeywordKind::Index,
            KeywordKind::Subject,
        ]) {
            self.put("OT", &tidy(&keyword.text));
        }
        for note in reference.texts(TextField::Note) {
            self.put("GN", &tidy(&note.text));
        }
    }

    fn rest(&mut self, reference: &Reference) {
        if let Some(point) = reference
            .dates
            .get(&DateField::Submitted)
            .and_then(|d| d.start)
        {
            self.put("PHST", &format!("{} 00:00 [received]", slashes(point)));
        }
        for id in &reference.identifiers {
            let value = &id.value.value;
            match &id.scheme {
                IdentifierScheme::Doi => self.put("AID", &format!("{value} [doi]")),
                IdentifierScheme::Arxiv => self.put("AID", &format!("{value} [arxiv]")),
                IdentifierScheme::Other(name) if name == "ERIC" => self.put("OID", value),
                IdentifierScheme::Other(name) if !name.contains(['[', ']']) => {
                    self.put("AID", &format!("{value} [{name}]"));
                }
                _ => {}
            }
        }
        let done = ["OWN", "STAT", "DP", "TI", "LA", "PT"];
        for (tag, value) in kept(reference).filter(|(tag, _)| !done.contains(tag)) {
            if super::fields::tag(&format!("{tag:<4}- x")).is_some() {
                self.put(tag, value);
            }
        }
    }
}

/// Fields of MEDLINE without another place, and those of PubMed's XML that it has a tag for.
fn kept(reference: &Reference) -> impl Iterator<Item = (&str, &str)> {
    reference.unmapped.iter().filter_map(|u| {
        let tag = match u.format.as_str() {
            FORMAT => u.tag.as_str(),
            "pubmed-xml" => tag_of(&u.tag)?,
            _ => return None,
        };
        Some((tag, u.value.as_str()))
    })
}

/// MEDLINE's tag for an element of PubMed's XML.
pub(super) fn tag_of(element: &str) -> Option<&'static str> {
    Some(match element {
        "PublicationType" => "PT",
        "CitationSubset" => "SB",
        "Chemical" => "RN",
        "NlmUniqueID" => "JID",
        "PublicationStatus" => "PST",
        "CoiStatement" => "COIS",
        "CopyrightInformation" => "CI",
        "DataBank" => "SI",
        "PubMedPubDate" => "PHST",
        "Language" => "LA",
        "Investigator" => "FIR",
        "OtherID" => "OID",
        _ => return None,
    })
}

/// The title for `TI`: the English one, else the first. None when `[Not Available]` stood
/// there, and every title goes to `TT`.
fn first_title(reference: &Reference) -> Option<&Sourced<LocalizedText>> {
    let titles = reference.texts(TextField::Title);
    let not_available = kept(reference).any(|(tag, _)| tag == "TI");
    if not_available && reference.kind != ReferenceType::Book {
        return None;
    }
    titles
        .iter()
        .find(|t| t.lang.is_english())
        .or_else(|| titles.first())
}

/// The language to write: as stated, else that of the texts.
fn own_language(reference: &Reference) -> Option<diglot_model::LanguageTag> {
    reference
        .own_language()
        .filter(|l| l.as_str() != "und" && !l.as_str().ends_with("-Latn"))
}

/// An abstract as MEDLINE prints it: sections behind each other where the end of a sentence
/// parts them, else, like paragraphs, on lines of their own.
fn flat(value: &Sourced<Abstract>) -> String {
    let mut out = String::new();
    for section in &value.sections {
        for (i, paragraph) in section.paragraphs.iter().enumerate() {
            let sentence = ends_sentence(&out);
            match &section.label {
                Some(label) if i == 0 => {
                    if !out.is_empty() {
                        match (sentence, value.lang.is_chinese()) {
                            (true, true) => {}
                            (true, false) => out.push(' '),
                            (false, _) => out.push('\n'),
                        }
                    }
                    out.push_str(label);
                    out.push_str(if value.lang.is_chinese() { "：" } else { ": " });
                }
                _ if !out.is_empty() => out.push('\n'),
                _ => {}
            }
            out.push_str(paragraph);
        }
    }
    out
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '。', '！', '？'])
}

/// The registry that MEDLINE names before a study's number.
fn registry(id: &str) -> &'static str {
    match id {
        id if id.starts_with("NCT") => "ClinicalTrials.gov/",
        id if id.starts_with("ISRCTN") => "ISRCTN/",
        id if id.starts_with("ChiCTR") => "ChiCTR/",
        id if id.starts_with("DRKS") => "DRKS/",
        id if id.starts_with("ACTRN") => "ANZCTR/",
        id if id.starts_with("CTRI") => "CTRI/",
        id if id.starts_with("UMIN") => "UMIN-CTR/",
        id if id.starts_with("CRD") => "PROSPERO/",
        _ => "",
    }
}
