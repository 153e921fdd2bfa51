#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# The house's own rules that a machine can see: a licence line and an opening
# comment in every source, files that one person can read in one go, SQL that is
# bound and never formatted, nothing left open.
set -eu
cd "${srcdir:-.}"
fault=0
say() { echo "$*"; fault=1; }

sources=$(find src tests schema po doc -name '*.[ch]' -o -name '*.sh' -o -name '*.ini' -o -name '*.sql' -o -name '*.mk' | sort)
fragments=$(find src tests po doc -name '*.mk')
for file in $sources bootstrap .ci/run configure.ac Makefile.am; do
	head -n 3 "$file" | grep -q 'SPDX-License-Identifier: EUPL-1.2' || say "$file: no licence line at its head"
done
for file in $(find src -name '*.[ch]' | sort); do
	lines=$(wc -l <"$file")
	[ "$lines" -le 800 ] || say "$file: $lines lines; two jobs have moved in"
	sed -n '2,4p' "$file" | grep -q '/\*' || say "$file: does not open with what it owns"
done
for file in $(find src tests -name '*.[ch]' -o -name '*.sh' | sort); do
	grep -qwF -e "$file" $fragments || say "$file: in no .mk file; it is built by nothing, or missing from the distribution"
done
for file in $(find tests -name '*.sh' ! -name lib.sh ! -name rounds.sh | sort) bootstrap .ci/run; do
	[ -x "$file" ] || say "$file: cannot be run; chmod +x"
done
if grep -rnwE '(TODO|FIXME|XXX)' src schema; then say "something was left open (see above)"; fi
if grep -rnE '#[[:space:]]*pragma' src; then say "a warning was silenced (see above)"; fi
# A value in a statement's text would be a hole: no conversion other than %s of a register's identifier may stand there.
if grep -rnE '"[^"]*(SELECT|INSERT INTO|UPDATE|DELETE FROM)[^"]*%[^s]' src --include='*.c' | grep -v 'LIKE'; then
	say "SQL with a formatted value (see above)"
fi
exit $fault
