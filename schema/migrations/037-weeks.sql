-- SPDX-License-Identifier: EUPL-1.2
-- What matching asks of each of thousands of people: whether anything may be offered and where they live, and what stands
-- in their weeks.  Each is read from a small index, and no row of the large tables is opened.

CREATE INDEX person_open ON person(id, paused_until, address_secret, neighbourhood)
	WHERE gone = 0 AND left IS NULL AND restricted IS NULL;
CREATE INDEX employment_week ON employment(person, timetable, began, ended, ends)
	WHERE gone = 0 AND timetable IS NOT NULL AND state IN ('agreed', 'working');
CREATE INDEX school_place_week ON school_place(person, hours, begins, ended)
	WHERE gone = 0 AND hours IS NOT NULL AND state = 'placed';
CREATE INDEX enrolment_seated ON enrolment(person, course)
	WHERE gone = 0 AND state IN ('offered', 'enrolled', 'attending');
