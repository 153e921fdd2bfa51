#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The agenda: days and weeks, what meets, what is free, the calendar that leaves, whom to remind.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA --municipality Halden
make_one person given_name=Mariam family_name=Haidari interpreter=prs phone=+31612345678
mariam=$made
make_one person given_name=Rahel
rahel=$made

# 4 May 2026 is a Monday
make_one appointment person="$mariam" "what=Plan interview" day=2026-05-05 at=10:00 minutes=45 room=2
talk=$made
run 0 agenda --day 2026-05-05
says "10:00–10:45"
says "Mariam Haidari"
says "Dari: Asked for"
run 0 agenda
says "Nothing is planned."
run 0 agenda --week
says "Plan interview"
run 2 agenda --day nonsense
complains "--day"
run 0 agenda --day 2026-05-05 --caseworker Nobody
says "Nothing is planned."

# what meets is warned of, and saved when one insists
run 1 add appointment person="$rahel" what=Talk day=2026-05-05 at=10:30 room=2
complains "--despite-clash"
run 0 agenda --day 2026-05-05
lacks Rahel
run 0 add appointment person="$rahel" what=Talk day=2026-05-05 at=10:30 room=2 --despite-clash
run 0 agenda --day 2026-05-05
says Rahel
run 1 set "$talk" at=10:20
run 0 set "$talk" at=9:00
run 0 undo

# what is free
run 2 agenda --free
complains "Free for whom?"
run 0 agenda --day 2026-05-05 --free --room 2
says "08:00–10:00"
says "11:00–18:00"
lacks "10:45–11:00"

# an interpreter that is booked has to be asked again after a move
run 0 set "$talk" interpreter=booked "interpreter_name=B. Azimi"
run 0 agenda --day 2026-05-05 --interpreter --json
says '"interpreter_name": "B. Azimi"'
lacks Rahel
run 0 set "$talk" day=2026-05-06
run 0 agenda --day 2026-05-06 --json
says '"interpreter": "asked"'
says '"ends": "10:45"'
run 0 set "$talk" day=2026-05-05 at=10:00 --despite-clash

# the calendar that leaves holds no name unless asked, keeps its UID, and that it left is noted
run 0 agenda --week --ics week.ics
complains "no names"
check "the file is readable by nobody else" test "$(stat -c %a week.ics)" = 600
grep -qF "UID:$talk" week.ics
holds $? "the record's id is the event's"
! grep -qF Haidari week.ics
holds $? "no name is in it"
grep -qF "SUMMARY:$mariam Plan interview" week.ics
holds $? "the case number and what for are in it"
! awk '!/\r$/ { bad = 1 } { sub(/\r$/, ""); if (length($0) > 75) bad = 1 } END { exit !bad }' week.ics
holds $? "every line ends as the standard has it and is not too long"
run 0 agenda --week --names --ics -
says "SUMMARY:Mariam Haidari Plan interview"
complains "names included"
run 0 set "$talk" state=cancelled
run 0 agenda --week --ics -
says "STATUS:CANCELLED"
run 0 agenda --day 2026-05-05
lacks Mariam
run 0 audit acts --reason "a look at the exports"
says "kind: Appointments, records: 2, sealed: no"
run 0 undo

# whom to remind of the next working day
run 0 agenda --reminders
says "Dari"
says "+31612345678"
run 2 agenda --mark
run 0 agenda --reminders --mark
complains "2 people are noted as reminded today."
run 0 agenda --reminders
says "Nobody is left to be reminded."
run 0 undo
run 0 agenda --reminders --json
says '"language": "prs"'

# a session for many, and who came
make_one session "what=Rights and duties" topic=rights day=2026-05-04 at=14:00 seats=1
session=$made
make_one attendance person="$mariam" session="$session"
row=$made
run 1 add attendance person="$rahel" session="$session"
complains "seats"
run 0 set "$row" state=came
run 1 set "$row" state=invited2
run 0 agenda
says "1 of 1 seats"
run 0 agenda --day 2026-05-04 --json
says '"people": 1'

# who did not come has a reason
run 1 set "$talk" state=missed
complains "lies ahead"
FOOTHOLD_CLOCK=2026-05-05T12:00
run 0 set "$talk" state=missed reason=childcare
run 0 show "$talk"
says "No childcare"
run 1 set "$talk" state=planned

# A restricted file stays as it is; the others are noted as reminded all the same.
run 0 restrict "$rahel" --why contested
run 1 add appointment person="$rahel" what=x day=2026-05-06 at=09:00
run 0 restrict "$rahel" --lift --told
make_one appointment person="$rahel" what=Visit day=2026-05-06 at=09:00
make_one appointment person="$mariam" what=Call day=2026-05-06 at=15:00
run 0 restrict "$rahel" --why contested
run 0 agenda --reminders --mark
run 0 show "$made" --json
says '"reminded": "2026-05-05"'
run 0 list appointment --filter person="$rahel" --json
lacks '"reminded": "2026-05-05"'

# in German as well
run 0 agenda --lang de
says "10:00–10:45"

done_testing
