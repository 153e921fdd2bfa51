-- SPDX-License-Identifier: EUPL-1.2
-- Budgets and grants, and what measures cost: for the internal page, no person in them.
CREATE TABLE budget(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	name TEXT,
	source TEXT,
	number TEXT,
	amount INTEGER,
	starts TEXT,
	ends TEXT,
	account_due TEXT,
	remark TEXT
) STRICT;
CREATE INDEX budget_by_title ON budget(sort_key, rid) WHERE gone = 0;
CREATE INDEX budget_by_source ON budget(source, rid) WHERE gone = 0;
CREATE INDEX budget_by_starts ON budget(starts, rid) WHERE gone = 0;
CREATE INDEX budget_by_ends ON budget(ends, rid) WHERE gone = 0;
CREATE INDEX budget_by_account_due ON budget(account_due, rid) WHERE gone = 0;

CREATE TABLE cost(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	what TEXT,
	area TEXT,
	course BLOB REFERENCES course(id) DEFERRABLE INITIALLY DEFERRED,
	budget BLOB REFERENCES budget(id) DEFERRABLE INITIALLY DEFERRED,
	day TEXT,
	amount INTEGER,
	remark TEXT
) STRICT;
CREATE INDEX cost_by_title ON cost(sort_key, rid) WHERE gone = 0;
CREATE INDEX cost_by_area ON cost(area, rid) WHERE gone = 0;
CREATE INDEX cost_by_budget ON cost(budget, rid) WHERE gone = 0;
CREATE INDEX cost_by_day ON cost(day, rid) WHERE gone = 0;
-- A course is not removed while costs name it.
CREATE INDEX cost_by_course ON cost(course, rid) WHERE gone = 0 AND course IS NOT NULL;
