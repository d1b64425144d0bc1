use super::super::{each_in_stream, read_inputs};
use super::*;
use std::io::Write;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// What is read of an archive, and what is passed over, by name.
fn unpacked(bytes: &[u8], limits: Limits) -> (Vec<(String, usize)>, Vec<String>) {
    let (mut read, mut unread) = (Vec::new(), Vec::new());
    let mut visit = |input: Result<OpenInput<'_>, UnreadInput>| {
        match input.and_then(OpenInput::read) {
            Ok(file) => read.push((file.name, file.bytes.len())),
            Err(error) => unread.push(format!("{}: {}", error.path.display(), error.error)),
        }
        ControlFlow::Continue(())
    };
    let mut stream = bytes;
    let _ = Unpacking::new(limits, &mut visit).stream(
        "a.zip".to_owned(),
        Path::new("a.zip"),
        &mut stream,
    );
    (read, unread)
}

#[test]
fn files_come_in_the_order_of_their_names() {
    let inner = packed(&[("z.ris", b"12")]);
    let bytes = packed(&[
        ("b/x.txt", b"1"),
        ("c.ris", b"123"),
        (".hidden", b"1"),
        ("__MACOSX/._c.ris", b"1"),
        ("b/in.zip", &inner),
        ("a.ris", b""),
    ]);
    let (read, unread) = unpacked(&bytes, Limits::default());
    let read: Vec<_> = read.iter().map(|(n, l)| (n.as_str(), *l)).collect();
    assert_eq!(
        read,
        [
            ("a.zip/a.ris", 0),
            ("a.zip/b/in.zip/z.ris", 2),
            ("a.zip/b/x.txt", 1),
            ("a.zip/c.ris", 3)
        ]
    );
    assert_eq!(unread, Vec::<String>::new());
}

#[test]
fn what_is_passed_over_is_said() {
    let deep = packed(&[("d.ris", b"1")]);
    let deeper = packed(&[("deep.zip", &deep)]);
    let bytes = packed(&[
        ("../up.ris", b"1"),
        ("/etc/root.ris", b"1"),
        ("C:\\x.ris", b"1"),
        ("deeper.zip", &deeper),
        ("good.ris", b"1"),
    ]);
    let (read, unread) = unpacked(&bytes, Limits::default());
    assert_eq!(read, [("a.zip/good.ris".to_owned(), 1)]);
    assert_eq!(unread.len(), 4, "{unread:?}");
    assert!(unread.iter().filter(|u| u.contains("leads out")).count() == 3);
    assert!(unread[3].contains("deep.zip"), "{unread:?}");
    let (read, unread) = unpacked(&packed(&[("[Content_Types].xml", b"1")]), Limits::default());
    assert!(
        read.is_empty() && unread[0].contains("Office"),
        "{unread:?}"
    );
    let (read, unread) = unpacked(b"PK\x03\x04 and no more", Limits::default());
    assert!(
        read.is_empty() && unread[0].contains("damaged"),
        "{unread:?}"
    );
}

#[test]
fn archives_have_limits() {
    let zeros = vec![b' '; 100_000];
    let small = Limits {
        files: 2,
        bytes: 250_000,
        ratio: 50,
        free: 1000,
        held: 10_000,
    };
    let bytes = packed(&[("a.ris", &zeros)]);
    let (read, unread) = unpacked(&bytes, small);
    assert!(
        read.is_empty() && unread[0].contains("50 times"),
        "{unread:?}"
    );
    let (read, unread) = unpacked(
        &packed(&[("a", b"1"), ("b", b"1"), ("c", b"1"), ("d", b"1")]),
        small,
    );
    assert_eq!((read.len(), unread.len()), (2, 1));
    assert!(unread[0].contains("“c”"), "{unread:?}");
    let free = Limits {
        free: 1 << 20,
        files: 9,
        ..small
    };
    let bytes = packed(&[("a", &zeros), ("b", &zeros), ("c", &zeros)]);
    let (read, unread) = unpacked(&bytes, free);
    assert_eq!((read.len(), unread.len()), (2, 1), "{unread:?}");
    let long = packed(&[(
        "a",
        &(0..9000).map(|i| (i * i % 251) as u8).collect::<Vec<_>>(),
    )]);
    let held = Limits { held: 100, ..small };
    let (read, unread) = unpacked(&long, held);
    assert!(
        read.is_empty() && unread[0].contains("unpack it first"),
        "{unread:?}"
    );
}

#[test]
fn gzip_and_names_in_other_encodings() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(b"TY  - JOUR").unwrap();
    let gzip = gzip.finish().unwrap();
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.ris.gz"), &gzip).unwrap();
    std::fs::write(dir.path().join("b.bin"), packed(&[("x.ris", b"12")])).unwrap();
    let (files, unread) = read_inputs(&[dir.path().to_path_buf()]);
    let names: Vec<_> = files.iter().map(|f| f.name.as_str()).collect();
    assert_eq!(names, ["a.ris", "b.bin/x.ris"]);
    assert_eq!(files[0].bytes, b"TY  - JOUR");
    assert!(unread.is_empty());
    let mut count = 0;
    let _ = each_in_stream("-", &mut gzip.as_slice(), &mut |input| {
        count += input.unwrap().read().unwrap().bytes.len();
        ControlFlow::Continue(())
    });
    assert_eq!(count, 10);
    assert_eq!(
        entry_name("参考文献目录导出文件.ris".as_bytes()),
        "参考文献目录导出文件.ris"
    );
    let gbk =
        b"\xb2\xce\xbf\xbc\xce\xc4\xcf\xd7\xc4\xbf\xc2\xbc\xb5\xbc\xb3\xf6\xce\xc4\xbc\xfe.ris";
    assert_eq!(entry_name(gbk), "参考文献目录导出文件.ris");
}
