use super::*;
use encoding_rs::{GB18030, UTF_8};
use proptest::prelude::*;

fn encoding_of(bytes: &[u8]) -> String {
    decode(bytes).map_or_else(|e| e.to_string(), |d| d.encoding)
}

const TEXT: &str = "个人安置与支持是一种职业康复模式，最初旨在帮助患者获得并维持就业。\nIndividual Placement and Support";

#[test]
fn recognises_encodings() {
    assert_eq!(encoding_of(TEXT.as_bytes()), "utf-8");
    assert_eq!(encoding_of(&GB18030.encode(TEXT).0), "gb18030");
    assert_eq!(
        encoding_of(
            &encoding_rs::BIG5
                .encode("個人安置與支持是一種職業康復模式，最初旨在幫助患者獲得並維持就業。")
                .0
        ),
        "big5"
    );
    for (mark, big) in [(true, true), (true, false), (false, true), (false, false)] {
        let mut bytes = Vec::new();
        let text = format!("{}{TEXT}", if mark { "\u{feff}" } else { "" });
        for unit in text.encode_utf16() {
            bytes.extend(if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            });
        }
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.text, TEXT, "mark {mark} big {big}");
    }
}

#[test]
fn an_export_that_turns_chinese_at_its_end() {
    let mut bytes = "TY  - JOUR\nTI  - plain ASCII\nER  - \n"
        .repeat(20_000)
        .into_bytes();
    bytes.extend(GB18030.encode("TI  - 个人安置与支持的定性研究\n").0.iter());
    assert_eq!(encoding_of(&bytes), "gb18030");
}

#[test]
fn damaged_utf8_stays_utf8() {
    let mut bytes = TEXT.repeat(3).into_bytes();
    bytes.truncate(bytes.len() - 5);
    bytes.push(0xe4);
    let decoded = decode(&bytes).unwrap();
    assert_eq!((decoded.encoding.as_str(), decoded.replaced), ("utf-8", 1));
}

#[test]
fn refuses_what_is_no_text() {
    assert_eq!(decode(b""), Err(NotText::Empty));
    assert_eq!(decode(b" \n\t"), Err(NotText::Empty));
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01";
    assert_eq!(decode(png), Err(NotText::Known("a PNG picture")));
    let noise: Vec<u8> = (0..=255u8).cycle().take(4000).collect();
    assert_eq!(decode(&noise), Err(NotText::Binary));
    assert!(decode(b"BMC Psychiatry is a journal").is_ok());
}

#[test]
fn a_few_nul_bytes_do_not_make_it_binary() {
    let text = format!("TY  - JOUR\nTI  - A\0B\n{}", "AB  - text\n".repeat(50));
    assert!(decode(text.as_bytes()).is_ok());
}

#[test]
fn separators_of_fields_do_not_make_it_binary() {
    let text = "00090nam a2200049   4500\u{1e}5637\u{1e}10\u{1f}aHomes\u{1f}brooms\u{1e}\u{1d}";
    assert_eq!(decode(text.as_bytes()).unwrap().text, text);
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16()
        .flat_map(|unit| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        })
        .collect()
}

#[test]
fn chinese_in_utf16_without_mark() {
    // Hardly an ASCII character in it.
    let text = "题名：一种职业康复模式的定性研究\n作者：张会佳\n摘要：目的 探讨个人安置与支持在社区中的应用，一年后随访。\n".repeat(3);
    for big in [true, false] {
        let decoded = decode(&utf16(&text, big)).unwrap();
        assert_eq!(decoded.text, text, "big {big}");
        assert!(decoded.guessed);
    }
}

#[test]
fn damage_is_counted() {
    let mut bytes = TEXT.repeat(3).into_bytes();
    bytes.drain(..2);
    let decoded = decode(&bytes).unwrap();
    assert_eq!((decoded.encoding.as_str(), decoded.replaced), ("utf-8", 1));
    // A replacement character that stood there already is no damage.
    let marked = decode("\u{feff}a \u{fffd} b".as_bytes()).unwrap();
    assert_eq!((marked.replaced, marked.guessed), (0, false));
    assert_eq!(decode_as(b"a\xffb", "utf-8").unwrap().replaced, 1);
}

#[test]
fn names_of_encodings() {
    for (name, found) in [
        ("GB2312", "gb18030"),
        ("latin-1", "windows-1252"),
        ("Shift_JIS", "shift_jis"),
        ("utf-16", "utf-16le"),
        ("GB 18030", "gb18030"),
    ] {
        assert_eq!(decode_as(b"a", name).unwrap().encoding, found, "{name}");
    }
    let refused = Err(NotText::UnknownEncoding("klingon".to_owned()));
    assert_eq!(decode_as(b"a", "klingon"), refused);
}

/// Bytes as files have them.
fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    let ascii = prop::collection::vec("TI  - [a-z ]{0,9}\r?\n", 0..8).prop_map(|l| l.concat());
    let han = "[一-龥，。a-z\n]{0,40}";
    (
        ascii,
        han,
        0..7_usize,
        prop::collection::vec(any::<u8>(), 0..4),
    )
        .prop_map(|(ascii, han, how, noise)| {
            let text = format!("{ascii}{han}");
            match how {
                0 => text.into_bytes(),
                1 => format!("\u{feff}{text}").into_bytes(),
                2 => GB18030.encode(&text).0.into_owned(),
                3 => encoding_rs::BIG5.encode(&text).0.into_owned(),
                4 => utf16(&text, true),
                5 => utf16(&format!("\u{feff}{text}"), false),
                _ => [text.into_bytes(), noise].concat(),
            }
        })
}

proptest! {
    #[test]
    fn pieces_are_decoded_as_the_whole(
        bytes in any_bytes(),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        chosen in prop::option::of(prop::sample::select(vec!["utf-8", "gbk", "utf-16le"])),
    ) {
        let new = || chosen.map_or_else(Decoder::new, |name| Decoder::chosen(name).unwrap());
        let mut cuts: Vec<usize> = cuts.iter().map(|c| c.index(bytes.len() + 1)).collect();
        cuts.extend([0, bytes.len()]);
        cuts.sort_unstable();
        let mut text = String::new();
        let mut decoder = new();
        let mut fed = Ok(());
        for pair in cuts.windows(2) {
            fed = fed.and_then(|()| decoder.feed(&bytes[pair[0]..pair[1]], &mut text));
        }
        let pieces = fed.and_then(|()| decoder.finish(&mut text)).map(|told| (told, text));
        let mut text = String::new();
        let mut decoder = new();
        let fed = decoder.feed(&bytes, &mut text);
        let whole = fed.and_then(|()| decoder.finish(&mut text)).map(|told| (told, text));
        prop_assert_eq!(pieces, whole);
    }
}

#[test]
fn long_texts_are_decoded_as_the_whole() {
    let ascii = "TI  - plain ASCII\n".repeat(40_000);
    let han = "TI  - 个人安置与支持是一种职业康复模式\n".repeat(20_000);
    let text = format!("{ascii}{han}");
    let traditional = format!(
        "{ascii}{}",
        "TI  - 個人安置與支持是一種職業康復模式，最初旨在幫助患者獲得並維持就業。\n".repeat(9000)
    );
    for (encoding, name, text) in [
        (UTF_8, "utf-8", &text),
        (GB18030, "gb18030", &text),
        (encoding_rs::BIG5, "big5", &traditional),
    ] {
        let bytes = encoding.encode(text).0;
        for size in [1, 999, 65_536, 300_000] {
            let (mut decoder, mut out) = (Decoder::new(), String::new());
            for piece in bytes.chunks(size.max(bytes.len() / 5000)) {
                decoder.feed(piece, &mut out).unwrap();
            }
            let told = decoder.finish(&mut out).unwrap();
            assert_eq!(told.encoding, name);
            assert_eq!(
                out,
                encoding.decode_without_bom_handling(&bytes).0,
                "{name} {size}"
            );
            assert_eq!(told.replaced, 0);
        }
    }
    assert!(decode(&utf16(&text, true)).unwrap().text == text);
}

/// The encodings that exports come in, and what each is named.
fn encoded(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let marked = format!("\u{feff}{text}");
    let utf16 = |text: &str, big: bool| utf16(text, big);
    vec![
        ("utf-8", text.as_bytes().to_vec()),
        ("utf-8", marked.clone().into_bytes()),
        ("utf-16le", utf16(text, false)),
        ("utf-16le", utf16(&marked, false)),
        ("utf-16be", utf16(text, true)),
        ("utf-16be", utf16(&marked, true)),
    ]
}

/// Checks a text in the encodings of Unicode and in one of its own.
fn in_all(text: &str, own: &'static encoding_rs::Encoding) {
    let mut all = encoded(text);
    let (bytes, _, lossy) = own.encode(text);
    assert!(!lossy, "{text}");
    let name = match own.name() {
        "gb18030" => "gb18030",
        "Big5" => "big5",
        "Shift_JIS" => "shift_jis",
        _ => "windows-1252",
    };
    all.push((name, bytes.into_owned()));
    for (name, bytes) in all {
        let decoded = decode(&bytes).unwrap_or_else(|e| panic!("{name}: {e}: {text}"));
        assert_eq!(decoded.text, text, "{name} read as {}", decoded.encoding);
        assert_eq!(
            (decoded.encoding.as_str(), decoded.replaced),
            (name, 0),
            "{text}"
        );
    }
}

#[test]
fn records_in_every_encoding() {
    in_all(
        "TY  - JOUR\nTI  - 社区住房中的同伴支持：一项访谈研究\nAU  - 张, 会佳\nJO  - 某某护理杂志\nPY  - 2019\nER  - \n",
        GB18030,
    );
    in_all(
        "TY  - JOUR\nTI  - 社區住房中的同儕支持：一項訪談研究\nAU  - 張, 會佳\nJO  - 某某護理雜誌\nPY  - 2019\nER  - \n",
        encoding_rs::BIG5,
    );
    in_all(
        "TY  - JOUR\nTI  - 地域で暮らす人びとを支える看護師の役割について\nAU  - 田中, 花子\nPY  - 2019\nER  - \n",
        encoding_rs::SHIFT_JIS,
    );
    in_all(
        "TY  - JOUR\nTI  - Études sur l’hébergement à Genève – une synthèse\nAU  - Müller, Noël\nPY  - 2019\nER  - \n",
        encoding_rs::WINDOWS_1252,
    );
    in_all(
        "TY  - JOUR\nTI  - Wohnen für Ältere in Österreich\nAU  - Groß, Jürgen\nER  - \n",
        encoding_rs::WINDOWS_1252,
    );
}

#[test]
fn few_chinese_words_in_utf16_without_mark() {
    for text in [
        "康复研究",
        "一种一年一次的访谈",
        "题名：一项研究\n作者：李一一\n",
        "题名：住房与同伴支持\r\n作者：张会佳；李伟\r\n年：2019\r\n",
        "《社区护理》的两种读法",
    ] {
        for big in [true, false] {
            let decoded = decode(&utf16(text, big)).unwrap_or_else(|e| panic!("{e}: {text}"));
            assert_eq!(decoded.text, text, "big {big}");
        }
    }
    // ASCII in pairs has the look of Chinese.
    for text in [
        "Bush hid the facts",
        "TY  - JOUR\nTI  - plain\nER  - \n",
        "this app can break",
    ] {
        assert_eq!(encoding_of(text.as_bytes()), "utf-8", "{text}");
    }
}

#[test]
fn chinese_with_dashes_and_foreign_letters() {
    let texts = [
        // A dash of two bytes between years and pages, and within words.
        "TI  - 社区护理的变化，1998–2011\nSP  - 12–19\nER  - \n",
        "TI  - 社区—医院联合护理模式\nER  - \n",
        "1998–2011年护理研究\n",
        "%T 住房与护理\n%P 3–9\n%D 2001\n",
        // Characters of four bytes: accents, a Greek letter with one, a rare name.
        "AU  - Müller, J\nTI  - 护理研究的方法\nER  - \n",
        "TI  - α-受体与β-受体的研究 – Å 与 ö\nER  - \n",
        "TI  - 某某护理研究\nAU  - 𠮷田, 王㛃\nER  - \n",
        "TI  - 中文摘要 “引号” ‘单引号’ … × ÷ ° ± ①\nER  - \n",
    ];
    for text in texts {
        let bytes = GB18030.encode(text).0;
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.text, text, "read as {}", decoded.encoding);
    }
}

#[test]
fn other_languages_are_not_taken_for_chinese() {
    let korean = "TI  - 지역사회에서 생활하는 사람들을 지원하는 간호사의 역할\nER  - \n";
    let cyrillic = "TI  - Роль медицинской сестры в поддержке людей\nER  - \n";
    let japanese = "TI  - 地域で暮らす人びとを支える看護師の役割\nER  - \n";
    for (encoding, text) in [
        (encoding_rs::EUC_KR, korean),
        (encoding_rs::WINDOWS_1251, cyrillic),
        (encoding_rs::EUC_JP, japanese),
        (encoding_rs::SHIFT_JIS, japanese),
    ] {
        let decoded = decode(&encoding.encode(text).0).unwrap();
        assert_eq!(decoded.text, text, "read as {}", decoded.encoding);
    }
    // Bytes that are letters of Western Europe, some of them side by side.
    for text in [
        "Äpfel und Äste",
        "CRÉÉE EN 1998",
        "Señor Núñez, año 1998–2011",
        "Groß-Gerau, Größe",
        "œuvre à Orléans, naïveté",
    ] {
        let decoded = decode(&encoding_rs::WINDOWS_1252.encode(text).0).unwrap();
        assert_eq!(decoded.text, text, "read as {}", decoded.encoding);
    }
}

#[test]
fn chinese_that_breaks_off_is_chinese() {
    let bytes = GB18030
        .encode("TI  - 社区护理的变化，1998–2011，一项研究")
        .0;
    let decoded = decode(&bytes[..bytes.len() - 1]).unwrap();
    assert_eq!(
        (decoded.encoding.as_str(), decoded.replaced),
        ("gb18030", 1)
    );
}

/// Words, each alone in a record of ASCII, are read as they were written.
fn single(encoding: &'static encoding_rs::Encoding, words: &str) {
    for word in words.split_whitespace() {
        for (before, after) in [
            ("AU  - ", ", A\n"),
            ("@misc{a, author = {", ", Anna}, title = {Homes}}\n"),
            ("{\"title\": \"Homes and rooms in ", "\"}"),
        ] {
            let text = format!("{before}{word}{after}");
            let (bytes, _, lossy) = encoding.encode(&text);
            assert!(!lossy, "{word}");
            let decoded = decode(&bytes).unwrap();
            assert_eq!(decoded.text, text, "read as {}", decoded.encoding);
        }
    }
}

#[test]
fn a_single_western_word() {
    single(
        encoding_rs::WINDOWS_1252,
        "Müller Groß Åsa Øyvind Sørensen Ærø Muñoz García Águila Élise Façade Noël Hélène Brontë \
         Benoît Côté Château Pâques Fenêtre Nîmes Aïda Naïve São Conceição Guimarães Österreich \
         Übung Þór Sigurðsson Ólafur Œuvre Cœur Tromsø Århus Ø Æ Ciência Caffè Così Però",
    );
    single(
        encoding_rs::WINDOWS_1252,
        "A–B it’s “Homes” µm °C ±3 §5 ½ £5 €5 ©2019 Homes® «Maisons» ¿Qué? ¡Hola! 1º L’été Müller–Groß 5m²",
    );
}

#[test]
fn a_single_word_of_central_europe_stays() {
    single(
        encoding_rs::WINDOWS_1250,
        "Dvořák Kučera Růžička Sedláček Wałęsa Zięba \
         Wiśniewski Świat Kovačević Marić Petrović",
    );
    single(encoding_rs::WINDOWS_1254, "Yıldız Işık Öztürk");
    single(encoding_rs::WINDOWS_1251, "Роль Москва Анна");
}

#[test]
fn a_single_japanese_or_chinese_word() {
    single(
        encoding_rs::SHIFT_JIS,
        "研究 方法 看護 がん テスト 東京 社会 子ども 山田 鈴木 病院の役割",
    );
    single(GB18030, "研究 方法 护理 张三 北京 康复 《护理》 心理学");
    single(encoding_rs::BIG5, "研究 方法 護理 醫院 臺北 心理學");
}

#[test]
fn a_western_word_is_no_text_in_pairs() {
    for text in ["Españoles", "TI  - 5 µm\n", "Łukasiewicz", "Naïveté"] {
        let (bytes, _, _) = encoding_rs::WINDOWS_1250.encode(text);
        assert!(!encoding_of(&bytes).starts_with("utf-16"), "{text}");
    }
}
