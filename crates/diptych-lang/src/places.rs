//! States, their capitals, seats of power and demonyms, as speakers and as terms.
