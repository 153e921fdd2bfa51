#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Groups and mentors by the published criteria: both sides, questions to ask, roles, the single offer, room for so many.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA --municipality Halden --user Berg
make_one neighbourhood name=Harbour latitude=51.92 longitude=4.48
make_one neighbourhood name=Hill latitude=51.94 longitude=4.48

# ---- mentors ----
make_one person given_name=Amina family_name=Haidari arrived=2026-01-05 neighbourhood=Harbour
amina=$made
make_one person given_name=Berhane family_name=Tesfay arrived=2026-01-05 neighbourhood=Hill
berhane=$made
make_one speaks person="$amina" language=fa level=c2
make_one speaks person="$berhane" language=ti level=c2
make_one mentoring person="$amina" asked=2026-02-03 "timetable=Sat 9-12" interests=cycling,letters often=weekly way=person woman=yes
asks=$made
make_one mentoring person="$berhane" asked=2026-04-24 "timetable=Sat 9-12" interests=cycling
make_one mentor name=Dahl languages=fa,de "timetable=Sat 10-12" interests=cycling often=weekly way=person woman=yes neighbourhood=Hill most=1
make_one mentor name=Winter languages=fa interests=letters way=person neighbourhood=Harbour
make_one mentor name=Lund languages=en "timetable=Sat 9-12" woman=no
run 1 add mentor name=Ruiz "languages=Elvish"
run 0 match mentors --for "$asks"
check "who has time stands before whom one has to ask" sh -c "grep -n 'Dahl' out | grep -q '^1:'"
says "Both speak Persian; the newcomer’s level: C2"
says "2.0 hours a week in common"
says "Asked for by the newcomer and liked by the mentor: Cycling (1 of 2)"
says "? To ask the mentor: when is there time?"
says "? To ask the mentor: are you available where a woman is asked for?"
says "- No language in common"
run 0 match mentors --for "$amina"
says "Dahl"
run 0 match mentors --for Dahl
says "$amina"
says "Has waited 90 days"
run 1 match mentors --for Dahl --role language
run 1 match mentors --for Dahl --role housing
run 0 match criteria mentors --text
says "[condition woman]"
# What is recorded as gender changes nothing.
run 0 match mentors --for Dahl
cp out before
run 0 set "$amina" gender=man
run 0 match mentors --for Dahl
check "recorded gender takes no part" cmp out before

# The single offer, with its dossier; the mentor has room for one.
run 0 match offer mentors Dahl --for "$amina"
offer=$(sed -n 1p out)
run 0 match explain "$offer"
says "2.0 hours a week in common"
run 0 list mentoring
says "Dahl"
run 1 match mentors --for Dahl
complains "as many people as they have room for"
run 1 add mentoring person="$berhane" mentor=Dahl state=active
complains "as many people as they have room for"
run 1 match mentors --for "$asks"
complains "does not wait for a mentor"
run 0 undo
run 0 match mentors --for Dahl
says "$amina"

# ---- courses ----
make_one enrolment person="$amina" language=de level=a1 asked=2026-02-03 "unavailable=Mon 9-12" childcare=yes
waits=$made
make_one course "name=A1 morning" language=de level=a1 seats=1 starts=2026-05-18 "timetable=Mon,Wed 9-12" childcare=yes
make_one course "name=A1 evening" language=de level=a1 seats=5 starts=2026-06-01 "timetable=Tue,Thu 18-20" neighbourhood=Hill
make_one course "name=A2" language=de level=a2 seats=5 starts=2026-06-01
run 0 match courses --for "$waits"
says "German, A1, as waited for"
says "Needs childcare. To ask the provider: is there any?"
says "Hours that do not suit: Mon 09:00"
says "2.2 km away"
lacks "A2"
run 0 match courses --for "A1 evening"
says "$amina"
says "Has waited 90 days"
run 1 match courses --for "A1 evening" --role auditor
run 0 restrict "$amina" --why objection
run 1 match courses --for "$waits"
complains "Nothing is proposed to this person"
run 0 match courses --for "A1 evening"
lacks "$amina"
done_testing
