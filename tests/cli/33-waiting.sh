#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Waiting lists from the command line: the published order, places explained, offers to the next in line, groups that fit.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA --municipality Halden
make_one neighbourhood name=North latitude=53.60 longitude=10.00
north=$made
make_one neighbourhood name=South latitude=53.45 longitude=10.00
make_one person given_name=Mariam family_name=Haidari arrived=2026-01-20
mariam=$made
make_one person given_name=Tesfay arrived=2026-02-01
tesfay=$made
make_one person given_name=Olena arrived=2026-02-10
olena=$made
run 0 waiting
complains "Nobody waits"
make_one enrolment person="$tesfay" language=de level=a1 asked=2026-03-02
make_one enrolment person="$mariam" language=de level=a1 asked=2026-02-02 childcare=yes neighbourhood=North
first=$made
FOOTHOLD_CLOCK=2026-05-04T09:40
make_one enrolment person="$olena" language=de level=a1 asked=2026-03-02 "unavailable=Mon 9-12"
third=$made

# nobody waits for nothing, and nobody twice
run 1 add enrolment person="$olena" language=de level=a1
complains "waits for this already"
run 1 add enrolment person="$olena" language=de
complains "Nobody waits for anything"

# lists, and one person's place
run 0 waiting
says "German"
run 0 waiting a1
check "in the order of asking" sh -c "grep -n . out | grep -q '^1:.*Mariam' && grep -n . out | grep -q '^3:.*Olena'"
run 0 waiting a1 --place South
lacks "Mariam"
run 0 waiting --person "$olena"
says "Place 3 of 3"
says "1 comes before by this: Who has waited longer"
says "1 comes before by this: Who was written down first on the same day"
run 0 waiting --person "$olena" --json
says '"place": 3'
says '"waited": 1'
run 2 waiting a1 --person "$olena"
run 1 waiting z9
complains "takes one of these only"

# the order, published and set anew; what it may not be made of
run 0 waiting --rule
says "Who has waited longer"
run 0 waiting --rule=declined,waited "--decided-by=Council, 3 May 2026" --days 3
says "In force since 4 May 2026"
run 1 waiting --rule=origin
run 1 waiting "--rule= , "
complains "names nothing to order by"
run 1 waiting --rule=waited,waited
complains "Nothing was saved"
run 0 waiting --rule
says "Council, 3 May 2026"
run 1 waiting --rule=waited --role language
complains "role"
run 0 waiting --rule --role language
run 0 waiting --rule --json
says '"declined"'
says '"answer_days": 3'

# groups that fit
make_one course name="A1 morning" language=de level=a1 seats=1 starts=2026-05-18 "timetable=Mon,Wed 9-12" neighbourhood=North
make_one course name="A1 evening" language=de level=a1 seats=5 starts=2026-06-01 "timetable=Tue,Thu 18-20" neighbourhood=South
run 0 waiting --fit "$olena"
check "the one that fits stands first" sh -c "sed -n 2p out | grep -q 'A1 evening.*Fits'"
says "Hours that do not suit: Mon 09:00"
run 0 waiting --fit "$mariam" --json
says "Needs childcare. To ask the provider: is there any?"
says "Not at the place that was asked for"
says '"points": '

# the next in line whom the group fits; who is passed over is named, with the reason
run 0 waiting --next "A1 morning" --show
says "would be offered to $tesfay"
says "No childcare, which is needed"
run 0 waiting --person "$tesfay"
says "Place 2 of 3"
run 0 waiting --next "A1 morning"
says "is offered to $tesfay"
run 0 show "$tesfay"
says "7 May 2026"
run 1 waiting --next "A1 morning"
complains "no free seat"
run 1 set "$third" state=enrolled course="A1 morning"
complains "no free seat"
run 0 waiting --person "$tesfay"
complains "waits for no course"
run 0 waiting --person "$olena"
says "Place 2 of 2"

# the day to answer goes by: the seat is free, the offer goes back into line and is not made again
FOOTHOLD_CLOCK=2026-05-08T09:30
run 0 today
says "Answer to the offer of a seat"
run 0 waiting --run-out
says "1 offer ran out"
run 0 waiting --person "$tesfay"
says "Place 2 of 3"
run 0 waiting --next "A1 morning"
says "Offered before and not taken"
says "fits nobody"

# a file that is restricted is not matched
run 0 waiting --next "A1 evening" --show
says "would be offered to $tesfay"
run 0 restrict "$tesfay" --why contested
run 0 waiting --next "A1 evening" --show
says "The file is restricted"
says "would be offered to $olena"

# the same order in a copy, and in a town that takes the records over
run 0 waiting a1
cp out before
run 0 backup copy.db
FOOTHOLD_DB=$place/copy.db run 0 waiting a1
check "the copy says the same" cmp -s out before
run 0 check
run 0 restrict "$tesfay" --lift --told
run 0 waiting a1 --json
sed -n 's/.*"enrolment": "\(.*\)".*/\1/p' out >order
kinds="neighbourhood queue_rule course person enrolment"
for kind in $kinds; do
	run 0 export $kind --output $kind.csv
done
FOOTHOLD_DB=$place/other.db
run 0 init --desk BX --municipality Elsewhere
for kind in $kinds; do
	run 0 import $kind $kind.csv
done
run 0 waiting a1 --json
sed -n 's/.*"enrolment": "\(.*\)".*/\1/p' out >order.there
check "the same order in a town that took the records over" cmp -s order order.there
run 0 check
done_testing
