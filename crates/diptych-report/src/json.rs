//! The record as JSON, and its schema.

use std::io::{self, Write};

use diptych_core::{Headline, Record};
use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

/// The record as it is, with its headline, as indented JSON with a final line end.
pub fn json(record: &Record) -> String {
    let mut text = Vec::new();
    write_json(record, &mut text).expect("memory takes everything that is written");
    String::from_utf8(text).expect("JSON is UTF-8")
}

/// Writes what [`json`] gives, piece by piece: of a large folder the text is longer than all else
/// that is held in memory.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write_json(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    let printed = Printed {
        record,
        headline: crate::headline(record),
    };
    serde_json::to_writer_pretty(&mut *out, &printed)?;
    out.write_all(b"\n")
}

/// A record with another headline, so that it need not be copied for it.
struct Printed<'r> {
    record: &'r Record,
    headline: Headline,
}

impl Serialize for Printed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Every field is named, so that a new one cannot be forgotten here.
        let Record {
            schema,
            tier,
            case,
            sources,
            statements,
            positions,
            utterances,
            claims,
            divergences,
            decisions,
            edits,
            problems,
            headline: _,
        } = self.record;
        let mut out = serializer.serialize_struct("Record", 13)?;
        out.serialize_field("schema", schema)?;
        out.serialize_field("tier", tier)?;
        out.serialize_field("case", case)?;
        out.serialize_field("sources", sources)?;
        out.serialize_field("statements", statements)?;
        out.serialize_field("positions", positions)?;
        out.serialize_field("utterances", utterances)?;
        out.serialize_field("claims", claims)?;
        out.serialize_field("divergences", divergences)?;
        if !decisions.is_empty() {
            out.serialize_field("decisions", decisions)?;
        }
        if !edits.is_empty() {
            out.serialize_field("edits", edits)?;
        }
        out.serialize_field("problems", problems)?;
        out.serialize_field("headline", &self.headline)?;
        out.end()
    }
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
        let whole = Record {
            headline: Some(crate::headline(&record)),
            ..record.clone()
        };
        assert_eq!(
            text,
            serde_json::to_string_pretty(&whole).unwrap() + "\n",
            "as its fields stand"
        );
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
