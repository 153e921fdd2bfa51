#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The demonstration: believable, the same again from the same seed and day, whole, and never over another file.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 demo a.db --people 40 --seed 7
says "a.db"
quiet
run 0 demo b.db --people 40 --seed 7
run 0 demo c.db --people 40 --seed 8
for kind in person plan step note round home_proposal; do
	run 0 export $kind --db a.db --output a.$kind --reason "to compare" --unsealed
	run 0 export $kind --db b.db --output b.$kind --reason "to compare" --unsealed
	check "the same $kind from the same seed" cmp a.$kind b.$kind
	check "some of $kind" test "$(wc -l <a.$kind)" -gt 1
done
run 0 export person --db c.db --output c.person
check "another seed, other people" sh -c "! cmp -s a.person c.person"
check "forty people and a head" test "$(wc -l <a.person)" -ge 41
for file in a.db c.db; do
	run 0 check --db $file
	run 0 today --db $file
	says "Late by our own targets"
done
before=$(cksum <a.db)
run 1 demo a.db
check "a file that is there stays" test "$(cksum <a.db)" = "$before"
run 2 demo
run 2 demo d.db --people 0
run 2 demo d.db --people 1000001
run 2 demo d.db --people many
check "nothing was made" test ! -e d.db
run 1 demo no/such/folder/d.db

# stopped, nothing is left behind
"$FOOTHOLD" demo e.db --people 200000 >out 2>err &
child=$!
i=0
while [ ! -e e.db ] && [ $i -lt 100 ]; do sleep 0.1; i=$((i + 1)); done
kill -TERM $child
wait $child
check "a stopped demonstration ends with 1" test $? = 1
check "and leaves nothing behind" sh -c '! ls e.db* 2>/dev/null | grep .'
done_testing
