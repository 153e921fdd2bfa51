#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# What breaks a rule of the register does not build: the compiler of schema/ is
# given one fault at a time and has to name its file; what is whole gives the same
# table every time, written once.
set -eu
top=$(cd "${srcdir:-.}" && pwd)
compile=$PWD/src/register/compile
place=$(mktemp -d)
trap 'chmod -R u+w "$place"; rm -rf "$place"' EXIT
fault=0
say() { echo "$*"; fault=1; }
fresh() {
	rm -rf "$place/schema"
	cp -R "$top/schema" "$place/schema"
	chmod -R u+w "$place/schema"
}

# refused WHAT FILE WORDS: compiling this part fails, names the file, and says why; no table is left.
refused() {
	rm -f "$place/out.c"
	if "$compile" "$1" "$place/schema" "$place/out.c" 2>"$place/err"; then say "$1: $2 was taken ($3)"; fi
	grep -q -e "$2" "$place/err" || say "$1: the fault in $2 is not named: $(cat "$place/err")"
	grep -q -e "$3" "$place/err" || say "$1: it does not say “$3”: $(cat "$place/err")"
	[ ! -e "$place/out.c" ] || say "$1: a table was written in spite of the fault in $2"
}

# edit FILE SED: one fault
edit() {
	fresh
	sed "$2" "$top/schema/$1" >"$place/schema/$1"
	! cmp -s "$top/schema/$1" "$place/schema/$1" || say "the fault for $1 changes nothing: $2"
}

edit register/course.ini '/^purpose    = To know who gives/d'
refused register course.ini purpose
edit register/complaint.ini 's/^kept_from  = concerns/kept_from  = about/'
refused register complaint 'kept from'
edit register/feedback.ini '/^parent     = person/d'
refused register feedback parent
edit register/course.ini 's/^label      = Seats/label      = Religion of the teacher/'
refused register course.seats religion
edit register/course.ini 's/^kind       = money/kind       = cash/; s/^kind       = number/kind       = amount/'
refused register course.ini kind
edit register/course.ini 's/^seats/x/; s/^\[course.seats\]/[course.name]/'
refused register register course.name
edit register/dwelling.ini 's/^refers     = neighbourhood/refers     = district/'
refused register dwelling.neighbourhood refers
edit register/course.ini 's/^title      = name/title      = headline/'
refused register course title
edit register/course.ini 's/^seen_by    = desk, casework/seen_by    = everybody/'
refused register course.ini seen_by
edit register/step.ini 's/open: Open | under_way/open: Open | open/'
refused register step.ini choices
edit register/step.ini 's/done: Done/done: Muslim/'
refused register step.state religion
edit register/course.ini 's/^keep       = while in use/keep       = for a while/'
refused register course.ini keep
edit register/step.ini 's/^about      = colleague/about      = nobody/'
refused register step.ini about
# Profiles: a figure without a source, a claim without a place, links that lead nowhere, a neutral one that is not.
edit profiles/nl.ini '/^source     = WI2021, art. 11(1)/d'
refused profiles nl source
edit profiles/nl.ini 's/^checked    = .*//'
refused profiles nl 'url and checked'
edit profiles/nl.ini 's/^length     = 10 weeks/length     = soon/'
refused profiles nl length
edit profiles/nl.ini 's/^starts     = registered/starts     = baptised/'
refused profiles nl event
edit profiles/de.ini 's/^issuer     = de_bzst/issuer     = de_nobody/'
refused profiles de de_nobody
edit profiles/de.ini 's/^check      = de_steuer/check      = guess/'
refused profiles de check
edit profiles/de.ini 's/^rule       = easter+1/rule       = sometimes/'
refused profiles de rule
edit profiles/fr.ini 's/^\[clock fr_cir\]/[clock nl_cir]/'
refused profiles fr fr_
edit profiles/fr.ini 's/^label      = Prefecture/label      = Foreigners’ office/'
refused profiles fr status
edit profiles/fr.ini 's/^until      = 16/until      = 2/'
refused profiles fr school
edit profiles/neutral.ini '$a [duty neutral_any]'
refused profiles neutral 'empty\|holds nothing'

edit register/request.ini 's/partly > given/partly > handed_over/'
refused register request.ini moves
edit register/request.ini 's/^moves .*/moves = open given/'
refused register request.ini moves
edit register/course.ini '$a colour = red'
refused register course.ini colour
edit plans/general.ini 's/^what      = Skills interview/what      = Talk about their religion/'
refused plans general.ini religion
edit plans/general.ini 's/^days      = 30/days      = soon/'
refused plans general.ini days
edit plans/general.ini 's/^stage     = skills/stage     = moon/'
refused plans general.ini stage
edit plans/general.ini 's/^clock     = nl_plan/clock     = nl_dance/'
refused plans general.ini nl_dance
edit plans/general.ini 's/^purpose = .*/purpose = For whoever is Muslim/'
refused plans general.ini religion
edit plans/general.ini '/^purpose = /d'
refused plans general.ini purpose
edit plans/general.ini 's/^\[step 3\]/[step 4]/'
refused plans general.ini numbered
edit plans/minor.ini 's/^after     = 2/after     = 9/'
refused plans minor.ini before
edit plans/minor.ini 's/^gap       = 3 weeks/gap       = a while/'
refused plans minor.ini gap
edit plans/minor.ini 's/^after     = 2/days      = 4/'
refused plans minor.ini gap
edit plans/minor.ini 's/^who  = city/who  = mayor/'
refused plans minor.ini promise
edit criteria/general.ini 's/^label   = Who arrived earlier/label   = Who has our religion/'
refused criteria criteria religion
edit criteria/general.ini 's/^explain = The day of arrival.*/explain = Country of origin counts./'
refused criteria criteria origin
edit criteria/general.ini '/^explain = The day of arrival/d'
refused criteria criteria explain
edit criteria/general.ini 's/^first   = fewest/first   = nicest/'
refused criteria criteria earliest
edit criteria/general.ini 's/^value   = declined/colour  = red/'
refused criteria criteria colour
edit matching/homes.ini 's/^label   = Days in temporary housing/label   = Families of our religion/'
refused matching homes.ini religion
edit matching/homes.ini 's/^reason  = Whoever has lived.*/reason  = Country of origin counts./'
refused matching homes.ini origin
edit matching/homes.ini '0,/^reason /{/^reason /d;}'
refused matching homes.ini reason
edit matching/homes.ini '0,/^weight  = 300/s//weight  = 0/'
refused matching homes.ini nothing
edit matching/jobs.ini '0,/^weight  = 350/s//weight  = 1000000/'
refused matching jobs.ini 'from 1 to'
edit matching/jobs.ini 's/^\[wish pay\]/[wish way]/'
refused matching jobs.ini already
edit matching/jobs.ini 's/^measure = start/weight  = 5/'
refused matching jobs.ini 'never broken'
edit matching/courses.ini 's/^what    = courses/what    = homes/'
refused matching courses.ini 'is for courses'
edit matching/mentors.ini 's/^\[wish offers\]/[hope offers]/'
refused matching mentors.ini section
edit register/person.ini 's/^stands_for = gender/stands_for = weather/'
refused register person.gender weather
edit grounds/grounds.ini '0,/^source/{/^source/d;}'
refused grounds grounds.ini source
edit grounds/en.ini 's/^\[union\]/[guild]/'
refused grounds en.ini guild
edit grounds/en.ini '0,/^refuse = /s/^refuse = /refuse = * | /'
refused grounds grounds pattern

fresh
for part in register reference grounds plans criteria matching; do
	"$compile" "$part" "$place/schema" "$place/out.c"
	cp -p "$place/out.c" "$place/once.c"
	touch -d 2001-01-01 "$place/out.c"
	"$compile" "$part" "$place/schema" "$place/out.c"
	cmp -s "$place/out.c" "$place/once.c" || say "$part: two runs differ"
	[ -z "$(find "$place/out.c" -newermt 2002-01-01)" ] || say "$part: an unchanged table was written again"
	rm "$place/out.c"
done
exit $fault
