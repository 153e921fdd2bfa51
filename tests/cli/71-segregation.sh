#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Indices of segregation of any table: what is printed, what is left out, what is refused.
. "${srcdir:-.}/tests/cli/lib.sh"

cat >two.csv <<'END'
Quarter,Everybody,Newcomers
Hill,100,80
Mill,100,20
Empty,0,0
END
run 0 segregation two.csv --unit Quarter --group Newcomers --total Everybody
says "2 units with 200 people in all."
says "1 unit without people was left out."
says "Newcomers     100  0.5000  0.6000  0.6000  0.2781     0.6800  0.3600"
says "Duncan & Duncan 1955"
quiet
check "no Foothold file is made" test ! -e "$FOOTHOLD_DB"
run 0 segregation two.csv --unit '#1' --group '#3' --total '#2' --json
says '"dissimilarity": 0.5999999'
says '"empty": 1'
says '"source": "Theil 1972"'
run 0 segregation --lang de two.csv --unit Quarter --group Newcomers --total Everybody
says "0,6800"

# Several groups, from standard input, semicolons, thousands parted, a total in the last line.
cat >three.csv <<'END'
Unit;A;B;C;All
x;60;30;10;100
y;20;30;50;100
Sum;80;60;60;200
END
"$FOOTHOLD" segregation - --unit Unit --group A --group B --total All --without Sum <three.csv >out 2>err
holds $? "standard input is read"
says "1 row was left out as asked."
says "All groups together  0.3030  0.3030"
run 0 segregation three.csv --unit Unit --group A --group B --group C --total All --last-line 3
says "All groups together  0.3030  0.3030"
lacks "others  "

# What is missing is not zero; what is wrong is named by its line, and nothing is printed.
refused() {
	printf '%s\n' Unit,Some,All "$1" b,1,2 >bad.csv
	run 1 segregation bad.csv --unit Unit --group Some --total All
	complains "$2"
	complains "Nothing was computed"
	check "nothing is printed" test ! -s out
}
refused a,-1,5 "Line 2"
refused a,6,5 "hold more people than the total"
refused a,six,7 "Line 2, column 2: this is no whole number"
refused a,1.5,7 "no whole number"
refused b,1,7 "this unit stood in line 2 already"
refused ,1,7 "names no unit"
refused a,1,99999999999999999 "more people than can be counted exactly"
refused a,1,99999999999999999999999 "no whole number"
printf 'Unit,Some,All\na,,5\nb,1,2\nc,.,4\nd,3,3\n' >gaps.csv
run 1 segregation gaps.csv --unit Unit --group Some --total All
complains "A count that is missing is not zero"
run 0 segregation gaps.csv --unit Unit --group Some --total All --skip-missing
says "2 units with a missing count were left out."
says "2 units with 5 people in all."
printf 'Unit,Some,All\na,0,5\n' >none.csv
run 0 segregation none.csv --unit Unit --group Some --total All
says "not defined"
run 0 segregation none.csv --unit Unit --group Some --total All --json
says '"dissimilarity": null'
: >void.csv
run 1 segregation void.csv --unit Unit --group Some --total All
complains "The table is empty"
run 1 segregation two.csv --unit Quarter --group Nobody --total Everybody
complains "No column is headed “Nobody”"
run 2 segregation two.csv --unit Quarter --total Everybody
complains "--group once or more"
run 2 segregation two.csv --unit Quarter --group Newcomers --group Newcomers --total Everybody
run 1 segregation missing.csv --unit a --group b --total c
printf 'Unit,Some,All\n\377,1,5\n' >bytes.csv
"$FOOTHOLD" segregation bytes.csv --unit Unit --group Some --total All >out 2>err
check "odd bytes do not crash it" test $? -le 1

# Many rows in bounded memory.
awk 'BEGIN { print "Unit,Some,All"; for (i = 0; i < 200000; i++) print "u" i "," i % 7 "," 7 + i % 5 }' >many.csv
run 0 segregation many.csv --unit Unit --group Some --total All
says "200,000 units"

# A real table: neighbourhoods of Hamburg, with eight totals at its end.
data=${FOOTHOLD_DATA:-$top/../shared/data}/neighbourhoods/hamburg_stadtteile_2014.csv
if [ -r "$data" ]; then
	run 0 segregation "$data" --unit stadtteil --group foreign_nationals --total population --last-line 100
	says "1,782,217 people"
	run 1 segregation "$data" --unit stadtteil --group foreign_nationals --total population
	complains "this unit stood in line"
fi

done_testing
