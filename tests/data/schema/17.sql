ALTER TABLE ruling ADD COLUMN ordered_by TEXT NOT NULL DEFAULT '';

UPDATE ruling SET ordered_by = 'Ada';
PRAGMA user_version = 17;
