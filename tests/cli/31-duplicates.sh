#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# People who may stand in the file twice, with the reasons.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA
run 0 duplicates
complains "Nobody seems to stand in the file twice."
check "and prints nothing" test ! -s out
make_one person given_name=Mariam family_name=Haidari born=1991-03-12 phone=+31612345678
one=$made
make_one person given_name=Maryam family_name=Haydari born=1991-03-12 phone=0612345678
other=$made
run 0 add person given_name=Olena family_name=Kravchuk born=1984
run 0 add person given_name=Yusuf family_name=Demir born=2001
run 0 duplicates
says "$one"
says "$other"
lacks "Olena"
check "one pair" test "$(wc -l <out)" = 1
run 0 duplicates --json
says '"people": ['
says '"given_name": "Maryam"'
says '"reasons"'
run 0 duplicates --limit 0
run 2 duplicates --limit x
run 2 duplicates person
run 1 duplicates --role auditor
done_testing
