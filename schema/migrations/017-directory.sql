-- SPDX-License-Identifier: EUPL-1.2
-- Who helps with what; people sent on to them; papers that were seen, and copies of some; notes on several people.

CREATE TABLE service(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	name TEXT,
	what TEXT,
	languages TEXT,                  -- codes, parted by ", "
	hours TEXT,
	phone TEXT,
	email TEXT,
	web TEXT,
	address TEXT,
	neighbourhood BLOB REFERENCES neighbourhood(id) DEFERRABLE INITIALLY DEFERRED,
	step_free INTEGER,
	women_only INTEGER,
	free INTEGER,
	remark TEXT
) STRICT;
CREATE INDEX service_by_title ON service(sort_key, rid) WHERE gone = 0;
CREATE INDEX service_by_what ON service(what, rid) WHERE gone = 0;
CREATE INDEX service_by_neighbourhood ON service(neighbourhood, rid) WHERE gone = 0;

CREATE TABLE referral(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	service BLOB REFERENCES service(id) DEFERRABLE INITIALLY DEFERRED,
	need TEXT,
	basis TEXT,
	consent BLOB REFERENCES consent(id) DEFERRABLE INITIALLY DEFERRED,
	sees TEXT,                       -- keys, parted by ", ": which, never their values
	state TEXT,
	sent TEXT,
	answered TEXT,
	reason TEXT
) STRICT;
CREATE INDEX referral_by_title ON referral(sort_key, rid) WHERE gone = 0;
CREATE INDEX referral_by_person ON referral(person, rid) WHERE gone = 0;
CREATE INDEX referral_by_service ON referral(service, rid) WHERE gone = 0;
CREATE INDEX referral_by_consent ON referral(consent, rid) WHERE gone = 0;
CREATE INDEX referral_by_sent ON referral(sent, rid) WHERE gone = 0;
CREATE INDEX referral_removed ON referral(person, rid) WHERE gone = 1;

CREATE TABLE document(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	what TEXT,
	name TEXT,
	issued TEXT,
	expires TEXT,
	renewed TEXT,
	original_seen TEXT,
	seen_by TEXT,
	copy_purpose TEXT,
	copy INTEGER,
	keep_until TEXT
) STRICT;
CREATE INDEX document_by_title ON document(sort_key, rid) WHERE gone = 0;
CREATE INDEX document_by_person ON document(person, rid) WHERE gone = 0;
CREATE INDEX document_by_expires ON document(expires, rid) WHERE gone = 0;
CREATE INDEX document_by_keep_until ON document(keep_until, rid) WHERE gone = 0;
CREATE INDEX document_removed ON document(person, rid) WHERE gone = 1;

-- The copy of a paper, in pieces so that none of them is long in memory. Erased with its document and when its time is
-- over; its bytes stand here and nowhere else.
CREATE TABLE document_copy(
	document BLOB NOT NULL CHECK(length(document) = 16),
	piece INTEGER NOT NULL,          -- from 0
	content BLOB NOT NULL,
	PRIMARY KEY(document, piece)
) STRICT, WITHOUT ROWID;

ALTER TABLE note ADD COLUMN shared TEXT;
