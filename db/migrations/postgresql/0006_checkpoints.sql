-- Proofs of the journal, and the lawful destruction of what it holds.

-- Roots of perfect subtrees of the RFC 6962 tree: those of 256 leaves (level 1), of 65,536 (level 2)
-- and so on. Derived from the leaves; `ladder db rebuild` makes them anew.
CREATE TABLE tree_node (
    level  BIGINT NOT NULL,
    number BIGINT NOT NULL,               -- the first leaf divided by the leaves of such a subtree
    hash   BYTEA NOT NULL,
    PRIMARY KEY (level, number)
);

-- Checkpoints that were handed out: one root for each size, for ever.
CREATE TABLE checkpoint (
    size       BIGINT PRIMARY KEY,
    origin     TEXT NOT NULL,
    root       BYTEA NOT NULL,
    made_at_us BIGINT NOT NULL            -- microseconds since 1970-01-01T00:00:00Z
);

-- The signatures on them: the log's own, and those of witnesses.
CREATE TABLE checkpoint_signature (
    size        BIGINT NOT NULL,
    signature   TEXT COLLATE "C" NOT NULL,  -- a signature line of the note, without its newline
    added_at_us BIGINT NOT NULL,
    PRIMARY KEY (size, signature)
);

CREATE TRIGGER checkpoint_is_never_changed BEFORE UPDATE OR DELETE ON checkpoint
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER checkpoint_is_never_emptied BEFORE TRUNCATE ON checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER checkpoint_signature_is_never_changed BEFORE UPDATE OR DELETE ON checkpoint_signature
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER checkpoint_signature_is_never_emptied BEFORE TRUNCATE ON checkpoint_signature
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What a record of a destruction names may be emptied, and nothing else. The record's stream is
-- "destructions/{position}".
CREATE FUNCTION refuse_change_of_journal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    emptied journal%ROWTYPE;
BEGIN
    emptied = OLD;
    emptied.salt = '';
    emptied.payload = '';
    IF NEW IS DISTINCT FROM emptied OR NOT EXISTS (
        SELECT 1 FROM journal d
        WHERE d.stream = 'destructions/' || OLD.position AND d.type = 'content_destroyed'
    ) THEN
        RAISE EXCEPTION 'the journal is never changed' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION refuse_change_of_request() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    emptied request%ROWTYPE;
BEGIN
    emptied = OLD;
    emptied.response = '';
    IF NEW IS DISTINCT FROM emptied OR NOT EXISTS (
        SELECT 1 FROM journal d
        JOIN journal j ON j.position = CAST(substr(d.stream, 14) AS BIGINT)
        WHERE d.stream > 'destructions/' AND d.stream < 'destructions0'
        AND d.type = 'content_destroyed' AND j.request_id = OLD.request_id
    ) THEN
        RAISE EXCEPTION 'an answer is never changed' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;

-- \x4220 begins a digest of 32 bytes in the field `contents` of ladder.v1.ContentDestroyed.
CREATE FUNCTION refuse_change_of_content() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    emptied document_chunk%ROWTYPE;
BEGIN
    emptied = OLD;
    emptied.bytes = '';
    IF NEW IS DISTINCT FROM emptied OR NOT EXISTS (
        SELECT 1 FROM journal d
        WHERE d.stream > 'destructions/' AND d.stream < 'destructions0'
        AND d.type = 'content_destroyed'
        AND position(decode('4220' || OLD.digest, 'hex') IN d.payload) > 0
    ) THEN
        RAISE EXCEPTION 'the content of a document is never changed'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;

DROP TRIGGER journal_is_never_changed ON journal;
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_journal();
CREATE TRIGGER journal_is_never_removed BEFORE DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

DROP TRIGGER request_is_never_changed ON request;
CREATE TRIGGER request_is_never_changed BEFORE UPDATE ON request
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_request();
CREATE TRIGGER request_is_never_removed BEFORE DELETE ON request
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

DROP TRIGGER document_chunk_is_never_changed ON document_chunk;
CREATE TRIGGER document_chunk_is_never_changed BEFORE UPDATE ON document_chunk
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_content();
CREATE TRIGGER document_chunk_is_never_removed BEFORE DELETE ON document_chunk
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON tree_node, checkpoint, checkpoint_signature TO ladder_app;

-- When content is destroyed, the rows that show it are made anew.
GRANT UPDATE ON
    case_row, proposal_row, body_row, peer_group_set_row, ruleset_row, import_row, evaluation_row,
    procedure_row, deadline_row, task_row, meeting_row,
    peer_row, document_row, publication_row, assessment_row
TO ladder_app;
