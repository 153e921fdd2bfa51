-- SPDX-License-Identifier: EUPL-1.2
-- Welcome cards.  A desk finds a card by what its number is known by, also one that was taken back since.

CREATE TABLE card(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	issued TEXT,
	until TEXT,
	state TEXT,
	withdrawn TEXT,
	why TEXT,
	mark TEXT
) STRICT;
CREATE INDEX card_by_title ON card(sort_key, rid) WHERE gone = 0;
CREATE INDEX card_by_person ON card(person, rid) WHERE gone = 0;
CREATE INDEX card_by_issued ON card(issued, rid) WHERE gone = 0;
CREATE INDEX card_by_until ON card(until, rid) WHERE gone = 0;
CREATE INDEX card_removed ON card(person, rid) WHERE gone = 1;
CREATE INDEX card_by_mark ON card(mark);
