//! A tiny HTTP server on the loopback interface, whose answers a test decides.
//!
//! It speaks just enough HTTP/1.1 for one client: one request a connection. What it answers may be broken on purpose.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

/// A request as the server read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// `GET`, or `CONNECT` when the client takes the server for a proxy.
    pub method: String,
    /// The target as it stood in the request line: path and query.
    pub target: String,
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// The body; empty without one.
    pub body: Vec<u8>,
}

impl Asked {
    /// The value of a header, its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

/// What the server does with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It answers.
    Reply {
        /// The status code.
        status: u16,
        /// Names and values; the length of the body is added.
        headers: Vec<(String, String)>,
        /// The body.
        body: Vec<u8>,
    },
    /// It announces the whole body and closes after so many bytes of it.
    Break {
        /// The content type.
        content_type: String,
        /// The body.
        body: Vec<u8>,
        /// How much of it is sent.
        after: usize,
    },
    /// It announces ten gigabytes and sends blanks until the client has enough.
    Endless {
        /// The content type.
        content_type: String,
    },
    /// It reads the request and says nothing until the server is dropped.
    Silence,
    /// It closes the connection at once.
    Close,
}

impl Answer {
    /// An answer with a content type.
    pub fn of(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self::Reply {
            status,
            headers: vec![("content-type".into(), content_type.into())],
            body: body.into(),
        }
    }

    /// `200` with JSON.
    pub fn json(body: impl Into<Vec<u8>>) -> Self {
        Self::of(200, "application/json", body)
    }

    /// An answer without a body.
    pub fn status(status: u16) -> Self {
        Self::of(status, "text/plain", "")
    }

    /// A redirect.
    pub fn redirect(to: &str) -> Self {
        Self::status(302).with("location", to)
    }

    /// The same answer with one header more.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        if let Self::Reply { headers, .. } = &mut self {
            headers.push((name.into(), value.into()));
        }
        self
    }
}

type Handler = dyn Fn(&Asked) -> Answer + Send + Sync;

/// A server that runs until it is dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    stopped: AtomicBool,
    asked: Mutex<Vec<Asked>>,
    came: Condvar,
    held: Mutex<Vec<TcpStream>>,
}

impl Server {
    /// Starts a server on a free port, which answers as the closure says.
    pub fn start(handler: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared::default());
        let handler: Arc<Handler> = Arc::new(handler);
        let state = Arc::clone(&shared);
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if state.stopped.load(Ordering::SeqCst) {
                    break;
                }
                let (state, handler) = (Arc::clone(&state), Arc::clone(&handler));
                // A client that went away is the client's business.
                std::thread::spawn(move || drop(serve(stream, &state, handler.as_ref())));
            }
        });
        Ok(Self {
            address,
            shared,
            thread: Some(thread),
        })
    }

    /// `http://127.0.0.1:PORT`.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests that came until now, in order.
    pub fn asked(&self) -> Vec<Asked> {
        lock(&self.shared.asked).clone()
    }

    /// Their targets.
    pub fn targets(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.target).collect()
    }

    /// Waits until so many requests came.
    pub fn wait_for(&self, count: usize) {
        let mut asked = lock(&self.shared.asked);
        while asked.len() < count {
            asked = self
                .shared
                .came
                .wait(asked)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        for stream in lock(&self.shared.held).drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
        // Wakes the thread that waits for connections.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// An address on which nobody listens.
pub fn deserted_origin() -> io::Result<String> {
    let address = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?;
    Ok(format!("http://{address}"))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn serve(mut stream: TcpStream, shared: &Shared, handler: &Handler) -> io::Result<()> {
    let Some(asked) = read(&stream)? else {
        return Ok(());
    };
    lock(&shared.asked).push(asked.clone());
    shared.came.notify_all();
    match handler(&asked) {
        Answer::Reply {
            status,
            headers,
            body,
        } => {
            head(&mut stream, status, &headers, body.len())?;
            stream.write_all(&body)?;
        }
        Answer::Break {
            content_type,
            body,
            after,
        } => {
            let headers = [("content-type".to_owned(), content_type)];
            head(&mut stream, 200, &headers, body.len())?;
            stream.write_all(&body[..after.min(body.len())])?;
        }
        Answer::Endless { content_type } => {
            let headers = [("content-type".to_owned(), content_type)];
            head(&mut stream, 200, &headers, 10 << 30)?;
            let blanks = vec![b' '; 1 << 16];
            for _ in 0..(10 << 30) / blanks.len() {
                stream.write_all(&blanks)?;
            }
        }
        Answer::Silence => {
            lock(&shared.held).push(stream);
            return Ok(());
        }
        Answer::Close => {}
    }
    stream.flush()?;
    stream.shutdown(Shutdown::Both)
}

fn read(stream: &TcpStream) -> io::Result<Option<Asked>> {
    let mut reader = BufReader::new(stream);
    let mut lines = reader.by_ref().lines();
    let Some(first) = lines.next().transpose()? else {
        return Ok(None);
    };
    let mut words = first.split(' ').map(str::to_owned);
    let (Some(method), Some(target)) = (words.next(), words.next()) else {
        return Ok(None);
    };
    let mut headers = Vec::new();
    for line in lines {
        let line = line?;
        let Some((name, value)) = line.split_once(':') else {
            break;
        };
        headers.push((name.trim().to_lowercase(), value.trim().to_owned()));
    }
    let length = headers
        .iter()
        .find(|(name, _)| name == "content-length")
        .and_then(|(_, value)| value.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body)?;
    Ok(Some(Asked {
        method,
        target,
        headers,
        body,
    }))
}

fn head(
    stream: &mut TcpStream,
    status: u16,
    headers: &[(String, String)],
    length: usize,
) -> io::Result<()> {
    write!(
        stream,
        "HTTP/1.1 {status} Test\r\ncontent-length: {length}\r\n"
    )?;
    for (name, value) in headers {
        write!(stream, "{name}: {value}\r\n")?;
    }
    stream.write_all(b"connection: close\r\n\r\n")
}
