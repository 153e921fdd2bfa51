#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Changing, taking back, history: nothing is lost, everything can be told.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA
make_one person given_name=Olena family_name=Kravchuk born=1984-07-12
olena=$made
run 0 set "$olena" family_name=Kravchyk phone=12345
quiet
run 0 set "$olena" phone=
run 0 show "$olena"
says "Kravchyk"
lacks "12345"
run 0 set "$olena" --user "A. Berg" <<'END'
family_name=Kravchuk-Bondar
interpreter=uk
END
run 0 show "$olena" --history
says "A. Berg"
says "Kravchyk → Kravchuk-Bondar"
says "Interpreter:  → Ukrainian"
run 0 show "$olena" --history --json
says '"before": "Kravchyk"'
change=$(json change)

# only what is named is taken back, and only whole
run 0 undo "$change"
says "Taken back."
again=$(sed -n 's/.*“foothold undo \([0-9a-f-]*\)”.*/\1/p' out)
run 0 show "$olena"
says "Kravchyk"
lacks "Ukrainian"
run 0 undo "$again"
run 0 show "$olena"
says "Kravchuk-Bondar"

# without a name it is one's own last change
run 1 undo --user "Nobody Yet"
complains "no change that could be taken back"
make_one person given_name=Slip
slip=$made
run 0 undo
run 1 show "$slip"
run 2 undo gibberish
run 1 undo 01a1fd0a-0092-78b9-a347-ee59677622ce

# a revision that is no longer there: both savers' words are kept
run 0 show "$olena" --json
rev=$(sed -n 's/.*"rev": \([0-9]*\).*/\1/p' out | head -n 1)
run 0 set "$olena" family_name=Bondar
run 1 set "$olena" --rev "$rev" family_name=Kravchuk
complains "somebody saved another version"
run 0 show "$olena"
says "Bondar"
run 2 set "$olena" --rev x family_name=K

run 2 set "$olena"
complains "Nothing to change"
run 2 set "$olena" family_name
complains "is not written key=value"
run 2 set "$olena" =x
run 1 set "$olena" case_number=HA-0000-0000-0
complains "set by the program"
run 1 set "$olena" colour=red
complains "no field of this name"
run 0 check
done_testing
