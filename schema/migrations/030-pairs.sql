-- SPDX-License-Identifier: EUPL-1.2
-- Mentors and newcomers by what both would like: languages, interests, days and hours, how and how often, how far.

ALTER TABLE mentor ADD COLUMN timetable TEXT;
ALTER TABLE mentor ADD COLUMN often TEXT;
ALTER TABLE mentor ADD COLUMN way TEXT;
ALTER TABLE mentor ADD COLUMN neighbourhood BLOB REFERENCES neighbourhood(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE mentor ADD COLUMN farthest INTEGER;
ALTER TABLE mentor ADD COLUMN interests TEXT;
ALTER TABLE mentor ADD COLUMN "most" INTEGER;
ALTER TABLE mentor ADD COLUMN woman INTEGER;
ALTER TABLE mentor ADD COLUMN remark TEXT;
ALTER TABLE mentoring ADD COLUMN interests TEXT;
ALTER TABLE mentoring ADD COLUMN timetable TEXT;
ALTER TABLE mentoring ADD COLUMN often TEXT;
ALTER TABLE mentoring ADD COLUMN way TEXT;
ALTER TABLE mentoring ADD COLUMN farthest INTEGER;
ALTER TABLE mentoring ADD COLUMN woman INTEGER;

-- Who accompanies somebody has room for as many as they accompany; the others for one.
UPDATE mentor SET "most" = max(1, (SELECT count(*) FROM mentoring m WHERE m.mentor = mentor.id AND m.gone = 0
	AND m.state IN ('matched', 'active')));

-- Languages were a line of text.  Known names become languages; where one is not known the line is kept as a remark.
CREATE TABLE language_said(name TEXT PRIMARY KEY, code TEXT NOT NULL) STRICT;
INSERT INTO language_said(name, code) VALUES
	('albanian', 'sq'), ('amharic', 'am'), ('arabic', 'ar'), ('armenian', 'hy'), ('azerbaijani', 'az'), ('bengali', 'bn'),
	('bosnian', 'bs'), ('bulgarian', 'bg'), ('chinese', 'zh'), ('croatian', 'hr'), ('czech', 'cs'), ('danish', 'da'),
	('dari', 'fa'), ('dutch', 'nl'), ('english', 'en'), ('estonian', 'et'), ('farsi', 'fa'), ('finnish', 'fi'),
	('french', 'fr'), ('georgian', 'ka'), ('german', 'de'), ('greek', 'el'), ('hebrew', 'he'), ('hindi', 'hi'),
	('hungarian', 'hu'), ('indonesian', 'id'), ('irish', 'ga'), ('italian', 'it'), ('japanese', 'ja'), ('kurdish', 'ku'),
	('kurmanji', 'ku'), ('latvian', 'lv'), ('lithuanian', 'lt'), ('macedonian', 'mk'), ('maltese', 'mt'), ('mongolian', 'mn'),
	('nepali', 'ne'), ('norwegian', 'no'), ('pashto', 'ps'), ('persian', 'fa'), ('polish', 'pl'), ('portuguese', 'pt'),
	('punjabi', 'pa'), ('romanian', 'ro'), ('russian', 'ru'), ('serbian', 'sr'), ('slovak', 'sk'), ('slovene', 'sl'),
	('slovenian', 'sl'), ('somali', 'so'), ('sorani', 'ckb'), ('spanish', 'es'), ('swahili', 'sw'), ('swedish', 'sv'),
	('tamil', 'ta'), ('thai', 'th'), ('tigrinya', 'ti'), ('turkish', 'tr'), ('ukrainian', 'uk'), ('urdu', 'ur'),
	('vietnamese', 'vi'), ('deutsch', 'de'), ('englisch', 'en'), ('französisch', 'fr'), ('spanisch', 'es'),
	('italienisch', 'it'), ('niederländisch', 'nl'), ('polnisch', 'pl'), ('russisch', 'ru'), ('ukrainisch', 'uk'),
	('arabisch', 'ar'), ('persisch', 'fa'), ('türkisch', 'tr'), ('kurdisch', 'ku'), ('allemand', 'de'), ('anglais', 'en'),
	('français', 'fr'), ('espagnol', 'es'), ('italien', 'it'), ('néerlandais', 'nl'), ('polonais', 'pl'), ('russe', 'ru'),
	('ukrainien', 'uk'), ('arabe', 'ar'), ('persan', 'fa'), ('turc', 'tr'), ('kurde', 'ku'), ('nederlands', 'nl'),
	('engels', 'en'), ('duits', 'de'), ('frans', 'fr'), ('español', 'es'), ('italiano', 'it'), ('português', 'pt'),
	('polski', 'pl'), ('svenska', 'sv'), ('norsk', 'no'), ('dansk', 'da'), ('suomi', 'fi');
INSERT OR IGNORE INTO language_said(name, code) SELECT DISTINCT code, code FROM language_said;
CREATE TABLE language_part(mentor INTEGER NOT NULL, n INTEGER NOT NULL, name TEXT NOT NULL) STRICT;
INSERT INTO language_part(mentor, n, name)
	WITH RECURSIVE part(mentor, n, name, rest) AS (
		SELECT rid, 0, '', replace(replace(replace(lower(languages), ';', ','), '/', ','), ' and ', ',') || ','
		FROM mentor WHERE languages IS NOT NULL
		UNION ALL SELECT mentor, n + 1, trim(substr(rest, 1, instr(rest, ',') - 1)), substr(rest, instr(rest, ',') + 1)
		FROM part WHERE rest <> '')
	SELECT mentor, n, name FROM part WHERE name <> '';
UPDATE mentor SET remark = languages WHERE EXISTS (SELECT 1 FROM language_part p WHERE p.mentor = mentor.rid
	AND NOT EXISTS (SELECT 1 FROM language_said s WHERE s.name = p.name));
UPDATE mentor SET languages = (SELECT group_concat(code, ', ') FROM (SELECT s.code FROM language_part p
	JOIN language_said s ON s.name = p.name WHERE p.mentor = mentor.rid GROUP BY s.code ORDER BY min(p.n)));
DROP TABLE language_part;
DROP TABLE language_said;

CREATE INDEX mentor_by_neighbourhood ON mentor(neighbourhood, rid) WHERE gone = 0;
-- Who waits for a mentor, whom a mentor accompanies: read from the index alone.
CREATE INDEX mentoring_asked ON mentoring(asked, rid) WHERE gone = 0 AND state = 'asked';
CREATE INDEX mentoring_holding ON mentoring(mentor, state) WHERE gone = 0;
