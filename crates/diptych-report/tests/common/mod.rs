//! An invented case with every kind of entry, and a small writer for it.
//!
//! Marks are written into the words: `{d:are ready} to talk {c:if it is quiet}`.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

pub mod page;
mod sample;

use diptych_core::{
    Act, Anchor, Aspect, Attribution, Axis, Basis, CaseHead, Claim, Context, Day, Divergence,
    DivergenceKind, Evidence, Holder, IssueId, Lang, Named, Polarity, Position, PositionId,
    Proposition, Reality, Record, Role, Rung, SCHEMA_VERSION, Said, SideId, Slot, Source, SourceId,
    Span, Speaker, Statement, StatementId, StatementKind, Status, Term, Time, Verdict, Wording,
    digest, short,
};

pub use sample::sample;

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// A record in the making.
pub struct Writer {
    pub record: Record,
    at: usize,
}

/// What a statement says of itself.
pub struct Say<'a> {
    pub source: usize,
    pub side: &'a str,
    pub speaker: &'a str,
    pub role: &'a str,
    pub date: &'a str,
    pub issue: &'a str,
    pub kind: StatementKind,
    /// Words with marks; fragments parted by `//`.
    pub words: &'a str,
}

impl Writer {
    pub fn new(title: &str, sides: &[(&str, &str)], issues: &[(&str, &str)]) -> Self {
        fn named<I: for<'a> From<&'a str>>(list: &[(&str, &str)]) -> Vec<Named<I>> {
            list.iter()
                .map(|(id, name)| Named {
                    id: I::from(id),
                    name: (*name).to_owned(),
                })
                .collect()
        }
        let record = Record {
            schema: SCHEMA_VERSION.to_owned(),
            case: CaseHead {
                title: title.to_owned(),
                sides: named::<SideId>(sides),
                issues: named::<IssueId>(issues),
                ..CaseHead::default()
            },
            ..Record::default()
        };
        Self { record, at: 100 }
    }

    pub fn source(
        &mut self,
        path: &str,
        outlet: &str,
        lang: &str,
        date: &str,
        title: &str,
    ) -> usize {
        let sha256 = digest(path.as_bytes());
        self.record.sources.push(Source {
            id: SourceId::from(format!("src-{}", &sha256[..12])),
            path: path.to_owned(),
            url: Some(format!(
                "https://{}.example/{}",
                outlet.to_lowercase().replace(' ', "-"),
                path
            )),
            outlet: Some(outlet.to_owned()),
            published: Day::parse(date),
            lang: Lang::from(lang),
            title: Some(title.to_owned()),
            sha256,
            bytes: 4_000,
            ..Source::default()
        });
        self.record.sources.len() - 1
    }

    pub fn say(&mut self, say: &Say<'_>) -> StatementId {
        let source = &self.record.sources[say.source];
        let mut fragments = Vec::new();
        let mut marks = Vec::new();
        for part in say.words.split("//") {
            let start = self.at;
            let mut text = String::new();
            let mut open = Vec::new();
            let mut rest = part;
            while let Some(at) = rest.find(['{', '}']) {
                text.push_str(&rest[..at]);
                if rest[at..].starts_with('{') {
                    open.push((rest[at + 1..].chars().next().unwrap(), start + text.len()));
                    rest = &rest[at + 3..];
                } else {
                    let (role, from) = open.pop().unwrap();
                    marks.push((role, Span::new(from, start + text.len())));
                    rest = &rest[at + 1..];
                }
            }
            text.push_str(rest);
            self.at += text.len() + 40;
            fragments.push(Anchor {
                start,
                end: start + text.len(),
                text,
            });
        }
        let span = Span::new(fragments[0].start, fragments.last().unwrap().end);
        let id = Statement::derive_id(&source.sha256, Some(say.speaker), span);
        let own = !matches!(say.kind, StatementKind::Indirect | StatementKind::Mixed)
            && say.kind.is_said();
        let whole: Vec<(usize, String)> = fragments
            .iter()
            .map(|each| (each.start, each.text.clone()))
            .collect();
        self.record.statements.push(Statement {
            id: id.clone(),
            source: source.id.clone(),
            path: source.path.clone(),
            lang: source.lang.clone(),
            kind: say.kind,
            wording: if own {
                Wording::Speaker
            } else {
                Wording::Outlet
            },
            speaker: Speaker {
                name: (!say.speaker.is_empty()).then(|| say.speaker.to_owned()),
                mention: say.speaker.split(' ').next_back().map(str::to_owned),
                role: (!say.role.is_empty()).then(|| say.role.to_owned()),
                side: (!say.side.is_empty()).then(|| SideId::from(say.side)),
                basis: Some("full name".to_owned()),
                ..Speaker::default()
            },
            reported_by: source.outlet.iter().cloned().collect(),
            said: Day::parse(say.date).map(|day| Said::day(day, Basis::Explicit)),
            published: source.published,
            occasion: None,
            utterances: Vec::new(),
            fragments,
            context: Context::default(),
            issues: if say.issue.is_empty() {
                Vec::new()
            } else {
                vec![say.issue.into()]
            },
            cue: None,
            denied: false,
            is_question: false,
            cut: false,
            translations: Vec::new(),
            remarks: Vec::new(),
        });
        let evidence = marks
            .into_iter()
            .map(|(role, span)| {
                let role = match role {
                    'd' => Role::Rung,
                    'c' => Role::Condition,
                    'h' => Role::Hedge,
                    't' => Role::Term,
                    'n' => Role::Polarity,
                    'w' => Role::Holder,
                    'a' => Role::Antecedent,
                    _ => Role::Clause,
                };
                let text = whole
                    .iter()
                    .find_map(|(start, text)| {
                        text.get(span.start.checked_sub(*start)?..span.end - start)
                    })
                    .unwrap()
                    .to_owned();
                Evidence {
                    statement: id.clone(),
                    start: span.start,
                    end: span.end,
                    role,
                    text,
                    rule: (role == Role::Rung).then(|| "en/ladder/ready-to".to_owned()),
                }
            })
            .collect();
        self.position(&id, say, span, evidence);
        id
    }

    fn position(&mut self, id: &StatementId, say: &Say<'_>, clause: Span, evidence: Vec<Evidence>) {
        if say.issue.is_empty() {
            return;
        }
        let of = |role: Role| -> Vec<Span> {
            evidence
                .iter()
                .filter(|e| e.role == role)
                .map(|e| Span::new(e.start, e.end))
                .collect()
        };
        let terms = evidence
            .iter()
            .filter(|e| e.role == Role::Term)
            .map(|e| Term {
                slot: Slot::When,
                text: e.text.clone(),
                value: e.text.to_lowercase(),
                span: Span::new(e.start, e.end),
            })
            .collect();
        self.record.positions.push(Position {
            id: PositionId::from(short("po", &[id.as_str()])),
            statement: id.clone(),
            issue: Some(say.issue.into()),
            clause,
            proposition: Proposition {
                concepts: vec![say.issue.to_owned()],
                ..Proposition::default()
            },
            holder: Holder {
                name: Some(say.speaker.to_owned()),
                side: Some(say.side.into()),
            },
            attribution: Attribution::Own,
            speaks_for_side: false,
            act: Act::Commits,
            rung: Some(Rung::TakesNoPosition),
            cameo: None,
            plover: None,
            as_of: None,
            precedents: Vec::new(),
            polarity: Polarity::Positive,
            time: Time::Future,
            reality: Reality::Actual,
            conditions: of(Role::Condition),
            hedges: of(Role::Hedge),
            terms,
            evidence,
        });
    }

    /// The position of a statement, to be changed.
    pub fn of(&mut self, id: &StatementId) -> &mut Position {
        self.record
            .positions
            .iter_mut()
            .find(|each| each.statement == *id)
            .unwrap()
    }

    pub fn statement(&mut self, id: &StatementId) -> &mut Statement {
        self.record
            .statements
            .iter_mut()
            .find(|each| each.id == *id)
            .unwrap()
    }

    /// Makes the statement's position a claim about another.
    pub fn about(&mut self, id: &StatementId, name: &str, side: &str, how: Attribution) {
        let position = self.of(id);
        position.holder = Holder {
            name: Some(name.to_owned()),
            side: Some(side.into()),
        };
        position.attribution = how;
    }

    pub fn rung(&mut self, id: &StatementId, rung: Rung) {
        self.of(id).rung = Some(rung);
    }

    pub fn claim(&mut self, claim: &StatementId, verdict: Verdict, answers: &[&StatementId]) {
        let issue = self.of(claim).issue.clone().unwrap();
        let answer = answers.iter().map(|id| self.of(id).id.clone()).collect();
        let position = self.of(claim).id.clone();
        self.record.claims.push(Claim {
            position,
            issue,
            verdict,
            answer,
        });
    }

    pub fn part(
        &mut self,
        left: &StatementId,
        right: Option<&StatementId>,
        (axis, aspect, kind): (Axis, Aspect, DivergenceKind),
        score: f64,
        explanation: &str,
    ) -> &mut Divergence {
        let issue = self.of(left).issue.clone().unwrap();
        let left_position = self.of(left).id.clone();
        let right_position = right.map(|id| self.of(id).id.clone());
        let mut evidence = self.of(left).evidence.clone();
        if let Some(right) = right {
            evidence.extend(self.of(right).evidence.clone());
        }
        let right_key = right.map_or("", |id| id.as_str());
        self.record.divergences.push(Divergence {
            id: short(
                "di",
                &[left.as_str(), right_key, &format!("{axis:?}{aspect:?}")],
            )
            .into(),
            issue,
            axis,
            aspect,
            slot: (aspect == Aspect::Term).then_some(Slot::When),
            kind,
            score,
            left: left.clone(),
            right: right.cloned(),
            left_position,
            right_position,
            evidence,
            explanation: explanation.to_owned(),
            about: None,
            scope: None,
            status: Status::Suggested,
        });
        self.record.divergences.last_mut().unwrap()
    }
}
