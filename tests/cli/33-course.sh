#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# A group from its week to its end: lessons without holidays, who came, hours used, levels and exams; what is refused.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA --municipality Halden
make_one provider "name=People's College" phone=+31505550201
make_one holiday day=2026-05-14 name=Ascension
run 1 add course name=A1 provider="Nobody's School"
complains "Course provider: there is no such record"
# A row of a file says as well how it goes on.
printf "name,provider,language\nA1,Nobody's School,nl\n" >courses.csv
run 1 import course courses.csv
says "Add it first, by hand or with “foothold import provider”"
make_one course "name=A1 morning" "provider=People's College" language=nl level=a1 seats=2 starts=2026-04-27 ends=2026-05-22 \
	"timetable=Mon Thu 9-10:30"
course=$made
make_one person given_name=Mariam arrived=2026-04-20
mariam=$made
make_one person given_name=Olena arrived=2026-04-20
olena=$made
make_one person given_name=Tesfay arrived=2026-04-20
tesfay=$made
make_one enrolment person="$mariam" course="A1 morning" state=enrolled asked=2026-04-21
enrolment=$made
make_one enrolment person="$olena" course="A1 morning" state=enrolled asked=2026-04-21
make_one entitlement person="$mariam" hours=600 unit=45 since=2026-01-01 until=2028-01-01 "source=Ordinance, section 4"
hours=$made

# lessons from the week, but none on Ascension Day
run 0 course "A1 morning" --make-lessons
complains "7 lessons were made; 0 stood there already, 1 would fall on holidays."
run 0 course "A1 morning" --make-lessons
complains "0 lessons were made; 7 stood there already, 1 would fall on holidays."
run 0 course "A1 morning" --json
says '"day": "2026-05-21"'
lacks '2026-05-14'
says '"seats_taken": 2'

# a whole lesson as one change
run 0 course "A1 morning" --lesson 2026-05-04 --came all --missed "$olena"
says "Attending"
run 0 show "$enrolment" --json
says '"state": "attending"'
says '"began": "2026-05-04"'
run 0 show "$course" --json
says '"state": "running"'
run 0 list step --filter person="$mariam" --filter milestone=course_begun --json
says '"state": "done"'
run 0 show "$hours" --json
says '"used": "2.0"'
run 0 undo
run 0 show "$hours" --json
says '"used": "0.0"'
run 0 show "$enrolment" --json
says '"state": "enrolled"'
run 0 list step --filter person="$mariam" --filter milestone=course_begun --json
says '"state": "open"'
run 0 course "A1 morning" --lesson 2026-05-04 --came "$mariam" --excused "$olena"
run 0 course "A1 morning" --lesson 2026-04-30 --missed "$mariam"

# what is refused
run 1 course "A1 morning" --lesson 2026-05-07 --came "$mariam"
complains "lies ahead"
run 1 course "A1 morning" --lesson 2026-05-04 --came "$tesfay"
complains "not in this group"
run 1 course "A1 morning" --lesson 2026-05-05 --came all
complains "no lesson then"
run 2 course "A1 morning" --came all
complains "please give --lesson"
run 2 course "A1 morning" --lesson noday --came all
run 1 add enrolment person="$tesfay" course="A1 morning" state=enrolled
complains "no free seat"
run 1 set "$course" state=over
complains "still in this group"
run 0 set "$enrolment" state=passed result=a1
run 1 set "$enrolment" state=waiting
complains "Nothing was saved"

# the level reached stands in the person's file, and how they speak follows
run 0 list level --filter person="$mariam" --json
says '"overall": "a1"'
says '"proposed": "a2"'
says '"known": "teacher"'
run 0 list speaks --filter person="$mariam" --json
says '"level": "a1"'

# a placement test proposes a level; an exam is one more
make_one speaks person="$tesfay" language=ti reads=yes
make_one level person="$tesfay" language=nl listening=a1 interaction=a1 latin_script=no
run 0 show "$made" --json
says '"proposed_group": "second_script"'
run 1 add level person="$tesfay" language=nl
complains "No level is said"
make_one exam person="$mariam" what="Civic integration A2" language=nl day=2026-05-02
run 0 set "$made" state=passed reached=a2
run 0 list level --filter person="$mariam" --filter known=exam --json
says '"overall": "a2"'
run 1 set "$made" state=absent
complains "Nothing was saved"

# a paper of the provider is no longer words: it is found again by its name
run 0 show "$course"
says "People's College"

# a role that does not see who came is not told that nobody did
run 0 course "$course" --role language
says "Did not come"
run 0 course "$course" --role housing
says "Mariam"
lacks "Did not come"
run 0 course "$course" --role housing --json
says '"minutes"'
lacks '"came"'
lacks '"missed"'

run 0 check
done_testing
