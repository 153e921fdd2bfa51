#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Two years of a newcomer by verbs alone: a nurse and her child, from the waiting list of a first course to a home, a job
# and plans for a firm of her own; each step in its own time, and every record asserted as it is exported.
. "${srcdir:-.}/tests/cli/lib.sh"

on() { FOOTHOLD_CLOCK=$1; export FOOTHOLD_CLOCK; }
id_of() { run 0 list "$@" --json; made=$(json id); }
# The ids of the n-th record within a part of a dossier.
in_dossier() { "$FOOTHOLD" dossier "$dossier" --json | sed -n "/\"$1\"/,/\]/p" | sed -n 's/.*"id": "\([^"]*\)".*/\1/p'; }

on 2026-03-02T08:00
run 0 init --desk HA --municipality Halden --profile de
run 0 add neighbourhood name=Harbour latitude=51.92 longitude=4.48
run 0 add neighbourhood name=Hill latitude=51.95 longitude=4.53
run 0 add provider "name=Evening school" neighbourhood=Harbour
run 0 add course "name=A1 spring" "provider=Evening school" language=de level=a1 what=general state=open starts=2026-04-06 \
	ends=2026-07-03 "timetable=Mon Wed 9-12" seats=2 neighbourhood=Harbour childcare=yes
make_one person given_name=Amina arrived=2026-01-10
amina=$made
make_one enrolment person="$amina" language=de level=a1 asked=2026-01-12
aminas=$made
make_one person given_name=Olena arrived=2026-01-10
olena=$made
make_one enrolment person="$olena" language=de level=a1 asked=2026-01-13
olenas=$made

# ---- March 2026: she comes with her son, and is third in line
on 2026-03-02T09:00
make_one person given_name=Zahra family_name=Ahmadi born=1990-04-12 arrived=2026-03-02
zahra=$made
make_one person given_name=Idris family_name=Ahmadi born=2018-05-03 arrived=2026-03-02
idris=$made
make_one household name=Ahmadi people=2
run 0 household "$zahra" --join "$made" --as head
run 0 household "$idris" --join "$zahra" --as child
run 0 add stay person="$zahra" place=reception since=2026-03-02 neighbourhood=Harbour
run 0 add speaks person="$zahra" language=fa level=c2
make_one enrolment person="$zahra" language=de level=a1 childcare=yes
hers=$made
run 0 waiting --person "$zahra"
says "Place 3 of 3"
says "2 come before by this: Who has waited longer"
run 0 school --without
says "Idris"

on 2026-03-20T09:00
run 0 waiting --next "A1 spring"
says "is offered to $amina"
run 0 waiting --next "A1 spring"
says "is offered to $olena"
run 1 waiting --next "A1 spring"
complains "no free seat"
run 1 set "$hers" state=enrolled "course=A1 spring"
complains "no free seat"
on 2026-03-23T09:00
run 0 set "$olenas" state=enrolled
run 0 set "$aminas" state=waiting why_not=hours
run 0 set "$aminas" state=withdrawn
run 0 waiting --person "$zahra"
says "Place 1 of 1"
run 0 waiting --fit "$zahra"
check "it fits her" sh -c "grep -q 'A1 spring.*Fits' out"
run 0 waiting --next "A1 spring"
says "is offered to $zahra"
on 2026-03-24T09:00
run 0 set "$hers" state=enrolled

# ---- a school for her son; the nearest is full by then
run 0 add school "name=Quay School" what=primary places=1 neighbourhood=Harbour
run 0 add school "name=Hill School" what=primary places=20 neighbourhood=Hill
make_one person given_name=Lina born=2017-01-01 arrived=2026-01-05
run 0 school "$made" --placed "Quay School"
run 0 school "$idris"
check "full ones last" sh -c "sed -n 2p out | grep -q 'Quay School.*full'"
run 1 school "$idris" --placed "Quay School"
complains "no free place"
run 0 school "$idris" --ask "Hill School"
on 2026-04-01T09:00
run 0 school "$idris" --offered "Hill School"
run 0 school "$idris" --placed "Hill School"
run 0 school --without
lacks "Idris"
make_one tutoring person="$idris" subject=language
tutoring=$made
run 1 set "$tutoring" state=active
complains "who the tutor is"
run 0 set "$tutoring" state=active "tutor=Ines" "timetable=Tue 15:00-16:30"

# ---- April to July: lessons, and A1
make_one entitlement person="$zahra" hours=600 unit=45 since=2026-03-02 until=2028-03-01 "source=IntV, s. 4"
hours=$made
run 0 course "A1 spring" --make-lessons
complains "lessons were made"
on 2026-04-08T13:00
run 0 course "A1 spring" --lesson 2026-04-08 --came all --missed "$olena"
run 0 show "$hours" --json
says '"used": "4.0"'
run 0 show "$hers" --json
says '"state": "attending"'
run 0 list step --filter person="$zahra" --filter milestone=course_begun --json
says '"state": "done"'
on 2026-07-03T15:00
run 0 set "$hers" state=passed result=a1
run 1 set "$hers" state=waiting
complains "State"
run 0 list level --filter person="$zahra" --json
says '"overall": "a1"'

# ---- July to November: her diploma, recognised in part
on 2026-07-20T09:00
make_one education person="$zahra" "title=Nursing school Herat" level=vocational occupation=2221 learned_in=AF from=2008 \
	until=2011-06 finished=yes papers=in_hand
run 0 dossier "$zahra" --route regulated --education "$made" "authority=Land office"
dossier=$(tail -n 1 out)
says "Next: Get the 8 papers that are still missing."
for paper in $(in_dossier requirement); do
	run 0 set "$paper" state=in_hand
	run 0 show "$paper" --json
	[ "$(json translation)" = none ] || run 0 set "$paper" translation=done
done
for fee in $(in_dossier fee); do
	run 0 set "$fee" payer=city state=granted
done
run 0 dossier "$dossier" --to submitted
run 1 dossier "$dossier" --to stated
on 2026-08-17T09:00
run 0 dossier "$dossier" --to complete
says "Authority decides on the recognition: Running, 17 November 2026"
on 2026-11-09T09:00
run 0 dossier "$dossier" --to partly "outcome=Care of children missing"
says "Met, 9 November 2026"
make_one measure credential="$dossier" person="$zahra" what=adaptation "gap=Care of children" "place=Halden hospital"
measure=$made
make_one training credential="$dossier" person="$zahra" "what=Bridging course for nurses" "provider=Evening school" hours=300 \
	from=2027-01-11 until=2027-06-11
training=$made
run 1 dossier "$dossier" --to recognised
complains "A compensation measure is still to be passed"

# ---- November and December: a home, after one that she declined
on 2026-11-16T09:00
run 0 add dwelling "address=Quay 7" neighbourhood=Hill rooms=2 bedrooms=1 people=2 rent=650 floor=4 step_free=no
run 0 add dwelling "address=Mill Lane 3" neighbourhood=Harbour rooms=2 bedrooms=1 people=2 rent=700 floor=0
make_one need person="$zahra" bedrooms=1 max_rent=750 near=Harbour near_for=course within=5
need=$made
run 0 add preference need="$need" neighbourhood=Harbour
run 0 home "$zahra"
says "Looked for: 2 people"
check "the near one first" grep -q '^1. Mill Lane 3' out
run 0 home
check "she waits longer than the target" grep -q '^!.*Zahra' out
run 0 home "$zahra" --offer "Quay 7" --by 2026-11-20
run 1 home "$amina" --offer "Quay 7"
complains "offered to or taken by others"
on 2026-11-20T09:00
run 0 home "$zahra" --answer declined --why far
run 0 home "$zahra" --offer "Mill Lane 3"
on 2026-11-25T09:00
run 0 home "$zahra" --answer accepted
make_one subsidy person="$zahra" what=rent amount=200 state=asked
subsidy=$made
on 2026-12-15T09:00
run 0 home "$zahra" --answer moved_in
run 0 set "$subsidy" state=granted starts=2026-12-15 until=2027-12-14
run 0 show "$zahra"
says "Mill Lane 3"
run 0 home
lacks "Zahra"
on 2026-12-29T10:00
run 0 today --stage housing
says "Visit the new home"
id_of visit --filter person="$zahra" --filter what=two_weeks
run 0 set "$made" state=kept findings=repairs "next=Ask the owner for heating"

# ---- January 2027: a job, its checks, and the recognition in full between them
on 2027-01-11T09:00
run 0 add employer "name=Halden hospital" sector=care neighbourhood=Harbour
run 0 add vacancy "title=Care assistant" "employer=Halden hospital" occupation=5321 level=a1 language=de neighbourhood=Harbour \
	seats=1 hours=part
run 0 add jobwish person="$zahra" what=Care occupation=5321
run 0 vacancy "$zahra" --apply "Care assistant"
application=$(cat out)
run 0 set "$application" state=sent
run 0 set "$training" state=under_way
run 0 set "$measure" state=under_way
on 2027-01-25T09:00
run 0 set "$application" state=interview interview=2027-01-25
run 0 set "$application" state=hired began=2027-02-01
run 0 vacancy --show "Care assistant"
says "1 of 1 places taken"
run 1 set "$application" state=refused
complains "State"
check_work() {	# months day
	on "$2"
	run 0 today
	says "Ask how work goes"
	id_of retention --filter person="$zahra" --filter months="$1"
	run 0 set "$made" state=there
	run 1 set "$made" state=due
	complains "final"
}
check_work three 2027-05-03T09:00
on 2027-06-14T09:00
run 0 set "$measure" state=passed
run 0 set "$training" state=finished
run 0 dossier "$dossier" --to recognised
says "Next: Use it"
run 1 dossier "$dossier" --to collecting
check_work six 2027-08-02T09:00

# ---- a firm of her own, step by step
on 2027-09-06T09:00
make_one enterprise person="$zahra" "what=Care at home" sector=care occupation=2221
firm=$made
on 2027-10-04T09:00
run 0 set "$firm" state=plan
run 0 set "$firm" state=licence "licence=Care service, municipality"
check_work twelve 2028-02-01T09:00
on 2028-02-21T09:00
run 0 set "$firm" state=finance finance=micro_loan amount=8000
run 1 set "$firm" state=ended
complains "it can only go on to"
on 2028-03-01T09:00
run 0 set "$firm" state=started
run 1 set "$firm" state=idea

# ---- what leaves the vault says all of it
exports() {	# kind, person, then what it says
	run 0 export "$1" --format json --filter person="$2"
	shift 2
	for said; do
		says "$said"
	done
}
exports enrolment "$zahra" '"course.title":"A1 spring"' '"state":"passed"' '"asked":"2026-03-02"' '"offered":"2026-03-23"' \
	'"began":"2026-04-08"' '"ended":"2026-07-03"' '"result":"a1"'
exports enrolment "$amina" '"state":"withdrawn"' '"why_not":"hours"' '"declined":1'
exports presence "$zahra" '"state":"came"'
exports presence "$olena" '"state":"missed"'
exports level "$zahra" '"overall":"a1"' '"known":"teacher"'
exports entitlement "$zahra" '"hours":600' '"used":"4.0"'
exports school_place "$idris" '"school.title":"Hill School"' '"state":"placed"' '"asked":"2026-03-24"' '"begins":"2026-04-01"'
exports tutoring "$idris" '"state":"active"' '"tutor":"Ines"' '"timetable":"2 15:00-16:30"'
exports education "$zahra" '"learned_in":"AF"' '"until":"2011-06"'
exports credential "$zahra" '"route":"regulated"' '"state":"recognised"' '"submitted":"2026-07-20"' '"completed":"2026-08-17"' \
	'"decided":"2026-11-09"'
exports requirement "$zahra" '"translation":"done"' '"state":"sent"'
exports fee "$zahra" '"payer":"city"' '"state":"granted"'
exports measure "$zahra" '"what":"adaptation"' '"state":"passed"' '"gap":"Care of children"'
exports training "$zahra" '"hours":300' '"state":"finished"'
exports clock "$zahra" '"rule":"de_equivalence"' '"due":"2026-11-17"' '"met":"2026-11-09"'
exports need "$zahra" '"state":"met"' '"within":5'
exports placement "$zahra" '"state":"declined"' '"why":"far"' '"state":"moved_in"' '"moved_in":"2026-12-15"'
exports stay "$zahra" '"place":"reception"' '"until":"2026-12-15"' '"place":"own_home"'
exports visit "$zahra" '"state":"kept"' '"findings":"repairs"' '"due":"2026-12-29"' '"state":"planned"'
exports subsidy "$zahra" '"state":"granted"' '"asked":"2026-11-25"' '"decided":"2026-12-15"'
exports application "$zahra" '"state":"hired"'
exports employment "$zahra" '"began":"2027-02-01"' '"employer.title":"Halden hospital"' '"state":"working"'
exports retention "$zahra" '"asked":"2027-05-03"' '"asked":"2027-08-02"' '"asked":"2028-02-01"'
check "asked three times, and she was there" test "$(grep -o '"state":"there"' out | wc -l)" = 3
exports enterprise "$zahra" '"state":"started"' '"idea_on":"2027-09-06"' '"plan_on":"2027-10-04"' '"licence_on":"2027-10-04"' \
	'"finance_on":"2028-02-21"' '"started_on":"2028-03-01"'

# ---- whole, and the last step goes back to where it was
run 0 check
run 0 undo
exports enterprise "$zahra" '"state":"finance"' '"started_on":null'
run 0 check
done_testing
