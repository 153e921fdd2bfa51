-- SPDX-License-Identifier: EUPL-1.2
-- A lot for each application for something scarce, drawn once (cases/lot.h); those that wait already draw theirs here.

ALTER TABLE need ADD COLUMN lot INTEGER;
ALTER TABLE jobwish ADD COLUMN lot INTEGER;
ALTER TABLE enrolment ADD COLUMN lot INTEGER;
ALTER TABLE mentoring ADD COLUMN lot INTEGER;
UPDATE need SET lot = random() & 1099511627775;
UPDATE jobwish SET lot = random() & 1099511627775;
UPDATE enrolment SET lot = random() & 1099511627775;
UPDATE mentoring SET lot = random() & 1099511627775;
