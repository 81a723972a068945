-- Schema 3: what is costly to make and follows from a text alone, made once.

-- The vector that an encoder (named by its digest) made of a text, which half of its SHA-256 names:
-- numbers of four bytes, the low one first.
CREATE TABLE vector (
    row INTEGER PRIMARY KEY,
    model TEXT NOT NULL,
    text BLOB NOT NULL CHECK (length(text) = 16),
    numbers BLOB NOT NULL,
    UNIQUE (model, text)
) STRICT;
