#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Passphrases and copies: what opens a file, what does not any more, and a file that comes back from its backup.
. "${srcdir:-.}/tests/cli/lib.sh"

given() { (umask 077; printf '%s\n' "$2" >"$1"); }	# given FILE WORDS

run 0 init --desk HA --municipality Halden
says "Recovery code"
recovery=$(sed -n 's/^Recovery code[^:]*: //p' out)
check "six groups of five" test "$(printf %s "$recovery" | wc -c)" = 35
run 0 add person given_name=Mariam family_name=Haidari

given wrong "not the passphrase at all"
given code "$recovery"
given new "four words that differ"
for n in 1 2 3; do
	run 1 today --passphrase-file wrong
	complains "does not open the file"
done
run 1 today --passphrase-file wrong
run 1 today
complains "pause"
FOOTHOLD_CLOCK=2026-05-04T10:30
run 0 list person
says "Mariam"

run 0 list person --passphrase-file code
says "Mariam"

mkdir copies
run 0 backup copies
check "named after desk, day and time" test -f copies/foothold-HA-2026-05-04-1030.db
check "only its owner may read it" test "$(stat -c %a copies/foothold-HA-2026-05-04-1030.db)" = 600
run 1 backup copies/foothold-HA-2026-05-04-1030.db
complains "exists already"

run 0 passphrase --new-passphrase-file new
run 1 list person
run 0 list person --passphrase-file new
says "Mariam"
run 0 list person --passphrase-file code

# the recovery code lets a person in who forgot, and they choose anew
given newer "yet other words for a file"
run 0 passphrase --passphrase-file code --new-passphrase-file newer
run 0 passphrase --recovery --passphrase-file newer
says "Recovery code"
FOOTHOLD_CLOCK=2026-05-04T12:30
run 1 list person --passphrase-file code
run 0 list person --passphrase-file newer

# the backup still opens as it did, and becomes a file again, never over another
run 1 restore copies/foothold-HA-2026-05-04-1030.db town.db
run 0 restore copies/foothold-HA-2026-05-04-1030.db back.db --tombstones-passphrase-file newer
run 0 list person --db back.db
says "Mariam"
run 0 check --db back.db
check "no name stands on the disk" sh -c '! grep -aq Haidari town.db* back.db copies/*'
done_testing
