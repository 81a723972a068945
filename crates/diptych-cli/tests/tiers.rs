//! By what means passages are matched: the encoder inside, one in a file, or none; and every
//! output says which.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const CASE: &str = "title = 'The weir'\n\
    [[side]]\nname = 'Arland'\npeople = [{ name = 'Ada Renn', aliases = ['Ада Ренн', 'Ренн'] }]\n\
    [[side]]\nname = 'Borvia'\npeople = [{ name = 'Bo Lind', aliases = ['Бо Линд', 'Бо Лінд'] }]\n\
    [[issue]]\nname = 'The weir'\nterms = ['weir', 'плотина', 'гребля']\n";

/// One utterance as its speaker's office has it, and as two outlets translate it; and an answer.
const SOURCES: [(&str, &str); 4] = [
    (
        "office.md",
        "---\ndate: 2031-04-03\noutlet: The Arland Office\nlang: en\n---\n\n“We have seen what the spring did to the lower villages, and nobody who saw it \
         will ask us to wait until autumn,” Ada Renn said on 3 April 2031.\n",
    ),
    (
        "herald.md",
        "---\ndate: 2031-04-03\noutlet: Вестник\nlang: ru\n---\n\n«Мы видели, что весна сделала с нижними деревнями, и никто из тех, кто это видел, \
         не попросит нас ждать до осени», — заявила Ада Ренн 3 апреля 2031 года.\n",
    ),
    (
        "visnyk.md",
        "---\ndate: 2031-04-03\noutlet: Вісник\nlang: uk\n---\n\n«Ми бачили, що весна зробила з нижніми селами, і ніхто з тих, хто це бачив, \
         не попросить нас чекати до осені», — заявила Ада Ренн 3 квітня 2031 року.\n",
    ),
    (
        "answer.md",
        "---\ndate: 2031-04-04\noutlet: The Post\nlang: en\n---\n\n“We are ready to open the weir in May,” Bo Lind said on 4 April 2031.\n",
    ),
];

fn case() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("sources")).unwrap();
    fs::write(dir.path().join("case.toml"), CASE).unwrap();
    for (name, text) in SOURCES {
        fs::write(dir.path().join("sources").join(name), text).unwrap();
    }
    fs::write(
        dir.path().join("draft.md"),
        "“We are ready to open the weir in May,” Bo Lind said.\n",
    )
    .unwrap();
    dir
}

fn run(dir: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diptych"));
    command.current_dir(dir).args(args).output().unwrap()
}

fn text(dir: &Path, args: &[&str]) -> String {
    let output = run(dir, args);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {error}");
    String::from_utf8(output.stdout).unwrap()
}

fn record(dir: &Path, args: &[&str]) -> serde_json::Value {
    let all = [&["compare", ".", "-q", "--format", "json"], args].concat();
    serde_json::from_str(&text(dir, &all)).unwrap()
}

/// The sources of every utterance.
fn joined(record: &serde_json::Value) -> Vec<usize> {
    let utterances = record["utterances"].as_array().unwrap();
    let mut all: Vec<usize> = utterances
        .iter()
        .map(|utterance| utterance["witnesses"].as_array().unwrap().len())
        .collect();
    all.sort_unstable();
    all
}

fn weights() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.join("../diptych-encode/weights/multilingual-e5-small.bin")
}

#[test]
fn copies_in_three_languages_are_one_utterance_by_the_encoder() {
    let dir = case();
    let inside = record(dir.path(), &[]);
    assert_eq!(inside["tier"], "encoder");
    assert_eq!(joined(&inside), [1, 3], "{:#}", inside["utterances"]);
    // The same weights from a file give the same record.
    let path = weights();
    let file = record(dir.path(), &["--model", path.to_str().unwrap()]);
    assert_eq!(inside, file);
}

#[test]
fn without_an_encoder_all_works_and_says_so() {
    let dir = case();
    let lexical = record(dir.path(), &["--no-model"]);
    assert_eq!(lexical["tier"], "lexical");
    assert_eq!(lexical["statements"].as_array().unwrap().len(), 4);
    assert_ne!(joined(&lexical), [1, 3]);
}

#[test]
fn every_output_names_what_made_it() {
    let dir = case();
    let path = weights();
    let model = ["--model", path.to_str().unwrap()];
    let tiers = [
        (&["--no-model"][..], "matched by words alone", "\"lexical\""),
        (
            &model[..],
            "matched by words and a sentence encoder",
            "\"encoder\"",
        ),
    ];
    for (flags, told, key) in tiers {
        for args in [
            &["compare", ".", "-q"][..],
            &["timeline", ".", "-q"],
            &["timeline", ".", "-q", "--format", "md"],
            &["timeline", ".", "-q", "--format", "svg"],
            &["verify", ".", "draft.md", "-q"],
            &["check", ".", "Borvia has agreed to open the weir", "-q"],
        ] {
            let out = text(dir.path(), &[args, flags].concat());
            // Lines may be broken anywhere.
            let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(
                out.to_lowercase().contains(told),
                "{args:?} {flags:?}: {out}"
            );
        }
        for args in [
            &["compare", ".", "-q", "--format", "json"][..],
            &["timeline", ".", "-q", "--format", "json"],
            &["verify", ".", "draft.md", "-q", "--json"],
            &[
                "check",
                ".",
                "Borvia has agreed to open the weir",
                "-q",
                "--json",
            ],
        ] {
            let out = text(dir.path(), &[args, flags].concat());
            let tier = out.lines().find(|line| line.contains("\"tier\""));
            assert!(
                tier.is_some_and(|line| line.contains(key)),
                "{args:?} {flags:?}: {tier:?}"
            );
        }
        for format in ["html", "md"] {
            let args = ["compare", ".", "-q", "--format", format];
            let out = text(dir.path(), &[&args, flags].concat());
            let lexical = out.contains("no sentence encoder");
            let encoder = out.contains("with a sentence encoder");
            assert!(
                lexical != encoder && lexical == (key == "\"lexical\""),
                "{format} {flags:?}"
            );
        }
    }
}

#[test]
fn a_file_that_is_no_encoder_is_refused_with_what_to_do() {
    let dir = case();
    fs::write(dir.path().join("none.bin"), b"nothing").unwrap();
    // Cut off in the middle of the weights.
    let whole = fs::read(weights()).unwrap();
    fs::write(dir.path().join("half.bin"), &whole[..whole.len() / 2]).unwrap();
    for file in ["none.bin", "half.bin", "absent.bin", "sources"] {
        let output = run(dir.path(), &["compare", ".", "-q", "--model", file]);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{file}: {error}");
        assert!(
            error.contains(file) && error.contains("--no-model"),
            "{error}"
        );
        assert!(output.stdout.is_empty());
    }
    let both = run(
        dir.path(),
        &["compare", ".", "--no-model", "--model", "none.bin"],
    );
    assert_eq!(both.status.code(), Some(2));
}

#[test]
fn a_question_is_answered_alike_with_what_a_store_knows() {
    let dir = case();
    let ask = [
        "check",
        ".",
        "Borvia will open the weir in May",
        "--all",
        "-q",
    ];
    let plain = text(dir.path(), &ask);
    assert!(
        plain.contains("We are ready to open the weir in May"),
        "{plain}"
    );
    text(dir.path(), &["init", ".", "-q"]);
    for time in ["first", "second"] {
        assert_eq!(plain, text(dir.path(), &ask), "the {time} time");
    }
}
