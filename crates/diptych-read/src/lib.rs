//! Readers: bytes in; a document, its map to the source and the problems out.
