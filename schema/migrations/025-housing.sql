-- SPDX-License-Identifier: EUPL-1.2
-- Housing: what a household needs and prefers, where people stay and for how long, answers to offers, help with
-- the rent, visits after the move, safety checks of homes.

ALTER TABLE dwelling ADD COLUMN owner_kind TEXT;
ALTER TABLE dwelling ADD COLUMN bedrooms INTEGER;
ALTER TABLE dwelling ADD COLUMN people INTEGER;
ALTER TABLE dwelling ADD COLUMN size INTEGER;
ALTER TABLE dwelling ADD COLUMN service_costs INTEGER;
ALTER TABLE dwelling ADD COLUMN deposit INTEGER;
ALTER TABLE dwelling ADD COLUMN pets INTEGER;
ALTER TABLE dwelling ADD COLUMN nearby TEXT;
ALTER TABLE dwelling ADD COLUMN energy TEXT;
ALTER TABLE dwelling ADD COLUMN until TEXT;
ALTER TABLE dwelling ADD COLUMN checked TEXT;
ALTER TABLE dwelling ADD COLUMN check_result TEXT;
ALTER TABLE dwelling ADD COLUMN next_check TEXT;
CREATE INDEX dwelling_by_people ON dwelling(people, rid) WHERE gone = 0;
CREATE INDEX dwelling_by_state ON dwelling(state, rid) WHERE gone = 0;
CREATE INDEX dwelling_by_next_check ON dwelling(next_check, rid) WHERE gone = 0;

ALTER TABLE placement ADD COLUMN answered TEXT;
ALTER TABLE placement ADD COLUMN why TEXT;
ALTER TABLE placement ADD COLUMN ended TEXT;
ALTER TABLE placement ADD COLUMN ended_why TEXT;
ALTER TABLE placement ADD COLUMN check_due TEXT;
CREATE INDEX placement_by_check_due ON placement(check_due, rid) WHERE gone = 0;
-- Said before there were reasons to choose from: nobody knows which.
UPDATE placement SET why = 'not_said' WHERE state = 'declined';

-- What a household looks for; one open at a time.
CREATE TABLE need(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	people INTEGER,
	bedrooms INTEGER,
	step_free INTEGER,
	max_rent INTEGER,
	pets INTEGER,
	near BLOB REFERENCES neighbourhood(id) DEFERRABLE INITIALLY DEFERRED,
	near_for TEXT,
	within INTEGER,
	needed_from TEXT,
	state TEXT,
	asked TEXT,
	remark TEXT
) STRICT;
CREATE INDEX need_by_title ON need(sort_key, rid) WHERE gone = 0;
CREATE INDEX need_by_person ON need(person, rid) WHERE gone = 0;
CREATE INDEX need_by_needed_from ON need(needed_from, rid) WHERE gone = 0;
CREATE INDEX need_by_state ON need(state, rid) WHERE gone = 0;
CREATE INDEX need_by_asked ON need(asked, rid) WHERE gone = 0;
CREATE INDEX need_removed ON need(person, rid) WHERE gone = 1;

-- Where it would like to live, in order.
CREATE TABLE preference(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	need BLOB REFERENCES need(id) DEFERRABLE INITIALLY DEFERRED,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	rank INTEGER,
	neighbourhood BLOB REFERENCES neighbourhood(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX preference_by_title ON preference(sort_key, rid) WHERE gone = 0;
CREATE INDEX preference_by_person ON preference(person, rid) WHERE gone = 0;
CREATE INDEX preference_by_need ON preference(need, rid) WHERE gone = 0;
CREATE INDEX preference_by_rank ON preference(rank, rid) WHERE gone = 0;
CREATE INDEX preference_removed ON preference(person, rid) WHERE gone = 1;

-- Where people stay and stayed; the one without an end is the present one.
CREATE TABLE stay(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	place TEXT,
	since TEXT,
	until TEXT,
	counted TEXT,
	address TEXT,
	neighbourhood BLOB REFERENCES neighbourhood(id) DEFERRABLE INITIALLY DEFERRED,
	placement BLOB REFERENCES placement(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX stay_by_title ON stay(sort_key, rid) WHERE gone = 0;
CREATE INDEX stay_by_person ON stay(person, rid) WHERE gone = 0;
CREATE INDEX stay_by_since ON stay(since, rid) WHERE gone = 0;
CREATE INDEX stay_by_until ON stay(until, rid) WHERE gone = 0;
CREATE INDEX stay_by_counted ON stay(counted, rid) WHERE gone = 0;
-- Who waits for a home of one's own, the longest first.
CREATE INDEX stay_waiting ON stay(counted, rid) WHERE gone = 0 AND until IS NULL AND place IN ('reception', 'shelter');
CREATE INDEX stay_removed ON stay(person, rid) WHERE gone = 1;
CREATE INDEX stay_of_placement ON stay(placement, rid) WHERE gone = 0 AND placement IS NOT NULL;

-- Help with what a home costs.
CREATE TABLE subsidy(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	what TEXT,
	placement BLOB REFERENCES placement(id) DEFERRABLE INITIALLY DEFERRED,
	state TEXT,
	asked TEXT,
	decided TEXT,
	amount INTEGER,
	starts TEXT,
	until TEXT
) STRICT;
CREATE INDEX subsidy_by_title ON subsidy(sort_key, rid) WHERE gone = 0;
CREATE INDEX subsidy_by_person ON subsidy(person, rid) WHERE gone = 0;
CREATE INDEX subsidy_by_asked ON subsidy(asked, rid) WHERE gone = 0;
CREATE INDEX subsidy_by_until ON subsidy(until, rid) WHERE gone = 0;
CREATE INDEX subsidy_removed ON subsidy(person, rid) WHERE gone = 1;
CREATE INDEX subsidy_of_placement ON subsidy(placement, rid) WHERE gone = 0 AND placement IS NOT NULL;

-- Looking in after the move.
CREATE TABLE visit(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	placement BLOB REFERENCES placement(id) DEFERRABLE INITIALLY DEFERRED,
	what TEXT,
	due TEXT,
	state TEXT,
	day TEXT,
	findings TEXT,
	next TEXT
) STRICT;
CREATE INDEX visit_by_title ON visit(sort_key, rid) WHERE gone = 0;
CREATE INDEX visit_by_person ON visit(person, rid) WHERE gone = 0;
CREATE INDEX visit_by_due ON visit(due, rid) WHERE gone = 0;
CREATE INDEX visit_removed ON visit(person, rid) WHERE gone = 1;
CREATE INDEX visit_of_placement ON visit(placement, rid) WHERE gone = 0 AND placement IS NOT NULL;
