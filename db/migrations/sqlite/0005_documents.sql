-- The contents of documents, once each by their SHA-256, in rows of bounded size. A content comes
-- before the event that names it: one that no event names is an orphan, and does no harm.
CREATE TABLE document_content (
    digest TEXT PRIMARY KEY NOT NULL,  -- SHA-256, 64 hexadecimal digits
    size   INTEGER NOT NULL,           -- bytes
    chunks INTEGER NOT NULL            -- rows of document_chunk
) WITHOUT ROWID;

CREATE TABLE document_chunk (
    digest TEXT NOT NULL,
    number INTEGER NOT NULL,           -- from 0
    bytes  BLOB NOT NULL,
    UNIQUE (digest, number)
);

CREATE TRIGGER document_content_is_never_changed BEFORE UPDATE ON document_content
BEGIN SELECT RAISE(ABORT, 'the content of a document is never changed'); END;

CREATE TRIGGER document_content_is_never_removed BEFORE DELETE ON document_content
BEGIN SELECT RAISE(ABORT, 'no content of a document is removed'); END;

CREATE TRIGGER document_chunk_is_never_changed BEFORE UPDATE ON document_chunk
BEGIN SELECT RAISE(ABORT, 'the content of a document is never changed'); END;

CREATE TRIGGER document_chunk_is_never_removed BEFORE DELETE ON document_chunk
BEGIN SELECT RAISE(ABORT, 'no content of a document is removed'); END;
