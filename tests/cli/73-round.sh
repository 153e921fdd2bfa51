#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# A whole round of each kind from the shell: computed, tried, saved, locked, published, decided one by one, explained, erased;
# two colleagues at once; who may do what.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA
someone() { make_one person given_name="$1" arrived=2025-01-05; person=$made; }
# The proposal of whom the last output names so.
of() { grep "$1" out | sed -n '1s/.* //p'; }
round_of() { sed -n 1p out; }

# ---- homes ----
month=5
for name in Ana Bo Cem Dia; do
	someone $name
	eval "$name=\$person"
	people=1
	[ $name = Ana ] && people=4
	month=$((month - 1))
	make_one need person="$person" people=$people asked=2026-0$month-10 max_rent=900 step_free=no pets=no
	eval "need_$name=\$made"
done
run 1 match homes --round
complains "Nothing is to be had now"
# A home that nobody can pay: by other criteria it would go to somebody.
make_one dwelling address=Dear people=5 bedrooms=1 rent=2000 service_costs=0
run 1 match homes --round
complains "No place suits anybody who waits"
cat >free.ini <<'EOF'
[criteria]
what    = homes
purpose = To give homes by size alone
[condition size]
label   = Room for everybody
reason  = A home is offered only to as many people as it is meant for.
EOF
run 0 match homes --round --try free.ini
says "Dear"
complains "Proposed: 0 before, 1 now"
complains "nothing was saved"
run 0 set "$made" state=withdrawn
for place in "Large 5" "Small 1" "Tiny 1"; do
	run 0 add dwelling "address=${place% *}" people="${place#* }" bedrooms=1 rent=500 service_costs=0
done
run 0 match homes --round
round=$(round_of)
ana=$(of Ana)
dia=$(of Dia)
check "three get a proposal" test "$(grep -c Proposed out)" = 3
check "the household of four has the large home" sh -c "grep 'Ana.*Large' out"
lacks "Bo "
complains "Waited: 4 people for 3 places. Proposed: 3"
run 0 match rounds
says "Computed"

# Other weights are only looked at.
run 0 match homes --round --weigh waited=1
complains "nothing was saved"
run 0 match rounds --json
check "one round" test "$(grep -c '"id"' out)" = 1

# How one person would stand: what is lacking, and nothing is saved.
run 0 match homes --round --for "$Bo"
says "Nothing would be proposed: others come first everywhere."
says "it would have been proposed instead"
complains "nothing was saved"
run 0 match rounds --json
check "still one round" test "$(grep -c '"id"' out)" = 1

# Nothing is decided before it is published, and each one by one.
run 1 match confirm "$ana"
complains "not published yet"
run 0 set "$Ana" interpreter=fr
run 1 match explain "$ana" --paper
complains "No paper was made" # in the colleague's language, though the paper would be French
run 0 match lock "$dia"
run 0 match homes --round --again "$round"
check "what is locked stays" grep -q "$dia" out
ana=$(of Ana)
cem=$(of Cem)
run 0 match publish "$round"
run 0 match confirm "$ana"
run 1 match confirm "$ana"
complains "decided already"
run 0 home --json
run 0 list placement
says "Large"
run 0 undo
run 0 list placement
lacks "Large"
run 0 match confirm "$ana"
run 1 match decline "$cem"
complains "why it was declined"
run 0 match decline "$cem" --why person --reason "Wants to stay near his brother"
run 1 match override "$dia"
complains "says why"
run 0 match override "$dia" --for "$Bo" --reason "Sleeps at the station"
run 0 match show "$round"
says "Decided otherwise"
says "otherwise"
check "Bo has it" sh -c "grep 'Bo .*Confirmed' out"
run 0 match proof "$round"
says "proved to be the best"
says "Proposals: 3. As they were computed: 3. Erased or replaced since: 0. Changed: 0."
run 0 match compare "$round" "$round"
complains "The same for"

# In words, as JSON, and on paper; nobody else's name.
run 0 match explain "$cem"
says "Conditions, which are never broken:"
says "Room for everybody"
says "What would have changed it:"
lacks "Ana"
lacks "Bo "
run 0 match explain "$cem" --json
says '"threshold"'
run 0 match explain "$cem" --paper --lang en
says "Why it was declined     The person does not want it"
says "Wants to stay near his brother"
says "a person decides"
run 0 match explain "$cem" --paper --output paper.txt
check "for its owner alone" test "$(stat -c %a paper.txt)" = 600
run 0 subject-export "$Cem" --lang en
says "Conditions, which are never broken:"
lacks '"criteria"'
run 0 show "$cem"
lacks '"criteria"'

# Facts that changed since are found when somebody decides.
run 0 match homes --round
second=$(round_of)
late=$(of Dia)
run 0 match publish "$second"
run 1 match homes --round
complains "decide on the proposals that hold it"
run 0 set "$need_Dia" state=withdrawn
run 1 match confirm "$late"
complains "does not wait for it any more"
run 0 match withdraw "$late"
run 1 match cancel "$second"
complains "why it is called off"
run 0 match cancel "$second" --reason "The owner wants the homes back"
run 0 match close "$round"

# The proof stays after an erasure, without a value.
run 0 erase "$Cem" --ground mistake --run
run 0 match proof "$round"
says "Erased or replaced since: 1. Changed: 0."
run 1 match explain "$cem"

# ---- jobs, courses, mentors ----
someone Eve
run 0 add jobwish person="$person" what=Welding occupation=7212
run 0 add vacancy title=Welder occupation=7212 seats=1 posted=2026-05-01
run 0 match jobs --round
jobs=$(round_of)
eve=$(of Eve)
says "Welder"
run 0 match publish "$jobs"
run 0 match confirm "$eve"
run 0 list application
says "Planned"
someone Fay
run 0 add enrolment person="$person" language=en level=a1 asked=2026-04-01
run 0 add course "name=Morning group" language=en level=a1 seats=1 starts=2026-05-18 ends=2026-08-18
run 0 match courses --round
courses=$(round_of)
fay=$(of Fay)
run 0 match publish "$courses"
run 0 match confirm "$fay"
run 0 list enrolment
says "Seat offered"
someone Gus
run 0 add mentoring person="$person" asked=2026-04-01
run 0 add mentor name=Dahl active=yes
run 0 match mentors --round
mentors=$(round_of)
gus=$(of Gus)
run 0 match publish "$mentors"
run 0 match confirm "$gus"
run 0 list mentoring
says "Dahl"
run 0 match rounds --json
check "five rounds" test "$(grep -c '"id"' out)" = 5

# ---- a single offer has its dossier ----
someone Hal
run 0 add need person="$person" people=1 asked=2026-01-01
run 0 add dwelling address=Garden people=2 rent=400
run 0 match offer homes Garden --for "$person"
offer=$(sed -n 1p out)
run 0 match explain "$offer"
says "Confirmed"
says "A single offer"

# ---- two colleagues at once: one decides, the other is told ----
for n in 1 2 3 4 5 6; do
	someone "Twin$n"
	run 0 add need person="$person" people=1 asked=2026-03-0$n
	run 0 add dwelling "address=Court $n" people=1 rent=400
done
run 0 match homes --round
twins=$(round_of)
grep Twin out | sed 's/.* //' >proposals
run 0 match publish "$twins"
won=0
while read -r proposal; do
	"$FOOTHOLD" match confirm "$proposal" --user ann 2>err.1 & first=$!
	"$FOOTHOLD" match decline "$proposal" --why other --user ben 2>err.2 & second=$!
	wait $first; a=$?
	wait $second; b=$?
	[ $((a + b)) = 1 ] && cat err.1 err.2 | grep -q "decided already" && won=$((won + 1))
done <proposals
check "one of two each time" test "$won" = "$(wc -l <proposals)"
run 0 check

# ---- who may ----
run 1 match homes --round --role employment
run 1 match show "$round" --role employment
run 1 match homes --round --role desk
run 2 match nonsense
run 2 match homes --round --why person
run 2 match explain
done_testing
