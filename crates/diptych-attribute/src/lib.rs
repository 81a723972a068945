//! Who said what when: quotations, indirect speech, turns, speakers and dates from a document.
