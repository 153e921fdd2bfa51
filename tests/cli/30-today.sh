#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The day's list: who waits, what is late, who comes; and that it empties as the work is done.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA --municipality Halden
run 0 today
quiet
says "4 May 2026"
says "Nobody waits"

FOOTHOLD_CLOCK=2026-04-20
make_one person given_name=Mariam family_name=Haidari
mariam=$made
FOOTHOLD_CLOCK=2026-05-04T09:30
make_one person given_name=Rahel
rahel=$made
run 0 today
says "Late by our own targets (1 of 1)"
says "late by 11 days"
says "Waiting for a first interview (2 of 2)"
says "waiting for 14 days"
says "arrived today"
run 0 today --json
says '"day": "2026-05-04"'
says "\"case_number\": \"$rahel\""
says '"total": 2'
says '"more": false'
run 0 today --limit 1
says "(1 of 2)"
run 2 today --limit x
run 0 today --mine --user "somebody else"
says "Nobody waits"
run 0 today --mine
says "Waiting for a first interview (2 of 2)"
run 2 today tomorrow

run 0 add appointment person="$mariam" "what=Plan interview" day=today at=10:15 place="Room 1" interpreter=booked \
	state=planned
run 0 add appointment person="$rahel" what=Registration day=2026-05-05 at=9:00 state=planned
run 1 add appointment person="$rahel" what=Registration day=2026-05-05 at=25:00 state=planned
run 0 today
says "Appointments today (1 of 1)"
says "10:15"
says "Room 1"
says "Appointments tomorrow (1 of 1)"
says "09:00"

# the first interview is held: it is no longer late, nobody waits for it
run 0 today --json
step=$(json record)
run 0 set "$step" state=done
run 0 today
lacks "late by 11 days"
says "Waiting for a first interview (1 of 1)"
run 0 show "$mariam"
says "Done"
run 0 undo
run 0 today
says "late by 11 days"

# the same list for a colleague who sees less, and in another language
run 0 today --role housing
run 1 today --role auditor
run 0 today --lang de
says "4. Mai 2026"
done_testing
