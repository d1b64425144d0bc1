//! Writing BibTeX and BibLaTeX: one entry for each reference, fields in a fixed order, UTF-8.
//!
//! - `author = {Nordby, Kari M and {World Bank} and others}`: names inverted, organisations
//!   in braces of their own, `others` for the authors that the source left out. Names in
//!   another script stand in `author_zh`.
//! - A title in another language stands in `title_zh` (or `title_` and its language), an
//!   abstract in `abstract_zh`, a journal in `journal_zh`, keywords in `keywords_zh`; BibTeX
//!   and its styles pass over fields they do not know. The own language is `language`, when it was stated.
//! - BibTeX has `year` and `month` (a macro, `apr`), BibLaTeX `date`. A type that the
//!   dialect has no entry for is named by `entrysubtype`.
//! - `pmid`, `pmcid`, `registration` (of the study), `accession`, `database`, `callnumber`,
//!   `affiliation`, `url_2` and some others are this program's, too; other programs keep
//!   them as they are.
//! - Fields that came from BibTeX and have no other place are written back as they were.

use super::entry::Entry;
use super::key::Keys;
use super::losses;
use crate::output::{self, ExportItem, Exported};
use diglot_model::ReferenceType;

/// BibTeX as its own styles read it, or BibLaTeX.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// BibTeX: fourteen entry types, `year`, `journal`, `address`, `school`.
    Bibtex,
    /// BibLaTeX: more types, `date`, `journaltitle`, `location`, `institution`.
    Biblatex,
}

impl Dialect {
    /// Its name for people.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Bibtex => "BibTeX",
            Self::Biblatex => "BibLaTeX",
        }
    }

    /// The entry type of a type of reference.
    #[expect(
        clippy::match_same_arms,
        reason = "what BibTeX calls a type stands beside what BibLaTeX calls it"
    )]
    pub(super) fn entry_of(self, kind: ReferenceType) -> &'static str {
        use ReferenceType as T;
        let latex = self == Self::Biblatex;
        match kind {
            T::ArticleJournal | T::ArticleMagazine | T::ArticleNewspaper => "article",
            T::Review | T::ReviewBook if latex => "review",
            T::Review | T::ReviewBook => "article",
            T::Book | T::Classic | T::Collection => "book",
            T::Pamphlet => "booklet",
            T::Chapter => "incollection",
            T::Entry | T::EntryDictionary | T::EntryEncyclopedia if latex => "inreference",
            T::Entry | T::EntryDictionary | T::EntryEncyclopedia => "incollection",
            T::PaperConference => "inproceedings",
            T::Report if latex => "report",
            T::Standard if latex => "standard",
            T::Report | T::Standard => "techreport",
            T::Manuscript | T::Article | T::Speech => "unpublished",
            T::Thesis if latex => "thesis",
            T::Thesis => "phdthesis",
            _ if !latex => "misc",
            T::Dataset => "dataset",
            T::Software => "software",
            T::Patent => "patent",
            T::Periodical => "periodical",
            T::Webpage | T::Post | T::PostWeblog => "online",
            T::Graphic | T::Map | T::Figure => "image",
            T::Song => "audio",
            T::MusicalScore => "music",
            T::MotionPicture => "movie",
            T::Broadcast => "video",
            T::Performance => "performance",
            T::LegalCase => "jurisdiction",
            T::Legislation | T::Bill | T::Regulation => "legislation",
            T::Treaty => "legal",
            T::PersonalCommunication => "letter",
            _ => "misc",
        }
    }
}

/// Writes entries, a blank line between them.
#[derive(Debug)]
pub(crate) struct Writer {
    dialect: Dialect,
    keys: Keys,
}

impl Writer {
    /// A writer of one file.
    pub(crate) fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            keys: Keys::default(),
        }
    }
}

impl output::Writer for Writer {
    fn item(&mut self, item: &ExportItem<'_>, number: usize, out: &mut Exported) {
        if number > 0 {
            out.text.push('\n');
        }
        let key = self.keys.next(item.reference);
        let entry = Entry::of(item.reference, self.dialect);
        let mut text = String::new();
        entry.write(&key, &mut text);
        out.losses.extend(losses::losses(
            item.reference,
            &item.context.id,
            &entry,
            &text,
            self.dialect,
        ));
        out.text.push_str(&text);
    }
}
