-- The contents of documents, once each by their SHA-256, in rows of bounded size. A content comes
-- before the event that names it: one that no event names is an orphan, and does no harm.
CREATE TABLE document_content (
    digest TEXT COLLATE "C" PRIMARY KEY,  -- SHA-256, 64 hexadecimal digits
    size   BIGINT NOT NULL,               -- bytes
    chunks BIGINT NOT NULL                -- rows of document_chunk
);

CREATE TABLE document_chunk (
    digest TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,               -- from 0
    bytes  BYTEA NOT NULL,
    PRIMARY KEY (digest, number)
);

-- Most papers are compressed already.
ALTER TABLE document_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TRIGGER document_content_is_never_changed BEFORE UPDATE OR DELETE ON document_content
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER document_content_is_never_emptied BEFORE TRUNCATE ON document_content
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER document_chunk_is_never_changed BEFORE UPDATE OR DELETE ON document_chunk
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER document_chunk_is_never_emptied BEFORE TRUNCATE ON document_chunk
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON document_content, document_chunk TO ladder_app;
