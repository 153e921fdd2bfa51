-- SPDX-License-Identifier: EUPL-1.2
-- Employers, what vacancies need and wish for, people at work with the checks that follow, own firms.

CREATE TABLE employer(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	name TEXT,
	sector TEXT,
	contact TEXT,
	phone TEXT,
	email TEXT,
	address TEXT,
	neighbourhood BLOB REFERENCES neighbourhood(id) DEFERRABLE INITIALLY DEFERRED,
	languages TEXT,
	web TEXT,
	remark TEXT
) STRICT;
CREATE INDEX employer_by_title ON employer(sort_key, rid) WHERE gone = 0;
CREATE INDEX employer_by_neighbourhood ON employer(neighbourhood, rid) WHERE gone = 0;

-- Employers stood as words: they become records once the file is opened (020-courses.sql).
INSERT INTO becomes SELECT 'vacancy', 'employer', id, trim(employer) FROM vacancy WHERE gone = 0 AND trim(employer) <> '';
ALTER TABLE vacancy DROP COLUMN employer;
ALTER TABLE vacancy ADD COLUMN employer BLOB REFERENCES employer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE vacancy ADD COLUMN valid_through TEXT;
ALTER TABLE vacancy ADD COLUMN wished_occupation TEXT;
ALTER TABLE vacancy ADD COLUMN skills TEXT;
ALTER TABLE vacancy ADD COLUMN wished_skills TEXT;
ALTER TABLE vacancy ADD COLUMN wished_level TEXT;
ALTER TABLE vacancy ADD COLUMN language TEXT;
ALTER TABLE vacancy ADD COLUMN licences TEXT;
ALTER TABLE vacancy ADD COLUMN wished_licences TEXT;
ALTER TABLE vacancy ADD COLUMN hours_from INTEGER;
ALTER TABLE vacancy ADD COLUMN hours_to INTEGER;
ALTER TABLE vacancy ADD COLUMN wished_hours INTEGER;
ALTER TABLE vacancy ADD COLUMN timetable TEXT;
ALTER TABLE vacancy ADD COLUMN contract TEXT;
ALTER TABLE vacancy ADD COLUMN starts TEXT;
ALTER TABLE vacancy ADD COLUMN wished_start TEXT;
ALTER TABLE vacancy ADD COLUMN wished_place TEXT;
ALTER TABLE vacancy ADD COLUMN address TEXT;
ALTER TABLE vacancy ADD COLUMN neighbourhood BLOB REFERENCES neighbourhood(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE vacancy ADD COLUMN from_home TEXT;
ALTER TABLE vacancy ADD COLUMN wished_pay INTEGER;
ALTER TABLE vacancy ADD COLUMN web TEXT;
CREATE INDEX vacancy_by_employer ON vacancy(employer, rid) WHERE gone = 0;
CREATE INDEX vacancy_by_valid_through ON vacancy(valid_through, rid) WHERE gone = 0;
CREATE INDEX vacancy_by_occupation ON vacancy(occupation, rid) WHERE gone = 0;
CREATE INDEX vacancy_by_neighbourhood ON vacancy(neighbourhood, rid) WHERE gone = 0;
CREATE INDEX vacancy_open ON vacancy(occupation, rid) WHERE gone = 0 AND state = 'open';
CREATE INDEX vacancy_open_by_posted ON vacancy(posted, rid) WHERE gone = 0 AND state = 'open';

CREATE TABLE omission(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	vacancy BLOB REFERENCES vacancy(id) DEFERRABLE INITIALLY DEFERRED,
	ground TEXT,
	source TEXT,
	part TEXT,
	words TEXT,
	day TEXT
) STRICT;
CREATE INDEX omission_by_title ON omission(sort_key, rid) WHERE gone = 0;
CREATE INDEX omission_by_vacancy ON omission(vacancy, rid) WHERE gone = 0;
CREATE INDEX omission_by_day ON omission(day, rid) WHERE gone = 0;

ALTER TABLE application ADD COLUMN interview TEXT;
ALTER TABLE application ADD COLUMN interview_at TEXT;
ALTER TABLE application ADD COLUMN answered TEXT;
ALTER TABLE application ADD COLUMN reason TEXT;
CREATE INDEX application_by_interview ON application(interview, rid) WHERE gone = 0;

CREATE TABLE employment(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	what TEXT,
	employer BLOB REFERENCES employer(id) DEFERRABLE INITIALLY DEFERRED,
	vacancy BLOB REFERENCES vacancy(id) DEFERRABLE INITIALLY DEFERRED,
	application BLOB REFERENCES application(id) DEFERRABLE INITIALLY DEFERRED,
	occupation TEXT,
	contract TEXT,
	state TEXT,
	began TEXT,
	ends TEXT,
	ended TEXT,
	reason TEXT,
	hours INTEGER,
	timetable TEXT,
	pay INTEGER,
	pay_per TEXT,
	subsidy TEXT,
	subsidy_amount INTEGER,
	subsidy_until TEXT,
	remark TEXT
) STRICT;
CREATE INDEX employment_by_title ON employment(sort_key, rid) WHERE gone = 0;
CREATE INDEX employment_by_person ON employment(person, rid) WHERE gone = 0;
CREATE INDEX employment_by_employer ON employment(employer, rid) WHERE gone = 0;
CREATE INDEX employment_by_vacancy ON employment(vacancy, rid) WHERE gone = 0;
CREATE INDEX employment_by_application ON employment(application, rid) WHERE gone = 0;
CREATE INDEX employment_by_began ON employment(began, rid) WHERE gone = 0;
CREATE INDEX employment_by_ends ON employment(ends, rid) WHERE gone = 0;
CREATE INDEX employment_by_subsidy_until ON employment(subsidy_until, rid) WHERE gone = 0;
CREATE INDEX employment_removed ON employment(person, rid) WHERE gone = 1;

CREATE TABLE retention(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	employment BLOB REFERENCES employment(id) DEFERRABLE INITIALLY DEFERRED,
	months TEXT,
	state TEXT,
	due TEXT,
	asked TEXT,
	remark TEXT
) STRICT;
CREATE INDEX retention_by_title ON retention(sort_key, rid) WHERE gone = 0;
CREATE INDEX retention_by_person ON retention(person, rid) WHERE gone = 0;
CREATE INDEX retention_by_employment ON retention(employment, rid) WHERE gone = 0;
CREATE INDEX retention_by_due ON retention(due, rid) WHERE gone = 0;
CREATE INDEX retention_removed ON retention(person, rid) WHERE gone = 1;

CREATE TABLE enterprise(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	what TEXT,
	sector TEXT,
	occupation TEXT,
	state TEXT,
	idea_on TEXT,
	plan_on TEXT,
	training_on TEXT,
	licence_on TEXT,
	finance_on TEXT,
	started_on TEXT,
	ended_on TEXT,
	licence TEXT,
	finance TEXT,
	amount INTEGER,
	adviser TEXT,
	next TEXT,
	reason TEXT,
	remark TEXT
) STRICT;
CREATE INDEX enterprise_by_title ON enterprise(sort_key, rid) WHERE gone = 0;
CREATE INDEX enterprise_by_person ON enterprise(person, rid) WHERE gone = 0;
CREATE INDEX enterprise_by_idea_on ON enterprise(idea_on, rid) WHERE gone = 0;
CREATE INDEX enterprise_by_next ON enterprise(next, rid) WHERE gone = 0;
CREATE INDEX enterprise_removed ON enterprise(person, rid) WHERE gone = 1;

CREATE TABLE jobwish(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	what TEXT,
	occupation TEXT,
	hours_from INTEGER,
	hours_to INTEGER,
	busy TEXT,
	"from" TEXT,
	how_far INTEGER,
	pay_from INTEGER,
	pay_per TEXT,
	licences TEXT,
	since TEXT,
	"until" TEXT,
	remark TEXT
) STRICT;
CREATE INDEX jobwish_by_title ON jobwish(sort_key, rid) WHERE gone = 0;
CREATE INDEX jobwish_by_person ON jobwish(person, rid) WHERE gone = 0;
CREATE INDEX jobwish_by_since ON jobwish(since, rid) WHERE gone = 0;
CREATE INDEX jobwish_removed ON jobwish(person, rid) WHERE gone = 1;

-- Who was hired before work had a record of its own: it is made when the file is opened.
INSERT INTO setting(key, value) SELECT 'employments.missing', 'yes'
	WHERE EXISTS(SELECT 1 FROM application WHERE gone = 0 AND state = 'hired' AND began IS NOT NULL);
