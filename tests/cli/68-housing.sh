#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Homes from the shell: what fits and why, one household a home, answers with their reasons, the move and what comes
# with it, days of stay against the city's target, an address that is kept secret.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA
for quarter in "Harbour 51.92000 4.48000" "Hill 51.93000 4.48000" "Meadow 52.10000 4.48000"; do
	set -- $quarter
	run 0 add neighbourhood name="$1" latitude="$2" longitude="$3"
done
run 0 add dwelling address="Quay 1" neighbourhood=Harbour rooms=4 bedrooms=3 people=5 rent=800 service_costs=50 step_free=yes
run 0 add dwelling address="Hill Road 4" neighbourhood=Hill rooms=3 bedrooms=2 people=4 rent=700 step_free=no
run 0 add dwelling address="Far Lane 9" neighbourhood=Meadow rooms=4 bedrooms=3 people=5 rent=500 step_free=yes
run 0 add dwelling address="Cellar 2" neighbourhood=Harbour rooms=4 people=5 checked=2026-04-01 check_result=failed
run 0 add household name=Haidari people=4
make_one person given_name=Mariam family_name=Haidari arrived=2026-01-05 household=Haidari
mariam=$made
make_one person given_name=Yusuf arrived=2026-03-01
yusuf=$made

# ---- who waits, against the city's own target
run 0 add stay person="$mariam" place=reception since=2026-01-05 address="Reception centre"
run 0 add stay person="$yusuf" place=shelter since=2026-03-01
run 0 home
check "the longest wait first" sh -c "head -n 1 out | grep -q 'Mariam Haidari.*119 days'"
check "hers is over the target" sh -c "head -n 1 out | grep -q '^!'"
complains "1 of them waits longer than the city's target of 90 days."
run 0 today
says "No home of one’s own yet"
run 0 watch stay.target "30 days"
run 0 home --json
check "both over" test "$(grep -c '"over": true' out)" = 2
run 0 watch stay.target usual
run 1 home --role language
complains "Your roles do not show where people stay"
run 1 add stay person="$mariam" place=family since=2025-12-01
complains "somewhere else"

# ---- what fits, and why: the published criteria, line by line
make_one need person="$mariam" bedrooms=2 step_free=yes max_rent=900 near=Harbour near_for=school within=5
need=$made
run 0 home "$mariam"
says "Looked for: 4 people, 2 bedrooms, step-free, rent at most 900.00, at most 5 km away"
check "the best" grep -q '^1. Quay 1, Harbour: 567.8 points$' out
says "   + 850.00 a month, of at most 900.00"
says "   + in the very neighbourhood where it should be"
says "   + 4 would live where there is room for 5  150 × 80.0% = 120.0"
says "   + 119 days in the reception centre, since 5 January 2026  300 × 32.6% = 97.8"
says "   ? Ask where the household would like to live.  300 × 50.0% = 150.0"
says "   ? Ask whether the household brings a pet."
says "   - step-free is needed, and there are steps"
says "   - 20.0 km from the school, more than the 5 km that the household named"
lacks "Cellar 2"
complains "Free: 3. Nothing stands against: 1. Most that can be reached: 1,150.0 points."
run 1 add need person="$mariam"
complains "looks for a home already"
run 0 set "$need" step_free=no
run 0 add preference need="$need" neighbourhood=Hill
run 0 home "$mariam"
check "the wish decides" grep -q '^1. Hill Road 4, Hill: ' out
says "   + choice 1 of 1 in the household's list  300 × 100.0% = 300.0"
# The lines of each home add up to its head, to the last digit.
check "sums to be checked by hand" awk '
	function whole(s) { return sprintf("%.0f", s * 1000) }
	/^[0-9]+\./ { if (n && sum != told) bad = 1; sum = 0; told = / points$/ ? whole($(NF - 1)) : -1; n += told >= 0 }
	/ = [0-9]/ && told >= 0 { sum += whole($NF) }
	told < 0 { sum = told }
	/\.[0-9][0-9]$/ { fine = 1 }
	END { exit bad || sum != told || n < 2 || !fine }' out
run 0 home "$mariam" --json --limit 1
check "one of them" test "$(grep -c '"address"' out)" = 1
check "with its points, in thousandths" grep -q '"points": 300000' out
check "a question" grep -q '"is": "unknown"' out
run 0 set "$need" leave_by=2026-06-03 pets=no
run 0 home "$mariam" --limit 1
says "   + must leave where it stays by 3 June 2026, in 30 days  200 × 100.0% = 200.0"
says "   + the household brings no pet"
run 0 today
says "A household must leave where it stays"
run 1 home "$mariam" --role language
run 1 home nobody

# ---- offered once
run 1 home "$mariam" --offer "Far Lane 9"
complains "A condition that is never broken stands against it: No further away than the household said"
run 0 home "$mariam" --offer "Hill Road 4" --by 2026-05-10
check "the offer's id" test "$(wc -c < out)" = 37
run 0 home "$mariam"
complains "An offer stands already: its answer comes first."
run 0 list placement --json
says '"answer_by": "2026-05-10"'
run 0 list home_proposal --json
check "with its arithmetic" grep -q '"state": "confirmed"' out
check "and its points" grep -q '"points": "' out
run 0 match explain "$(sed -n 's/.*"id": "\([^"]*\)".*/\1/p' out | head -n 1)"
says "choice 1 of 1 in the household's list"
run 1 home "$yusuf" --offer "Hill Road 4"
complains "offered to or taken by others"
run 1 home "$yusuf" --offer "Cellar 2"
complains "failed its safety check"
run 2 home "$yusuf" --offer "Quay 1" --by yesterweek
complains "take a day"
run 2 home "$mariam" --why small
run 2 home --offer "Quay 1"
run 1 home "$mariam" --answer ended
complains "No offer of this person's can be answered so"
run 2 home "$mariam" --answer perhaps
run 0 home "$mariam" --answer declined --why stairs --words "No lift for the pram"
run 0 list placement --filter why=stairs
says "Declined"
run 1 home "$mariam" --answer accepted
run 0 list dwelling --filter state=free
says "Hill Road 4"

# ---- the next one is taken, and all that follows is one change
run 0 home "$mariam" --offer "Quay 1"
run 0 home "$mariam" --answer accepted --on 2026-05-04
run 0 home "$mariam" --answer moved_in --on 2026-05-04
run 0 show "$mariam"
says "Quay 1"
run 0 list visit
says "18 May 2026"
says "4 August 2026"
run 0 show "$need"
says "Met"
run 0 home
lacks "Mariam"
run 0 undo
run 0 home
says "Mariam"
run 0 list visit
lacks "18 May 2026"
run 0 home "$mariam" --answer moved_in
run 1 home "$mariam" --answer moved_in
run 0 home "$mariam" --answer ended --why another
run 0 list visit --filter state=planned
lacks "18 May 2026"

# ---- a restricted file is offered nothing; a secret address is in no list
run 0 restrict "$yusuf" --why claim
run 1 home "$yusuf"
complains "restricted"
run 1 home "$yusuf" --offer "Quay 1"
make_one person given_name=Rahel arrived=2026-04-01 address_secret=yes
run 0 add stay person="$made" place=family address="Hidden Row 3" neighbourhood=Meadow
stay=$(cat out)
run 0 show "$stay"
says "Hidden Row 3"
run 0 list stay
lacks "Hidden Row"
lacks "Meadow"
run 0 export stay
lacks "Hidden Row"
lacks "Meadow"
run 0 check
done_testing
