#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# A new file: where it stands, who may read it, and that it never replaces another.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init
says "$place/town.db"
check "only its owner may read it" test "$(stat -c %a town.db)" = 600
before=$(cksum <town.db)
run 1 init
complains "town.db"
check "the file is as it was" test "$(cksum <town.db)" = "$before"
run 0 check
says "The file is whole"

run 0 init other.db --desk H2 --municipality "Halden  an der  Au"
run 0 add person given_name=Anna --db other.db
check "case numbers carry the desk's code" grep -q '^H2-' out
run 2 init third.db --desk h2
run 2 init third.db --desk HALDEN
run 2 init third.db --desk 22
run 2 init third.db --municipality "$(printf 'a\nb')"
check "nothing was made" test ! -e third.db
run 1 init no/such/folder/town.db
check "no folder was made" test ! -e no
mkdir folder
run 1 init folder

unset FOOTHOLD_DB
run 0 init
check "by default it is among the person's data" test -f "$XDG_DATA_HOME/foothold/foothold.db"
check "in a folder of their own" test "$(stat -c %a "$XDG_DATA_HOME/foothold")" = 700
run 0 today
unset XDG_DATA_HOME
run 0 init
check "or in ~/.local/share" test -f "$HOME/.local/share/foothold/foothold.db"
check "nothing was left beside it" test "$(find "$HOME/.local/share/foothold" -type f | wc -l)" = 1
done_testing
