//! The command line as its users see it: the built program, on files and folders.
#![expect(clippy::unwrap_used, reason = "tests")]

mod aligning;
mod bad_input;
mod cite;
mod convert;
mod crash;
mod flow;
mod integrity;
mod lookup;
mod program;
mod same_works;
