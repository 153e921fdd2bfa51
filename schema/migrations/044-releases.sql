-- SPDX-License-Identifier: EUPL-1.2
-- The release ledger: what summaries have told, so that a later one gives no earlier secret away by difference.  Written
-- through one door (store/ledger.h), appended to, never changed; it holds counts and no person.

CREATE TABLE released(
	seq INTEGER PRIMARY KEY,         -- without gaps
	at INTEGER NOT NULL,             -- ms since 1970
	user TEXT NOT NULL,
	desk TEXT NOT NULL,
	name TEXT NOT NULL,              -- of the summary: a word of the program ("progress")
	how TEXT NOT NULL,               -- "pdf", "text", "csv", "json", "print"
	from_day INTEGER NOT NULL,       -- days since 1970, both included
	to_day INTEGER NOT NULL,
	rule TEXT NOT NULL,              -- JSON: threshold, zeros, how coarse
	cells INTEGER NOT NULL,
	withheld INTEGER NOT NULL,
	digest BLOB NOT NULL,            -- of its cells and sums, see ledger.h
	again INTEGER REFERENCES released(seq)   -- the earlier release that told exactly this: its cells stand there
) STRICT;
CREATE INDEX released_by_digest ON released(digest) WHERE again IS NULL;

-- What is counted: an indicator, whom among its population, over which days.  Each stands once.
CREATE TABLE released_key(
	id INTEGER PRIMARY KEY,
	indicator TEXT NOT NULL,
	narrowed TEXT NOT NULL,          -- "age=0-17;gender=f", "" for everybody
	from_day INTEGER NOT NULL,
	to_day INTEGER NOT NULL,
	adds INTEGER NOT NULL,           -- 1: counts of parts of the period add up to it (events); 0: they do not
	UNIQUE(indicator, narrowed, from_day, to_day, adds)
) STRICT;

CREATE TABLE released_cell(
	released INTEGER NOT NULL REFERENCES released(seq),
	key INTEGER NOT NULL REFERENCES released_key(id),
	sign INTEGER NOT NULL,           -- 0 published, 1 withheld itself, 2 withheld for another's sake
	value INTEGER NOT NULL,          -- as told; of what was withheld, as it was then
	low INTEGER,                     -- what can be known of a withheld one; NULL: no bound
	high INTEGER,
	PRIMARY KEY(released, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX released_cell_by_key ON released_cell(key, released);

-- The sums that could be read off the tables: weights times cells come to zero (1 the total, -1 each part).
CREATE TABLE released_sum(
	released INTEGER NOT NULL REFERENCES released(seq),
	sum INTEGER NOT NULL,            -- counts from 0 within the release
	key INTEGER NOT NULL REFERENCES released_key(id),
	weight INTEGER NOT NULL,
	PRIMARY KEY(released, sum, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX released_sum_by_key ON released_sum(key);
