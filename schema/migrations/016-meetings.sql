-- SPDX-License-Identifier: EUPL-1.2
-- Appointments in full: room, interpreter, reminder, several people at once; sessions and who came; mentors.

ALTER TABLE appointment ADD COLUMN room TEXT;
ALTER TABLE appointment ADD COLUMN language TEXT;
ALTER TABLE appointment ADD COLUMN interpreter_name TEXT;
ALTER TABLE appointment ADD COLUMN reason TEXT;
ALTER TABLE appointment ADD COLUMN reminded TEXT;
ALTER TABLE appointment ADD COLUMN meeting TEXT;
-- The agenda shows what was missed as well, in the order of the day.
DROP INDEX IF EXISTS appointment_of_day;
DROP INDEX IF EXISTS appointment_of_colleague;
-- State and gone stand in them so that a worklist counts without the table.
CREATE INDEX appointment_of_day ON appointment(day, at, rid, state, gone) WHERE gone = 0;
CREATE INDEX appointment_of_colleague ON appointment(caseworker, day, at, rid, state, gone) WHERE gone = 0;
CREATE INDEX appointment_of_room ON appointment(room, day, at, rid) WHERE gone = 0 AND room IS NOT NULL;
CREATE INDEX appointment_of_meeting ON appointment(meeting) WHERE gone = 0 AND meeting IS NOT NULL;

CREATE TABLE session(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	what TEXT,
	topic TEXT,
	day TEXT,
	at TEXT,
	minutes INTEGER,
	place TEXT,
	room TEXT,
	language TEXT,
	seats INTEGER,
	leaflet TEXT,
	lead TEXT,
	state TEXT
) STRICT;
CREATE INDEX session_by_title ON session(sort_key, rid) WHERE gone = 0;
CREATE INDEX session_by_day ON session(day, rid) WHERE gone = 0;
CREATE INDEX session_by_lead ON session(lead, rid) WHERE gone = 0;
CREATE INDEX session_of_day ON session(day, at, rid) WHERE gone = 0;

CREATE TABLE attendance(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	session BLOB REFERENCES session(id) DEFERRABLE INITIALLY DEFERRED,
	state TEXT
) STRICT;
CREATE INDEX attendance_by_title ON attendance(sort_key, rid) WHERE gone = 0;
CREATE INDEX attendance_by_person ON attendance(person, rid) WHERE gone = 0;
CREATE INDEX attendance_by_session ON attendance(session, rid) WHERE gone = 0;
CREATE INDEX attendance_removed ON attendance(person, rid) WHERE gone = 1;

CREATE TABLE mentor(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	name TEXT,
	languages TEXT,
	phone TEXT,
	email TEXT,
	hours TEXT,
	wants TEXT,
	since TEXT,
	active INTEGER
) STRICT;
CREATE INDEX mentor_by_title ON mentor(sort_key, rid) WHERE gone = 0;
CREATE INDEX mentor_by_since ON mentor(since, rid) WHERE gone = 0;

CREATE TABLE mentoring(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	mentor BLOB REFERENCES mentor(id) DEFERRABLE INITIALLY DEFERRED,
	asked TEXT,
	wants TEXT,
	state TEXT,
	began TEXT,
	ended TEXT,
	told TEXT,
	basis TEXT,
	told_on TEXT,
	remark TEXT
) STRICT;
CREATE INDEX mentoring_by_title ON mentoring(sort_key, rid) WHERE gone = 0;
CREATE INDEX mentoring_by_person ON mentoring(person, rid) WHERE gone = 0;
CREATE INDEX mentoring_by_mentor ON mentoring(mentor, rid) WHERE gone = 0;
CREATE INDEX mentoring_by_asked ON mentoring(asked, rid) WHERE gone = 0;
CREATE INDEX mentoring_removed ON mentoring(person, rid) WHERE gone = 1;
