//! Letters of Western Europe in short texts.
//!
//! The detector takes one rare letter for its neighbour in another encoding: `Tromsø` would
//! be Lithuanian. Where every letter beyond ASCII stands as the languages of Windows-1252
//! have it, a text is in that encoding; a word of another one hardly passes.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252, WINDOWS_1254};

/// The letters of one language, or of some that share them.
const ALPHABETS: &[&str] = &[
    // French.
    "àâçèéêëîïôœùûü",
    // German, Dutch.
    "äöüßéëï",
    // Danish, Norwegian, Swedish, Finnish.
    "æøåäöéü",
    // Spanish.
    "áéíóúüñ",
    // Portuguese.
    "áâãàçéêíóôõú",
    // Italian, Catalan.
    "àçèéìíïòóùú",
    // Icelandic.
    "áðéíóúýþæö",
];

/// Windows-1252, where bytes are in it though another encoding was detected; all before
/// them is ASCII.
pub(super) fn western(
    before: &[u8],
    sample: &[u8],
    detected: &'static Encoding,
) -> Option<&'static Encoding> {
    // Turkish has letters of its own where Icelandic has them; the detector knows both.
    if [UTF_8, WINDOWS_1252, WINDOWS_1254].contains(&detected) {
        return None;
    }
    // In encodings of two bytes a letter would be one with the next: it must stand alone.
    let wide = !detected.is_single_byte();
    let alone = |pair: &[u8]| pair[0].is_ascii() || pair[1].is_ascii();
    if wide && !sample.windows(2).all(alone) {
        return None;
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(sample);
    let before = before.iter().map(|b| char::from(*b));
    let chars: Vec<char> = before.chain(text.chars()).collect();
    let words = chars.chunk_by(|a, b| is_letter(*a) == is_letter(*b));
    let mut before = 0;
    for word in words {
        let at = before;
        before += word.len();
        let fits = if is_letter(word[0]) {
            word.iter().all(char::is_ascii) || is_word(word)
        } else {
            (at..before).all(|i| chars[i].is_ascii() || is_sign(&chars, i))
        };
        if !fits {
            return None;
        }
    }
    Some(WINDOWS_1252)
}

/// Letters of words; those that stand for numbers and units are signs.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !matches!(c, 'ª' | 'º' | 'µ')
}

/// Whether the letters beyond ASCII are of one language, and stand where it has them.
fn is_word(word: &[char]) -> bool {
    let small: Vec<char> = word.iter().flat_map(|c| c.to_lowercase()).collect();
    let own = || small.iter().filter(|c| !c.is_ascii());
    let language = |alphabet: &&str| own().all(|c| alphabet.contains(*c));
    // Words of other scripts have no letter of ASCII.
    let few = small.len() == 1 || own().count() * 2 <= small.len();
    if !few || !ALPHABETS.iter().any(language) {
        return false;
    }
    (0..small.len()).all(|i| {
        let before = i.checked_sub(1).map(|i| small[i]);
        stands(before, small[i], &small[i + 1..])
    })
}

/// Whether a letter may stand between others. Only what letters of other encodings would
/// be taken for is asked: `č` for `è`, `ř` for `ø`, `ć` for `æ`.
fn stands(before: Option<char>, letter: char, after: &[char]) -> bool {
    let next = after.first().copied();
    let vowel = |c: char| "aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüý".contains(c);
    let end = next.is_none();
    let consonant = next.is_some_and(|c| !vowel(c));
    match letter {
        // `Hélène`, `après`, `caffè`; not `Kučera`.
        'è' => match after {
            [] => before.is_none_or(|c| !vowel(c) || c == 'i'),
            ['s'] => true,
            _ => {
                let rest = after.iter().position(|c| vowel(*c));
                rest.is_some_and(|i| i > 0 && matches!(after[i], 'e' | 'é'))
            }
        },
        // `fenêtre`, `ciência`; not `Zięba`.
        'ê' => (consonant && (before != Some('i') || next == Some('n'))) || end,
        'â' | 'î' => consonant,
        // `Loïc`.
        'ï' => before.is_some_and(vowel),
        // `così`, `però`, `più`: only at the end, and not `Plzeň`.
        'ì' | 'ò' | 'ù' => end && before.is_some_and(|c| !vowel(c) || matches!(c, 'i' | 'o')),
        // `Muñoz`; not `Gdańsk`.
        'ñ' => next.is_some_and(vowel),
        // `João`, `irmã`, `Camões`; not `Bărbulescu`.
        'ã' => end || matches!(next, Some('o' | 'e' | 's')),
        'õ' => next == Some('e'),
        // Not `Ondřej`, `Tesař`.
        'ø' => next != Some('e') && before.is_none_or(|c| !vowel(c) || matches!(c, 'i' | 'y')),
        // Not `Petrović`.
        'æ' => before.is_none_or(|c| !vowel(c)),
        // `cœur`, `Œdipe`, `fœtus`, `œcuménique`; not `Wiśniewski`, `Świat`.
        'œ' => {
            let known = matches!(
                after,
                ['u' | 'i' | 'd' | 's' | 't', ..] | ['n', 'o', ..] | ['c', 'u', ..]
            );
            known && before.is_none_or(|c| !vowel(c))
        }
        _ => true,
    }
}

/// Whether a sign may stand where it does.
fn is_sign(chars: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).map_or(' ', |i| chars[i]);
    let next = chars.get(at + 1).copied().unwrap_or(' ');
    let apart = !is_letter(before);
    match chars[at] {
        '\u{a0}' | '\u{ad}' | '\u{b4}' | '€' | '‚' | '„' | '…' | '†' | '‡' | '‰' | '‹' | '‘'
        | '’' | '“' | '”' | '•' | '–' | '—' | '™' | '›' | '·' | '§' => true,
        '£' | '±' => apart && (next.is_ascii_digit() || next == ' '),
        '®' | '»' => !is_letter(next),
        '«' => apart,
        '°' => matches!(next, 'C' | 'F' | 'K' | 'N' | 'S' | 'E' | 'W') || !is_letter(next),
        '©' | '×' | '÷' | '¼' | '½' | '¾' => apart && !is_letter(next),
        '¹' | '²' | '³' => (before == 'm' || before.is_ascii_digit()) && !is_letter(next),
        'µ' => apart && "mgls LMSAVFJ".contains(next),
        'ª' | 'º' => (before.is_ascii_digit() || matches!(before, 'n' | 'N')) && !is_letter(next),
        '¡' | '¿' => apart && next.is_uppercase(),
        _ => false,
    }
}
