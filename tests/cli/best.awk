# SPDX-License-Identifier: EUPL-1.2
#
# The best allocation of few seats to some people by trying all there are: nothing of the program's own method.
# Reads words a line:
#   seats PLACE N
#   pair APPLICATION PLACE POINTS WAITED LOT	one that meets every condition
#   given APPLICATION PLACE POINTS	what the round proposes
# and says whether that is allowed, and as good as the best in people placed, points, days waited and lots.
$1 == "seats" { for (i = 0; i < $3; i++) seat[seats++] = $2; left[$2] = $3 }
$1 == "pair" {
	pair[$2, $3] = 1; points[$2, $3] = $4; waited[$2] = $5; lot[$2] = $6
	if (!($2 in known)) { known[$2] = 1; person[people++] = $2 }
}
$1 == "given" {
	given++; got_points += $4; got_waited += waited[$2]; got_lots += lot[$2]
	if (!(($2, $3) in pair)) print "not allowed: " $2 " " $3
	else if (points[$2, $3] != $4) print "other points: " $2 " " $3 " " $4 " and not " points[$2, $3]
	if (given_to[$2]++) print "twice: " $2
	if (left[$3]-- <= 0) print "too many: " $3
}
function better() {
	if (n != best_n) return n > best_n
	if (sum != best_sum) return sum > best_sum
	if (days != best_days) return days > best_days
	return lots < best_lots
}
function try(s, i, p) {
	if (s == seats) {
		tried++
		if (better()) { best_n = n; best_sum = sum; best_days = days; best_lots = lots }
		return
	}
	try(s + 1)
	for (i = 0; i < people; i++) {
		p = person[i]
		if (used[p] || !((p, seat[s]) in pair)) continue
		used[p] = 1; n++; sum += points[p, seat[s]]; days += waited[p]; lots += lot[p]
		try(s + 1)
		used[p] = 0; n--; sum -= points[p, seat[s]]; days -= waited[p]; lots -= lot[p]
	}
}
END {
	best_n = -1
	try(0)
	printf "tried %d: best %d %d %d %.0f, given %d %d %d %.0f\n", tried, best_n, best_sum, best_days, best_lots, given,
		got_points, got_waited, got_lots
	if (given == best_n && got_points == best_sum && got_waited == best_days && got_lots == best_lots) print "the best"
}
