#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# How well the gate judges, held to what is promised: of the texts that the lexicons were written by, at least 95 in 100
# that ask are refused and at most 3 in 100 of the others stopped, in every language, with --lang and without; of the
# unseen ones (tests/data/gate/unseen), what was reached, in the file "reached": language, refused, stopped.
#
#   figures.sh             fails where it is worse
#   figures.sh --update    writes the figures into doc/gate.md
set -eu
: "${EVALUATE:?is the program that counts}"
top=${srcdir:-.}
sets=$top/tests/data/gate
fault=0
seen=$(ls "$sets"/??.tsv)
second=$(ls "$sets"/second/??.tsv)
third=$(ls "$sets"/third/??.tsv)
unseen=$(ls "$sets"/unseen/??.tsv 2>/dev/null || true)

# table HEAD FILES…
table() {
	printf '\n### %s\n\n' "$1"
	shift
	"$EVALUATE" --table "$@"
}
tables() {
	table "The same texts, after a last mending by what had been judged wrongly" $unseen
	table "Texts that the lexicons were written by" $seen
	table "Texts of another hand, mended by since" $second
	table "A third set, by others again, mended by since" $third
	echo
}

if [ "${1:-}" = --update ]; then
	tables >gate-figures.md
	awk '/<!-- figures: / { print; while ((getline line < "gate-figures.md") > 0) print line; over = 1; next }
		/<!-- end of figures/ { over = 0 }
		!over' "$top/doc/gate.md" >gate.md
	mv gate.md "$top/doc/gate.md"
	rm gate-figures.md
	exit 0
fi
"$EVALUATE" --least 95 --most 3 $seen $second $third >figures.out || fault=1
grep -E 'ALL|enough' figures.out
for file in $unseen; do
	lang=$(basename "$file" .tsv)
	set -- $(grep "^$lang " "$sets/unseen/reached")
	"$EVALUATE" --least "$2" --most "$3" "$file" >figures.out || fault=1
	grep -E 'ALL|enough' figures.out
done
rm -f figures.out
exit $fault
