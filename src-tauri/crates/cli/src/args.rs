//! The words that the command line understands.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use diglot_library::exchange::ExchangeFormat;
use diglot_library::{FormatName, Markup, ReferenceFormat};
use std::path::PathBuf;

/// What `--version` says: tests ask it whether this build lets them stand in for services.
const LONG_VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    "\nHonours DIGLOT_TEST_ORIGIN=http://127.0.0.1:PORT, which then receives every request."
);

/// Reads, keeps and pairs references in English and Chinese.
#[derive(Debug, Parser)]
#[command(
    name = "diglot",
    version,
    long_version = LONG_VERSION,
    about,
    after_help = "Exit codes: 0 done, 1 nothing could be done, 2 wrong usage, 3 done in part \
(the report says which),\n4 library busy, 5 library damaged or newer, 6 no network or service.\n\n\
Examples:\n  diglot convert page.txt --to csl-json\n  diglot import *.ris downloads/\n  \
diglot search 精神 --json\n  diglot undo"
)]
pub(crate) struct Args {
    /// Where the library is, and how to print.
    #[command(flatten)]
    pub(crate) place: Place,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Where the library is, and how to print.
#[derive(Debug, Clone, ClapArgs)]
pub(crate) struct Place {
    /// Folder of the library [default: the user's data folder]
    #[arg(long, global = true, env = "DIGLOT_LIBRARY", value_name = "DIR")]
    pub(crate) library: Option<PathBuf>,
    /// Print JSON instead of text
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read files and print their references in another format
    Convert(Convert),
    /// Read files into the library, as one operation
    Import(Import),
    /// List references
    List(List),
    /// Show references whole
    Show(Show),
    /// Search titles, names, journals, abstracts and keywords in any language
    Search(Search),
    /// Find references that are the same work, in the library or in files
    Duplicates(Duplicates),
    /// Ask metadata services about identifiers, and complete references
    Lookup(Lookup),
    /// Merge references of one work; every value keeps its origin
    Merge(Merge),
    /// Pair the sentences of Chinese and English texts
    Align(Align),
    /// Write references of the library in a format
    Export(Export),
    /// Print formatted references
    Cite(Cite),
    /// Undo the latest operation
    Undo(Undo),
    /// Redo what was undone last
    Redo,
    /// What was done to a reference
    History(History),
    /// Check the library for damage
    Check(Check),
    /// Make a backup, and check it
    Backup(Backup),
    /// Put a backup in the place of the library
    Restore(Restore),
}

/// Takes the name of a format that can be written.
fn output_format() -> impl TypedValueParser<Value = ReferenceFormat> {
    PossibleValuesParser::new(ReferenceFormat::all().map(ReferenceFormat::name))
        .try_map(|name| ReferenceFormat::from_name(&name).ok_or("unknown"))
}

/// Takes the name of a format that can be read.
fn input_format() -> impl TypedValueParser<Value = FormatName> {
    PossibleValuesParser::new(FormatName::ALL.iter().map(|format| format.name()))
        .try_map(|name| FormatName::from_name(&name).ok_or("unknown"))
}

/// `convert`
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  diglot convert seeds/*.txt --to csl-json\n  pbpaste | diglot convert - --to ris\n  diglot convert exports.zip downloads/ --output all.json\n  diglot convert export.ris --encoding gb18030\n  diglot convert export.txt --from ris\n  diglot convert export.ris --to gbt7714\n\ngbt7714, markdown and html are lists of formatted references, each in the language of its work.\nFiles of any length are read and written piece by piece. Files in folders and archives come in the order of their names."
)]
pub(crate) struct Convert {
    /// Files, folders, archives (.zip, .gz), or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Format to print
    #[arg(long, value_parser = output_format(), default_value = "csl-json", value_name = "FORMAT")]
    pub(crate) to: ReferenceFormat,
    /// Read the files in this format instead of the one that their content shows
    #[arg(long, value_parser = input_format(), value_name = "FORMAT")]
    pub(crate) from: Option<FormatName>,
    /// Read the files in this encoding instead of the guessed one
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// Takes a day of the calendar.
fn day(text: &str) -> Result<String, String> {
    let parts: Vec<Option<u32>> = text.split('-').map(|part| part.parse().ok()).collect();
    match parts[..] {
        [Some(1800..=9999), Some(1..=12), Some(1..=31)] if text.len() == 10 => Ok(text.to_owned()),
        _ => Err("a day is a year, a month and a day, such as 2024-03-01".to_owned()),
    }
}

/// What `import` does with duplicates.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum OnDuplicate {
    /// Join the values of both
    Merge,
    /// Keep both
    Keep,
    /// Leave the new one out
    Skip,
}

/// `import`
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  diglot import page.txt export.ris\n  diglot import downloads/ --on-duplicate merge --json\n  diglot import embase.ris --source-database Embase --source-date 2024-03-01 --source-query \"'peer support'/exp\"\n\nOne import is one operation: “diglot undo” takes all of it back."
)]
pub(crate) struct Import {
    /// Files, folders, archives (.zip, .gz), or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Make references of works that a page lists beside its own
    #[arg(long)]
    pub(crate) with_related: bool,
    /// What to do with a record that is certainly a work of the library
    #[arg(long, value_enum, default_value = "keep")]
    pub(crate) on_duplicate: OnDuplicate,
    /// The database that a search export comes from; kept with the import
    #[arg(long, value_name = "NAME")]
    pub(crate) source_database: Option<String>,
    /// The day of the search, such as 2024-03-01
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) source_date: Option<String>,
    /// The search as it was typed there
    #[arg(long, value_name = "TEXT")]
    pub(crate) source_query: Option<String>,
}

/// `list`
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Filters: words, \"phrases\", title: author: journal: abstract: keyword:, year:2018-2020, type:thesis, missing:title, batch:ID\n\nExamples:\n  diglot list --filter 'year:2018- missing:any'\n  diglot list --sort year --limit 20"
)]
pub(crate) struct List {
    /// Which references [default: all]
    #[arg(long, value_name = "Q", default_value = "")]
    pub(crate) filter: String,
    /// Order: added, title, author, year, container, type; -year for the reverse
    #[arg(
        long,
        value_name = "FIELD",
        default_value = "added",
        allow_hyphen_values = true
    )]
    pub(crate) sort: String,
    /// How many at most
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// How many to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) offset: usize,
    /// List works that pages list beside their own instead of references
    #[arg(long)]
    pub(crate) listed: bool,
}

/// `show`
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  diglot show 0199f3\n  diglot show 0199f3 --original")]
pub(crate) struct Show {
    /// Ids, or their beginnings
    #[arg(required = true, value_name = "ID")]
    pub(crate) ids: Vec<String>,
    /// Show the text that the reference was read from
    #[arg(long)]
    pub(crate) original: bool,
}

/// `search`
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  diglot search 就业\n  diglot search 'author:holmes \"chronic pain\"' --limit 5"
)]
pub(crate) struct Search {
    /// Words, in any language; all must be found
    #[arg(required = true, value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    /// How many hits at most
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) limit: usize,
}

/// `duplicates`
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  diglot duplicates --json\n  diglot duplicates a.ris b.txt")]
pub(crate) struct Duplicates {
    /// Look in these files instead of the library
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
}

/// `lookup`
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  diglot lookup 10.1186/s40814-020-00588-z PMID:32274223\n  diglot lookup --add - < identifiers.txt\n  diglot lookup --complete 0199f3\n  diglot lookup --queued\n\nOnly the identifier leaves this computer; without one, title and first author, or journal, year, volume, issue, page and authors. Completing fills what is missing and replaces nothing. With --add and --complete, what cannot be asked for want of a network waits in the library.\n\nKeys for OpenAlex, Semantic Scholar and PubMed come from the system's store of passwords, or from DIGLOT_OPENALEX_KEY, DIGLOT_SEMANTIC_SCHOLAR_KEY and DIGLOT_PUBMED_KEY."
)]
pub(crate) struct Lookup {
    /// DOIs, PMIDs, PMCIDs, arXiv numbers and ISBNs however they are written, or - for standard input
    #[arg(value_name = "ID", required_unless_present_any = ["complete", "queued"])]
    pub(crate) ids: Vec<String>,
    /// Add what is found to the library
    #[arg(long)]
    pub(crate) add: bool,
    /// Fill what these references lack
    #[arg(long, value_name = "REF", num_args = 1..)]
    pub(crate) complete: Vec<String>,
    /// Ask what waited for a network
    #[arg(long)]
    pub(crate) queued: bool,
    /// E-mail address that services are told, instead of the one in the settings
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) mailto: Option<String>,
    /// Proxy instead of the one in the settings: http://host:port or socks5h://host:port
    #[arg(long, value_name = "URL")]
    pub(crate) proxy: Option<String>,
}

/// `merge`
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  diglot merge 0199f3a1 0199f3a2\n\nThe first reference survives with the values of all; “diglot undo” restores each exactly."
)]
pub(crate) struct Merge {
    /// Ids, or their beginnings
    #[arg(required = true, num_args = 2.., value_name = "REF")]
    pub(crate) ids: Vec<String>,
    /// For a field, the reference whose values stand: volume=0199f3a2
    #[arg(long, value_name = "FIELD=REF")]
    pub(crate) choose: Vec<String>,
}

/// `align`
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Input: a JSON list of {\"id\", \"zh\": [sentences], \"en\": [sentences]}; with --text of {\"id\", \"zh\": \"…\", \"en\": \"…\"}; or a TMX file.\nThe start and end of sentences count Unicode characters.\n\nExamples:\n  diglot align pairs.json > alignment.json\n  diglot align --text texts.json --to tmx > memory.tmx\n  diglot align corrected.tmx --apply"
)]
pub(crate) struct Align {
    /// A file, or - for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The texts are raw: cut them into sentences first
    #[arg(long, conflicts_with = "apply")]
    pub(crate) text: bool,
    /// Print the pairs as tmx, jsonl (a line of JSON each) or html (two columns) [default: json]
    #[arg(long, value_parser = exchange_format(), value_name = "FORMAT", conflicts_with = "apply")]
    pub(crate) to: Option<ExchangeFormat>,
    /// Take the alignments of a TMX file over into the library
    #[arg(long)]
    pub(crate) apply: bool,
    /// The reference of units that name none, with --apply
    #[arg(long, value_name = "REF", requires = "apply")]
    pub(crate) reference: Option<String>,
}

/// Takes the name of a format of bilingual texts.
fn exchange_format() -> impl TypedValueParser<Value = ExchangeFormat> {
    PossibleValuesParser::new(ExchangeFormat::ALL.iter().map(|format| format.name()))
        .try_map(|name| ExchangeFormat::from_name(&name).ok_or("unknown"))
}

/// What references are written as.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ExportFormat {
    /// References, in a format that many programs read or as a list of formatted ones.
    References(ReferenceFormat),
    /// Their abstracts in two languages.
    Bilingual(ExchangeFormat),
}

/// Takes the name of any format that the library is written in.
fn export_format() -> impl TypedValueParser<Value = ExportFormat> {
    // `html` is the page of the abstracts; `convert` and `cite` make one of references.
    let references = ReferenceFormat::all()
        .map(ReferenceFormat::name)
        .filter(|name| ExchangeFormat::from_name(name).is_none());
    let bilingual = ExchangeFormat::ALL.iter().map(|format| format.name());
    PossibleValuesParser::new(references.chain(bilingual).collect::<Vec<_>>()).try_map(|name| {
        ExchangeFormat::from_name(&name)
            .map(ExportFormat::Bilingual)
            .or_else(|| ReferenceFormat::from_name(&name).map(ExportFormat::References))
            .ok_or("unknown")
    })
}

/// `export`
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  diglot export --to bibtex --output refs.bib\n  diglot export --filter 'year:2020' --to ris\n  diglot export --filter 'lang:both' --to tmx --output memory.tmx"
)]
pub(crate) struct Export {
    /// Which references [default: all]
    #[arg(long, value_name = "Q", default_value = "")]
    pub(crate) filter: String,
    /// Format
    #[arg(long, value_parser = export_format(), value_name = "FORMAT")]
    pub(crate) to: ExportFormat,
    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// Formats that references can be cited in.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum CiteFormat {
    /// Plain text
    Text,
    /// HTML: text with i, b, sup and sub
    Html,
    /// Markdown
    Markdown,
    /// LaTeX
    Latex,
    /// Typst
    Typst,
}

impl CiteFormat {
    /// The markup of the entries.
    pub(crate) fn markup(self) -> Markup {
        match self {
            Self::Text => Markup::Text,
            Self::Html => Markup::Html,
            Self::Markdown => Markup::Markdown,
            Self::Latex => Markup::Latex,
            Self::Typst => Markup::Typst,
        }
    }
}

/// `cite`
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  diglot cite --filter 'year:2020'\n  diglot cite --items refs.json --style apa --json\n  diglot cite --style journal.csl --locale en-US --format html\n\nEntries come in the order of the style, without numbers. In GB/T 7714 each speaks the language of its work."
)]
pub(crate) struct Cite {
    /// Cite the references of this file, or of standard input (-), instead of the library's
    #[arg(long, value_name = "FILE", conflicts_with = "filter")]
    pub(crate) items: Option<PathBuf>,
    /// Which references of the library [default: all]
    #[arg(long, value_name = "Q", default_value = "")]
    pub(crate) filter: String,
    /// Name of a style that comes with the program, or a CSL file
    #[arg(
        long,
        value_name = "NAME|FILE",
        default_value = diglot_library::Style::BUNDLED
    )]
    pub(crate) style: String,
    /// Make all entries speak this language, such as zh-CN or en-US
    #[arg(long, value_name = "L")]
    pub(crate) locale: Option<String>,
    /// Format
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: CiteFormat,
}

/// `undo`
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  diglot undo\n  diglot undo --list")]
pub(crate) struct Undo {
    /// Print the operations, latest first, instead of undoing
    #[arg(long)]
    pub(crate) list: bool,
}

/// `history`
#[derive(Debug, ClapArgs)]
pub(crate) struct History {
    /// Id, or its beginning
    #[arg(value_name = "REF")]
    pub(crate) id: String,
}

/// `check`
#[derive(Debug, ClapArgs)]
pub(crate) struct Check {
    /// Make lists and indexes again from the references
    #[arg(long)]
    pub(crate) repair: bool,
}

/// `backup`
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  diglot backup\n  diglot backup /media/disk/diglot.sqlite")]
pub(crate) struct Backup {
    /// File or folder [default: the library's own folder of backups]
    #[arg(value_name = "TO")]
    pub(crate) to: Option<PathBuf>,
}

/// `restore`
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  diglot restore backups/2026-05-03T10-00-00Z.sqlite\n\nThe library of before is kept beside it."
)]
pub(crate) struct Restore {
    /// A file that “diglot backup” wrote
    #[arg(value_name = "FROM")]
    pub(crate) from: PathBuf,
}
