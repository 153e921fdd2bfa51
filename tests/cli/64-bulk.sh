#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Many people's records at once: a reason, few columns, sealed, noted; few people's as before.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA
{ echo given_name,phone,born; i=0; while [ $i -lt 120 ]; do echo "Person$i,06123$i,1990"; i=$((i + 1)); done; } >people.csv
run 0 import person people.csv
umask 077
echo "a passphrase for the sealed one" >seal
echo "another passphrase altogether" >wrong

run 2 export person --output all.csv
complains "reason"
check "nothing was written" test ! -e all.csv
run 2 export person --output all.csv --reason short
run 0 export person --output all.sealed --reason "yearly figures for the ministry" --seal-passphrase-file seal
check "the owner's alone" test "$(stat -c %a all.sealed)" = 600
check "no name in it" sh -c '! grep -q Person all.sealed'
run 1 unseal all.sealed all.csv --seal-passphrase-file wrong
check "nothing was opened" test ! -e all.csv
run 0 unseal all.sealed all.csv --seal-passphrase-file seal
check "all of them" test "$(wc -l <all.csv)" = 121
check "no telephone number" sh -c '! grep -q 06123 all.csv'
run 1 unseal all.sealed all.csv --seal-passphrase-file seal
complains "there already"
run 1 unseal people.csv other.csv --seal-passphrase-file seal
head -c 1000 all.sealed >cut
run 1 unseal cut other.csv --seal-passphrase-file seal
check "nothing of it" test ! -e other.csv

run 0 export person --output some.csv --unsealed --columns case_number,phone --reason "calling all of them"
check "the columns that were named" test "$(head -n 1 some.csv | tr -d '\r')" = "id,case_number,phone"
run 2 export person --columns dragon --unsealed --reason "calling all of them"
run 2 list person --limit 0
complains "reason"
run 0 list person --limit 0 --reason "a list for the fire drill"
says Person119
run 0 list person --limit 0 --json --reason "a list for the fire drill"
lacks 06123
run 2 today --limit 101
run 0 today --limit 101 --reason "to print the whole list"
run 2 duplicates --limit 1000
run 0 list person
run 0 list course --limit 0

# Few people need no reason and come whole, in the clear or sealed.
run 0 export person --filter given_name=Person7
says 061237
run 0 export person --filter given_name=Person7 --sealed --output one.sealed --seal-passphrase-file seal
run 0 unseal one.sealed one.csv --seal-passphrase-file seal
check "whole" grep -q 061237 one.csv

# All of it stands in the trail.
run 0 audit acts --role auditor --reason "yearly audit" --json
check "every export and list" test "$(grep -cE '"what": "(export|list)"' out)" = 7
says '"reason": "yearly figures for the ministry"'
says '"records": 120'
says '"sealed": true'
run 0 audit verify

# A colleague without the permission takes out few, never many.
run 0 users add Lind --role casework --user "$(id -un)"
(umask 077; sed -n 's/^First passphrase of [^:]*: //p' out >first; echo "four words of Lind alone" >lind)
run 0 passphrase --user Lind --passphrase-file first --new-passphrase-file lind
run 1 export person --user Lind --passphrase-file lind --reason "yearly figures for the ministry" --unsealed
complains "permission"
run 1 list person --limit 0 --user Lind --passphrase-file lind --reason "a list for the fire drill"
run 0 export person --filter given_name=Person7 --user Lind --passphrase-file lind
says Person7
done_testing
