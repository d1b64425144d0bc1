//! The client: blocking calls in front, a runtime on a thread of its own behind.

use crate::cancel::CancelToken;
use crate::error::{NetError, Result};
use crate::exchange::Exchange;
use crate::origin::TestOrigin;
use crate::provider::{Post, UserOrigin};
use jiff::Timestamp;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// The HTTP client. Any thread may use it, but none that must not block.
pub struct Client {
    exchange: Arc<Exchange>,
    jobs: UnboundedSender<Job>,
}

/// How a client is set up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClientOptions {
    /// The user's e-mail address, which services ask for; it goes into the user agent.
    pub contact: Option<String>,
    /// What stands between this computer and the network.
    pub proxy: Proxy,
    /// A server that stands in for all hosts, in tests.
    pub test_origin: Option<TestOrigin>,
    /// How long and how much at most.
    pub limits: Limits,
}

/// What stands between this computer and the network.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Proxy {
    /// What the system's settings say.
    #[default]
    System,
    /// Nothing, whatever the system's settings say.
    None,
    /// This one: `http://…` or `socks5h://…`, with user and password if it asks for them.
    Manual(String),
}

/// How long and how much at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Until a connection stands.
    pub connect: Duration,
    /// Until one try has its whole answer, redirects included; waiting for one's turn
    /// does not count.
    pub total: Duration,
    /// Bytes of an answer after unpacking.
    pub body: usize,
    /// How often a request is tried when the host is busy, faulty or slow.
    pub tries: u32,
    /// The longest wait that a host may ask for; beyond, the request ends with an error.
    pub wait: Duration,
    /// The bound of the first wait when the host does not ask for one.
    pub backoff: Duration,
    /// The time between two requests to a host, in the place of what hosts ask for: for
    /// tests that ask thousands of times.
    pub spacing: Option<Duration>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            total: Duration::from_secs(30),
            body: 8 << 20,
            tries: 3,
            wait: Duration::from_mins(1),
            backoff: Duration::from_secs(1),
            spacing: None,
        }
    }
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The address: https, and a listed host.
    pub url: String,
    /// The kind of answer that is wanted, such as `application/json`.
    pub accept: &'static str,
    /// A key of the user's, for this host alone.
    pub key: Option<Key>,
    /// How much trouble to take.
    pub patience: Patience,
}

impl Request {
    /// A request without a key, with all patience.
    pub fn to(url: impl Into<String>, accept: &'static str) -> Self {
        Self {
            url: url.into(),
            accept,
            key: None,
            patience: Patience::Full,
        }
    }
}

/// How much trouble to take for an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Patience {
    /// As the limits say.
    #[default]
    Full,
    /// One try, for a third of the time: the answer would be welcome and is not needed.
    Little,
}

/// A key that goes into a header. It is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Key {
    /// The header's name.
    pub header: &'static str,
    /// The key.
    pub value: String,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Key({}: …)", self.header)
    }
}

/// An answer with a status below 500 other than 429.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The content type without parameters, in lower case; empty when none was given.
    pub content_type: String,
    /// The body, unpacked.
    pub body: Vec<u8>,
    /// When it was complete.
    pub received: Timestamp,
}

/// What is on its way to the client's thread.
enum Errand {
    Get(Request),
    Post(Box<(UserOrigin, Post)>),
}

/// A request on its way to the client's thread.
struct Job {
    errand: Errand,
    cancel: CancelToken,
    reply: SyncSender<Result<Response>>,
}

impl Client {
    /// Sets up a client. Nothing is sent before the first request.
    pub fn new(options: ClientOptions) -> Result<Self> {
        let stopped = |error: std::io::Error| NetError::Stopped(error.to_string());
        let exchange = Arc::new(Exchange::new(options)?);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(stopped)?;
        let (jobs, incoming) = unbounded_channel();
        let worker = Arc::clone(&exchange);
        std::thread::Builder::new()
            .name("net".to_owned())
            .spawn(move || {
                runtime.block_on(work(worker, incoming));
                // A look-up of a name that hangs in the system must not hold up the end.
                runtime.shutdown_background();
            })
            .map_err(stopped)?;
        Ok(Self { exchange, jobs })
    }

    /// Asks, and waits for the whole answer. Blocks the thread.
    pub fn get(&self, request: &Request, cancel: &CancelToken) -> Result<Response> {
        self.send(Errand::Get(request.clone()), cancel)
    }

    /// Sends something to a server that the user set up, and waits for the whole answer.
    /// Blocks the thread.
    pub fn post(&self, origin: &UserOrigin, post: &Post, cancel: &CancelToken) -> Result<Response> {
        let errand = Errand::Post(Box::new((origin.clone(), post.clone())));
        self.send(errand, cancel)
    }

    fn send(&self, errand: Errand, cancel: &CancelToken) -> Result<Response> {
        let stopped = || NetError::Stopped("its thread has ended".to_owned());
        let (reply, answer) = sync_channel(1);
        let job = Job {
            errand,
            cancel: cancel.clone(),
            reply,
        };
        self.jobs.send(job).map_err(|_| stopped())?;
        answer.recv().map_err(|_| stopped())?
    }

    /// The user's e-mail address, if one was given.
    pub fn contact(&self) -> Option<&str> {
        self.exchange.contact()
    }

    /// Turns the network on or off. Requests on their way end with the next thing they
    /// send; while it is off nothing leaves this computer.
    pub fn set_network(&self, on: bool) {
        self.exchange.set_network(on);
    }

    /// Whether the network is turned on.
    pub fn network(&self) -> bool {
        self.exchange.network()
    }
}

/// Runs requests until the client is dropped.
async fn work(exchange: Arc<Exchange>, mut jobs: UnboundedReceiver<Job>) {
    while let Some(job) = jobs.recv().await {
        let exchange = Arc::clone(&exchange);
        tokio::spawn(async move {
            let fetched = async {
                match &job.errand {
                    Errand::Get(request) => exchange.fetch(request).await,
                    Errand::Post(post) => exchange.post(&post.0, &post.1).await,
                }
            };
            let result = tokio::select! {
                biased;
                () = job.cancel.cancelled() => Err(NetError::Cancelled),
                result = fetched => result,
            };
            // Nobody waits any more when the client was dropped meanwhile.
            let _ = job.reply.send(result);
        });
    }
}
