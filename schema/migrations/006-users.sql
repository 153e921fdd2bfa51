-- SPDX-License-Identifier: EUPL-1.2
-- Who may open the file: a user has a name, roles, and slots in the vault's header.  A user who was removed stays as a
-- name in the trail, without any slot.

CREATE TABLE user(
	id BLOB PRIMARY KEY CHECK(length(id) = 16),
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,          -- folded; one living user a name
	roles INTEGER NOT NULL,
	permits INTEGER NOT NULL,
	slot INTEGER,                    -- of the passphrase; NULL: removed
	recovery_slot INTEGER,           -- of the recovery code, if one was made
	public_key BLOB,                 -- X25519; its secret half stands in the slot
	fresh INTEGER NOT NULL DEFAULT 0,-- 1: the passphrase was given out and is to be changed
	added INTEGER NOT NULL,          -- ms since 1970
	removed INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX user_by_name ON user(name_key) WHERE removed IS NULL;
CREATE UNIQUE INDEX user_by_slot ON user(slot) WHERE slot IS NOT NULL;
CREATE UNIQUE INDEX user_by_recovery ON user(recovery_slot) WHERE recovery_slot IS NOT NULL;
