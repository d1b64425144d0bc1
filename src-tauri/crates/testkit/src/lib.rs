//! What tests of several crates share: an HTTP server that can behave badly, and proxies
//! that write down what goes through them.
//!
//! Only tests depend on this crate.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

pub mod http;
pub mod proxy;
