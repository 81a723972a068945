-- Schema 5: an encoder is told by a number, not by its name in every row, and has a table for what it makes
-- of the pieces of texts. Pairs of texts, which stood among the vectors one by one, are made anew.
CREATE TABLE encoder (
    row INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;
ALTER TABLE vector RENAME TO vector_4;
CREATE TABLE vector (
    row INTEGER PRIMARY KEY,
    encoder INTEGER NOT NULL REFERENCES encoder (row),
    text BLOB NOT NULL CHECK (length(text) = 16),
    numbers BLOB NOT NULL,
    UNIQUE (encoder, text)
) STRICT;
INSERT INTO encoder (name) SELECT DISTINCT model FROM vector_4 WHERE model NOT LIKE '% pairs' ORDER BY model;
INSERT INTO vector (encoder, text, numbers)
    SELECT e.row, v.text, v.numbers FROM vector_4 AS v JOIN encoder AS e ON e.name = v.model ORDER BY v.row;
DROP TABLE vector_4;
-- Begins with eight bytes of the SHA-256 of what follows.
CREATE TABLE piece (
    row INTEGER PRIMARY KEY,
    encoder INTEGER NOT NULL REFERENCES encoder (row),
    text BLOB NOT NULL CHECK (length(text) = 16),
    body BLOB NOT NULL,
    UNIQUE (encoder, text)
) STRICT;
-- What may be filtered on is filed together with other such: the statements are put into the index anew by the
-- step that comes with it.
INSERT INTO words (words) VALUES ('delete-all');
