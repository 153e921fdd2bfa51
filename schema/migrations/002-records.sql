-- SPDX-License-Identifier: EUPL-1.2
-- One table a record kind; the columns are the fields of schema/register/KIND.ini.
-- gone = 1: taken back; kept so that it can be undone and merged.
-- sort_key: ICU root collation key of the title. Partial dates are text: 2026-05-04, 2026-05, 2026.

CREATE TABLE household(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	name TEXT,
	people INTEGER,
	step_free INTEGER,
	rooms INTEGER,
	remark TEXT
) STRICT;
CREATE INDEX household_by_title ON household(sort_key, rid) WHERE gone = 0;
CREATE INDEX household_by_people ON household(people, rid) WHERE gone = 0;

CREATE TABLE person(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	case_number TEXT,
	family_name TEXT,
	given_name TEXT,
	own_script TEXT,
	used_name TEXT,
	say TEXT,
	born TEXT,
	gender TEXT,
	interpreter TEXT,
	phone TEXT,
	email TEXT,
	address TEXT,
	arrived TEXT,
	work_from TEXT,
	household BLOB REFERENCES household(id) DEFERRABLE INITIALLY DEFERRED,
	caseworker TEXT,
	left TEXT
) STRICT;
CREATE INDEX person_by_title ON person(sort_key, rid) WHERE gone = 0;
CREATE INDEX person_by_born ON person(born, rid) WHERE gone = 0;
CREATE INDEX person_by_arrived ON person(arrived, rid) WHERE gone = 0;
CREATE INDEX person_by_household ON person(household, rid) WHERE gone = 0;
CREATE INDEX person_by_caseworker ON person(caseworker, rid) WHERE gone = 0;
CREATE UNIQUE INDEX person_case_number ON person(case_number);

-- The next case of this desk; casenum_scatter() hides the order.
CREATE TABLE case_counter(
	one INTEGER PRIMARY KEY CHECK(one = 1),
	next INTEGER NOT NULL
) STRICT;
INSERT INTO case_counter(one, next) VALUES(1, 0);

CREATE TABLE speaks(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	language TEXT,
	level TEXT,
	reads INTEGER
) STRICT;
CREATE INDEX speaks_by_title ON speaks(sort_key, rid) WHERE gone = 0;
CREATE INDEX speaks_by_person ON speaks(person, rid) WHERE gone = 0;

CREATE TABLE contact(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	name TEXT,
	relation TEXT,
	phone TEXT,
	email TEXT,
	language TEXT
) STRICT;
CREATE INDEX contact_by_title ON contact(sort_key, rid) WHERE gone = 0;
CREATE INDEX contact_by_person ON contact(person, rid) WHERE gone = 0;

CREATE TABLE plan(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	template TEXT,
	started TEXT,
	state TEXT,
	agreed TEXT
) STRICT;
CREATE INDEX plan_by_title ON plan(sort_key, rid) WHERE gone = 0;
CREATE INDEX plan_by_person ON plan(person, rid) WHERE gone = 0;
CREATE INDEX plan_by_started ON plan(started, rid) WHERE gone = 0;

CREATE TABLE step(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	plan BLOB REFERENCES plan(id) DEFERRABLE INITIALLY DEFERRED,
	stage TEXT,
	what TEXT,
	who TEXT,
	milestone TEXT,
	state TEXT,
	target TEXT,
	done TEXT,
	caseworker TEXT,
	outcome TEXT,
	barrier TEXT
) STRICT;
CREATE INDEX step_by_title ON step(sort_key, rid) WHERE gone = 0;
CREATE INDEX step_by_person ON step(person, rid) WHERE gone = 0;
CREATE INDEX step_by_plan ON step(plan, rid) WHERE gone = 0;
CREATE INDEX step_by_target ON step(target, rid) WHERE gone = 0;
CREATE INDEX step_by_caseworker ON step(caseworker, rid) WHERE gone = 0;

CREATE TABLE course(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	name TEXT,
	provider TEXT,
	language TEXT,
	level TEXT,
	starts TEXT,
	ends TEXT,
	hours TEXT,
	seats INTEGER,
	place TEXT,
	childcare INTEGER
) STRICT;
CREATE INDEX course_by_title ON course(sort_key, rid) WHERE gone = 0;
CREATE INDEX course_by_level ON course(level, rid) WHERE gone = 0;
CREATE INDEX course_by_starts ON course(starts, rid) WHERE gone = 0;

CREATE TABLE enrolment(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	course BLOB REFERENCES course(id) DEFERRABLE INITIALLY DEFERRED,
	state TEXT,
	asked TEXT,
	began TEXT,
	ended TEXT,
	result TEXT
) STRICT;
CREATE INDEX enrolment_by_title ON enrolment(sort_key, rid) WHERE gone = 0;
CREATE INDEX enrolment_by_person ON enrolment(person, rid) WHERE gone = 0;
CREATE INDEX enrolment_by_course ON enrolment(course, rid) WHERE gone = 0;
CREATE INDEX enrolment_by_asked ON enrolment(asked, rid) WHERE gone = 0;

CREATE TABLE credential(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	title TEXT,
	occupation TEXT,
	earned_in TEXT,
	earned TEXT,
	authority TEXT,
	state TEXT,
	submitted TEXT,
	decided TEXT,
	remark TEXT
) STRICT;
CREATE INDEX credential_by_title ON credential(sort_key, rid) WHERE gone = 0;
CREATE INDEX credential_by_person ON credential(person, rid) WHERE gone = 0;
CREATE INDEX credential_by_submitted ON credential(submitted, rid) WHERE gone = 0;

CREATE TABLE vacancy(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	title TEXT,
	employer TEXT,
	number TEXT,
	occupation TEXT,
	place TEXT,
	hours TEXT,
	level TEXT,
	pay_from INTEGER,
	pay_to INTEGER,
	pay_per TEXT,
	seats INTEGER,
	posted TEXT,
	state TEXT,
	text TEXT
) STRICT;
CREATE INDEX vacancy_by_title ON vacancy(sort_key, rid) WHERE gone = 0;
CREATE INDEX vacancy_by_number ON vacancy(number, rid) WHERE gone = 0;
CREATE INDEX vacancy_by_posted ON vacancy(posted, rid) WHERE gone = 0;

CREATE TABLE application(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	vacancy BLOB REFERENCES vacancy(id) DEFERRABLE INITIALLY DEFERRED,
	state TEXT,
	sent TEXT,
	began TEXT,
	remark TEXT
) STRICT;
CREATE INDEX application_by_title ON application(sort_key, rid) WHERE gone = 0;
CREATE INDEX application_by_person ON application(person, rid) WHERE gone = 0;
CREATE INDEX application_by_vacancy ON application(vacancy, rid) WHERE gone = 0;
CREATE INDEX application_by_sent ON application(sent, rid) WHERE gone = 0;

CREATE TABLE neighbourhood(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	name TEXT,
	residents INTEGER,
	dwellings INTEGER,
	social_dwellings INTEGER,
	primary_schools INTEGER,
	area INTEGER
) STRICT;
CREATE INDEX neighbourhood_by_title ON neighbourhood(sort_key, rid) WHERE gone = 0;
CREATE INDEX neighbourhood_by_residents ON neighbourhood(residents, rid) WHERE gone = 0;

CREATE TABLE dwelling(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	address TEXT,
	neighbourhood BLOB REFERENCES neighbourhood(id) DEFERRABLE INITIALLY DEFERRED,
	owner TEXT,
	rooms INTEGER,
	rent INTEGER,
	floor INTEGER,
	step_free INTEGER,
	available TEXT,
	state TEXT
) STRICT;
CREATE INDEX dwelling_by_title ON dwelling(sort_key, rid) WHERE gone = 0;
CREATE INDEX dwelling_by_neighbourhood ON dwelling(neighbourhood, rid) WHERE gone = 0;
CREATE INDEX dwelling_by_rooms ON dwelling(rooms, rid) WHERE gone = 0;
CREATE INDEX dwelling_by_available ON dwelling(available, rid) WHERE gone = 0;

CREATE TABLE placement(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	dwelling BLOB REFERENCES dwelling(id) DEFERRABLE INITIALLY DEFERRED,
	state TEXT,
	offered TEXT,
	answer_by TEXT,
	moved_in TEXT,
	reason TEXT
) STRICT;
CREATE INDEX placement_by_title ON placement(sort_key, rid) WHERE gone = 0;
CREATE INDEX placement_by_person ON placement(person, rid) WHERE gone = 0;
CREATE INDEX placement_by_dwelling ON placement(dwelling, rid) WHERE gone = 0;
CREATE INDEX placement_by_offered ON placement(offered, rid) WHERE gone = 0;

CREATE TABLE appointment(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	what TEXT,
	day TEXT,
	at TEXT,
	minutes INTEGER,
	place TEXT,
	interpreter TEXT,
	caseworker TEXT,
	state TEXT
) STRICT;
CREATE INDEX appointment_by_title ON appointment(sort_key, rid) WHERE gone = 0;
CREATE INDEX appointment_by_person ON appointment(person, rid) WHERE gone = 0;
CREATE INDEX appointment_by_day ON appointment(day, rid) WHERE gone = 0;
CREATE INDEX appointment_by_caseworker ON appointment(caseworker, rid) WHERE gone = 0;

CREATE TABLE note(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	day TEXT,
	text TEXT
) STRICT;
CREATE INDEX note_by_title ON note(sort_key, rid) WHERE gone = 0;
CREATE INDEX note_by_person ON note(person, rid) WHERE gone = 0;
CREATE INDEX note_by_day ON note(day, rid) WHERE gone = 0;
