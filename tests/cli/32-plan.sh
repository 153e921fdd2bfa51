#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# A plan over its life: which template a person gets, signing, versions, another template, reviews; all refusals say why.
. "${srcdir:-.}/tests/cli/lib.sh"

# The n-th value of a key in the last JSON output.
nth() { sed -n "s/.*\"$1\": \"\([^\"]*\)\".*/\1/p" out | sed -n "$2p"; }

run 0 init --desk HA --municipality Halden
run 0 plan
says "general: General plan"
says "minor: Plan for a child or young person"
run 0 plan --json
says '"name": "regulated_profession"'
says '"gap": "3 weeks"'

make_one person given_name=Mariam born=1991 arrived=2026-05-04 interpreter=prs
mariam=$made
make_one person given_name=Omid born=2014 arrived=2026-05-04
omid=$made
make_one person given_name=Tesfay expected=2026-06-15
tesfay=$made
run 1 add person given_name=X --plan=no-such-plan
complains "near_retirement"
run 0 plan "$omid"
says "Plan for a child or young person: version 1 of 1"
says "Place at a school asked for"
run 0 plan "$tesfay"
says "First home found"
says "4 May 2026"

run 0 plan "$mariam"
says "General plan: version 1 of 1"
says "not signed by both sides yet"
says "Plan explained and signed"
says "2 August 2026"
run 0 plan "$mariam" --json
says '"legal_clock": null'
plan=$(nth id 1)
run 0 list step --filter milestone=course_begun --filter person="$mariam" --json
course=$(json id)

# Both sides sign; the step that waited for it is done, and the plan says when it was agreed.
make_one commitment plan="$plan" who=person "what=Takes part in the language course"
make_one commitment plan="$plan" who=city "what=Pays the way to courses and appointments"
make_one agreement plan="$plan" interpreter=telephone
agreement=$made
run 0 show "$agreement" --json
says '"language": "prs"'
says '"version": 1'
run 1 set "$agreement" signed_person=2026-05-01
complains "signed before it was explained"
run 0 set "$agreement" signed_person=2026-05-04 signed_city=2026-05-04
run 0 plan "$mariam"
says "Version 1 was signed by both sides"
says "Takes part in the language course"
run 0 show "$plan" --json
says '"agreed": "2026-05-04"'
run 0 list step --filter milestone=plan_agreed --filter person="$mariam" --json
says '"state": "done"'

# What is changed then is another version; the one that was signed stays as it was.
run 0 set "$course" target=2026-06-30
FOOTHOLD_CLOCK=2026-05-20T09:30
run 0 add step plan="$plan" stage=work "what=Talk with a baker" target=2026-07-01
run 0 plan "$mariam" --versions
says "explained or signed"
check "three versions" test "$(wc -l <out)" = 3
run 0 plan "$mariam" --at 1
says "General plan: version 1 of 3"
says "18 May 2026"
says "Target: 18 May 2026, now 30 June 2026"
says "added since"
run 0 plan "$mariam" --at 1 --json
says '"changed_since"'
run 1 plan "$mariam" --at 9
complains "This plan has 3 versions"

# Another template: seen first, done when asked, taken back as one.
run 0 plan "$mariam" --template eu_mover
says "is added"
complains "Nothing was changed"
run 0 plan "$mariam" --versions
check "nothing was changed" test "$(wc -l <out)" = 3
run 0 plan "$mariam" --template eu_mover --run
run 0 plan "$mariam"
says "Plan for people who move within the EU: version 4 of 4"
says "Residence registered"
says "Talk with a baker"
run 0 undo
run 0 plan "$mariam"
says "General plan"
lacks "Residence registered"
run 1 plan "$mariam" --template nonsense
complains "the templates are general"

# States go only where it makes sense.
run 1 set "$course" state=given_up
complains "outcome"
run 0 set "$course" state=given_up "outcome=Works nights"
run 1 set "$course" state=done
complains "Nothing was saved"

# A review that was held calls for the next one.
run 0 list review --filter person="$mariam" --json
review=$(json id)
FOOTHOLD_CLOCK=2026-08-01T09:30
run 0 set "$review" state=held "outcome=Another course is better"
run 0 plan "$mariam"
says "Another course is better"
says "30 October 2026"

# Whoever serves the language alone sees the steps, not what both sides promised.
run 0 plan "$mariam" --role language
says "Language course begun"
lacks "Pays the way"
lacks "signed by both sides"

# In and out: what was exported can be read again.
run 0 export commitment
says "Pays the way"

# The city says how often.
run 1 plan --review-every soon
complains "number of days"
run 1 plan --review-every 30 --role casework
complains "team lead"
run 0 plan --review-every 30
make_one person given_name=Bo born=1990 arrived=2026-07-30
run 0 plan "$made"
says "29 August 2026"
run 0 plan --review-every usual

# A person without a plan gets one.
make_one person given_name=Ana arrived=2020-01-01 --no-plan
run 1 plan "$made"
complains "has no plan"
run 0 plan "$made" --template near_retirement --run
run 0 plan "$made"
says "Pension entitlement known"
says "Plan for people near retirement: version 1 of 1"
run 0 check
quiet
done_testing
