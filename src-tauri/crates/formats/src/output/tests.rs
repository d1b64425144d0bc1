use super::*;

#[test]
fn formats_have_names() {
    for format in OutputFormat::ALL {
        assert_eq!(OutputFormat::from_name(format.name()), Some(format));
    }
    assert_eq!(OutputFormat::from_name("word"), None);
}
