#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# A municipality's first day, on real files where they are at hand (FOOTHOLD_DATA, else ../shared/data), else on the
# small ones of tests/data; and an import killed half way.
. "${srcdir:-.}/tests/cli/lib.sh"
data=${FOOTHOLD_DATA:-$top/../shared/data}
small=$top/tests/data

# Every row of the last import is written or stands in its rejects file, on one line each.
# all_told REJECTS ROWS WRITTEN
all_told() {
	says "Rows: $2."
	says "Written now: $3."
	rejected=$(grep -c '^[0-9]*,' "$1")
	check "$2 rows: $3 written, $rejected explained" test $(($3 + rejected)) = "$2"
}
number_of() { sed -n "s/.*$1: \([0-9]*\).*/\1/p" out | head -n 1; }

run 0 init --desk HA
run 0 import neighbourhood "$small/first-day/neighbourhoods.csv"
says "Written now: 5"
run 0 import vacancy "$small/first-day/vacancies.csv" --date-format %d.%m.%Y --map '*,FT/PT=hours[F:full|P:part]'
says "Written now: 6"
run 0 import person "$small/first-day/people.csv" --plan
says "Written now: 12"
run 0 find olena
says "Shevchenko"
run 0 find "مریم"
says "Haidari"
run 0 today
says "First interview"
run 1 import person "$small/first-day/people.csv" --plan
complains "was imported"
run 0 import person "$small/first-day/people.csv" --plan --again --rejects again.csv
says "already known: 12"

people=$data/duplicates-febrl/dataset1.csv
[ -r "$people" ] || people=$small/febrl/people.csv
run 0 init febrl.db
run 0 import person "$people" --db febrl.db --date-format %Y%m%d --keep-good --rejects febrl.csv \
	--map 'given_name=given_name,surname=family_name,date_of_birth=born'
all_told febrl.csv $(($(wc -l <"$people") - 1)) "$(number_of 'Written now')"

vacancies=$data/vacancies/nyc_jobs.csv
if [ -r "$vacancies" ]; then
	map='Job ID=number,Agency=employer,Business Title=title,Full-Time/Part-Time indicator=hours[F:full|P:part],'
	map=$map'Salary Range From=pay_from,Salary Range To=pay_to,Work Location=place,Job Description=text,'
	map=$map'Salary Frequency=pay_per[Annual:year|Hourly:hour|Daily:day],Posting Date=posted'
	run 0 import vacancy "$vacancies" --key number --keep-good --rejects jobs.csv --map "$map"
	all_told jobs.csv 2025 "$(number_of 'Written now')"
	check "the residency text is no date" grep -q '^[0-9]*,Posting Date,.*no date' jobs.csv
	check "the same post inside and outside is one" grep -q 'same record already in line' jobs.csv
fi

stadtteile=$data/neighbourhoods/hamburg_stadtteile_2014.csv
if [ -r "$stadtteile" ]; then
	run 0 init hamburg.db
	run 0 import neighbourhood "$stadtteile" --db hamburg.db --key name --keep-good --rejects towns.csv \
		--map 'stadtteil=name,population=residents,*,area_km2=area'
	all_told towns.csv 107 100
	says "sums of those in lines 18 to 31"
	says "protected ground"
	run 1 import neighbourhood "$stadtteile" --db hamburg.db --map 'stadtteil=name,foreign_nationals=residents'
	complains "protected ground"
	run 0 init raw.db
	# Seven districts and the city sum up the lines above them; Hamburg-Mitte holds an island that has no line.
	raw=$data/neighbourhoods/hamburg_stadtteile_2014_raw.csv
	raw_map='Stadtgebiet=name,Bevölkerung=residents,Wohnungen (2013)=dwellings,Fläche in km²=area'
	run 1 import neighbourhood "$raw" --db raw.db --empty . --map "$raw_map" --rejects totals.csv
	run 0 import neighbourhood "$raw" --db raw.db --empty . --map "$raw_map" --keep-good --rejects totals.csv
	all_told totals.csv 107 100
	check "a district is told as a total" grep -q '^102,,.*sums of those in lines 18 to 31.*,Altona,' totals.csv
	check "so is the city" grep -q '^108,,.*total.*,Hamburg,' totals.csv
	run 0 export neighbourhood --db raw.db
	says "Wilhelmsburg,52372,22096,,,35.30"
fi

# Killed while it writes, the same call goes on; all of it is one change.
awk 'BEGIN { print "family_name,given_name,born"
	for (i = 0; i < 30000; i++)
		printf "Fam%d,Given%d,%d-%02d-%02d\n", i, i * 7919 % 30011, 1930 + i % 80, 1 + i % 9, 11 + i % 17 }' >many.csv
run 0 init killed.db
"$FOOTHOLD" import person many.csv --db killed.db >out 2>err &
import=$!
while kill -0 $import 2>/dev/null && "$FOOTHOLD" list person --db killed.db --limit 1 --json 2>/dev/null | grep -q '^\[\]'; do
	:
done
kill -9 $import 2>/dev/null
wait $import
if [ $? = 137 ]; then
	run 0 import person many.csv --db killed.db --json
else
	run 1 import person many.csv --db killed.db
	run 0 undo --db killed.db
	run 0 import person many.csv --db killed.db --json
fi
change=$(json change)
"$FOOTHOLD" export person --db killed.db --reason "to count them" --unsealed >all.csv
check "30,000 people, each once" test "$(tail -n +2 all.csv | cut -d, -f3 | sort -u | wc -l)" = 30000
run 0 undo "$change" --db killed.db
run 0 list person --db killed.db --json
says "[]"
run 0 check --db killed.db
done_testing
