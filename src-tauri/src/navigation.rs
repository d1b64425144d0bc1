//! Keeps the window on the program's own pages.

use tauri::plugin::{Builder, TauriPlugin};
use tauri::{Runtime, Url};

/// A plugin that refuses every navigation away from the program.
pub fn plugin<R: Runtime>() -> TauriPlugin<R> {
    Builder::new("navigation")
        .on_navigation(|_, url| is_own_page(url))
        .build()
}

/// Whether an address belongs to the program itself: embedded pages, or the development server under `tauri dev`.
fn is_own_page(url: &Url) -> bool {
    match (url.scheme(), url.host_str()) {
        // Windows serves embedded pages under the second name.
        ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost")) => true,
        ("http", Some("localhost")) => cfg!(dev) && url.port() == Some(5183),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_pages_open_and_others_do_not() {
        let own = |address: &str| is_own_page(&address.parse().unwrap());
        assert!(own("tauri://localhost/index.html"));
        assert!(own("http://tauri.localhost/"));
        for other in [
            "https://example.org/",
            "data:text/html,x",
            "file:///etc/passwd",
            "tauri://elsewhere/",
            "about:blank",
        ] {
            assert!(!own(other), "{other}");
        }
    }
}
