#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# Every message is translated in every language of po/LINGUAS, and those of papers in po/papers/LINGUAS: complete, no
# guesses, formats right, and different from the English unless po/xx.equal
# says why not.   messages.sh [TOP [POT]]
set -eu
top=${1:-${srcdir:-.}}
pot=${2:-foothold.pot}
[ $# -ge 2 ] || MAKEFLAGS= ${MAKE:-make} -s pot
fault=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# msgid<TAB>msgstr of the entries whose translation is the English text
equal_to_english() {
	msgcat --no-wrap --no-location "$1" | awk '
		function text(s) { sub(/^[a-z0-9\[\]]+ /, "", s); return substr(s, 2, length(s) - 2) }
		/^msgid /  { id = text($0); multi = 0 }
		/^msgstr / { if (id != "" && text($0) == id && id ~ /[A-Za-z][A-Za-z]/) print id }'
}

# check_catalogue PO POT EQUAL
check_catalogue() {
	po=$1
	msgfmt --check-format --check-domain -o /dev/null "$po" || { echo "$po: see above"; fault=1; }
	msgmerge --quiet --no-fuzzy-matching -o "$work/new.po" "$po" "$2"
	for what in untranslated only-fuzzy; do
		msgattrib --no-obsolete --no-wrap --$what "$work/new.po" >"$work/missing"
		# The head comes with them; a text of several lines begins with an empty one.
		count=$(grep -c '^msgid ' "$work/missing" || true)
		if [ "$count" -gt 1 ]; then
			echo "$po: $((count - 1)) messages $what, the first ones:"
			grep -A 1 '^msgid ' "$work/missing" | grep -v -e '^msgid ""$' -e '^msgstr' -e '^"Project-Id' -e '^--' | head -n 8
			fault=1
		fi
	done
	cut -f1 "$3" | sort >"$work/allowed"
	equal_to_english "$work/new.po" | sort -u >"$work/equal"
	if comm -23 "$work/equal" "$work/allowed" | grep .; then
		echo "$po: equal to the English; translate, or list in $3 with the reason"
		fault=1
	fi
}

for language in $(sed '/^#/d' "$top/po/LINGUAS"); do
	check_catalogue "$top/po/$language.po" "$pot" "$top/po/$language.equal"
done
# Papers: where there are no screens in a language, its catalogue holds the register's words as well.
beside=$(dirname "$pot")
for language in $(sed '/^#/d' "$top/po/papers/LINGUAS"); do
	papers=papers-only.pot
	grep -qx "$language" "$top/po/LINGUAS" && papers=papers.pot
	check_catalogue "$top/po/papers/$language.po" "$beside/$papers" "$top/po/papers/$language.equal"
	grep -qE '^"X-Review: (none|native)\\n"' "$top/po/papers/$language.po" ||
		{ echo "$top/po/papers/$language.po: its head does not say whether a native speaker has read it (X-Review)"; fault=1; }
done
exit $fault
