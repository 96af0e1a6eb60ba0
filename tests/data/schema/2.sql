ALTER TABLE article ADD COLUMN canonical TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN page_text TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN agency TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN byline TEXT NOT NULL DEFAULT '';
CREATE INDEX article_by_canonical ON article(canonical, outlet) WHERE canonical <> '';

CREATE TABLE boilerplate(
  key INTEGER PRIMARY KEY,
  last_seen INTEGER NOT NULL
) STRICT;

UPDATE article SET canonical = 'https://h.example/k', page_text = 'The old bridge.', agency = 'Reuters', place = 'HARBOUR', byline = 'abc';
INSERT INTO boilerplate VALUES (-2, 1700000000);
PRAGMA user_version = 2;
