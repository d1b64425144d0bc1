//! Names that stand for missing ones, where a condition chooses them.

use hayagriva::citationberg::{LayoutRenderingElement, NamesChild};

/// Gives names inside a `substitute` the form of the names that they stand for.
///
/// CSL lets them inherit it. The formatter knows that where they stand directly in the
/// `substitute`, and forgets it where a `choose` is between, as in GB/T 7714.
pub(super) fn name_like_parents(elements: &mut [LayoutRenderingElement], form: &[NamesChild]) {
    for element in elements {
        match element {
            LayoutRenderingElement::Names(names) => {
                let bare = names.name().is_none() && names.et_al().is_none();
                if bare && names.substitute().is_none() {
                    names.children.extend_from_slice(form);
                }
                let own: Vec<NamesChild> = names
                    .children
                    .iter()
                    .filter(|child| !matches!(child, NamesChild::Substitute(_)))
                    .cloned()
                    .collect();
                for child in &mut names.children {
                    if let NamesChild::Substitute(substitute) = child {
                        name_like_parents(&mut substitute.children, &own);
                    }
                }
            }
            LayoutRenderingElement::Group(group) => name_like_parents(&mut group.children, form),
            LayoutRenderingElement::Choose(choose) => {
                name_like_parents(&mut choose.if_.children, form);
                for branch in &mut choose.else_if {
                    name_like_parents(&mut branch.children, form);
                }
                if let Some(otherwise) = &mut choose.otherwise {
                    name_like_parents(&mut otherwise.children, form);
                }
            }
            LayoutRenderingElement::Text(_)
            | LayoutRenderingElement::Date(_)
            | LayoutRenderingElement::Number(_)
            | LayoutRenderingElement::Label(_) => {}
        }
    }
}
