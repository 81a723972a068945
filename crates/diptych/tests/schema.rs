//! The record of the sample case against its published schema.

use diptych::core::parse_case;
use diptych::{Given, Options, compare, report};

#[test]
fn the_record_fits_its_schema() {
    let (case, _) = parse_case(
        "[[side]]\nname = 'North'\npeople = ['Ada Renn']\n[[side]]\nname = 'South'\npeople = ['Boris Lind']\n\
         [[issue]]\nname = 'The talks'\nterms = ['talks']\n",
    );
    let given = vec![
        Given::bytes(
            "a.md",
            "---\nurl: https://example.org/a\ndate: 2031-03-14\n---\n\n“Boris Lind agreed to the talks,” Ada Renn said on Monday.\n",
        ),
        Given::bytes(
            "b.txt",
            "“We will hold the talks only after a ceasefire,” Boris Lind said on 12 March.\n",
        ),
        Given::bytes("c.txt", [0_u8, 1, 2, 3]),
    ];
    let record = compare(case, given, &Options::default()).record;
    assert_eq!(record.sources.len(), 2);
    assert!(!record.statements.is_empty() && !record.problems.is_empty());

    let schema: serde_json::Value = serde_json::from_str(&report::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let instance: serde_json::Value = serde_json::from_str(&report::json(&record)).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&instance)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    assert!(
        !validator.is_valid(&serde_json::json!({ "schema": 1 })),
        "the schema can fail"
    );
}
