-- SPDX-License-Identifier: EUPL-1.2
-- Until when a household may answer is said with the proposal, and stands in the offer that is made of it.

ALTER TABLE home_proposal ADD COLUMN answer_by TEXT;
