#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# What one town exports another takes over and exports as it came: courses with all that hangs on them, homes, schools, work.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 demo here.db --people 60
FOOTHOLD_DB=$place/there.db
run 0 init --desk HA --municipality Halden

# Kind by kind, what others refer to first. A stay names the placement that it came of, and is there before it.
columns() {
	case $1 in
	speaks) echo --columns=person,language,level,reads ;;
	stay) echo --columns=person,place,since,until,counted,address,neighbourhood ;;
	esac
}
for kind in neighbourhood provider queue_rule match_rule course household person speaks level enrolment lesson presence employer vacancy \
	dwelling need preference stay placement school school_place mentor tutoring education experience credential; do
	run 0 export $kind --db here.db --unsealed --reason "a town moves" --output $kind.csv $(columns $kind)
	run 0 import $kind $kind.csv
done
for kind in provider match_rule course enrolment level lesson presence employer vacancy dwelling need preference stay placement school \
	school_place tutoring education experience credential; do
	check "some of $kind" test "$(wc -l <$kind.csv)" -gt 1
	run 0 export $kind --unsealed --reason "a town moves" --output $kind.back $(columns $kind)
	check "the same of $kind" cmp -s $kind.csv $kind.back
done
run 0 check
done_testing
