//! What tests of several crates share: an HTTP server that can behave badly, the ways in which
//! it does, and proxies that write down what goes through them.
//!
//! Only tests depend on this crate.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

pub mod faults;
pub mod http;
pub mod proxy;
