-- Answers are sealed: the salt of the first event of a request is a hash of the request's row, with a salt of the row's
-- own. Rows of before have none, and are not sealed.
ALTER TABLE request ADD COLUMN salt BYTEA NOT NULL DEFAULT '';

-- A destruction empties the whole row: what was asked can be guessed from its fingerprint.
CREATE OR REPLACE FUNCTION refuse_change_of_request() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    emptied request%ROWTYPE;
BEGIN
    emptied = OLD;
    emptied.fingerprint = '';
    emptied.response = '';
    emptied.salt = '';
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
