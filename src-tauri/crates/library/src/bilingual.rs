//! Texts in two languages, sentence by sentence.

use diglot_align::{Aligner, TextAlignment};
use diglot_model::LanguageTag;

pub use diglot_align::{Alignment, Difference, DifferenceKind, Refusal, differences};

/// Aligns Chinese and English sentences; Chinese is the left side.
pub fn align_sentences(chinese: &[&str], english: &[&str]) -> Alignment {
    Aligner::default().sentences(chinese, english)
}

/// Cuts a Chinese and an English text into sentences and aligns them; Chinese is the
/// left side.
pub fn align_texts(chinese: &str, english: &str) -> TextAlignment {
    Aligner::default().texts(
        (chinese, &LanguageTag::ZH_HANS),
        (english, &LanguageTag::EN),
    )
}

/// Why two texts are no translations of each other, in words.
pub fn refusal_words(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Empty => "one of the texts is empty".to_owned(),
        Refusal::Unrelated { coverage } => format!(
            "only {:.0}% of the texts have a counterpart in the other",
            coverage * 100.0
        ),
    }
}
