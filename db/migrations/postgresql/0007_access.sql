-- People and what was looked at: read models of the journal; as 0002_read_models.sql says.

-- People: ladder.v1.Person. `person` is the identifier in lower case.
CREATE TABLE people_row (
    name          TEXT COLLATE "C" NOT NULL,
    from_position BIGINT NOT NULL,
    to_position   BIGINT NOT NULL,
    person        TEXT COLLATE "C" NOT NULL,
    identity      TEXT COLLATE "C" NOT NULL,
    certificate   TEXT COLLATE "C" NOT NULL,
    administrator TEXT COLLATE "C" NOT NULL,
    content       BYTEA NOT NULL,
    PRIMARY KEY (name, from_position)
);

CREATE INDEX people_row_now ON people_row (name) WHERE to_position = 9223372036854775807;
CREATE INDEX people_row_person ON people_row (person, name) WHERE to_position = 9223372036854775807;
CREATE INDEX people_row_identity ON people_row (identity, name)
    WHERE to_position = 9223372036854775807 AND identity <> '';
CREATE INDEX people_row_certificate ON people_row (certificate, name)
    WHERE to_position = 9223372036854775807 AND certificate <> '';

-- What was looked at or tried: ladder.v1.AccessRecord, one row for ever.
CREATE TABLE access_row (
    name          TEXT COLLATE "C" NOT NULL,
    from_position BIGINT NOT NULL,
    to_position   BIGINT NOT NULL,
    kind          TEXT COLLATE "C" NOT NULL,
    person        TEXT COLLATE "C" NOT NULL,
    day           TEXT COLLATE "C" NOT NULL,
    content       BYTEA NOT NULL,
    PRIMARY KEY (name, from_position)
);

CREATE INDEX access_row_now ON access_row (name) WHERE to_position = 9223372036854775807;
CREATE INDEX access_row_day ON access_row (day, name) WHERE to_position = 9223372036854775807;
CREATE INDEX access_row_person ON access_row (person, name) WHERE to_position = 9223372036854775807;

-- What people prove themselves by. It is no history, so it stands beside the journal: it changes, it
-- is removed, and only hashes of it are kept. `person` is a name of people_row.

-- Passwords, by argon2id as libsodium writes it, and failed attempts since the last good one.
CREATE TABLE account (
    person          TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    password        TEXT COLLATE "C" NOT NULL,
    failed          BIGINT NOT NULL,
    locked_until_us BIGINT NOT NULL       -- microseconds since 1970-01-01T00:00:00Z; 0: not
);

-- One-time links by which a password is chosen: SHA-256 of the code in hexadecimal. One a person.
CREATE TABLE invitation (
    person        TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    code_hash     TEXT COLLATE "C" NOT NULL UNIQUE,
    expires_at_us BIGINT NOT NULL
);

-- Sessions of the console: SHA-256 of the cookie's secret in hexadecimal.
CREATE TABLE session (
    secret_hash   TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    person        TEXT COLLATE "C" NOT NULL,
    capacity      TEXT COLLATE "C" NOT NULL,
    created_at_us BIGINT NOT NULL,
    seen_at_us    BIGINT NOT NULL,
    ends_at_us    BIGINT NOT NULL
);

CREATE INDEX session_person ON session (person);

-- Tokens of the API: SHA-256 of the secret in hexadecimal. `capacities` are parted by blanks.
CREATE TABLE api_token (
    id            TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    secret_hash   TEXT COLLATE "C" NOT NULL UNIQUE,
    person        TEXT COLLATE "C" NOT NULL,
    title         TEXT COLLATE "C" NOT NULL,
    capacities    TEXT COLLATE "C" NOT NULL,
    read_only     BIGINT NOT NULL,
    created_at_us BIGINT NOT NULL,
    expires_at_us BIGINT NOT NULL,
    used_on       TEXT COLLATE "C" NOT NULL            -- the day of the last use; empty: never
);

CREATE INDEX api_token_person ON api_token (person);

-- Read models are updated where content is destroyed, as 0006_checkpoints.sql says.
GRANT SELECT, INSERT, UPDATE ON people_row, access_row TO ladder_app;

GRANT SELECT, INSERT, UPDATE, DELETE ON account, invitation, session, api_token TO ladder_app;
