-- SPDX-License-Identifier: EUPL-1.2
-- Terms that run for a person, what happened to them, the events they are counted from, and the days nobody works.

CREATE TABLE clock(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	what TEXT,
	set_by TEXT,
	rule TEXT,
	source TEXT,
	verified INTEGER,
	event TEXT,
	began TEXT,
	length TEXT,
	due TEXT,
	state TEXT,
	met TEXT,
	step BLOB REFERENCES step(id) DEFERRABLE INITIALLY DEFERRED,
	decision BLOB REFERENCES decision(id) DEFERRABLE INITIALLY DEFERRED,
	after BLOB REFERENCES clock(id) DEFERRABLE INITIALLY DEFERRED,
	caseworker TEXT
) STRICT;
CREATE INDEX clock_by_title ON clock(sort_key, rid) WHERE gone = 0;
CREATE INDEX clock_by_person ON clock(person, rid) WHERE gone = 0;
CREATE INDEX clock_by_began ON clock(began, rid) WHERE gone = 0;
CREATE INDEX clock_by_due ON clock(due, rid) WHERE gone = 0;
CREATE INDEX clock_by_caseworker ON clock(caseworker, rid) WHERE gone = 0;
CREATE INDEX clock_by_step ON clock(step, rid) WHERE gone = 0 AND step IS NOT NULL;
CREATE INDEX clock_by_decision ON clock(decision, rid) WHERE gone = 0 AND decision IS NOT NULL;
CREATE INDEX clock_by_after ON clock(after, rid) WHERE gone = 0 AND after IS NOT NULL;
CREATE INDEX clock_removed ON clock(person, rid) WHERE gone = 1;

CREATE TABLE clock_move(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	clock BLOB REFERENCES clock(id) DEFERRABLE INITIALLY DEFERRED,
	what TEXT,
	day TEXT,
	until TEXT,
	length TEXT,
	reason TEXT,
	basis TEXT
) STRICT;
CREATE INDEX clock_move_by_title ON clock_move(sort_key, rid) WHERE gone = 0;
CREATE INDEX clock_move_by_person ON clock_move(person, rid) WHERE gone = 0;
CREATE INDEX clock_move_by_clock ON clock_move(clock, rid) WHERE gone = 0;
CREATE INDEX clock_move_by_day ON clock_move(day, rid) WHERE gone = 0;
CREATE INDEX clock_move_removed ON clock_move(person, rid) WHERE gone = 1;

CREATE TABLE event(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	what TEXT,
	day TEXT,
	remark TEXT
) STRICT;
CREATE INDEX event_by_title ON event(sort_key, rid) WHERE gone = 0;
CREATE INDEX event_by_person ON event(person, rid) WHERE gone = 0;
CREATE INDEX event_by_day ON event(day, rid) WHERE gone = 0;
CREATE INDEX event_removed ON event(person, rid) WHERE gone = 1;

CREATE TABLE holiday(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	day TEXT,
	name TEXT
) STRICT;
CREATE INDEX holiday_by_title ON holiday(sort_key, rid) WHERE gone = 0;
CREATE INDEX holiday_by_day ON holiday(day, rid) WHERE gone = 0;

-- A step that follows another one moves along with it.
ALTER TABLE step ADD COLUMN after BLOB REFERENCES step(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE step ADD COLUMN gap TEXT;
CREATE INDEX step_by_after ON step(after, rid) WHERE gone = 0 AND after IS NOT NULL;

ALTER TABLE credential ADD COLUMN completed TEXT;
ALTER TABLE application ADD COLUMN asked TEXT;
UPDATE application SET asked = sent WHERE gone = 0;

-- What waits for a day: running clocks, and what a watch of schema/watches/ looks at; of people who are here.
-- Kept in step by the change door's hook (cases/due.c) and made anew from the records, like todo.
CREATE TABLE due(
	record BLOB NOT NULL,            -- its id
	watch TEXT NOT NULL,             -- key of the watch; "clock": the record is a clock
	kind TEXT NOT NULL,
	person INTEGER NOT NULL,         -- person.rid
	day TEXT NOT NULL,               -- a full date
	rank INTEGER NOT NULL,           -- 0: the law's, 1: the city's own, 2: a watch
	stage TEXT NOT NULL,
	caseworker TEXT,
	PRIMARY KEY(record, watch)
) STRICT, WITHOUT ROWID;
-- Kind and stage stand in them so that a worklist counts what a role sees without the table.
CREATE INDEX due_by_day ON due(rank, day, kind, stage);
CREATE INDEX due_by_caseworker ON due(caseworker, rank, day, kind, stage);
CREATE INDEX due_by_stage ON due(stage, rank, day, kind);
CREATE INDEX due_of_day ON due(day);
CREATE INDEX due_by_person ON due(person);
