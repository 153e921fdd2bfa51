# SPDX-License-Identifier: EUPL-1.2
#
# What every test of the commands begins with: a place of its own, a fixed clock,
# and words for what a person would see.  Each check prints a line; one that does
# not hold makes the whole script fail.
#
#   run CODE ARGUMENTS…   runs the program; its output stands in the files out and err
#   says TEXT             the last output holds this text
#   complains TEXT        standard error holds it
#   lacks TEXT            neither holds it
#   check WHAT COMMAND…   any other condition
set -u
: "${FOOTHOLD:?is the program to test}"
top=$(cd "${srcdir:-.}" && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place" || exit 99
unset LANGUAGE LC_MESSAGES LANG FOOTHOLD_PLAIN
LC_ALL=C.UTF-8
TZ=UTC
HOME=$place
XDG_DATA_HOME=$place/data
FOOTHOLD_DB=$place/town.db
FOOTHOLD_CLOCK=2026-05-04T09:30
export LC_ALL TZ HOME XDG_DATA_HOME FOOTHOLD_DB FOOTHOLD_CLOCK
exec </dev/null
number=0
faults=0

holds() {
	number=$((number + 1))
	if [ "$1" = 0 ]; then
		echo "ok $number - $2"
	else
		faults=$((faults + 1))
		echo "not ok $number - $2"
		sed 's/^/#   out: /' out
		sed 's/^/#   err: /' err
	fi
}

run() {
	code=$1
	shift
	"$FOOTHOLD" "$@" >out 2>err
	got=$?
	[ $got = "$code" ]
	holds $? "foothold $* ends with $code (it was $got)"
}

says() { grep -qF -e "$1" out; holds $? "it says: $1"; }
complains() { grep -qF -e "$1" err; holds $? "it complains: $1"; }
lacks() { ! grep -qF -e "$1" out err; holds $? "nowhere: $1"; }
check() { what=$1; shift; "$@" >/dev/null; holds $? "$what"; }
quiet() { [ ! -s err ]; holds $? "nothing on standard error"; }
# The value of a key in the last JSON output: "id": "…".
json() { sed -n "s/.*\"$1\": \"\([^\"]*\)\".*/\1/p" out | head -n 1; }
# A new record; its number or id stands in $made.
make_one() { run 0 add "$@"; made=$(cat out); }

done_testing() {
	echo "1..$number"
	[ $faults = 0 ]
	exit $?
}
