//! Lengths of sentences in a unit that the scripts share.

use diglot_text::normalise::is_han;

/// One Han character says about as much as this many Latin ones.
const HAN: f64 = 3.15;

/// The length of a text in Latin characters.
pub(crate) fn weight(text: &str) -> f64 {
    text.chars()
        .map(|c| match c {
            c if is_han(c) => HAN,
            '\u{3040}'..='\u{30FF}' => 1.8,
            '\u{AC00}'..='\u{D7AF}' => 2.3,
            _ => 1.0,
        })
        .sum()
}

/// Evidence (log likelihood ratio) that texts of these lengths are translations
/// of each other, when right texts are `exp(bias)` times as long as left ones.
///
/// Translations scatter around the ratio, short ones more; pairs by chance
/// scatter widely. Both follow Student's t with five degrees of freedom.
pub(crate) fn evidence(left: f64, right: f64, bias: f64) -> f64 {
    let delta = ((right + 5.0) / (left + 5.0)).ln() - bias;
    let spread = (0.045 + 2.5 / (left + right).max(2.0) * 2.0).sqrt();
    student(delta, spread) - student(delta, 0.85)
}

/// Logarithm of the density of Student's t (five degrees), up to a constant.
fn student(delta: f64, scale: f64) -> f64 {
    let z = delta / scale;
    -3.0 * (1.0 + z * z / 5.0).ln() - scale.ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_lengths_speak_for_a_pair() {
        assert!(evidence(100.0, 105.0, 0.0) > 0.5);
        assert!(evidence(100.0, 250.0, 0.0) < -0.5);
        assert!((weight("两组a") - 7.3).abs() < 1e-9);
    }
}
