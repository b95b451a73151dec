-- Read models of procedures, diaries, meetings and registers; as 0002_read_models.sql says.

-- Procedures: ladder.v1.ProcedureSummary.
CREATE TABLE procedure_row (
    name          TEXT NOT NULL,
    from_position INTEGER NOT NULL,
    to_position   INTEGER NOT NULL,
    definition    TEXT NOT NULL,
    case_name     TEXT NOT NULL,
    body          TEXT NOT NULL,
    stage         TEXT NOT NULL,
    ended_on      TEXT NOT NULL,
    content       BLOB NOT NULL,
    PRIMARY KEY (name, from_position)
) WITHOUT ROWID;

CREATE INDEX procedure_row_now ON procedure_row (name) WHERE to_position = 9223372036854775807;
CREATE INDEX procedure_row_case ON procedure_row (case_name, name) WHERE to_position = 9223372036854775807;

-- Deadlines: ladder.v1.Deadline.
CREATE TABLE deadline_row (
    name          TEXT NOT NULL,
    from_position INTEGER NOT NULL,
    to_position   INTEGER NOT NULL,
    parent        TEXT NOT NULL,
    body          TEXT NOT NULL,
    openness      TEXT NOT NULL,
    due_on        TEXT NOT NULL,
    content       BLOB NOT NULL,
    PRIMARY KEY (name, from_position)
) WITHOUT ROWID;

CREATE INDEX deadline_row_now ON deadline_row (name) WHERE to_position = 9223372036854775807;
CREATE INDEX deadline_row_due ON deadline_row (openness, due_on, name) WHERE to_position = 9223372036854775807;

-- Tasks: ladder.v1.Task.
CREATE TABLE task_row (
    name          TEXT NOT NULL,
    from_position INTEGER NOT NULL,
    to_position   INTEGER NOT NULL,
    parent        TEXT NOT NULL,
    role          TEXT NOT NULL,
    owner         TEXT NOT NULL,
    body          TEXT NOT NULL,
    openness      TEXT NOT NULL,
    due_on        TEXT NOT NULL,
    content       BLOB NOT NULL,
    PRIMARY KEY (name, from_position)
) WITHOUT ROWID;

CREATE INDEX task_row_now ON task_row (name) WHERE to_position = 9223372036854775807;
CREATE INDEX task_row_due ON task_row (openness, due_on, name) WHERE to_position = 9223372036854775807;

-- Meetings: ladder.v1.MeetingSummary.
CREATE TABLE meeting_row (
    name          TEXT NOT NULL,
    from_position INTEGER NOT NULL,
    to_position   INTEGER NOT NULL,
    kind          TEXT NOT NULL,
    state         TEXT NOT NULL,
    held_on       TEXT NOT NULL,
    content       BLOB NOT NULL,
    PRIMARY KEY (name, from_position)
) WITHOUT ROWID;

CREATE INDEX meeting_row_now ON meeting_row (name) WHERE to_position = 9223372036854775807;

-- Peers: ladder.v1.Peer.
CREATE TABLE peer_row (
    name          TEXT NOT NULL,
    from_position INTEGER NOT NULL,
    to_position   INTEGER NOT NULL,
    home_force    TEXT NOT NULL,
    left_on       TEXT NOT NULL,
    content       BLOB NOT NULL,
    PRIMARY KEY (name, from_position)
) WITHOUT ROWID;

CREATE INDEX peer_row_now ON peer_row (name) WHERE to_position = 9223372036854775807;

-- Documents: ladder.v1.Document.
CREATE TABLE document_row (
    name          TEXT NOT NULL,
    from_position INTEGER NOT NULL,
    to_position   INTEGER NOT NULL,
    about         TEXT NOT NULL,
    kind          TEXT NOT NULL,
    content       BLOB NOT NULL,
    PRIMARY KEY (name, from_position)
) WITHOUT ROWID;

CREATE INDEX document_row_now ON document_row (name) WHERE to_position = 9223372036854775807;
CREATE INDEX document_row_about ON document_row (about, name) WHERE to_position = 9223372036854775807;

-- Publications: ladder.v1.Publication.
CREATE TABLE publication_row (
    name          TEXT NOT NULL,
    from_position INTEGER NOT NULL,
    to_position   INTEGER NOT NULL,
    body          TEXT NOT NULL,
    of_what       TEXT NOT NULL,
    published_on  TEXT NOT NULL,
    content       BLOB NOT NULL,
    PRIMARY KEY (name, from_position)
) WITHOUT ROWID;

CREATE INDEX publication_row_now ON publication_row (name) WHERE to_position = 9223372036854775807;

-- Assessments: ladder.v1.Assessment.
CREATE TABLE assessment_row (
    name          TEXT NOT NULL,
    from_position INTEGER NOT NULL,
    to_position   INTEGER NOT NULL,
    body          TEXT NOT NULL,
    definition    TEXT NOT NULL,
    withdrawn_on  TEXT NOT NULL,
    assessed_on   TEXT NOT NULL,
    content       BLOB NOT NULL,
    PRIMARY KEY (name, from_position)
) WITHOUT ROWID;

CREATE INDEX assessment_row_now ON assessment_row (name) WHERE to_position = 9223372036854775807;
CREATE INDEX assessment_row_body ON assessment_row (body, name) WHERE to_position = 9223372036854775807;
