//! Language knowledge for English, Russian and Ukrainian: sentences, words, dates, cue and ladder tables.
