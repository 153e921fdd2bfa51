-- SPDX-License-Identifier: EUPL-1.2
-- The plan: the order of its steps, the legal clock that a step serves; reviews, what both sides promised, and who signed.

ALTER TABLE step ADD COLUMN position INTEGER;
ALTER TABLE step ADD COLUMN clock TEXT;
-- Steps made before had no order but their targets'.
UPDATE step SET position = o.n FROM (SELECT rid AS step, 10 * row_number() OVER (PARTITION BY plan
	ORDER BY target IS NULL, target, rid) AS n FROM step WHERE plan IS NOT NULL) o WHERE step.rid = o.step;

CREATE TABLE review(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	plan BLOB REFERENCES plan(id) DEFERRABLE INITIALLY DEFERRED,
	due TEXT,
	state TEXT,
	held TEXT,
	took_part TEXT,
	outcome TEXT,
	next TEXT,
	caseworker TEXT
) STRICT;
CREATE INDEX review_by_title ON review(sort_key, rid) WHERE gone = 0;
CREATE INDEX review_by_person ON review(person, rid) WHERE gone = 0;
CREATE INDEX review_by_plan ON review(plan, rid) WHERE gone = 0;
CREATE INDEX review_by_due ON review(due, rid) WHERE gone = 0;
CREATE INDEX review_by_caseworker ON review(caseworker, rid) WHERE gone = 0;

CREATE TABLE commitment(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	plan BLOB REFERENCES plan(id) DEFERRABLE INITIALLY DEFERRED,
	who TEXT,
	what TEXT,
	due TEXT,
	state TEXT
) STRICT;
CREATE INDEX commitment_by_title ON commitment(sort_key, rid) WHERE gone = 0;
CREATE INDEX commitment_by_person ON commitment(person, rid) WHERE gone = 0;
CREATE INDEX commitment_by_plan ON commitment(plan, rid) WHERE gone = 0;

CREATE TABLE agreement(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	person BLOB REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
	plan BLOB REFERENCES plan(id) DEFERRABLE INITIALLY DEFERRED,
	version INTEGER,
	day TEXT,
	language TEXT,
	interpreter TEXT,
	interpreter_name TEXT,
	signed_person TEXT,
	signed_city TEXT,
	signatory TEXT,
	remark TEXT
) STRICT;
CREATE INDEX agreement_by_title ON agreement(sort_key, rid) WHERE gone = 0;
CREATE INDEX agreement_by_person ON agreement(person, rid) WHERE gone = 0;
CREATE INDEX agreement_by_plan ON agreement(plan, rid) WHERE gone = 0;
CREATE INDEX agreement_by_day ON agreement(day, rid) WHERE gone = 0;

CREATE INDEX review_removed ON review(person, rid) WHERE gone = 1;
CREATE INDEX commitment_removed ON commitment(person, rid) WHERE gone = 1;
CREATE INDEX agreement_removed ON agreement(person, rid) WHERE gone = 1;
-- What was taken out of a plan, for its earlier versions.
CREATE INDEX step_left_plan ON step(plan, rid) WHERE gone = 1;
CREATE INDEX commitment_left_plan ON commitment(plan, rid) WHERE gone = 1;
