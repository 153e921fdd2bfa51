-- SPDX-License-Identifier: EUPL-1.2
-- What a person has a right to: erasure, restriction, retention, requests of authorities.

-- What was erased for good, by a keyed hash of the record's id: it says of an id whether it was erased, and of nobody
-- who they were.  A file knows the keys of the files whose tombstones it took over.
CREATE TABLE tombstone_key(
	no INTEGER PRIMARY KEY,
	key BLOB NOT NULL UNIQUE         -- 32 random bytes
) STRICT;
INSERT INTO tombstone_key(no, key) VALUES(1, randomblob(32));
CREATE TABLE tombstone(
	mark BLOB PRIMARY KEY,           -- BLAKE2b-256 of the record's id, keyed
	key INTEGER NOT NULL REFERENCES tombstone_key(no),
	kind TEXT NOT NULL,
	at INTEGER NOT NULL              -- ms since 1970
) STRICT, WITHOUT ROWID;
CREATE INDEX tombstone_by_kind ON tombstone(kind);

-- Receipts of erasures: numbers and places, no names.
CREATE TABLE erasure(
	id BLOB PRIMARY KEY,
	at INTEGER NOT NULL,
	user TEXT NOT NULL,
	ground TEXT NOT NULL,
	receipt TEXT NOT NULL            -- JSON
) STRICT, WITHOUT ROWID;
CREATE INDEX erasure_by_time ON erasure(at);

-- What erased records add to the counts of past years: how many of a kind, in which state, in which year.
CREATE TABLE past_count(
	kind TEXT NOT NULL,
	state TEXT NOT NULL,             -- '' where the kind has none
	year INTEGER NOT NULL,           -- 0: unknown
	n INTEGER NOT NULL,
	PRIMARY KEY(kind, state, year)
) STRICT, WITHOUT ROWID;

-- Whose time is over, who is in a household no longer, and what nobody may change for now.
ALTER TABLE person ADD COLUMN restricted TEXT;
ALTER TABLE person ADD COLUMN restricted_why TEXT;
CREATE INDEX person_left ON person(left, rid) WHERE left IS NOT NULL;
CREATE INDEX person_removed ON person(household, rid) WHERE gone = 1;

CREATE TABLE request(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	asked_by TEXT,
	asked TEXT,
	legal_basis TEXT,
	wanted TEXT,
	state TEXT,
	decided_by TEXT,
	decided TEXT,
	given TEXT,
	reason TEXT
) STRICT;
CREATE INDEX request_by_title ON request(sort_key, rid) WHERE gone = 0;
CREATE INDEX request_by_person ON request(person, rid) WHERE gone = 0;
CREATE INDEX request_by_asked ON request(asked, rid) WHERE gone = 0;
CREATE INDEX request_removed ON request(person, rid) WHERE gone = 1;

-- Files whose time is over and that were offered to the archive, until it has answered.
CREATE TABLE retention_offer(
	person BLOB PRIMARY KEY CHECK(length(person) = 16),
	at INTEGER NOT NULL              -- ms since 1970
) STRICT, WITHOUT ROWID;

CREATE TABLE consent(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	covers TEXT,
	used_for TEXT,
	free INTEGER,
	given TEXT,
	until TEXT,
	withdrawn TEXT
) STRICT;
CREATE INDEX consent_by_title ON consent(sort_key, rid) WHERE gone = 0;
CREATE INDEX consent_by_person ON consent(person, rid) WHERE gone = 0;
CREATE INDEX consent_by_given ON consent(given, rid) WHERE gone = 0;
CREATE INDEX consent_removed ON consent(person, rid) WHERE gone = 1;
CREATE INDEX consent_by_end ON consent(until, covers) WHERE gone = 0;
