//! The one HTTP client of the program: to which hosts, how often, how much at once, and
//! the switch that turns the network off.
//!
//! [`Client::get`] blocks until there is an answer, an error, or the [`CancelToken`] is
//! cancelled; the runtime behind it lives on a thread of its own. What is fetched leaves
//! for the hosts of [`ALLOWED`] only, over https, and nowhere else; a [`TestOrigin`] stands
//! in for all of them in tests. [`Client::post`] sends to one server that the user set up,
//! and to nobody else. This crate carries bytes: it must not know references,
//! services or the environment.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod address;
mod cancel;
mod client;
mod error;
mod exchange;
mod hosts;
mod limiter;
mod origin;
mod provider;
mod retry;

#[cfg(test)]
mod certificates;
#[cfg(test)]
mod tests;

pub use cancel::CancelToken;
pub use client::{Client, ClientOptions, Key, Limits, Patience, Proxy, Request, Response};
pub use error::{NetError, RedirectRefusal, Result};
pub use hosts::{ALLOWED, AllowedHost};
pub use jiff::Timestamp;
pub use origin::TestOrigin;
pub use provider::{Post, UserOrigin};
