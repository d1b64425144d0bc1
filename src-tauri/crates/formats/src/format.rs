//! The formats that can be read: what each is called, how it is known, how it is read.
//!
//! A new format is a folder, a variant, its line in [`FormatName::ALL`] and its [`Spec`].

use crate::yaml::{self, cff, hayagriva};
use crate::{
    Reading, biblioscape, bibtex, citavi, cnki, copac, crossref, csl_json, csv, datacite,
    dublin_core, endnote_xml, gbt_strings, html, jats, labelled, listing, marcxml, mirror, mods,
    msbib, nbib, noteexpress, openalex, openurl, ovid, page, primo, pubmed_xml, refer, refworks,
    repec, ris, silverplatter, vip, wos, zotero_json, zotero_rdf,
};

/// The formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FormatName {
    /// RIS, also flattened on one line.
    Ris,
    /// BibTeX and BibLaTeX.
    Bibtex,
    /// CSL-JSON.
    CslJson,
    /// Refer, the tagged format of EndNote (`%0 %A %T`).
    Refer,
    /// MEDLINE text, as PubMed saves it.
    Nbib,
    /// PubMed's XML.
    PubmedXml,
    /// Ovid's exports, tagged or under labels.
    Ovid,
    /// Web of Science's tagged text.
    Wos,
    /// NoteExpress, as CNKI, Wanfang and VIP export it.
    NoteExpress,
    /// EndNote's `%` tags as Chinese databases write them.
    CnkiEndNote,
    /// RefWorks' tags as Chinese databases write them.
    CnkiRefWorks,
    /// CNKI's E-Study and its own text export.
    CnkiStudy,
    /// The XML of VIP.
    VipXml,
    /// The XML of NoteFirst.
    NoteFirst,
    /// Labelled text: SinoMed, VIP and others.
    Labelled,
    /// Reference strings, one a line: GB/T 7714 and others.
    ReferenceStrings,
    /// Zotero's own JSON, and Better BibTeX's.
    ZoteroJson,
    /// Zotero RDF, and other RDF/XML with bibliographic vocabularies.
    ZoteroRdf,
    /// Works of Crossref's REST API.
    CrossrefJson,
    /// XML as publishers deposit it with Crossref.
    CrossrefXml,
    /// Works of DataCite's REST API.
    DataciteJson,
    /// XML of DataCite's metadata kernel.
    DataciteXml,
    /// Works of OpenAlex.
    OpenalexJson,
    /// Normalised records of Primo.
    PrimoXml,
    /// CSL-YAML.
    CslYaml,
    /// Hayagriva's YAML.
    Hayagriva,
    /// An HTML page: its citation tags, JSON-LD and COinS.
    Html,
    /// JSON-LD in the words of schema.org, without a page around it.
    JsonLd,
    /// Articles in JATS.
    Jats,
    /// OpenURL context objects in XML.
    OpenurlXml,
    /// Dublin Core in XML, also DSpace's own.
    DublinCore,
    /// The Citation File Format.
    Cff,
    /// SilverPlatter's and INSPEC's tags.
    Silverplatter,
    /// EndNote XML.
    EndnoteXml,
    /// Word's bibliography.
    Msbib,
    /// Citavi's projects as XML.
    Citavi,
    /// A table with named columns: CSV and its kin.
    Csv,
    /// RefWorks' tagged format.
    Refworks,
    /// MODS, records of libraries.
    Mods,
    /// MARC records in XML.
    Marcxml,
    /// MARC records in the exchange format of ISO 2709.
    Marc,
    /// A message of RePEc's “New Economics Papers”.
    Repec,
    /// Copac, the union catalogue of British libraries.
    Copac,
    /// Biblioscape's tag file.
    Biblioscape,
    /// A page of a Chinese mirror of Web of Science.
    MirrorPage,
    /// A listing of half-complete records with separators.
    Listing,
    /// The text of a page about one work, such as PubMed's or a bilingual portal's.
    Page,
}

/// What earlier parts of a text leave for later ones, when it is read in parts.
///
/// Whoever reads a text whole begins with an empty one and forgets it.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Carry {
    /// How many records came before; whoever reads in parts counts them.
    pub records: usize,
    /// JSON: whether the text was cut inside of an array.
    pub(crate) in_array: bool,
    /// JSON: whether it has been told that it is broken.
    pub(crate) told_broken: bool,
    /// JSON: the last work that a page was about, counted from the first record.
    pub(crate) main: Option<usize>,
    /// BibTeX: definitions, and entries that others may refer to.
    pub(crate) bibtex: bibtex::State,
    /// How a table is set and what its columns hold.
    pub(crate) csv: Option<csv::Table>,
    /// Web of Science: whether lines that go on a value are indented.
    pub(crate) wos_indented: Option<bool>,
}

/// How a format is known and read.
#[derive(Clone, Copy)]
pub(crate) struct Spec {
    /// Its name in files and on the wire.
    pub(crate) name: &'static str,
    /// Scores the beginning of a text, 0 to 100, with what speaks for it.
    pub(crate) detect: fn(&str) -> Option<(u8, String)>,
    /// Reads a text, or the next part of one that begins and ends between two records.
    pub(crate) read: fn(&str, &mut Carry) -> Reading,
    /// Where a text of which more may follow can be cut: the end of the last place that is
    /// surely between two records. Without this a text is read whole.
    pub(crate) cut: Option<fn(&str) -> Option<usize>>,
}

impl Spec {
    const fn new(
        name: &'static str,
        detect: fn(&str) -> Option<(u8, String)>,
        read: fn(&str, &mut Carry) -> Reading,
    ) -> Self {
        Self {
            name,
            detect,
            read,
            cut: None,
        }
    }
}

impl FormatName {
    /// Every format; where two fit a text equally well, the earlier one is taken.
    pub const ALL: &[Self] = &[
        Self::Ris,
        Self::Bibtex,
        Self::CslJson,
        Self::Refer,
        Self::Nbib,
        Self::PubmedXml,
        Self::Ovid,
        Self::Wos,
        Self::NoteExpress,
        Self::CnkiEndNote,
        Self::CnkiRefWorks,
        Self::CnkiStudy,
        Self::VipXml,
        Self::NoteFirst,
        Self::Labelled,
        Self::ReferenceStrings,
        Self::ZoteroJson,
        Self::ZoteroRdf,
        Self::CrossrefJson,
        Self::CrossrefXml,
        Self::DataciteJson,
        Self::DataciteXml,
        Self::OpenalexJson,
        Self::PrimoXml,
        Self::CslYaml,
        Self::Hayagriva,
        Self::Html,
        Self::JsonLd,
        Self::Jats,
        Self::OpenurlXml,
        Self::DublinCore,
        Self::Cff,
        Self::Silverplatter,
        Self::EndnoteXml,
        Self::Msbib,
        Self::Citavi,
        Self::Csv,
        Self::Refworks,
        Self::Mods,
        Self::Marcxml,
        Self::Marc,
        Self::Repec,
        Self::Copac,
        Self::Biblioscape,
        Self::MirrorPage,
        Self::Listing,
        Self::Page,
    ];

    /// The format's line: kept one for each, so that all can be seen at once.
    #[rustfmt::skip]
    pub(crate) fn spec(self) -> Spec {
        match self {
            Self::Ris => Spec { cut: Some(ris::cut), ..Spec::new("ris", ris::detect, |text, _| ris::read(text)) },
            Self::CslJson => Spec { cut: Some(csl_json::cut), ..Spec::new("csl-json", csl_json::detect, csl_json::read) },
            Self::Bibtex => Spec {
                cut: Some(bibtex::cut),
                ..Spec::new("bibtex", bibtex::detect, |text, carry| bibtex::read(text, &mut carry.bibtex))
            },
            Self::Refer => Spec { cut: Some(refer::cut), ..Spec::new("refer", refer::detect, |text, _| refer::read(text)) },
            Self::Nbib => Spec { cut: Some(nbib::cut), ..Spec::new("nbib", nbib::detect, |text, _| nbib::read(text)) },
            Self::PubmedXml => Spec { cut: Some(pubmed_xml::cut), ..Spec::new("pubmed-xml", pubmed_xml::detect, |text, _| pubmed_xml::read(text)) },
            Self::Ovid => Spec { cut: Some(ovid::cut), ..Spec::new("ovid", ovid::detect, |text, _| ovid::read(text)) },
            Self::Wos => Spec { cut: Some(wos::cut), ..Spec::new("wos", wos::detect, wos::read) },
            Self::NoteExpress => Spec { cut: Some(noteexpress::cut), ..Spec::new("noteexpress", noteexpress::detect, |text, _| noteexpress::read(text)) },
            Self::CnkiEndNote => Spec { cut: Some(cnki::endnote::cut), ..Spec::new("cnki-endnote", cnki::endnote::detect, |text, _| cnki::endnote::read(text)) },
            Self::CnkiRefWorks => Spec { cut: Some(cnki::refworks::cut), ..Spec::new("cnki-refworks", cnki::refworks::detect, |text, _| cnki::refworks::read(text)) },
            Self::CnkiStudy => Spec { cut: Some(cnki::study::cut), ..Spec::new("cnki-study", cnki::study::detect, |text, _| cnki::study::read(text)) },
            Self::VipXml => Spec::new("vip-xml", vip::detect, |text, _| vip::read(text)),
            Self::NoteFirst => Spec { cut: Some(vip::cut_notefirst), ..Spec::new("notefirst", vip::detect_notefirst, |text, _| vip::read_notefirst(text)) },
            Self::Labelled => Spec::new("labelled", labelled::detect, |text, _| labelled::read(text)),
            Self::ReferenceStrings => Spec::new("reference-strings", gbt_strings::detect, |text, _| gbt_strings::read(text)),
            Self::ZoteroJson => Spec::new("zotero-json", zotero_json::detect, |text, _| zotero_json::read(text)),
            Self::ZoteroRdf => Spec::new("zotero-rdf", zotero_rdf::detect, |text, _| zotero_rdf::read(text)),
            Self::CrossrefJson => Spec::new("crossref-json", crossref::detect, |text, _| crossref::read(text)),
            Self::CrossrefXml => Spec::new("crossref-xml", crossref::detect_xml, |text, _| crossref::read_xml(text)),
            Self::DataciteJson => Spec::new("datacite-json", datacite::detect, |text, _| datacite::read(text)),
            Self::DataciteXml => Spec::new("datacite-xml", datacite::detect_xml, |text, _| datacite::read_xml(text)),
            Self::OpenalexJson => Spec::new("openalex-json", openalex::detect, |text, _| openalex::read(text)),
            Self::PrimoXml => Spec::new("primo-xml", primo::detect, |text, _| primo::read(text)),
            Self::CslYaml => Spec::new("csl-yaml", yaml::detect, |text, _| yaml::read(text)),
            Self::Hayagriva => Spec::new("hayagriva", hayagriva::detect, |text, _| hayagriva::read(text)),
            Self::Html => Spec::new("html", html::detect, |text, _| html::read(text)),
            Self::JsonLd => Spec::new("json-ld", html::detect_json_ld, |text, _| html::read_json_ld(text)),
            Self::Jats => Spec::new("jats", jats::detect, |text, _| jats::read(text)),
            Self::OpenurlXml => Spec::new("openurl-xml", openurl::detect, |text, _| openurl::read(text)),
            Self::DublinCore => Spec::new("dublin-core", dublin_core::detect, |text, _| dublin_core::read(text)),
            Self::Cff => Spec::new("cff", cff::detect, |text, _| cff::read(text)),
            Self::Silverplatter => Spec::new("silverplatter", silverplatter::detect, |text, _| silverplatter::read(text)),
            Self::EndnoteXml => Spec { cut: Some(endnote_xml::cut), ..Spec::new("endnote-xml", endnote_xml::detect, |text, _| endnote_xml::read(text)) },
            Self::Msbib => Spec { cut: Some(msbib::cut), ..Spec::new("msbib", msbib::detect, |text, _| msbib::read(text)) },
            Self::Citavi => Spec::new("citavi", citavi::detect, |text, _| citavi::read(text)),
            Self::Csv => Spec { cut: Some(csv::cut), ..Spec::new("csv", csv::detect, csv::read) },
            Self::Refworks => Spec { cut: Some(refworks::cut), ..Spec::new("refworks", refworks::detect, |text, _| refworks::read(text)) },
            Self::Mods => Spec { cut: Some(mods::cut), ..Spec::new("mods", mods::detect, |text, _| mods::read(text)) },
            Self::Marcxml => Spec { cut: Some(marcxml::cut), ..Spec::new("marcxml", marcxml::detect, |text, _| marcxml::read(text)) },
            Self::Marc => Spec {
                cut: Some(marcxml::exchange::cut),
                ..Spec::new("marc", marcxml::exchange::detect, |text, _| marcxml::exchange::read(text))
            },
            Self::Repec => Spec::new("repec-nep", repec::detect, |text, _| repec::read(text)),
            Self::Copac => Spec::new("copac", copac::detect, |text, _| copac::read(text)),
            Self::Biblioscape => Spec::new("biblioscape", biblioscape::detect, |text, _| biblioscape::read(text)),
            Self::MirrorPage => Spec::new("wos-mirror-page", mirror::detect, |text, _| mirror::read(text)),
            Self::Listing => Spec::new("listing", listing::detect, |text, _| listing::read(text)),
            Self::Page => Spec::new("page", page::detect, |text, _| page::read(text)),
        }
    }

    /// The name used in files and on the wire.
    pub fn name(self) -> &'static str {
        self.spec().name
    }

    /// Whether texts in this format can be read in parts.
    pub fn is_streamed(self) -> bool {
        self.spec().cut.is_some()
    }

    /// The format with a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|f| f.name() == name)
    }
}
