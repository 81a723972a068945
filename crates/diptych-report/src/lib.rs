//! Reports from a record: HTML, Markdown, JSON and plots.
