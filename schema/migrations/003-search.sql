-- SPDX-License-Identifier: EUPL-1.2
-- The search index over people: distinct folded Latin words with the keys that lead to them, and postings.
-- Computed in the change door; the setting search_version says by which computation.

-- Codes of fields in postings and keys; the first four have a bit of their own in a posting.
CREATE TABLE search_field(
	code INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO search_field(code, name) VALUES
	(0, 'family_name'), (1, 'given_name'), (2, 'own_script'), (3, 'used_name'),
	(4, 'case_number'), (5, 'phone'), (6, 'email');

CREATE TABLE search_word(
	word INTEGER PRIMARY KEY,
	latin TEXT NOT NULL,
	flags INTEGER NOT NULL,          -- 1: from another script; 2: one that leaves vowels unwritten
	weight INTEGER NOT NULL,         -- about 1 + log2 of the people with it
	UNIQUE(latin, flags)
) STRICT;

-- Hashes of the word and of the word with one letter left out.
CREATE TABLE search_near(
	near INTEGER NOT NULL,
	word INTEGER NOT NULL,
	PRIMARY KEY(near, word)
) STRICT, WITHOUT ROWID;

-- Consonant skeletons.
CREATE TABLE search_sound(
	sound TEXT NOT NULL,
	word INTEGER NOT NULL,
	PRIMARY KEY(sound, word)
) STRICT, WITHOUT ROWID;

-- People with a word, 2048 rids a block, two bytes each: 11 bits of rid, 5 bits of fields.
-- Negative words stand for the first letter and for the first two.
CREATE TABLE search_post(
	word INTEGER NOT NULL,
	block INTEGER NOT NULL,
	people BLOB NOT NULL,
	PRIMARY KEY(word, block)
) STRICT, WITHOUT ROWID;

-- Case numbers, phone numbers (digits from the last to the first) and e-mail addresses.
CREATE TABLE search_number(
	key TEXT NOT NULL,
	rid INTEGER NOT NULL,
	field INTEGER NOT NULL,
	PRIMARY KEY(key, rid, field)
) STRICT, WITHOUT ROWID;

-- All of one person's words and keys, field by field.
CREATE TABLE search_person(
	rid INTEGER PRIMARY KEY,
	keys BLOB NOT NULL
) STRICT;

-- A file that already holds people has its keys built at the next start.
INSERT INTO setting(key, value) SELECT 'search_version', '2' WHERE NOT EXISTS(SELECT 1 FROM person);
