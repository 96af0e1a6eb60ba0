ALTER TABLE feed ADD COLUMN failing_since INTEGER;
UPDATE feed SET failing_since = last_poll WHERE failures = 1;

ALTER TABLE article ADD COLUMN utc_offset INTEGER NOT NULL DEFAULT 0;
UPDATE article SET utc_offset = 420 WHERE id = 1;
PRAGMA user_version = 15;
