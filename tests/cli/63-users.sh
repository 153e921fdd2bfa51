#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Users of a file: roles divided, a first passphrase that must be changed, what a removed one can no longer do.
. "${srcdir:-.}/tests/cli/lib.sh"

given() { (umask 077; printf '%s\n' "$2" >"$1"); }	# given FILE WORDS
first() { sed -n 's/^First passphrase of [^:]*: //p' out; }

run 0 init --desk HA --municipality Halden --user "A. Berg"
recovery=$(sed -n 's/^Recovery code[^:]*: //p' out)
run 0 add person given_name=Mariam family_name=Haidari --user "A. Berg"
mariam=$(cat out)
run 0 users
says "A. Berg  2026-05-04  export    all"

# a second user divides the file
run 2 users add Lind
complains "--role"
run 2 users add Lind --role cook
complains "no role"
run 1 users add "a. BERG" --role desk --user "A. Berg"
complains "of that name already"
run 0 list person
run 1 users add Lind --role desk --role auditor --user "A. Berg" --passphrase-file missing
run 0 users add Lind --role desk --user "A. Berg"
says "Yours is “A. Berg”"
says "Hand it to Lind alone"
given lind "$(first)"
check "four groups of five" test "$(wc -c <lind)" = 24
run 1 users --user "A. Borg"
complains "do not open the file"
run 0 users --user "a. berg" --json
check "two users" test "$(grep -c '"name"' out)" = 2
says '"first_passphrase": true'
run 1 users add LIND --role desk --user "A. Berg"
complains "of that name already"

# what was given out is changed before all else, and the name is the trail's
lind() { expect=$1; shift; run "$expect" "$@" --user Lind --passphrase-file "$own"; }
own=lind
lind 1 list person
complains "Choose one that only you know"
given short "too short"
lind 1 passphrase --new-passphrase-file short
complains "12 characters"
given chosen "four words of Lind alone"
lind 0 passphrase --new-passphrase-file chosen
lind 1 list person
own=chosen
lind 0 list person
says Mariam
lind 0 set "$mariam" phone=+31612345641
run 0 show "$mariam" --history --user "A. Berg"
says Lind

# roles hold whatever --role says; users are the administrator's
lind 1 list person --role admin
complains "every role"
lind 0 list person --role desk
lind 1 users add Olsen --role admin
complains "Only an administrator"
lind 1 users set Lind --role admin
lind 1 users remove "A. Berg"
lind 1 users lock 20
lind 0 users
says "A. Berg"
run 0 users set Lind --role supervisor --user "A. Berg"
lind 1 show "$mariam"
run 0 users set Lind --role casework --permit export --user "A. Berg"
run 0 users --user "A. Berg"
says "Lind     2026-05-04  export    casework"
run 1 users set "A. Berg" --role casework --user "A. Berg"
complains "One administrator must remain"
run 1 users lock 0 --user "A. Berg"
complains "locked when nobody is there"
run 0 users lock 20 --user "A. Berg"
run 2 users lock soon --user "A. Berg"

# recovery codes are each user's own
lind 0 passphrase --recovery
given lindcode "$(sed -n 's/^Recovery code[^:]*: //p' out)"
own=lindcode
lind 0 list person
given bergcode "$recovery"
run 0 users --user "A. Berg" --passphrase-file bergcode
run 1 users remove "A. Berg" --user "A. Berg" --passphrase-file bergcode
complains "Nobody removes themselves"

# forgotten: a new first passphrase, and nothing of before opens the file
run 0 users reset Lind --user "A. Berg"
given again "$(first)"
lind 1 list person
own=chosen
lind 1 list person
own=again
lind 1 list person
complains "Choose one"
given chosen "other words of Lind alone"
lind 0 passphrase --new-passphrase-file chosen
own=chosen
lind 0 list person

# removed: out at once, in no list, and the name can be somebody else's
run 0 users remove Lind --user "A. Berg"
lind 1 list person
complains "do not open the file"
run 0 users --user "A. Berg"
lacks Lind
run 0 users --all --user "A. Berg"
says removed
run 1 users remove Lind --user "A. Berg"
complains "No user of this file"
FOOTHOLD_CLOCK=2026-05-04T12:30
run 0 users add Lind --role language --user "A. Berg" --new-passphrase-file chosen
lacks "First passphrase"
run 0 check --user "A. Berg"
run 0 audit verify --user "A. Berg"

# a new data key: for those who are in, and for nobody else
cp town.db before.db
run 2 key turn --user "A. Berg"
own=chosen
lind 1 key rotate
complains "Choose one"
run 0 key rotate --user "A. Berg"
says "new data key"
run 0 list person --user "A. Berg"
says Mariam
run 0 users --user "A. Berg" --passphrase-file bergcode
run 0 check --user "A. Berg"
run 0 list person --db before.db --user "A. Berg"

# all of it stands in the trail
run 0 audit acts --reason "the yearly look" --user "A. Berg"
for act in "file divided among users" "user added" "user's roles changed" "user's permissions changed" "passphrase changed" \
	"recovery code made" "recovery code used" "user's passphrase reset" "user removed" "data key changed" "time until locked changed"; do
	says "$act"
done
lacks "$(cat chosen)"

# a backup is opened by the same names and passphrases
run 0 backup copy.db --user "A. Berg"
run 1 restore copy.db back.db
run 0 restore copy.db back.db --user "A. Berg"
run 0 list person --db back.db --user "A. Berg"
says Mariam
run 1 today --db back.db --user Lind --passphrase-file chosen
complains "Choose one"

# the one user of a file keeps the name, whoever's login it is, until another is said
FOOTHOLD_DB=$place/solo.db
run 0 init --user Anna --desk HC
run 0 add person given_name=Mariam
solo=$(cat out)
run 0 show "$solo" --history
says Anna
lacks "$(id -un)"
run 0 users add Berta --role desk --new-passphrase-file chosen
says "Yours is “Anna”"
run 0 users --user Anna
says Anna

# an administrator from the start sees no cases
FOOTHOLD_DB=$place/office.db
run 0 init --divided --user Olsen --desk HB
says "You log in as “Olsen”"
run 1 today
complains "do not open the file"
run 1 list person --user Olsen
run 1 add person given_name=Mariam --user Olsen
run 0 users add Berg --role casework --user Olsen --new-passphrase-file chosen
run 1 users set Olsen --role auditor --user Olsen
check "no name of a user stands on the disk" sh -c '! grep -aqE "Olsen|A. Berg|Lind" *.db*'
done_testing
