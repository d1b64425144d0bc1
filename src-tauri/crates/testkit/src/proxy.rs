//! Tiny proxies on the loopback interface that write down what goes through them: HTTP for
//! plain requests, and SOCKS5 without password.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

/// Which language a proxy speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// HTTP, with whole addresses in the request line.
    Http,
    /// SOCKS5.
    Socks,
}

/// A proxy that runs until it is dropped.
pub struct Proxy {
    kind: Kind,
    address: SocketAddr,
    seen: Arc<Mutex<Vec<u8>>>,
    stopped: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Proxy {
    /// Starts a proxy on a free port.
    pub fn start(kind: Kind) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let seen: Arc<Mutex<Vec<u8>>> = Arc::default();
        let stopped = Arc::new(AtomicBool::new(false));
        let (record, end) = (Arc::clone(&seen), Arc::clone(&stopped));
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if end.load(Ordering::SeqCst) {
                    break;
                }
                let record = Arc::clone(&record);
                // Whoever goes away is gone.
                std::thread::spawn(move || drop(pass_on(kind, stream, &record)));
            }
        });
        Ok(Self {
            kind,
            address,
            seen,
            stopped,
            thread: Some(thread),
        })
    }

    /// `http://127.0.0.1:PORT` or `socks5h://127.0.0.1:PORT`.
    pub fn address(&self) -> String {
        match self.kind {
            Kind::Http => format!("http://{}", self.address),
            Kind::Socks => format!("socks5h://{}", self.address),
        }
    }

    /// Everything that clients sent through it, as text.
    pub fn seen(&self) -> String {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&seen).into_owned()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for connections.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn pass_on(kind: Kind, mut client: TcpStream, seen: &Mutex<Vec<u8>>) -> io::Result<()> {
    let (server, first) = match kind {
        Kind::Http => by_http(&mut client)?,
        Kind::Socks => (by_socks(&mut client)?, Vec::new()),
    };
    let note = |bytes: &[u8]| {
        seen.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
    };
    note(&first);
    (&server).write_all(&first)?;
    let (mut back_from, mut back_to) = (server.try_clone()?, client.try_clone()?);
    let back = std::thread::spawn(move || {
        let copied = io::copy(&mut back_from, &mut back_to);
        let _ = back_to.shutdown(Shutdown::Write);
        copied
    });
    let mut buffer = [0; 4096];
    loop {
        let read = client.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        note(&buffer[..read]);
        (&server).write_all(&buffer[..read])?;
    }
    let _ = server.shutdown(Shutdown::Write);
    let _ = back.join();
    Ok(())
}

/// Reads the head of a request and finds the server in its address.
fn by_http(client: &mut TcpStream) -> io::Result<(TcpStream, Vec<u8>)> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        if client.read(&mut byte)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        head.push(byte[0]);
    }
    let text = String::from_utf8_lossy(&head).into_owned();
    let host = text
        .split_once("://")
        .and_then(|(_, rest)| rest.split(['/', ' ']).next())
        .ok_or(io::ErrorKind::InvalidData)?;
    Ok((TcpStream::connect(host)?, head))
}

fn by_socks(client: &mut TcpStream) -> io::Result<TcpStream> {
    let mut greeting = [0; 2];
    client.read_exact(&mut greeting)?;
    let mut methods = vec![0; usize::from(greeting[1])];
    client.read_exact(&mut methods)?;
    client.write_all(&[5, 0])?;
    let mut request = [0; 4];
    client.read_exact(&mut request)?;
    let host = match request[3] {
        1 => {
            let mut address = [0; 4];
            client.read_exact(&mut address)?;
            std::net::Ipv4Addr::from(address).to_string()
        }
        3 => {
            let mut length = [0];
            client.read_exact(&mut length)?;
            let mut name = vec![0; usize::from(length[0])];
            client.read_exact(&mut name)?;
            String::from_utf8_lossy(&name).into_owned()
        }
        _ => return Err(io::ErrorKind::InvalidData.into()),
    };
    let mut port = [0; 2];
    client.read_exact(&mut port)?;
    let server = TcpStream::connect((host.as_str(), u16::from_be_bytes(port)))?;
    client.write_all(&[5, 0, 0, 1, 127, 0, 0, 1, 0, 0])?;
    Ok(server)
}
