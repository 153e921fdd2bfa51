#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Whose law the file stands under: chosen, shown with its sources, and what is taken under it and under no other.
. "${srcdir:-.}/tests/cli/lib.sh"

run 2 init --desk HA --profile atlantis
complains "no country profile"
run 0 init --desk HA --municipality Halden
run 0 profile
says "No country’s law"
lacks "verified"
run 0 profile list
says "Netherlands"
says "the file stands under it"
run 1 profile show atlantis
run 2 profile choose nl
make_one person given_name=Mariam family_name=Haidari
mariam=$made

# Under no law nothing of a law is held.
run 1 add number person="$mariam" issuer=nl_bsn number=123456782
complains "Nothing was saved"
run 1 add duty person="$mariam" code=nl_inburgering
complains "no law asks for this"

# First it is said what would begin, and what nobody read at its source.
run 0 profile use nl
says "Integration plan to be set"
says "not verified"
says "have a jurist read"
says "Nothing was changed"
run 0 profile
says "No country’s law"
run 0 profile use nl --run
says "Netherlands"
run 0 profile show --json
says '"key": "nl_plan"'
says '"length": "10 weeks"'
says '"verified": false'
says '"chosen": true'
says '"law": "WI2021, art. 11(1) to (3)"'
run 1 profile use de --run --role casework
complains "Only the administrator or a team lead"

# Numbers: the check digit is reckoned, the number found whole and by casework alone.
make_one number person="$mariam" issuer=nl_bsn "number=123 456 782"
run 0 show "$made" --json
says '"number": "123456782"'
says '"checked": "fits"'
run 0 list number
says "Citizen service number"
lacks 123456782
run 0 find 123456782
says "$mariam"
says "number of another body"
run 0 find 12345678
lacks "$mariam"
run 0 find 123456782 --role desk
lacks "$mariam"
run 1 list number --role desk
run 1 list number --filter number=123456782
run 1 add number person="$mariam" issuer=de_steuer number=12345678995
complains "does not know this"
run 1 add number person="$mariam" issuer=nl_bsn number=1234
complains "compare it with the paper"

# A list from outside is judged row by row.
printf 'person,issuer,number\n%s,nl_bsn,111.222.333\n%s,nl_bsn,12\n%s,de_steuer,12345678995\n' "$mariam" "$mariam" "$mariam" >n.csv
run 0 import number n.csv --keep-good
says "Good: 1"
run 0 find 111222333
says "$mariam"
printf 'given_name,bsn\nOlena,1\n' >p.csv
run 0 import person p.csv
says "asks about a protected ground"

# The least of a duty, and what others decided.
make_one duty person="$mariam" code=nl_inburgering from=2026-04-01
run 0 show "$made"
says "WI2021, art. 3"
run 1 list duty --filter code=nl_inburgering
run 0 add mirror person="$mariam" part=nl_exam level=B1 result=passed
run 0 show "$mariam"
says "DUO (education service)"

# A law is not left while its records stand.
run 1 profile use de --run
complains "Nothing was changed"
run 0 profile
says "Netherlands"

# Nobody gets round the kinds by a field of their own.
printf '[person.bamf]\nlabel = BAMF number\nkind = text\npurpose = To write\nbasis = public task\nrecipients = none\nseen_by = casework\nkeep = case\n' >own.ini
run 1 fields --own own.ini
complains "place of their own"

# A sealed file stands under the town's law, and its numbers are found by nobody outside.
given() { (umask 077; printf '%s\n' "$2" >"$1"); }
rm -f town.db*
run 0 init --desk HA --profile nl --user Berg
run 0 users add Anna --role casework --user Berg
given first "$(sed -n 's/^First passphrase of [^:]*: //p' out)"
given pass "four plain words of Anna"
run 0 passphrase --new-passphrase-file pass --user Anna --passphrase-file first
by_anna() { expect=$1; shift; run "$expect" "$@" --user Anna --passphrase-file pass; }
by_anna 0 add person given_name=Zahra
zahra=$(cat out)
by_anna 0 add number person="$zahra" issuer=nl_bsn number=123456782
by_anna 0 seal "$zahra"
sealed=$(cat out)
by_anna 0 find 123456782
lacks "$zahra"
by_anna 0 find 123456782 --within "$sealed"
says "number of another body"
by_anna 0 add number person="$zahra" issuer=nl_vnumber number=0123456789 --within "$sealed"
by_anna 1 add number person="$zahra" issuer=de_steuer number=12345678995 --within "$sealed"
complains "Netherlands"

# From the start.
rm -f town.db*
run 0 init --desk HA --profile de
run 0 profile
says "Germany"
says "VwGO § 70(1)"

done_testing
