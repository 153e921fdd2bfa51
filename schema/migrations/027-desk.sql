-- SPDX-License-Identifier: EUPL-1.2
-- The day on which what was recognised in part was recognised in full: the first decision keeps its own.  Offers of homes
-- by the day to answer, for those that ran out.

ALTER TABLE credential ADD COLUMN "full" TEXT;
CREATE INDEX placement_offered ON placement(answer_by, rid) WHERE gone = 0 AND state = 'offered';
