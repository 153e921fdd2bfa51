#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# The progress report of a small town, counted by hand: what is told, what is withheld and cannot be computed, also out
# of several reports; by whom it is seen, how it leaves, and that nothing leaves that is not kept in the ledger.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init town.db --desk HA --municipality Halden
run 1 report progress --from 2026-Q1
complains "there is nothing to report"

# Seven came in January, three in February, six in March: sixteen, and ten before.
{
	echo given_name,family_name,arrived,gender
	for n in 1 2 3 4 5 6 7; do echo "Ann$n,Haidari$n,2026-01-0$n,woman"; done
	for n in 1 2 3; do echo "Ben$n,Okafor$n,2026-02-1$n,man"; done
	for n in 1 2 3 4 5 6; do echo "Eva$n,Lindgren$n,2026-03-2$n,woman"; done
	for n in 1 2 3 4 5 6 7 8 9; do echo "Old$n,Berg$n,2025-06-0$n,man"; done
	echo "Old10,Berg10,2025-06-10,man"
} >people.csv
run 0 import person people.csv --map given_name=given_name,family_name=family_name,arrived=arrived,gender=gender
cp town.db fresh.db

month() { grep "^arrivals_by_month,.*,month=$1,"; }
released() { "$FOOTHOLD" audit acts --role auditor --reason "counting releases" --limit 0 2>/dev/null | grep -c "summary released"; }

run 0 report progress --from 2026-Q1 --format csv
says "indicator,from,to,figure,days,where,sign,value"
says "arrivals,2026-01-01,2026-03-31,count,,,published,16"
says "in_care,2026-03-31,2026-03-31,count,,,published,26"
says "departures,2026-01-01,2026-03-31,count,,,published,0"
check "three in February are withheld, and no value stands there" \
	sh -c "grep '^arrivals_by_month,.*month=2026-02,' out | grep -q ',withheld,.\$'"
check "another month is withheld with it, else it could be computed" \
	sh -c "[ \$(grep -c '^arrivals_by_month,.*month=2026-0[123],withheld,' out) -ge 2 ]"
lacks "Haidari"
lacks "Okafor"

# On paper: the sign is no nought, and the sentence says what may be said.
run 0 report progress --from 2026-Q1
says "16 people arrived."
says "26 people were in care at the end of the period."
says "[c]: withheld."
says "February 2026"
check "the month has its sign" sh -c "grep 'February 2026  *\[c\]' out"
check "no row of February tells a number" sh -c "! grep -E 'February 2026 +[0-9█]' out"
run 0 report progress --from 2026-Q1 --json
says '"sign": "withheld"'
says '"threshold": 5'
run 0 report progress --from 2026-Q1 --compare --format text
says "Compared with           quarter 4 of 2025"
says "Before"
run 0 report progress --from 2026-Q1 --compare=2025-Q2
says "That is 6 more than in the other period."
run 0 report progress --from 2026-Q1 --compare=year
says "quarter 1 of 2025"
run 0 report progress --from 2026-Q1 --by gender --format csv
says "arrivals,2026-01-01,2026-03-31,count,,,published,16"
check "ten in care before and thirteen men now would say that three men came" \
	sh -c "! grep -E '^(arrivals|in_care),.*gender=man,published,' out"
cp fresh.db town.db
run 0 report progress --from 2026-Q1 --by gender --format csv
check "three men among sixteen are withheld" \
	sh -c "grep '^arrivals,2026-01-01,2026-03-31,count,,gender=man,withheld,' out"
check "and the women with them" sh -c "grep '^arrivals,2026-01-01,2026-03-31,count,,gender=woman,withheld,' out"

# A crafted difference: the quarter told sixteen; January and March alone would tell the three of February.
cp fresh.db town.db
run 0 report progress --from 2026-Q1 -o quarter.csv
run 0 report progress --from 2026-01 -o january.csv
run 0 report progress --from 2026-03 -o march.csv
told() { sed -n "s/^arrivals,[^,]*,[^,]*,count,,,published,\([0-9]*\).*/\1/p" "$1"; }
check "not all three of them are told" sh -c "[ -z \"$(told january.csv)\" ] || [ -z \"$(told march.csv)\" ]"
check "the quarter stays told" [ "$(told quarter.csv)" = 16 ]

# What stands at its head, word for word; and what each table of the annex tells of February.
cp fresh.db town.db
run 0 report progress --from 2026-Q1 --compare
cat >golden <<'END'
Progress report
══════════════════════════════════════════════════════════════════════════════
  Municipality            Halden
  Period                  quarter 1 of 2026
  Compared with           quarter 4 of 2025
  Made on                 4 May 2026
  Made by                 USER

In short
────────
• 16 people arrived. That is 16 more than in the other period.
• 0 people left the municipality. In the other period there were as many.
• 26 people were in care at the end of the period. That is 16 more than in the
  other period.
END
sed -n '1,/^  other period/s/^\(  Made by  *\).*/\1USER/;1,/^  other period/p' out >head
check "the head of the report is golden" diff golden head
cat >golden <<'END'
Month
people         Now
──────────────────
January 2026   [c]
February 2026  [c]
March 2026       6
──────────────────
All             16
END
sed -n '/^Month$/,/^All/p' out >months
check "so are its months" diff golden months

# Each part stands right below its whole, and a table of people who wait counts people, not days.
cp fresh.db town.db
run 0 report progress --from 2026-Q1 --by household
cat >golden <<'END'
Households without children
One adult, no children
Several adults, no children
Households with children
One adult with children
Several adults with children
Children alone
No household on file
END
sed -n '/^Household$/,/^All/p' out | sed -n 's/^ *\(.*[a-z]\)  *[0-9[].*$/\1/p' | sed -n '1,8p' >parts
check "parts stand below their wholes" diff golden parts
run 0 report progress --from 2026-Q1
check "who waits is counted in people" sh -c "! sed -n '/^Outcome/{n;p;}' out | grep -q '^days'"
check "some wait" sh -c "sed -n '/^Outcome/{n;p;}' out | grep -q '^people'"

# As PDF, for its owner alone; what cannot be written is not released.
cp fresh.db town.db
run 0 report progress --from 2026-Q1 -o report.pdf
check "a PDF stands there" sh -c 'head -c 5 report.pdf | grep -q %PDF- && [ "$(stat -c %a report.pdf)" = 600 ]'
before=$(released)
check "it was released once" [ "$before" = 1 ]
run 1 report progress --from 2025 -o report.pdf
complains "is there already"
run 1 report progress --from 2025 -o missing/report.pdf
PATH=/nowhere run 1 report progress --from 2025 --print
check "none of them was released" [ "$(released)" = "$before" ]

# Wrongly called, and whose it is.
run 2 report progress --from 2026-05 --to 2026-01
complains "The period ends before it begins."
run 2 report progress --from 2027
run 2 report progress --from 2026-Q1 --compare=2027
run 2 report progress --from 2026-Q1 --by shoe
complains "--by takes age, gender, household, neighbourhood or arrival."
run 2 report progress --from 2026-Q1 --format csv --print
run 2 report progress --from 2026-Q1 -o a.csv --print
for role in desk casework language employment housing admin auditor; do
	run 1 report progress --from 2026-Q1 --role $role
	complains "The progress report is for team leads and supervisors."
done
run 0 report progress --from 2026-Q1 --role supervisor
says "16 people arrived."
lacks "HA-"
run 0 audit acts --role auditor --reason "who looked at what"
says "progress report looked at"
run 1 list person --role supervisor

# The town's own rule: noted, for few to set, and it holds.
cp fresh.db town.db
run 0 report rule
says "Counts below 5 are withheld"
says "Noughts are told."
run 1 report rule --threshold 10 --role casework
run 1 report rule --threshold 2 --role supervisor
complains "The threshold is a number from 3 to 100"
run 2 report rule --zero maybe
run 0 report rule
says "Counts below 5 are withheld"
run 0 report rule --threshold 10 --zero secret --role supervisor
says "Counts below 10 are withheld"
says "Noughts are withheld as well."
run 0 report progress --from 2026-Q1 --format csv
check "seven in January are withheld now" sh -c "grep '^arrivals_by_month,.*month=2026-01,' out | grep -q ',withheld,.\$'"
check "no number below ten is told but of what is offered" \
	sh -c "! grep ',count,' out | grep -v '^course_hours_offered' | grep -E ',published,[0-9]\\b'"
run 0 report progress --from 2026-Q1
says "Numbers from 1 to 9 are not told"
says "Noughts are withheld as well."
run 0 audit acts --role auditor --reason "who changed the rule"
says "rule of withholding changed"

# Who was here, came and left, in reports of their own: nobody subtracts the two who left.
run 0 init flow.db --desk HA --municipality Halden
{
	echo given_name,family_name,arrived,left
	for n in 1 2 3 4 5 6 7 8 9; do echo "Old$n,Berg$n,2025-06-0$n,"; echo "Eld$n,Holm$n,2025-07-0$n,"; done
	echo Go1,Dahl1,2025-08-01,2026-02-01
	echo Go2,Dahl2,2025-08-02,2026-03-01
	for n in 1 2 3 4 5 6 7 8; do echo "New$n,Lund$n,2026-01-0$n,"; done
} >flow.csv
run 0 import person flow.csv --db flow.db --map given_name=given_name,family_name=family_name,arrived=arrived,left=left
run 0 report progress --db flow.db --from 2025 --format csv
says "in_care,2025-12-31,2025-12-31,count,,,published,20"
run 0 report progress --db flow.db --from 2026-Q1 --format csv
check "departures are withheld" sh -c "grep -q '^departures,.*,withheld,.\$' out"
check "and who came or who is here with them, since who was here is known" \
	sh -c "! { grep -q '^arrivals,.*,count,,,published,' out && grep -q '^in_care,.*,count,,,published,' out; }"

# In another language the same numbers.
run 0 report progress --from 2026-Q1 --role team_lead --lang de
says "16"
says "Halden"
done_testing
