-- What lists are made of. A row holds from the event at from_position up to the one at to_position, and
-- is made of the fold by db/projection.cpp alone; all of it can be made anew from the journal.
-- The greatest BIGINT as to_position: it holds still.

-- Cases: ladder.v1.CaseSummary.
CREATE TABLE case_row (
    name          TEXT NOT NULL,
    from_position INTEGER NOT NULL,
    to_position   INTEGER NOT NULL,
    body          TEXT NOT NULL,
    subject       TEXT NOT NULL,
    ladder        TEXT NOT NULL,
    stage         TEXT NOT NULL,
    closed_on     TEXT NOT NULL,
    content       BLOB NOT NULL,
    PRIMARY KEY (name, from_position)
) WITHOUT ROWID;

CREATE INDEX case_row_now ON case_row (name) WHERE to_position = 9223372036854775807;

-- Proposals: ladder.v1.Proposal.
CREATE TABLE proposal_row (
    name          TEXT NOT NULL,
    from_position INTEGER NOT NULL,
    to_position   INTEGER NOT NULL,
    case_name     TEXT NOT NULL,
    body          TEXT NOT NULL,
    state         TEXT NOT NULL,
    raised_on     TEXT NOT NULL,
    content       BLOB NOT NULL,
    PRIMARY KEY (name, from_position)
) WITHOUT ROWID;

CREATE INDEX proposal_row_now ON proposal_row (name) WHERE to_position = 9223372036854775807;
CREATE INDEX proposal_row_newest ON proposal_row (raised_on DESC, name) WHERE to_position = 9223372036854775807;

-- Bodies: ladder.v1.Body.
CREATE TABLE body_row (
    name          TEXT NOT NULL,
    from_position INTEGER NOT NULL,
    to_position   INTEGER NOT NULL,
    kind          TEXT NOT NULL,
    content       BLOB NOT NULL,
    PRIMARY KEY (name, from_position)
) WITHOUT ROWID;

CREATE INDEX body_row_now ON body_row (name) WHERE to_position = 9223372036854775807;

-- Peer groups: ladder.v1.PeerGroupSet.
CREATE TABLE peer_group_set_row (
    name           TEXT NOT NULL,
    from_position  INTEGER NOT NULL,
    to_position    INTEGER NOT NULL,
    effective_from TEXT NOT NULL,
    content        BLOB NOT NULL,
    PRIMARY KEY (name, from_position)
) WITHOUT ROWID;

CREATE INDEX peer_group_set_row_now ON peer_group_set_row (name) WHERE to_position = 9223372036854775807;

-- Rulesets by version: ladder.v1.Ruleset.
CREATE TABLE ruleset_row (
    name          TEXT NOT NULL,
    from_position INTEGER NOT NULL,
    to_position   INTEGER NOT NULL,
    ruleset       TEXT NOT NULL,
    content       BLOB NOT NULL,
    PRIMARY KEY (name, from_position)
) WITHOUT ROWID;

CREATE INDEX ruleset_row_now ON ruleset_row (name) WHERE to_position = 9223372036854775807;

-- Imports: ladder.v1.ObservationsImported.
CREATE TABLE import_row (
    name          TEXT NOT NULL,
    from_position INTEGER NOT NULL,
    to_position   INTEGER NOT NULL,
    layout        TEXT NOT NULL,
    content       BLOB NOT NULL,
    PRIMARY KEY (name, from_position)
) WITHOUT ROWID;

CREATE INDEX import_row_now ON import_row (name) WHERE to_position = 9223372036854775807;

-- Evaluations: ladder.v1.EvaluationRun.
CREATE TABLE evaluation_row (
    name          TEXT NOT NULL,
    from_position INTEGER NOT NULL,
    to_position   INTEGER NOT NULL,
    period_end    TEXT NOT NULL,
    content       BLOB NOT NULL,
    PRIMARY KEY (name, from_position)
) WITHOUT ROWID;

CREATE INDEX evaluation_row_now ON evaluation_row (name) WHERE to_position = 9223372036854775807;
