-- The journal is parted by ranges of positions, so that its indexes stay small and old ranges can rest on slower disks.
-- The server makes the next range when it needs it (db/batch_store_postgresql.cpp).
ALTER TABLE journal RENAME TO journal_from_0;
ALTER INDEX journal_pkey RENAME TO journal_from_0_pkey;
ALTER INDEX journal_stream_version_key RENAME TO journal_from_0_stream_version_key;
ALTER INDEX journal_entered_later RENAME TO journal_from_0_entered_later;
DROP TRIGGER journal_is_never_changed ON journal_from_0;
DROP TRIGGER journal_is_never_removed ON journal_from_0;
REVOKE ALL ON journal_from_0 FROM ladder_app;

-- (stream, version) is unique in each range: an index of all would have to begin with the position. Across ranges
-- log_head keeps it, which moves from the size that the writer saw and from no other; `ladder db verify` shows it.
CREATE TABLE journal (LIKE journal_from_0, PRIMARY KEY (position)) PARTITION BY RANGE (position);
CREATE INDEX journal_entered_later ON journal (known_on, stream) WHERE entered_later = 1;

CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_journal();
CREATE TRIGGER journal_is_never_removed BEFORE DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_is_never_emptied BEFORE TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON journal TO ladder_app;

CREATE TABLE journal_range (
    id        INTEGER PRIMARY KEY CHECK (id = 1),
    positions BIGINT NOT NULL CHECK (positions > 0), -- of a range that is made from now on
    end_at    BIGINT NOT NULL                        -- the first position that no range holds
);

INSERT INTO journal_range (id, positions, end_at)
SELECT 1, 10000000, (size / 10000000 + 1) * 10000000 FROM log_head;

-- Makes ranges until they hold all positions below `size`; gives the first position that none holds. It is its owner
-- who makes them, so that who writes the journal needs no right to make tables.
CREATE FUNCTION make_journal_ranges(size BIGINT) RETURNS BIGINT LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    many BIGINT;
    ends BIGINT;
    part TEXT;
BEGIN
    -- Servers come one after the other.
    SELECT r.positions, r.end_at INTO many, ends FROM journal_range r FOR UPDATE;
    IF size > (SELECT h.size FROM log_head h) + 10000000 THEN
        RAISE EXCEPTION 'the journal is far from %', size USING ERRCODE = 'insufficient_privilege';
    END IF;
    WHILE ends < size LOOP
        part = 'journal_from_' || ends;
        EXECUTE format(
            'CREATE TABLE %I (LIKE journal INCLUDING ALL, UNIQUE (stream, version), CHECK (position >= %s AND position < %s))',
            part, ends, ends + many
        );
        EXECUTE format(
            'CREATE TRIGGER journal_is_never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
            part
        );
        -- Attached, not made as a part: that would wait for everybody who reads the journal.
        EXECUTE format('ALTER TABLE journal ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', part, ends, ends + many);
        ends = ends + many;
    END LOOP;
    UPDATE journal_range SET end_at = ends;
    RETURN ends;
END
$$;

REVOKE EXECUTE ON FUNCTION make_journal_ranges(BIGINT) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION make_journal_ranges(BIGINT) TO ladder_app;

DO $$
BEGIN
    -- What its owner runs finds no other table of that name before ours.
    EXECUTE format('ALTER FUNCTION make_journal_ranges(BIGINT) SET search_path = %I, pg_temp', current_schema());
    EXECUTE format(
        'ALTER TABLE journal ATTACH PARTITION journal_from_0 FOR VALUES FROM (0) TO (%s)',
        (SELECT end_at FROM journal_range)
    );
END
$$;
