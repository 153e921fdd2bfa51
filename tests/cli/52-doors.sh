#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The doors of the fairness gate: at each of them something is refused, with ground, law and a better question, and
# something that sounds alike goes through.
. "${srcdir:-.}/tests/cli/lib.sh"

refusal() {	# the last call said what, on which ground, by which law, and what to ask instead
	grep -qF -e "$1" err; holds $? "the ground: $1"
	grep -qE 'GDPR|Charter' err; holds $? "the law"
	grep -qE 'Ask instead|Leave the question out' err; holds $? "a better question"
}
field() { printf '[person.extra]\nlabel = %s\nkind = %s\npurpose = %s\nbasis = public task\nrecipients = none\nseen_by = casework\nkeep = case\n' "$1" "$2" "$3" >own.ini; }

run 0 init --desk HA --municipality Halden
make_one person given_name=Ana arrived=2026-03-01
ana=$made

# own fields: label, purpose, name, choices, each language
field "Religion" text "To plan"
run 1 fields --own own.ini
refusal "religion or belief"
field "Extra" text "To know which party they vote for"
run 1 fields --own own.ini
refusal "political opinion"
field "Extra" choice "To plan"
echo 'choices = a: Hindu | b: Muslim' >>own.ini
run 1 fields --own own.ini
refusal "religion or belief"
field "Extra" text "To plan"
echo 'label[de] = Religionszugehörigkeit' >>own.ini
run 1 fields --own own.ini
refusal "religion or belief"
sed 's/person.extra/person.political_party/; /\[de\]/d' own.ini >name.ini
run 1 fields --own name.ini
refusal "political opinion"
field "Days on which no appointment is possible" text "To plan around them"
run 0 fields --own own.ini

# a file of fields, before anybody takes it in
run 1 gate --register name.ini
says "refuse	politics	political party"
run 0 gate --register own.ini
says "allow	-	Days on which no appointment is possible"
run 1 gate --register name.ini --json
says '"source":"GDPR Art. 9(1)'
run 3 gate --register missing.ini
run 2 gate
run 2 gate own.ini --register own.ini

# what a dossier asks for
run 0 dossier --papers regulated
sed '0,/^what .*/s//what = Certificate of baptism and religion/' out >papers.ini
run 1 dossier --own papers.ini
refusal "religion or belief"
sed '0,/^what .*/s//what = Diploma in political science/' papers.ini >good.ini
sed -i 's/Certificate of baptism and religion/Degree/' good.ini
run 0 dossier --own good.ini

# criteria of matching
printf '[criteria]\nwhat = homes\npurpose = To give homes\n[condition size]\nlabel = Room\nreason = Room for all\n[wish first]\nlabel = %s\nreason = Who asked first\nmeasure = earlier\nfield = need.asked\nfull = 365\nweight = 100\n' "Country of origin" >match.ini
run 1 match criteria homes --try match.ini
refusal "nationality or country of origin"
sed -i 's/Country of origin/Days waited/' match.ini
run 0 match criteria homes --try match.ini

# columns of an import, by their heads and by a map
printf 'given_name,Religion,Church Street\nOlena,x,5\n' >in.csv
run 0 import person in.csv --dry-run
says "asks about religion or belief"
says "Ask instead"
run 1 import person in.csv --map 'given_name=given_name,Religion=own_script'
refusal "religion or belief"
run 0 import person in.csv --map 'given_name=given_name,Church Street=address' --dry-run
printf 'household,role,given_name,Nationality\n1,adult,Olena,UA\n' >group.csv
run 1 group group.csv
refusal "nationality or country of origin"

# vacancies that somebody types
make_one employer name="Harbour Bakery"
run 1 add vacancy employer="Harbour Bakery" title=Baker "text=Bakes bread. Must be a practising Christian."
refusal "religion or belief"
complains "Must be a practising Christian."
run 1 add vacancy employer="Harbour Bakery" title=Baker "text=Only German nationals may apply."
refusal "nationality or country of origin"
run 0 add vacancy employer="Harbour Bakery" title=Baker "text=We treat all alike, whatever their religion. Health insurance is paid."
vacancy=$(cat out)
run 1 set "$vacancy" "skills=Must be a Christian"
refusal "religion or belief"
run 0 set "$vacancy" "skills=political science degree"

# what is kept under a name
run 1 list person --filter caseworker=Berg --keep-view "Our Muslims"
refusal "religion or belief"
run 1 list step --filter "what=Ask for the religion" --keep-view mine
refusal "religion or belief"
run 0 list person --filter caseworker=Berg --keep-view "Church Street"
run 1 today --keep-view "Refugees by religion"

# by what a report is broken down
run 1 report progress --by religion
refusal "religion or belief"
run 2 report progress --by street
run 0 report progress --by age

# free text is never refused; the words are named, and can be taken out
make_one note person="$ana" "text=Speaks well. Religion is Islam."
complains "religion or belief"
complains "--clean takes these words out"
run 0 note "$ana" "text=Wants a women-only course."
quiet
run 0 note "$ana" "text=Wants an evening course. Her religion is Islam. Lives near." --clean
complains "Taken out: “"
run 0 list note --json
says "Wants an evening course."
says "Lives near."
check "the words are gone" sh -c '! grep -q "evening course. Her religion" out'
make_one step person="$ana" "what=Ask for the religion" stage=arrival --clean
complains "Taken out"
run 0 undo
done_testing
