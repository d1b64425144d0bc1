use super::*;
use crate::ImportPlan;
use diglot_formats::FormatName;
use diglot_formats::output::OutputFormat;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

/// Pieces of text that a file in a format may be made of, one or more to a record.
const PIECES: &[(FormatName, &[&str])] = &[(
    FormatName::Ris,
    &[
        "TY  - JOUR\nTI  - Peer support, a trial\nAU  - Nordby, Kari\nPY  - 2020\nER  - \n",
        "TY  - BOOK\r\nT1  - 个人安置与支持\r\nA1  - 张会佳\r\nY1  - 2019/04/04/\r\nER  - \r\n\r\n",
        // No end, and one without a field.
        "TY  - JOUR\nTI  - An unfinished record\nAU  - Li, Wei\nAB  - It has\nTY  - elements of two.\n",
        "TY  - JOUR\nER  - \n",
        // Wrapped, lower case, and what stands between records.
        "ty  - CHAP\nti  - A title that is\n  wrapped: DA - not a tag\nau  - Ek, B\ner  - \n",
        "\n\n3.\n",
        "Exported on a rainy day\n",
    ],
)];

/// The fixtures of all formats that are read in parts.
fn fixtures() -> &'static BTreeMap<FormatName, Vec<String>> {
    static FIXTURES: LazyLock<BTreeMap<FormatName, Vec<String>>> = LazyLock::new(|| {
        let formats = Path::new(env!("CARGO_MANIFEST_DIR")).join("../formats");
        let mut out = BTreeMap::new();
        let mut folders = vec![formats.join("fixtures"), formats.join("src")];
        while let Some(folder) = folders.pop() {
            let entries = std::fs::read_dir(&folder).unwrap();
            let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
            paths.sort();
            for path in paths {
                if path.is_dir() {
                    folders.push(path);
                } else if path.components().any(|c| c.as_os_str() == "fixtures")
                    && path.extension().is_none_or(|e| e != "snap" && e != "rs")
                    && let Ok(bytes) = std::fs::read(&path)
                    && let Ok(decoded) = diglot_text::decode::decode(&bytes)
                    && let Some(best) = detect(&decoded.text).first()
                    && best.format.is_streamed()
                {
                    let texts: &mut Vec<String> = out.entry(best.format).or_default();
                    texts.push(decoded.text);
                }
            }
        }
        assert!(out.len() > 5);
        out
    });
    &FIXTURES
}

/// Gives at most so many bytes at once.
struct Slowly<'b>(&'b [u8], usize);

impl Read for Slowly<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.1.min(buffer.len()).min(self.0.len());
        buffer[..length].copy_from_slice(&self.0[..length]);
        self.0 = &self.0[length..];
        Ok(length)
    }
}

fn limits(part: usize) -> Limits {
    Limits {
        part,
        next: part,
        whole: 1 << 20,
    }
}

/// All parts of a reading, and how many they were.
fn collected(text: &[u8], format: Option<FormatName>, limits: Limits) -> (Part, usize) {
    // An encoding that is not known is judged by more than these texts have.
    let choices = Choices {
        encoding: Some("utf-8".to_owned()),
        format,
    };
    let input = Slowly(text, limits.part.div_ceil(3));
    let mut reading = FileReading::limited("f".to_owned(), input, &choices, limits);
    let (mut all, mut parts, mut seen) = (Part::default(), 0, String::new());
    while let Some(part) = reading.next_part().unwrap() {
        seen.push_str(reading.text());
        all.records.extend(part.records);
        all.diagnostics.extend(part.diagnostics);
        parts += 1;
    }
    if let Ok(whole) = std::str::from_utf8(text)
        && reading.encoding().is_some()
        && !all.diagnostics.iter().any(|d| d.code == "too-long")
    {
        assert_eq!(seen, whole);
    }
    for (index, record) in all.records.iter().enumerate() {
        let Some(Source::Capture(source)) = record.reference.sources.first() else {
            panic!("a record comes from a capture");
        };
        assert_eq!(source.record as usize, index);
    }
    (all, parts)
}

proptest! {
    #[test]
    fn parts_give_what_the_whole_gives(
        which in any::<prop::sample::Index>(),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 1..24),
        part in 64..2000_usize,
    ) {
        let (format, pieces) = which.get(PIECES);
        let text: String = picks.iter().map(|pick| *pick.get(pieces)).collect();
        let (whole, _) = collected(text.as_bytes(), Some(*format), limits(1 << 20));
        let (parts, _) = collected(text.as_bytes(), Some(*format), limits(part));
        prop_assert_eq!(parts, whole);
    }

    #[test]
    fn parts_of_any_format_give_what_the_whole_gives(
        which in any::<[prop::sample::Index; 2]>(),
        copies in 1..4_usize,
        gone in prop::option::of(any::<prop::sample::Index>()),
        part in 64..4000_usize,
    ) {
        let fixtures = fixtures();
        let formats: Vec<_> = fixtures.keys().copied().collect();
        let format = *which[0].get(&formats);
        let fixture: &String = which[1].get(&fixtures[&format]);
        // Keys of BibTeX should stand once.
        let copies = if format == FormatName::Bibtex { 1 } else { copies };
        let text = format!("{fixture}\n").repeat(copies);
        let mut lines: Vec<_> = text.split_inclusive('\n').collect();
        // Lines are lost. XML without one is no XML, and a record of E-Study without a title
        // is joined to the one before only when both are in sight.
        if let Some(gone) = gone
            && !text.starts_with('<')
            && format != FormatName::CnkiStudy
        {
            lines.remove(gone.index(lines.len()));
        }
        let text = lines.concat();
        let (whole, _) = collected(text.as_bytes(), Some(format), limits(1 << 20));
        let (parts, _) = collected(text.as_bytes(), Some(format), limits(part));
        prop_assert_eq!(&parts.records, &whole.records, "{}\n{}", format.name(), &text);
        let told = |part: &Part| -> Vec<_> {
            let told = part.diagnostics.iter();
            told.map(|d| (d.record, d.span, d.severity, d.code)).collect()
        };
        prop_assert_eq!(told(&parts), told(&whole), "{}\n{}", format.name(), text);
    }

    #[test]
    fn reading_in_parts_never_panics(
        bytes in prop::collection::vec(any::<u8>(), 0..600),
        part in 1..200_usize,
    ) {
        for &format in FormatName::ALL {
            collected(&bytes, Some(format), limits(part));
        }
        collected(&bytes, None, limits(part));
    }
}

#[test]
fn formats_that_can_be_cut_are_cut() {
    for (format, pieces) in PIECES {
        let text = pieces[0].repeat(60);
        let (all, parts) = collected(text.as_bytes(), None, limits(1000));
        assert_eq!(all.records.len(), 60);
        assert_eq!(parts > 2, format.is_streamed(), "{}", format.name());
    }
}

#[test]
fn a_text_that_must_be_read_whole_has_a_limit() {
    let text = format!(
        "[{{\"type\": \"book\", \"title\": \"{}\"}}]",
        "a".repeat(4000)
    );
    let small = Limits {
        part: 500,
        next: 500,
        whole: 2000,
    };
    let (all, _) = collected(text.as_bytes(), None, small);
    assert!(all.records.is_empty());
    assert_eq!(all.diagnostics.len(), 1);
    assert_eq!(all.diagnostics[0].code, "too-long");
    assert!(all.diagnostics[0].message.contains("csl-json"));
    let (all, _) = collected(text.as_bytes(), None, limits(500));
    assert_eq!(all.records.len(), 1);
}

#[test]
fn an_input_that_breaks_off_keeps_what_came_before() {
    struct Broken<'b>(&'b [u8]);
    impl Read for Broken<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() {
                return Err(io::Error::other("the disk is gone"));
            }
            self.0.read(buffer)
        }
    }
    let text = PIECES[0].1[0].repeat(40);
    let choices = Choices {
        encoding: Some("utf-8".to_owned()),
        format: None,
    };
    let limits = limits(300);
    let mut reading =
        FileReading::limited("f".to_owned(), Broken(text.as_bytes()), &choices, limits);
    let mut records = 0;
    let error = loop {
        match reading.next_part() {
            Ok(Some(part)) => records += part.records.len(),
            Ok(None) => panic!("the error is told"),
            Err(error) => break error,
        }
    };
    assert_eq!(error.to_string(), "the disk is gone");
    assert!(records == 0 || FormatName::Ris.is_streamed());
    assert!(reading.next_part().unwrap().is_none());
}

/// Texts of one record each that other formats must not take for their own.
const TITLES: [&str; 3] = ["Peer support, a trial", "个人安置与支持", "A third work"];

fn written(title: &str, format: OutputFormat) -> String {
    let mut reference = diglot_model::Reference::new(diglot_model::ReferenceType::ArticleJournal);
    let text = diglot_model::LocalizedText::new(diglot_text::script::language_of(title), title);
    reference.add_text(
        diglot_model::TextField::Title,
        diglot_model::Sourced::bare(text),
    );
    let item = diglot_formats::output::ExportItem {
        reference: &reference,
        context: diglot_formats::csl_json::ItemContext::default(),
    };
    diglot_formats::output::write(&[item], format).text
}

#[test]
fn several_formats_in_one_paste() {
    let formats = [OutputFormat::Ris, OutputFormat::CslJson];
    for first in formats {
        for second in formats {
            if first == second && first == OutputFormat::CslJson {
                continue;
            }
            let text = format!(
                "{}\n{}\n{}",
                written(TITLES[0], first),
                written(TITLES[1], second),
                written(TITLES[2], first)
            );
            let plan = ImportPlan::of([("paste".to_owned(), text.into_bytes())]);
            let titles: Vec<_> = plan.records.iter().map(|r| r.reference.title()).collect();
            assert_eq!(
                titles,
                TITLES.map(Some),
                "{} and {}",
                first.name(),
                second.name()
            );
            let told: Vec<_> = plan.diagnostics.iter().map(|d| d.code).collect();
            assert_eq!(
                told,
                Vec::<&str>::new(),
                "{} and {}",
                first.name(),
                second.name()
            );
        }
    }
}

#[test]
fn one_format_after_another() {
    // A row of a table does not say that it is one, so tables stand alone; so do catalogues'
    // files, whose control characters no editor copies.
    let alone = [FormatName::Csv, FormatName::Marc];
    let fixtures: Vec<_> = fixtures()
        .iter()
        .filter(|(format, _)| !alone.contains(format))
        .collect();
    let records = |text: &str, part: usize| collected(text.as_bytes(), None, limits(part)).0;
    let (mut pairs, mut bad) = (0, Vec::new());
    for (first, texts) in &fixtures {
        for (second, others) in fixtures.iter().filter(|(format, _)| format != first) {
            let (a, b) = (&texts[texts.len() - 1], &others[others.len() - 1]);
            let text = format!("{a}\n\n{b}");
            let apart = records(a, 1 << 20).records.len() + records(b, 1 << 20).records.len();
            let whole = records(&text, 1 << 20).records.len();
            let parts = records(&text, 600).records.len();
            pairs += 1;
            if (whole, parts) != (apart, apart) {
                let names = format!("{}, {}", first.name(), second.name());
                bad.push((names, apart, whole, parts));
            }
        }
    }
    // Some texts do not say how their records begin.
    assert!(bad.len() * 20 < pairs, "{bad:?}");
}

#[test]
fn a_long_file_that_turns_chinese_at_its_end() {
    let ascii = "TY  - JOUR\nTI  - A title in plain ASCII\nER  - \n";
    let count = (3 * PART).div_ceil(ascii.len());
    for (encoding, title) in [
        ("gb18030", "社区护理的变化，1998–2011"),
        ("big5", "社區護理的轉變與同儕支持，一項訪談研究"),
        ("utf-8", "社区护理的变化，1998–2011"),
    ] {
        let known = encoding_rs::Encoding::for_label(encoding.as_bytes()).unwrap();
        let last = format!("TY  - JOUR\nTI  - {title}\nER  - \n");
        let mut bytes = ascii.repeat(count).into_bytes();
        bytes.extend_from_slice(&known.encode(&last).0);
        let mut reading =
            FileReading::new("a.ris".into(), Slowly(&bytes, 9999), &Choices::default());
        let mut last = None;
        while let Some(part) = reading.next_part().unwrap() {
            assert!(part.diagnostics.is_empty(), "{:?}", part.diagnostics);
            let found = part.records.last();
            last = found.map(|r| r.reference.clone()).or(last);
        }
        assert_eq!(reading.records(), count + 1, "{encoding}");
        assert_eq!(last.unwrap().title(), Some(title), "{encoding}");
        assert_eq!(reading.encoding().as_deref(), Some(encoding));
    }
}
