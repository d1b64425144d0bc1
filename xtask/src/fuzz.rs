//! `cargo xtask fuzz`: broken input for everything that reads, from a seed.

use crate::bench::Numbers;
use crate::failure::Failure;
use crate::process::{announce, cargo, command, run};
use crate::workspace;

/// Builds the fuzzer as the tests are built, with every check of arithmetic, and runs it.
pub(crate) fn fuzz(targets: &[&str], numbers: &Numbers<'_>) -> Result<(), Failure> {
    announce("Compiling");
    // With the features of the whole workspace: what the tests compiled is used again.
    run(
        cargo().args(["build", "--workspace", "--bin", "diglot-fuzz"]),
        "Mend what the compiler says above.",
    )?;
    announce("Fuzzing");
    let mut fuzzing = command(&workspace::binary("debug", "diglot-fuzz").to_string_lossy());
    fuzzing.args(targets);
    for (flag, number) in numbers {
        fuzzing.args([flag, number]);
    }
    run(
        &mut fuzzing,
        "Each finding stands above with its file under src-tauri/crates/fuzz/regressions. Mend the code, and hand in \
         the files with it: `cargo test -p diglot-fuzz` tries them again.",
    )
}
