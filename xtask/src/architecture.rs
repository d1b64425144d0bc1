//! The architecture's rules, as a test: who may import whom, and which outside crates belong to one crate only.
//!
//! docs/ARCHITECTURE.md explains the rules; the tables here decide. Each row says why.

mod crates;
mod interface;
mod names;

use crate::failure::Failure;
use crate::metadata::Metadata;
use crate::workspace;

/// Checks the whole repository and names every break.
pub(crate) fn check() -> Result<(), Failure> {
    let metadata = Metadata::load()?;
    let mut breaks = crates::breaks(&metadata);
    breaks.extend(crates::unlinted(&metadata)?);
    breaks.extend(crates::impure(&metadata)?);
    breaks.extend(interface::breaks(&workspace::root().join("ui/src"))?);
    breaks.extend(interface::wordless(&workspace::root())?);
    breaks.extend(names::breaks(&workspace::root())?);
    if breaks.is_empty() {
        return Ok(());
    }
    Err(Failure::new(
        format!(
            "The architecture is broken in {} places:\n- {}",
            breaks.len(),
            breaks.join("\n- ")
        ),
        "Move the code to where its imports are allowed, or change the table in xtask/src/architecture/ and \
         record the decision in docs/decisions/.",
    ))
}

#[cfg(test)]
mod tests {
    #[test]
    fn this_repository_keeps_its_architecture() {
        if let Err(failure) = super::check() {
            panic!("{failure}");
        }
    }
}
