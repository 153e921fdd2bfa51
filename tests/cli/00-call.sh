#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Called rightly and wrongly: help, version, unknown words, exit codes.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 --version
says "foothold 0."
run 0 --help
says "Usage: foothold"
says "Exit codes: 0 done"
run 0 -h
run 0 help
for verb in init today find show add set list undo import export duplicates fields check demo help; do
	run 0 help $verb
	says "Usage: foothold $verb"
	says "--passphrase-file"
	run 0 $verb --help
	says "Usage: foothold $verb"
done
run 0 help --man
says '.TH FOOTHOLD 1'
says '.SS "foothold import'
check "the manual page is clean roff" sh -c '[ -z "$(groff -Kutf8 -man -Tutf8 -ww -z out 2>&1)" ]'
for language in $(sed '/^#/d' "${srcdir:-.}/po/LINGUAS"); do
	run 0 --lang "$language" help --man
	says '.SS "foothold import'
	lacks 'Refused or failed; the reason'
	check "the manual page is clean roff in $language" sh -c '[ -z "$(groff -Kutf8 -man -Tutf8 -ww -z out 2>&1)" ]'
done

run 2 frobnicate
complains "There is no command “frobnicate”."
complains "“foothold help” explains more."
run 2 help frobnicate
run 2 --frobnicate
complains "There is no option “--frobnicate” here"
run 2 list --frobnicate person
complains "“foothold help list” explains more."
run 2 list
complains "Something is missing: foothold list KIND"
run 2 list person person
complains "Too many words"
run 2 list person --limit
complains "needs a value"
run 2 list person --json=yes
complains "takes no value"
run 2 show
run 2 --lang klingon help
complains "It speaks: en"
run 2 list --role emperor person
complains "There is no role “emperor”. There are: desk, casework,"
complains "team_lead"
run 2 --user "" today
run 2 --user "$(printf 'a\033[2Jb')" today
lacks "$(printf '\033')"
run 2 frob"$(printf '\033')"nicate
lacks "$(printf '\033')"

# Without a file, each says so, and makes none.
for verb in today check "list person" "find anna" "show HA-0000-0000-0" "undo" "export person" "add person given_name=A"; do
	run 1 $verb
	complains "town.db"
done
unset FOOTHOLD_DB
run 1 today
complains "foothold init"
check "no file appeared" test ! -e "$XDG_DATA_HOME"
done_testing
