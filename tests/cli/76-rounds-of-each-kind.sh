#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Rounds of jobs, courses and mentors by verbs alone: the arithmetic added again, the allocation found again by trying all there
# are, decisions one by one, and what each of them leads to.
. "${srcdir:-.}/tests/cli/lib.sh"
. "$top/tests/cli/rounds.sh"

run 0 init --desk HA --municipality Halden
run 0 add neighbourhood name=Harbour latitude=51.92 longitude=4.48
run 0 add neighbourhood name=Hill latitude=51.94 longitude=4.50
n=0
while [ $n -lt 14 ]; do
	n=$((n + 1))
	place_of=Harbour
	[ $((n % 2)) = 0 ] && place_of=Hill
	keep person$n person "given_name=P$n" family_name=Halden arrived=2025-01-05 neighbourhood=$place_of work_from=2025-02-01
	who=$(id person$n)
	run 0 add speaks person="$who" language=fa level=c2
	[ $((n % 3)) = 0 ] || run 0 add speaks person="$who" language=de level=a$((n % 2 + 1))
done

# A round of one kind: who waits and what is to be had stand in the file; places are named by what stands in of.PLACE.
round_of() {	# word, application, places
	word=$1 application=$2
	shift 2
	: >pairs
	: >seats
	ids=
	for one; do
		echo "seats $(id "${one%:*}") ${one#*:}" >>seats
		ids="$ids $(id "${one%:*}")"
	done
	tell_pairs "$word" "$application" $ids
	run 0 match "$word" --round --json
	json round >of.round
	tell_given "$(id round)"
	is_the_best
	sed -n 's/^ *"proposal": "\(.*\)",/\1/p' out >proposals
	while read -r proposal; do
		run 0 match explain "$proposal" --json
		added 1
	done <proposals
	run 0 match proof "$(id round)"
	says "proved to be the best"
	says "Changed: 0."
}
nth() { sed -n "$1p" proposals; }
# Of those that were proposed the first is confirmed, taken back and confirmed again, the second declined, the third withdrawn.
decide() {	# kind that it leads to, its state
	run 1 match confirm "$(nth 1)"
	complains "not published yet"
	run 0 match publish "$(id round)"
	run 0 list "$1" --filter state="$2" --json
	was=$(grep -c '"id"' out)
	run 0 match confirm "$(nth 1)"
	run 0 list "$1" --filter state="$2" --json
	check "one more is $2" test "$(grep -c '"id"' out)" = $((was + 1))
	run 0 undo
	run 0 list "$1" --filter state="$2" --json
	check "and is not, after undo" test "$(grep -c '"id"' out)" = "$was"
	run 0 match confirm "$(nth 1)"
	run 1 match decline "$(nth 1)" --why person
	complains "decided already"
	run 1 match decline "$(nth 2)"
	run 0 match decline "$(nth 2)" --why person --reason "Wants something else"
	run 1 match override "$(nth 3)"
	complains "says why"
	run 0 match override "$(nth 3)" --reason "Came back to the provider"
	for language in en de fr; do
		run 0 match explain "$(nth 2)" --paper --lang $language
		says "Wants something else"
	done
	run 0 match proof "$(id round)"
	says "Erased or replaced since: 0. Changed: 0."
	run 0 match rounds
	says "Published"
	run 0 match close "$(id round)"
	run 1 match confirm "$(nth 3)"
}

# ---- jobs ----
for n in 1 2 3 4 5 6 7 8 9 10; do
	case $((n % 3)) in 0) trade=7212 ;; 1) trade=7213 ;; *) trade=9622 ;; esac
	set -- what=Work "occupation=$trade" "since=2025-0$((n % 9 + 1))-10"
	[ $((n % 4)) = 0 ] || set -- "$@" hours_from=20 hours_to=40
	[ $((n % 5)) = 0 ] && set -- "$@" pay_from=2000 pay_per=month
	run 0 add jobwish person="$(id person$n)" "$@"
done
keep welder vacancy title=Welder occupation=7212 seats=2 posted=2026-05-01 level=a1 language=de neighbourhood=Harbour
keep sheet vacancy "title=Sheet metal worker" occupation=7213 seats=1 posted=2026-05-01 neighbourhood=Hill
keep odd vacancy "title=Odd jobs" occupation=9622 seats=1 posted=2026-05-01 level=a2 language=de
round_of jobs jobwish welder:2 sheet:1 odd:1
decide application planned

# ---- courses ----
for n in 1 2 3 4 5 6 7 8 9 10 11 12; do
	set -- language=de level=a1 "asked=2026-0$((n % 4 + 1))-1$((n % 5))"
	[ $((n % 3)) = 0 ] && set -- "$@" childcare=yes
	[ $((n % 4)) = 0 ] && set -- "$@" "unavailable=Mon 9-12"
	[ $((n % 5)) = 0 ] && set -- "$@" needed_by=2026-07-01
	run 0 add enrolment person="$(id person$n)" "$@"
done
keep morning course "name=A1 morning" language=de level=a1 seats=2 starts=2026-05-18 "timetable=Mon,Wed 9-12" childcare=yes
keep evening course "name=A1 evening" language=de level=a1 seats=2 starts=2026-06-01 "timetable=Tue,Thu 18-20" neighbourhood=Hill
round_of courses enrolment morning:2 evening:2
decide enrolment offered

# ---- mentors ----
for n in 1 2 3 4 5 6 7 8 9; do
	set -- "asked=2026-0$((n % 4 + 1))-1$((n % 5))" often=weekly
	[ $((n % 2)) = 0 ] && set -- "$@" interests=cycling,letters
	[ $((n % 3)) = 0 ] && set -- "$@" "timetable=Sat 9-12"
	run 0 add mentoring person="$(id person$n)" "$@"
done
keep dahl mentor name=Dahl languages=fa,de "timetable=Sat 10-12" interests=cycling often=weekly neighbourhood=Hill most=2
keep winter mentor name=Winter languages=fa interests=letters neighbourhood=Harbour most=1
keep lund mentor name=Lund languages=de "timetable=Sat 9-12" often=monthly most=1
round_of mentors mentoring dahl:2 winter:1 lund:1
decide mentoring matched

# ---- all of it holds together, and what nobody may know of others is in no paper ----
run 0 match audit
lacks "points depend on this"
run 0 check
done_testing
