//! From references to text, to other references, to judgements.

use super::seen;
use diglot_cite::{Style, cite};
use diglot_duplicates::{groups, judge, merge};
use diglot_formats::csl_json::ItemContext;
use diglot_formats::output::{ExportItem, OutputFormat, write};
use diglot_formats::{FormatName, read, without_places};
use diglot_import::{Choices, ImportPlan};
use diglot_model::Reference;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// How many references are written, and judged.
const MOST: usize = 12;

fn references(input: &[u8]) -> Vec<Reference> {
    let mut plan = ImportPlan::default();
    plan.add("f".to_owned(), input.to_vec(), &Choices::default());
    let records = plan.records.into_iter().take(MOST);
    records
        .map(|record| {
            // Where a value came from is written, not read.
            let mut reference = record.reference;
            without_places(&mut reference);
            reference.sources.clear();
            reference
        })
        .collect()
}

fn text_of(references: &[Reference], format: OutputFormat) -> String {
    let items: Vec<ExportItem<'_>> = references
        .iter()
        .enumerate()
        .map(|(number, reference)| ExportItem {
            reference,
            context: ItemContext {
                id: format!("f#{number}"),
                ..ItemContext::default()
            },
        })
        .collect();
    write(&items, format).text
}

fn read_back(text: &str, format: FormatName) -> Vec<Reference> {
    let records = read(text, format).records.into_iter();
    records.map(|record| record.reference).collect()
}

/// Two texts must be the same; what is told is the first place where they are not.
fn same(got: &str, want: &str, what: &str) {
    if got == want {
        return;
    }
    let at = got.bytes().zip(want.bytes());
    let at = at.take_while(|(a, b)| a == b).count();
    let around = |text: &str| -> String {
        let start = text.floor_char_boundary(at.saturating_sub(60));
        text[start..].chars().take(160).collect()
    };
    panic!("{what}: {:?} was {:?}", around(got), around(want));
}

/// Writes what an input holds and reads it again. CSL-JSON gives back all of it; what
/// another format gave back once, it gives back again.
pub(super) fn written(input: &[u8], output: OutputFormat) -> u64 {
    let references = references(input);
    if references.is_empty() {
        return 0;
    }
    let format = reader(output);
    let first = text_of(&references, output);
    let back = read_back(&first, format);
    assert!(
        back.len() <= references.len(),
        "{} records became {}",
        references.len(),
        back.len()
    );
    if output == OutputFormat::CslJson {
        same(&text_of(&back, output), &first, "CSL-JSON is not the same");
        return seen(fields(&back));
    }
    let second = text_of(&back, output);
    let third = text_of(&read_back(&second, format), output);
    same(&third, &second, "reading changes what was read");
    seen(fields(&back))
}

fn fields(references: &[Reference]) -> BTreeSet<String> {
    let mut fields = BTreeSet::new();
    for reference in references {
        fields.insert(reference.kind.csl_name());
        reference.each_value(|field, _, _| {
            fields.insert(field.to_owned());
        });
    }
    fields
}

/// Who reads what a writer writes.
fn reader(output: OutputFormat) -> FormatName {
    match output {
        OutputFormat::Biblatex => FormatName::Bibtex,
        other => FormatName::from_name(other.name()).unwrap_or(FormatName::CslJson),
    }
}

static STYLES: LazyLock<Vec<Style>> = LazyLock::new(|| {
    let apa = Style::named("apa").into_iter();
    apa.chain([Style::bundled()]).collect()
});

/// Cites, judges and merges what an input holds.
pub(super) fn works(input: &[u8]) -> u64 {
    let references = references(input);
    let works: Vec<(String, &Reference)> = references
        .iter()
        .take(3)
        .enumerate()
        .map(|(number, reference)| (number.to_string(), reference))
        .collect();
    for style in STYLES.iter() {
        let entries = cite(&works, style, None);
        assert_eq!(entries.len(), works.len(), "an entry for each work");
        assert!(entries.iter().all(|entry| !entry.text.trim().is_empty()));
    }
    let all: Vec<&Reference> = references.iter().collect();
    let found = groups(&all);
    for pair in references.windows(2) {
        let (there, back) = (judge(&pair[0], &pair[1]), judge(&pair[1], &pair[0]));
        assert_eq!(
            there.map(|judgement| judgement.verdict),
            back.map(|judgement| judgement.verdict),
            "a judgement depends on the order"
        );
        let _ = merge(&pair[0], &pair[1], &diglot_duplicates::Choices::default());
    }
    seen((found.len(), fields(&references)))
}
