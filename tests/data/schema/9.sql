CREATE TABLE new_ruling(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind INTEGER NOT NULL CHECK(kind > 0),
  said_story INTEGER NOT NULL,
  said_other INTEGER NOT NULL,
  story INTEGER NOT NULL,
  other INTEGER NOT NULL,
  articles TEXT NOT NULL,
  made INTEGER NOT NULL,
  done INTEGER,
  problem TEXT NOT NULL DEFAULT '',
  follows INTEGER NOT NULL DEFAULT 0,
  undoes INTEGER NOT NULL DEFAULT 0,
  reversible INTEGER NOT NULL DEFAULT 1
) STRICT;
INSERT INTO new_ruling(id, kind, said_story, said_other, story, other, articles, made, done, problem,
                       reversible)
  SELECT id, kind, story, other, story, other, articles, made, done, problem, done IS NULL FROM ruling;
DELETE FROM sqlite_sequence WHERE name = 'new_ruling';
INSERT INTO sqlite_sequence SELECT 'new_ruling', seq FROM sqlite_sequence WHERE name = 'ruling';
DROP TABLE ruling;
ALTER TABLE new_ruling RENAME TO ruling;
CREATE INDEX ruling_by_story ON ruling(story, kind);

INSERT INTO ruling(kind, said_story, said_other, story, other, articles, made)
  VALUES (3, 1, 2, 1, 2, '', 1700000240);
UPDATE feed SET validators_url = 'https://me:s3cret@h.example/feed',
                moved_to = 'https://me:s3cret@h.example/new',
                move_url = 'https://me:s3cret@h.example/newer',
                last_error = 'redirect from https://me:s3cret@h.example/a to https://h.example/b: a loop';
UPDATE subscription SET topic = 'https://me:s3cret@h.example/self';
UPDATE article SET key = 'https://me:s3cret@h.example/1', link = 'https://me:s3cret@h.example/1',
                   image = 'https://me:s3cret@h.example/i.jpg',
                   content = '<p>A bridge, of us@h.example.</p><img src="https://me:s3cret@h.example/p.png"/>'
  WHERE id = 1;
UPDATE enclosure SET url = 'https://me:s3cret@h.example/a.mp3' WHERE article = 1;
UPDATE event SET data = '{"link":"https://me:s3cret@h.example/1"}' WHERE id = 1;
PRAGMA user_version = 9;
