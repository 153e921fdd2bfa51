-- SPDX-License-Identifier: EUPL-1.2
-- When the file was last copied, and where to: for the reminder, for rotation, and for whoever must say which copies
-- of an erased person are beyond reach. Only copies that were read back from their medium stand here.

CREATE TABLE backup(
	id BLOB PRIMARY KEY CHECK(length(id) = 16),
	made INTEGER NOT NULL,           -- ms since 1970: the state that was copied
	path TEXT NOT NULL,              -- absolute
	bytes INTEGER NOT NULL,
	apart INTEGER NOT NULL,          -- 1: on another disk than the file
	heads TEXT NOT NULL,             -- the chains' heads, parted by blanks, as they were before copying
	user TEXT NOT NULL,
	removed INTEGER                  -- ms since 1970: taken away by rotation
) STRICT, WITHOUT ROWID;
CREATE INDEX backup_by_made ON backup(made);
