-- SPDX-License-Identifier: EUPL-1.2
-- What was removed from a person's file, for its past.  Few rows are, so these stay small.

CREATE INDEX speaks_removed ON speaks(person, rid) WHERE gone = 1;
CREATE INDEX contact_removed ON contact(person, rid) WHERE gone = 1;
CREATE INDEX plan_removed ON plan(person, rid) WHERE gone = 1;
CREATE INDEX step_removed ON step(person, rid) WHERE gone = 1;
CREATE INDEX enrolment_removed ON enrolment(person, rid) WHERE gone = 1;
CREATE INDEX credential_removed ON credential(person, rid) WHERE gone = 1;
CREATE INDEX application_removed ON application(person, rid) WHERE gone = 1;
CREATE INDEX placement_removed ON placement(person, rid) WHERE gone = 1;
CREATE INDEX appointment_removed ON appointment(person, rid) WHERE gone = 1;
CREATE INDEX note_removed ON note(person, rid) WHERE gone = 1;
