-- SPDX-License-Identifier: EUPL-1.2
-- What matching people with vacancies reads: open vacancies by occupation with all that is weighed, so that no page of a text is
-- touched; who looks for work, by occupation and by person; people by what they have learned and done.

CREATE INDEX vacancy_to_match ON vacancy(occupation, posted, id, wished_occupation, level, wished_level, language, licences,
	wished_licences, hours_from, hours_to, timetable, starts, neighbourhood, employer, from_home, pay_from, pay_to, pay_per, skills,
	seats, valid_through, state, gone) WHERE gone = 0 AND state = 'open';
CREATE INDEX application_hired ON application(vacancy, state, gone) WHERE gone = 0 AND state = 'hired';
CREATE INDEX employment_placed ON employment(vacancy, application, state, gone) WHERE gone = 0 AND application IS NULL;
CREATE INDEX jobwish_open ON jobwish(occupation, person, "until", gone) WHERE gone = 0 AND "until" IS NULL;
CREATE INDEX jobwish_looking ON jobwish(person, since, lot, id, occupation, hours_from, hours_to, busy, "from", how_far, pay_from,
	pay_per, licences, "until", gone) WHERE gone = 0 AND "until" IS NULL;
CREATE INDEX person_for_work ON person(id, work_from, neighbourhood, address_secret, born, left, restricted, paused_until, gone)
	WHERE gone = 0;
CREATE INDEX level_for_work ON level(person, language, overall, listening, reading, interaction, production, writing, gone)
	WHERE gone = 0;
CREATE INDEX enrolment_attended ON enrolment(person, course, state, gone) WHERE gone = 0 AND state IN ('enrolled', 'attending');
CREATE INDEX skill_told ON skill(person, what, occupation, gone) WHERE gone = 0;
CREATE INDEX application_for ON application(person, vacancy, state, gone) WHERE gone = 0;
CREATE INDEX credential_trade ON credential(person, occupation, gone) WHERE gone = 0 AND occupation IS NOT NULL;
CREATE INDEX education_trade ON education(person, occupation, gone) WHERE gone = 0 AND occupation IS NOT NULL;
CREATE INDEX experience_trade ON experience(person, occupation, gone) WHERE gone = 0 AND occupation IS NOT NULL;
CREATE INDEX employment_trade ON employment(person, occupation, gone) WHERE gone = 0 AND occupation IS NOT NULL;
CREATE INDEX credential_of_trade ON credential(occupation, person, gone) WHERE gone = 0 AND occupation IS NOT NULL;
CREATE INDEX education_of_trade ON education(occupation, person, gone) WHERE gone = 0 AND occupation IS NOT NULL;
CREATE INDEX skill_of_trade ON skill(occupation, person, gone) WHERE gone = 0 AND occupation IS NOT NULL;
CREATE INDEX experience_of_trade ON experience(occupation, person, gone) WHERE gone = 0 AND occupation IS NOT NULL;
CREATE INDEX employment_of_trade ON employment(occupation, person, gone) WHERE gone = 0 AND occupation IS NOT NULL;
