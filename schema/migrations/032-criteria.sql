-- SPDX-License-Identifier: EUPL-1.2
-- Published criteria by which people and places are matched.

CREATE TABLE match_rule(
	rid INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
	rev INTEGER NOT NULL,
	gone INTEGER NOT NULL DEFAULT 0,
	sort_key BLOB,
	what TEXT,
	version INTEGER,
	since TEXT,
	text TEXT,
	digest TEXT,
	decided_by TEXT,
	remark TEXT
) STRICT;
CREATE INDEX match_rule_by_title ON match_rule(sort_key, rid) WHERE gone = 0;
CREATE INDEX match_rule_by_what ON match_rule(what, rid) WHERE gone = 0;
CREATE INDEX match_rule_standing ON match_rule(what, since, rid) WHERE gone = 0;
CREATE INDEX match_rule_by_since ON match_rule(since, rid) WHERE gone = 0;
