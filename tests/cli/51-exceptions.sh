#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# What a law demands to ask though the gate refuses it: proposed by one, approved by another, reviewed by a day, withdrawn
# at any time; and who answers for the data.
. "${srcdir:-.}/tests/cli/lib.sh"

given() { (umask 077; printf '%s\n' "$2" >"$1"); }	# given FILE WORDS
first() { sed -n 's/^First passphrase of [^:]*: //p' out; }

cat >own.ini <<'END'
[person.church_tax]
label       = Church tax
label[de]   = Religionszugehörigkeit
kind        = text
purpose     = To withhold the tax that the law demands
basis       = legal duty
recipients  = tax office
seen_by     = desk, casework
keep        = case
END

run 0 init --desk HA --municipality Halden --user "A. Berg"
run 0 exception
says "None"
run 1 fields --own own.ini
complains "religion or belief"
complains "Art. 9(1)"
complains "Ask instead"

# the words, the law and a day that lies ahead
run 1 exception propose Religionszugehörigkeit --review 2027-05-01
complains "Legal basis"
run 1 exception propose Religionszugehörigkeit --basis "Church tax act, section 4"
complains "To be reviewed by"
run 1 exception propose Religionszugehörigkeit --basis "Church tax act, section 4" --review 2026-05-04
complains "lies ahead"
run 1 exception propose "Family name" --basis "Church tax act, section 4" --review 2027-05-01
complains "need no exception"
run 1 exception propose Religion --field religion --basis "Church tax act, section 4" --review 2027-05-01
complains "like person.name"
run 0 exception propose Religionszugehörigkeit --field person.church_tax --basis "Church tax act, section 4" --review 2027-05-01
says "goes on refusing"
exception=$(head -n 1 out)
run 1 fields --own own.ini
complains "never recorded"

# one user is not two people
run 1 exception approve "$exception"
complains "one user"
run 1 set "$exception" state=approved
complains "one user"
run 1 add exception words=Religion basis=x review=2027-05-01 state=approved
complains "begins as a proposal"
run 1 fields --own own.ini

run 0 users add Lind --role supervisor --user "A. Berg"
given lind "$(first)"
given chosen "four words of Lind alone"
run 0 passphrase --new-passphrase-file chosen --user Lind --passphrase-file lind
lind() { expect=$1; shift; run "$expect" "$@" --user Lind --passphrase-file chosen; }
berg() { expect=$1; shift; run "$expect" "$@" --user "A. Berg"; }

# nobody approves their own, under whatever name they had, by whichever door
berg 1 exception approve "$exception"
complains "proposed themselves"
berg 1 set "$exception" state=approved
complains "proposed themselves"
printf 'words,basis,review,state\nReligion,x,2027-05-01,approved\n' >in.csv
berg 1 import exception in.csv
berg 0 exception --json
lacks '"state": "approved"'
# whoever changes the words has proposed them
lind 0 set "$exception" basis="Church tax act, section 5"
lind 1 exception approve "$exception"
complains "proposed themselves"
berg 0 set "$exception" basis="Church tax act, section 4"
lind 0 exception approve "$exception"
says "lets it through"
lind 0 show "$exception" --history
says "Lind"
says "A. Berg"

# what two agreed on stays, and lets through this field and no other
berg 1 set "$exception" words=Religion
complains "agreed"
berg 1 set "$exception" basis="Another act"
berg 0 fields --own own.ini
says "by exception"
sed 's/church_tax/belief/; s/Church tax/Religion/' own.ini >other.ini
berg 1 fields --own other.ini
complains "religion or belief"
berg 0 add person given_name=Ana church_tax=rk
ana=$(cat out)
berg 0 show "$ana"
says "rk"
# it stands for its ground: nobody is matched or picked out by it
berg 1 list person --filter church_tax=rk --keep-view kept
complains "religion or belief"
printf '[criteria]\nwhat = homes\npurpose = To give homes\n[wish one]\nlabel = Tax\nreason = Who asked first\nmeasure = yes\nfield = person.church_tax\nweight = 10\n' >match.ini
berg 1 match criteria homes --try match.ini
complains "protected ground"

# the record of processing names it; after its day it still holds, and is said to be due
berg 0 fields --record-of-processing
says "Religionszugehörigkeit"
says "Church tax act, section 4"
says "A. Berg · Lind"
lacks "review is due"
berg 0 check
FOOTHOLD_CLOCK=2027-05-02T09:00
berg 0 fields --record-of-processing
says "review is due"
berg 0 check
says "was to be reviewed by 1 May 2027"
lind 0 today
complains "1 exception from the gate is to be reviewed"
berg 0 set "$ana" church_tax=ev
berg 1 exception review "$exception" --review 2028-05-01
complains "proposed themselves"
lind 1 exception review "$exception" --review 2027-04-01
complains "lies ahead"
lind 0 exception review "$exception" --review 2028-05-01
berg 0 check

# withdrawn at any time: asked no more, what stands there can be emptied, and the file opens
berg 0 exception withdraw Religionszugehörigkeit
berg 1 undo
complains "proposed themselves"
berg 1 set "$ana" church_tax=rk
complains "asked no more"
berg 0 show "$ana"
says "ev"
berg 0 check
says "person.church_tax"
berg 1 fields --own own.ini
lind 1 set "$exception" state=approved
complains "final"
berg 0 set "$ana" church_tax=
: >none.ini
berg 0 fields --own none.ini
berg 0 check
berg 1 exception approve "$exception"
lind 1 exception propose Religion
lind 0 exception --json
says '"withdrawn"'

# of a country profile: listed with its law, and due when its day has come
berg 0 profile use nl --run
berg 0 exception
says "by the country profile"
FOOTHOLD_CLOCK=2027-07-01T09:00
berg 0 check
says "was to be reviewed by 30 June 2027"
berg 0 fields --record-of-processing
says "Wet inburgering 2021"
says "review is due"

# who answers for the data
berg 0 add controller name="City of Halden" officer="R. Moe" officer_contact=dpo@halden.example
berg 1 add controller name="Another town"
complains "written down already"
berg 0 fields --for-newcomer --lang de
says "R. Moe"
berg 0 fields --record-of-processing
says "dpo@halden.example"
berg 0 fields --processing person
says "About newcomers: yes"
lacks "R. Moe"
berg 0 fields --record-of-processing --json
says '"officer": "R. Moe"'
berg 0 fields --for-newcomer --output asked.pdf
check "a PDF" grep -q '^%PDF' asked.pdf
done_testing
