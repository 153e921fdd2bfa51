-- SPDX-License-Identifier: EUPL-1.2
-- Who waits for a group with all that is wished for, and the mentors who are ready: each read out of one index.

CREATE INDEX enrolment_waiting ON enrolment(language, level, id, person, asked, lot, available, needed_by, unavailable, daypart,
	hours, farthest, childcare, women_only, online, neighbourhood, last_offer) WHERE gone = 0 AND state = 'waiting';
CREATE INDEX mentor_active ON mentor(active, id) WHERE gone = 0 AND active = 1;
