ALTER TABLE feed ADD COLUMN publisher TEXT NOT NULL DEFAULT '';
ALTER TABLE feed ADD COLUMN carrier TEXT NOT NULL DEFAULT '';

ALTER TABLE article RENAME COLUMN outlet TO scope;
ALTER TABLE article ADD COLUMN outlet TEXT;
UPDATE OR IGNORE article SET outlet = scope, scope = '#' || scope || '/' || id
  WHERE scope GLOB '#[0-9]*';
CREATE INDEX article_by_key ON article(key);
DROP INDEX article_by_canonical;
CREATE INDEX article_by_canonical ON article(canonical) WHERE canonical <> '';
DROP INDEX article_by_twin;
CREATE INDEX article_by_twin ON article(twin_hash) WHERE twin_hash IS NOT NULL;

CREATE TABLE listing(
  article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  feed INTEGER NOT NULL REFERENCES feed(id),
  text_hash INTEGER NOT NULL,
  PRIMARY KEY(article, feed)
) STRICT, WITHOUT ROWID;
PRAGMA user_version = 12;
