#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The day's and the week's work from the command line: narrowed, ranked, kept under a name; pause and hand-over.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init --desk HA --municipality Halden
make_one person given_name=Mariam family_name=Haidari arrived=2026-04-20
mariam=$made
make_one person given_name=Rahel arrived=2026-05-01
rahel=$made
make_one step person="$mariam" stage=work what=Letter target=2026-05-01 caseworker=lind
make_one step person="$rahel" stage=housing what=Visit target=2026-05-06 caseworker=lind

# by colleague and by stage, in words and in JSON
run 0 today --caseworker lind
says "Letter"
lacks "First interview"
run 0 today --stage housing
lacks "Letter"
run 0 today --stage work --json
says '"origin": "city"'
says '"rank": 1'
says '"stage": "work"'
says '"kind": "step"'
run 2 today --stage moon
run 2 today --mine --caseworker lind

# the week
run 0 today --week
says "6 May 2026"
says "Visit"
says "Our own targets"
lacks "Letter"
run 0 today --week --json
says '"day": "2026-05-10"'
says '"targets"'
run 0 today --week --caseworker nobody
says "Nothing falls on the coming seven days"

# a file rests until a day, with a reason, and comes back by itself
run 1 pause "$mariam" --until 2026-05-20
complains "Nothing was saved"
run 2 pause "$mariam"
run 0 pause "$mariam" --until 2026-05-20 --why away
run 0 pause
says "Mariam Haidari"
says "Away for a while"
run 0 pause --json
says '"until": "2026-05-20"'
run 0 today --caseworker lind
lacks "Letter"
run 0 today
says "Paused (1 of 1)"
FOOTHOLD_CLOCK=2026-05-20T09:00
run 0 today --caseworker lind
says "Letter"
FOOTHOLD_CLOCK=2026-05-04T09:30
run 0 pause "$mariam" --end
run 0 pause
says "No file is paused."
run 0 undo
run 0 pause
says "Mariam Haidari"
run 0 pause "$mariam" --end

# lists and days under a name
run 0 list step --filter stage=work --sort target --keep-view "Work, by target"
run 0 list step --view "Work, by target"
says "Letter"
lacks "Visit"
run 0 list step --view "Work, by target" --filter state=done
lacks "Letter"
run 1 list step --view "Nothing of the kind"
run 1 list person --filter family_name=Haidari --keep-view Mariam
complains "names nobody"
run 0 today --caseworker lind --stage work --keep-view "Lind at work"
run 0 today --view "Lind at work"
says "Letter"
lacks "First interview"
run 0 views
says "Work, by target"
says "Lind at work"
run 0 views --json
says '"kind": "today"'
run 0 views drop step "Work, by target"
run 1 views drop step "Work, by target"
run 0 views
lacks "Work, by target"
run 2 views keep

# a file handed over, with what to know first; and all of them
run 2 handover "$mariam"
run 2 handover --to lind
run 0 handover "$mariam" --to lind --remark "Ring before you come"
says "1 file was handed over."
run 1 handover "$mariam" --to lind
complains "Nothing was changed"
run 0 show "$mariam"
says "lind"
run 0 today --user lind
says "Handed over to you (1 of 1)"
says "Ring before you come"
run 0 today --user lind --json
note=$(sed -n '/"handed_over"/,/"legal"/p' out | sed -n 's/.*"record": "\([^"]*\)".*/\1/p' | head -n 1)
run 0 set "$note" noted=today
run 0 today --user lind
lacks "Handed over to you"
# A restricted file stays as it is, and goes along all the same.
run 0 restrict "$rahel" --why contested
run 0 handover --all --to lind
says "1 file was handed over."
run 0 restrict "$rahel" --lift --told
run 1 handover --all --to lind
done_testing
