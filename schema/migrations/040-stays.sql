-- SPDX-License-Identifier: EUPL-1.2
-- Who stays in a temporary place, and who lives where: of thousands of households at once, so each index is small.

DROP INDEX stay_present;
CREATE INDEX stay_temporary ON stay(person, until, gone, rid DESC, place, counted)
	WHERE gone = 0 AND until IS NULL AND place IN ('reception', 'shelter');
CREATE INDEX stay_settled ON stay(neighbourhood, person)
	WHERE gone = 0 AND until IS NULL AND place NOT IN ('reception', 'shelter');
