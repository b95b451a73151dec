-- Figures and the rows that imports kept aside. Rows of an import are seen once its event is in the journal.
CREATE TABLE import_number (
    number INTEGER PRIMARY KEY AUTOINCREMENT
);

CREATE TABLE observation (
    indicator     TEXT NOT NULL,
    body          TEXT NOT NULL,
    period_end    TEXT NOT NULL,     -- ISO date
    import_number INTEGER NOT NULL,
    revision      INTEGER NOT NULL,  -- from 1
    value         REAL NOT NULL,
    numerator     REAL,
    denominator   REAL,
    published_on  TEXT NOT NULL,     -- ISO date
    quality       INTEGER NOT NULL,  -- ladder.v1.Quality
    marking       INTEGER NOT NULL,  -- ladder.v1.Marking
    PRIMARY KEY (indicator, body, period_end, import_number)
) WITHOUT ROWID;

CREATE TABLE quarantine (
    import_number INTEGER NOT NULL,
    row_number    INTEGER NOT NULL,  -- within the import, from 1
    issue         BLOB NOT NULL,     -- ladder.v1.TextIssue
    text          TEXT NOT NULL,     -- the row as it stood
    PRIMARY KEY (import_number, row_number)
) WITHOUT ROWID;

CREATE TRIGGER observation_is_never_changed BEFORE UPDATE ON observation
BEGIN SELECT RAISE(ABORT, 'a figure is never changed: revisions are added'); END;

CREATE TRIGGER observation_is_never_removed BEFORE DELETE ON observation
BEGIN SELECT RAISE(ABORT, 'no figure is removed'); END;

CREATE TRIGGER quarantine_is_never_changed BEFORE UPDATE ON quarantine
BEGIN SELECT RAISE(ABORT, 'a row kept aside is never changed'); END;

CREATE TRIGGER quarantine_is_never_removed BEFORE DELETE ON quarantine
BEGIN SELECT RAISE(ABORT, 'no row kept aside is removed'); END;
