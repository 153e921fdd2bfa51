#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Recording people and what belongs to them, from words and from standard input, and reading it back.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA
make_one person given_name=Mariam family_name=Haidari "own_script=مریم حیدری" born=1991 interpreter=prs
mariam=$made
check "a person gets a case number" sh -c "echo '$mariam' | grep -qE '^HA-[0-9]{4}-[0-9]{4}-[0-9A-Z]$'"
run 0 show "$mariam"
quiet
says "Mariam Haidari"
says "مریم حیدری"
says "1991"
says "Dari"
says "4 May 2026"
says "Stages"
run 0 show "$(echo "$mariam" | tr 'A-Z' 'a-z' | tr -d -)"
says "Mariam Haidari"

run 0 add person <<'END'
# a comment, an empty line, a CR at the end

given_name=Tesfay
own_script=ተስፋይ
phone=+31 6 1234 5678
END
tesfay=$(cat out)
run 0 show "$tesfay" --json
says '"given_name": "Tesfay"'
says '"family_name": null'
says '"phone": "+31612345678"'
says '"arrived": "2026-05-04"'
uuid=$(json id)
run 0 show "$uuid"
says "ተስፋይ"
printf 'given_name=Rahel\r\nborn=2001-02\r\n' | "$FOOTHOLD" add person - --json >out 2>err
check "lines of another system are read" grep -qF '"born": "2001-02"' out

# what hangs under a person, named by case number, title or UUID
run 0 add speaks person="$mariam" language=Dari level=B2
run 0 add speaks "person=Mariam Haidari" language=en level=A1 reads=yes
run 0 add contact person="$uuid" name="Abeba" phone=0123456
run 0 add note <<END
person=$mariam
text=She asked for a course near her home.
 And for one in the morning.
END
run 0 show "$mariam"
says "Dari"
says "English"
says "yes"
says "And for one in the morning."
run 0 show "$mariam" --json
says '"speaks": ['
says '"language": "prs"'
says '"reads": true'
says '\nAnd for one in the morning.'
run 0 show "$uuid"
says "Abeba"
lacks "Dari"

# a household and a reference to it
make_one household name="Haidari household"
run 0 set "$mariam" "household=Haidari household"
run 0 show "$mariam"
says "Haidari household"

# what is called after another record has that record's name
make_one course name="A1 morning group"
make_one enrolment person="$mariam" course="A1 morning group"
run 0 show "$made"
says "A1 morning group  [$made]"
run 0 show "$mariam"
says "A1 morning group  [$made]"

run 1 show "HA-0000-0000-0x"
run 1 show "417-226-K"
complains "neither a case number nor a record's id"
run 1 show "01a1fd0a-0092-78b9-a347-ee59677622ce"
complains "There is no record"

# Who opened the file stands in a trail of its own.
run 0 show "$mariam" --user "T. Nowak"
run 0 audit show "$mariam" --asked --reason "She asked at the desk"
says "T. Nowak"

# A role sees what the register lets it see.
run 0 show "$mariam" --role housing
says "Mariam"
lacks " 1991"
run 1 show "$mariam" --role auditor
run 1 add person given_name=Unseen --role housing
run 0 list person
lacks "Unseen"
done_testing
