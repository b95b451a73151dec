-- Proofs of the journal, and the lawful destruction of what it holds.

-- Roots of perfect subtrees of the RFC 6962 tree: those of 256 leaves (level 1), of 65,536 (level 2)
-- and so on. Derived from the leaves; `ladder db rebuild` makes them anew.
CREATE TABLE tree_node (
    level  INTEGER NOT NULL,
    number INTEGER NOT NULL,              -- the first leaf divided by the leaves of such a subtree
    hash   BLOB NOT NULL,
    PRIMARY KEY (level, number)
) WITHOUT ROWID;

-- Checkpoints that were handed out: one root for each size, for ever.
CREATE TABLE checkpoint (
    size       INTEGER PRIMARY KEY NOT NULL,
    origin     TEXT NOT NULL,
    root       BLOB NOT NULL,
    made_at_us INTEGER NOT NULL           -- microseconds since 1970-01-01T00:00:00Z
);

-- The signatures on them: the log's own, and those of witnesses.
CREATE TABLE checkpoint_signature (
    size        INTEGER NOT NULL,
    signature   TEXT NOT NULL,            -- a signature line of the note, without its newline
    added_at_us INTEGER NOT NULL,
    PRIMARY KEY (size, signature)
) WITHOUT ROWID;

CREATE TRIGGER checkpoint_is_never_changed BEFORE UPDATE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'a checkpoint that was handed out is never changed'); END;

CREATE TRIGGER checkpoint_is_never_removed BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'no checkpoint that was handed out is removed'); END;

CREATE TRIGGER checkpoint_signature_is_never_changed BEFORE UPDATE ON checkpoint_signature
BEGIN SELECT RAISE(ABORT, 'a signature is never changed'); END;

CREATE TRIGGER checkpoint_signature_is_never_removed BEFORE DELETE ON checkpoint_signature
BEGIN SELECT RAISE(ABORT, 'no signature is removed'); END;

-- What a record of a destruction names may be emptied, and nothing else. The record's stream is
-- "destructions/{position}".
DROP TRIGGER journal_is_never_changed;
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
WHEN NOT (
    NEW.salt = x'' AND NEW.payload = x''
    AND NEW.position = OLD.position AND NEW.stream = OLD.stream AND NEW.version = OLD.version
    AND NEW.type = OLD.type AND NEW.recorded_at_us = OLD.recorded_at_us
    AND NEW.person = OLD.person AND NEW.capacity = OLD.capacity
    AND NEW.request_id = OLD.request_id AND NEW.cause = OLD.cause
    AND NEW.known_on = OLD.known_on AND NEW.entered_later = OLD.entered_later
    AND NEW.digest = OLD.digest AND NEW.leaf = OLD.leaf
    AND EXISTS (
        SELECT 1 FROM journal d
        WHERE d.stream = 'destructions/' || OLD.position AND d.type = 'content_destroyed'
    )
)
BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;

DROP TRIGGER request_is_never_changed;
CREATE TRIGGER request_is_never_changed BEFORE UPDATE ON request
WHEN NOT (
    NEW.response = x'' AND NEW.request_id = OLD.request_id
    AND NEW.fingerprint = OLD.fingerprint AND NEW.position = OLD.position
    AND EXISTS (
        SELECT 1 FROM journal d
        JOIN journal j ON j.position = CAST(substr(d.stream, 14) AS INTEGER)
        WHERE d.stream > 'destructions/' AND d.stream < 'destructions0'
        AND d.type = 'content_destroyed' AND j.request_id = OLD.request_id
    )
)
BEGIN SELECT RAISE(ABORT, 'an answer is never changed'); END;

-- 42 20 begins a digest of 32 bytes in the field `contents` of ladder.v1.ContentDestroyed.
DROP TRIGGER document_chunk_is_never_changed;
CREATE TRIGGER document_chunk_is_never_changed BEFORE UPDATE ON document_chunk
WHEN NOT (
    NEW.bytes = x'' AND NEW.digest = OLD.digest AND NEW.number = OLD.number
    AND EXISTS (
        SELECT 1 FROM journal d
        WHERE d.stream > 'destructions/' AND d.stream < 'destructions0'
        AND d.type = 'content_destroyed'
        AND instr(hex(d.payload), '4220' || upper(OLD.digest)) > 0
    )
)
BEGIN SELECT RAISE(ABORT, 'the content of a document is never changed'); END;
