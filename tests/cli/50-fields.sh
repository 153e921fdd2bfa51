#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The register read out, and a municipality's own fields taken in or refused.
. "${srcdir:-.}/tests/cli/lib.sh"

unset FOOTHOLD_DB
run 0 fields
quiet
says "family_name"
says "To address the person and to find the file again"
run 0 fields speaks
lacks "family_name"
run 0 fields --json
says '"purpose"'
lacks '"purpose": null'
run 2 fields dragon
FOOTHOLD_DB=$place/town.db
export FOOTHOLD_DB
run 1 fields
run 0 init
cat >own.ini <<'END'
[person.library_card]
label      = Library card
label[fr]  = Carte de bibliothèque
kind       = text
purpose    = To lend books to the person
purpose[fr] = Pour prêter des livres à la personne
basis      = public task
recipients = city library
seen_by    = desk, casework
keep       = case
END
run 0 fields person --own own.ini
says "library_card"
make_one person given_name=Ana library_card=B-117
run 0 show "$made"
says "Library card"
says "B-117"
run 0 show "$made" --lang fr
says "Carte de bibliothèque"
run 0 export person
says "library_card"

# the sheet for newcomers has it, in the town's own words; in every language, and in no other
run 0 fields --for-newcomer
says "Library card"
says "To lend books to the person"
run 0 fields --for-newcomer --lang fr
says "Carte de bibliothèque"
says "Pour prêter des livres à la personne"
lacks "What we ask"
for language in ar de en es fa fr nl ru ti tr uk prs; do
	run 0 fields --for-newcomer --lang $language
	run 0 fields --for-newcomer --lang $language --plain-language
	run 0 fields --for-newcomer --lang $language --output asked.$language.pdf
	check "a PDF" grep -q '^%PDF' asked.$language.pdf
done
run 2 fields --for-newcomer --lang xx
complains "does not speak"
run 2 fields --for-newcomer --json
run 1 fields --for-newcomer --output asked.de.pdf
run 0 fields person --record-of-processing
says "| Library card | To lend books to the person |"

# without a purpose, or asking what is never asked: refused whole, and what was there stays
sed '/^purpose/d' own.ini >bad.ini
run 1 fields --own bad.ini
sed 's/^label .*/label = Religion/; /label\[/d' own.ini >bad.ini
run 1 fields --own bad.ini
printf '[person.x\n\377\0' >bad.ini
run 1 fields --own bad.ini
run 1 fields --own missing.ini
complains "missing.ini"
run 0 show "$made"
says "B-117"
done_testing
