#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# The internal page: each figure is counted by hand here; it bears its mark wherever it goes, is noted, and is for those
# who lead.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init town.db --desk HA --municipality Halden
make_one person given_name=Mariam family_name=Haidari arrived=2026-03-02 caseworker="A. Berg"
mariam=$made
make_one person given_name=Omar family_name=Saleh arrived=2026-01-12
omar=$made

# Three terms of the law: in time, late, missed; and one of the city's, kept.  What was typed for one person is told nowhere.
for term in "law $mariam 2026-03-10 2026-03-09" "law $omar 2026-03-11 2026-03-20" "law $omar 2026-03-12 -" \
	"city $mariam 2026-03-13 2026-03-13"; do
	set -- $term
	run 0 add clock person="$2" what="Mariam's paper" set_by="$1" source="Act 7" event=other began=2026-03-02 \
		length="$(($(echo "$3" | sed 's/.*-0*//') - 2)) days"
	id=$(cat out)
	[ "$4" = - ] || run 0 set "$id" state=met met="$4"
done
run 0 report internal --from 2026-03 --json
says '"from": "2026-03-01"'
says '"mark": "internal, not for publication"'

# Costs: what the accounts say, beside whom it reached.
run 0 add budget name="Grant 7" source=state amount=5000 starts=2026-01-01 ends=2026-12-31
run 0 add cost what="Books" area=reception budget="Grant 7" amount=100.50 day=2026-03-05
run 0 add cost what="Bus" area=reception amount=20 day=2026-02-28
run 1 add cost what="Early" area=reception budget="Grant 7" amount=5 day=2025-12-31
complains "On this day nothing could be spent from this budget."
run 1 add budget name="Turned" source=city amount=1 starts=2026-02-01 ends=2026-01-01
complains "The budget would end before it begins."

run 0 report internal --from 2026-03 --format csv
says 'mark,from,to,section,key,figure,value'
says '"internal, not for publication",2026-03-01,2026-03-31,law,,due,3'
says ',law,,in_time,1'
says ',law,,late,1'
says ',law,,missed,1'
says ',city,,due,1'
says ',city,,in_time,1'
says ',caseload,A. Berg,files,1'
says ',caseload,A. Berg,came,1'
says ',budget,Grant 7,granted,5000.00'
says ',budget,Grant 7,spent_in_period,100.50'
says ',measure,reception,accounts,100.50'
says ',measure,reception,reached,1'
check "every row bears the mark" sh -c '! tail -n +2 out | grep -v "^\"internal, not for publication\","'
lacks "Mariam"
lacks "$mariam"

# As a paper, with sums that go over both months.
run 0 report internal --from 2026-Q1
says "Internal, not for publication"
says "Halden"
says "3 had to be kept; in time: 1."
says "120.50"
lacks "Haidari"
run 0 report internal --from 2026-Q1 -o page.pdf
check "a PDF stands there, for its owner alone" sh -c 'head -c 5 page.pdf | grep -q %PDF- && [ "$(stat -c %a page.pdf)" = 600 ]'
run 1 report internal --from 2026-Q1 -o page.pdf
run 0 report internal --from 2026-Q1 -o page.csv
check "by its name it is CSV" grep -q '^mark,from,to' page.csv

# Trouble, in words.
run 2 report internal --from 2026-05 --to 2026-01
complains "The period ends before it begins."
run 2 report internal --from 2027
complains "This period has not begun yet"
run 2 report internal --to 2026-01
run 2 report internal --from yesterday-ish
run 2 report internal --from 2026 --format xml
complains "--format is pdf, text, csv or json."
run 2 report internal --from 2026 --compare
run 2 report nothing

# Whose it is, and that it is noted.
run 1 report internal --from 2026 --role casework
complains "The internal page is for team leads and supervisors."
run 1 report internal --from 2026 --role admin
run 0 report internal --from 2026 --role supervisor
run 0 report internal --from 2026 --role team_lead
run 0 audit acts --role auditor --reason "Yearly look at the trail"
says "internal page made"

done_testing
