#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# What becomes of people between a round and its decisions: addresses that are secret, files that are restricted, people who
# moved away, who are erased.
. "${srcdir:-.}/tests/cli/lib.sh"

of() { grep "$1" out | sed -n '1s/.* //p'; }
run 0 init --desk HA
run 0 add neighbourhood name=Hill latitude=51.95 longitude=4.53
n=0
for name in Sara Ana Bo Cem; do
	n=$((n + 1))
	make_one person given_name=$name arrived=2025-01-05
	eval "$name=\$made"
	make_one need person="$made" people=1 asked=2026-01-1$n max_rent=900 near=Hill near_for=work within=5
	eval "need_$name=\$made"
	run 0 add dwelling "address=Road $n" neighbourhood=Hill people=1 rent=500
done
run 0 set "$Sara" address_secret=yes
run 0 add preference need="$need_Sara" rank=1 neighbourhood=Hill

# ---- where somebody hidden will live stands in no list ----
run 0 match homes --round
lacks "Sara  Road"
says "Address kept secret"
sara=$(of Sara)
ana=$(of Ana)
bo=$(of "Bo ")
cem=$(of Cem)
round=$(sed -n 1p out)
run 0 match show "$round" --json
check "three places" test "$(grep -c '"place": "' out)" = 3
run 0 export home_proposal --output all.csv
check "nor how it was computed" sh -c "! grep '$Sara\|Sara' all.csv | grep -q '{'"
check "others' stands there" grep -q '{' all.csv
run 0 match homes --round --weigh waited=1
lacks "Sara  Road"
# Whoever opens the proposal reads it.
run 0 match explain "$sara"
says "Sara → Road"
says "the work is in this neighbourhood"

# ---- a restricted file stays as it is, and keeps nobody else from the round ----
run 0 restrict "$Ana" --why contested
run 0 set "$Cem" left=2026-05-04
run 1 match publish "$round"
complains "compute it again"
run 0 match homes --round --again "$round"
check "hers is as it was" grep -q "$ana" out
lacks "Cem"
bo=$(of "Bo ")
sara=$(of Sara)
run 0 match publish "$round"
run 1 match confirm "$ana"
complains "restricted"
run 0 match proof "$round"
says "Proposals: 3. As they were computed: 3. Erased or replaced since: 0. Changed: 0."

# ---- decided otherwise, also of somebody hidden; nobody who moved away is offered anything ----
make_one person given_name=Eve arrived=2025-01-05
eve=$made
run 0 add need person="$eve" people=1 asked=2026-03-01 max_rent=900
run 0 match override "$sara" --for "$eve" --reason "Found a home with her sister"
run 0 undo
run 0 match confirm "$sara"
run 0 match show "$round"
lacks "Sara  Road"
run 0 list placement
says "Sara"
lacks "Road"
run 0 set "$Bo" left=2026-05-04
run 1 match confirm "$bo"
complains "does not wait for it any more"
run 0 match withdraw "$bo"
run 0 check

# ---- what was erased leaves nothing behind, also where one person alone made what the round says ----
make_one person given_name=Dia arrived=2025-01-05
dia=$made
make_one need person="$dia" people=1 asked=2026-03-02 max_rent=900
run 0 add dwelling "address=Quay 1" people=1 rent=500
run 0 match homes --round
run 0 match explain "$(of Dia)" --json
dias=$(sed -n 's/.*"lot": \([0-9]*\).*/\1/p' out | head -n 1)
run 0 erase "$dia" --ground mistake --run
run 0 match explain "$sara" --json
lot=$(sed -n 's/.*"lot": \([0-9]*\).*/\1/p' out | head -n 1)
run 0 erase "$Sara" --ground mistake --run
run 0 match proof "$round"
says "Erased or replaced since: 1. Changed: 0."
run 0 match rounds --json
run 0 export round --output rounds.json
for trace in "$Sara" "$need_Sara" "$sara" "$lot" "$dias"; do
	check "no $trace in the round" sh -c "! grep -q '$trace' rounds.json"
done
run 0 check
done_testing
