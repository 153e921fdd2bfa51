-- SPDX-License-Identifier: EUPL-1.2
-- What Today reads, kept in step by the rules of person, plan and step after every change (cases/todo.c), so that a
-- million files answer within a key.  Everything here can be made anew from the records.

-- Steps that somebody has to do: open, under way or waiting, of people who are here, in plans that are not stopped.
CREATE TABLE todo(
	step INTEGER PRIMARY KEY,        -- step.rid
	person INTEGER NOT NULL,         -- person.rid
	due TEXT,                        -- last day of the target; NULL: none, or waiting for others
	since TEXT NOT NULL,             -- the person's arrival
	caseworker TEXT,
	first INTEGER NOT NULL           -- 1: the first interview
) STRICT;
CREATE INDEX todo_by_person ON todo(person);
CREATE INDEX todo_by_due ON todo(due, step) WHERE due IS NOT NULL;
CREATE INDEX todo_by_caseworker ON todo(caseworker, due, step) WHERE due IS NOT NULL;
CREATE INDEX todo_first ON todo(first, since, step) WHERE first = 1;
CREATE INDEX todo_first_by_caseworker ON todo(caseworker, since, step) WHERE first = 1;

-- People who are here, whose pathway has not ended, and who have no step in todo.
CREATE TABLE idle(
	person INTEGER PRIMARY KEY,      -- person.rid
	since TEXT NOT NULL,
	caseworker TEXT
) STRICT;
CREATE INDEX idle_by_since ON idle(since, person);
CREATE INDEX idle_by_caseworker ON idle(caseworker, since, person);

CREATE INDEX appointment_of_day ON appointment(day, at, rid) WHERE gone = 0 AND state IN ('planned', 'kept');
CREATE INDEX appointment_of_colleague ON appointment(caseworker, day, at, rid)
	WHERE gone = 0 AND state IN ('planned', 'kept');
