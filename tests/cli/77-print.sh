#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# Printing: down a pipe to lp, as PDF; what is said where there is no lp, no printer, where it refuses, takes only a part, or
# takes nothing at all. A card that was not printed is not valid.
. "$(dirname "$0")/lib.sh"
mkdir bin tmp
TMPDIR=$place/tmp
export TMPDIR
PATH=$place/bin:/usr/bin:/bin
# lp SHELL…: what the printing system does from now on
lp() {
	{ echo '#!/bin/sh'; printf '%s\n' "$@"; } >bin/lp
	chmod +x bin/lp
}

run 0 init --municipality Halden
make_one person given_name=Mariam family_name=Haidari arrived=2026-04-01
mariam=$made

lp 'echo "$*" >"$HOME/asked"' 'cat >"$HOME/job"'
run 0 card issue "$mariam" --print
check "a PDF arrived" sh -c 'head -c 5 job | grep -q %PDF-'
check "whole" sh -c 'tail -c 6 job | grep -q %%EOF'
check "nobody is named among its words" sh -c '! grep -q -i mariam asked'
run 0 card issue "$mariam" --print=upstairs
check "the printer that was named" grep -q -e '-d upstairs' asked
run 0 card show "$mariam"
check "one card is valid" sh -c '[ "$(grep -c "  Valid" out)" = 1 ]'
pdftoppm -r 150 -png job page && zbarimg -q --raw page-1.png >code 2>/dev/null
"$FOOTHOLD" card verify <code >out 2>err
check "the code on the printed page is valid" grep -q "valid until" out
check "no temporary file is left" sh -c '[ -z "$(ls -A tmp)" ]'

for said in "-d" "a b" "x'y" "#1"; do
	run 1 card issue "$mariam" --print="$said"
	complains "no printer can be called so"
done
# refuses WORDS SHELL…
refuses() {
	words=$1
	shift
	lp "$@"
	run 1 card issue "$mariam" --print
	complains "$words"
	run 0 card show "$mariam"
	check "no further card is valid" sh -c '[ "$(grep -c "  Valid" out)" -le 1 ]'
}
refuses "no printer is set" 'cat >/dev/null' 'echo "lp: Error - No default destination." >&2; exit 1'
refuses "no printer of this name" 'cat >/dev/null' 'echo "lp: The printer or class does not exist." >&2; exit 1'
refuses "does not run" 'echo "lp: Error - scheduler not responding." >&2; exit 1'
refuses "The program lp says: out of ink" 'cat >/dev/null' 'echo "lp: out of ink" >&2; exit 1'
refuses "did not say why" 'cat >/dev/null' 'exit 3'
refuses "did not say why" 'exec <&-' 'kill -9 $$'
refuses "broke off" 'head -c 100 >/dev/null' 'exit 1'
# Words that would steer the terminal are made harmless.
refuses "lp says:" 'cat >/dev/null' 'printf "lp: \033[2Jgone\n" >&2; exit 1'
check "no escape on the terminal" sh -c '! grep -q "$(printf "\033")" err'

rm bin/lp
PATH=$place/bin
"$FOOTHOLD" card issue "$mariam" --print >out 2>err
got=$?
PATH=/usr/bin:/bin
[ "$got" = 1 ]
holds $? "without lp it ends with 1"
complains "no program lp"
done_testing
