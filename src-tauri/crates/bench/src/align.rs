//! Aligning beside a plain alignment by lengths, on the public pairs of abstracts of a
//! shared folder: how well, how fast, and what is lost when only raw text is there.

use diglot_align::{Aligner, align_sentences};
use diglot_model::LanguageTag;
use serde_json::Value;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;
use std::time::{Duration, Instant};

/// An abstract in two languages with the pairs that are right.
struct Pair {
    zh: Vec<String>,
    en: Vec<String>,
    gold: Vec<Bead>,
}

/// Sentences of each side that belong together.
type Bead = [Vec<usize>; 2];

/// The limits: milliseconds for an abstract, how much raw text may cost, how well a whole
/// article is aligned, and how many of unrelated abstracts are refused.
const MOST_MS: f64 = 10.0;
const MOST_LOST: f64 = 0.02;
const LEAST_OF_ARTICLE: f64 = 0.985;
const LEAST_REFUSED: f64 = 0.99;

/// Measures every set of a folder; whether the limits were kept.
pub(crate) fn all(folder: &Path) -> Result<bool, String> {
    let mut kept = true;
    println!(
        "| Set | Abstracts | strict F1 | lax F1 | raw text, strict | raw text, lax | by lengths, strict | by lengths, lax |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let mut every = Vec::new();
    let (mut article, mut refused) = (joined(&[]), [(0, 0); 2]);
    for name in ["abstracts_1_50", "abstracts_1_50_drop", "seed000"] {
        let pairs = read(&folder.join(format!("{name}.json")))?;
        let ours = score(&pairs, sentences);
        let lengths = score(&pairs, by_lengths);
        let raw = score_raw(&pairs);
        println!(
            "| {name} | {} | {:.3} | {:.3} | {:.3} | {:.3} | {:.3} | {:.3} |",
            pairs.len(),
            ours.0,
            ours.1,
            raw.0,
            raw.1,
            lengths.0,
            lengths.1
        );
        kept &= ours.0 - raw.0 <= MOST_LOST && ours.1 - raw.1 <= MOST_LOST;
        if name == "abstracts_1_50" {
            article = joined(&pairs);
            refused = refusals(&pairs);
        }
        every.extend(pairs);
    }
    let whole = score(std::slice::from_ref(&article), sentences);
    let by_lengths_whole = score(std::slice::from_ref(&article), by_lengths);
    println!(
        "| abstracts_1_50 as one article | 1 | {:.3} | {:.3} | | | {:.3} | {:.3} |",
        whole.0, whole.1, by_lengths_whole.0, by_lengths_whole.1
    );
    println!();
    println!("| | Refused |");
    println!("|---|---|");
    let [belonging, crossed] = refused;
    println!(
        "| Abstracts of one work | {} of {} |",
        belonging.0, belonging.1
    );
    println!(
        "| Abstracts of two works | {} of {} |",
        crossed.0, crossed.1
    );
    let share = |(refused, all): (usize, usize)| refused as f64 / all.max(1) as f64;
    kept &= whole.0 >= LEAST_OF_ARTICLE
        && share(crossed) >= LEAST_REFUSED
        && share(belonging) <= 1.0 - LEAST_REFUSED;
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let (ours, lengths) = (
        median(&every, |pair| drop(sentences(pair))),
        median(&every, |pair| drop(by_lengths(pair))),
    );
    let raw = median(&every, |pair| drop(raw_beads(pair)));
    println!();
    println!("| | Time |");
    println!("|---|---|");
    println!(
        "| An abstract, sentences given, mean (ms) | {:.2} |",
        ms(ours)
    );
    println!("| The same as raw text (ms) | {:.2} |", ms(raw));
    println!("| The same by lengths alone (ms) | {:.3} |", ms(lengths));
    println!(
        "| Ratio to lengths alone | {:.1} |",
        ours.as_secs_f64() / lengths.as_secs_f64()
    );
    for times in [1, 4, 16] {
        let text = repeated(&article, times);
        let long = Instant::now();
        drop(sentences(&text));
        println!(
            "| A text of {} and {} sentences (ms) | {:.0} |",
            text.zh.len(),
            text.en.len(),
            ms(long.elapsed())
        );
    }
    kept &= ms(ours) <= MOST_MS && ms(raw) <= MOST_MS;
    if !kept {
        println!(
            "\nA limit was passed: {MOST_MS} ms an abstract, {MOST_LOST} lost on raw text, {LEAST_OF_ARTICLE} of an article, {LEAST_REFUSED} of unrelated texts refused."
        );
    }
    Ok(kept)
}

/// Several pairs as one.
fn joined(pairs: &[Pair]) -> Pair {
    let (mut zh, mut en, mut gold) = (Vec::new(), Vec::new(), Vec::new());
    for pair in pairs {
        let from = [zh.len(), en.len()];
        gold.extend(pair.gold.iter().map(|bead| -> Bead {
            [0, 1].map(|side| bead[side].iter().map(|n| n + from[side]).collect())
        }));
        zh.extend_from_slice(&pair.zh);
        en.extend_from_slice(&pair.en);
    }
    Pair { zh, en, gold }
}

/// A text several times over, with a sentence between its parts that stands nowhere else.
fn repeated(text: &Pair, times: usize) -> Pair {
    let mut parts = Vec::new();
    for (number, at) in (0..times).flat_map(|_| 0..text.zh.len()).enumerate() {
        // As many parts on each side, about as long.
        let cut = |side: &[String]| {
            let place = |at: usize| at * side.len() / text.zh.len();
            side[place(at)..place(at + 1)].to_vec()
        };
        let (mut zh, mut en) = (cut(&text.zh), cut(&text.en));
        if number % 8 == 0 {
            zh.push(format!("详见第{}节。", 1000 + number));
            en.push(format!("See section {}.", 1000 + number));
        }
        let gold = Vec::new();
        parts.push(Pair { zh, en, gold });
    }
    joined(&parts)
}

/// How many abstracts are refused, of how many: beside their own translation, and beside
/// each of the others.
fn refusals(pairs: &[Pair]) -> [(usize, usize); 2] {
    let mut counts = [(0, 0); 2];
    for (number, left) in pairs.iter().enumerate() {
        for (other, right) in pairs.iter().enumerate() {
            let found = align_sentences(&borrowed(&left.zh), &borrowed(&right.en));
            let count = &mut counts[usize::from(number != other)];
            count.0 += usize::from(found.refused.is_some());
            count.1 += 1;
        }
    }
    counts
}

fn read(path: &Path) -> Result<Vec<Pair>, String> {
    let told = |error: &dyn std::fmt::Display| format!("{}: {error}.", path.display());
    let bytes = std::fs::read(path).map_err(|error| told(&error))?;
    let list: Vec<Value> = serde_json::from_slice(&bytes).map_err(|error| told(&error))?;
    let texts = |value: &Value| -> Vec<String> {
        let all = value.as_array().into_iter().flatten();
        all.filter_map(|text| text.as_str().map(str::to_owned))
            .collect()
    };
    let numbers = |value: &Value| -> Vec<usize> {
        let all = value.as_array().into_iter().flatten();
        all.filter_map(|n| usize::try_from(n.as_u64()?).ok())
            .collect()
    };
    Ok(list
        .iter()
        .map(|one| Pair {
            zh: texts(&one["zh"]),
            en: texts(&one["en"]),
            gold: one["gold"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|bead| [numbers(&bead[0]), numbers(&bead[1])])
                .collect(),
        })
        .collect())
}

/// The mean time for an abstract, of the best of five rounds.
fn median(pairs: &[Pair], mut work: impl FnMut(&Pair)) -> Duration {
    let round = |work: &mut dyn FnMut(&Pair)| {
        let begun = Instant::now();
        pairs.iter().for_each(&mut *work);
        begun.elapsed()
    };
    let best = (0..5).map(|_| round(&mut work)).min().unwrap_or_default();
    best / u32::try_from(pairs.len().max(1)).unwrap_or(u32::MAX)
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

fn sentences(pair: &Pair) -> Vec<Bead> {
    let found = align_sentences(&borrowed(&pair.zh), &borrowed(&pair.en));
    found
        .beads
        .into_iter()
        .map(|bead| [bead.left.collect(), bead.right.collect()])
        .collect()
}

/// Strict and lax F1 as `score_align.py` of the shared folder has them.
fn score(pairs: &[Pair], align: impl Fn(&Pair) -> Vec<Bead>) -> (f64, f64) {
    let set = |bead: &Bead| {
        bead.clone()
            .map(|side| side.into_iter().collect::<BTreeSet<_>>())
    };
    let full = |bead: &&[BTreeSet<usize>; 2]| bead.iter().all(|side| !side.is_empty());
    let mut sum = Sums::default();
    for pair in pairs {
        let gold: Vec<_> = pair.gold.iter().map(set).collect();
        let found: Vec<_> = align(pair).iter().map(set).collect();
        let gold: Vec<_> = gold.iter().filter(full).collect();
        let found: Vec<_> = found.iter().filter(full).collect();
        let touches = |a: &[BTreeSet<usize>; 2], b: &[BTreeSet<usize>; 2]| {
            (0..2).all(|side| !a[side].is_disjoint(&b[side]))
        };
        sum.add(&gold, &found, |a, b| a == b, |a, b| touches(a, b));
    }
    sum.f1()
}

#[derive(Default)]
struct Sums {
    strict: usize,
    lax: [usize; 2],
    gold: usize,
    found: usize,
}

impl Sums {
    fn add<T>(
        &mut self,
        gold: &[T],
        found: &[T],
        same: impl Fn(&T, &T) -> bool,
        touches: impl Fn(&T, &T) -> bool,
    ) {
        self.gold += gold.len();
        self.found += found.len();
        self.strict += found
            .iter()
            .filter(|f| gold.iter().any(|g| same(f, g)))
            .count();
        self.lax[0] += found
            .iter()
            .filter(|f| gold.iter().any(|g| touches(f, g)))
            .count();
        self.lax[1] += gold
            .iter()
            .filter(|g| found.iter().any(|f| touches(f, g)))
            .count();
    }

    fn f1(&self) -> (f64, f64) {
        let f = |found: usize, gold: usize| {
            let (p, r) = (
                found as f64 / self.found.max(1) as f64,
                gold as f64 / self.gold.max(1) as f64,
            );
            2.0 * p * r / (p + r).max(f64::MIN_POSITIVE)
        };
        (f(self.strict, self.strict), f(self.lax[0], self.lax[1]))
    }
}

/// A text of joined sentences, and where each stands, counted in characters that are no
/// space.
fn rejoined(texts: &[String], between: &str) -> (String, Vec<Range<usize>>) {
    let (mut out, mut at, mut spans) = (String::new(), 0, Vec::new());
    for text in texts {
        if !out.is_empty() {
            out.push_str(between);
        }
        out.push_str(text);
        let size = text.chars().filter(|c| !c.is_whitespace()).count();
        spans.push(at..at + size);
        at += size;
    }
    (out, spans)
}

/// The beads of the rejoined texts, as spans of characters that are no space.
fn raw_beads(pair: &Pair) -> Vec<[Range<usize>; 2]> {
    let (zh, _) = rejoined(&pair.zh, "");
    let (en, _) = rejoined(&pair.en, " ");
    let found = Aligner::default().texts((&zh, &LanguageTag::ZH_HANS), (&en, &LanguageTag::EN));
    let span = |text: &str, sentences: &[Range<usize>], numbers: &Range<usize>| {
        let (Some(first), Some(last)) = (
            sentences.get(numbers.start),
            numbers
                .end
                .checked_sub(1)
                .and_then(|last| sentences.get(last)),
        ) else {
            return 0..0;
        };
        if numbers.is_empty() {
            return 0..0;
        }
        let count = |to: usize| text[..to].chars().filter(|c| !c.is_whitespace()).count();
        count(first.start)..count(last.end)
    };
    let beads = found.alignment.beads.iter();
    beads
        .map(|bead| {
            [
                span(&zh, &found.left, &bead.left),
                span(&en, &found.right, &bead.right),
            ]
        })
        .collect()
}

/// Strict and lax F1 by characters: a bead is right when on both sides it shares nine
/// tenths of the characters with a right one; it touches one when it shares some.
fn score_raw(pairs: &[Pair]) -> (f64, f64) {
    let mut sum = Sums::default();
    let shared =
        |a: &Range<usize>, b: &Range<usize>| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    for pair in pairs {
        let spans = [rejoined(&pair.zh, "").1, rejoined(&pair.en, " ").1];
        let of = |bead: &Bead| -> [Range<usize>; 2] {
            [0, 1].map(|side| match (bead[side].first(), bead[side].last()) {
                (Some(first), Some(last)) => spans[side][*first].start..spans[side][*last].end,
                _ => 0..0,
            })
        };
        let full = |bead: &[Range<usize>; 2]| bead.iter().all(|side| !side.is_empty());
        let gold: Vec<_> = pair.gold.iter().map(of).filter(full).collect();
        let found: Vec<_> = raw_beads(pair).into_iter().filter(full).collect();
        let same = |a: &[Range<usize>; 2], b: &[Range<usize>; 2]| {
            (0..2).all(|side| {
                let both = shared(&a[side], &b[side]);
                let either = a[side].len() + b[side].len() - both;
                both as f64 >= 0.9 * either as f64
            })
        };
        let touches = |a: &[Range<usize>; 2], b: &[Range<usize>; 2]| {
            (0..2).all(|side| shared(&a[side], &b[side]) > 0)
        };
        sum.add(&gold, &found, same, touches);
    }
    sum.f1()
}

/// Gale and Church (1993): lengths alone, in characters.
fn by_lengths(pair: &Pair) -> Vec<Bead> {
    const STEPS: [(usize, usize, f64); 6] = [
        (1, 1, 0.89),
        (1, 0, 0.0099),
        (0, 1, 0.0099),
        (2, 1, 0.089),
        (1, 2, 0.089),
        (2, 2, 0.011),
    ];
    let lengths = |texts: &[String]| -> Vec<f64> {
        let sizes = texts.iter().map(|text| text.chars().count() as f64);
        std::iter::once(0.0)
            .chain(sizes.scan(0.0, |sum, size| {
                *sum += size;
                Some(*sum)
            }))
            .collect()
    };
    let (left, right) = (lengths(&pair.zh), lengths(&pair.en));
    let [rows, columns] = [pair.zh.len(), pair.en.len()];
    let ratio = right[columns] / left[rows].max(1.0);
    let cost = |from: f64, to: f64, prior: f64| {
        let mean = f64::midpoint(from, to / ratio).max(1.0);
        let delta = (to - from * ratio) / (mean * 6.8 * ratio).sqrt();
        // Twice the tail of the normal distribution, by a bound that is close enough.
        let tail = (-0.717 * delta.abs() - 0.416 * delta * delta).exp();
        -tail.max(1e-300).ln() - prior.ln()
    };
    let mut best = vec![vec![f64::INFINITY; columns + 1]; rows + 1];
    let mut came = vec![vec![0; columns + 1]; rows + 1];
    best[0][0] = 0.0;
    for i in 0..=rows {
        for j in 0..=columns {
            for (kind, (a, b, prior)) in STEPS.into_iter().enumerate() {
                if i < a || j < b {
                    continue;
                }
                let value = best[i - a][j - b]
                    + cost(left[i] - left[i - a], right[j] - right[j - b], prior);
                if value < best[i][j] {
                    (best[i][j], came[i][j]) = (value, kind);
                }
            }
        }
    }
    let (mut i, mut j, mut beads) = (rows, columns, Vec::new());
    while i + j > 0 {
        let (a, b, _) = STEPS[came[i][j]];
        beads.push([(i - a..i).collect(), (j - b..j).collect()]);
        (i, j) = (i - a, j - b);
    }
    beads.reverse();
    beads
}
