# SPDX-License-Identifier: EUPL-1.2
#
# What the tests of rounds share: records kept by a name, the arithmetic added again, the best allocation found by trying.

# One that is recorded; its id stands in the file NAME.
keep() { name=$1; shift; make_one "$@"; echo "$made" >"of.$name"; }
id() { cat "of.$1"; }
added() {	# how many at least
	awk -f "$top/tests/cli/added.awk" out >sums
	check "the arithmetic holds" sh -c '[ $(wc -l <sums) = 1 ]'
	check "at least $1 were added" sh -c "[ \$(sed 's/ added//' sums) -ge $1 ]"
}
# What the place's own lists say of all who wait, and what the round says of whom it proposes.
tell_pairs() {	# word, kind of application, then the places' ids
	run 0 export "$2" --format csv --unsealed --reason "counted again" --columns=lot
	tr -d '\r' <out >lots
	word=$1
	shift 2
	for one; do
		run 0 match "$word" --for "$one" --json --limit 1000
		added 1
		awk -v place="$one" '
			FNR == NR { split($0, cell, ","); lot[cell[1]] = cell[2]; next }
			function word(s) { gsub(/[ ",]|^[^:]*:/, "", s); return s }
			/^      "application":/ { who = word($0) }
			/^      "admissible":/ { fits = word($0) }
			/^      "points":/ { points = word($0) }
			/^      "waited":/ { waited = word($0); if (fits == "true") print "pair", who, place, points, waited, lot[who] }
			' lots out >>pairs
	done
}
tell_given() {	# round
	run 0 match show "$1" --json
	awk 'function word(s) { gsub(/[ ",]|^[^:]*:/, "", s); return s }
		/"application":/ { who = word($0) }
		/"place":/ { place = word($0) }
		/"points":/ { print "given", who, place, word($0) }' out >given
}
is_the_best() {	# reads seats and pairs
	cat seats pairs given | awk -f "$top/tests/cli/best.awk" >found
	check "nothing better is found by trying all" grep -qx "the best" found
	check "and nothing is wrong with it" sh -c '[ $(wc -l <found) = 2 ]'
	cat found
}
# Whose proposal it is, of the round that was shown last.
proposal_for() { awk -v place="$1" '/"proposal":/ { id = $2 } index($0, "\"place\": \"" place) { gsub(/[",]/, "", id); print id }' out; }
