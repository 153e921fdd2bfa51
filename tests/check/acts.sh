#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# What is noted in the trail has a name that people read: each word in the list of
# src/store/acts.h has its label, and each word that the sources note is in that list.
set -eu
cd "${srcdir:-.}"
fault=0
say() { echo "$*"; fault=1; }

known=$(sed -n '/^\/\* Appends an act/,/`about`/s/^ \*\t//p' src/store/acts.h)
[ -n "$known" ] || say "src/store/acts.h lists no acts"
for word in $known; do
	grep -qF "{ \"$word\", N_(" src/register/look_words.c || say "the act “$word” has no label in look_words.c"
done
noted=$(grep -rhoE '(act|user)_note\([^"]*"[a-z.-]+"' src --include='*.c' | sed 's/.*"\(.*\)"/\1/' | sort -u)
[ -n "$noted" ] || say "no act is noted"
for word in $noted; do
	echo "$known" | grep -qwF -e "$word" || say "the act “$word” is not in the list of src/store/acts.h"
done
exit $fault
