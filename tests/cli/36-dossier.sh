#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Recognition: a dossier with the papers of its route, its terms, advice, a town's own list, watches, and the skills profile.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA --municipality Halden --profile de
make_one person given_name=Mariam family_name=Haidari arrived=2026-03-02
mariam=$made
run 0 add speaks person="$mariam" language=fa level=C2
make_one education person="$mariam" title="Nursing school Herat" level=vocational occupation=2221 learned_in=AF from=2008 \
	until=2011-06 finished=yes papers=in_hand
school=$made
run 0 dossier "$mariam"
complains "No dossier yet"
run 2 dossier "$mariam" title=Nurse
complains "begins with --route"
run 1 dossier "$mariam" --route guild title=Nurse
complains "There is no such route"
complains "regulated"

# it begins from what was learned, with the papers and fees of its route
run 0 dossier "$mariam" --route regulated --education "$school" authority="Land office"
says "Regulated profession"
says "Nursing school Herat"
says "Next: Get the 8 papers that are still missing."
says "Diploma"
says "Sworn translations"
run 0 dossier "$mariam" --json
says '"education": "'"$school"
says '"occupation": "2221"'
says '"earned_in": "AF"'
says '"missing": 8'
dossier=$(json id)

# papers: asked for, translated, handed in along with the dossier
run 0 dossier "$dossier" --json
paper=$("$FOOTHOLD" dossier "$dossier" --json | sed -n '/"requirement"/,/"fee"/p' | sed -n 's/.*"id": "\([^"]*\)".*/\1/p' | sed -n 4p)
run 0 set "$paper" state=asked
run 1 set "$paper" state=sent
complains "Nothing was saved"
run 0 set "$paper" state=in_hand
run 1 set "$paper" state=sent
complains "The translation is still missing"
run 0 set "$paper" translation=done
run 0 dossier "$dossier" --to submitted submitted=2026-04-10
says "Send 7 more papers"
says "Authority confirms receipt of the dossier: Running, 11 May 2026"
run 0 show "$paper"
says "Handed in"

# complete: the authority's term; in part: time to object, a measure, then the whole
run 0 dossier "$dossier" --to complete completed=2026-04-20
says "Authority decides on the recognition: Running, 20 July 2026"
says "Next: Wait for the decision."
run 0 clock "$mariam"
says "BQFG"
run 1 dossier "$dossier" --to stated
complains "On this route an authority decides"
run 0 dossier "$dossier" --to partly decided=2026-04-28 outcome="Paediatrics missing"
says "Authority decides on the recognition: Met, 28 April 2026"
says "Time to object to the decision on recognition: Running, 2 June 2026"
says "Next: Note what the authority still asks for"
run 0 add measure credential="$dossier" what=adaptation place="County hospital" until=2026-05-03 state=under_way from=2026-05-01
run 1 dossier "$dossier" --to recognised
complains "A compensation measure is still to be passed"
run 0 today
says "A compensation measure ends: note how it went"
measure=$("$FOOTHOLD" list measure --json | sed -n 's/.*"id": "\([^"]*\)".*/\1/p')
run 0 set "$measure" state=passed
run 0 dossier "$dossier"
says "Every measure is passed"
run 0 dossier "$dossier" --to recognised
says "Next: Use it"
run 1 dossier "$dossier" --to appealed
complains "Nothing was saved"
run 0 undo
run 0 dossier "$dossier"
says "Partly recognised"

# advice is neither refused nor appealed, and has no term
run 0 dossier "$mariam" --route comparability title="Nurse"
says "Fee of the information centre"
other=$(tail -n 1 out)
run 0 dossier "$other" --to complete
lacks "Authority decides"
run 1 dossier "$other" --to refused
complains "A comparability statement is advice"
run 1 dossier "$other" --to appealed
run 0 dossier "$other" --to stated outcome="Comparable with a vocational training of three years"
says "Statement received"
run 1 set "$other" route=regulated
complains "The authority has this dossier under its route"

# a refusal: whoever knows no law is told of no end of the time to appeal; after the appeal another way
run 0 dossier "$mariam" --route academic title="Biology"
third=$(tail -n 1 out)
run 0 dossier "$third" --to submitted submitted=2026-01-10
run 0 dossier "$third" --to refused decided=2026-04-20
says "Talk about the refusal while there is time to appeal."
run 0 dossier "$third" --role employment
says "Talk about the refusal while there is time to appeal."
run 1 dossier "$third" --to appealed appealed=2026-04-01
complains "The appeal would lie before the decision"
run 0 dossier "$third" --to appealed
says "Time to object to the decision on recognition: Ended"
run 0 dossier "$third" --to refused
says "Appeal decided on: 4 May 2026"
says "Look for another way"

# money that nobody gives is not granted
run 0 add fee credential="$dossier" what="Exam" amount=80 payer=waived
says "-"
fee=$(cat out)
run 0 show "$fee"
says "Not needed"
run 1 set "$fee" state=granted
complains "Nothing was saved"

# a town's own list, judged by the gate
run 0 dossier --papers regulated
says "[paper 4]"
says "what = Diploma"
{ echo '[dossier]'; echo 'route = regulated'; echo '[paper 1]'; echo 'what = Letter of the chamber'; echo 'form = original'; } >own.ini
run 0 dossier --own own.ini
run 0 dossier "$mariam" --route regulated title="Cook"
says "Letter of the chamber"
lacks "Sworn translations"
echo 'what = Which church' >bad
{ echo '[dossier]'; echo 'route = regulated'; echo '[paper 1]'; cat bad; } >own.ini
run 1 dossier --own own.ini
complains "which is never recorded"
{ echo '[dossier]'; echo 'route = regulated'; echo '[paper 1]'; echo 'what = Letter'; echo 'form = golden'; } >own.ini
run 1 dossier --own own.ini
complains "Line 5"
run 0 dossier --papers regulated
says "Letter of the chamber"
run 0 dossier --papers regulated --usual
says "Sworn translations"

# skills without papers, and a test that shows one
run 0 add experience person="$mariam" what="Ward nurse" occupation=2221 from=2011 until=2021 shown=reference
make_one skilltest person="$mariam" what="Taking blood" by="County hospital"
run 0 set "$made" state=taken result=shown
run 0 skills "$mariam"
says "What I have learned"
says "2011 to 2021"
says "Taking blood"
says "Skills test"
says "with a vocational training of three years"
lacks "Exam"
run 0 skills "$mariam" --lang de
run 0 skills "$mariam" --json
says '"skill": ['
run 0 skills "$mariam" --output paper.txt
check "the paper is the owner's alone" test "$(stat -c %a paper.txt)" = 600
check "it bears the name" grep -q "Mariam Haidari" paper.txt
check "and the town" grep -q "Halden" paper.txt
run 1 skills "$mariam" --output paper.txt
run 0 audit acts --reason "looking after the trail"
says "export"

# who finds work sees the dossier, not the clocks of the law
run 0 dossier "$dossier" --role employment
says "Partly recognised"
lacks "Time to object"
run 0 dossier "$dossier" --role casework
says "Time to object"

# whoever sees no skills sees none here either
run 1 dossier "$mariam" --role desk
run 0 skills "$mariam" --role desk
lacks "Taking blood"
run 0 check
done_testing
