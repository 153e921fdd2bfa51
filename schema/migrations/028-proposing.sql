-- SPDX-License-Identifier: EUPL-1.2
-- What is late names people out of the index alone; homes that stand free are weighed out of theirs.

DROP INDEX todo_by_due;
CREATE INDEX todo_by_due ON todo(due, step, person) WHERE due IS NOT NULL;
DROP INDEX todo_by_stage;
CREATE INDEX todo_by_stage ON todo(stage, due, step, person) WHERE due IS NOT NULL;
DROP INDEX due_of_kind;
CREATE INDEX due_of_kind ON due(kind, day, person);

-- All that a home is judged by (cases/homes.c).
CREATE INDEX dwelling_free ON dwelling(state, id, neighbourhood, people, bedrooms, rooms, step_free, pets, rent, service_costs, available,
	until, check_result) WHERE gone = 0 AND state = 'free';

-- The newest first, of those that are open.
DROP INDEX vacancy_open_by_posted;
CREATE INDEX vacancy_open_by_posted ON vacancy(state, posted, rid) WHERE gone = 0 AND state = 'open';
