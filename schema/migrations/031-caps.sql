-- SPDX-License-Identifier: EUPL-1.2
-- Caps of neighbourhoods: how many homes of one a round may give, by decision of the council.
CREATE TABLE cap(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	neighbourhood BLOB REFERENCES neighbourhood(id) DEFERRABLE INITIALLY DEFERRED,
	most INTEGER,
	since TEXT,
	until TEXT,
	reason TEXT,
	council TEXT,
	decision TEXT,
	decided TEXT,
	opinion_by TEXT,
	opinion_on TEXT,
	opinion TEXT,
	conditions TEXT,
	state TEXT,
	remark TEXT
) STRICT;
CREATE INDEX cap_by_title ON cap(sort_key, rid) WHERE gone = 0;
CREATE INDEX cap_by_neighbourhood ON cap(neighbourhood, rid) WHERE gone = 0;
CREATE INDEX cap_by_since ON cap(since, rid) WHERE gone = 0;
CREATE INDEX cap_by_until ON cap(until, rid) WHERE gone = 0;
CREATE INDEX cap_by_decided ON cap(decided, rid) WHERE gone = 0;
CREATE INDEX cap_by_state ON cap(state, rid) WHERE gone = 0;
-- What a round reads.
CREATE INDEX cap_in_force ON cap(state, since, until, neighbourhood, most) WHERE gone = 0 AND state = 'in_force';
