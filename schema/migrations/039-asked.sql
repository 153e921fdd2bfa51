-- SPDX-License-Identifier: EUPL-1.2
-- Whether a household was asked what it would like: then it wishes for nothing where nothing is written down.

ALTER TABLE need ADD COLUMN wishes_asked INTEGER;

DROP INDEX need_looking;
CREATE INDEX need_looking ON need(state, person, id, people, bedrooms, step_free, max_rent, pets, near, near_for, within,
	needed_from, asked, lot, leave_by, wishes_asked) WHERE gone = 0 AND state = 'open';
