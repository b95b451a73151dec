-- The journal, its head, the requests that were answered, and the role that applications work under.
-- Texts are compared byte by byte, so that both databases order names alike.
CREATE TABLE journal (
    position       BIGINT PRIMARY KEY,             -- from 0, without gaps
    stream         TEXT COLLATE "C" NOT NULL,
    version        BIGINT NOT NULL,                -- within the stream, from 1, without gaps
    type           TEXT NOT NULL,
    recorded_at_us BIGINT NOT NULL,                -- microseconds since 1970-01-01T00:00:00Z, never less than before
    person         TEXT NOT NULL,
    capacity       TEXT NOT NULL,
    request_id     TEXT COLLATE "C" NOT NULL,
    cause          TEXT NOT NULL,
    known_on       TEXT COLLATE "C" NOT NULL,      -- ISO date
    entered_later  SMALLINT NOT NULL,              -- 1: known earlier than it was recorded
    salt           BYTEA NOT NULL,
    payload        BYTEA NOT NULL,                 -- ladder.v1.Event, deterministic
    digest         BYTEA NOT NULL,                 -- SHA-256(salt || payload)
    leaf           BYTEA NOT NULL,                 -- RFC 6962 leaf hash of ladder.v1.JournalEnvelope
    UNIQUE (stream, version)
);

CREATE INDEX journal_entered_later ON journal (known_on, stream) WHERE entered_later = 1;

CREATE TABLE log_head (
    id             INTEGER PRIMARY KEY CHECK (id = 1),
    size           BIGINT NOT NULL,                -- events in the journal
    frontier       BYTEA NOT NULL,                 -- of the RFC 6962 tree over the leaves
    recorded_at_us BIGINT NOT NULL                 -- of the last event
) WITH (fillfactor = 10);                          -- one row, rewritten all the time

INSERT INTO log_head (id, size, frontier, recorded_at_us)
VALUES (1, 0, decode('0000000000000000', 'hex'), 0);

CREATE TABLE request (
    request_id  TEXT COLLATE "C" PRIMARY KEY,
    fingerprint BYTEA NOT NULL,                    -- of what was asked
    response    BYTEA NOT NULL,                    -- what was answered, and will be for ever (db/stored_answer.hpp)
    position    BIGINT NOT NULL                    -- size of the journal before it
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE FUNCTION refuse_going_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.size < OLD.size OR NEW.recorded_at_us < OLD.recorded_at_us THEN
        RAISE EXCEPTION 'the journal never gets shorter' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER journal_is_never_changed BEFORE UPDATE OR DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER journal_is_never_emptied BEFORE TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER request_is_never_changed BEFORE UPDATE OR DELETE ON request
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER request_is_never_emptied BEFORE TRUNCATE ON request
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER log_head_never_goes_back BEFORE UPDATE ON log_head
    FOR EACH ROW EXECUTE FUNCTION refuse_going_back();

CREATE TRIGGER log_head_is_never_removed BEFORE DELETE ON log_head
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER log_head_is_never_emptied BEFORE TRUNCATE ON log_head
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Roles belong to the cluster: another database of it may have made this one already, even now.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ladder_app') THEN
        CREATE ROLE ladder_app NOLOGIN;
    END IF;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

GRANT SELECT ON schema_migration TO ladder_app;
GRANT SELECT, INSERT ON journal, request TO ladder_app;
GRANT SELECT, UPDATE (size, frontier, recorded_at_us) ON log_head TO ladder_app;
