#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# People in danger: their files for named helpers alone; an address kept secret.
. "${srcdir:-.}/tests/cli/lib.sh"

given() { (umask 077; printf '%s\n' "$2" >"$1"); }	# given FILE WORDS
first() { sed -n 's/^First passphrase of [^:]*: //p' out; }
# A colleague who has chosen a passphrase: comes NAME ROLE…
comes() {
	name=$1
	shift
	run 0 users add "$name" "$@" --user Berg
	given "$name.first" "$(first)"
	given "$name.pass" "four plain words of $name"
	run 0 passphrase --new-passphrase-file "$name.pass" --user "$name" --passphrase-file "$name.first"
}
by() { who=$1; expect=$2; shift 2; run "$expect" "$@" --user "$who" --passphrase-file "$who.pass"; }

run 0 init --desk HA --municipality Halden --user Berg
comes Anna --role casework
comes Ben --role casework --role desk
comes Olsen --role admin --role supervisor --role team_lead --role auditor --role desk
comes Carla --role casework

by Anna 0 sealed
says "No sealed file is open to you."
by Anna 0 add dwelling "address=Mill Lane 1" rooms=3
home=$(cat out)
by Anna 0 add person given_name=Quzzafirah family_name=Haidari born=1990-02-03
zahra=$(cat out)
by Anna 0 add note "person=$zahra" "text=Quzzafirah is afraid"
by Ben 0 add person given_name=Tesfay
tesfay=$(cat out)

# sealed to two helpers, it is gone for everybody else
by Anna 1 seal "$zahra" --helper Nobody
by Anna 0 show "$zahra"
by Anna 2 seal "$home"
complains "Only people's files"
by Anna 0 seal "$zahra" --helper Anna --helper Carla
complains "Backups, exports and papers"
sealed=$(cat out)
for who in Anna Ben Olsen; do
	by $who 1 show "$zahra"
	lacks Quzzafirah
	by $who 0 find Quzzafirah
	lacks Haidari
done
by Ben 0 list person
says Tesfay
lacks Quzzafirah
by Ben 0 sealed
says "No sealed file is open to you."
by Ben 1 sealed show "$sealed"
complains "not among its helpers"
by Ben 1 show --within "$sealed" "$zahra"
lacks Quzzafirah
by Olsen 1 show --within "$zahra" "$zahra"
lacks Quzzafirah
by Ben 1 sealed undo "$sealed"
# nor in an emergency, nor for a team lead's reason
by Olsen 1 emergency "$zahra" --reason "hospital asks"
lacks Quzzafirah
by Olsen 1 lead open "$zahra" --kind complaint --reason "a letter came" --hours 2
lacks Quzzafirah

# helpers work in it as in any file
by Carla 0 sealed
says "$zahra"
says "Quzzafirah Haidari"
says "Anna, Carla"
by Carla 0 show --within "$zahra" "$zahra"
says "Quzzafirah"
says "3 February 1990"
by Carla 0 set --within "$sealed" "$zahra" phone=+31612345678
by Anna 0 show --within "$zahra" "$zahra" --history
says Carla
says "+31612345678"
by Anna 0 find --within "$zahra" quzafira
says "$zahra"
# a paper for the person is on that file alone
by Anna 0 letter --within "$zahra" "$zahra" held --language fa --output held.txt
by Anna 0 list --within "$zahra" handout --json
says '"paper": "held"'
by Anna 0 list handout --json
lacks '"paper"'
by Anna 0 home --within "$zahra" "$zahra"
says "Mill Lane 1"
by Anna 0 add placement --within "$zahra" "person=$zahra" "dwelling=Mill Lane 1"
by Ben 0 show "$home"
says Reserved
lacks Quzzafirah
by Ben 1 add placement "person=$tesfay" "dwelling=$home"
complains "offered to or taken by others"
by Anna 1 set --within "$zahra" "$home" rooms=9
complains "leave the sealed file"
# work is proposed in a sealed file as well, and nothing of it stands in the town's
by Anna 0 add vacancy title=Baker occupation=7512 seats=1
by Anna 0 add jobwish --within "$zahra" "person=$zahra" what=Baking occupation=7512
by Anna 0 vacancy --within "$zahra" "$zahra"
says "1. Baker"
by Anna 0 vacancy --within "$zahra" "$zahra" --apply Baker
by Ben 0 list application
lacks Baker
by Ben 0 list job_proposal
lacks Baker
by Anna 2 export --within "$zahra" person
complains "does not work within a sealed file"
# clocks, plan, arrangements and decisions are worked on as in any file; what holds for the town is not set here
by Carla 0 add clock --within "$zahra" "person=$zahra" "what=Letter" began=2026-05-04 "length=2 weeks"
clock=$(cat out)
by Carla 0 clock suspend --within "$zahra" "$clock" --reason "Away"
by Anna 0 clock --within "$zahra" "$zahra"
says Suspended
by Anna 0 plan --within "$zahra" "$zahra"
says "General plan"
by Anna 0 arrange --within "$zahra" "$zahra" bank=done
by Anna 0 decide --within "$zahra" "$zahra" warning
by Ben 1 clock "$zahra"
by Anna 2 plan --within "$zahra" --review-every 30
complains "outside of sealed files"

# the desk registers her again, unknowingly; the helpers see it and take it over
by Ben 0 add person given_name=Quzzafirah family_name=Haidari born=1990-02-03 email=q@example.org
double=$(cat out)
lacks "$zahra"
by Anna 0 sealed
says "1 possible double"
by Anna 0 sealed show "$zahra"
says "$double"
by Anna 0 sealed take-over "$zahra" "$double"
by Anna 0 show --within "$zahra" "$zahra"
says "q@example.org"
by Anna 0 list plan --within "$zahra" --filter state=active --json
check "one plan is followed" test "$(grep -c '"template"' out)" = 1
by Anna 0 list arrangement --within "$zahra" --filter what=income --json
check "no arrangement stands there twice" test "$(grep -c '"what": "income"' out)" = 1
by Anna 0 list step --within "$zahra" --filter state=open --json
check "nor is a step open in both plans" test "$(grep -c '"First interview"' out)" = 1
by Ben 1 show "$double"
by Anna 0 sealed
lacks "possible double"

# helpers change; the last one stays
by Carla 0 sealed helpers "$zahra" --helper Carla
complains "one helper only"
by Anna 1 show --within "$sealed" "$zahra"
complains "not among its helpers"
by Olsen 1 users remove Carla
complains "only helper of a sealed file"
by Olsen 1 users reset Carla
by Carla 0 sealed helpers "$zahra" --helper Carla --helper Anna

# one who was never in the town's tables
by Anna 0 seal --new --helper Anna given_name=Vexlimira born=2001
vexli=$(cat out)
check "a case number of this desk" sh -c "echo '$vexli' | grep -qE '^HA-[0-9]{4}-[0-9]{4}-[0-9A-Z]$'"
by Ben 0 find Vexlimira
lacks "$vexli"
by Anna 0 list person --within "$vexli"
says Vexlimira
by Anna 0 check
by Olsen 0 check

# another passphrase, a recovery code, another data key: the personal key stays
by Anna 0 passphrase --recovery
given Code.pass "$(sed -n 's/^Recovery code[^:]*: //p' out)"
run 0 show --within "$vexli" "$vexli" --user Anna --passphrase-file Code.pass
says Vexlimira
given Anna.next "four other words of Anna"
by Anna 0 passphrase --new-passphrase-file Anna.next
mv Anna.next Anna.pass
by Anna 0 show --within "$vexli" "$vexli"
says Vexlimira
by Olsen 0 key rotate
by Anna 0 show --within "$vexli" "$vexli"
says Vexlimira
by Ben 1 show --within "$vexli" "$vexli"

# rights hold in it as well
by Anna 0 subject-export --within "$vexli" "$vexli" --output copy
check "a copy for her" grep -rqF Vexlimira copy
by Anna 0 restrict --within "$vexli" "$vexli" --why contested
by Anna 1 set --within "$vexli" "$vexli" phone=+31612345679
by Anna 0 retention --within "$vexli"

# killed at any moment, a file is in the one place or in the other, whole
for delay in 005 010 015 020 025 030 035 040 045 050 060 080; do
	by Anna 0 add person "given_name=Kalimbo$delay" family_name=Haidari
	one=$(cat out)
	timeout -s KILL "0.$delay" "$FOOTHOLD" seal "$one" --helper Anna --user Anna --passphrase-file Anna.pass >out 2>err
	"$FOOTHOLD" show "$one" --user Ben --passphrase-file Ben.pass >plain 2>err
	"$FOOTHOLD" show --within "$one" "$one" --user Anna --passphrase-file Anna.pass >inside 2>err
	check "killed after 0.$delay s: in one place" test "$(cat plain inside | grep -c "Given name.*Kalimbo$delay")" = 1
done
by Olsen 0 check

# an older copy does not bring the plain file back, and what was sealed since comes along
by Anna 0 add person given_name=Ombeline family_name=Haidari
late=$(cat out)
by Olsen 0 backup "$place/before.bak"
by Anna 0 seal "$late" --helper Anna
by Olsen 0 restore "$place/before.bak" restored.db
by Ben 0 find Ombeline --db restored.db
lacks "$late"
by Anna 0 show --within "$late" "$late" --db restored.db
says Ombeline
by Olsen 0 check --db restored.db
by Ben 0 show "$home" --db restored.db
says Reserved

# open again, it is as it was
by Carla 0 sealed undo "$zahra"
by Ben 0 show "$zahra"
says Quzzafirah
says "3 February 1990"
by Carla 0 sealed
says "No sealed file is open to you."

# an address kept secret: in the opened file alone
by Ben 0 set "$zahra" "address=Cedar Street 5" address_secret=yes
by Ben 0 show "$zahra"
says "Cedar Street 5"
by Ben 0 list person --json
lacks "Cedar Street"
by Ben 0 list person --filter "address=Cedar Street 5"
lacks "$zahra"

done_testing
