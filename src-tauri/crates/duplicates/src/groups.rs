//! Disjoint groups of references that are one work.

use crate::blocking;
use crate::judge::{Judgement, Verdict, contradict, judge_keys};
use crate::keys::Keys;
use diglot_model::Reference;
use std::collections::{BTreeMap, HashMap};

/// References that are one work.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Indices into the references handed in, ascending, at least two.
    pub members: Vec<usize>,
    /// The weakest verdict that was needed to join them.
    pub verdict: Verdict,
    /// The reasons of the weakest link, then the strongest of each other link; each once.
    pub why: Vec<String>,
}

/// A new reference that is the same work as one already there.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Index into the new references.
    pub new: usize,
    /// Index into the candidates.
    pub candidate: usize,
    /// How sure, and why.
    pub judgement: Judgement,
}

/// Joins two groups only when their members, pair by pair, do not contradict each other;
/// beyond this size only the first members are asked.
const ASKED: usize = 12;

/// The disjoint groups among references; those without a duplicate are in none.
///
/// Time and memory grow nearly linearly with the number of references.
pub fn groups(references: &[&Reference]) -> Vec<Group> {
    let keys: Vec<Keys> = references.iter().map(|r| Keys::new(r)).collect();
    let mut links: Vec<(u32, u32, Judgement)> = blocking::pairs(&keys)
        .into_iter()
        .filter_map(|(a, b)| {
            let judgement = judge_keys(&keys[a as usize], &keys[b as usize])?;
            Some((a, b, judgement))
        })
        .collect();
    // Strong links first: a doubtful record joins where it fits best.
    links.sort_by(|x, y| {
        let strength = |l: &(u32, u32, Judgement)| (l.2.verdict, l.2.score);
        let (a, b) = (strength(x), strength(y));
        b.0.cmp(&a.0)
            .then(b.1.total_cmp(&a.1))
            .then((x.0, x.1).cmp(&(y.0, y.1)))
    });
    let mut clusters = Clusters::new(keys.len());
    for (a, b, judgement) in links {
        clusters.join(a as usize, b as usize, judgement, &keys);
    }
    clusters.into_groups()
}

/// The incremental form: new references against candidates, best match first for each
/// new one. Candidates are found by the caller through
/// [`blocking_keys`](crate::blocking_keys), or are all there are.
pub fn matches(new: &[&Reference], candidates: &[&Reference]) -> Vec<Match> {
    let candidate_keys: Vec<Keys> = candidates.iter().map(|r| Keys::new(r)).collect();
    let mut blocks: HashMap<u64, Vec<usize>> = HashMap::new();
    for (index, keys) in candidate_keys.iter().enumerate() {
        for key in blocking::keys_of(keys) {
            blocks.entry(key).or_default().push(index);
        }
    }
    let mut out = Vec::new();
    for (index, reference) in new.iter().enumerate() {
        let keys = Keys::new(reference);
        let mut met: Vec<usize> = blocking::keys_of(&keys)
            .iter()
            .filter_map(|key| blocks.get(key))
            .flatten()
            .copied()
            .collect();
        met.sort_unstable();
        met.dedup();
        let mut found: Vec<Match> = met
            .into_iter()
            .filter_map(|candidate| {
                let judgement = judge_keys(&keys, &candidate_keys[candidate])?;
                Some(Match {
                    new: index,
                    candidate,
                    judgement,
                })
            })
            .collect();
        found.sort_by(|x, y| {
            let (a, b) = (&x.judgement, &y.judgement);
            b.verdict
                .cmp(&a.verdict)
                .then(b.score.total_cmp(&a.score))
                .then(x.candidate.cmp(&y.candidate))
        });
        out.extend(found);
    }
    out
}

/// Union-find with what joined each cluster.
struct Clusters {
    parent: Vec<usize>,
    members: HashMap<usize, Vec<usize>>,
    links: HashMap<usize, Vec<Judgement>>,
}

impl Clusters {
    fn new(count: usize) -> Self {
        Self {
            parent: (0..count).collect(),
            members: HashMap::new(),
            links: HashMap::new(),
        }
    }

    fn find(&mut self, mut x: usize) -> usize {
        while self.parent[x] != x {
            self.parent[x] = self.parent[self.parent[x]];
            x = self.parent[x];
        }
        x
    }

    fn members_of(&self, root: usize) -> Vec<usize> {
        self.members
            .get(&root)
            .cloned()
            .unwrap_or_else(|| vec![root])
    }

    fn join(&mut self, a: usize, b: usize, judgement: Judgement, keys: &[Keys]) {
        let (x, y) = (self.find(a), self.find(b));
        if x == y {
            return;
        }
        let (left, right) = (self.members_of(x), self.members_of(y));
        let contradicted = left.iter().take(ASKED).any(|i| {
            right.iter().take(ASKED).any(|j| {
                (*i, *j) != (a, b) && (*i, *j) != (b, a) && contradict(&keys[*i], &keys[*j])
            })
        });
        if contradicted {
            return;
        }
        let (root, child) = (x.min(y), x.max(y));
        self.parent[child] = root;
        let mut all = left;
        all.extend(right);
        self.members.remove(&child);
        self.members.insert(root, all);
        let mut links = self.links.remove(&child).unwrap_or_default();
        let joined = self.links.entry(root).or_default();
        joined.append(&mut links);
        joined.push(judgement);
    }

    fn into_groups(self) -> Vec<Group> {
        let roots: BTreeMap<usize, Vec<usize>> = self.members.into_iter().collect();
        let mut links = self.links;
        roots
            .into_iter()
            .filter_map(|(root, mut members)| {
                members.sort_unstable();
                let mut joined = links.remove(&root)?;
                joined.sort_by(|x, y| x.verdict.cmp(&y.verdict).then(x.score.total_cmp(&y.score)));
                let verdict = joined.first()?.verdict;
                let mut links = joined.into_iter();
                let mut why = links.next()?.why;
                for strongest in links.filter_map(|link| link.why.into_iter().next()) {
                    if !why.contains(&strongest) {
                        why.push(strongest);
                    }
                }
                Some(Group {
                    members,
                    verdict,
                    why,
                })
            })
            .collect()
    }
}
