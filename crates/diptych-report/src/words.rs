//! The words of the interface: English, neutral, one place for all of them.
//!
//! Nothing here judges a speaker. A claim "goes further than" an account; it
//! is never called wrong.

use diptych_core::{
    Act, Aspect, Attribution, Axis, Basis, DivergenceKind, Lang, Role, Rung, Severity, Slot,
    SourceKind, StatementKind, Status, Tier, TranslationBasis, Verdict,
};

/// The rung as it is named on the ladder.
pub(crate) fn rung(rung: Rung) -> &'static str {
    match rung {
        Rung::RulesOut => "rules out",
        Rung::Rejects => "rejects",
        Rung::Objects => "objects",
        Rung::TakesNoPosition => "takes no position",
        Rung::Acknowledges => "acknowledges",
        Rung::OpenToDiscuss => "open to discussing",
        Rung::SupportsInPrinciple => "supports in principle",
        Rung::Proposes => "proposes",
        Rung::Promises => "promises",
        Rung::AgreesTo => "agrees to",
        Rung::Arranges => "arranges",
        Rung::Done => "done",
    }
}

/// Whose a translation is.
pub(crate) fn translation(basis: TranslationBasis) -> &'static str {
    match basis {
        TranslationBasis::Official => "Official",
        TranslationBasis::Outlet => "An outlet’s",
        TranslationBasis::Editor => "An editor’s",
    }
}

/// What a finding is in a headline, where it stands behind the name of the issue.
pub(crate) fn headline(kind: DivergenceKind) -> &'static str {
    match kind {
        DivergenceKind::Agrees => "the accounts say the same",
        DivergenceKind::Overstated => "a claim goes further than the other’s own account",
        DivergenceKind::Understated => "a claim falls short of the other’s own account",
        DivergenceKind::Conditional => "one account attaches a condition",
        DivergenceKind::TermsDiffer => "the terms differ",
        DivergenceKind::Contradicted => "one account denies the other",
        DivergenceKind::Silent => "whole texts of one side do not mention a claim",
        DivergenceKind::Split => "people of one side differ",
        DivergenceKind::Shifted => "an account moved",
        DivergenceKind::Unchanged => "an account did not move",
    }
}

/// What is done with the words.
pub(crate) fn act(act: Act) -> &'static str {
    match act {
        Act::Commits => "takes a position",
        Act::DemandsOfOther => "demands of another",
        Act::DeniesHavingCommitted => "denies having agreed",
        Act::DeniesFact => "denies that it is so",
        Act::ReportsEvent => "reports an event",
        Act::Evaluates => "judges",
        Act::Threatens => "threatens",
        Act::Withdraws => "takes back",
    }
}

/// How a position comes to its holder.
pub(crate) fn attribution(value: Attribution) -> &'static str {
    match value {
        Attribution::Own => "own account",
        Attribution::Ascribed => "said of another",
        Attribution::Joint => "said of several together",
        Attribution::Implied => "implies another’s consent",
    }
}

/// The phrase between the two panels; `whose` is the holder of the own account.
pub(crate) fn finding(kind: DivergenceKind, axis: Axis, whose: &str) -> String {
    let whose = possessive(whose);
    match (kind, axis) {
        (DivergenceKind::Agrees, _) => "says the same".to_owned(),
        (DivergenceKind::Overstated, Axis::Retelling) => {
            "the retelling goes further than the words".to_owned()
        }
        (DivergenceKind::Understated, Axis::Retelling) => {
            "the retelling falls short of the words".to_owned()
        }
        (DivergenceKind::Overstated, _) => format!("goes further than {whose} own account"),
        (DivergenceKind::Understated, _) => format!("falls short of {whose} own account"),
        (DivergenceKind::Conditional, _) => "one account attaches a condition".to_owned(),
        (DivergenceKind::TermsDiffer, _) => "the terms differ".to_owned(),
        (DivergenceKind::Contradicted, _) => "one account denies the other".to_owned(),
        (DivergenceKind::Silent, _) => format!("not mentioned in {whose} whole texts"),
        (DivergenceKind::Split, _) => "two accounts from one side".to_owned(),
        (DivergenceKind::Shifted, _) => "the position moved".to_owned(),
        (DivergenceKind::Unchanged, _) => "the position did not move".to_owned(),
    }
}

/// `Norland’s`.
pub(crate) fn possessive(name: &str) -> String {
    if name.is_empty() {
        "the holder’s".to_owned()
    } else {
        format!("{name}’s")
    }
}

/// A sign that stands beside the words of a finding, never instead of them.
pub(crate) fn sign(kind: DivergenceKind) -> &'static str {
    match kind {
        DivergenceKind::Agrees | DivergenceKind::Unchanged => "=",
        DivergenceKind::Overstated => "↑",
        DivergenceKind::Understated => "↓",
        DivergenceKind::Conditional => "◇",
        DivergenceKind::TermsDiffer => "≠",
        DivergenceKind::Contradicted => "×",
        DivergenceKind::Silent => "○",
        DivergenceKind::Split => "↔",
        DivergenceKind::Shifted => "→",
    }
}

/// What becomes of a claim.
pub(crate) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::GoesFurther => "goes further",
        Verdict::FallsShort => "falls short",
        Verdict::Confirmed => "confirmed",
        Verdict::OnACondition => "on a condition",
        Verdict::OtherTerms => "other terms",
        Verdict::Denied => "denied",
        Verdict::Silent => "not mentioned in whole texts",
        Verdict::NotFound => "no statement found in these sources",
    }
}

/// The verdict as the object of "n claims …".
pub(crate) fn verdict_tally(verdict: Verdict, one: bool) -> &'static str {
    match (verdict, one) {
        (Verdict::GoesFurther, true) => "goes further than the holder’s own account",
        (Verdict::GoesFurther, false) => "go further than the holder’s own account",
        (Verdict::FallsShort, true) => "falls short of it",
        (Verdict::FallsShort, false) => "fall short of it",
        (Verdict::Confirmed, true) => "is confirmed",
        (Verdict::Confirmed, false) => "are confirmed",
        (Verdict::OnACondition, true) => "meets a condition",
        (Verdict::OnACondition, false) => "meet a condition",
        (Verdict::OtherTerms, true) => "is answered with other terms",
        (Verdict::OtherTerms, false) => "are answered with other terms",
        (Verdict::Denied, true) => "is denied",
        (Verdict::Denied, false) => "are denied",
        (Verdict::Silent, true) => "is not mentioned in the holder’s whole texts",
        (Verdict::Silent, false) => "are not mentioned in the holder’s whole texts",
        (Verdict::NotFound, true) => "has no answer in these sources",
        (Verdict::NotFound, false) => "have no answer in these sources",
    }
}

/// The sign of a verdict.
pub(crate) fn verdict_sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::GoesFurther => "↑",
        Verdict::FallsShort => "↓",
        Verdict::Confirmed => "=",
        Verdict::OnACondition => "◇",
        Verdict::OtherTerms => "≠",
        Verdict::Denied => "×",
        Verdict::Silent => "○",
        Verdict::NotFound => "–",
    }
}

/// Between what the comparison runs.
pub(crate) fn axis(axis: Axis) -> &'static str {
    match axis {
        Axis::BetweenSides => "between sides",
        Axis::WithinSide => "within one side",
        Axis::OverTime => "over time",
        Axis::Retelling => "words and retelling",
    }
}

/// In what respect.
pub(crate) fn aspect(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Degree => "degree of commitment",
        Aspect::Condition => "condition",
        Aspect::Term => "term",
        Aspect::Polarity => "yes or no",
        Aspect::Silence => "said or not said",
        Aspect::None => "no difference",
    }
}

/// The slot of a term.
pub(crate) fn slot(slot: Slot) -> &'static str {
    match slot {
        Slot::Who => "who",
        Slot::Whom => "with or to whom",
        Slot::What => "what",
        Slot::HowMany => "how many",
        Slot::Money => "how much money",
        Slot::When => "when",
        Slot::Duration => "for how long",
        Slot::InForce => "from when",
        Slot::Where => "where",
        Slot::Scope => "how far it reaches",
        Slot::Instrument => "by what means",
        Slot::Format => "in what format",
        Slot::Binding => "how it binds",
    }
}

/// What a date was read from.
pub(crate) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Explicit => "the date stands beside the words",
        Basis::Block => "from the line above the quotation",
        Basis::Weekday => "a weekday or such a word, counted from the page’s date",
        Basis::Carried => "carried on from an earlier statement of the same speaker",
        Basis::Period => "the year comes from the period of the case",
        Basis::Published => "only the day of publication is known",
        Basis::BodyDate => "the text dates the occasion",
    }
}

/// How the words stand in the source.
pub(crate) fn kind(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::Direct => "direct quotation",
        StatementKind::Mixed => "partly quoted",
        StatementKind::Indirect => "indirect speech",
        StatementKind::Turn => "transcript",
        StatementKind::Post => "post",
        StatementKind::OfficialText => "official text",
        StatementKind::Block => "quotation under a name",
        StatementKind::Attitude => "a belief or wish ascribed by the outlet",
        StatementKind::OutletReport => "the outlet’s own report",
    }
}

/// The sort of a source.
pub(crate) fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Article => "article",
        SourceKind::Transcript => "transcript",
        SourceKind::Post => "post",
        SourceKind::OfficialText => "official text",
    }
}

/// Language name; the code where it has none here.
pub(crate) fn language(lang: &Lang) -> &str {
    match lang {
        Lang::En => "English",
        Lang::Ru => "Russian",
        Lang::Uk => "Ukrainian",
        Lang::Other(code) => match code.split('-').next().unwrap_or("") {
            "be" => "Belarusian",
            "bg" => "Bulgarian",
            "de" => "German",
            "es" => "Spanish",
            "fr" => "French",
            "pl" => "Polish",
            _ => code,
        },
    }
}

/// Everything there is to say about a role of evidence.
pub(crate) struct RoleWords {
    /// Letter set behind a mark.
    pub letter: &'static str,
    /// CSS class.
    pub class: &'static str,
    /// Name.
    pub name: &'static str,
    /// What such words do, for the legend.
    pub meaning: &'static str,
}

/// The words of a role.
pub(crate) fn role(role: Role) -> RoleWords {
    let (letter, class, name, meaning) = match role {
        Role::Rung => (
            "d",
            "rung",
            "degree",
            "how far the speaker goes: the words that place the position on the ladder",
        ),
        Role::Condition => ("c", "condition", "condition", "what has to be so first"),
        Role::Hedge => (
            "h",
            "hedge",
            "hedge",
            "how sure or how bound the speaker is",
        ),
        Role::Term => ("t", "term", "term", "who, whom, how many, when, where, how"),
        Role::Polarity => (
            "n",
            "polarity",
            "negation",
            "the words that turn it into a no",
        ),
        Role::Holder => ("w", "holder", "holder", "whose position it is"),
        Role::Antecedent => (
            "a",
            "antecedent",
            "antecedent",
            "what “this” or “such” stands for",
        ),
        Role::Clause => ("", "clause", "clause", "the clause that was compared"),
    };
    RoleWords {
        letter,
        class,
        name,
        meaning,
    }
}

/// How far a person has settled it.
pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Suggested => "machine’s suggestion",
        Status::Confirmed => "confirmed by a person",
        Status::Rejected => "rejected by a person",
    }
}

/// How a witness differs from the best one.
pub(crate) fn variant(how: &str) -> &str {
    match how {
        "exact" => "the same words",
        "near" => "nearly the same words",
        "cut" => "cut",
        "translated" => "translated",
        "back_translated" => "translated back",
        "retold" => "retold",
        other => other,
    }
}

/// Heading of a group of problems.
pub(crate) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Not done",
        Severity::Warning => "The result may lack something",
        Severity::Info => "Worth knowing",
    }
}

/// By what means the record was made.
pub(crate) fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::Lexical => "words, names, numbers and tables of cues; no sentence encoder",
        Tier::Encoder => {
            "words, names, numbers and tables of cues, with a sentence encoder to find passages on the same subject"
        }
    }
}

/// What is printed where a side says nothing in the sources.
pub(crate) const NOT_FOUND: &str = "No statement found in these sources";

/// `1 claim`, `2 claims`.
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interface_never_calls_a_speaker_wrong() {
        let source = include_str!("words.rs");
        for word in ["l\u{69}e", "fals\u{65}", "untru\u{65}", "wron\u{67}ly"] {
            assert!(!source.contains(&format!("\"{word}")), "{word}");
        }
        assert_eq!(
            finding(DivergenceKind::Overstated, Axis::BetweenSides, "Marrow"),
            "goes further than Marrow’s own account"
        );
    }
}
