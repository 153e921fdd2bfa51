#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Texts judged from the shell, without any Foothold file.
. "${srcdir:-.}/tests/cli/lib.sh"

printf 'What is your religion?\nMay work from\n\nNationality\n' >texts
run 1 gate texts
check "a line for each" test "$(wc -l <out)" = 4
check "refused by ground" grep -q "^refuse	religion	What is your religion?\$" out
check "allowed" grep -q "^allow	-	May work from\$" out
check "an empty line" grep -q "^allow	-	\$" out
check "the last" grep -q "^refuse	nationality	Nationality\$" out
check "no file was made" test ! -e town.db
quiet
run 0 gate --lang en - <<-EOF2
	Church Street 5
EOF2
check "standard input" grep -q "^allow	-	Church Street 5\$" out
run 1 gate --json texts
says '"ground":"religion"'
says '"words":"religion"'
says 'GDPR Art. 9(1)'
says '"verdict":"allow"'

# Line ends of another system, a mark of byte order, zero bytes, bytes that are no UTF-8, no end of the last line.
printf '\357\273\277Religion\r\nfa\000ith\r\nPhone\377 number\r\nGround floor' >odd
run 1 gate odd
check "the mark is no letter" grep -q "^refuse	religion	Religion\$" out
check "zero bytes hide nothing" grep -q "^refuse	religion	faith\$" out
check "four lines" test "$(wc -l <out)" = 4
run 0 gate /dev/null
check "nothing in, nothing out" test ! -s out
run 0 gate --json /dev/null
says "[]"
head -c 3000000 /dev/zero | tr '\0' a >endless
run 3 gate endless
complains "too long"
seq 200000 | sed 's/$/ rooms/' >many
run 0 gate many
check "as many lines" test "$(wc -l <out)" = 200000
run 3 gate no-such-file
printf '\377\376R\000' >wide
run 3 gate wide
complains "is not UTF-8 text"
run 2 gate
run 2 gate --lang qq texts
done_testing
