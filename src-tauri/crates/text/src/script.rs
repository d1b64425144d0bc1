//! Scripts and languages of short texts.

use diglot_model::LanguageTag;
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
        for c in text.chars() {
            let latin = if c.is_ascii() {
                c.is_ascii_alphabetic()
            } else {
                c.is_alphabetic() && c.script() == Script::Latin
            };
            counts.latin_words += usize::from(latin && !in_word);
            in_word = latin || (in_word && matches!(c, '\'' | '’' | '-'));
            if c.is_ascii() || latin {
                continue;
            }
            if is_han(c) {
                counts.han += 1;
            } else if c.is_alphabetic() {
                match c.script() {
                    Script::Hiragana | Script::Katakana => counts.kana += 1,
                    Script::Hangul => counts.hangul += 1,
                    Script::Cyrillic => counts.cyrillic += 1,
                    _ => counts.other += 1,
                }
            }
        }
        counts
    }

    /// Chinese: at least two ideographs, and at least one for two Latin words.
    pub fn is_chinese(&self) -> bool {
        self.han >= 2 && self.han * 2 >= self.latin_words && self.kana * 8 < self.han
    }
}

/// Whether a text is Chinese; see [`ScriptCounts::is_chinese`].
pub fn is_chinese(text: &str) -> bool {
    ScriptCounts::of(text).is_chinese()
}

/// The language of a text as far as its script tells. Latin script counts as English.
pub fn language_of(text: &str) -> LanguageTag {
    let counts = ScriptCounts::of(text);
    if counts.is_chinese() {
        return chinese_script_of(text);
    }
    let letters = [
        (counts.latin_words, LanguageTag::EN),
        (counts.kana, LanguageTag::new("ja")),
        (counts.hangul / 2, LanguageTag::new("ko")),
        (counts.cyrillic / 5, LanguageTag::new("ru")),
    ];
    match letters.into_iter().max_by_key(|(n, _)| *n) {
        Some((n, tag)) if n > 0 => tag,
        _ if counts.han > 0 => chinese_script_of(text),
        _ => LanguageTag::UND,
    }
}

/// `zh-Hant` when more characters are traditional only than simplified only.
fn chinese_script_of(text: &str) -> LanguageTag {
    let (mut simplified, mut traditional) = (0, 0);
    // A page of text tells; reading more of a long one would only take longer.
    for c in text.chars().filter(|c| is_han(*c)).take(1000) {
        simplified += usize::from(SIMPLIFIED.contains(c));
        traditional += usize::from(TRADITIONAL.contains(c));
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

/// Whether a text has any Han ideograph.
pub fn has_han(text: &str) -> bool {
    text.chars().any(is_han)
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
    fn characters_of_both_scripts_decide_nothing() {
        // Characters that stand in both lists cancel out.
        assert_eq!(language_of("癌").as_str(), "zh-Hans");
    }
}
