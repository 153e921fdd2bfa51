-- SPDX-License-Identifier: EUPL-1.2
-- Records of people in danger, sealed to the keys of those who help them.

-- A whole small database each, encrypted under a key of its own. Ids are random: nothing tells of order or time.
CREATE TABLE sealed(
	id BLOB PRIMARY KEY CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	people INTEGER NOT NULL,         -- how many files are in it, for the town's totals
	content BLOB NOT NULL            -- nonce, tag, ciphertext; padded to steps of 64 KiB
) STRICT, WITHOUT ROWID;

-- Its key, in a box that only this helper's personal key opens.
CREATE TABLE sealed_key(
	sealed BLOB NOT NULL REFERENCES sealed(id) ON DELETE CASCADE,
	user BLOB NOT NULL,
	box BLOB NOT NULL,
	PRIMARY KEY(sealed, user)
) STRICT, WITHOUT ROWID;
CREATE INDEX sealed_key_by_user ON sealed_key(user);

-- Places that sealed files hold together: nothing says which of them. Within a sealed file: those that it holds.
CREATE TABLE hold(
	kind TEXT NOT NULL,              -- course, vacancy, dwelling
	id BLOB NOT NULL,
	n INTEGER NOT NULL CHECK(n > 0),
	PRIMARY KEY(kind, id)
) STRICT, WITHOUT ROWID;

ALTER TABLE person ADD COLUMN address_secret INTEGER;
