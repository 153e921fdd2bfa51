#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# Every act that the program notes in the trail has words of its own, in which the trail is read (look_words.c).
set -eu
top=$(cd "${srcdir:-.}" && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

# What is handed to act_note and its like, wherever the line breaks fall; and what is noted by a name passed on.
find "$top/src" -name '*.c' -exec cat {} + | tr '\n\t' '  ' >"$place/source"
{
	grep -oE '(act_note|second_asked|bulk_note|look_append)\([^;]*;' "$place/source" | grep -oE '"[a-z][a-z.-]*"' || :
	grep -oE '"(user|key|trail|backup|erase|retention|sealed|grant|emergency)\.[a-z]+"' "$place/source" || :
} | sort -u >"$place/noted"
grep -oE '\{ "[a-z.-]+", N_' "$top/src/register/look_words.c" | grep -oE '"[a-z.-]+"' | sort -u >"$place/words"
# Settings and names of queries look alike; no act is called so.
grep -oE '(QUERY\([a-z_]+, |SETTING_[A-Z_]+ +)"[a-z.-]+"' -r "$top/src" --include='*.[ch]' -h | grep -oE '"[a-z.-]+"' |
	sort -u >"$place/others"
comm -23 "$place/noted" "$place/words" | comm -23 - "$place/others" >"$place/missing"
[ "$(wc -l <"$place/noted")" -gt 15 ] || { echo "no acts were found in the sources"; exit 1; }
if [ -s "$place/missing" ]; then
	echo "acts without words in src/register/look_words.c:"
	cat "$place/missing"
	exit 1
fi
