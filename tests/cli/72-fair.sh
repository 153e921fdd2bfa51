#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Caps of neighbourhoods in a round of homes, the indices beside it, and the audit of matching in the file itself.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA
make_one neighbourhood name=Hill residents=1000
hill=$made
make_one neighbourhood name=Mill residents=3000
mill=$made
for n in 1 2; do run 0 add dwelling "address=Hill $n" neighbourhood="$hill" people=4 rent=500; done
run 0 add dwelling "address=Mill 1" neighbourhood="$mill" people=4 rent=500
for name in Ana Ben Cem; do
	make_one person given_name=$name arrived=2026-01-05 gender=woman
	make_one need person="$made" people=2 asked=2026-02-01 max_rent=900
	eval "need_$name=\$made"
done
placed() { check "$1 are placed" test "$(grep -c Proposed out)" = "$1"; }

# Off by default: all three get a home, and the indices are told.
run 0 match homes --round
placed 3
complains "Dissimilarity of where people live whom we helped to a home: not defined before the round"
complains "nothing goes by them"
round=$(sed -n 1p out)

# None holds without decision and opinion.
make_one cap neighbourhood="$hill" most=1
cap=$made
run 1 set "$cap" state=in_force
complains "only by decision of the council"
run 1 set "$cap" state=in_force council=Council decision=17 decided=2026-04-01
complains "only with a legal opinion"
run 0 match homes --round --again "$round"
placed 3
lacks "cap 1"
run 0 set "$cap" state=in_force council=Council decision=17 decided=2026-04-01 opinion_by=Lawyers opinion_on=2026-03-01 \
	opinion=allowed

# In force: one home of the hill at most for households that did not name it.
run 0 match homes --round --again "$round"
placed 2
complains "Hill, cap 1. Homes that would go there without it: 2. Homes that go to households that named it, which count nothing: 0; to others: 1."
complains "Its cap leaves 1 home fewer to be given: whoever names Hill is not kept from it"
check "one is on the hill" test "$(grep -c 'Hill [12].*Proposed' out)" = 1
run 0 match proof "$round"
says "proved to be the best"

# Who names it is never refused a home there.
run 0 add preference need="$need_Cem" neighbourhood="$hill" rank=1
run 0 match homes --round --again "$round"
placed 3
complains "which count nothing: 1; to others: 1."

# A locked proposal of the round counts as well.
hers=$(grep 'Ana.*Proposed\|Ben.*Proposed' out | grep Hill | sed 's/.* //')
run 0 match lock "$hers"
run 0 match homes --round --again "$round"
check "no second one without having named it" test "$(grep -c 'Hill [12].*Proposed' out)" -le 2
run 0 set "$cap" state=ended
run 0 match homes --round
lacks "cap 1"

run 0 match homes --round --again "$(sed -n 1p out)" --json
says '"mix": {'
says '"caps": []'

# The audit: nobody's points depend on who they are, grounds that are not recorded are named, nothing is changed.
"$FOOTHOLD" list person >before
"$FOOTHOLD" list need >>before
run 0 match audit homes
says "Nobody’s points depend on any of what was tried."
says "religion or belief"
says "these change nobody’s points"
says "Person: Given name"
"$FOOTHOLD" list person >after
"$FOOTHOLD" list need >>after
check "the file is as it was" cmp before after
run 0 match audit --json
says '"what": "homes"'
says '"what": "mentors"'
says '"differ": 0'
says '"untested_grounds"'
run 2 match audit houses
run 0 init empty.db --desk HB
run 0 match audit homes --db empty.db
says "there was nothing to try"
lacks "Nobody’s points"
run 0 check

done_testing
