-- SPDX-License-Identifier: EUPL-1.2
-- Skills recognition: what a person has learned, done and can do; a dossier with its papers, fees, measures and training.

ALTER TABLE credential ADD COLUMN route TEXT;
ALTER TABLE credential ADD COLUMN education BLOB REFERENCES education(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE credential ADD COLUMN number TEXT;
ALTER TABLE credential ADD COLUMN acknowledged TEXT;
ALTER TABLE credential ADD COLUMN appealed TEXT;
ALTER TABLE credential ADD COLUMN appeal_decided TEXT;
ALTER TABLE credential ADD COLUMN outcome TEXT;
ALTER TABLE clock ADD COLUMN credential BLOB REFERENCES credential(id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX clock_by_credential ON clock(credential, rid) WHERE gone = 0 AND credential IS NOT NULL;
CREATE INDEX credential_by_education ON credential(education, rid) WHERE gone = 0;

CREATE TABLE education(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	title TEXT,
	level TEXT,
	field TEXT,
	occupation TEXT,
	school TEXT,
	learned_in TEXT,
	"from" TEXT,
	until TEXT,
	finished TEXT,
	taught_in TEXT,
	papers TEXT,
	remark TEXT
) STRICT;
CREATE INDEX education_by_title ON education(sort_key, rid) WHERE gone = 0;
CREATE INDEX education_by_person ON education(person, rid) WHERE gone = 0;
CREATE INDEX education_by_level ON education(level, rid) WHERE gone = 0;
CREATE INDEX education_by_until ON education(until, rid) WHERE gone = 0;
CREATE INDEX education_removed ON education(person, rid) WHERE gone = 1;

CREATE TABLE experience(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	what TEXT,
	occupation TEXT,
	employer TEXT,
	worked_in TEXT,
	"from" TEXT,
	until TEXT,
	hours INTEGER,
	shown TEXT,
	remark TEXT
) STRICT;
CREATE INDEX experience_by_title ON experience(sort_key, rid) WHERE gone = 0;
CREATE INDEX experience_by_person ON experience(person, rid) WHERE gone = 0;
CREATE INDEX experience_by_until ON experience(until, rid) WHERE gone = 0;
CREATE INDEX experience_removed ON experience(person, rid) WHERE gone = 1;

CREATE TABLE skilltest(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	what TEXT,
	occupation TEXT,
	credential BLOB REFERENCES credential(id) DEFERRABLE INITIALLY DEFERRED,
	"by" TEXT,
	day TEXT,
	state TEXT,
	result TEXT,
	remark TEXT
) STRICT;
CREATE INDEX skilltest_by_title ON skilltest(sort_key, rid) WHERE gone = 0;
CREATE INDEX skilltest_by_person ON skilltest(person, rid) WHERE gone = 0;
CREATE INDEX skilltest_by_credential ON skilltest(credential, rid) WHERE gone = 0;
CREATE INDEX skilltest_by_day ON skilltest(day, rid) WHERE gone = 0;
CREATE INDEX skilltest_removed ON skilltest(person, rid) WHERE gone = 1;

CREATE TABLE skill(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	what TEXT,
	occupation TEXT,
	level TEXT,
	shown TEXT,
	day TEXT,
	proof TEXT,
	skilltest BLOB REFERENCES skilltest(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX skill_by_title ON skill(sort_key, rid) WHERE gone = 0;
CREATE INDEX skill_by_person ON skill(person, rid) WHERE gone = 0;
CREATE INDEX skill_by_day ON skill(day, rid) WHERE gone = 0;
CREATE INDEX skill_by_skilltest ON skill(skilltest, rid) WHERE gone = 0;
CREATE INDEX skill_removed ON skill(person, rid) WHERE gone = 1;

CREATE TABLE requirement(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	credential BLOB REFERENCES credential(id) DEFERRABLE INITIALLY DEFERRED,
	what TEXT,
	form TEXT,
	state TEXT,
	asked TEXT,
	translation TEXT,
	translator TEXT,
	ordered TEXT,
	cost INTEGER,                  -- hundredths
	document BLOB REFERENCES document(id) DEFERRABLE INITIALLY DEFERRED,
	remark TEXT
) STRICT;
CREATE INDEX requirement_by_title ON requirement(sort_key, rid) WHERE gone = 0;
CREATE INDEX requirement_by_person ON requirement(person, rid) WHERE gone = 0;
CREATE INDEX requirement_by_credential ON requirement(credential, rid) WHERE gone = 0;
CREATE INDEX requirement_by_document ON requirement(document, rid) WHERE gone = 0;
CREATE INDEX requirement_removed ON requirement(person, rid) WHERE gone = 1;

CREATE TABLE fee(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	credential BLOB REFERENCES credential(id) DEFERRABLE INITIALLY DEFERRED,
	what TEXT,
	amount INTEGER,                  -- hundredths
	payer TEXT,
	state TEXT,
	asked TEXT,
	granted TEXT,
	paid TEXT,
	remark TEXT
) STRICT;
CREATE INDEX fee_by_title ON fee(sort_key, rid) WHERE gone = 0;
CREATE INDEX fee_by_person ON fee(person, rid) WHERE gone = 0;
CREATE INDEX fee_by_credential ON fee(credential, rid) WHERE gone = 0;
CREATE INDEX fee_removed ON fee(person, rid) WHERE gone = 1;

CREATE TABLE measure(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	credential BLOB REFERENCES credential(id) DEFERRABLE INITIALLY DEFERRED,
	what TEXT,
	gap TEXT,
	place TEXT,
	"from" TEXT,
	until TEXT,
	state TEXT,
	result TEXT
) STRICT;
CREATE INDEX measure_by_title ON measure(sort_key, rid) WHERE gone = 0;
CREATE INDEX measure_by_person ON measure(person, rid) WHERE gone = 0;
CREATE INDEX measure_by_credential ON measure(credential, rid) WHERE gone = 0;
CREATE INDEX measure_by_until ON measure(until, rid) WHERE gone = 0;
CREATE INDEX measure_removed ON measure(person, rid) WHERE gone = 1;

CREATE TABLE training(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	what TEXT,
	credential BLOB REFERENCES credential(id) DEFERRABLE INITIALLY DEFERRED,
	course BLOB REFERENCES course(id) DEFERRABLE INITIALLY DEFERRED,
	provider TEXT,
	hours INTEGER,
	"from" TEXT,
	until TEXT,
	state TEXT,
	result TEXT,
	remark TEXT
) STRICT;
CREATE INDEX training_by_title ON training(sort_key, rid) WHERE gone = 0;
CREATE INDEX training_by_person ON training(person, rid) WHERE gone = 0;
CREATE INDEX training_by_credential ON training(credential, rid) WHERE gone = 0;
CREATE INDEX training_by_course ON training(course, rid) WHERE gone = 0;
CREATE INDEX training_by_from ON training("from", rid) WHERE gone = 0;
CREATE INDEX training_removed ON training(person, rid) WHERE gone = 1;
