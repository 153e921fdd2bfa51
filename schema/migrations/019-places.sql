-- SPDX-License-Identifier: EUPL-1.2
-- Where things are, as far as distances need it: the middle of a neighbourhood, and the one where a person lives.

ALTER TABLE neighbourhood ADD COLUMN latitude INTEGER;      -- degrees times 100,000
ALTER TABLE neighbourhood ADD COLUMN longitude INTEGER;
ALTER TABLE person ADD COLUMN neighbourhood BLOB REFERENCES neighbourhood(id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX person_by_neighbourhood ON person(neighbourhood, rid) WHERE gone = 0;
