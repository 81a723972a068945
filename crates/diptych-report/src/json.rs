//! The record as JSON, and its schema.

use diptych_core::Record;

/// The record as it is, with its headline, as indented JSON with a final line end.
pub fn json(record: &Record) -> String {
    let record = Record {
        headline: Some(crate::headline(record)),
        ..record.clone()
    };
    let mut text = serde_json::to_string_pretty(&record)
        .expect("a record holds strings, numbers and lists only, which JSON can write");
    text.push('\n');
    text
}

/// The JSON Schema (draft 2020-12) of the record, with a final line end.
///
/// The same text stands in `schema/record.schema.json` of this crate.
pub fn schema() -> String {
    let schema = serde_json::to_string_pretty(&diptych_core::json_schema());
    schema.expect("a schema is a JSON value") + "\n"
}

/// The JSON Schema (draft 2020-12) of what `verify --json` prints, with a final line end.
///
/// The same text stands in `schema/verify.schema.json` of this crate.
pub fn verify_schema() -> String {
    let schema = serde_json::to_string_pretty(&diptych_core::verify_schema());
    schema.expect("a schema is a JSON value") + "\n"
}

/// The JSON Schema (draft 2020-12) of what `check --json` prints, with a final line end.
///
/// The same text stands in `schema/check.schema.json` of this crate.
pub fn check_schema() -> String {
    let schema = serde_json::to_string_pretty(&diptych_core::check_schema());
    schema.expect("a schema is a JSON value") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_reads_back() {
        let record = Record {
            schema: diptych_core::SCHEMA_VERSION.to_owned(),
            ..Record::default()
        };
        let text = json(&record);
        assert!(text.ends_with("}\n"));
        let back: Record = serde_json::from_str(&text).unwrap();
        let headline = back.headline.clone().unwrap();
        assert!(headline.text.starts_with("No point was found"));
        assert_eq!(
            Record {
                headline: None,
                ..back
            },
            record
        );
    }
}
