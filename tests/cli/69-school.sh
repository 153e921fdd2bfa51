#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Schools with free places for a child, the nearest first; never more children than places; children without one; lists
# and exports across the stages, by role.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA
run 0 add neighbourhood name=Harbour latitude=51.92 longitude=4.48
run 0 add neighbourhood name=Hill latitude=51.99 longitude=4.48
run 0 add school name="Quay School" what="primary, preschool" places=1 neighbourhood=Harbour languages=Dari
run 0 add school name="Hill School" what=primary places=20 neighbourhood=Hill
run 0 add school name="Upper School" what=secondary places=20 neighbourhood=Hill
run 1 add school name="Nowhere" what=university
complains "What it is"
make_one person given_name=Mina family_name=Haidari born=2017-03-02 arrived=2026-05-01
mina=$made
make_one person given_name=Idris family_name=Haidari born=2018-03-02 arrived=2026-05-01
idris=$made
make_one person given_name=Parwin family_name=Haidari born=1990 arrived=2026-05-01
run 0 add stay person="$mina" place=reception neighbourhood=Harbour

run 0 school --without
says "Mina Haidari"
says "no school was asked yet"
lacks "Parwin"
run 0 school "$mina"
check "the nearest first" sh -c "sed -n 1p out | grep -q 'Quay School.*1 of 1 free.*0.0 km'"
check "and further away" sh -c "sed -n 2p out | grep -q 'Hill School.*20 of 20 free.*7.8 km'"
lacks "Upper"
run 0 school "$mina" --what secondary
says "Upper School"
run 2 school "$mina" --without
run 2 school --ask "Quay School"
run 2 school "$mina" --ask "Quay School" --placed "Hill School"
run 1 school "$mina" --ask "Upper School"
complains "no such classes"
run 0 school "$mina" --ask "Hill School"
run 0 school "$mina" --offered "Quay School"
run 0 school "$idris"
check "full ones last" sh -c "sed -n 2p out | grep -q 'Quay School.*full'"
run 1 school "$idris" --offered "Quay School"
complains "no free place"
complains "Nothing was saved"
run 0 school --without
says "a school was asked"

# What was asked elsewhere is withdrawn with the place, and both are taken back as one.
run 0 school "$mina" --placed "Quay School"
run 0 list school_place --filter state=withdrawn
says "Hill School"
run 0 school --without
lacks "Mina"
run 0 undo
run 0 list school_place --filter state=withdrawn
lacks "Hill School"
run 0 school "$mina" --placed "Quay School"

# A state goes only its way.
run 0 list school_place --filter state=placed --json
place=$(json id)
run 1 set "$place" state=asked
complains "Nothing was saved"
run 1 set "$place" ended=2026-05-01
run 0 set "$place" state=ended why=moved
run 0 school --without
says "Mina"
FOOTHOLD_CLOCK=2026-05-20T09:30 run 0 today --stage school
says "A child of school age has no place yet"

# Two at once at the last place: one of them gets it.
run 0 add school name="Last School" what=primary places=1
"$FOOTHOLD" school "$mina" --placed "Last School" >a 2>&1 & first=$!
"$FOOTHOLD" school "$idris" --placed "Last School" >b 2>&1 & second=$!
got=0
wait $first && got=$((got + 1))
wait $second && got=$((got + 1))
check "one of two has it" test $got = 1

# A tutor is somebody, and meets at hours.
run 0 add tutoring person="$idris" subject=maths
tutoring=$(cat out)
run 1 set "$tutoring" state=active
complains "who the tutor is"
run 0 set "$tutoring" state=active tutor="Ines" timetable="Tue 15:00-16:30"
run 0 show "$idris"
says "Ines"

# ---- filters across the stages, kept under a name
run 0 add speaks person="$mina" language=nl level=a1
run 0 list person --filter cefr=a1
says "Mina"
lacks "Idris"
run 0 list person --filter staying=reception
says "Mina"
lacks "Idris"
run 0 list tutoring --filter cefr=a1
lacks "Mathematics"
run 0 list school_place --filter lives_in=Harbour
says "Quay School"
run 0 list school_place --filter lives_in=Hill
lacks "Quay"
run 0 list person --filter stage_arrival=open --filter staying=reception --keep-view "In reception"
run 0 list person --view "In reception"
says "Mina"
lacks "Idris"
run 2 list person --filter stage_moon=late
run 0 fields person
says "stage_language · Language stage · choice: late | under_way | waiting"
run 0 fields school_place
says "lives_in · Neighbourhood of the person"
run 1 list person --filter staying=castle
run 0 list person --filter neighbourhood=Harbour
says "Mina"
run 0 set "$mina" address_secret=yes
run 0 list person --filter neighbourhood=Harbour
lacks "Mina"
run 0 list school_place --filter lives_in=Harbour
lacks "Quay School"

# ---- exports and lists by role: casework all, the desk places and not tutors, others neither; numbers and leads nobody
exported() { "$FOOTHOLD" export "$1" --role "$2" --unsealed --reason "a list for the school board" >out 2>err; }
for kind in school_place tutoring person; do
	for role in desk casework language employment housing team_lead supervisor admin auditor; do
		may=no
		case $kind:$role in
		*:casework | school_place:desk | person:desk | person:language | person:employment | person:housing) may=yes ;;
		esac
		exported $kind $role
		got=$?
		check "$role exports $kind: $may" test "$may:$got" = "$([ $may = yes ] && echo yes:0 || echo no:1)"
		[ $may = yes ] || check "and nothing is written" test ! -s out
		"$FOOTHOLD" list $kind --role $role >out 2>err
		got=$?
		check "$role lists $kind: $may" test "$may:$got" = "$([ $may = yes ] && echo yes:0 || echo no:1)"
	done
done
exported person desk
check "the desk sees who needs a place" grep -q school_from out
exported person language
check "nobody else does" sh -c '! grep -q school_from out'
run 1 list person --role employment --filter staying=reception
run 1 export person --role employment --filter staying=reception --unsealed --reason "a list for an employer"
check "nothing of it" test ! -s out
run 1 school --without --role housing
run 1 school "$mina" --role employment
run 1 school "$mina" --role supervisor
run 0 school --role housing
run 0 school --without --role desk
done_testing
