#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# Every message is translated in every language of po/LINGUAS: complete, no
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

for language in $(sed '/^#/d' "$top/po/LINGUAS"); do
	po=$top/po/$language.po
	msgfmt --check-format --check-domain -o /dev/null "$po" || { echo "$po: see above"; fault=1; }
	msgmerge --quiet --no-fuzzy-matching -o "$work/new.po" "$po" "$pot"
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
	cut -f1 "$top/po/$language.equal" | sort >"$work/allowed"
	equal_to_english "$work/new.po" | sort -u >"$work/equal"
	if comm -23 "$work/equal" "$work/allowed" | grep .; then
		echo "$po: equal to the English; translate, or list in po/$language.equal with the reason"
		fault=1
	fi
done
exit $fault
