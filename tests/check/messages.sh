#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# Every message is translated in every language of po/LINGUAS, and those of papers in po/papers/LINGUAS: complete, no
# guesses, formats right, in the glossary's words, different from the English unless po/xx.equal
# says why not.   messages.sh [TOP [POT]]
set -eu
top=${1:-${srcdir:-.}}
pot=${2:-foothold.pot}
[ $# -ge 2 ] || MAKEFLAGS= ${MAKE:-make} -s pot
beside=$(dirname "$pot")
fault=0

for language in $(sed '/^#/d' "$top/po/LINGUAS"); do
	"$beside"/tests/check/catalogues "$pot" "$top/po/$language.po" "$top/po/$language.equal" \
		"$top/po/$language.glossary" || fault=1
	# Some 120 terms; fewer are no glossary.
	[ "$(grep -cv -e '^#' -e '^!' "$top/po/$language.glossary")" -ge 120 ] ||
		{ echo "$top/po/$language.glossary: fewer than 120 terms"; fault=1; }
done
# Papers: where there are no screens in a language, its catalogue holds the register's words as well.
for language in $(sed '/^#/d' "$top/po/papers/LINGUAS"); do
	papers=papers-only.pot
	grep -qx "$language" "$top/po/LINGUAS" && papers=papers.pot
	"$beside"/tests/check/catalogues "$beside/$papers" "$top/po/papers/$language.po" "$top/po/papers/$language.equal" ||
		fault=1
	grep -qE '^"X-Review: (none|native)\\n"' "$top/po/papers/$language.po" ||
		{ echo "$top/po/papers/$language.po: its head does not say whether a native speaker has read it (X-Review)"; fault=1; }
done
exit $fault
