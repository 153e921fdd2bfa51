#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Lists: order, filters, limits, JSON.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init
for n in 1 2 3 4 5 6 7 8 9; do
	run 0 add neighbourhood "name=Quarter $n"
done
run 0 list neighbourhood
quiet
says "Quarter 1"
check "a head and nine rows" test "$(wc -l <out)" = 10
run 0 list neighbourhood --limit 3
check "a head and three rows" test "$(wc -l <out)" = 4
complains "More records follow"
run 0 list neighbourhood --limit 9
quiet
run 0 list neighbourhood --limit 0 --json
check "JSON begins as a list" test "$(head -n 1 out)" = "["
check "with nine objects" test "$(grep -c '"id"' out)" = 9

run 0 add person given_name=Ana born=1990 arrived=2026-03-01
run 0 add person given_name=Bela born=1985-06 arrived=2026-05-01
run 0 add person given_name=Chidi arrived=2026-04-01
names() { grep -oE 'Ana|Bela|Chidi' out | tr '\n' ' '; }
run 0 list person
check "by title" test "$(names)" = "Ana Bela Chidi "
run 0 list person --sort arrived
check "by arrival" test "$(names)" = "Ana Chidi Bela "
run 0 list person --sort arrived-
check "by arrival, latest first" test "$(names)" = "Bela Chidi Ana "
run 0 list person --sort born
check "unknown dates come last" test "$(names)" = "Bela Ana Chidi "
run 0 list person --filter 'arrived>=2026-04-01'
check "from a day on" test "$(names)" = "Bela Chidi "
run 0 list person --filter 'arrived>=2026-04-01' --filter 'arrived<=2026-04-30'
check "between two days" test "$(names)" = "Chidi "
run 0 list person --filter born=
check "empty" test "$(names)" = "Chidi "
run 0 list person --filter 'born!='
check "not empty" test "$(names)" = "Ana Bela "
run 0 list person --filter born=1990
check "equal" test "$(names)" = "Ana "

run 2 list person --sort nothing
run 1 list person --filter born=soon
run 2 list person --filter born
run 2 list person --filter nothing=1
run 2 list person --limit -1
run 2 list person --limit many
run 2 list dragons
run 0 list person --role housing
lacks " 1990"
run 1 list note --role housing
complains "Your role"
"$FOOTHOLD" list person >/dev/full 2>err
check "a full device is noticed" test $? = 1
done_testing
