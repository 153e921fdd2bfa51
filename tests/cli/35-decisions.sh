#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Decisions from draft to objection, first arrangements, summonses, and complaints that are kept from whom they name.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA --municipality Halden --profile nl
make_one person given_name=Mariam family_name=Haidari arrived=2026-05-01
mariam=$made

# the first weeks
run 0 arrange "$mariam"
says "Municipal registration"
says "6 May 2026"
run 0 arrange "$mariam" registration=done bank=asked child_benefit=not_needed
says "Asked for"
run 0 arrange "$mariam" --json
says '"done": "2026-05-04"'
run 1 arrange "$mariam" church=done
complains "no arrangement “church”"
run 1 arrange "$mariam" registration=done bank=lost
run 1 arrange "--setup=registration 5, registration 7"
run 2 arrange --setup "registration 3"
run 0 arrange "--setup=registration 3, bank 10"
run 0 arrange --setup
says "registration 3, bank 10"
make_one person given_name=Rahel arrived=2026-05-01
rahel=$made
run 0 list arrangement --filter person="$rahel" --json
check "two arrangements are made" test "$(grep -c '"target"' out)" = 2
run 0 arrange --setup=usual
says "registration 5, handover 7"
run 2 arrange

# the plan is issued as a decision
run 0 decide "$mariam" integration_plan "mandate=Wi 2021, art. 15"
says "Integration plan"
says "6 weeks"
decision=$(tail -n 1 out)
run 1 decide "$decision" --to sent
complains "Draft"
run 0 decide "$decision" signatory="A. Berg" --to signed
run 1 decide "$decision" --to sent
complains "how it was sent"
run 0 decide "$decision" how=post --to sent
says "One may object until 15 June 2026"
says "art. 6:7"
run 1 decide "$decision" --to final
complains "15 June 2026"
run 0 decide "$decision" --to objected --json
says '"objected": "2026-05-04"'
says '"counted_from": "2026-05-04"'
run 1 decide "$decision" --to changed
complains "what was changed"
run 0 decide "$decision" outcome="Begins in September" --to changed
run 0 decide "$decision"
says "Changed after objection"
run 2 decide "$mariam"
run 1 decide "$mariam" divination
run 0 list decision
says "15 June 2026"
FOOTHOLD_CLOCK=2026-06-20T09:30
run 0 today
run 0 export decision
says "Begins in September"

# asked to come: a reason first, a warning only offered
make_one summons person="$mariam" "what=First interview" sent=2026-05-04 day=2026-05-20
first=$made
make_one summons person="$mariam" "what=First interview" sent=2026-05-21 day=2026-06-01
second=$made
run 1 set "$first" state=no_show
complains "ask the person why"
run 0 set "$first" state=no_show reason=unknown
quiet
run 0 set "$second" state=no_show reason=none_given
complains "A warning may be given"
run 0 show "$second" --json
says '"warning": "none"'
run 0 set "$second" warning=written
run 0 show "$second" --json
says '"warning_number": 1'

# a complaint goes only where the person wishes
make_one complaint person="$mariam" about=unsafe_housing text="The door does not lock"
complaint=$made
run 1 set "$complaint" state=passed_on path=legal_aid
complains "unless the person wishes it"
run 0 set "$complaint" state=passed_on path=legal_aid wished=yes
run 0 add feedback about=interpreter rating=5
run 1 add feedback about=interpreter rating=6
run 1 add feedback about=interpreter rating=5 wishes_to_be_asked=yes
complains "has to be known"
# a barrier shows on its step
run 0 list step --filter person="$mariam" --filter stage=language --json
step=$(json id)
make_one barrier step="$step" what=opening_hours
run 0 show "$step" --json
says '"barrier": "opening_hours"'
run 0 check

# Feedback with a name is part of the file: it goes into the person's copy, and with them when they are erased.
make_one person given_name=Sorush
make_one feedback about=interpreter rating=5 person="$made" "text=Clear and kind"
run 0 show "$made" --json
sorush=$(json person)
run 0 subject-export "$sorush"
says "Clear and kind"
run 0 erase "$sorush" --ground mistake --run
run 1 show "$made"
run 0 check
done_testing
