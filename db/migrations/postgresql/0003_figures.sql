-- Figures and the rows that imports kept aside. Rows of an import are seen once its event is in the journal.
CREATE SEQUENCE import_number AS BIGINT START 1;

CREATE TABLE observation (
    indicator     TEXT COLLATE "C" NOT NULL,
    body          TEXT COLLATE "C" NOT NULL,
    period_end    TEXT COLLATE "C" NOT NULL,  -- ISO date
    import_number BIGINT NOT NULL,
    revision      INTEGER NOT NULL,           -- from 1
    value         DOUBLE PRECISION NOT NULL,
    numerator     DOUBLE PRECISION,
    denominator   DOUBLE PRECISION,
    published_on  TEXT COLLATE "C" NOT NULL,  -- ISO date
    quality       SMALLINT NOT NULL,          -- ladder.v1.Quality
    marking       SMALLINT NOT NULL,          -- ladder.v1.Marking
    PRIMARY KEY (indicator, body, period_end, import_number)
);

CREATE TABLE quarantine (
    import_number BIGINT NOT NULL,
    row_number    BIGINT NOT NULL,            -- within the import, from 1
    issue         BYTEA NOT NULL,             -- ladder.v1.TextIssue
    text          TEXT NOT NULL,              -- the row as it stood
    PRIMARY KEY (import_number, row_number)
);

CREATE TRIGGER observation_is_never_changed BEFORE UPDATE OR DELETE ON observation
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER observation_is_never_emptied BEFORE TRUNCATE ON observation
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER quarantine_is_never_changed BEFORE UPDATE OR DELETE ON quarantine
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER quarantine_is_never_emptied BEFORE TRUNCATE ON quarantine
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON observation, quarantine TO ladder_app;
GRANT USAGE ON SEQUENCE import_number TO ladder_app;
