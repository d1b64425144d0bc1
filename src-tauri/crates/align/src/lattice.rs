//! The lattice of beads: best path and the probability of each bead.

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

/// A bead on the best path: where it starts, its step, and its probability.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed {
    /// First sentence of the left side.
    pub left: usize,
    /// First sentence of the right side.
    pub right: usize,
    /// Its size.
    pub step: Step,
    /// Probability that the bead is part of the alignment, 0 to 1.
    pub probability: f64,
}

/// A lattice of `left` × `right` sentences inside a band around the diagonal.
pub(crate) struct Lattice {
    left: usize,
    right: usize,
    band: usize,
}

impl Lattice {
    /// Texts of a few hundred sentences are searched whole; longer ones in a
    /// band of an eighth of their length around the diagonal.
    pub(crate) fn new(left: usize, right: usize) -> Self {
        let longer = left.max(right);
        Self {
            left,
            right,
            band: (longer / 8).max(60) + left.abs_diff(right),
        }
    }

    /// Whether the node between sentences `i` and `j` is inside the band.
    pub(crate) fn holds(&self, i: usize, j: usize) -> bool {
        if i > self.left || j > self.right {
            return false;
        }
        let diagonal = (i * self.right).checked_div(self.left).unwrap_or(j);
        diagonal.abs_diff(j) <= self.band
    }

    /// How many nodes of a row can be inside the band.
    fn width(&self) -> usize {
        (2 * self.band + 1).min(self.right + 1)
    }

    /// Place of a node inside the band.
    fn node(&self, i: usize, j: usize) -> usize {
        let diagonal = (i * self.right).checked_div(self.left).unwrap_or(0);
        let first = diagonal
            .saturating_sub(self.band)
            .min(self.right + 1 - self.width());
        i * self.width() + j - first
    }

    /// The best path for a score of beads (log likelihood ratios), and how
    /// probable each bead of it is when scores are weakened by `heat` (> 1: less
    /// sure), which makes up for evidence that repeats itself.
    pub(crate) fn solve(
        &self,
        heat: f64,
        score: impl Fn(usize, usize, Step) -> f64,
    ) -> Vec<Placed> {
        let nodes = (self.left + 1) * self.width();
        let mut best = vec![f64::NEG_INFINITY; nodes];
        let mut came = vec![NOWHERE; nodes];
        let mut forward = vec![f64::NEG_INFINITY; nodes];
        best[0] = 0.0;
        forward[0] = 0.0;
        self.each_edge(|from, to, kind, i, j| {
            if best[from] == f64::NEG_INFINITY {
                return;
            }
            let value = score(i, j, STEPS[kind].0);
            if best[from] + value > best[to] {
                best[to] = best[from] + value;
                came[to] = kind as u8;
            }
            forward[to] = add(forward[to], forward[from] + value / heat);
        });
        let mut backward = vec![f64::NEG_INFINITY; nodes];
        let last = self.node(self.left, self.right);
        backward[last] = 0.0;
        self.each_edge_back(|from, to, step, i, j| {
            if backward[to] > f64::NEG_INFINITY {
                backward[from] = add(backward[from], backward[to] + score(i, j, step) / heat);
            }
        });
        let total = forward[last];
        let (mut i, mut j) = (self.left, self.right);
        let mut path = Vec::new();
        while let Some((step, _)) = STEPS.get(usize::from(came[self.node(i, j)])).copied() {
            let to = self.node(i, j);
            i -= step.left;
            j -= step.right;
            let from = self.node(i, j);
            let log = forward[from] + score(i, j, step) / heat + backward[to] - total;
            path.push(Placed {
                left: i,
                right: j,
                step,
                probability: log.exp().clamp(0.0, 1.0),
            });
        }
        path.reverse();
        path
    }

    /// Edges by their end node, in an order in which starts are complete.
    fn each_edge(&self, mut visit: impl FnMut(usize, usize, usize, usize, usize)) {
        for i in 0..=self.left {
            for j in 0..=self.right {
                if !self.holds(i, j) {
                    continue;
                }
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
        for i in (0..=self.left).rev() {
            for j in (0..=self.right).rev() {
                if !self.holds(i, j) {
                    continue;
                }
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
