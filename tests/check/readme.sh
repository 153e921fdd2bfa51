#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# What README.md and HACKING.md tell people to type is there: every command with its
# options, bootstrap's words, make's goals, the places named; and the manual page that
# is installed is the program's own, with every command in it.
set -eu
: "${FOOTHOLD:?is the program to test}"
top=$(cd "${srcdir:-.}" && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
fault=0
say() { echo "$*"; fault=1; }
cat "$top/README.md" "$top/HACKING.md" >"$place/text"

# words PATTERN: what stands behind the pattern in either text, in $words; there must be some
words() {
	words=$(grep -oE -e "$1[a-z-]+" "$place/text" | sed -E "s,^$1,," | sort -u)
	[ -n "$words" ] || say "neither text says: $1"
}

# Lines of their own in the README's examples, without the remark behind them.
sed -n 's/ *#.*//; s/^    foothold \([a-z].*\)/\1/p' "$top/README.md" >"$place/calls"
[ -s "$place/calls" ] || say "README.md shows no command"
while read -r verb rest; do
	"$FOOTHOLD" help "$verb" >"$place/help" || say "README.md: there is no command “$verb”"
	for word in $rest; do
		case $word in
		--*) grep -q -e "^  $word\b" "$place/help" || say "README.md: “$verb” has no option $word" ;;
		esac
	done
done <"$place/calls"

# Commands named within a sentence, in the pages for other readers too.
cat "$top"/doc/*.md >>"$place/text"
words '[`“]foothold '
for verb in $words; do
	"$FOOTHOLD" help "$verb" >"$place/help" || say "there is no command “foothold $verb”"
done

"$top/bootstrap" --help >"$place/bootstrap"
words '\./bootstrap '
for word in $words; do
	grep -q "\./bootstrap .*$word" "$place/bootstrap" || say "bootstrap does not know “$word”"
done
words '(make -C build|[(`&] ?make) '
for goal in $words; do
	case $goal in -|tests) continue ;; esac; grep -q "^$goal:" Makefile || say "make has no goal “$goal”"
done
words 'make -C po '
for goal in $words; do
	grep -q "^$goal:" "$top/po/Makefile" || say "po/ has no goal “$goal”"
done
for named in $(grep -oE '[(`](schema|src|tests|po|doc)/[a-zA-Z0-9_./-]*' "$place/text" | cut -c 2- | sort -u); do
	case $named in
	*KIND*|*NAME*|*NNN*|*/xx.*|*/pt|*/pt.*) ;;
	*) [ -e "$top/$named" ] || [ -e "$named" ] || [ -e "$top/$named.c" ] || [ -e "$top/$named.cc" ] || say "$named is named, but is not there" ;;
	esac
done

LC_ALL=C "$FOOTHOLD" help --man >"$place/manual"
cmp "$place/manual" doc/foothold.1 || say "doc/foothold.1 is not the program's own manual"
LC_ALL=C.UTF-8 LANGUAGE=en "$FOOTHOLD" help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' >"$place/verbs"
[ -s "$place/verbs" ] || say "“foothold help” lists no commands"
while read -r verb; do
	grep -q "^\.SS \"foothold $verb\b" doc/foothold.1 || say "the manual page does not explain “$verb”"
done <"$place/verbs"
exit $fault
