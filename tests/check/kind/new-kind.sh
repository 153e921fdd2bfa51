#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# A record kind made of a declaration and a migration alone does what every kind does, by the commands: the register,
# saving and refusing, lists, history and undo, import, export, roles. The screens are test_new_kind's.
FOOTHOLD=$(dirname "$FOOTHOLD")/../variant/foothold
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA
run 0 fields companion
says "Hours a week"
says "To see how much help there is"
run 0 fields companion --json
says '"kind": "CEFR level"'

make_one person given_name=Olena family_name=Kravchuk interpreter=uk
olena=$made
make_one person given_name=Tesfay
tesfay=$made

# every kind of field takes, shows and refuses
make_one companion person="$olena" name="Ingrid Dahl" since=2026-04-01 meets_at=17h30 language=ukrainian level=a2 \
	worked_in=poland trade=2221 drives=yes hours=2.5 refund=40 phone="0031 6 1111 2222" email=Ingrid@Example.org \
	remark="Meets at the library."
ingrid=$made
run 0 show "$ingrid"
for shown in "Olena Kravchuk" "Ingrid Dahl" "Asked" "1 April 2026" "17:30" "Ukrainian" "A2" "Poland" \
	"Nursing professionals" "yes" "2.5" "40.00" "+31611112222" "Ingrid@example.org" "Meets at the library."; do
	says "$shown"
done
for bad in name= state=perhaps since=2027-01-01 since=2026-02-30 meets_at=25:00 language=zz level=z9 worked_in=zz \
	trade=0000 drives=perhaps hours=41 hours=x refund=1.234 phone=x email=x person=; do
	run 1 set "$ingrid" "$bad"
done
run 1 add companion name="Without a person"
run 1 add companion person="$olena" name=A shoe_size=38

# lists: sorted, filtered, counted
make_one companion person="$tesfay" name="Bo Lind" since=2025-12-01 state=met
bo=$made
run 0 list companion
says "Ingrid Dahl"
says "Bo Lind"
run 0 list companion --sort since
check "the earlier one comes first" sh -c 'grep -n -e Bo -e Ingrid out | head -n 1 | grep -q Bo'
run 0 list companion --filter state=met
says "Bo Lind"
lacks "Ingrid"
run 0 show "$olena"
says "Ingrid Dahl"

# history and undo
run 0 set "$bo" hours=3 state=ended
run 0 show "$bo" --history
says "Met → Ended"
run 0 undo
run 0 show "$bo"
says "Met"
lacks "Ended"

# out, and in again the same
run 0 export companion --output out.csv
run 0 export companion --format json --output out.json
check "the CSV has its fields for heads" grep -q '^id,person,person.title,name,state,since,meets_at,language,level,worked_in,trade' out.csv
sed '1!d' out.csv >in.csv
sed '1d; s/Ingrid Dahl/Ingrid Berg/; s/Bo Lind/Bo Berg/; s/^[^,]*,//; s/^/,/' out.csv >>in.csv
run 0 import companion in.csv --dry-run
says "Good: 2"
run 0 import companion in.csv --json
says '"written": 2'
import=$(json change)
run 0 list companion
says "Ingrid Berg"
run 0 undo "$import"
run 0 list companion
lacks "Berg"
printf 'person,name,hours\n%s,Too Many,99\n' "$olena" >bad.csv
run 1 import companion bad.csv
says "line 2"

# roles: the kind, its fields, who may change it
run 1 list companion --role housing
run 0 list companion --role language
says "Ingrid Dahl"
run 0 show "$ingrid" --role language
lacks "31611112222"
lacks "40.00"
run 1 set "$ingrid" --role language state=met
run 0 set "$ingrid" --role casework state=met
run 1 set "$ingrid" --role casework nothing=1
run 0 check
done_testing
