CREATE TABLE happening(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  first INTEGER,
  updated INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL
) STRICT;
CREATE INDEX happening_by_change ON happening(changed);

CREATE TABLE report(
  story INTEGER PRIMARY KEY REFERENCES story(id),
  event INTEGER NOT NULL REFERENCES happening(id),
  number INTEGER NOT NULL,
  founded INTEGER NOT NULL,
  by_operator INTEGER NOT NULL,
  outlet INTEGER NOT NULL,
  like_story INTEGER NOT NULL,
  points INTEGER NOT NULL,
  likeness INTEGER NOT NULL,
  shared INTEGER NOT NULL,
  words TEXT NOT NULL,
  apart INTEGER NOT NULL
) STRICT;
CREATE INDEX report_by_event ON report(event, number);

CREATE TABLE related(
  story INTEGER NOT NULL REFERENCES story(id) ON DELETE CASCADE,
  like_story INTEGER NOT NULL REFERENCES story(id) ON DELETE CASCADE,
  points INTEGER NOT NULL,
  likeness INTEGER NOT NULL,
  shared INTEGER NOT NULL,
  words TEXT NOT NULL,
  apart INTEGER NOT NULL,
  PRIMARY KEY(story, like_story)
) STRICT, WITHOUT ROWID;
CREATE INDEX related_by_likeness ON related(like_story);

CREATE TABLE ended_entry(
  of_event INTEGER NOT NULL,
  id INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  PRIMARY KEY(of_event, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ended_entry_by_end ON ended_entry(ended);

CREATE TABLE report_terms(
  story INTEGER PRIMARY KEY REFERENCES story(id) ON DELETE CASCADE,
  outlet INTEGER NOT NULL,
  lang TEXT NOT NULL,
  published INTEGER,
  seen INTEGER NOT NULL,
  terms BLOB NOT NULL,
  title BLOB NOT NULL
) STRICT;
CREATE INDEX report_terms_by_coming ON report_terms(seen);

CREATE TABLE word_counts(
  id INTEGER PRIMARY KEY CHECK(id = 1),
  counts BLOB NOT NULL
) STRICT;

INSERT INTO ended_entry VALUES (1, 7, 1700000300);
INSERT INTO word_counts VALUES (1, X'636F756E7473');
PRAGMA user_version = 16;
