ALTER TABLE article ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;
ALTER TABLE story ADD COLUMN merged_into INTEGER REFERENCES story(id);

CREATE TABLE print(
  article INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
  outlet INTEGER NOT NULL,
  link INTEGER NOT NULL,
  published INTEGER,
  seen INTEGER NOT NULL,
  prints BLOB NOT NULL
) STRICT;

CREATE TABLE common_words(
  id INTEGER PRIMARY KEY CHECK(id = 1),
  words BLOB NOT NULL
) STRICT;

INSERT INTO story(id, uid, published, created, updated, changed, merged_into)
  VALUES (2, 'urn:uuid:00000000-0000-8000-8000-000000000002', 1700000000, 1700000000, 1700000000, 1700000100, 1);
INSERT INTO article(id, story, feed, outlet, key, link, title, summary, content, lang, feed_group, authors, categories,
                    first_seen, text_hash, like_article, distance, similarity, rule, moved)
  VALUES (2, 1, 1, 'B', 'k2', 'https://i.example/k', 'Bridge shut', '', '<p>c</p>', 'en', '', '', '', 1700000100, 5, 1, 3, 0.8,
          'similar', 1);
INSERT INTO print VALUES (1, 11, 12, 1700000000, 1700000000, x'0102');
INSERT INTO common_words VALUES (1, x'03');
PRAGMA user_version = 3;
