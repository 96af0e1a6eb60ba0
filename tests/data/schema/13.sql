CREATE TABLE waiting(
  page INTEGER PRIMARY KEY AUTOINCREMENT,
  feed INTEGER NOT NULL REFERENCES feed(id),
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  link TEXT NOT NULL,
  deadline INTEGER NOT NULL,
  entry BLOB NOT NULL
) STRICT;
CREATE INDEX waiting_by_key ON waiting(key);
CREATE INDEX waiting_by_feed ON waiting(feed);
PRAGMA user_version = 13;
