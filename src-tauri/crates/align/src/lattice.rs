//! The lattice of beads: best path and the probability of each bead.

use std::ops::Range;

/// A step through the lattice: how many sentences of each side a bead takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    /// Sentences of the left side.
    pub left: usize,
    /// Sentences of the right side.
    pub right: usize,
}

/// The most sentences that one sentence of the other side may stand for.
pub(crate) const LARGEST: usize = 5;

/// Every kind of bead with the logarithm of its share among beads of text that
/// has counterparts. The null steps are priced apart.
pub(crate) const STEPS: [(Step, f64); 12] = [
    (step(1, 1), -0.15),
    (step(1, 2), -2.7),
    (step(2, 1), -2.7),
    (step(1, 3), -4.2),
    (step(3, 1), -4.2),
    (step(2, 2), -4.4),
    (step(1, 4), -5.2),
    (step(4, 1), -5.2),
    (step(1, 5), -6.0),
    (step(5, 1), -6.0),
    (step(1, 0), 0.0),
    (step(0, 1), 0.0),
];

/// No step leads here; larger than any index into [`STEPS`].
const NOWHERE: u8 = u8::MAX;

const fn step(left: usize, right: usize) -> Step {
    Step { left, right }
}

impl Step {
    /// Whether one side is empty.
    pub(crate) fn is_null(self) -> bool {
        self.left == 0 || self.right == 0
    }
}

/// A bead on the best path: where it starts, and its step.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed {
    /// First sentence of the left side.
    pub left: usize,
    /// First sentence of the right side.
    pub right: usize,
    /// Its size.
    pub step: Step,
}

/// The nodes between the sentences of two texts that a search looks at.
pub(crate) struct Lattice {
    left: usize,
    right: usize,
    /// Per place between sentences of the left side, from first to last, the places of the
    /// right side. Neither end ever goes back, so that what lies between hangs together.
    rows: Vec<Range<usize>>,
    /// The number of each row's first node.
    firsts: Vec<usize>,
}

impl Lattice {
    /// A lattice of rows; the first begins at 0, the last ends behind the right side.
    pub(crate) fn new(left: usize, right: usize, rows: Vec<Range<usize>>) -> Self {
        let firsts = rows
            .iter()
            .scan(0, |nodes, row| {
                let first = *nodes;
                *nodes += row.len();
                Some(first)
            })
            .collect();
        Self {
            left,
            right,
            rows,
            firsts,
        }
    }

    /// Whether the node between sentences `i` and `j` is looked at.
    pub(crate) fn holds(&self, i: usize, j: usize) -> bool {
        self.rows.get(i).is_some_and(|row| row.contains(&j))
    }

    /// Per place of the left side the places of the right side, which never go back.
    pub(crate) fn rows(&self) -> &[Range<usize>] {
        &self.rows
    }

    /// Per place of the right side the places of the left side.
    pub(crate) fn columns(&self) -> Vec<Range<usize>> {
        (0..=self.right)
            .map(|j| {
                let first = self.rows.partition_point(|row| row.end <= j);
                first..self.rows.partition_point(|row| row.start <= j)
            })
            .collect()
    }

    /// How many nodes are looked at.
    pub(crate) fn nodes(&self) -> usize {
        self.rows.iter().map(Range::len).sum()
    }

    fn node(&self, i: usize, j: usize) -> usize {
        self.firsts[i] + j - self.rows[i].start
    }

    /// The best path for a score of beads (log likelihood ratios).
    pub(crate) fn best(&self, score: impl Fn(usize, usize, Step) -> f64) -> Vec<Placed> {
        let nodes = self.nodes();
        let mut best = vec![f64::NEG_INFINITY; nodes];
        let mut came = vec![NOWHERE; nodes];
        best[0] = 0.0;
        self.each_edge(|from, to, kind, i, j| {
            if best[from] == f64::NEG_INFINITY {
                return;
            }
            let value = best[from] + score(i, j, STEPS[kind].0);
            if value > best[to] {
                best[to] = value;
                came[to] = kind as u8;
            }
        });
        let (mut i, mut j) = (self.left, self.right);
        let mut path = Vec::new();
        while let Some((step, _)) = STEPS.get(usize::from(came[self.node(i, j)])).copied() {
            i -= step.left;
            j -= step.right;
            path.push(Placed {
                left: i,
                right: j,
                step,
            });
        }
        path.reverse();
        path
    }

    /// How probable each bead of a path is, 0 to 1, when scores are weakened by `heat` (> 1:
    /// less sure), which makes up for evidence that repeats itself.
    pub(crate) fn probabilities(
        &self,
        path: &[Placed],
        heat: f64,
        score: impl Fn(usize, usize, Step) -> f64,
    ) -> Vec<f64> {
        let nodes = self.nodes();
        let mut forward = vec![f64::NEG_INFINITY; nodes];
        forward[0] = 0.0;
        self.each_edge(|from, to, kind, i, j| {
            if forward[from] > f64::NEG_INFINITY {
                let value = score(i, j, STEPS[kind].0) / heat;
                forward[to] = add(forward[to], forward[from] + value);
            }
        });
        let mut backward = vec![f64::NEG_INFINITY; nodes];
        let last = self.node(self.left, self.right);
        backward[last] = 0.0;
        self.each_edge_back(|from, to, step, i, j| {
            if backward[to] > f64::NEG_INFINITY {
                backward[from] = add(backward[from], backward[to] + score(i, j, step) / heat);
            }
        });
        let of = |placed: &Placed| {
            let Placed { left, right, step } = *placed;
            let from = forward[self.node(left, right)];
            let to = backward[self.node(left + step.left, right + step.right)];
            let log = from + score(left, right, step) / heat + to - forward[last];
            log.exp().clamp(0.0, 1.0)
        };
        path.iter().map(of).collect()
    }

    /// Edges by their end node, in an order in which starts are complete.
    fn each_edge(&self, mut visit: impl FnMut(usize, usize, usize, usize, usize)) {
        for (i, row) in self.rows.iter().enumerate() {
            for j in row.clone() {
                for (kind, (step, _)) in STEPS.into_iter().enumerate() {
                    if let (Some(a), Some(b)) =
                        (i.checked_sub(step.left), j.checked_sub(step.right))
                        && self.holds(a, b)
                    {
                        visit(self.node(a, b), self.node(i, j), kind, a, b);
                    }
                }
            }
        }
    }

    /// Edges by their start node, from the end.
    fn each_edge_back(&self, mut visit: impl FnMut(usize, usize, Step, usize, usize)) {
        for (i, row) in self.rows.iter().enumerate().rev() {
            for j in row.clone().rev() {
                for (step, _) in STEPS {
                    if self.holds(i + step.left, j + step.right) {
                        visit(
                            self.node(i, j),
                            self.node(i + step.left, j + step.right),
                            step,
                            i,
                            j,
                        );
                    }
                }
            }
        }
    }
}

/// Logarithm of the sum of two exponentials.
fn add(a: f64, b: f64) -> f64 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY {
        high
    } else {
        high + (low - high).exp().ln_1p()
    }
}
