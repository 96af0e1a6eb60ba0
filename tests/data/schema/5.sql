ALTER TABLE feed ADD COLUMN uid TEXT NOT NULL DEFAULT '';
ALTER TABLE feed ADD COLUMN rights TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN image TEXT NOT NULL DEFAULT '';
CREATE INDEX story_by_end ON story(changed) WHERE lead IS NULL;

ALTER TABLE article ADD COLUMN search INTEGER;
CREATE UNIQUE INDEX article_by_search ON article(search);
CREATE VIRTUAL TABLE search USING fts5(words, content = '', detail = none, tokenize = 'ascii');

CREATE TABLE event(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  time INTEGER NOT NULL,
  kind TEXT NOT NULL,
  data TEXT NOT NULL
) STRICT;

CREATE TABLE hour(
  start INTEGER PRIMARY KEY,
  polls INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  articles INTEGER NOT NULL,
  stories INTEGER NOT NULL
) STRICT;

CREATE TABLE subscriber(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  topic TEXT NOT NULL,
  callback TEXT NOT NULL,
  secret TEXT NOT NULL,
  lease_until INTEGER NOT NULL,
  delivered TEXT NOT NULL,
  failures INTEGER NOT NULL,
  UNIQUE(topic, callback)
) STRICT;

UPDATE feed SET uid = 'urn:feed', rights = 'R';
UPDATE article SET image = 'https://h.example/i.jpg' WHERE id = 1;
INSERT INTO search(rowid, words) VALUES (7, 'old bridge closed');
UPDATE article SET search = 7 WHERE id = 1;
INSERT INTO event VALUES (1, 1700000000, 'story', '{"id":1}'), (2, 1700000100, 'copy', '{"story":1}');
INSERT INTO hour VALUES (1699999200, 1, 0, 2, 1);
INSERT INTO subscriber VALUES (1, '/feed.atom', 'https://c.example/', 's', 1800000000, '', 0);
PRAGMA user_version = 5;
