//! The JSON Schema: the file is current, and a rich record holds to it.

mod common;

use std::path::Path;

#[test]
fn the_schema_files_are_current() {
    for (name, schema) in [
        ("record", diptych_report::schema()),
        ("verify", diptych_report::verify_schema()),
        ("check", diptych_report::check_schema()),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schema/{name}.schema.json"));
        if std::env::var_os("DIPTYCH_BLESS").is_some() {
            std::fs::write(&path, &schema).unwrap();
        }
        let stored = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            stored.replace("\r\n", "\n") == schema,
            "schema/{name}.schema.json is out of date; run this test with DIPTYCH_BLESS=1"
        );
    }
}

#[test]
fn a_rich_record_validates() {
    let schema = serde_json::from_str(&diptych_report::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let record = serde_json::from_str(&diptych_report::json(&common::sample())).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&record)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
}

#[test]
fn a_record_with_a_field_of_another_form_does_not_validate() {
    let schema = serde_json::from_str(&diptych_report::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut record: serde_json::Value =
        serde_json::from_str(&diptych_report::json(&common::sample())).unwrap();
    record["divergences"][0]["kind"] = "a lie".into();
    assert!(!validator.is_valid(&record));
}
