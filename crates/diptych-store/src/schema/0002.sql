-- Schema 2. A translation has a language, a basis and an author beside its words, as JSON.
ALTER TABLE decision ADD COLUMN rendering TEXT;
