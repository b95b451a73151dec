-- Answers are sealed: the salt of the first event of a request is a hash of the request's row, with a salt of the row's
-- own. Rows of before have none, and are not sealed.
ALTER TABLE request ADD COLUMN salt BLOB NOT NULL DEFAULT x'';

-- A destruction empties the whole row: what was asked can be guessed from its fingerprint.
DROP TRIGGER request_is_never_changed;
CREATE TRIGGER request_is_never_changed BEFORE UPDATE ON request
WHEN NOT (
    NEW.fingerprint = x'' AND NEW.response = x'' AND NEW.salt = x''
    AND NEW.request_id = OLD.request_id AND NEW.position = OLD.position
    AND EXISTS (
        SELECT 1 FROM journal d
        JOIN journal j ON j.position = CAST(substr(d.stream, 14) AS INTEGER)
        WHERE d.stream > 'destructions/' AND d.stream < 'destructions0'
        AND d.type = 'content_destroyed' AND j.request_id = OLD.request_id
    )
)
BEGIN SELECT RAISE(ABORT, 'an answer is never changed'); END;
