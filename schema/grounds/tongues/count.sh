#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# Counts the words of the catalogues into LANGUAGE.counted here, the most frequent first: what src/register/tongue.h
# knows languages by, beside the everyday words of LANGUAGE.words.  Run by hand when catalogues have grown much.
set -eu
cd "$(dirname "$0")"
most=2500
# texts KEYWORD FILE...: what stands behind that keyword, an entry a line
texts() {
	word=$1
	shift
	awk -v word="$word" '
		function piece(s) { sub(/^[^"]*"/, "", s); sub(/"$/, "", s); gsub(/\\[nt]/, " ", s); gsub(/\\"/, " ", s); return s }
		/^#~/ { next }
		/^"/ { if (on) text = text piece($0); next }
		{ if (on && text != "") print text; text = ""; on = 0 }
		$1 ~ "^" word { on = 1; text = piece($0) }
		END { if (on && text != "") print text }' "$@"
}
count() {
	sed -E 's/%[-+0-9.*$]*(ll|l|z)?[a-zA-Z]/ /g; s/[a-z_]+=[^ ]*/ /g; s/https?:[^ ]*/ /g; s/--?[a-z-]+/ /g; s/^(Project-Id|Content-T|Plural-F|MIME|X-).*//' |
		LC_ALL=C.UTF-8 grep -oE "[[:alpha:]]+" | LC_ALL=C.UTF-8 sed 's/.*/\L&/' | LC_ALL=C sort | uniq -c |
		LC_ALL=C sort -k1,1nr -k2 | awk -v most="$most" '$1 > 1 && NR <= most { print $2, $1 }'
}
po=../../../po
texts msgid $po/de.po $po/papers/de.po | count >en.counted
for lang in de es fr nl tr; do
	texts msgstr $po/$lang.po $po/papers/$lang.po | count >$lang.counted
done
wc -l ./*.counted
