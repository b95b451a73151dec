-- Proposed versions of rulesets: ladder.v1.RulesetProposal; a read model, as 0002_read_models.sql says.
CREATE TABLE ruleset_proposal_row (
    name          TEXT NOT NULL,
    from_position INTEGER NOT NULL,
    to_position   INTEGER NOT NULL,
    ruleset       TEXT NOT NULL,
    state         TEXT NOT NULL,
    proposed_on   TEXT NOT NULL,
    content       BLOB NOT NULL,
    PRIMARY KEY (name, from_position)
) WITHOUT ROWID;

CREATE INDEX ruleset_proposal_row_now ON ruleset_proposal_row (name) WHERE to_position = 9223372036854775807;
