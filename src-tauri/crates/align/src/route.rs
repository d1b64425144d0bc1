//! Where a search has to look: everywhere in short texts, along a route in long ones.
//!
//! The route goes through pairs of sentences that share what hardly stands anywhere else.
//! So the work grows with the length of the texts, not with the product of their lengths.

use crate::features::{Kind, Side};
use crate::lattice::Placed;
use std::ops::Range;

/// Texts with at most so many pairs of sentences are searched whole.
const WHOLE: usize = 250 * 250;
/// How far from the route a search looks, in sentences.
const NEAR: usize = 60;
/// How far from a path that was found.
const CLOSE: usize = 25;
/// How far at most, where the texts have nothing in common for long.
const FAR: usize = 400;
/// What stands in more sentences than this of either side says little about the way.
const RARE: usize = 3;
/// What a person's link weighs against words that two sentences share.
const CERTAIN: u32 = 1 << 20;

/// Per place between sentences of the left side the places of the right side that are
/// looked at. `links` are pairs of sentences that are known to belong together.
pub(crate) fn rows(left: &Side, right: &Side, links: &[(usize, usize)]) -> Vec<Range<usize>> {
    let (n, m) = (left.sentences.len(), right.sentences.len());
    if n.saturating_mul(m) <= WHOLE {
        return vec![0..m + 1; n + 1];
    }
    let mut stops = vec![(0, 0)];
    stops.extend(chain(&points(left, links), m));
    stops.push((n, m));
    let mut rows: Vec<Range<usize>> = vec![m + 1..0; n + 1];
    for pair in stops.windows(2) {
        let ((i, j), (to_i, to_j)) = (pair[0], pair[1]);
        let (rise, run) = (to_j - j, to_i - i);
        // Where one side has more, what it has more may stand anywhere between the stops.
        let reach = (NEAR + rise.abs_diff(run)).min(FAR);
        for (k, row) in rows.iter_mut().enumerate().take(to_i + 1).skip(i) {
            let (low, high) = match ((k - i) * rise).checked_div(run) {
                Some(risen) => (j + risen, j + risen + rise.div_ceil(run)),
                None => (j, to_j),
            };
            row.start = row.start.min(low.saturating_sub(reach));
            row.end = row.end.max((high + reach).min(m) + 1);
        }
    }
    in_order(rows)
}

/// The surroundings of a path that was found in a long text: what is learned from it moves
/// single sentences, not whole chapters. `None` in a short text, which is searched whole.
pub(crate) fn around(path: &[Placed], (n, m): (usize, usize)) -> Option<Vec<Range<usize>>> {
    if n.saturating_mul(m) <= WHOLE || path.is_empty() {
        return None;
    }
    let mut rows: Vec<Range<usize>> = vec![m + 1..0; n + 1];
    for placed in path {
        let (to_i, to_j) = (
            placed.left + placed.step.left,
            placed.right + placed.step.right,
        );
        for row in &mut rows[placed.left..=to_i] {
            row.start = row.start.min(placed.right.saturating_sub(CLOSE));
            row.end = row.end.max((to_j + CLOSE).min(m) + 1);
        }
    }
    Some(in_order(rows))
}

/// Rows of which neither end goes back.
fn in_order(mut rows: Vec<Range<usize>>) -> Vec<Range<usize>> {
    for k in 1..rows.len() {
        rows[k].end = rows[k].end.max(rows[k - 1].end);
    }
    for k in (1..rows.len()).rev() {
        rows[k - 1].start = rows[k - 1].start.min(rows[k].start);
    }
    rows
}

/// Pairs of sentences with how much they share that is rare, by left sentence, and for one of
/// these the right ones from the last to the first.
fn points(left: &Side, links: &[(usize, usize)]) -> Vec<(usize, usize, u32)> {
    let mut uses = vec![0_usize; left.features.len()];
    for feature in left.sentences.iter().flatten() {
        uses[*feature] += 1;
    }
    let mut points: Vec<_> = links.iter().map(|(i, j)| (*i, *j, CERTAIN)).collect();
    for (i, features) in left.sentences.iter().enumerate() {
        let mut shared: Vec<usize> = features
            .iter()
            .filter(|f| uses[**f] <= RARE && left.features[**f].found.len() <= RARE)
            .filter(|f| left.features[**f].kind != Kind::ShortTerm)
            .flat_map(|f| left.features[*f].found.iter())
            .collect();
        shared.sort_unstable_by(|a, b| b.cmp(a));
        points.extend(
            shared
                .chunk_by(|a, b| a == b)
                .map(|same| (i, same[0], same.len() as u32)),
        );
    }
    points.sort_by(|a, b| (a.0, b.1).cmp(&(b.0, a.1)));
    points
}

/// The heaviest chain of points that rises on both sides.
fn chain(points: &[(usize, usize, u32)], right: usize) -> Vec<(usize, usize)> {
    // A Fenwick tree over the right side: the heaviest chain that ends before a sentence.
    let mut tree: Vec<Option<(u64, usize)>> = vec![None; right + 1];
    let mut before: Vec<Option<usize>> = Vec::with_capacity(points.len());
    let mut best: Option<(u64, usize)> = None;
    for (number, (_, j, weight)) in points.iter().enumerate() {
        let (mut at, mut came) = (*j, None);
        while at > 0 {
            came = came.max(tree[at]);
            at &= at - 1;
        }
        let here = (came.map_or(0, |(sum, _)| sum) + u64::from(*weight), number);
        before.push(came.map(|(_, point)| point));
        let mut at = j + 1;
        while at <= right {
            tree[at] = tree[at].max(Some(here));
            at += at & at.wrapping_neg();
        }
        best = best.max(Some(here));
    }
    let mut chain = Vec::new();
    let mut at = best.map(|(_, point)| point);
    while let Some(point) = at {
        chain.push((points[point].0, points[point].1));
        at = before[point];
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_rising_chain_is_found() {
        // By left sentence; of several right ones the last first.
        let points = vec![
            (0, 9, 2),
            (0, 1, 1),
            (1, 2, 1),
            (2, 8, 1),
            (2, 3, 1),
            (3, 3, 5),
            (5, 6, 1),
        ];
        assert_eq!(chain(&points, 10), [(0, 1), (1, 2), (3, 3), (5, 6)]);
        assert_eq!(chain(&[], 10), []);
    }
}
