#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Half a year of a family by verbs alone: they come as a group, and their file goes to a colleague in September.
. "${srcdir:-.}/tests/cli/lib.sh"

on() { FOOTHOLD_CLOCK=$1; export FOOTHOLD_CLOCK; }
number_of() { sed -n "s/.*\(HA-[0-9A-Z-]*\)  $1.*/\1/p" out; }
id_of() { run 0 list "$@" --json; made=$(json id); }

on 2026-03-02T09:00
run 0 init --desk HA --municipality Halden --profile nl

# ---- March: they arrive with others; once taken back, once again
cat >bus.csv <<'END'
household,family_name,given_name,Born,role
1,Haidari,Farid,1984,head
1,Haidari,Mariam,1986-05-12,partner
1,Haidari,Omid,2008-09-15,
1,Haidari,Lina,2015-07-03,
2,Safi,Ahmad,1979,
,Tesfay,Rahel,1990,
END
run 0 group bus.csv --interpreter Dari --address "Reception centre"
run 0 undo
run 0 list person
lacks Haidari
run 0 group bus.csv --interpreter Dari --address "Reception centre"
farid=$(number_of Farid) mariam=$(number_of Mariam) omid=$(number_of Omid) lina=$(number_of Lina)
run 0 household "$mariam"
says "17 years old"
says "Partner"
run 0 today
says "Waiting for a first interview"
run 0 arrange "$mariam" registration=done income=asked child_benefit=asked
says "Asked for"

# ---- the clock of the law: begins by an event, stands still, runs again
make_one duty person="$mariam" code=nl_inburgering from=2026-03-02
make_one event person="$mariam" what=registered day=2026-03-02
run 0 clock "$mariam"
says "Last day: 11 May 2026, in 70 days."
id_of clock --filter person="$mariam" --filter rule=nl_plan
term=$made

make_one appointment person="$mariam" "what=Plan interview" day=2026-03-05 at=10:00
talk=$made
run 1 add appointment person="$farid" "what=Work and papers" day=2026-03-05 at=10:15
complains "--despite-clash"
make_one appointment person="$farid" "what=Work and papers" day=2026-03-05 at=11:00
work=$made
run 0 set "$talk" interpreter=booked "interpreter_name=B. Azimi"
run 0 agenda --day 2026-03-05
says "Dari: Booked"
says "Dari: Asked for"
run 0 agenda --day 2026-03-05 --json
check "both on one day" test "$(grep -c '"what"' out)" = 2
on 2026-03-05T12:00
run 0 set "$talk" state=kept
run 0 set "$work" state=missed reason=childcare
make_one summons person="$farid" "what=Work and papers" sent=2026-03-05 day=2026-03-10
summons=$made
on 2026-03-10T16:00
run 0 set "$summons" state=came

on 2026-03-16T09:00
run 0 clock suspend "$term" --reason "Papers from abroad are waited for" --ground "Awb art. 4:15"
says "57 days are left"
on 2026-03-30T09:00
run 0 clock resume "$term" --reason "The papers came"
says "Last day: 26 May 2026, in 57 days."
run 0 today --json
says '"origin": "city"'

# ---- April and May: plan, decision, objection
on 2026-04-02T10:00
run 0 plan "$mariam" --template regulated_profession
complains "Nothing was changed"
run 0 plan "$mariam" --template regulated_profession --run
run 0 plan "$mariam" --json
plan=$(json id)
make_one agreement plan="$plan" interpreter=present
run 0 set "$made" signed_person=2026-04-02 signed_city=2026-04-02
run 0 plan "$mariam"
says "Version 2 was signed by both sides"
run 0 clock "$term"
says "Met on 2 April 2026, in time."
id_of clock --filter person="$mariam" --filter rule=nl_term
run 0 clock "$made"
says "2 April 2029"
run 0 decide "$mariam" integration_plan "mandate=Wi 2021, art. 15"
decision=$(tail -n 1 out)
run 0 decide "$decision" --to signed
run 1 decide "$decision" how=pigeon --to sent
complains "Registered post"
run 0 decide "$decision" how=registered_post --to sent
says "One may object until 15 May 2026"
on 2026-04-20T10:00
run 1 decide "$decision" --to final
run 0 decide "$decision" --to objected
on 2026-05-12T10:00
run 0 decide "$decision" outcome="Course in the evening" --to changed
run 0 decide "$decision" --to final

# ---- June: a service, a note, a session, a review
on 2026-06-01T09:00
run 0 add service name="Tea and letters" what=everyday languages="Dari, Arabic"
run 0 refer "$lina" "Tea and letters" need="A mentor for reading" --show
says "A mentor for reading"
lacks "2015"
run 0 refer "$lina" "Tea and letters" need="A mentor for reading" --send
id_of referral --filter person="$lina"
run 0 set "$made" state=accepted
run 0 note "$mariam" --household text="Home viewed at Birch Lane 12."
says "Written on 4 people."
make_one session "what=How health care works" topic=health day=2026-06-01 at=08:00
session=$made
make_one attendance person="$mariam" session="$session"
run 0 set "$made" state=came
id_of review --filter person="$mariam"
run 0 set "$made" state=held "outcome=As planned"
run 0 plan "$mariam"
says "30 August 2026"

# ---- September: of age, apart, handed over
on 2026-09-15T09:00
run 0 household "$omid"
says "18 years old"
run 0 household "$farid" --split --from 2026-09-01
lacks Mariam
run 0 household "$mariam" --as head
run 0 household "$mariam" --json
check "he lived there until September" test "$(grep -c '"until": "2026-09-01"' out)" = 1
run 0 handover "$mariam" "$omid" "$lina" --to "B. Dahl" --remark "Exam in May"
says "3 files were handed over."
run 0 today --user "B. Dahl" --json
says '"handed_over": {'
says '"what": "Exam in May"'
run 0 today --caseworker "B. Dahl" --json
check "late by the city's own targets" grep -q '"origin": "city"' out

# ---- what leaves the vault says the same
run 0 export clock --format json --filter person="$mariam"
says '"due":"2026-05-26"'
says '"met":"2026-04-02"'
run 0 export decision --format json --filter person="$mariam"
says '"objection_until":"2026-05-15"'
says '"state":"final"'
run 0 export clock_move --format json --filter person="$mariam"
says "Papers from abroad are waited for"
run 0 export appointment --format json --filter person="$farid"
says '"reason":"childcare"'
run 0 export membership --format json --filter person="$farid"
says '"until":"2026-09-01"'
run 0 check
done_testing
