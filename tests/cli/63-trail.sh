#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The trail: who looked, for a reason; whether the chains hold; files opened for a reason; the team lead's caseload.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA
make_one person given_name=Mariam family_name=Haidari phone=0612345678 caseworker=Berg
mariam=$made
make_one person given_name=Tesfay caseworker=Berg
tesfay=$made
make_one note person="$mariam" "text=She would rather live near the school."
note=$made
run 0 show "$mariam" --user "T. Nowak"
run 0 show "$note" --user "E. Lind"

# Nothing of the trail without a reason, and nothing of it for those whom it does not concern.
run 1 audit show "$mariam"
complains "reason"
lacks "Nowak"
run 1 audit show "$mariam" --reason "to see" --role supervisor
run 1 audit show "$mariam" --reason "to see" --role admin
run 1 audit show "$mariam" --reason "to see" --role team_lead
run 1 audit acts --reason "to see" --role casework
run 0 audit show "$mariam" --reason "She asked on the telephone" --asked --role casework
says "T. Nowak"
says "E. Lind"
says "opened"
says "recorded"
lacks "0612345678"
lacks "Haidari"
run 0 audit show "$mariam" --reason "Yearly audit" --role auditor
says "Yearly audit"
says "She asked on the telephone"
lacks "Haidari"
run 0 audit show "$mariam" --reason "Yearly audit" --role auditor --json
says '"user": "T. Nowak"'
run 0 audit acts --reason "Yearly audit" --role auditor
says "trail opened"

# For the person: days and roles, no names of colleagues.
run 0 audit paper "$mariam" --role desk
says "Who opened or changed your file"
says "$mariam"
says "4 May 2026"
lacks "Nowak"
lacks "Lind"
lacks "Berg"
run 0 audit paper "$mariam" --role desk --lang fr
lacks "Nowak"

# The chains, their heads, and a file that was put back.
run 0 audit verify
says "The trail holds."
head=$(grep -o 'acts:[0-9]*:[0-9a-f]*' out)
cp town.db older.db
run 0 audit verify --head "$head"
says "stands in the file as it was noted"
run 0 show "$tesfay" --user "T. Nowak"
run 0 audit paper "$mariam"
run 0 audit verify --json
head=$(grep -o 'acts:[0-9]*:[0-9a-f]*' out)
says '"whole": true'
run 0 audit verify --head "$head"
run 1 --db older.db audit verify --head "$head"
says "put back to an older state"
complains "newer one"
run 2 audit verify --head acts:one
run 2 audit nothing
run 0 check

# An emergency: a housing worker sees the whole of one file, and the team lead is told.
run 1 show "$note" --role housing
run 1 emergency "$mariam" --role housing --user Dana
complains "reason"
run 1 emergency "$mariam" --role supervisor --reason "there is a fire in the house"
run 1 emergency "$mariam" --role housing --user Dana --reason "there is a fire in the house" --hours 100
run 0 emergency "$mariam" --role housing --user Dana --reason "there is a fire in the house"
run 0 show "$mariam" --role housing --user Dana
says "near the school"
says "there is a fire in the house"
says "emergency"
run 0 show "$tesfay" --role housing --user Dana
lacks "there is a fire"
run 1 set "$mariam" --role housing --user Dana phone=1
run 0 lead list --role team_lead --user Lea
says "$mariam"
says "there is a fire in the house"
lacks "Haidari"
run 1 lead list --role casework
run 0 lead seen "$mariam" --role team_lead --user Lea
run 0 lead list --role team_lead --user Lea
lacks "fire"
FOOTHOLD_CLOCK=2026-05-04T11:31 run 0 show "$mariam" --role housing --user Dana
lacks "near the school"

# Who sets the clock back by the environment is not heard: that is for the tests' own program alone.
real=${FOOTHOLD%/tests/foothold}/foothold
check "at that time the file is open" sh -c 'FOOTHOLD_CLOCK=2026-05-04T10:00 "$1" show "$2" --role housing --user Dana |
	grep -q "near the school"' - "$FOOTHOLD" "$mariam"
FOOTHOLD_CLOCK=2026-05-04T10:00 "$real" show "$mariam" --role housing --user Dana >out 2>err
lacks "near the school"
says "$mariam"

# A team lead: nothing but numbers and clocks, and one file for a reason.
run 1 show "$mariam" --role team_lead --user Lea
run 1 find Haidari --role team_lead --user Lea
run 1 list person --role team_lead --user Lea
run 0 caseload --role team_lead --user Lea
says "$mariam"
says "Berg"
lacks "Haidari"
run 1 caseload --role casework
run 2 lead open "$mariam" --role team_lead --user Lea --kind nonsense --reason "a complaint by letter"
run 2 lead open "$mariam" --role team_lead --user Lea --reason "a complaint by letter"
run 0 lead open "$mariam" --role team_lead --user Lea --kind complaint --reason "a complaint by letter"
run 0 show "$mariam" --role team_lead --user Lea
says "Mariam Haidari"
says "near the school"
run 1 show "$tesfay" --role team_lead --user Lea
run 0 show "$mariam" --role casework
says "a complaint by letter"
run 0 lead end "$mariam" --role team_lead --user Lea
run 1 show "$mariam" --role team_lead --user Lea

# A complaint about a colleague bypasses the colleague and the team leads.
run 1 lead open "$mariam" --role team_lead --user Lea --kind complaint --concerns Berg --reason "Berg was rude to her"
complains "auditor"
run 1 lead open "$mariam" --role auditor --user Ada --kind complaint --concerns " ADA" --reason "Ada was rude to her"
complains "auditor"
run 0 lead open "$mariam" --role auditor --user Ada --kind complaint --concerns Berg --reason "Berg was rude to her"
run 0 show "$mariam" --role auditor --user Ada
says "Mariam Haidari"
run 0 show "$mariam" --role casework --user Berg
lacks "rude"
run 0 audit show "$mariam" --asked --reason "She asked" --role casework --user Berg
lacks "rude"
lacks "Ada"

# Files of an absent colleague.
run 1 caseload reassign --from Berg --to Nowak --role casework
run 2 caseload reassign --to Nowak --role team_lead
run 0 caseload reassign "$tesfay" --to Nowak --role team_lead --user Lea
says "1 file"
run 0 caseload --caseworker Nowak --role team_lead
says "$tesfay"
lacks "$mariam"
run 0 caseload reassign --from Berg --to Nowak --role team_lead --user Lea
run 1 caseload reassign --from Berg --to Nowak --role team_lead --user Lea
run 0 show "$mariam"
says "Nowak"
run 0 caseload --late --json --role team_lead
run 0 audit trim
says "0 looks"
run 1 audit trim --keep 12 --role auditor
run 1 audit trim --role casework
run 0 audit trim --keep 12
FOOTHOLD_CLOCK=2027-05-03 run 0 audit trim
says "0 looks"
FOOTHOLD_CLOCK=2027-05-20 run 0 audit trim
check "old looks go" sh -c 'grep -qE "^[1-9][0-9]* looks" out'
FOOTHOLD_CLOCK=2027-05-20 run 0 audit show "$mariam" --reason "Yearly audit" --role auditor
lacks "T. Nowak"
run 0 audit acts --reason "Yearly audit" --role auditor
says "old looks taken away"
run 0 audit verify

done_testing
