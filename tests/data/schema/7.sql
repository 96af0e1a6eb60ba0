DROP INDEX article_by_search;
ALTER TABLE article DROP COLUMN search;
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5(words, content = '', detail = none, tokenize = 'ascii');
INSERT INTO search(search, rank) VALUES ('usermerge', 2);

ALTER TABLE feed ADD COLUMN last_read INTEGER;

CREATE INDEX story_by_change ON story(changed);
CREATE INDEX story_by_lead ON story(lead);
CREATE INDEX story_by_successor ON story(merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX article_by_likeness ON article(like_article) WHERE like_article IS NOT NULL;

CREATE TABLE forgotten(
  mark INTEGER PRIMARY KEY,
  feed INTEGER NOT NULL REFERENCES feed(id),
  listed INTEGER NOT NULL
) STRICT;

INSERT INTO forgotten VALUES (77, 1, 1700000300);
PRAGMA user_version = 7;
