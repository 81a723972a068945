-- Schema 4: beginnings of two and three letters have lists of their own. The statements are put into
-- the new index by the step that comes with it.
DROP TABLE words;
CREATE VIRTUAL TABLE words USING fts5 (
    forms, stems, facets,
    content = '', contentless_delete = 1, prefix = '2 3',
    tokenize = 'unicode61 remove_diacritics 0'
);
