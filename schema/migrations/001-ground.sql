-- SPDX-License-Identifier: EUPL-1.2
-- What every other table stands on: settings, the journal, drafts, own fields.

CREATE TABLE setting(
	key TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One hash chain per file; a merged entry joins it with its origin. Appended to, never changed.
CREATE TABLE journal(
	seq INTEGER PRIMARY KEY,         -- without gaps
	chain TEXT NOT NULL,             -- desk code of the file that wrote the entry
	change BLOB NOT NULL,            -- the change set
	undoes BLOB,                     -- the change set taken back by this one
	clock INTEGER NOT NULL,          -- hybrid logical clock: ms << 16 | counter
	origin TEXT NOT NULL,            -- desk where the change was made
	user TEXT NOT NULL,
	kind TEXT NOT NULL,
	id BLOB NOT NULL,
	op INTEGER NOT NULL,             -- 1 create, 2 update, 3 delete, 4 restore
	leads INTEGER NOT NULL,          -- 1: the first entry of a change set made here
	fields BLOB,                     -- per field: length of its name, name, 32 bytes commitment
	hash BLOB NOT NULL
) STRICT;
CREATE INDEX journal_by_record ON journal(id);
CREATE INDEX journal_by_change ON journal(change);
CREATE INDEX journal_by_undone ON journal(undoes) WHERE undoes IS NOT NULL;
CREATE INDEX journal_by_user ON journal(user, seq) WHERE leads = 1 AND undoes IS NULL;

CREATE TABLE journal_value(
	seq INTEGER NOT NULL REFERENCES journal(seq),
	field TEXT NOT NULL,
	nonce BLOB NOT NULL,
	before TEXT,
	PRIMARY KEY(seq, field)
) STRICT, WITHOUT ROWID;

-- Looks at a person's file: who, when.
CREATE TABLE look(
	seq INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,             -- ms since 1970
	user TEXT NOT NULL,
	desk TEXT NOT NULL,
	roles INTEGER NOT NULL,
	id BLOB NOT NULL
) STRICT;
CREATE INDEX look_by_record ON look(id, seq);

CREATE TABLE draft(
	id BLOB PRIMARY KEY,
	user TEXT NOT NULL,
	form TEXT NOT NULL,
	record BLOB,
	rev INTEGER NOT NULL DEFAULT 0,
	saved INTEGER NOT NULL,
	content TEXT NOT NULL            -- JSON object: what was typed, by field
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_by_user ON draft(user, form, saved);

-- Values of the municipality's own fields, so that no table changes at run time.
CREATE TABLE own_value(
	kind TEXT NOT NULL,
	id BLOB NOT NULL,
	field TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY(kind, id, field)
) STRICT, WITHOUT ROWID;

-- Change sets that came from an import, so that an interrupted one resumes or is undone as one.
CREATE TABLE import(
	change BLOB PRIMARY KEY,
	kind TEXT NOT NULL,
	source BLOB NOT NULL,            -- hash of the file and the mapping
	started INTEGER NOT NULL,
	finished INTEGER,
	rows_done INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
