//! Writing Hayagriva entry by entry, and what it does not carry.

use super::entry::entry;
use super::{FORMAT, kinds, read};
use crate::bibtex::Keys;
use crate::output::losses::{Carrier, losses};
use crate::output::{self, ExportItem, Exported};

/// Writes entries, a blank line between them.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    keys: Keys,
}

impl output::Writer for Writer {
    fn item(&mut self, item: &ExportItem<'_>, number: usize, out: &mut Exported) {
        let key = self.keys.next(item.reference);
        let mut text = String::new();
        entry(&key, item.reference, &mut text);
        let back = read(&text).records.into_iter().next().map(|r| r.reference);
        let carrier = Carrier {
            name: "Hayagriva",
            format: FORMAT,
            type_name: |kind| match kinds::of_kind(kind) {
                (own, "") => own.to_owned(),
                (own, parent) => format!("{own} in a {parent}"),
            },
        };
        let id = &item.context.id;
        out.losses
            .extend(losses(item.reference, back.as_ref(), id, carrier));
        if number > 0 {
            out.text.push('\n');
        }
        out.text.push_str(&text);
    }
}
