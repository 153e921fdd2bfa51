#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Published criteria of matching: shown, tried, put in force from a day on, told as a notice; nothing on a protected ground.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA --municipality Halden
run 0 match criteria
says "How homes are given"
says "come with the program"
run 0 match criteria homes
says "Conditions, which are never broken"
says "Room for everybody"
says "Days in temporary housing: 300 of"
run 0 match criteria homes --json
check "as JSON" sh -c "grep -q '\"key\": *\"waited\"' out && grep -q '\"version\": *0' out"
run 2 match criteria boats
complains "homes"

# Other weights: tried first, then in force, with what changed.
run 0 match criteria homes --weigh waited=400,preference=100 --dry-run
says "“Days in temporary housing” weighs 400 instead of 300."
run 0 match criteria homes --history
lacks "Version 1"
run 0 match criteria homes --weigh "waited=400, preference=100" --decided-by "Council, 4 May" --published "Gazette 7"
run 0 match criteria homes
says "Version 1"
says "decided by Council, 4 May"
says "Days in temporary housing: 400 of"
run 0 match criteria homes --of 0
says "Days in temporary housing: 300 of"
run 1 match criteria homes --of 9
complains "There is no version 9"
run 0 match criteria homes --history
says "“What the household prefers” weighs 100 instead of 300."

# The text can be taken out, changed and put back; from a day on.
run 0 match criteria homes --text
cp out own.ini
run 0 match criteria homes --try own.ini
says "They say what holds already."
sed 's/^label *= Days in temporary housing/label = Days in reception/' own.ini >named.ini
run 0 match criteria homes --own named.ini --since 2099-01-01
says "“Days in temporary housing” is called “Days in reception” now."
run 0 match criteria homes
says "Version 1"
run 1 match criteria homes --own named.ini --since 2001-01-01
complains "from today on"
run 1 match criteria jobs --own named.ini
complains "Nothing was changed"
run 0 undo
run 0 match criteria homes --history
lacks "Version 2"

# What is wrong is said, and nothing is saved.
run 1 match criteria homes --weigh waited=0
complains "count nothing"
run 1 match criteria homes --weigh waited=5000
complains "from 1 to 1000"
run 1 match criteria homes --weigh size=5
complains "no wish “size”"
run 2 match criteria homes --weigh waited
complains "waited=400,preference=200"
sed 's/^label *= Days in temporary housing/label = Families of our religion/' own.ini >bad.ini
run 1 match criteria homes --try bad.ini
complains "religion or belief"
complains "GDPR Art. 9"
{ cat own.ini; printf '\n[wish young]\nmeasure = earlier\nfield = person.born\nlabel = a\nreason = b\nfull = 9\nweight = 9\n'; } >bad.ini
run 1 match criteria homes --own bad.ini
complains "stands for, a protected ground: age"
{ cat own.ini; printf '\n[wish asked]\nmeasure = earlier\nfield = need.asked\nlabel = Asked early\nreason = b\nfull = 9\nweight = 9\n'; } >new.ini
run 0 match criteria homes --try new.ini
says "New wish: Asked early, with the weight 9."
run 1 match criteria homes --own no-such-file.ini
run 1 add match_rule what=homes text="[criteria]"
complains "Line 1"
run 0 match criteria homes --history
lacks "Version 2"

# What a town's own can be made of.
run 0 match criteria homes --measures
says "need.asked"
says "condition or wish"
lacks "need.step_free"
lacks "person.born"
run 0 match criteria homes --measures --json
check "measures as JSON" sh -c "grep -q '\"key\": *\"waited\"' out"
run 0 check

# The notice, in two languages and as a file of its own.
run 0 match criteria homes --notice
says "Version 1, in force since"
says "decided by Council, 4 May."
says "Published: Gazette 7"
says "What never counts"
says "religion or belief"
says "can object"
run 0 match criteria homes --notice --output notice.txt
check "the notice was written for its owner alone" sh -c "grep -q 'How homes are given' notice.txt && [ \"\$(stat -c %a notice.txt)\" = 600 ]"
run 1 match criteria homes --notice --output notice.txt
run 0 match criteria homes --notice --lang de
lacks "How homes are given"

# Who works with people reads them, and does not change them.
run 0 match criteria homes --role housing
run 1 match criteria homes --weigh waited=100 --role housing
done_testing
