//! Cases: the sides, their people and bodies, and the issues.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{IssueId, Matching, Period, SideId};

/// A person of a side.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// Full name in its base form.
    pub name: String,
    /// Role or rank.
    pub role: Option<String>,
    /// Other spellings and short forms.
    pub aliases: Vec<String>,
}

/// A party to the case: its people and bodies.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Side {
    /// Given, or made from the name.
    pub id: SideId,
    /// Name to show.
    pub name: String,
    /// People, the first ranking highest.
    pub people: Vec<Person>,
    /// Bodies and seats of power. The same name may stand on two sides; context decides.
    pub bodies: Vec<String>,
}

/// What the sides talk about.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Issue {
    /// Given, or made from the name.
    pub id: IssueId,
    /// Name to show.
    pub name: String,
    /// One sentence of description.
    pub about: Option<String>,
    /// Words that stand for it, in any language.
    pub terms: Vec<String>,
}

/// A case: what is compared.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Case {
    /// Title to show.
    pub title: String,
    /// Supplies missing years; never filters.
    pub period: Period,
    /// The parties, in the order in which they are shown.
    pub sides: Vec<Side>,
    /// The issues, in the order in which they are shown.
    pub issues: Vec<Issue>,
    /// How surely two passages must be one before they count as one.
    #[serde(default)]
    pub matching: Matching,
}

impl Case {
    /// The side with this identifier.
    pub fn side(&self, id: &SideId) -> Option<&Side> {
        self.sides.iter().find(|side| side.id == *id)
    }

    /// Where the side stands in the order of the case.
    pub fn side_order(&self, id: &SideId) -> usize {
        self.sides
            .iter()
            .position(|side| side.id == *id)
            .unwrap_or(usize::MAX)
    }

    /// The issue with this identifier.
    pub fn issue(&self, id: &IssueId) -> Option<&Issue> {
        self.issues.iter().find(|issue| issue.id == *id)
    }
}
