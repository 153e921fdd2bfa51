-- SPDX-License-Identifier: EUPL-1.2
-- The day's and the week's work: files that rest for a while, files handed over, lists kept under a name.

-- A pause ends by its day alone: what Today reads carries the day (cases/todo.c), nothing has to be written then.
ALTER TABLE person ADD COLUMN paused TEXT;
ALTER TABLE person ADD COLUMN paused_until TEXT;
ALTER TABLE person ADD COLUMN paused_why TEXT;
CREATE INDEX person_paused ON person(paused_until, rid) WHERE paused_until IS NOT NULL;
CREATE INDEX person_paused_of ON person(caseworker, paused_until, rid) WHERE paused_until IS NOT NULL;
CREATE INDEX person_expected ON person(expected, rid) WHERE arrived IS NULL AND expected IS NOT NULL;
CREATE INDEX person_expected_of ON person(caseworker, expected, rid) WHERE arrived IS NULL AND expected IS NOT NULL;

CREATE TABLE handover(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	giver TEXT,
	receiver TEXT,
	day TEXT,
	remark TEXT,
	noted TEXT
) STRICT;
CREATE INDEX handover_by_title ON handover(sort_key, rid) WHERE gone = 0;
CREATE INDEX handover_by_person ON handover(person, rid) WHERE gone = 0;
CREATE INDEX handover_by_receiver ON handover(receiver, rid) WHERE gone = 0;
CREATE INDEX handover_by_day ON handover(day, rid) WHERE gone = 0;
CREATE INDEX handover_removed ON handover(person, rid) WHERE gone = 1;
CREATE INDEX handover_new ON handover(receiver, day, rid) WHERE gone = 0 AND noted IS NULL;

-- How a list is filtered, sorted and laid out, under a name: one's own, or everybody's.  It holds no person's name.
CREATE TABLE view(
	user TEXT NOT NULL,              -- '': for everybody
	kind TEXT NOT NULL,              -- of a record; or "today"
	name TEXT NOT NULL,
	content TEXT NOT NULL,           -- JSON: sort, filters, columns
	PRIMARY KEY(user, kind, name)
) STRICT, WITHOUT ROWID;

-- Steps of one stage, in the order of their targets.
ALTER TABLE todo ADD COLUMN stage TEXT;
UPDATE todo SET stage = (SELECT s.stage FROM step s WHERE s.rid = todo.step);
CREATE INDEX todo_by_stage ON todo(stage, due, step) WHERE due IS NOT NULL;
