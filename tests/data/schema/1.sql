-- Databases of each schema version, for the test that opens them with the newest program. N.sql turns a
-- database of version N - 1 into one of version N, with rows that only N can hold.
PRAGMA application_id = 0x57464C44;
CREATE TABLE meta(
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

INSERT INTO meta VALUES ('instance', lower(hex(randomblob(16))));

CREATE TABLE feed(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  url TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL DEFAULT '',
  etag TEXT NOT NULL DEFAULT '',
  last_modified TEXT NOT NULL DEFAULT '',
  body_hash INTEGER NOT NULL DEFAULT 0,
  last_poll INTEGER,
  next_poll INTEGER,
  failures INTEGER NOT NULL DEFAULT 0,
  gone INTEGER NOT NULL DEFAULT 0,
  last_error TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE story(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT UNIQUE,
  lead INTEGER REFERENCES article(id),
  published INTEGER NOT NULL,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  changed INTEGER NOT NULL
) STRICT;
CREATE INDEX story_by_coming ON story(created, published);

CREATE TABLE article(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  story INTEGER NOT NULL REFERENCES story(id),
  feed INTEGER NOT NULL REFERENCES feed(id),
  outlet TEXT NOT NULL,
  key TEXT NOT NULL,
  link TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  content TEXT NOT NULL,
  lang TEXT NOT NULL,
  feed_group TEXT NOT NULL,
  authors TEXT NOT NULL,
  categories TEXT NOT NULL,
  published INTEGER,
  updated INTEGER,
  first_seen INTEGER NOT NULL,
  text_hash INTEGER NOT NULL,
  like_article INTEGER REFERENCES article(id),
  distance INTEGER NOT NULL,
  similarity REAL NOT NULL,
  rule TEXT NOT NULL,
  UNIQUE(outlet, key)
) STRICT;
CREATE INDEX article_by_story ON article(story);
CREATE INDEX article_by_coming ON article(first_seen);

CREATE TABLE enclosure(
  article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  url TEXT NOT NULL,
  type TEXT NOT NULL,
  length INTEGER
) STRICT;
CREATE INDEX enclosure_by_article ON enclosure(article);

INSERT INTO meta VALUES ('born', '1700000000');
INSERT INTO feed(id, url, title, etag) VALUES (1, 'https://h.example/feed', 'T', '"1"');
INSERT INTO story(id, uid, published, created, updated, changed)
  VALUES (1, 'urn:uuid:00000000-0000-8000-8000-000000000001', 1700000000, 1700000000, 1700000000, 1700000000);
INSERT INTO article(id, story, feed, outlet, key, link, title, summary, content, lang, feed_group,
                    authors, categories, published, first_seen, text_hash, distance, similarity, rule)
  VALUES (1, 1, 1, 'A', 'k', 'https://h.example/k', 'Old bridge closed', '<p>s</p>', '', 'en', '', 'Ana',
          'World', 1700000000, 1700000000, -1, -1, 0, 'new');
UPDATE story SET lead = 1;
INSERT INTO enclosure VALUES (1, 'https://h.example/a.mp3', 'audio/mpeg', 12);
PRAGMA user_version = 1;
