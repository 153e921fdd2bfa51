#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Files in and out: mapped, checked before anything is written, taken back as one, and the same again when read back.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA
cat >people.csv <<'END'
surname;first name;birth date;tel
Haidari;Mariam;12.03.1991;+31 6 1111 2222
Kravchuk;Olena;1.7.1984;
"Rojas; de la Vega";Ana Lucía;;0123456
END
run 0 import person people.csv --map 'surname=family_name,first name=given_name,birth date=born,tel=phone' \
	--date-format %d.%m.%Y --dry-run
says "Rows: 3. Good: 3"
run 0 list person --json
says "[]"
run 0 import person people.csv --map 'surname=family_name,first name=given_name,birth date=born,tel=phone' \
	--date-format %d.%m.%Y --json
says '"written": 3'
import=$(json change)
run 0 list person
says "Rojas; de la Vega"
says "12 March 1991"
run 0 undo "$import"
run 0 list person --json
says "[]"

cat >bad.csv <<'END'
family_name,born
Good,1990
Bad,1990-13-45
Also good,2001
END
run 1 import person bad.csv
says "line 3"
run 0 list person --json
says "[]"
check "rejects are the owner's alone" test "$(stat -c %a bad.csv.rejects.csv)" = 600
run 0 import person bad.csv --keep-good
says "Good: 2"
run 0 list person
says "Also good"
lacks "Bad "

run 1 import person missing.csv
complains "missing.csv"
run 2 import dragon bad.csv
run 2 import person
run 1 import person bad.csv --map nothing=given_name
run 1 import person bad.csv --map family_name=nothing
run 1 import person bad.csv --encoding martian
run 2 import person bad.csv --delimiter ab
printf 'family_name\nM\374ller\n' >latin.csv
run 0 import person latin.csv --encoding iso-8859-1
run 0 find müller
says "Müller"

# out and in again gives the same
run 0 export person --output out.csv
check "an export is the owner's alone" test "$(stat -c %a out.csv)" = 600
run 0 export person
check "the same on standard output" cmp out out.csv
run 0 init other.db
run 0 import person out.csv --db other.db
run 0 export person --db other.db
cut -d, -f3- out >again
cut -d, -f3- out.csv >first
check "what was exported comes back" cmp first again
run 0 export person --format json
says '"family_name"'
run 0 export person --filter born=1990
says "Good"
lacks "Müller"
run 2 export person --format xml
run 2 export dragon
run 1 export person --output no/such/out.csv
"$FOOTHOLD" export person >/dev/full 2>err
check "a full device is noticed" test $? = 1
run 0 check
done_testing
