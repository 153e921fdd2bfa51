#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Those who lead, count, manage or audit: no verb tells them of a person, whatever it is asked.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA
make_one person given_name=Mariam family_name=Haidari phone=0612345678 caseworker=Berg arrived=2026-03-01
mariam=$made
make_one note person="$mariam" "text=Rather near the school."
note=$made
make_one household name=Haidari people=1
run 0 show "$mariam" --json
uuid=$(json id)
run 0 show "$mariam" --history
change=$(sed -n 's/.*recorded  \[\(.*\)\]/\1/p' out | head -n 1)
echo given_name >in.csv
echo Somebody >>in.csv

tells_nobody() {	# after any call
	! grep -qE 'Haidari|Mariam|0?612345678|near the school' out err
	holds $? "no word of her"
}

for role in team_lead supervisor admin auditor; do
	for id in "$mariam" "$uuid" "$note"; do
		run 1 show "$id" --role $role
		tells_nobody
		run 1 set "$id" phone=1 --role $role
		tells_nobody
	done
	for kind in person note household step plan; do
		run 1 list $kind --role $role
		run 1 export $kind --role $role --unsealed --reason "a long enough reason"
		tells_nobody
	done
	for query in Haidari Mariam 0612345678 "$mariam"; do
		"$FOOTHOLD" find "$query" --role $role >out 2>err
		tells_nobody
	done
	run 1 add person given_name=Somebody --role $role
	run 1 import person in.csv --role $role
	run 1 undo "$change" --role $role
	run 1 subject-export "$mariam" --role $role --output copy
	check "no copy was made" test ! -e copy
	run 1 erase "$mariam" --role $role --ground request --run
	run 1 restrict "$mariam" --role $role --why accuracy
	for verb in today duplicates retention; do
		"$FOOTHOLD" $verb --role $role >out 2>err
		tells_nobody
		"$FOOTHOLD" $verb --role $role --json >out 2>err
		tells_nobody
	done
	"$FOOTHOLD" audit paper "$mariam" --role $role >out 2>err
	tells_nobody
done
run 0 today --role supervisor
says "fewer than 5"
check "what is looked out for is counted for who sees numbers alone" sh -c "grep -q '^Waiting for an answer  *8$' out"
lacks "$mariam"
run 0 caseload --role team_lead
says "$mariam"
tells_nobody
run 1 caseload --role supervisor
run 1 caseload --role admin
run 0 audit show "$mariam" --role auditor --reason "yearly audit"
tells_nobody
run 0 show "$mariam"
says "Mariam Haidari"
done_testing
