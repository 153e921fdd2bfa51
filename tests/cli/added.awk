# SPDX-License-Identifier: EUPL-1.2
#
# The arithmetic of a ranked list or a dossier as JSON, added again by hand: each line's points are its weight times its
# share, where nothing is known the share that the criteria say, and together they are the points.  Says what is not so,
# and at the end how many were added.
function value(line) { sub(/^[^:]*: /, "", line); sub(/,$/, "", line); return line }
function done_line() {
	if (!open) return
	open = 0
	lines++
	if (condition == "true") {
		want = 0
		if (share == -1) missed = 1
	} else if (share == -2) {
		want = unknown != "" ? weight * unknown : points
		if (unknown == "" && points > weight * 1000) print "unknown, and counts more than its weight"
	} else
		want = share == -1 ? 0 : weight * share
	if (condition != "true") most += weight * 1000
	if (want != points) print key ": " points " and not " want
	sum += points
}
/^ *"criteria": \[/ { inside = 1; sum = most = missed = 0; next }
inside && /^ *\]/ {
	done_line(); inside = 0
	if (!before) after = 1
	else { added++; if (sum != before) print "together " sum " and not " before; if (missed == (admissible == "true")) print "admissible?"; before = "" }
	next
}
inside && /^ *\{/ { open = 1; key = unknown = "" }
inside && /^ *\}/ { done_line() }
inside && /"key":/ { key = value($0) }
inside && /"condition":/ { condition = value($0) }
inside && /"weight":/ { weight = value($0) + 0 }
inside && /"unknown":/ { unknown = value($0) + 0 }
inside && /"share":/ { share = value($0) + 0 }
inside && /"points":/ { points = value($0) + 0 }
!inside && /"admissible":/ { admissible = value($0) }
# In a list the points stand before their lines, in a dossier behind them.
!inside && /^ *"points": [0-9]/ {
	if (after) { added++; after = 0; if (sum != value($0) + 0) print "together " sum " and not " value($0) } else before = value($0) + 0
}
!inside && /^    "most":/ { if (most && value($0) + 0 != most) print "at most " value($0) " and not " most }
END { print added " added" }
