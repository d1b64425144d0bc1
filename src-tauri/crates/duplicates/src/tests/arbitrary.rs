//! References drawn from few values, so that many of them nearly agree.

use super::build::Build;
use diglot_model::{CaptureSource, Reference, Source};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const ABSTRACTS: [&str; 3] = [
    "",
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
     sixteen seventeen eighteen nineteen twenty more words to say about sleep and work here",
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
     sixteen seventeen eighteen nineteen twenty other words that tell of pain and rest there",
];

pub(crate) fn references(count: usize) -> impl Strategy<Value = Vec<Reference>> {
    proptest::collection::vec(reference(), count)
}

fn reference() -> impl Strategy<Value = Reference> {
    let titles = vec![
        (
            "en",
            "Sleep quality of night-shift nurses in county hospitals",
        ),
        (
            "en",
            "Sleep quality of nightshift nurses in county hospitals. Part II",
        ),
        (
            "en",
            "Erratum: Sleep quality of night-shift nurses in county hospitals",
        ),
        ("zh-Hans", "县级医院夜班护士的睡眠质量研究"),
        ("zh-Hant", "縣級醫院夜班護士的睡眠質量研究"),
    ];
    let authors = vec![
        "Novak, Milena",
        "Novak, M",
        "Zhang, Huijia",
        "张, 会佳",
        "Mercer, H W C",
    ];
    let place = (
        select(vec![0, 2019, 2020, 2021]),
        select(vec!["", "BMC Nursing", "BMC Nurs", "Shift Work"]),
        select(vec!["", "6", "7"]),
        select(vec!["", "65-73", "65", "e12724"]),
    );
    let ids = (
        subsequence(vec!["10.9999/a", "10.9999/b", "10.1101/c"], 0..=2),
        select(ABSTRACTS.to_vec()),
    );
    (
        subsequence(titles, 0..=2),
        subsequence(authors, 0..=3),
        place,
        ids,
    )
        .prop_map(
            |(titles, authors, (year, container, volume, pages), (dois, text))| {
                let mut out = Build::untitled().volume(volume).pages(pages);
                for (lang, title) in titles {
                    out = out.title(lang, title);
                }
                if !authors.is_empty() {
                    out = out.authors(&authors.join("; "));
                }
                if year > 0 {
                    out = out.year(year);
                }
                if !container.is_empty() {
                    out = out.container(container);
                }
                for doi in dois {
                    out = out.doi(doi);
                }
                if !text.is_empty() {
                    out = out.abstract_(text);
                }
                let mut out = out.done();
                out.sources = vec![Source::Capture(CaptureSource::default())];
                out
            },
        )
}
