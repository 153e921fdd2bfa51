-- SPDX-License-Identifier: EUPL-1.2
-- Lists of vacancies and dossiers that are filtered by an occupation, once words find one.

CREATE INDEX vacancy_by_occupation ON vacancy(occupation, rid) WHERE gone = 0;
CREATE INDEX credential_by_occupation ON credential(occupation, rid) WHERE gone = 0;
