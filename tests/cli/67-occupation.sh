#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Occupations by what a person says of their trade, from the shell and in a file that is imported.
. "${srcdir:-.}/tests/cli/lib.sh"

# The code that stands first, the code among the first ten.
first() { run 0 occupation --lang "$1" "$2"; check "“$2” is $3" test "$(sed -n '1s/ .*//p' out)" = "$3"; }
among() { run 0 occupation --lang "$1" "$2"; check "“$2” is among ten" grep -q "^$3 " out; }
first en "tailor" 7531
first fr "infirmière spécialiste" 2221
first de "Zahntechnikerin" 3214
among en nurse 2221
among en verpleger 2221
among en fontanero 7126
among en ممرضة 2221
among en "електротехник" 7412
among en "електрик" 7411
among en "кухар" 5120
run 0 occupation --lang fr infirmiere
says "infirmi"
quiet

# Every word of the call counts, whatever its case and marks; a code is its group.
run 0 occupation --limit 3 TAXI DRIVER
check "three lines" test "$(wc -l <out)" = 3
says 8322
run 0 occupation 2221
says "Nursing professionals"
check "one line" test "$(wc -l <out)" = 1
run 0 occupation --json --limit 1 midwife
says '"code": "2222"'
says '"esco": "'
run 0 occupation qzqzqz
complains "No occupation is like that"
check "and prints nothing" test ! -s out
run 0 occupation qzqzqz --json
says "[]"
run 0 occupation "%_'; DROP TABLE person; --"
run 0 occupation "$(head -c 20000 /dev/zero | tr '\0' a)"
run 2 occupation
run 2 occupation "$(printf 'm\377ller')"
complains "UTF-8"
run 2 occupation --limit x nurse
run 0 help occupation
says "This service uses the ESCO classification of the European Commission."

# A file takes whole titles and codes; of a row that is neither, the rejects say what was perhaps meant.
run 0 init
cat >vacancies.csv <<'END'
title,occupation
Night shift,2221
Day shift,nursing professionals
Evening,pastry cook
END
run 1 import vacancy vacancies.csv
says "Nearest: "
check "the rejects name the code" grep -q '(7512)' vacancies.csv.rejects.csv
run 0 import vacancy vacancies.csv --keep-good
run 0 list vacancy --json
says '"occupation": "2221"'
lacks "Evening"
run 1 add vacancy title=Evening "occupation=pastry cook"
complains "Nearest: "
complains "(7512)"

# Where the titles are not there, or are something else, it says so, and codes go on.
titles=$FOOTHOLD_DATADIR
FOOTHOLD_DATADIR=$place/nowhere
export FOOTHOLD_DATADIR
run 1 occupation nurse
complains "cannot be read"
complains "by its code"
run 0 occupation 2221
mkdir nowhere
printf 'FOC1 nothing of the kind' >nowhere/occupations.index
run 1 occupation nurse
complains "not whole"
head -c 1000000 "$titles/occupations.index" >nowhere/occupations.index
run 1 occupation nurse
complains "not whole"
unset FOOTHOLD_DATADIR
done_testing
