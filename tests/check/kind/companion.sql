-- SPDX-License-Identifier: EUPL-1.2
CREATE TABLE companion(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	name TEXT,
	state TEXT,
	since TEXT,
	meets_at TEXT,
	language TEXT,
	level TEXT,
	worked_in TEXT,
	trade TEXT,
	drives INTEGER,
	hours INTEGER,
	refund INTEGER,
	phone TEXT,
	email TEXT,
	remark TEXT
) STRICT;
CREATE INDEX companion_by_title ON companion(sort_key, rid) WHERE gone = 0;
CREATE INDEX companion_by_person ON companion(person, rid) WHERE gone = 0;
CREATE INDEX companion_by_since ON companion(since, rid) WHERE gone = 0;
