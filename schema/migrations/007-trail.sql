-- SPDX-License-Identifier: EUPL-1.2
-- The trail beside the journal: acts that change no record, and looks at people's files, each in a hash chain of its
-- own.  Whom an entry is about and its detail stand open to erasure; the commitment that the chain holds stays.

CREATE TABLE act(
	seq INTEGER PRIMARY KEY,         -- without gaps
	at INTEGER NOT NULL,             -- ms since 1970
	user TEXT NOT NULL,
	desk TEXT NOT NULL,
	roles INTEGER NOT NULL,
	what TEXT NOT NULL,              -- "export", "user.add" ...
	about BLOB,                      -- the record, or NULL
	detail TEXT,                     -- JSON, or NULL
	nonce BLOB,                      -- NULL: about and detail were erased
	commitment BLOB NOT NULL,        -- to about and detail
	hash BLOB NOT NULL
) STRICT;
CREATE INDEX act_by_record ON act(about, seq) WHERE about IS NOT NULL;
CREATE INDEX act_by_what ON act(what, seq);

-- Looks of before the chain keep their place in front of it, without a hash.
ALTER TABLE look RENAME TO look_before;
DROP INDEX look_by_record;
CREATE TABLE look(
	seq INTEGER PRIMARY KEY,         -- without gaps; the oldest go when the trail's time is over
	at INTEGER NOT NULL,
	user TEXT NOT NULL,
	desk TEXT NOT NULL,
	roles INTEGER NOT NULL,
	what TEXT NOT NULL,              -- "look", "grant", "emergency", "inquiry"
	about BLOB,                      -- the person
	detail TEXT,
	nonce BLOB,
	commitment BLOB,
	hash BLOB
) STRICT;
INSERT INTO look(seq, at, user, desk, roles, what, about) SELECT seq, at, user, desk, roles, 'look', id FROM look_before;
DROP TABLE look_before;
CREATE INDEX look_by_record ON look(about, seq) WHERE about IS NOT NULL;
CREATE INDEX look_by_time ON look(at);

-- Sight of one person's file beyond a colleague's role, for a time and for a reason.
CREATE TABLE sight(
	id BLOB PRIMARY KEY CHECK(length(id) = 16),
	person BLOB NOT NULL,
	user BLOB NOT NULL,              -- id of the user; in a file without names all zero
	name TEXT NOT NULL,
	desk TEXT NOT NULL,
	roles INTEGER NOT NULL,
	kind TEXT NOT NULL,              -- complaint, override, quality, emergency
	reason TEXT NOT NULL,
	concerns TEXT,                   -- colleague whom a complaint is about: neither they nor their lead are told
	opened INTEGER NOT NULL,         -- ms since 1970
	until INTEGER NOT NULL,
	ended INTEGER,                   -- given back before its time
	seen_by TEXT,                    -- team lead who has taken note of an emergency
	seen INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX sight_by_person ON sight(person, opened);
CREATE INDEX sight_by_user ON sight(user, name, until);
CREATE INDEX sight_unseen ON sight(opened) WHERE kind = 'emergency' AND seen IS NULL;
