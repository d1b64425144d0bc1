//! Names in Latin script beside Han ones: which word is the family's.

use diglot_model::Name;
use diglot_text::names::{NameOrder, decide_order, is_organisation, parse_name};
use diglot_text::script::has_han;

/// Which word of the names of a list is the family's, when capitals and known surnames do
/// not tell for each.
pub(super) fn latin_order(names: &[String], fallback: NameOrder) -> NameOrder {
    let latin: Vec<&str> = names
        .iter()
        .map(String::as_str)
        .filter(|n| !has_han(n) && !n.contains([',', '，']))
        .collect();
    let chinese = |end: fn(&str) -> Option<&str>| {
        latin
            .iter()
            .filter(|n| end(n).is_some_and(is_surname))
            .count()
    };
    let (first, last) = (
        chinese(|n| n.split_whitespace().next()),
        chinese(|n| n.split_whitespace().next_back()),
    );
    let fallback = if first > last && first * 2 > latin.len() {
        NameOrder::FamilyFirst
    } else {
        fallback
    };
    decide_order(latin, fallback)
}

/// A name in Latin script: the word in capitals is the family's (`Wenjie JIANG`).
pub(super) fn latin_name(name: &str, order: NameOrder) -> Name {
    if name.contains([',', '，']) || is_organisation(name) {
        return parse_name(name, order);
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    // `J-R` are initials.
    let capitals = |w: &&str| {
        w.split(['-', '\'', '’']).any(|p| p.chars().count() > 1)
            && !w.chars().any(char::is_lowercase)
            && !w.contains('.')
    };
    // `Veen P H van der`, `Des Marais D J`: the family name has several words.
    let particle = |w: &str| {
        matches!(
            w.to_lowercase().as_str(),
            "van"
                | "von"
                | "de"
                | "des"
                | "du"
                | "da"
                | "di"
                | "del"
                | "della"
                | "la"
                | "le"
                | "der"
                | "den"
                | "ten"
                | "ter"
                | "san"
                | "saint"
                | "mac"
                | "el"
                | "al"
                | "dos"
        )
    };
    if order == NameOrder::FamilyFirst && words.len() > 2 {
        let small = words
            .last()
            .is_some_and(|w| w.starts_with(char::is_lowercase) && particle(w));
        if small && !words[0].starts_with(char::is_lowercase) {
            return person(&words[..1], &words[1..]);
        }
        let initials = |w: &&str| {
            w.chars()
                .all(|c| c.is_uppercase() || matches!(c, '.' | '-'))
        };
        let given = words
            .iter()
            .rev()
            .take_while(|w| initials(w) && !capitals(w))
            .count();
        let family = words.len() - given;
        if given > 0
            && family > 1
            && words[0].starts_with(char::is_uppercase)
            && words[..family - 1].iter().all(|w| particle(w))
        {
            return person(&words[..family], &words[family..]);
        }
    }
    let count = words.iter().filter(|w| capitals(w)).count();
    if count == 0 || count == words.len() {
        return parse_name(name, order);
    }
    // `BERTHELIN J`, `ZHAO Min`, `Wenjie JIANG`; initials without points are no family.
    let first = words.iter().take_while(|w| capitals(w)).count();
    let last = words.iter().rev().take_while(|w| capitals(w)).count();
    let long = |ws: &[&str]| ws.iter().any(|w| w.chars().count() > 2);
    if first > 0 && (long(&words[..first]) || last == 0) {
        return person(&words[..first], &words[first..]);
    }
    if last > 0 && long(&words[words.len() - last..]) {
        return person(&words[words.len() - last..], &words[..words.len() - last]);
    }
    parse_name(name, order)
}

/// A person by the words of the name; what stands behind the given names is a suffix or
/// the particles of the family name (`VEEN P H van der`).
fn person(family: &[&str], given: &[&str]) -> Name {
    let mut given = given.to_vec();
    let is_suffix = |w: &&str| matches!(w.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "JR");
    let suffix = given.pop_if(|w| is_suffix(&&**w)).map(str::to_owned);
    let named = given
        .iter()
        .rposition(|w| !w.starts_with(char::is_lowercase))
        .map_or(0, |at| at + 1);
    let particle = if named > 0 {
        given.split_off(named)
    } else {
        Vec::new()
    };
    let family: Vec<String> = family
        .iter()
        .map(|w| {
            if w.chars().any(char::is_lowercase) {
                (*w).to_owned()
            } else {
                capitalised(w)
            }
        })
        .collect();
    Name::Person {
        family: family.join(" "),
        given: given.join(" "),
        particle: (!particle.is_empty()).then(|| particle.join(" ")),
        suffix,
    }
}

/// A word in capitals as a name is written: `ALHAJ-ISMAIL` is Alhaj-Ismail.
fn capitalised(word: &str) -> String {
    let mut begins = true;
    word.chars()
        .map(|c| {
            let out: String = if begins {
                c.to_string()
            } else {
                c.to_lowercase().collect()
            };
            begins = !c.is_alphabetic();
            out
        })
        .collect()
}

/// The romanised form of somebody whose Han family name is known.
pub(super) fn latin_beside(name: &str, order: NameOrder, han_family: &str) -> Name {
    let words: Vec<&str> = name.split_whitespace().collect();
    let mixed = words
        .iter()
        .any(|w| w.chars().count() > 1 && !w.chars().any(char::is_lowercase))
        && words.iter().any(|w| w.chars().any(char::is_lowercase));
    if mixed || name.contains([',', '，']) || words.len() < 2 || han_family.is_empty() {
        return latin_name(name, order);
    }
    // Chinese names are romanised in their own order unless only the last word is a surname.
    let own = is_surname(words[0]) || !words.last().is_some_and(|w| is_surname(w));
    parse_name(
        name,
        if own {
            NameOrder::FamilyFirst
        } else {
            NameOrder::GivenFirst
        },
    )
}

/// Common Chinese surnames in pinyin.
const SURNAMES: &str = " an ao bai ban bao bi bian bu cai cao cen chai chang che chen cheng chi chu cui dai deng di ding dong dou du duan fan fang fei feng fu gan gao ge geng gong gou gu guan guo hai han hang hao he hong hou hu hua huang huo ji jia jian jiang jiao jin jing ju kang ke kong kuang lai lan lang lei leng li lian liang liao lin ling liu long lou lu luan luo lv lyu ma mao mei meng mi miao min ming mo mou mu na nie ning niu ou ouyang pan pang pei peng pi ping pu qi qian qiao qin qiu qu quan ran rao ren rong ruan rui sang sha shan shang shao shen sheng shi shu shuai si sima situ song su sui sun tan tang tao teng tian tong tu wan wang wei wen weng wu xi xia xian xiang xiao xie xin xing xiong xu xuan xue yan yang yao ye yi yin ying you yu yuan yue yun zai zang zeng zha zhai zhan zhang zhao zhen zheng zhi zhong zhou zhu zhuang zhuge zhuo zong zou zu zuo ";

fn is_surname(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',']).to_lowercase();
    word.len() > 1
        && word.bytes().all(|b| b.is_ascii_lowercase())
        && SURNAMES.contains(&format!(" {word} "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn family_names_in_capitals() {
        let parts = |name: &str| {
            let name = latin_name(name, NameOrder::GivenFirst);
            (name.family(), name.given().to_owned())
        };
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(parts("ZHAO Min"), pair("Zhao", "Min"));
        assert_eq!(parts("Wenjie JIANG"), pair("Jiang", "Wenjie"));
        assert_eq!(parts("XU Ya-qiong"), pair("Xu", "Ya-qiong"));
        assert_eq!(parts("Ann B. Case"), pair("Case", "Ann B."));
        assert_eq!(parts("DES MARAIS D J"), pair("Des Marais", "D J"));
    }
}
