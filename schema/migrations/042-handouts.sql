-- SPDX-License-Identifier: EUPL-1.2
-- Papers that were handed to people: which one, when, in which language.

CREATE TABLE handout(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	paper TEXT,
	about_day TEXT,
	language TEXT,
	plain INTEGER,
	day TEXT,
	how TEXT,
	given_by TEXT
) STRICT;
CREATE INDEX handout_by_title ON handout(sort_key, rid) WHERE gone = 0;
CREATE INDEX handout_by_person ON handout(person, rid) WHERE gone = 0;
CREATE INDEX handout_by_day ON handout(day, rid) WHERE gone = 0;
CREATE INDEX handout_removed ON handout(person, rid) WHERE gone = 1;
