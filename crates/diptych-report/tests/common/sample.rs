//! The invented case: three sides quarrel over a ferry and a border post.
// long: one invented case, entry by entry

use diptych_core::{
    About, Anchor, AsOf, Aspect, Attribution, Axis, Basis, DivergenceKind, Period, Precision,
    Problem, Record, Rung, Scope, Span, StatementKind as K, Status, Utterance, UtteranceId,
    Variant, Verdict, codes,
};

use super::{Say, Writer, day};

/// A record with every kind of entry.
pub fn sample() -> Record {
    let mut w = Writer::new(
        "The Orrin ferry talks",
        &[
            ("talvia", "Talvia"),
            ("kestria", "Kestria"),
            ("meren", "Meren Islands"),
        ],
        &[
            ("ferry", "The night ferry across the Orrin"),
            ("post", "A joint border post at Sill"),
            ("tolls", "Tolls for foreign lorries"),
        ],
    );
    w.record.case.period = Period {
        from: Some(day("2031-08-17")),
        to: Some(day("2031-08-21")),
    };
    let talvia = w.source(
        "sources/01-talvia-briefing.md",
        "Talvia Chancellery",
        "en",
        "2031-08-18",
        "Remarks by Chancellor Ada Renn after the talks at Orrin",
    );
    let courier = w.source(
        "sources/02-orrin-courier.html",
        "Orrin Courier",
        "en",
        "2031-08-19",
        "Both sides claim a breakthrough on the night ferry",
    );
    let kestria = w.source(
        "sources/03-kestria-ministry.txt",
        "МИД Кестрии",
        "ru",
        "2031-08-20",
        "Ответы министра Льва Горданова на вопросы печати",
    );
    let meren = w.source(
        "sources/04-meren-radio.txt",
        "Радіо Мерен",
        "uk",
        "2031-08-19",
        "Пряма мова: речниця уряду про нічний пором",
    );
    let wire = w.source(
        "sources/05-wire.txt",
        "North Wire",
        "en",
        "2031-08-20",
        "Kestrian minister cautious on the ferry",
    );
    w.record.sources[kestria].complete = true;
    w.record.sources[meren].truncated = true;
    w.record.sources[talvia].published_at = Some("2031-08-18T19:40:00-04:00".to_owned());

    let say = |w: &mut Writer, source, side, speaker, role, date, issue, kind, words| {
        w.say(&Say {
            source,
            side,
            speaker,
            role,
            date,
            issue,
            kind,
            words,
        })
    };
    let renn = ("talvia", "Ada Renn", "Chancellor");
    let gordan = ("kestria", "Лев Горданов", "министр иностранных дел");

    let claim = say(
        &mut w,
        talvia,
        renn.0,
        renn.1,
        renn.2,
        "2031-08-18",
        "ferry",
        K::Direct,
        "{w:Minister Gordanov} and I spoke for an hour this morning, and I can tell you {d:he agreed to} the night ferry, {t:starting on 1 September}.",
    );
    w.rung(&claim, Rung::AgreesTo);
    w.about(&claim, "Лев Горданов", "kestria", Attribution::Ascribed);
    w.of(&claim).proposition.action = Some("run the night ferry".to_owned());
    let context = &mut w.statement(&claim).context;
    context.before = Some("The chancellor came out to the press a little after noon.".to_owned());
    context.after = Some("She took no further questions on the timetable.".to_owned());
    w.statement(&claim).said.as_mut().unwrap().alternatives = vec![day("2031-08-17")];
    w.statement(&claim).occasion = Some("briefing at Orrin".to_owned());

    let own = say(
        &mut w,
        kestria,
        gordan.0,
        gordan.1,
        gordan.2,
        "2031-08-20",
        "ferry",
        K::Turn,
        "В разговоре была высказана мысль {d:рассмотреть возможность} ночного парома, {c:если обе стороны обеспечат охрану причалов}.//{n:Никаких} сроков мы {h:в принципе} {n:не называли}.",
    );
    w.rung(&own, Rung::OpenToDiscuss);
    w.of(&own).proposition.action = Some("рассмотреть возможность ночного парома".to_owned());
    let statement = w.statement(&own);
    statement.context.question = Some("Правда ли, что вы согласились на ночной паром?".to_owned());
    statement.said.as_mut().unwrap().basis = Basis::Weekday;

    let lind = say(
        &mut w,
        courier,
        renn.0,
        "Bo Lind",
        "envoy",
        "2031-08-19",
        "ferry",
        K::Direct,
        "We {d:have not settled} a date.//It is {h:as far as I know} {d:still an idea}.",
    );
    w.rung(&lind, Rung::Acknowledges);
    let wire_words = say(
        &mut w,
        wire,
        gordan.0,
        gordan.1,
        "foreign minister",
        "2031-08-20",
        "ferry",
        K::Indirect,
        "Kestria {d:would consider} a night ferry if both sides guarded the piers",
    );
    w.rung(&wire_words, Rung::OpenToDiscuss);
    let retold = say(
        &mut w,
        courier,
        gordan.0,
        gordan.1,
        "foreign minister",
        "2031-08-19",
        "ferry",
        K::Mixed,
        "Kestria {d:had accepted} the ferry “in the spirit of good neighbours”",
    );
    w.rung(&retold, Rung::AgreesTo);
    let meren_claim = say(
        &mut w,
        meren,
        "meren",
        "Оксана Верба",
        "речниця уряду",
        "2031-08-19",
        "ferry",
        K::Direct,
        "{d:Ми домовилися} з Тальвією, що пором ходитиме {t:двічі на тиждень}.",
    );
    w.rung(&meren_claim, Rung::AgreesTo);
    w.about(&meren_claim, "Ada Renn", "talvia", Attribution::Joint);
    let early = say(
        &mut w,
        kestria,
        gordan.0,
        gordan.1,
        gordan.2,
        "2031-08-17",
        "ferry",
        K::Block,
        "Ночной паром мы {d:исключаем}.\n\nИ я уже говорил об этом весной, когда нас спрашивали о дневном расписании, о пошлинах и о том, кто будет платить за причалы. Тогда же мы предложили начать с дневных рейсов.",
    );
    w.rung(&early, Rung::RulesOut);
    w.of(&early).as_of = Some(AsOf {
        from: Some(day("2031-04-01")),
        to: Some(day("2031-04-30")),
        basis: "весной".to_owned(),
    });
    let question = say(
        &mut w,
        kestria,
        "",
        "",
        "",
        "",
        "ferry",
        K::Turn,
        "So you {d:signed} the ferry agreement in secret?",
    );
    w.statement(&question).is_question = true;
    let belief = say(
        &mut w,
        courier,
        gordan.0,
        gordan.1,
        "foreign minister",
        "2031-08-19",
        "ferry",
        K::Attitude,
        "Gordanov hopes for a ferry before the winter",
    );
    w.record.claims.push(diptych_core::Claim {
        position: w
            .record
            .positions
            .iter()
            .find(|p| p.statement == belief)
            .unwrap()
            .id
            .clone(),
        issue: "ferry".into(),
        verdict: Verdict::Confirmed,
        answer: Vec::new(),
    });

    w.claim(&claim, Verdict::GoesFurther, &[&own, &early]);
    w.claim(&meren_claim, Verdict::OtherTerms, &[&lind]);
    w.part(&claim, Some(&own), (Axis::BetweenSides, Aspect::Degree, DivergenceKind::Overstated), 0.91,
        "Renn says that Gordanov agreed to the night ferry; Gordanov himself speaks of considering the possibility of it.");
    w.part(
        &claim,
        Some(&own),
        (
            Axis::BetweenSides,
            Aspect::Condition,
            DivergenceKind::Conditional,
        ),
        0.78,
        "Gordanov names a condition, guarded piers, which Renn leaves out.",
    )
    .status = Status::Confirmed;
    w.part(
        &claim,
        Some(&lind),
        (Axis::WithinSide, Aspect::Degree, DivergenceKind::Split),
        0.63,
        "Of one side, Renn speaks of an agreement and Lind of an idea without a date.",
    );
    w.part(&early, Some(&own), (Axis::OverTime, Aspect::Degree, DivergenceKind::Shifted), 0.55,
        "Gordanov ruled the night ferry out on 17 August and is open to considering it on 20 August.");
    w.part(
        &retold,
        Some(&own),
        (Axis::Retelling, Aspect::Degree, DivergenceKind::Overstated),
        0.51,
        "The Courier has Kestria accept the ferry; the transcript has the minister consider it.",
    );
    w.part(
        &meren_claim,
        Some(&lind),
        (
            Axis::BetweenSides,
            Aspect::Term,
            DivergenceKind::TermsDiffer,
        ),
        0.42,
        "Verba names two runs a week; Lind names no date.",
    );
    w.record.utterances.push(Utterance {
        id: UtteranceId::from("ut-1".to_owned()),
        occasion: Some("press conference".to_owned()),
        best: own.clone(),
        witnesses: vec![own.clone(), wire_words.clone()],
        variants: vec![Variant {
            statement: wire_words,
            how: "translated".to_owned(),
            sure: 0.93,
            why: Vec::new(),
        }],
        perhaps: vec![],
    });

    let post_claim = say(
        &mut w,
        talvia,
        renn.0,
        renn.1,
        renn.2,
        "2031-08-18",
        "post",
        K::Post,
        "Great talks at Orrin! {w:Kestria} {d:promised} us a joint post at Sill.",
    );
    w.rung(&post_claim, Rung::Promises);
    w.about(&post_claim, "Kestria", "kestria", Attribution::Ascribed);
    let denial = say(
        &mut w,
        kestria,
        gordan.0,
        "МИД Кестрии",
        "",
        "2031-08-20",
        "post",
        K::OfficialText,
        "Совместный пост в Силле мы {n:не} {d:обещали}; министр {d:отверг} это предложение ещё в июле.",
    );
    w.rung(&denial, Rung::Rejects);
    w.statement(&denial).speaker.is_body = true;
    let silent = say(
        &mut w,
        meren,
        "meren",
        "Оксана Верба",
        "речниця уряду",
        "2031-08-19",
        "post",
        K::Direct,
        "Кестрія {d:погодилася}, щоб наші митники стояли в Силлі.",
    );
    w.rung(&silent, Rung::AgreesTo);
    w.about(&silent, "Кестрія", "kestria", Attribution::Implied);
    w.statement(&silent).said.as_mut().unwrap().basis = Basis::Published;
    let agreed = say(
        &mut w,
        talvia,
        renn.0,
        "Bo Lind",
        "envoy",
        "2031-08-18",
        "post",
        K::Direct,
        "We {d:propose} one post for both.",
    );
    w.rung(&agreed, Rung::Proposes);
    w.claim(&post_claim, Verdict::Denied, &[&denial]);
    w.claim(&silent, Verdict::Silent, &[]);
    w.part(&post_claim, Some(&denial), (Axis::BetweenSides, Aspect::Polarity, DivergenceKind::Contradicted), 0.88,
        "Renn says that Kestria promised a joint post; the ministry says that it did not and that the minister turned it down.");
    let silence = w.part(&silent, None, (Axis::BetweenSides, Aspect::Silence, DivergenceKind::Silent), 0.47,
        "Verba says that Kestria agreed to island customs officers; the whole text of the ministry does not mention them.");
    silence.about = Some(About {
        side: "kestria".into(),
        name: None,
    });
    silence.scope = Some(Scope {
        sources: vec!["sources/03-kestria-ministry.txt".to_owned()],
        from: Some(day("2031-08-20")),
        to: Some(day("2031-08-20")),
    });
    w.part(
        &post_claim,
        Some(&agreed),
        (Axis::WithinSide, Aspect::None, DivergenceKind::Agrees),
        0.2,
        "Renn and Lind both speak for a joint post.",
    );

    let tolls = say(
        &mut w,
        courier,
        "meren",
        "",
        "",
        "",
        "tolls",
        K::Indirect,
        "tolls would be waived {t:from spring}",
    );
    let statement = w.statement(&tolls);
    statement.speaker.candidates = vec!["Оксана Верба".to_owned(), "Ivo Verba".to_owned()];
    statement.said = None;
    statement.cut = true;
    statement.denied = true;
    statement.cue = Some(Anchor {
        start: 10,
        end: 21,
        text: "denied that".to_owned(),
    });
    let month = say(
        &mut w,
        meren,
        "",
        "Jon Carrow",
        "harbour master",
        "2031-04-01",
        "",
        K::Direct,
        "The piers will stand another winter.",
    );
    let said = w.statement(&month).said.as_mut().unwrap();
    said.precision = Precision::Month;
    said.to = day("2031-04-30");

    w.record.problems = vec![
        Problem::new(&codes::NOT_TEXT, "the file is a picture").in_source("sources/06.png"),
        Problem::new(&codes::ODD_MARKS, "three quotation marks in one paragraph")
            .in_source("sources/04-meren-radio.txt")
            .at(Some(Span::new(120, 340))),
        Problem::new(&codes::NO_POSITION, "two statements were not understood"),
        Problem::new(&codes::OPEN_SPEAKER, "`Verba` fits two people")
            .in_source("sources/02-orrin-courier.html"),
    ];
    w.record
}
