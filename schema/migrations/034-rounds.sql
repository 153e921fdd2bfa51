-- SPDX-License-Identifier: EUPL-1.2
-- Rounds in which places are given out, and what is proposed to people with the arithmetic of that day.

CREATE TABLE round(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	what TEXT,
	day TEXT,
	state TEXT,
	criteria INTEGER,
	people INTEGER,
	places INTEGER,
	placed INTEGER,
	points INTEGER,
	published TEXT,
	closed TEXT,
	reason TEXT,
	remark TEXT,
	proof TEXT
) STRICT;
CREATE INDEX round_by_title ON round(sort_key, rid) WHERE gone = 0;
CREATE INDEX round_by_what ON round(what, rid) WHERE gone = 0;
CREATE INDEX round_by_day ON round(day, rid) WHERE gone = 0;
CREATE INDEX round_by_state ON round(state, rid) WHERE gone = 0;

CREATE TABLE home_proposal(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	need BLOB REFERENCES need(id) DEFERRABLE INITIALLY DEFERRED,
	dwelling BLOB REFERENCES dwelling(id) DEFERRABLE INITIALLY DEFERRED,
	round BLOB REFERENCES round(id) DEFERRABLE INITIALLY DEFERRED,
	state TEXT,
	day TEXT,
	points INTEGER,
	threshold INTEGER,
	locked INTEGER,
	instead INTEGER,
	why TEXT,
	reason TEXT,
	decided TEXT,
	decided_by TEXT,
	made BLOB REFERENCES placement(id) DEFERRABLE INITIALLY DEFERRED,
	dossier TEXT
) STRICT;
CREATE INDEX home_proposal_by_title ON home_proposal(sort_key, rid) WHERE gone = 0;
CREATE INDEX home_proposal_by_person ON home_proposal(person, rid) WHERE gone = 0;
CREATE INDEX home_proposal_by_need ON home_proposal(need, rid) WHERE gone = 0;
CREATE INDEX home_proposal_by_dwelling ON home_proposal(dwelling, rid) WHERE gone = 0;
CREATE INDEX home_proposal_by_round ON home_proposal(round, rid) WHERE gone = 0;
CREATE INDEX home_proposal_by_state ON home_proposal(state, rid) WHERE gone = 0;
CREATE INDEX home_proposal_by_day ON home_proposal(day, rid) WHERE gone = 0;
CREATE INDEX home_proposal_removed ON home_proposal(person, rid) WHERE gone = 1;
-- What waits for somebody to decide: of a round, and the places and people that are spoken for.
CREATE INDEX home_proposal_open ON home_proposal(round, dwelling, need, rid) WHERE gone = 0 AND state = 'proposed';

CREATE TABLE job_proposal(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	jobwish BLOB REFERENCES jobwish(id) DEFERRABLE INITIALLY DEFERRED,
	vacancy BLOB REFERENCES vacancy(id) DEFERRABLE INITIALLY DEFERRED,
	round BLOB REFERENCES round(id) DEFERRABLE INITIALLY DEFERRED,
	state TEXT,
	day TEXT,
	points INTEGER,
	threshold INTEGER,
	locked INTEGER,
	instead INTEGER,
	why TEXT,
	reason TEXT,
	decided TEXT,
	decided_by TEXT,
	made BLOB REFERENCES application(id) DEFERRABLE INITIALLY DEFERRED,
	dossier TEXT
) STRICT;
CREATE INDEX job_proposal_by_title ON job_proposal(sort_key, rid) WHERE gone = 0;
CREATE INDEX job_proposal_by_person ON job_proposal(person, rid) WHERE gone = 0;
CREATE INDEX job_proposal_by_jobwish ON job_proposal(jobwish, rid) WHERE gone = 0;
CREATE INDEX job_proposal_by_vacancy ON job_proposal(vacancy, rid) WHERE gone = 0;
CREATE INDEX job_proposal_by_round ON job_proposal(round, rid) WHERE gone = 0;
CREATE INDEX job_proposal_by_state ON job_proposal(state, rid) WHERE gone = 0;
CREATE INDEX job_proposal_by_day ON job_proposal(day, rid) WHERE gone = 0;
CREATE INDEX job_proposal_removed ON job_proposal(person, rid) WHERE gone = 1;
-- What waits for somebody to decide: of a round, and the places and people that are spoken for.
CREATE INDEX job_proposal_open ON job_proposal(round, vacancy, jobwish, rid) WHERE gone = 0 AND state = 'proposed';

CREATE TABLE course_proposal(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	enrolment BLOB REFERENCES enrolment(id) DEFERRABLE INITIALLY DEFERRED,
	course BLOB REFERENCES course(id) DEFERRABLE INITIALLY DEFERRED,
	round BLOB REFERENCES round(id) DEFERRABLE INITIALLY DEFERRED,
	state TEXT,
	day TEXT,
	points INTEGER,
	threshold INTEGER,
	locked INTEGER,
	instead INTEGER,
	why TEXT,
	reason TEXT,
	decided TEXT,
	decided_by TEXT,
	dossier TEXT
) STRICT;
CREATE INDEX course_proposal_by_title ON course_proposal(sort_key, rid) WHERE gone = 0;
CREATE INDEX course_proposal_by_person ON course_proposal(person, rid) WHERE gone = 0;
CREATE INDEX course_proposal_by_enrolment ON course_proposal(enrolment, rid) WHERE gone = 0;
CREATE INDEX course_proposal_by_course ON course_proposal(course, rid) WHERE gone = 0;
CREATE INDEX course_proposal_by_round ON course_proposal(round, rid) WHERE gone = 0;
CREATE INDEX course_proposal_by_state ON course_proposal(state, rid) WHERE gone = 0;
CREATE INDEX course_proposal_by_day ON course_proposal(day, rid) WHERE gone = 0;
CREATE INDEX course_proposal_removed ON course_proposal(person, rid) WHERE gone = 1;
-- What waits for somebody to decide: of a round, and the places and people that are spoken for.
CREATE INDEX course_proposal_open ON course_proposal(round, course, enrolment, rid) WHERE gone = 0 AND state = 'proposed';

CREATE TABLE mentor_proposal(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	mentoring BLOB REFERENCES mentoring(id) DEFERRABLE INITIALLY DEFERRED,
	mentor BLOB REFERENCES mentor(id) DEFERRABLE INITIALLY DEFERRED,
	round BLOB REFERENCES round(id) DEFERRABLE INITIALLY DEFERRED,
	state TEXT,
	day TEXT,
	points INTEGER,
	threshold INTEGER,
	locked INTEGER,
	instead INTEGER,
	why TEXT,
	reason TEXT,
	decided TEXT,
	decided_by TEXT,
	dossier TEXT
) STRICT;
CREATE INDEX mentor_proposal_by_title ON mentor_proposal(sort_key, rid) WHERE gone = 0;
CREATE INDEX mentor_proposal_by_person ON mentor_proposal(person, rid) WHERE gone = 0;
CREATE INDEX mentor_proposal_by_mentoring ON mentor_proposal(mentoring, rid) WHERE gone = 0;
CREATE INDEX mentor_proposal_by_mentor ON mentor_proposal(mentor, rid) WHERE gone = 0;
CREATE INDEX mentor_proposal_by_round ON mentor_proposal(round, rid) WHERE gone = 0;
CREATE INDEX mentor_proposal_by_state ON mentor_proposal(state, rid) WHERE gone = 0;
CREATE INDEX mentor_proposal_by_day ON mentor_proposal(day, rid) WHERE gone = 0;
CREATE INDEX mentor_proposal_removed ON mentor_proposal(person, rid) WHERE gone = 1;
-- What waits for somebody to decide: of a round, and the places and people that are spoken for.
CREATE INDEX mentor_proposal_open ON mentor_proposal(round, mentor, mentoring, rid) WHERE gone = 0 AND state = 'proposed';
