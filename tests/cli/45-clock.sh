#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Clocks: what starts them, what happens to them, how they are told; steps that move along; and the watches.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA --municipality Halden --profile nl
make_one person given_name=Mariam arrived=2026-03-02
mariam=$made
run 0 clock "$mariam"
says "No clock runs for this person"

# an event that the law counts from, for whom the law binds
run 0 add duty person="$mariam" code=nl_inburgering from=2026-03-02
make_one event person="$mariam" what=registered day=2026-03-02
event=$made
run 0 clock "$mariam"
says "Integration plan to be set"
says "The law"
says "Counted from: Registered with the municipality, 2 March 2026."
says "Length: 10 weeks, which ends on 11 May 2026."
says "Last day: 11 May 2026, in 7 days."
run 0 clock "$mariam" --json
says '"rule": "nl_plan"'
says '"due": "2026-05-11"'
says '"counted": ['
clock=$(json id)
run 0 today
says "Integration plan to be set"

# corrected, it moves; a Saturday and King's Day are no last days
run 0 set "$event" day=2026-02-14
run 0 clock "$clock"
says "is no working day"
says "Last day: 28 April 2026, late by 6 days."
run 0 undo
run 0 clock "$clock"
says "Last day: 11 May 2026"

# what happens to it has a reason, and stays readable
run 1 clock suspend "$clock"
complains "Reason"
run 0 clock suspend "$clock" --reason "Papers from abroad" --on 2026-04-20 --ground "Awb art. 4:15"
says "20 April 2026: suspended. Reason: Papers from abroad"
says "Legal ground: Awb art. 4:15"
says "Suspended: 22 days are left"
run 0 today
lacks "Integration plan to be set"
run 1 clock suspend "$clock" --reason "Again"
complains "suspended already"
run 0 clock resume "$clock" --reason "They came" --on 2026-05-04
says "Last day: 26 May 2026"
run 1 clock extend "$clock" --reason "More time"
complains "how much"
run 0 clock extend "$clock" --reason "More time" --by "6 w" --on 2026-05-03
says "extended by 6 weeks"
says "Last day: 7 July 2026"
run 1 set "$clock" state=suspended
complains "foothold clock suspend"
run 0 clock move "$clock" --reason "Agreed" --until 2026-06-30
says "Last day: 30 June 2026"
run 0 clock exempt "$clock" --reason "Medical ground"
says "Exempted: nothing is due any more."
run 1 clock extend "$clock" --reason x --by "1 week"
complains "exempted from this already"
run 0 undo
run 0 set "$clock" met=today
run 0 clock "$clock"
says "Met on 4 May 2026, in time."
run 2 clock suspend
run 2 clock "$mariam" twice
run 1 clock HA-0000-0000-0

# the city's own is another thing
make_one clock person="$mariam" "what=Call back" began=2026-05-04 "length=3 working days"
run 0 clock "$made"
says "The city itself"
says "no law demands this day"
says "Last day: 8 May 2026"
lacks "Not verified"
run 1 add clock person="$mariam" "what=Letter" set_by=law "length=6 weeks"
complains "names its source"
run 1 add clock person="$mariam" what=x length=soon
complains "length of time"
run 0 add holiday day=2026-05-06 "name=Town day"
run 0 clock "$made"
says "Last day: 11 May 2026"

# a step that follows another one moves along
make_one step person="$mariam" stage=language what=Test target=2026-05-11
first=$made
make_one step person="$mariam" stage=language what=Course after="$first" "gap=3 weeks"
run 0 show "$made"
says "1 June 2026"
run 0 set "$first" target=2026-05-18
run 0 show "$made"
says "8 June 2026"
run 1 set "$first" after="$made" "gap=1 week"
complains "in a circle"

run 1 set "$made" "gap=9999 years"
complains "beyond the year 9999"
run 0 show "$made"
says "8 June 2026"

# clocks go out and come in
run 0 export clock
says "nl_plan"

# what makes no sense changes nothing
make_one clock person="$mariam" "what=Reply" began=2026-03-02 "length=10 weeks"
reply=$made
run 1 clock resume "$reply" --reason x
complains "never suspended"
run 1 clock suspend 019df252-b5c0-73a3-93e8-9038c6e4c60f --reason x
complains "no such clock"
run 0 clock suspend "$reply" --on 2026-03-10 --reason Ill
run 1 clock suspend "$reply" --on 2026-03-12 --reason Ill
run 1 clock resume "$reply" --on 2026-03-09 --reason Well
complains "runs on that day already"
run 0 clock resume "$reply" --on 2026-03-20 --reason Well
run 1 clock resume "$reply" --on 2026-03-25 --reason Well
complains "runs on that day already"
run 0 clock resume "$reply" --on 2026-03-17 --reason "Well earlier than was known"
run 0 clock "$reply"
says "18 May 2026"
run 1 clock extend "$reply" --by "9999 years" --reason x
complains "beyond the year 9999"
run 1 add clock person="$mariam" what=x began=9999-12-30 "length=2 weeks"
complains "beyond the year 9999"
run 1 set "$reply" rule=nothing
complains "no such rule"
run 1 set "$reply" state=suspended
complains "with a day and a reason"
# A clock with its moves stays with its person, or the erasure of one would meet the other's file.
make_one person given_name=Omid
run 1 set "$reply" person="$made"
complains "cannot go to another person"
make_one barrier person="$made" stage=language what=childcare
run 1 set "$made" step="$first"
complains "another person"

# the watches
run 0 watch
says "Answer to the offer of a home"
says "3 months after"
run 0 watch placement.answer "5 days"
run 0 watch
says "5 days after"
run 0 watch placement.answer off
run 0 watch --json
says '"off": true'
run 0 watch placement.answer usual
run 1 watch placement.answer soon
complains "no length of time"
run 1 watch nothing
run 2 watch placement.answer
run 0 check
done_testing
