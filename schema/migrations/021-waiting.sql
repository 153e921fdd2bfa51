-- SPDX-License-Identifier: EUPL-1.2
-- Waiting for a level at a place, offers of seats, and the published order of the lists.

ALTER TABLE enrolment ADD COLUMN language TEXT;
ALTER TABLE enrolment ADD COLUMN level TEXT;
ALTER TABLE enrolment ADD COLUMN neighbourhood BLOB REFERENCES neighbourhood(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE enrolment ADD COLUMN available TEXT;
ALTER TABLE enrolment ADD COLUMN needed_by TEXT;
ALTER TABLE enrolment ADD COLUMN unavailable TEXT;
ALTER TABLE enrolment ADD COLUMN daypart TEXT;
ALTER TABLE enrolment ADD COLUMN hours INTEGER;
ALTER TABLE enrolment ADD COLUMN childcare INTEGER;
ALTER TABLE enrolment ADD COLUMN women_only INTEGER;
ALTER TABLE enrolment ADD COLUMN online INTEGER;
ALTER TABLE enrolment ADD COLUMN farthest INTEGER;
ALTER TABLE enrolment ADD COLUMN offered TEXT;
ALTER TABLE enrolment ADD COLUMN answer_by TEXT;
ALTER TABLE enrolment ADD COLUMN why_not TEXT;
ALTER TABLE enrolment ADD COLUMN offers INTEGER;
ALTER TABLE enrolment ADD COLUMN declined INTEGER;
ALTER TABLE enrolment ADD COLUMN last_offer BLOB REFERENCES course(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE enrolment ADD COLUMN offer_place INTEGER;
ALTER TABLE enrolment ADD COLUMN offer_length INTEGER;
ALTER TABLE enrolment ADD COLUMN offer_rule BLOB REFERENCES queue_rule(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE enrolment ADD COLUMN why_left TEXT;
UPDATE enrolment SET language = (SELECT c.language FROM course c WHERE c.id = enrolment.course),
	level = (SELECT c.level FROM course c WHERE c.id = enrolment.course) WHERE course IS NOT NULL;
CREATE INDEX enrolment_by_level ON enrolment(level, rid) WHERE gone = 0;
CREATE INDEX enrolment_by_neighbourhood ON enrolment(neighbourhood, rid) WHERE gone = 0;
CREATE INDEX enrolment_by_last_offer ON enrolment(last_offer, rid) WHERE last_offer IS NOT NULL;
CREATE INDEX enrolment_by_offer_rule ON enrolment(offer_rule, rid) WHERE offer_rule IS NOT NULL;
CREATE INDEX enrolment_offered ON enrolment(answer_by, rid) WHERE gone = 0 AND state = 'offered';
-- Seats that are held: read from the index alone.
CREATE INDEX enrolment_holding ON enrolment(course, state, answer_by) WHERE gone = 0;

CREATE TABLE queue_rule(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	since TEXT,
	first TEXT,
	second TEXT,
	third TEXT,
	fourth TEXT,
	answer_days INTEGER,
	decided_by TEXT,
	remark TEXT
) STRICT;
CREATE INDEX queue_rule_by_title ON queue_rule(sort_key, rid) WHERE gone = 0;
CREATE INDEX queue_rule_by_since ON queue_rule(since, rid) WHERE gone = 0;

-- Derived: who waits, in the order of the rule in force.  Keys compare byte by byte; see
-- cases/queue.c.
CREATE TABLE queue(
	enrolment INTEGER PRIMARY KEY,   -- rid
	person INTEGER NOT NULL,         -- rid
	language TEXT NOT NULL,          -- '': not said
	level TEXT NOT NULL,
	place BLOB NOT NULL,             -- id of a neighbourhood; x'': anywhere
	key TEXT NOT NULL
) STRICT;
CREATE INDEX queue_order ON queue(language, level, key, place);
CREATE INDEX queue_place ON queue(language, level, place, key);
-- Neighbours in line, so that nobody is counted one by one: the first key of a block, and how many stand in it
-- (cases/queue_rank.c).
CREATE TABLE queue_block(
	language TEXT NOT NULL,
	level TEXT NOT NULL,
	place BLOB NOT NULL,
	first TEXT NOT NULL,
	n INTEGER NOT NULL,
	PRIMARY KEY(language, level, place, first)
) STRICT, WITHOUT ROWID;
CREATE INDEX queue_by_person ON queue(person);
