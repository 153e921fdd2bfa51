#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# What a person has a right to: a copy of their own, a file left as it is, erasure.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA --municipality Halden --user Berg
make_one person given_name=Mariam family_name=Haidari own_script="مریم حیدری" phone=+31687654321 interpreter=fr
mariam=$made
make_one person given_name=Xolhana family_name=Qwertzova phone=+31612349999
xolhana=$made
run 0 set "$xolhana" family_name=Xolhanova
make_one contact person="$mariam" name="Petro Ivanenko" relation=uncle phone=+380441234567
make_one note person="$mariam" text="Talked with petro; Ivanenko will come along."

# a copy of one's own: in one's own language, without others, and noted
run 0 subject-export "$mariam" --lang en
says "What is recorded of you"
says "Halden"
says "مریم حیدری"
says "+31687654321"
says "uncle"
says "Talked with […]; […] will"
says "To address the person and to find the file again"
says "Who looked at your file"
lacks "Petro"
lacks "Ivanenko"
lacks "+380441234567"
run 0 subject-export "$mariam" --lang en --correct
says "Please cross out what is wrong"
run 0 subject-export "$mariam" --output copy
complains "Hand it over sealed"
check "only the owner enters the folder" test "$(stat -c %a copy)" = 700
check "there is a file for each form" test -s copy/copy.json -a -s copy/copy.txt -a -s copy/person.csv -a -s copy/contact.csv
check "the paper is in the person's language" grep -q "Prénom" copy/copy.txt
check "JSON says why something is left out" grep -q '"caseworker": "colleague"' copy/copy.json
check "no file names others" test -z "$(grep -rlE 'Petro|Ivanenko|380441234567' copy)"
run 1 subject-export "$mariam" --output copy
complains "is there already"
run 0 subject-export "$mariam" --lang en --json --role desk
says '"not_included"'
says '"kind": "note"'
lacks "Talked"
run 1 subject-export "$mariam" --role supervisor

# a restricted file is shown, and nothing in it changes
run 1 restrict "$mariam" --why weather
run 1 restrict "$mariam" --why contested --role desk
run 0 restrict "$mariam" --why contested
run 1 restrict "$mariam" --why claim
complains "restricted already"
run 0 show "$mariam"
says "Restricted since"
run 1 set "$mariam" phone=+31600000000
complains "This file is restricted"
run 1 add note person="$mariam" text=no
run 1 undo
run 0 set "$mariam" caseworker=Lind
run 0 add request person="$mariam" asked_by="Tax office" legal_basis="s. 12"
run 1 set "$mariam" phone=+31600000000 --despite weather
run 0 set "$mariam" phone=+31600000000 --despite consent
run 0 add note person="$mariam" text="Called with consent." --despite consent
run 0 audit acts --reason "looking at exceptions"
says "restrict"
run 1 erase "$mariam" --ground mistake --run
complains "restricted"
run 1 restrict "$mariam" --lift
complains "must be told"
run 0 restrict "$mariam" --lift --told
run 0 set "$mariam" phone=+31687654321
run 1 erase "$mariam" --ground mistake --run
complains "authority"

# erasure: refused with its reason, shown beforehand, done with a receipt
run 1 erase "$xolhana"
complains "works for this person"
run 2 erase "$xolhana" --ground whim
run 1 erase "$xolhana" --ground mistake --role desk
complains "Only casework"
run 0 erase "$xolhana" --ground mistake
says "Nothing was changed"
run 0 show "$xolhana"
run 0 backup before.db
run 0 erase "$xolhana" --ground mistake --run
says "Receipt"
says "former values"
says "nothing is left"
says "before.db"
lacks "Xolhan"
lacks "Qwertz"
lacks "$xolhana"
run 1 show "$xolhana"
run 1 erase "$xolhana" --ground mistake --run
run 0 erase --receipts
says "registered by mistake"
run 0 erase --receipts --json
says "before.db"
lacks "Xolhan"
run 1 erase --receipts --role desk
run 2 erase
run 0 check --scrub
says "Nothing deleted is left"
run 0 find Xolhana
lacks "Xolhan"
run 1 undo

# what was kept long enough: shown, then ended; what is restricted stays
make_one person given_name=Leaving family_name=Longago arrived=2020-01-01 left=2023-01-01 phone=+31655500001
leaving=$made
make_one person given_name=Staying family_name=Longago arrived=2020-01-01 left=2023-01-02
staying=$made
run 0 restrict "$staying" --why claim
run 1 retention --role desk
run 0 retention
says "Leaving Longago"
says "1 January 2025  destroy"
says "stays: restricted"
says "Nothing was changed"
run 0 show "$leaving"
run 0 retention --run
says "1  files destroyed"
run 1 show "$leaving"
run 0 show "$staying"
run 1 retention --case soon
run 1 retention --case "1 year" --role casework
run 0 retention --case "1 year" --end archive
run 0 restrict "$staying" --lift --told
run 0 retention --run --archive offered
says "offered to the archive"
check "the archive is offered the whole file" grep -q Longago "offered/$staying/copy.json"
run 0 show "$staying"
run 0 retention --run --answered
run 0 erase --receipts --json
says "offered/$staying"
run 1 show "$staying"

# consent: only where it is free; taken back, what it covered goes
run 1 add consent person="$mariam" covers=gender used_for=counts free=no until=2027-01-01
complains "not free"
make_one consent person="$mariam" covers=gender used_for=counts free=yes until=2027-01-01
run 0 set "$mariam" gender=woman
run 0 set "$made" withdrawn=today
run 0 show "$mariam" --history
lacks "Woman"

# a lost copy: who was in it, and what
FOOTHOLD_CLOCK=2026-05-06T09:00
make_one person given_name=Newcomer
run 0 breach --as-of 2026-05-04 --list
says "Haidari"
lacks "Newcomer"
run 0 breach --as-of 2026-05-03
says "people erased since"
run 0 breach
says "people"
lacks "Haidari"
run 1 breach --list --role admin
run 1 breach --role desk
run 2 breach --as-of 2026

# divided: what cannot be taken back needs a second colleague
given() { (umask 077; printf '%s\n' "$2" >"$1"); }
run 0 users add Lind --role casework --role desk --user Berg
given first "$(sed -n 's/^First passphrase of [^:]*: //p' out)"
given lind "four words of Lind alone"
run 0 passphrase --user Lind --passphrase-file first --new-passphrase-file lind
newcomer=$made
run 0 erase "$newcomer" --ground mistake --run --user Berg
says "second colleague"
run 0 erase "$newcomer" --ground mistake --run --user Berg
says "second colleague"
run 0 show "$newcomer" --user Berg
run 0 erase "$newcomer" --ground mistake --run --user Lind --passphrase-file lind
says "Receipt"
run 1 show "$newcomer" --user Berg
run 0 check --user Berg
run 0 audit verify --user Berg
run 0 show "$mariam" --user Berg
done_testing
