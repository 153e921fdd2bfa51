#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Vacancies from files of any kind, what the gate leaves out of them, applications, work and its checks.
. "${srcdir:-.}/tests/cli/lib.sh"
data=${FOOTHOLD_DATA:-$top/../shared/data}
here=$top/tests/data/postings

run 0 init --desk HA

# ---- schema.org
run 0 import vacancy "$here/one.json" --dry-run
says "3 sentences ask about a protected ground"
says "Must be a practising Christian."
says "Written now: 0"
run 0 list vacancy --json
says "[]"
run 0 import vacancy "$here/one.json"
says "1 record was made for a name"
run 0 list vacancy --json
says '"title": "Nurse & care assistant"'
for said in '"occupation": "5321"' '"posted": "2026-04-20"' '"valid_through": "2026-06-30"' '"starts": "2026-07-01"' \
	'"hours": "either"' '"hours_from": "24.0"' '"hours_to": "36.0"' '"pay_from": "2700.00"' '"pay_to": "3100.50"' \
	'"pay_per": "month"' '"seats": 2' '"number": "RC-77"' '"skills": "Two years with patients."' '"place": "Halden"'; do
	says "$said"
done
lacks "Christian"
lacks "Native speaker"
says "equal opportunity employer regardless of religion"
says "Health care in the evening"
run 0 vacancy --show "Nurse & care assistant"
says "0 of 2 places taken"
says "Norwegian citizenship required."
says "Riverside Care Home"
run 1 import vacancy "$here/one.json"
complains "was imported"
run 1 import vacancy "$here/array.json" --rejects none.csv
complains "3 of 4 rows"
run 0 import vacancy "$here/array.json" --keep-good --rejects array.csv
says "Good: 1, already known: 0, bad: 3. Written now: 1."
says "This is no job posting"
says "“Title” is needed."
run 0 import vacancy "$here/graph.json"
run 0 list employer
says "Graph Ltd"
run 0 import vacancy "$here/page.html"
run 0 list vacancy
says "Driver"
printf '{"@type":"JobPosting","title":"A","hiringOrganization":"OVEN"}\n{"@type":"JobPosting","title":"B"}\n' >lines.json
run 0 import vacancy lines.json
says "Written now: 2."
lacks "was made"

# ---- garbage: a clear sentence, and nothing changes
run 0 list vacancy --json
cp out before
head -c 300 "$here/array.json" >cut.json
echo '{"a":1}' >none.json
echo '[1,2]' >numbers.json
echo '{]' >broken.json
echo '[]' >empty.json
printf '[{"@type":"JobPosting","title":"A"} {"@type":"JobPosting","title":"B"}]' >comma.json
awk 'BEGIN { for (i = 0; i < 50000; i++) printf "["; print "" }' >deep.json
awk 'BEGIN { printf "[{\"@type\":\"JobPosting\",\"title\":\""; for (i = 0; i < 500000; i++) printf "0123456789"; print "\"}]" }' >long.json
for file in cut numbers broken comma deep; do
	run 1 import vacancy $file.json --keep-good
	complains "this is no JSON that can be read. Nothing was imported"
	rm -f $file.json.rejects.csv
done
run 1 import vacancy long.json --keep-good
complains "longer than 4 MB"
for file in none empty; do
	run 1 import vacancy $file.json --keep-good
	complains "holds no job posting of schema.org"
done
run 0 list vacancy --json
check "nothing changed" cmp -s out before

# ---- what is long is read in one pass: signs that begin tags and end none, thousands of nodes that refer to each other
awk 'BEGIN { printf "{\"@type\":\"JobPosting\",\"title\":\"T\",\"description\":\""; for (i = 0; i < 1500000; i++) printf "<a"; print "\"}" }' >tags.json
check "text of a web page without an end" sh -c 'timeout 30 "$0" import vacancy tags.json --keep-good >out 2>err' "$FOOTHOLD"
says "has room for 20000 characters"
awk 'BEGIN { print "{\"@graph\":["; for (i = 0; i < 20000; i++) {
	printf "{\"@type\":\"JobPosting\",\"title\":\"T\",\"identifier\":\"n%d\",\"hiringOrganization\":{\"@id\":\"#%d\"},", i, i % 2
	printf "\"jobLocation\":{\"@id\":\"#p%d\"}},\n", i }
	for (i = 0; i < 20000; i++) printf "{\"@id\":\"#p%d\",\"@type\":\"Place\",\"name\":\"P\"},\n", i
	print "{\"@id\":\"#0\",\"name\":\"Even\",\"a\":1},{\"@id\":\"#1\",\"name\":\"Odd\",\"a\":1}]}" }' >nodes.json
check "a document of many nodes" timeout 60 "$FOOTHOLD" import vacancy nodes.json --dry-run

# ---- numbers of JSON are numbers: what stands behind the point is no thousand
printf '{"@type":"JobPosting","title":"Hourly","identifier":"H-1","workHours":"38.75 a week","baseSalary":{"value":{"minValue":17.125,"maxValue":4340.2777,"unitText":"HOUR"}}}\n' >real.json
run 0 import vacancy real.json
run 0 list vacancy --filter number=H-1 --json
says '"pay_from": "17.1'
says '"pay_to": "4340.28"'
says '"text": "38.75 a week"'
run 0 list vacancy --json
cp out before

# ---- the gate before any file of vacancies
run 0 import vacancy "$here/demands.csv" --keep-good --rejects demands.rejects
says "7 sentences ask about a protected ground"
says "Catholic"
says "No headscarf"
says "German mother tongue"
says "Only EU citizens."
says "Applicants must not be union members."
says "The title itself asks about a protected ground"
says "EU Charter"
run 0 list vacancy --json
says "Candidates must know public health law. We hire regardless of religion."
says "Work with refugees and migrants. Health insurance."
says "Knowledge of criminal law"
says "Prosecutor for criminal cases"
lacks "Christian nurse"
run 0 undo
run 0 list omission
lacks "No headscarf"

jobs=$data/vacancies/nyc_jobs.csv
if [ -r "$jobs" ]; then
	map='Job ID=number,Agency=employer,Business Title=title,Full-Time/Part-Time indicator=hours[F:full|P:part],'
	map=$map'Salary Range From=pay_from,Salary Range To=pay_to,Work Location=place,Job Description=text,'
	map=$map'Salary Frequency=pay_per[Annual:year|Hourly:hour|Daily:day],Posting Date=posted,'
	map=$map'Minimum Qual Requirements=skills,Preferred Skills=wished_skills'
	run 0 init jobs.db
	run 0 import vacancy "$jobs" --db jobs.db --key number --keep-good --rejects jobs.csv --map "$map" --json
	written=$(sed -n 's/.*"written": \([0-9]*\).*/\1/p' out)
	rejected=$(grep -c '^[0-9]*,' jobs.csv)
	check "2025 rows: $written written, $rejected explained" test $((written + rejected)) = 2025
	says '"made": 44'
	run 0 check --db jobs.db
	run 0 undo --db jobs.db
	run 0 list employer --db jobs.db --json
	says "[]"
fi

# ---- a person at work
make_one person given_name=Ana arrived=2026-01-10
ana=$made
run 0 vacancy "$ana"
complains "is not written down"
run 0 add jobwish person="$ana" what=Care occupation=5321 hours_from=20 hours_to=36
run 0 vacancy "$ana" --limit 1
says "1. Nurse & care assistant, Riverside Care Home"
complains "Nothing stands against: "
says "350.0 points: the person’s own occupation"
run 0 match jobs --for "$ana"
says "the person’s own occupation"
run 0 list vacancy --json
nurse=$(sed -n '/Nurse & care/q; s/.*"id": "\([^"]*\)".*/\1/p' out | tail -1)
run 0 match jobs --for "$nurse"
says "1. "
says "Ana: "
run 0 match jobs --for "Nurse & care assistant" --json
says '"points"'
run 1 match jobs --for "$ana" --role housing
run 0 vacancy "$ana" --apply "Nurse & care assistant"
application=$(cat out)
run 0 list job_proposal
says "Confirmed"
run 1 vacancy "$ana" --apply "Nurse & care assistant"
complains "under way already"
run 0 vacancy "$ana" --limit 1
lacks "Nurse & care"
run 0 set "$application" state=hired began=2026-05-01
run 0 vacancy --show "Nurse & care assistant"
says "1 of 2 places taken"
says "At work"
run 0 list retention
check "three checks" test "$(grep -c ' months ' out)" = 3
says "1 August 2026"
run 1 set "$application" state=refused
complains "Nothing was saved"
FOOTHOLD_CLOCK=2026-08-02T09:30 run 0 today
says "Ask how work goes"
run 2 vacancy
run 2 vacancy "$ana" --show Baker
run 1 vacancy "$ana" --role housing
done_testing
