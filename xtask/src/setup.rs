//! Brings a machine to where a command can run: system packages, Node packages, the WebDriver bridge.
//!
//! On Debian it installs what is missing. Elsewhere it checks and names what to install. Nothing is done twice.

use std::io::{BufRead, IsTerminal, Write};
use std::process::Command;

use crate::failure::Failure;
use crate::process::{announce, capture, cargo, command, is_on_path, npm, read, run, write};
use crate::workspace;

/// Whether system packages may be installed without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Consent {
    /// The person said `--yes`.
    Given,
    /// Root needs no question; anyone else is asked.
    Ask,
}

impl Consent {
    /// From the presence of `--yes`.
    pub(crate) fn from_flag(yes: bool) -> Self {
        if yes { Self::Given } else { Self::Ask }
    }
}

/// What a command needs beyond Rust and Node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Compiling the shell.
    Build,
    /// Opening the window without a screen and taking a picture of it.
    Headless,
    /// Driving the window in end-to-end tests.
    Drive,
    /// Programs that the bench compares with.
    Compare,
}

impl Need {
    fn debian_packages(self) -> &'static [&'static str] {
        match self {
            Self::Build => &[
                "build-essential",
                "pkg-config",
                "file",
                "libwebkit2gtk-4.1-dev",
                "librsvg2-dev",
                "libxdo-dev",
                "libssl-dev",
                "libayatana-appindicator3-dev",
            ],
            Self::Headless => &["xvfb", "xauth", "imagemagick", "fonts-noto-cjk"],
            Self::Drive => &[
                "xvfb",
                "xauth",
                "webkit2gtk-driver",
                "dbus-daemon",
                "fonts-noto-cjk",
                "xdotool",
                "python3-gi",
                "gir1.2-gtk-3.0",
            ],
            Self::Compare => &["bibutils"],
        }
    }
}

/// Makes sure that the system has what these needs take.
pub(crate) fn system(needs: &[Need], consent: Consent) -> Result<(), Failure> {
    if cfg!(target_os = "linux") {
        if is_on_path("dpkg-query") && is_on_path("apt-get") {
            return debian(needs, consent);
        }
        return other_linux(needs);
    }
    if cfg!(target_os = "macos") && capture(command("xcode-select").arg("-p"), "").is_err() {
        return Err(Failure::new(
            "Apple's command line tools are missing; Rust cannot link without them.",
            "Run `xcode-select --install`, then try again.",
        ));
    }
    if cfg!(windows) {
        println!(
            "Diglot's window needs the WebView2 runtime; Windows 11 has it, for Windows 10 it is a download."
        );
    }
    Ok(())
}

fn debian(needs: &[Need], consent: Consent) -> Result<(), Failure> {
    let mut missing: Vec<&str> = Vec::new();
    for package in needs.iter().flat_map(|need| need.debian_packages()) {
        if !missing.contains(package) && !is_installed(package) {
            missing.push(package);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    announce(&format!("Debian packages: {} are missing", missing.len()));
    println!("{}", missing.join(" "));
    let root = capture(command("id").arg("-u"), "")?.trim() == "0";
    if consent == Consent::Ask && !root && !agreed()? {
        let by_hand = format!("sudo apt-get install {}", missing.join(" "));
        return Err(Failure::new(
            "Nothing was installed.",
            format!("Install them yourself: {by_hand}"),
        ));
    }
    run(
        apt(root).arg("update"),
        "Check the network and /etc/apt/sources.list, then try again.",
    )?;
    run(
        apt(root)
            .args(["install", "--yes", "--no-install-recommends"])
            .args(&missing),
        "Read what apt-get said above; a package may have another name on this release of Debian.",
    )
}

fn is_installed(package: &str) -> bool {
    capture(
        command("dpkg-query").args(["--show", "--showformat=${db:Status-Status}", package]),
        "",
    )
    .is_ok_and(|status| status.trim() == "installed")
}

/// `apt-get` that waits for another one to finish and asks nothing.
fn apt(root: bool) -> Command {
    let mut line = command(if root { "env" } else { "sudo" });
    line.args([
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-o",
        "DPkg::Lock::Timeout=300",
    ]);
    line
}

/// Asks on the terminal. Without one there is nobody to agree.
fn agreed() -> Result<bool, Failure> {
    if !std::io::stdin().is_terminal() {
        return Err(Failure::new(
            "System packages are missing, and there is no terminal to ask on.",
            "Add --yes to have them installed with sudo.",
        ));
    }
    print!("Install them with sudo? [Y/n] ");
    let mut answer = String::new();
    std::io::stdout()
        .flush()
        .and_then(|()| std::io::stdin().lock().read_line(&mut answer))
        .map_err(|error| {
            Failure::new(
                format!("The answer could not be read: {error}."),
                "Add --yes.",
            )
        })?;
    Ok(matches!(
        answer.trim().to_lowercase().as_str(),
        "" | "y" | "yes"
    ))
}

fn other_linux(needs: &[Need]) -> Result<(), Failure> {
    let mut missing: Vec<&str> = Vec::new();
    for need in needs {
        let checks: &[(&str, bool)] = &match need {
            Need::Build => vec![
                ("a C compiler (cc)", is_on_path("cc")),
                ("pkg-config", is_on_path("pkg-config")),
                ("the headers of WebKitGTK 4.1", has_header("webkit2gtk-4.1")),
            ],
            Need::Headless => vec![
                ("Xvfb", is_on_path("Xvfb")),
                ("ImageMagick (import)", is_on_path("import")),
            ],
            Need::Drive => vec![
                ("xvfb-run", is_on_path("xvfb-run")),
                ("WebKitWebDriver", is_on_path("WebKitWebDriver")),
                ("dbus-run-session", is_on_path("dbus-run-session")),
                ("xdotool", is_on_path("xdotool")),
            ],
            Need::Compare => vec![("bibutils (ris2xml)", is_on_path("ris2xml"))],
        };
        missing.extend(
            checks
                .iter()
                .filter(|(_, found)| !found)
                .map(|(name, _)| *name),
        );
    }
    if missing.is_empty() {
        return Ok(());
    }
    let debian: Vec<&str> = needs
        .iter()
        .flat_map(|need| need.debian_packages())
        .copied()
        .collect();
    Err(Failure::new(
        format!("This machine lacks: {}.", missing.join(", ")),
        format!(
            "Install your distribution's equivalents of these Debian packages: {}",
            debian.join(" ")
        ),
    ))
}

fn has_header(library: &str) -> bool {
    capture(command("pkg-config").args(["--exists", library]), "").is_ok()
}

/// The oldest Node that the interface's tools run on.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Installs the packages of `ui` or `e2e`, unless they already are what the lock file says.
pub(crate) fn node_packages(folder: &str) -> Result<(), Failure> {
    check_node()?;
    let base = workspace::root().join(folder);
    let lock = read(&base.join("package-lock.json"))?;
    let stamp = base.join("node_modules/.installed-lock");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    announce(&format!("Node packages of {folder}/"));
    run(
        npm(folder).arg("ci"),
        "Check the network; if the lock file is damaged, restore it with git.",
    )?;
    write(&stamp, &lock)
}

fn check_node() -> Result<(), Failure> {
    let (major, minor) = OLDEST_NODE;
    let remedy =
        format!("Install Node {major}.{minor} or newer (https://nodejs.org) and try again.");
    let version = capture(command("node").arg("--version"), &remedy)?;
    let numbers: Vec<u32> = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .filter_map(|part| part.parse().ok())
        .collect();
    match numbers.as_slice() {
        [found_major, found_minor, ..] if (*found_major, *found_minor) >= OLDEST_NODE => Ok(()),
        _ => Err(Failure::new(
            format!("Node {} is too old.", version.trim()),
            remedy,
        )),
    }
}

/// Installs the bridge between WebDriver and the window, once for the person.
pub(crate) fn web_driver() -> Result<(), Failure> {
    if is_on_path("tauri-driver") {
        return Ok(());
    }
    announce("tauri-driver (once)");
    run(
        cargo().args(["install", "tauri-driver@^2", "--locked", "--quiet"]),
        "Check the network, then run `cargo install tauri-driver@^2 --locked` yourself to see more.",
    )?;
    if is_on_path("tauri-driver") {
        return Ok(());
    }
    Err(Failure::new(
        "tauri-driver is installed but not on PATH.",
        "Add cargo's bin folder (usually ~/.cargo/bin) to PATH and try again.",
    ))
}
