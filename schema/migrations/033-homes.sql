-- SPDX-License-Identifier: EUPL-1.2
-- Households and homes are matched: by when a household must leave where it stays, and all that is weighed of thousands
-- of households, read out of indexes alone (match/homes_read.c).

ALTER TABLE need ADD COLUMN leave_by TEXT;

CREATE INDEX need_looking ON need(state, person, id, people, bedrooms, step_free, max_rent, pets, near, near_for, within,
	needed_from, asked, lot, leave_by) WHERE gone = 0 AND state = 'open';
CREATE INDEX preference_wished ON preference(need, gone, rank, rid, neighbourhood) WHERE gone = 0;
CREATE INDEX stay_present ON stay(person, until, gone, rid DESC, place, counted, neighbourhood) WHERE gone = 0 AND until IS NULL;
-- Homes that an answer is awaited for, or a move.
CREATE INDEX placement_standing ON placement(state, person) WHERE gone = 0 AND state IN ('offered', 'accepted');
-- The few to whom nothing is offered, and those whose address is secret.
CREATE INDEX person_left_out ON person(id, paused_until) WHERE gone = 1 OR left IS NOT NULL OR restricted IS NOT NULL
	OR paused_until IS NOT NULL;
CREATE INDEX person_secret ON person(address_secret, id) WHERE address_secret = 1;
