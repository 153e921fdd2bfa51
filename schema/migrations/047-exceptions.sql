-- SPDX-License-Identifier: EUPL-1.2
-- What is asked by law though the gate refuses it, with two people's consent; and who answers for the data.
CREATE TABLE exception(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	words TEXT,
	own_field TEXT,
	ground TEXT,
	ground_key TEXT,
	source TEXT,
	basis TEXT,
	review TEXT,
	state TEXT,
	proposed_by TEXT,
	proposed TEXT,
	proposer TEXT,
	approved_by TEXT,
	approved TEXT,
	withdrawn_by TEXT,
	withdrawn TEXT
) STRICT;
CREATE INDEX exception_by_title ON exception(sort_key, rid) WHERE gone = 0;
CREATE INDEX exception_by_review ON exception(review, rid) WHERE gone = 0;
CREATE INDEX exception_by_state ON exception(state, rid) WHERE gone = 0;
CREATE TABLE controller(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	name TEXT,
	address TEXT,
	contact TEXT,
	representative TEXT,
	officer TEXT,
	officer_contact TEXT,
	authority TEXT,
	authority_contact TEXT,
	joint TEXT,
	transfers TEXT,
	measures TEXT
) STRICT;
CREATE INDEX controller_by_title ON controller(sort_key, rid) WHERE gone = 0;
