#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# What of a table of counts can be published: what is told of each cell, what is handed out, what is refused.
. "${srcdir:-.}/tests/cli/lib.sh"

cat >town.csv <<'END'
neighbourhood,gender,people
Hill,woman,12
Hill,man,3
Mill,woman,14
Mill,man,15
Quay,woman,9
Quay,man,20
END
run 0 disclose town.csv
says "Hill           man          ×  withheld: small"
says "Total          Total       73  published"
says "1 cell is withheld because it is small."
says "can still believe of each"
quiet
check "no Foothold file is made" test ! -e "$FOOTHOLD_DB"
run 0 disclose town.csv --json
says '"sign": "primary"'
says '"high": '
says '"primary": 1'
says '"secondary": 3'

# What is handed out says of nothing why it is withheld.
run 0 disclose town.csv --hand-out
says "Hill,man,×"
lacks primary
lacks small
check "one small count and three others bear the sign" test "$(grep -c '×' out)" = 4

# Totals told are held against what they are made of; a missing one is computed; hierarchies; a threshold.
cat >area.csv <<'END'
neighbourhood,people
Hill,12
Mill,4
Quay,9
Dock,21
Total,46
END
cat >areas.csv <<'END'
neighbourhood,district
Hill,North
Mill,North
Quay,South
Dock,South
END
run 0 disclose area.csv --hierarchy areas.csv --csv
says "neighbourhood,people,sign,low,high"
says "Mill,,primary,"
says "Total,46,published,46,46"
check "districts are there" grep -q '^North,' out
run 0 disclose area.csv --threshold 2 --csv
lacks primary
says "Mill,4,published,4,4"
run 0 disclose area.csv --threshold 10 --interval 0-20 --json
says '"high": 20'

# Two tables of the same people share their totals.
cat >ages.csv <<'END'
neighbourhood;age;people
Hill;under 18;5
Hill;older;7
Mill;under 18;1
Mill;older;3
Quay;under 18;0
Quay;older;9
Dock;under 18;10
Dock;older;11
END
run 0 disclose area.csv ages.csv --csv
check "a cell of both tables has one sign" test "$(grep -c '^Mill,,primary' out)" = 1
says "Mill,Total,,primary"
sed 's/Mill;older;3/Mill;older;2/' ages.csv >wrong.csv
run 1 disclose area.csv wrong.csv
complains "does not add up"

# What is wrong is named by its line, and nothing is printed.
refused() {
	printf '%s\n' a,b,n "$1" y,z,7 >bad.csv
	run 1 disclose bad.csv
	complains "$2"
	complains "othing was computed"
	check "nothing is printed" test ! -s out
}
refused x,z,-1 "Line 2, column 3: this is no whole number"
refused x,z,1.5 "Line 2, column 3"
refused x,z, "there is no count"
refused x,z "there is no count"
refused y,z,7 "Line 3: the same was counted in line 2 already"
refused x,z,99999999999999999999 "Line 2, column 3"
printf 'n\n5\n' >bad.csv
run 1 disclose bad.csv
complains "one column alone"
printf 'a,n\n' >bad.csv
run 1 disclose bad.csv
complains "is empty"
printf 'quarter,parent\nHill,North\n' >bad.csv
run 1 disclose area.csv --hierarchy bad.csv
complains "Line 2 of the hierarchy: no table has a column “quarter”"
printf 'neighbourhood,parent\nHill,North\nHill,South\n' >bad.csv
run 1 disclose area.csv --hierarchy bad.csv
complains "Line 3 of the hierarchy"
printf 'a,n\nx,6\ny,7\nTotal,14\n' >bad.csv
run 1 disclose bad.csv
complains "does not add up"
run 1 disclose missing.csv
run 2 disclose area.csv --threshold 1
run 2 disclose area.csv --interval 5
run 2 disclose

# A town's own tables, with many small counts: most of them can be told all the same, and whole districts and years.
data=$top/tests/data/disclosure
run 0 disclose "$data/living.csv" --hierarchy "$data/areas.csv" --json
says '"cells": 576'
says '"primary": 158'
check "no more than a seventh is withheld for others" test "$(sed -n 's/.*"secondary": \([0-9]*\).*/\1/p' out)" -le 82
run 0 disclose "$data/arrivals.csv" --hierarchy "$data/areas.csv" --hierarchy "$data/months.csv" --hand-out
says "2024,Total,"
lacks "2024,Total,×"
check "every small count bears the sign" test "$(awk -F, '$3 ~ /^[1-4]\r?$/' out | wc -l)" = 0
check "no more than a ninth is withheld for others" test "$(grep -c '×' out)" -le 290

done_testing
