ALTER TABLE feed ADD COLUMN last_answer INTEGER;
UPDATE feed SET last_answer = last_poll WHERE failures = 0;

ALTER TABLE enclosure ADD COLUMN alternative INTEGER NOT NULL DEFAULT 0;
PRAGMA user_version = 14;
