-- Proposed versions of rulesets: ladder.v1.RulesetProposal; a read model, as 0002_read_models.sql says.
CREATE TABLE ruleset_proposal_row (
    name          TEXT COLLATE "C" NOT NULL,
    from_position BIGINT NOT NULL,
    to_position   BIGINT NOT NULL,
    ruleset       TEXT COLLATE "C" NOT NULL,
    state         TEXT COLLATE "C" NOT NULL,
    proposed_on   TEXT COLLATE "C" NOT NULL,
    content       BYTEA NOT NULL,
    PRIMARY KEY (name, from_position)
);

CREATE INDEX ruleset_proposal_row_now ON ruleset_proposal_row (name) WHERE to_position = 9223372036854775807;

-- Read models are updated where content is destroyed, as 0006_checkpoints.sql says.
GRANT SELECT, INSERT, UPDATE ON ruleset_proposal_row TO ladder_app;
