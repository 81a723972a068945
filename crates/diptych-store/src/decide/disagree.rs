//! Where two copies of one log decided otherwise.

use std::collections::{HashMap, HashSet};

use diptych_core::{Decision, Subject, Verb};

use super::Log;

/// Two decisions, neither made in knowledge of the other, that cannot both hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The one of this copy.
    pub ours: Decision,
    /// The one of the other copy.
    pub theirs: Decision,
}

impl Log {
    /// Pairs that two copies decided otherwise: of the decisions that count in each, those that the
    /// other copy never held and that exclude each other. Who knew a decision and made another has
    /// replaced it, which is no disagreement. `object` names the thing that an identifier stands
    /// for now.
    pub fn disagreements(
        &self,
        other: &Self,
        object: &dyn Fn(&str) -> String,
    ) -> Vec<Disagreement> {
        let (mine, yours) = (Side::of(self), Side::of(other));
        let mut by_object: HashMap<String, Vec<&Decision>> = HashMap::new();
        for theirs in yours.heads() {
            by_object
                .entry(object(&theirs.target))
                .or_default()
                .push(theirs);
        }
        let mut out = Vec::new();
        for ours in mine.heads() {
            if yours.ids.contains(ours.id.as_str()) {
                continue;
            }
            for theirs in by_object.get(&object(&ours.target)).into_iter().flatten() {
                if mine.ids.contains(theirs.id.as_str()) {
                    continue;
                }
                let apart = match (ours.verb, theirs.verb) {
                    (Verb::Undo, Verb::Undo) => false,
                    (Verb::Undo, _) => mine.took_back(ours, theirs, &yours, object),
                    (_, Verb::Undo) => yours.took_back(theirs, ours, &mine, object),
                    _ => exclude(ours, theirs),
                };
                if apart {
                    out.push(Disagreement {
                        ours: ours.clone(),
                        theirs: (*theirs).clone(),
                    });
                }
            }
        }
        out
    }

    /// The disputes that nobody has settled since, in the order of their merges.
    pub fn open(&self) -> Vec<Disagreement> {
        let undone = self.undone();
        let by_id: HashMap<&str, &Decision> = self
            .decisions
            .iter()
            .map(|one| (one.id.as_str(), one))
            .collect();
        let mut out: Vec<Disagreement> = Vec::new();
        for (ours, theirs, turn) in &self.disputes {
            let (Some(ours), Some(theirs)) = (by_id.get(ours.as_str()), by_id.get(theirs.as_str()))
            else {
                continue;
            };
            if self.is_open(ours, theirs, *turn, &undone) {
                out.push(Disagreement {
                    ours: (*ours).clone(),
                    theirs: (*theirs).clone(),
                });
            }
        }
        out
    }

    /// Notes and context that each copy added to the same thing without knowing the other's: all
    /// are kept beside each other.
    pub fn notes_beside(&self, other: &Self, object: &dyn Fn(&str) -> String) -> Vec<Disagreement> {
        let (mine, yours) = (Side::of(self), Side::of(other));
        let is_note = |one: &&Decision| one.verb != Verb::Undo && one.field().is_none();
        let mut out = Vec::new();
        for ours in mine.standing.iter().filter(|one| is_note(one)) {
            for theirs in yours.standing.iter().filter(|one| is_note(one)) {
                let unknown =
                    !yours.ids.contains(ours.id.as_str()) && !mine.ids.contains(theirs.id.as_str());
                if unknown
                    && ours.verb == theirs.verb
                    && ours.value != theirs.value
                    && object(&ours.target) == object(&theirs.target)
                {
                    out.push(Disagreement {
                        ours: (*ours).clone(),
                        theirs: (*theirs).clone(),
                    });
                }
            }
        }
        out
    }

    /// Whether a dispute was not settled after its merge.
    pub(super) fn is_open(
        &self,
        ours: &Decision,
        theirs: &Decision,
        turn: u64,
        undone: &HashSet<&str>,
    ) -> bool {
        let gone = [ours, theirs]
            .iter()
            .any(|one| undone.contains(one.id.as_str()));
        let settles = |later: &&Decision| {
            later.turn > turn
                && (later.target == ours.target || later.target == theirs.target)
                && !undone.contains(later.id.as_str())
                && settles(later, ours, theirs)
        };
        !gone && !self.decisions.iter().any(|later| settles(&later))
    }
}

/// One copy, as the other sees it.
struct Side<'l> {
    log: &'l Log,
    ids: HashSet<&'l str>,
    standing: Vec<&'l Decision>,
}

impl<'l> Side<'l> {
    fn of(log: &'l Log) -> Self {
        Self {
            log,
            ids: log.decisions.iter().map(|one| one.id.as_str()).collect(),
            standing: log.standing(),
        }
    }

    /// What counts here, and what was taken back.
    fn heads(&self) -> impl Iterator<Item = &'l Decision> {
        let undos = self
            .log
            .decisions
            .iter()
            .filter(|one| one.verb == Verb::Undo);
        self.standing.iter().copied().chain(undos)
    }

    /// The decision that an undo takes back.
    fn named(&self, undo: &Decision) -> Option<&'l Decision> {
        let id = undo.value.as_deref()?;
        self.log.decisions.iter().find(|one| one.id == id)
    }

    /// Whether this copy took back what both knew, where the other decided on the same field.
    fn took_back(
        &self,
        undo: &Decision,
        against: &Decision,
        other: &Self,
        object: &dyn Fn(&str) -> String,
    ) -> bool {
        let Some(undone) = self.named(undo) else {
            return false;
        };
        // Taking back what the other never knew is nothing to them.
        if !other.ids.contains(undone.id.as_str()) || !undone.same_field(against) {
            return false;
        }
        let on = object(&against.target);
        let holds = |one: &&Decision| one.same_field(against) && object(&one.target) == on;
        // What is held here instead is the same, or is weighed against it by itself.
        !self.standing.iter().copied().filter(holds).any(|one| {
            let same = one.verb == against.verb && one.value == against.value;
            same || !other.ids.contains(one.id.as_str())
        })
    }
}

/// Whether two decisions on one thing cannot both hold.
fn exclude(a: &Decision, b: &Decision) -> bool {
    let verbs = [a.verb, b.verb];
    if a.same_field(b) {
        return a.verb != b.verb || a.value != b.value;
    }
    // Whoever throws a thing out and whoever mends it want different things.
    let changes = |one: &Decision| one.verb.field().is_some();
    if verbs.contains(&Verb::Reject) {
        return changes(a) && changes(b);
    }
    // To confirm a finding is to confirm its kind.
    let renames = |confirm: &Decision, kind: &Decision| {
        confirm.verb == Verb::Confirm
            && kind.verb == Verb::Kind
            && confirm.seen.subject == Subject::Divergence
            && confirm.seen.said != kind.value
    };
    renames(a, b) || renames(b, a)
}

/// Whether a later decision says which of two holds.
fn settles(later: &Decision, ours: &Decision, theirs: &Decision) -> bool {
    if later.verb == Verb::Undo {
        return false;
    }
    let is = |verb: Verb| ours.verb == verb || theirs.verb == verb;
    if ours.same_field(theirs) || is(Verb::Undo) {
        let one = if ours.verb == Verb::Undo {
            theirs
        } else {
            ours
        };
        return later.same_field(one);
    }
    let on_status = matches!(later.verb, Verb::Confirm | Verb::Reject);
    if is(Verb::Reject) {
        on_status
    } else {
        later.verb == Verb::Kind || later.verb == Verb::Reject
    }
}
