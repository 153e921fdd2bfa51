#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# Papers for newcomers: which there are, in whose language, what stands beside, what is never on them, and what the
# person's file says of them afterwards.
. "$(dirname "$0")/lib.sh"
mkdir bin
PATH=$place/bin:/usr/bin:/bin
lp() {
	{ echo '#!/bin/sh'; printf '%s\n' "$@"; } >bin/lp
	chmod +x bin/lp
}
# How many papers the person's file says were handed over.
handed() {
	"$FOOTHOLD" list handout --json --filter "person=$1" >handed 2>/dev/null
	[ "$(grep -c '"id"' handed)" = "$2" ]
	holds $? "$2 papers handed over"
}

run 0 init --municipality Halden
make_one person given_name=Mariam family_name=Haidari own_script='مریم حیدری' arrived=2026-04-01 interpreter=prs
mariam=$made
make_one person given_name=Oleh family_name=Bondar arrived=2026-04-01
oleh=$made

# Nothing to say yet but what is held; nothing is about somebody else.
run 0 letter "$mariam" --json
says '"paper": "held"'
lacks '"paper": "appointment"'
run 1 letter "$mariam" appointment
complains "No appointment of this person is to come"
make_one appointment person="$mariam" what="Plan interview" day=2026-05-12 at=09:30 place="Harbour Street 4" room=12 caseworker=Berg
slip=$made
make_one appointment person="$mariam" what="Later" day=2026-06-12 at=09:30
run 0 letter "$mariam"
says "$slip"
run 1 letter "$oleh" appointment --about "$slip" --language uk
complains "another person's"
run 2 letter "$oleh" held
complains "Ask the person"
run 2 letter "$mariam" bill
complains "no such paper"
run 1 letter "$mariam" appointment --language xx
complains "cannot be written in this language"

# Dari is written as Persian; the next appointment comes first; only read, nothing is noted.
run 0 letter "$mariam" appointment
says "سه‌شنبه 12 مهٔ 2026"
says "Harbour Street 4"
says "Tuesday, 12 May 2026"
says "مریم حیدری (Mariam Haidari)"
lacks "12 June"
handed "$mariam" 0
# Short sentences in one language alone.
run 0 letter "$mariam" appointment --plain --language en --beside none
says "Please come to us"
says "Bring this paper."
lacks "The talk takes"

# As PDF: both languages, the address in Latin letters within Persian words; on file once it is there.
run 0 letter "$mariam" appointment --output slip.pdf
check "only its owner may read it" sh -c '[ "$(stat -c %a slip.pdf)" = 600 ]'
check "one page" sh -c 'pdfinfo slip.pdf | grep -q "^Pages: *1$"'
check "the address is on it" sh -c 'pdftotext -layout slip.pdf - | grep -q "Harbour Street 4"'
check "in both languages" sh -c 'pdftotext slip.pdf - | grep -q "Tuesday, 12 May 2026"'
handed "$mariam" 1
check "which one" grep -q '"paper": "appointment"' handed
check "in which language" grep -q '"language": "fa"' handed
check "about which day" grep -q '"about_day": "2026-05-12"' handed
check "how" grep -q '"how": "saved"' handed
# What stands there already is not written over, and nothing is said to be handed over.
run 1 letter "$mariam" appointment --output slip.pdf
handed "$mariam" 1
lp 'cat >"$HOME/job"'
run 0 letter "$mariam" appointment --plain --print
handed "$mariam" 2
check "the printer has it" sh -c 'head -c 5 job | grep -q %PDF-'
check "it was printed" grep -q '"how": "printed"' handed
check "in plain language" grep -q '"plain": true' handed
lp 'cat >/dev/null' 'echo "lp: out of ink" >&2; exit 1'
run 1 letter "$mariam" appointment --print
complains "out of ink"
handed "$mariam" 2

# Which language counts is the town's to say.
run 1 --role casework letter languages de
complains "Team leads and administrators"
run 0 letter languages de --json
run 0 letter "$mariam" appointment
says "Dienstag, 12. Mai 2026"
lacks "Tuesday"
run 0 letter languages en --json

# An appointment that is over or called off has no slip.
run 0 set "$slip" state=cancelled
run 1 letter "$mariam" appointment --about "$slip"
complains "not planned any more"
FOOTHOLD_CLOCK=2026-07-01T09:30 "$FOOTHOLD" letter "$mariam" appointment >out 2>err
check "nothing is to come" grep -q "No appointment of this person is to come" err

# A place that is kept secret is on no paper, whoever writes it.
run 0 set "$oleh" address="Mill Lane 7" address_secret=yes interpreter=uk
make_one appointment person="$oleh" what="Visit" day=2026-05-20 at=10:00 place="at Mill Lane 7, top floor"
run 0 letter "$oleh" appointment --beside en
lacks "Mill Lane"
says "we come to you"
run 0 --role language letter "$oleh" appointment
lacks "Mill Lane"
run 0 letter "$oleh" held
lacks "Mill Lane"
says "not printed"
run 1 --role language letter "$oleh" held
complains "Casework tells people"

# What is held, and why: its own making is noted as a copy.
run 0 letter "$mariam" held --language en --beside none --output held.txt
check "the name stands there" grep -q "Haidari" held.txt
check "and what it is for" grep -q "Why we keep this" held.txt
handed "$mariam" 3

# The plan, and of a restricted file.
run 0 letter "$mariam" plan --language en --beside none
says "What comes next"
says "First interview"
run 0 letter "$mariam" plan --plain --language en --beside none
lacks "All steps"
run 0 restrict "$mariam" --why contested
run 0 letter "$mariam" plan --language en --output plan.txt
check "the paper says that the file is restricted" grep -q "Your file is restricted" plan.txt
handed "$mariam" 4

# A very long name wraps; a letter that no font has is named, and nothing stands there or is noted.
long=$(printf 'Abdurrahmanoglu%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13)
make_one person given_name="$long" family_name=Long arrived=2026-04-01 interpreter=tr
run 0 letter "$made" held --plain --beside ar --output long.pdf
check "the name is there to its end" sh -c 'pdftotext long.pdf - | tr -d "\n " | grep -q AbdurrahmanogluLong'
make_one person given_name=Ilu own_script=$(printf '\363\260\200\200') arrived=2026-04-01 interpreter=tr
run 1 letter "$made" held --plain --output none.pdf
complains "No font on this computer"
check "no file" test ! -e none.pdf
handed "$made" 0
run 0 letter "$made" held --plain
done_testing
