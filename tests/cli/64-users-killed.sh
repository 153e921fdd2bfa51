#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# A file that is being divided, or gets and loses users, outlives a kill at any moment: its administrator comes in as
# before, a user is there whole or not at all, and the same command can be given again.
. "${srcdir:-.}/tests/cli/lib.sh"

given() { (umask 077; printf '%s\n' "$2" >"$1"); }
given first "the first one of Lind"
run 0 init --desk HA --user "A. Berg"
run 0 add person given_name=Mariam family_name=Haidari --user "A. Berg"
cp town.db whole.db

berg() { "$FOOTHOLD" "$@" --user "A. Berg" >out 2>err; }
lind() { "$FOOTHOLD" "$@" --user Lind --passphrase-file first >out 2>err; }
# Nobody is in half: who is in the list comes as far as the first passphrase lets them; a slot that no row knows yet
# opens the file for nobody.
whole() {
	berg users || return 1
	if grep -q Lind out; then
		lind today
		grep -q "Choose one" err
	else
		! lind today && grep -qE "do not open|does not open|belong to nobody" err
	fi
}
faults_of() { echo "$1 after $2 s" >>wrong; cat out err >>wrong; }

# --foreground: else timeout kills itself too, and the next command begins while the killed one still dies.
: >wrong
killed=0
# How long it takes when nobody kills it; the kills are spread over that time and a little beyond.
begin=$(date +%s%N)
berg users add Lind --role desk --new-passphrase-file first
took=$((($(date +%s%N) - begin) / 1000))
step=0
while [ $step -lt 16 ]; do
	step=$((step + 1))
	after=$(printf '%d.%06d' $((took * step / 14 / 1000000)) $((took * step / 14 % 1000000)))
	rm -f town.db*
	cp whole.db town.db
	timeout --foreground -s KILL $after "$FOOTHOLD" users add Lind --role desk --new-passphrase-file first --user "A. Berg" >out 2>err ||
		killed=$((killed + 1))
	whole || faults_of divided $after
	berg users add Lind --role desk --new-passphrase-file first || grep -q "of that name" err || faults_of again $after
	whole || faults_of added $after
	timeout --foreground -s KILL $after "$FOOTHOLD" users reset Lind --new-passphrase-file first --user "A. Berg" >out 2>err
	berg users reset Lind --new-passphrase-file first || faults_of reset $after
	whole || faults_of "after reset" $after
	timeout --foreground -s KILL $after "$FOOTHOLD" users remove Lind --user "A. Berg" >out 2>err
	berg users || faults_of list $after
	! grep -q Lind out || berg users remove Lind || faults_of remove $after
	whole || faults_of removed $after
	berg check || faults_of check $after
	berg list person
	grep -q Mariam out || faults_of lost $after
done
cp wrong out
check "nobody was locked out, nobody was in half" test ! -s wrong
check "some were killed ($killed)" test $killed -gt 1
done_testing
