//! Opens the window on a screen that nobody sees and takes a picture of it once it is painted.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::process::{announce, capture, command};
use crate::workspace;

/// How long the window may take to appear, on a slow machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// More colours than an empty window on an empty screen has, and fewer than any text has.
const PAINTED: u32 = 24;

/// Opens the window, waits until it is painted and still, and takes its picture.
///
/// With `keep` it stays open until the window is closed or the command is interrupted.
pub(crate) fn of_window(window: &mut Command, keep: bool) -> Result<(), Failure> {
    announce("No display: opening the window on a virtual screen");
    let screen = Screen::start()?;
    let child = window
        .env("DISPLAY", &screen.display)
        .env("GDK_BACKEND", "x11")
        // There is nobody to read the screen aloud, and no bus to say so.
        .env("NO_AT_BRIDGE", "1")
        .stdin(Stdio::null())
        .spawn()
        .map_err(|error| {
            Failure::new(
                format!("The window could not be started: {error}."),
                "Build it again.",
            )
        })?;
    let mut child = Ended(child);
    let picture = workspace::target().join("xtask").join("window.png");
    wait_until_painted(&screen, &mut child.0, &picture)?;
    println!("The window is painted. Its picture: {}", picture.display());
    if keep {
        println!(
            "The window stays open on display {}. End it with Ctrl-C.",
            screen.display
        );
        let _ = child.0.wait();
    }
    Ok(())
}

/// Takes pictures until one shows text and the next is the same.
fn wait_until_painted(screen: &Screen, window: &mut Child, picture: &Path) -> Result<(), Failure> {
    let folder = picture.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|error| {
        Failure::new(
            format!("{} could not be made: {error}.", folder.display()),
            "Check its permissions.",
        )
    })?;
    let began = Instant::now();
    let mut before = None;
    while began.elapsed() < PATIENCE {
        if let Ok(Some(status)) = window.try_wait() {
            return Err(Failure::new(
                format!("The window closed by itself ({status})."),
                "Read what it printed above.",
            ));
        }
        sleep(Duration::from_millis(500));
        let now = screen.picture(picture)?;
        if now.colours > PAINTED && before.as_ref() == Some(&now) {
            return Ok(());
        }
        before = Some(now);
    }
    Err(Failure::new(
        format!(
            "The window was not painted within {} seconds.",
            PATIENCE.as_secs()
        ),
        format!(
            "Look at the last picture, {}, and at what the window printed above.",
            picture.display()
        ),
    ))
}

/// What two pictures are compared by.
#[derive(Debug, PartialEq, Eq)]
struct Picture {
    colours: u32,
    signature: String,
}

/// A screen in memory; it ends with this value.
struct Screen {
    server: Child,
    display: String,
}

impl Screen {
    fn start() -> Result<Self, Failure> {
        let failed = |why: String| {
            Failure::new(
                format!("Xvfb could not be started: {why}."),
                "Install xvfb.",
            )
        };
        let mut server = command("Xvfb")
            // The server chooses a free number and says which.
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x800x24",
                "-nolisten",
                "tcp",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| failed(error.to_string()))?;
        let mut number = String::new();
        if let Some(out) = server.stdout.take() {
            BufReader::new(out)
                .read_line(&mut number)
                .map_err(|error| failed(error.to_string()))?;
        }
        let number = number.trim();
        if number.is_empty() {
            let _ = server.kill();
            return Err(failed("it named no display".to_owned()));
        }
        Ok(Self {
            display: format!(":{number}"),
            server,
        })
    }

    fn picture(&self, file: &Path) -> Result<Picture, Failure> {
        let remedy = "Install imagemagick and try again.";
        capture(
            command("import")
                .args(["-display", &self.display, "-window", "root"])
                .arg(file),
            remedy,
        )?;
        let said = capture(
            command("identify").args(["-format", "%k %#"]).arg(file),
            remedy,
        )?;
        let (colours, signature) = said.trim().split_once(' ').unwrap_or(("0", ""));
        Ok(Picture {
            colours: colours.parse().unwrap_or(0),
            signature: signature.to_owned(),
        })
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A window that is closed when this value goes.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
