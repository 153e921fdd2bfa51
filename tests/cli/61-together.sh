#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Several programs on one file, and a clock that was set back: everything saved is there, in order.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA
children=""
for writer in 1 2 3 4 5 6; do
	(
		for n in 1 2 3 4 5; do
			"$FOOTHOLD" add person "given_name=W$writer" "family_name=N$n" --user "colleague $writer" || exit 1
		done
	) >numbers.$writer 2>complaints.$writer &
	children="$children $!"
done
for child in $children; do
	wait "$child"
	check "a writer got through" test $? = 0
done
cat numbers.* | sort -u >numbers
check "thirty different case numbers" test "$(wc -l <numbers)" = 30
check "nobody complained" test "$(cat complaints.* | wc -c)" = 0
run 0 list person --json --limit 0
check "thirty people" test "$(grep -c '"id"' out)" = 30
run 0 check

# two change different fields of one record at once: both stay
one=$(head -n 1 numbers.1)		# not one that is taken back below
"$FOOTHOLD" set "$one" phone=111111 & first=$!
"$FOOTHOLD" set "$one" email=a@example.org & second=$!
wait $first; check "the first saved" test $? = 0
wait $second; check "the second saved" test $? = 0
run 0 show "$one"
says "111111"
says "a@example.org"

# each takes back their own last change, not the colleague's
run 0 undo --user "colleague 3"
run 0 list person --json --limit 0
check "one less" test "$(grep -c '"id"' out)" = 29
check "it is the right one" sh -c "! grep -q 'W3.*N5\|N5.*W3' out"

# the clock is set back three years: history stays in order, undo finds the last change
FOOTHOLD_CLOCK=2023-01-01
run 0 set "$one" family_name=Later
run 0 show "$one" --history
check "the last change comes first" sh -c "sed -n '/History/,\$p' out | grep -m1 -n 'Later' | grep -q '^3:'"
run 0 undo
run 0 show "$one"
lacks "Later"
run 0 check
done_testing
