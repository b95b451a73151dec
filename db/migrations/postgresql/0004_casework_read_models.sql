-- Read models of procedures, diaries, meetings and registers; as 0002_read_models.sql says.

-- Procedures: ladder.v1.ProcedureSummary.
CREATE TABLE procedure_row (
    name          TEXT COLLATE "C" NOT NULL,
    from_position BIGINT NOT NULL,
    to_position   BIGINT NOT NULL,
    definition    TEXT COLLATE "C" NOT NULL,
    case_name     TEXT COLLATE "C" NOT NULL,
    body          TEXT COLLATE "C" NOT NULL,
    stage         TEXT COLLATE "C" NOT NULL,
    ended_on      TEXT COLLATE "C" NOT NULL,
    content       BYTEA NOT NULL,
    PRIMARY KEY (name, from_position)
);

CREATE INDEX procedure_row_now ON procedure_row (name) WHERE to_position = 9223372036854775807;
CREATE INDEX procedure_row_case ON procedure_row (case_name, name) WHERE to_position = 9223372036854775807;

-- Deadlines: ladder.v1.Deadline.
CREATE TABLE deadline_row (
    name          TEXT COLLATE "C" NOT NULL,
    from_position BIGINT NOT NULL,
    to_position   BIGINT NOT NULL,
    parent        TEXT COLLATE "C" NOT NULL,
    body          TEXT COLLATE "C" NOT NULL,
    openness      TEXT COLLATE "C" NOT NULL,
    due_on        TEXT COLLATE "C" NOT NULL,
    content       BYTEA NOT NULL,
    PRIMARY KEY (name, from_position)
);

CREATE INDEX deadline_row_now ON deadline_row (name) WHERE to_position = 9223372036854775807;
CREATE INDEX deadline_row_due ON deadline_row (openness, due_on, name) WHERE to_position = 9223372036854775807;

-- Tasks: ladder.v1.Task.
CREATE TABLE task_row (
    name          TEXT COLLATE "C" NOT NULL,
    from_position BIGINT NOT NULL,
    to_position   BIGINT NOT NULL,
    parent        TEXT COLLATE "C" NOT NULL,
    role          TEXT COLLATE "C" NOT NULL,
    owner         TEXT COLLATE "C" NOT NULL,
    body          TEXT COLLATE "C" NOT NULL,
    openness      TEXT COLLATE "C" NOT NULL,
    due_on        TEXT COLLATE "C" NOT NULL,
    content       BYTEA NOT NULL,
    PRIMARY KEY (name, from_position)
);

CREATE INDEX task_row_now ON task_row (name) WHERE to_position = 9223372036854775807;
CREATE INDEX task_row_due ON task_row (openness, due_on, name) WHERE to_position = 9223372036854775807;

-- Meetings: ladder.v1.MeetingSummary.
CREATE TABLE meeting_row (
    name          TEXT COLLATE "C" NOT NULL,
    from_position BIGINT NOT NULL,
    to_position   BIGINT NOT NULL,
    kind          TEXT COLLATE "C" NOT NULL,
    state         TEXT COLLATE "C" NOT NULL,
    held_on       TEXT COLLATE "C" NOT NULL,
    content       BYTEA NOT NULL,
    PRIMARY KEY (name, from_position)
);

CREATE INDEX meeting_row_now ON meeting_row (name) WHERE to_position = 9223372036854775807;

-- Peers: ladder.v1.Peer.
CREATE TABLE peer_row (
    name          TEXT COLLATE "C" NOT NULL,
    from_position BIGINT NOT NULL,
    to_position   BIGINT NOT NULL,
    home_force    TEXT COLLATE "C" NOT NULL,
    left_on       TEXT COLLATE "C" NOT NULL,
    content       BYTEA NOT NULL,
    PRIMARY KEY (name, from_position)
);

CREATE INDEX peer_row_now ON peer_row (name) WHERE to_position = 9223372036854775807;

-- Documents: ladder.v1.Document.
CREATE TABLE document_row (
    name          TEXT COLLATE "C" NOT NULL,
    from_position BIGINT NOT NULL,
    to_position   BIGINT NOT NULL,
    about         TEXT COLLATE "C" NOT NULL,
    kind          TEXT COLLATE "C" NOT NULL,
    content       BYTEA NOT NULL,
    PRIMARY KEY (name, from_position)
);

CREATE INDEX document_row_now ON document_row (name) WHERE to_position = 9223372036854775807;
CREATE INDEX document_row_about ON document_row (about, name) WHERE to_position = 9223372036854775807;

-- Publications: ladder.v1.Publication.
CREATE TABLE publication_row (
    name          TEXT COLLATE "C" NOT NULL,
    from_position BIGINT NOT NULL,
    to_position   BIGINT NOT NULL,
    body          TEXT COLLATE "C" NOT NULL,
    of_what       TEXT COLLATE "C" NOT NULL,
    published_on  TEXT COLLATE "C" NOT NULL,
    content       BYTEA NOT NULL,
    PRIMARY KEY (name, from_position)
);

CREATE INDEX publication_row_now ON publication_row (name) WHERE to_position = 9223372036854775807;

-- Assessments: ladder.v1.Assessment.
CREATE TABLE assessment_row (
    name          TEXT COLLATE "C" NOT NULL,
    from_position BIGINT NOT NULL,
    to_position   BIGINT NOT NULL,
    body          TEXT COLLATE "C" NOT NULL,
    definition    TEXT COLLATE "C" NOT NULL,
    withdrawn_on  TEXT COLLATE "C" NOT NULL,
    assessed_on   TEXT COLLATE "C" NOT NULL,
    content       BYTEA NOT NULL,
    PRIMARY KEY (name, from_position)
);

CREATE INDEX assessment_row_now ON assessment_row (name) WHERE to_position = 9223372036854775807;
CREATE INDEX assessment_row_body ON assessment_row (body, name) WHERE to_position = 9223372036854775807;

GRANT SELECT, INSERT, UPDATE (to_position) ON
    procedure_row, deadline_row, task_row, meeting_row,
    peer_row, document_row, publication_row, assessment_row
TO ladder_app;
