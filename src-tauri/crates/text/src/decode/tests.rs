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
