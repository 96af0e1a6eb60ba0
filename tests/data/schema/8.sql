DELETE FROM print;
DELETE FROM boilerplate;
DELETE FROM common_words;

INSERT INTO ruling VALUES (2, 3, 2, 1, '', 1700000210, 1700000211, '');
INSERT INTO ruling VALUES (3, 2, 0, 0, '2', 1700000220, NULL, '');
INSERT INTO ruling VALUES (4, 4, 1, 2, '', 1700000230, NULL, '');
DELETE FROM ruling WHERE id = 4;
PRAGMA user_version = 8;
