-- SPDX-License-Identifier: EUPL-1.2
-- Language courses: who gives them, groups and their lessons, who came, levels, hours granted, exams.

-- What stood as words where a record is referred to now.  When the program opens the file it makes the records, each with
-- its entry in the journal, lets the field refer to them and empties this table (register/becomes.c).
CREATE TABLE becomes(
	kind TEXT NOT NULL,
	field TEXT NOT NULL,
	id BLOB NOT NULL CHECK(length(id) = 16),
	name TEXT NOT NULL,
	PRIMARY KEY(kind, field, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE provider(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	name TEXT,
	contact TEXT,
	phone TEXT,
	email TEXT,
	address TEXT,
	neighbourhood BLOB REFERENCES neighbourhood(id) DEFERRABLE INITIALLY DEFERRED,
	remark TEXT
) STRICT;
CREATE INDEX provider_by_title ON provider(sort_key, rid) WHERE gone = 0;
CREATE INDEX provider_by_neighbourhood ON provider(neighbourhood, rid) WHERE gone = 0;

INSERT INTO becomes SELECT 'course', 'provider', id, trim(provider) FROM course WHERE gone = 0 AND trim(provider) <> '';
ALTER TABLE course DROP COLUMN provider;
ALTER TABLE course ADD COLUMN provider BLOB REFERENCES provider(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE course ADD COLUMN what TEXT;
ALTER TABLE course ADD COLUMN state TEXT;
ALTER TABLE course ADD COLUMN timetable TEXT;
ALTER TABLE course ADD COLUMN hours_total INTEGER;
ALTER TABLE course ADD COLUMN neighbourhood BLOB REFERENCES neighbourhood(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE course ADD COLUMN online INTEGER;
ALTER TABLE course ADD COLUMN women_only INTEGER;
ALTER TABLE course ADD COLUMN occupation TEXT;
ALTER TABLE course ADD COLUMN route TEXT;
ALTER TABLE course ADD COLUMN remark TEXT;
UPDATE course SET what = 'general', state = CASE WHEN length(ends) = 10 AND ends < date('now') THEN 'over'
	WHEN length(starts) = 10 AND starts <= date('now') THEN 'running' ELSE 'open' END;
CREATE INDEX course_by_provider ON course(provider, rid) WHERE gone = 0;
CREATE INDEX course_by_language ON course(language, rid) WHERE gone = 0;
CREATE INDEX course_by_state ON course(state, rid) WHERE gone = 0;
CREATE INDEX course_by_neighbourhood ON course(neighbourhood, rid) WHERE gone = 0;
-- Groups that a person could join.
CREATE INDEX course_fit ON course(language, level, state, starts) WHERE gone = 0;

CREATE TABLE level(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	language TEXT,
	day TEXT,
	known TEXT,
	listening TEXT,
	reading TEXT,
	interaction TEXT,
	production TEXT,
	writing TEXT,
	latin_script INTEGER,
	overall TEXT,
	proposed TEXT,
	proposed_group TEXT,
	remark TEXT
) STRICT;
CREATE INDEX level_by_title ON level(sort_key, rid) WHERE gone = 0;
CREATE INDEX level_by_person ON level(person, rid) WHERE gone = 0;
CREATE INDEX level_by_day ON level(day, rid) WHERE gone = 0;
CREATE INDEX level_removed ON level(person, rid) WHERE gone = 1;

CREATE TABLE entitlement(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	what TEXT,
	hours INTEGER,
	unit INTEGER,
	used INTEGER,
	since TEXT,
	until TEXT,
	state TEXT,
	source TEXT
) STRICT;
CREATE INDEX entitlement_by_title ON entitlement(sort_key, rid) WHERE gone = 0;
CREATE INDEX entitlement_by_person ON entitlement(person, rid) WHERE gone = 0;
CREATE INDEX entitlement_by_since ON entitlement(since, rid) WHERE gone = 0;
CREATE INDEX entitlement_by_until ON entitlement(until, rid) WHERE gone = 0;
CREATE INDEX entitlement_removed ON entitlement(person, rid) WHERE gone = 1;

CREATE TABLE lesson(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	course BLOB REFERENCES course(id) DEFERRABLE INITIALLY DEFERRED,
	day TEXT,
	at TEXT,
	minutes INTEGER,
	topic TEXT,
	state TEXT
) STRICT;
CREATE INDEX lesson_by_title ON lesson(sort_key, rid) WHERE gone = 0;
CREATE INDEX lesson_by_course ON lesson(course, rid) WHERE gone = 0;
CREATE INDEX lesson_by_day ON lesson(day, rid) WHERE gone = 0;

CREATE TABLE presence(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	lesson BLOB REFERENCES lesson(id) DEFERRABLE INITIALLY DEFERRED,
	state TEXT,
	minutes INTEGER
) STRICT;
CREATE INDEX presence_by_title ON presence(sort_key, rid) WHERE gone = 0;
CREATE INDEX presence_by_person ON presence(person, rid) WHERE gone = 0;
CREATE INDEX presence_by_lesson ON presence(lesson, rid) WHERE gone = 0;
CREATE INDEX presence_removed ON presence(person, rid) WHERE gone = 1;

CREATE TABLE exam(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	what TEXT,
	language TEXT,
	course BLOB REFERENCES course(id) DEFERRABLE INITIALLY DEFERRED,
	day TEXT,
	at TEXT,
	place TEXT,
	state TEXT,
	reached TEXT,
	listening TEXT,
	reading TEXT,
	interaction TEXT,
	production TEXT,
	writing TEXT,
	remark TEXT
) STRICT;
CREATE INDEX exam_by_title ON exam(sort_key, rid) WHERE gone = 0;
CREATE INDEX exam_by_person ON exam(person, rid) WHERE gone = 0;
CREATE INDEX exam_by_course ON exam(course, rid) WHERE gone = 0;
CREATE INDEX exam_by_day ON exam(day, rid) WHERE gone = 0;
CREATE INDEX exam_removed ON exam(person, rid) WHERE gone = 1;
CREATE INDEX lesson_of_course ON lesson(course, day, at, rid) WHERE gone = 0;
CREATE INDEX presence_of_lesson ON presence(lesson, person);    -- of removed marks too: hours used are reckoned anew
