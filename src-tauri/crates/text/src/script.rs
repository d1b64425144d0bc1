//! Scripts and languages of short texts.

use diglot_model::LanguageTag;
use std::sync::LazyLock;
use unicode_script::{Script, UnicodeScript};

/// Whether a character is a Han ideograph (iteration mark and 〇 included).
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '々' | '〇')
}

/// What scripts a text is made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ScriptCounts {
    /// Han ideographs.
    pub han: usize,
    /// Words in Latin letters.
    pub latin_words: usize,
    /// Kana.
    pub kana: usize,
    /// Hangul syllables.
    pub hangul: usize,
    /// Cyrillic letters.
    pub cyrillic: usize,
    /// Letters of other scripts.
    pub other: usize,
}

impl ScriptCounts {
    /// Counts the scripts of a text.
    pub fn of(text: &str) -> Self {
        let mut counts = Self::default();
        let mut in_word = false;
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if byte < 0x80 {
                let latin = byte.is_ascii_alphabetic();
                counts.latin_words += usize::from(latin && !in_word);
                in_word = latin || (in_word && matches!(byte, b'\'' | b'-'));
                at += 1;
            } else if matches!(byte, 0xe5..=0xe9) {
                // U+5000 to U+9FFF: ideographs all.
                counts.han += 1;
                in_word = false;
                at += 3;
            } else if is_wide_mark(&bytes[at..]) {
                in_word = false;
                at += 3;
            } else {
                let Some(c) = text[at..].chars().next() else {
                    break;
                };
                counts.add_wide(c, &mut in_word);
                at += c.len_utf8();
            }
        }
        counts
    }

    /// Counts a character beyond ASCII.
    fn add_wide(&mut self, c: char, in_word: &mut bool) {
        if is_han(c) {
            self.han += 1;
            *in_word = false;
            return;
        }
        let letter = c.is_alphabetic();
        let latin = letter && c.script() == Script::Latin;
        self.latin_words += usize::from(latin && !*in_word);
        *in_word = latin || (*in_word && c == '’');
        if letter && !latin {
            match c.script() {
                Script::Hiragana | Script::Katakana => self.kana += 1,
                Script::Hangul => self.hangul += 1,
                Script::Cyrillic => self.cyrillic += 1,
                _ => self.other += 1,
            }
        }
    }

    /// Chinese: at least two ideographs, and at least one for two Latin words.
    pub fn is_chinese(&self) -> bool {
        self.han >= 2 && self.han * 2 >= self.latin_words && self.kana * 8 < self.han
    }
}

/// Whether a text begins with one of the commonest marks of Chinese: U+3001 to U+3003 and
/// U+3008 to U+301F, or a full-width mark or digit.
fn is_wide_mark(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xe3, 0x80, 0x81..=0x83 | 0x88..=0x9f, ..] | [0xef, 0xbc, 0x81..=0xa0, ..]
    )
}

/// Whether a text is Chinese; see [`ScriptCounts::is_chinese`].
pub fn is_chinese(text: &str) -> bool {
    !text.is_ascii() && ScriptCounts::of(text).is_chinese()
}

/// The language of a text as far as its script tells. Latin script counts as English.
pub fn language_of(text: &str) -> LanguageTag {
    if text.is_ascii() {
        let letter = text.bytes().any(|b| b.is_ascii_alphabetic());
        return if letter {
            LanguageTag::EN
        } else {
            LanguageTag::UND
        };
    }
    let counts = ScriptCounts::of(text);
    if counts.is_chinese() {
        return chinese_script_of(text);
    }
    let letters = [
        (counts.latin_words, "en"),
        (counts.kana, "ja"),
        (counts.hangul / 2, "ko"),
        (counts.cyrillic / 5, "ru"),
    ];
    match letters.into_iter().max_by_key(|(n, _)| *n) {
        Some((n, tag)) if n > 0 => LanguageTag::new(tag),
        _ if counts.han > 0 => chinese_script_of(text),
        _ => LanguageTag::UND,
    }
}

/// `zh-Hant` when more characters are traditional only than simplified only.
fn chinese_script_of(text: &str) -> LanguageTag {
    let (mut simplified, mut traditional) = (0, 0);
    // A page of text tells; reading more of a long one would only take longer.
    let mut left = 1000;
    let forms: &Forms = &FORMS;
    let bytes = text.as_bytes();
    let mut at = 0;
    while left > 0
        && let Some(rest) = bytes.get(at..)
    {
        let mark = match rest {
            [0..0x80, ..] => {
                at += 1;
                continue;
            }
            // U+5000 to U+9FFF
            [first @ 0xe5..=0xe9, second, third, ..] => {
                at += 3;
                forms.mark_of([*first, *second, *third])
            }
            _ => {
                let Some(c) = text[at..].chars().next() else {
                    break;
                };
                at += c.len_utf8();
                forms.mark(c).or(is_han(c).then_some(0))
            }
        };
        if let Some(mark) = mark {
            simplified += u32::from(mark & 1);
            traditional += u32::from(mark >> 1);
            left -= 1;
        }
    }
    if traditional > simplified {
        LanguageTag::ZH_HANT
    } else {
        LanguageTag::ZH_HANS
    }
}

// The commonest pairs that differ between the scripts, in the same order.
const SIMPLIFIED: &str = "个们来时会国学说对发经过还没问题与为这样现开关应实际体点后进长间业动种认识书机资讯统计医检验药疗总结论讨较评价组织调查访谈职复险疾临术诊断营养儿妇产脑脏肿癌热风湿温课变质质结构网络数据环境观术语汉语传统艺术历东车马鸟鱼龙门见贝长";
const TRADITIONAL: &str = "個們來時會國學說對發經過還沒問題與為這樣現開關應實際體點後進長間業動種認識書機資訊統計醫檢驗藥療總結論討較評價組織調查訪談職復險疾臨術診斷營養兒婦產腦臟腫癌熱風濕溫課變質質結構網絡數據環境觀術語漢語傳統藝術歷東車馬鳥魚龍門見貝長";

/// Which ideographs stand in the two lists, a byte for each of the basic block.
struct Forms(Vec<u8>);

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let mut marks = vec![0; ('\u{9fff}' as u32 - FIRST_HAN) as usize + 1];
    for (list, mark) in [(SIMPLIFIED, 1), (TRADITIONAL, 2)] {
        for c in list.chars() {
            if let Some(place) = Forms::place(c).and_then(|at| marks.get_mut(at)) {
                *place |= mark;
            }
        }
    }
    Forms(marks)
});

const FIRST_HAN: u32 = 0x4e00;

impl Forms {
    fn place(c: char) -> Option<usize> {
        u32::from(c).checked_sub(FIRST_HAN).map(|at| at as usize)
    }

    /// 1 for a character of the simplified list, 2 for one of the traditional, 3 of both;
    /// none outside of the basic block.
    fn mark(&self, c: char) -> Option<u8> {
        self.0.get(Self::place(c)?).copied()
    }

    /// [`Forms::mark`] of a character by its three bytes.
    fn mark_of(&self, bytes: [u8; 3]) -> Option<u8> {
        let [first, second, third] = bytes.map(|byte| usize::from(byte & 0x3f));
        let place = ((first & 0xf) << 12 | second << 6 | third) - FIRST_HAN as usize;
        self.0.get(place).copied()
    }
}

/// Whether a text has any Han ideograph.
pub fn has_han(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_han)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_languages_by_script() {
        let lang = |text| language_of(text).as_str().to_owned();
        assert_eq!(lang("Individual Placement and Support"), "en");
        assert_eq!(lang("个人安置与支持(IPS)是一种职业康复模式"), "zh-Hans");
        assert_eq!(lang("個人安置與支持是一種職業康復模式"), "zh-Hant");
        assert_eq!(lang("これは日本語の文章です"), "ja");
        assert_eq!(lang("研究编号ISRCTN30094062。"), "zh-Hans");
        assert_eq!(
            lang("The word 中国 in an English sentence of many words"),
            "en"
        );
        assert_eq!(lang("12345"), "und");
    }

    #[test]
    fn short_cuts_count_every_character_alike() {
        for c in '\u{80}'..='\u{323ff}' {
            let mut slow = ScriptCounts::default();
            slow.add_wide(c, &mut false);
            assert_eq!(ScriptCounts::of(&c.to_string()), slow, "{:x}", c as u32);
        }
        for c in SIMPLIFIED
            .chars()
            .chain(TRADITIONAL.chars())
            .chain('一'..'七')
        {
            let listed = u8::from(SIMPLIFIED.contains(c)) + 2 * u8::from(TRADITIONAL.contains(c));
            assert_eq!(FORMS.mark(c), Some(listed), "{c}");
            let bytes = c.to_string().into_bytes().try_into().unwrap();
            assert_eq!(FORMS.mark_of(bytes), Some(listed), "{c}");
        }
        assert_eq!(FORMS.mark('\u{20000}'), None);
        let words = |text| ScriptCounts::of(text).latin_words;
        assert_eq!(words("it's a well-known naïve l’été 'x' -y- 字a字b"), 9);
    }

    #[test]
    fn characters_of_both_scripts_decide_nothing() {
        // Characters that stand in both lists cancel out.
        assert_eq!(language_of("癌").as_str(), "zh-Hans");
    }
}
