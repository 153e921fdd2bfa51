#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# The impact assessment's record of processing is the register's own, as the
# program prints it.   dpia.sh [--update]
set -eu
: "${FOOTHOLD:?is the program to ask}"
page=${srcdir:-.}/doc/dpia.md
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

# Built-in fields in English only: no file is asked, and no catalogue.
{
	sed '/^<!-- From the register/q' "$page"
	echo
	env -u FOOTHOLD_DB XDG_DATA_HOME="$place" LC_ALL=C.UTF-8 LANGUAGE=en "$FOOTHOLD" fields --record-of-processing
	echo
	sed -n '/^<!-- End of the register/,$p' "$page"
} >"$place/dpia.md"
grep -q '^### What is never asked' "$place/dpia.md" || { echo "no record of processing was printed"; exit 1; }

if [ "${1-}" = --update ]; then
	cmp -s "$place/dpia.md" "$page" || cat "$place/dpia.md" >"$page"
elif ! cmp -s "$place/dpia.md" "$page"; then
	diff -u "$page" "$place/dpia.md" | head -n 40
	echo "doc/dpia.md does not say what the register says: make update-dpia"
	exit 1
fi
