-- People and what was looked at: read models of the journal; as 0002_read_models.sql says.

-- People: ladder.v1.Person. `person` is the identifier in lower case.
CREATE TABLE people_row (
    name          TEXT NOT NULL,
    from_position INTEGER NOT NULL,
    to_position   INTEGER NOT NULL,
    person        TEXT NOT NULL,
    identity      TEXT NOT NULL,
    certificate   TEXT NOT NULL,
    administrator TEXT NOT NULL,
    content       BLOB NOT NULL,
    PRIMARY KEY (name, from_position)
) WITHOUT ROWID;

CREATE INDEX people_row_now ON people_row (name) WHERE to_position = 9223372036854775807;
CREATE INDEX people_row_person ON people_row (person, name) WHERE to_position = 9223372036854775807;
CREATE INDEX people_row_identity ON people_row (identity, name)
    WHERE to_position = 9223372036854775807 AND identity <> '';
CREATE INDEX people_row_certificate ON people_row (certificate, name)
    WHERE to_position = 9223372036854775807 AND certificate <> '';

-- What was looked at or tried: ladder.v1.AccessRecord, one row for ever.
CREATE TABLE access_row (
    name          TEXT NOT NULL,
    from_position INTEGER NOT NULL,
    to_position   INTEGER NOT NULL,
    kind          TEXT NOT NULL,
    person        TEXT NOT NULL,
    day           TEXT NOT NULL,
    content       BLOB NOT NULL,
    PRIMARY KEY (name, from_position)
) WITHOUT ROWID;

CREATE INDEX access_row_now ON access_row (name) WHERE to_position = 9223372036854775807;
CREATE INDEX access_row_day ON access_row (day, name) WHERE to_position = 9223372036854775807;
CREATE INDEX access_row_person ON access_row (person, name) WHERE to_position = 9223372036854775807;

-- What people prove themselves by. It is no history, so it stands beside the journal: it changes, it
-- is removed, and only hashes of it are kept. `person` is a name of people_row.

-- Passwords, by argon2id as libsodium writes it, and failed attempts since the last good one.
CREATE TABLE account (
    person          TEXT PRIMARY KEY NOT NULL,
    password        TEXT NOT NULL,
    failed          INTEGER NOT NULL,
    locked_until_us INTEGER NOT NULL       -- microseconds since 1970-01-01T00:00:00Z; 0: not
) WITHOUT ROWID;

-- One-time links by which a password is chosen: SHA-256 of the code in hexadecimal. One a person.
CREATE TABLE invitation (
    person        TEXT PRIMARY KEY NOT NULL,
    code_hash     TEXT NOT NULL UNIQUE,
    expires_at_us INTEGER NOT NULL
) WITHOUT ROWID;

-- Sessions of the console: SHA-256 of the cookie's secret in hexadecimal.
CREATE TABLE session (
    secret_hash   TEXT PRIMARY KEY NOT NULL,
    person        TEXT NOT NULL,
    capacity      TEXT NOT NULL,
    created_at_us INTEGER NOT NULL,
    seen_at_us    INTEGER NOT NULL,
    ends_at_us    INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX session_person ON session (person);

-- Tokens of the API: SHA-256 of the secret in hexadecimal. `capacities` are parted by blanks.
CREATE TABLE api_token (
    id            TEXT PRIMARY KEY NOT NULL,
    secret_hash   TEXT NOT NULL UNIQUE,
    person        TEXT NOT NULL,
    title         TEXT NOT NULL,
    capacities    TEXT NOT NULL,
    read_only     INTEGER NOT NULL,
    created_at_us INTEGER NOT NULL,
    expires_at_us INTEGER NOT NULL,
    used_on       TEXT NOT NULL            -- the day of the last use; empty: never
) WITHOUT ROWID;

CREATE INDEX api_token_person ON api_token (person);
