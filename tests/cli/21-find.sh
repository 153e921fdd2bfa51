#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Finding people by what is known of them.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init
make_one person given_name=Mariam family_name=Haidari "own_script=مریم حیدری" born=1991 phone="+31612345678"
mariam=$made
run 0 add person given_name=Jürgen family_name=Müller email=jm@example.org
run 0 add person given_name=Олена family_name=Кравчук
run 0 find haidari mariam
says "$mariam"
quiet
run 0 find hajdari marjam
says "Mariam"
run 0 find مریم
says "$mariam"
run 0 find muller
says "Jürgen"
run 0 find kravchuk
says "Олена"
run 0 find "$mariam"
says "Mariam"
run 0 find 0612345678
says "Mariam"
run 0 find jm@example.org --json
says '"given_name": "Jürgen"'
says '"reasons"'
run 0 find zzyzx
complains "Nobody was found"
check "and prints nothing" test ! -s out
run 0 find zzyzx --json
says "[]"
run 2 find
run 0 find "%_'; DROP TABLE person; --"
run 0 find "$(printf '\033[2J')"
run 2 find "$(printf 'm\377ller')"
complains "UTF-8"
run 0 find "$(head -c 5000 /dev/zero | tr '\0' a)"
run 0 find haidari --limit 1
run 2 find haidari --limit x
run 1 find haidari --role auditor
complains "Your role"
run 0 check
done_testing
