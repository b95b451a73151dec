-- The journal, its head and the requests that were answered.
-- The position is the row's own key: a batch then fills a few pages at the end of the table, and not
-- one page for each case that it touches (measured: 1.5 to 2 times the commits).
CREATE TABLE journal (
    position       INTEGER PRIMARY KEY NOT NULL,  -- from 0, without gaps
    stream         TEXT NOT NULL,
    version        INTEGER NOT NULL,              -- within the stream, from 1, without gaps
    type           TEXT NOT NULL,
    recorded_at_us INTEGER NOT NULL,              -- microseconds since 1970-01-01T00:00:00Z, never less than before
    person         TEXT NOT NULL,
    capacity       TEXT NOT NULL,
    request_id     TEXT NOT NULL,
    cause          TEXT NOT NULL,
    known_on       TEXT NOT NULL,                 -- ISO date
    entered_later  INTEGER NOT NULL,              -- 1: known earlier than it was recorded
    salt           BLOB NOT NULL,
    payload        BLOB NOT NULL,                 -- ladder.v1.Event, deterministic
    digest         BLOB NOT NULL,                 -- SHA-256(salt || payload)
    leaf           BLOB NOT NULL,                 -- RFC 6962 leaf hash of ladder.v1.JournalEnvelope
    UNIQUE (stream, version)
);

CREATE INDEX journal_entered_later ON journal (known_on, stream) WHERE entered_later = 1;

CREATE TABLE log_head (
    id             INTEGER PRIMARY KEY CHECK (id = 1),
    size           INTEGER NOT NULL,              -- events in the journal
    frontier       BLOB NOT NULL,                 -- of the RFC 6962 tree over the leaves
    recorded_at_us INTEGER NOT NULL               -- of the last event
);

INSERT INTO log_head (id, size, frontier, recorded_at_us) VALUES (1, 0, x'0000000000000000', 0);

CREATE TABLE request (
    request_id  TEXT PRIMARY KEY NOT NULL,
    fingerprint BLOB NOT NULL,                    -- of what was asked
    response    BLOB NOT NULL,                    -- what was answered, and will be for ever (db/stored_answer.hpp)
    position    INTEGER NOT NULL                  -- size of the journal before it
);

CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;

CREATE TRIGGER journal_is_never_removed BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'nothing is removed from the journal'); END;

CREATE TRIGGER request_is_never_changed BEFORE UPDATE ON request
BEGIN SELECT RAISE(ABORT, 'an answer is never changed'); END;

CREATE TRIGGER request_is_never_removed BEFORE DELETE ON request
BEGIN SELECT RAISE(ABORT, 'no answer is removed'); END;

CREATE TRIGGER log_head_never_goes_back BEFORE UPDATE ON log_head
WHEN NEW.size < OLD.size OR NEW.recorded_at_us < OLD.recorded_at_us
BEGIN SELECT RAISE(ABORT, 'the journal never gets shorter'); END;

CREATE TRIGGER log_head_is_never_removed BEFORE DELETE ON log_head
BEGIN SELECT RAISE(ABORT, 'the journal never gets shorter'); END;
