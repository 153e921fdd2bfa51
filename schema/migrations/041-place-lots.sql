-- SPDX-License-Identifier: EUPL-1.2
-- A lot for each place as well (cases/lot.h), so that which of two equal ones somebody gets hangs on no id; it stands in the
-- indexes out of which places are read.

DROP INDEX dwelling_free;
DROP INDEX vacancy_to_match;
ALTER TABLE dwelling ADD COLUMN lot INTEGER;
ALTER TABLE vacancy ADD COLUMN lot INTEGER;
ALTER TABLE course ADD COLUMN lot INTEGER;
ALTER TABLE mentor ADD COLUMN lot INTEGER;
UPDATE dwelling SET lot = random() & 1099511627775;
UPDATE vacancy SET lot = random() & 1099511627775;
UPDATE course SET lot = random() & 1099511627775;
UPDATE mentor SET lot = random() & 1099511627775;
CREATE INDEX dwelling_free ON dwelling(state, id, neighbourhood, people, bedrooms, rooms, step_free, pets, rent, service_costs, available,
	until, check_result, lot) WHERE gone = 0 AND state = 'free';
CREATE INDEX vacancy_to_match ON vacancy(occupation, posted, id, wished_occupation, level, wished_level, language, licences,
	wished_licences, hours_from, hours_to, timetable, starts, neighbourhood, employer, from_home, pay_from, pay_to, pay_per, skills,
	seats, valid_through, state, lot, gone) WHERE gone = 0 AND state = 'open';
-- The newest first; of one day by lot.
CREATE INDEX vacancy_fresh ON vacancy(state, posted, lot) WHERE gone = 0 AND state = 'open';
