-- SPDX-License-Identifier: EUPL-1.2
-- Lists of dossiers that are filtered by an occupation, once words find one.

CREATE INDEX credential_by_occupation ON credential(occupation, rid) WHERE gone = 0;
