-- SPDX-License-Identifier: EUPL-1.2
-- Schools, children's places there, and who helps them learn; since when a child of school age has none.

CREATE TABLE school(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	name TEXT,
	what TEXT,                       -- keys, parted by ", "
	neighbourhood BLOB REFERENCES neighbourhood(id) DEFERRABLE INITIALLY DEFERRED,
	places INTEGER,                  -- for newcomers, at once
	languages TEXT,                  -- codes, parted by ", "
	address TEXT,
	phone TEXT,
	email TEXT,
	contact TEXT,
	hours TEXT,
	remark TEXT
) STRICT;
CREATE INDEX school_by_title ON school(sort_key, rid) WHERE gone = 0;
CREATE INDEX school_by_neighbourhood ON school(neighbourhood, rid) WHERE gone = 0;

CREATE TABLE school_place(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	what TEXT,
	school BLOB REFERENCES school(id) DEFERRABLE INITIALLY DEFERRED,
	state TEXT,
	asked TEXT,
	heard TEXT,
	offered TEXT,
	answer_by TEXT,
	grade TEXT,
	begins TEXT,
	ended TEXT,
	hours TEXT,
	why TEXT,
	remark TEXT
) STRICT;
CREATE INDEX school_place_by_title ON school_place(sort_key, rid) WHERE gone = 0;
CREATE INDEX school_place_by_person ON school_place(person, rid) WHERE gone = 0;
CREATE INDEX school_place_by_school ON school_place(school, rid) WHERE gone = 0;
CREATE INDEX school_place_by_state ON school_place(state, rid) WHERE gone = 0;
CREATE INDEX school_place_by_asked ON school_place(asked, rid) WHERE gone = 0;
CREATE INDEX school_place_by_answer_by ON school_place(answer_by, rid) WHERE gone = 0;
CREATE INDEX school_place_by_begins ON school_place(begins, rid) WHERE gone = 0;
CREATE INDEX school_place_removed ON school_place(person, rid) WHERE gone = 1;
-- How many places a school gave away, without reading the years behind.
CREATE INDEX school_place_held ON school_place(school, state) WHERE gone = 0 AND state IN ('offered', 'placed');

CREATE TABLE tutoring(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	subject TEXT,
	state TEXT,
	mentor BLOB REFERENCES mentor(id) DEFERRABLE INITIALLY DEFERRED,
	tutor TEXT,
	phone TEXT,
	timetable TEXT,
	place TEXT,
	asked TEXT,
	began TEXT,
	ended TEXT,
	remark TEXT
) STRICT;
CREATE INDEX tutoring_by_title ON tutoring(sort_key, rid) WHERE gone = 0;
CREATE INDEX tutoring_by_person ON tutoring(person, rid) WHERE gone = 0;
CREATE INDEX tutoring_by_state ON tutoring(state, rid) WHERE gone = 0;
CREATE INDEX tutoring_by_mentor ON tutoring(mentor, rid) WHERE gone = 0;
CREATE INDEX tutoring_by_asked ON tutoring(asked, rid) WHERE gone = 0;
CREATE INDEX tutoring_removed ON tutoring(person, rid) WHERE gone = 1;

ALTER TABLE person ADD COLUMN school_from TEXT;
CREATE INDEX person_by_school_from ON person(school_from, rid) WHERE gone = 0;

-- What lists are filtered by (cases/traits.c): where people live and stay, their levels, how their steps stand, what of a
-- kind is late.
CREATE INDEX stay_now ON stay(place, person) WHERE gone = 0 AND until IS NULL;
CREATE INDEX level_of_all ON level(overall, person) WHERE gone = 0;
CREATE INDEX speaks_level ON speaks(level, person) WHERE gone = 0 AND level IS NOT NULL;
ALTER TABLE todo ADD COLUMN state TEXT;
UPDATE todo SET state = (SELECT s.state FROM step s WHERE s.rid = todo.step);
CREATE INDEX todo_by_state ON todo(stage, state, person);
CREATE INDEX due_of_kind ON due(kind, day);
