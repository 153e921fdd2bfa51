-- SPDX-License-Identifier: EUPL-1.2
-- Formal decisions and summonses, the first arrangements, what stands in the way, complaints and feedback.

CREATE TABLE decision(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	what TEXT,
	plan BLOB REFERENCES plan(id) DEFERRABLE INITIALLY DEFERRED,
	reference TEXT,
	mandate TEXT,
	signatory TEXT,
	state TEXT,
	decided TEXT,
	sent TEXT,
	how TEXT,
	objection_term TEXT,
	no_objection INTEGER,
	objection_until TEXT,
	objected TEXT,
	outcome_on TEXT,
	outcome TEXT
) STRICT;
CREATE INDEX decision_by_title ON decision(sort_key, rid) WHERE gone = 0;
CREATE INDEX decision_by_person ON decision(person, rid) WHERE gone = 0;
CREATE INDEX decision_by_plan ON decision(plan, rid) WHERE gone = 0;
CREATE INDEX decision_by_decided ON decision(decided, rid) WHERE gone = 0;
CREATE INDEX decision_by_objection_until ON decision(objection_until, rid) WHERE gone = 0;

CREATE TABLE summons(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	what TEXT,
	decision BLOB REFERENCES decision(id) DEFERRABLE INITIALLY DEFERRED,
	appointment BLOB REFERENCES appointment(id) DEFERRABLE INITIALLY DEFERRED,
	sent TEXT,
	day TEXT,
	state TEXT,
	reason TEXT,
	warning TEXT,
	warned TEXT,
	warning_number INTEGER
) STRICT;
CREATE INDEX summons_by_title ON summons(sort_key, rid) WHERE gone = 0;
CREATE INDEX summons_by_person ON summons(person, rid) WHERE gone = 0;
CREATE INDEX summons_by_decision ON summons(decision, rid) WHERE gone = 0;
CREATE INDEX summons_by_appointment ON summons(appointment, rid) WHERE gone = 0;
CREATE INDEX summons_by_day ON summons(day, rid) WHERE gone = 0;

CREATE TABLE arrangement(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	what TEXT,
	state TEXT,
	target TEXT,
	asked TEXT,
	done TEXT
) STRICT;
CREATE INDEX arrangement_by_title ON arrangement(sort_key, rid) WHERE gone = 0;
CREATE INDEX arrangement_by_person ON arrangement(person, rid) WHERE gone = 0;
CREATE INDEX arrangement_by_target ON arrangement(target, rid) WHERE gone = 0;

CREATE TABLE barrier(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	stage TEXT,
	what TEXT,
	since TEXT,
	until TEXT,
	step BLOB REFERENCES step(id) DEFERRABLE INITIALLY DEFERRED,
	remark TEXT
) STRICT;
CREATE INDEX barrier_by_title ON barrier(sort_key, rid) WHERE gone = 0;
CREATE INDEX barrier_by_person ON barrier(person, rid) WHERE gone = 0;
CREATE INDEX barrier_by_since ON barrier(since, rid) WHERE gone = 0;
CREATE INDEX barrier_by_step ON barrier(step, rid) WHERE gone = 0;

CREATE TABLE complaint(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	about TEXT,
	told TEXT,
	path TEXT,
	wished INTEGER,
	concerns TEXT,
	state TEXT,
	passed_on TEXT,
	answer_by TEXT,
	text TEXT
) STRICT;
CREATE INDEX complaint_by_title ON complaint(sort_key, rid) WHERE gone = 0;
CREATE INDEX complaint_by_person ON complaint(person, rid) WHERE gone = 0;
CREATE INDEX complaint_by_told ON complaint(told, rid) WHERE gone = 0;

CREATE TABLE feedback(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	day TEXT,
	about TEXT,
	rating INTEGER,
	text TEXT,
	wishes_to_be_asked INTEGER,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX feedback_by_title ON feedback(sort_key, rid) WHERE gone = 0;
CREATE INDEX feedback_by_day ON feedback(day, rid) WHERE gone = 0;
CREATE INDEX feedback_by_person ON feedback(person, rid) WHERE gone = 0;
