//! The pipeline from bytes to a comparison, and the facade for library users.
