-- SPDX-License-Identifier: EUPL-1.2
-- Who lives with whom over time, guardians of minors, and people who are expected.
--
-- No memberships are made here for people whose household stands in their file already: a row without an entry in the
-- journal would have no history, and would be left behind when a file moves. Their role and their first day are not known;
-- the rules write the membership down at the household's next change.

ALTER TABLE person ADD COLUMN expected TEXT;
CREATE INDEX person_by_expected ON person(expected, rid) WHERE gone = 0;

CREATE TABLE membership(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	household BLOB REFERENCES household(id) DEFERRABLE INITIALLY DEFERRED,
	role TEXT,
	since TEXT,
	until TEXT
) STRICT;
CREATE INDEX membership_by_title ON membership(sort_key, rid) WHERE gone = 0;
CREATE INDEX membership_by_person ON membership(person, rid) WHERE gone = 0;
CREATE INDEX membership_by_household ON membership(household, rid) WHERE gone = 0;
CREATE INDEX membership_by_since ON membership(since, rid) WHERE gone = 0;
CREATE INDEX membership_removed ON membership(person, rid) WHERE gone = 1;
CREATE INDEX membership_of_household_removed ON membership(household, rid) WHERE gone = 1;

CREATE TABLE guardianship(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	state TEXT,
	needed TEXT,
	name TEXT,
	organisation TEXT,
	phone TEXT,
	case_number TEXT,
	appointed TEXT,
	until TEXT,
	basis TEXT
) STRICT;
CREATE INDEX guardianship_by_title ON guardianship(sort_key, rid) WHERE gone = 0;
CREATE INDEX guardianship_by_person ON guardianship(person, rid) WHERE gone = 0;
CREATE INDEX guardianship_by_needed ON guardianship(needed, rid) WHERE gone = 0;
CREATE INDEX guardianship_removed ON guardianship(person, rid) WHERE gone = 1;
