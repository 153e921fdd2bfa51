-- SPDX-License-Identifier: EUPL-1.2
-- What a country's law adds to a person's file: numbers that others gave, duties, and what others decide.

CREATE TABLE number(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	issuer TEXT,
	number TEXT,
	checked TEXT,
	basis TEXT,
	since TEXT
) STRICT;
CREATE INDEX number_by_title ON number(sort_key, rid) WHERE gone = 0;
CREATE INDEX number_by_person ON number(person, rid) WHERE gone = 0;
CREATE INDEX number_by_number ON number(number) WHERE gone = 0;

CREATE TABLE duty(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	code TEXT,
	"from" TEXT,
	until TEXT,
	source TEXT
) STRICT;
CREATE INDEX duty_by_title ON duty(sort_key, rid) WHERE gone = 0;
CREATE INDEX duty_by_person ON duty(person, rid) WHERE gone = 0;

CREATE TABLE mirror(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	step BLOB REFERENCES step(id) DEFERRABLE INITIALLY DEFERRED,
	body TEXT,
	part TEXT,
	reference TEXT,
	hours_granted INTEGER,
	hours_used INTEGER,
	level TEXT,
	test TEXT,
	result TEXT,
	as_of TEXT
) STRICT;
CREATE INDEX mirror_by_title ON mirror(sort_key, rid) WHERE gone = 0;
CREATE INDEX mirror_by_person ON mirror(person, rid) WHERE gone = 0;
CREATE INDEX mirror_by_step ON mirror(step, rid) WHERE gone = 0;
