#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# People who arrive together as household lists; households over time; guardians of minors.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA
cat >bus.csv <<'END'
household,family_name,given_name,Born,role
1,Haidari,Mariam,1990-01-31,
1,Haidari,Yusuf,1988,partner
1,Haidari,Lina,2015-06-01,
1,Haidari,Omid,2008-05-05,
2,Safi,Ahmad,1995,
2,Safi,Nour,1996,partner
,Tesfay,Rahel,2009-02-01,
END
number_of() { sed -n "s/.*\(HA-[0-9A-Z-]*\)  $1.*/\1/p" out; }

run 0 group bus.csv --dry-run --interpreter Dari
says "Nothing was saved"
run 0 list person
lacks Mariam
run 0 group bus.csv --interpreter Dari --address "Reception centre"
mariam=$(number_of Mariam) yusuf=$(number_of Yusuf) omid=$(number_of Omid) nour=$(number_of Nour) rahel=$(number_of Rahel)
check "seven numbers are told" test "$(wc -l <out)" = 7
run 0 show "$rahel" --json
says '"interpreter": "prs"'
says '"address": "Reception centre"'
run 0 household "$mariam" --json
check "the first is the head" test "$(json role)" = head
check "minors are children" test "$(grep -c '"role": "child"' out)" = 2
says '"since": "2026-05-04"'
run 0 list household
says "Haidari  4"
run 0 list guardianship
says "Rahel Tesfay"
lacks "Lina"
# The same bus again: nothing happens unless somebody says that these are others.
run 1 group bus.csv
complains "Line 2 may already be known: $mariam"
complains "7 lines may be of people who are known. Nothing was saved"
run 0 list person --json
check "still seven" test "$(grep -c '"case_number"' out)" = 7

# A line that cannot be, a column that is never asked, one that nobody knows, the same person twice.
printf 'household,given_name,born\n1,Azadeh,1980\n1,Behrouz,1980-13-01\n' | "$FOOTHOLD" group - >out 2>err
check "a date that is none is refused" test $? = 1
complains "Line 3, born:"
printf 'given_name,religion\nAzadeh,x\n' | "$FOOTHOLD" group - >out 2>err
complains "religion or belief"
printf 'given_name,shoes\nAzadeh,x\n' | "$FOOTHOLD" group - >out 2>err
complains "Column 2"
printf 'given_name,born\nAzadeh,1980-03-01\nAzadeh,1980-03-01\n' | "$FOOTHOLD" group - >out 2>err
complains "Line 3 is the same person as line 2."
printf 'household,given_name,role\n1,Azadeh,aunt\n' | "$FOOTHOLD" group - >out 2>err
complains "Line 2, role:"
run 0 list person
lacks Azadeh

# What would be lost silently is refused.
printf 'given_name,born\n' | "$FOOTHOLD" group - >out 2>err
check "a list of nobody is refused" test $? = 1
complains "Nobody stands in the list"
printf 'given_name,given_name\nA,B\n' | "$FOOTHOLD" group - >out 2>err
complains "Column 2 is the second one for the same field"
printf 'household,given_name\n1,A\n2,\n' | "$FOOTHOLD" group - >out 2>err
complains "Line 3 names a household and nobody in it"
printf 'given_name\nA\n' | "$FOOTHOLD" group - --plan nothing >out 2>err
complains "Line 2: There is no plan template"

# People who are expected have not arrived.
printf 'given_name\nAzadeh\n' >coming.csv
run 0 group coming.csv --expected 2026-06-20
azadeh=$(number_of Azadeh)
run 0 show "$azadeh" --json
says '"expected": "2026-06-20"'
says '"arrived": null'

# The couple parts, a child moves along; both households say so, and one undo takes it back.
FOOTHOLD_CLOCK=2026-06-10T09:30
export FOOTHOLD_CLOCK
run 2 household "$mariam" "$yusuf"
run 2 household "$yusuf" --split --leave
run 2 household "$yusuf" --split --from 2027-01-01
run 0 household "$yusuf" "$omid" --split --from 2026-06-01
says "Head"
says "1 June 2026"
lacks "Mariam"
run 0 household "$mariam" --json
check "four were there" test "$(grep -c '"case_number"' out)" = 4
check "two until that day" test "$(grep -c '"until": "2026-06-01"' out)" = 2
run 0 show "$omid" --json
check "a household of two" test "$(json household)" != ""
run 0 list guardianship
lacks "Omid"
run 0 undo
run 0 household "$mariam" --json
check "all four live there" test "$(grep -c '"until": null' out)" = 4
# Moving in with others; leaving; a role put right.
run 0 household "$nour" --join "$mariam" --as relative
says "Other relative"
run 1 household "$nour" --join "$mariam"
complains "lives in this household already"
run 0 household "$nour" --as guest
says "Guest"
run 0 household "$nour" --leave
run 1 household "$nour"
complains "lives in no household"
run 1 household "$nour" --leave
run 0 list membership --filter household=Haidari --json
check "her time there stands with its days" test "$(grep -c '"role": "guest"' out)" = 1
# The file's own door does the same.
run 0 show "$mariam" --json
home=$(json household)
run 0 set "$nour" household="$home"
run 0 household "$home"
says "Nour"

# Whoever lives with the minor is of age; then nobody is; then a guardian is.
run 0 household "$rahel" --join "$mariam"
run 0 list guardianship
says "Not needed"
run 0 household "$rahel" --leave
run 0 list guardianship --json
guard=$(json id)
says '"state": "needed"'
run 1 set "$guard" state=appointed
complains "has a name"
run 0 set "$guard" name="A. Berg" basis="court" appointed=2026-06-02
run 0 show "$guard" --json
says '"state": "appointed"'
says '"until": "2027-02-01"'
run 1 set "$guard" state=asked
run 0 set "$guard" state=ended
# An adult has no guardian.
run 1 add guardianship person="$mariam" name=X state=appointed
complains "only minors have a guardian"
# Sealed with her past: where she lived once goes along, and the town's households show her no more.
run 0 household "$nour" --split
run 0 household "$nour" --join "$mariam"
run 0 seal "$nour"
sealed=$(tail -n 1 out)
run 0 list membership --within "$sealed" --json
check "all her households went along" test "$(grep -c '"household"' out)" = 5
run 0 find Nour --within "$sealed" --json
run 0 household "$(json case_number)" --within "$sealed"
says "Nour"
run 0 household "$mariam"
lacks "Nour"
# What a role does not include stays shut.
run 1 household "$mariam" --role auditor
run 1 group bus.csv --role housing
run 0 check
done_testing
