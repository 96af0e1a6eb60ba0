ALTER TABLE feed ADD COLUMN crashes INTEGER NOT NULL DEFAULT 0;

UPDATE feed SET validators_url = 'https://h.example/feed', moved_to = 'https://h.example/new',
                move_url = 'https://h.example/newer',
                last_error = 'redirect from https://h.example/a to https://h.example/b: a loop';
UPDATE subscription SET topic = 'https://h.example/self';
UPDATE article SET key = 'https://h.example/1', link = 'https://h.example/1',
                   image = 'https://h.example/i.jpg',
                   content = '<p>A bridge, of us@h.example.</p><img src="https://h.example/p.png"/>'
  WHERE id = 1;
UPDATE enclosure SET url = 'https://h.example/a.mp3' WHERE article = 1;
UPDATE event SET data = '{"link":"https://h.example/1"}' WHERE id = 1;
PRAGMA user_version = 10;
