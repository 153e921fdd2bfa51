#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# A file of before files were encrypted: sealed when it is opened, and the plain one named for deletion.
. "${srcdir:-.}/tests/cli/lib.sh"

given() { (umask 077; printf '%s\n' "$2" >"$1"); }	# given FILE WORDS

gunzip -c "$top/tests/data/vault/plain.db.gz" >town.db
cp town.db before.db
given short "owl"
given words "four words that differ"

run 1 list person --passphrase-file short
check "nothing was changed" cmp town.db before.db
(umask 022; echo "four words that differ" >seen)
run 1 list person --passphrase-file seen
check "nor by a passphrase that others may read" cmp town.db before.db

run 0 add person given_name=Mariam family_name=Haidari --passphrase-file words
complains "is encrypted from now on"
complains "town.db.plain-delete-securely"
check "the plain file has another name" sh -c "head -c 15 town.db.plain-delete-securely | grep -q SQLite"
check "the sealed one is its owner's alone" test "$(stat -c %a town.db)" = 600
check "it is no plain database" sh -c '! head -c 15 town.db | grep -q SQLite'
run 0 list person --passphrase-file words
says "Mariam"
lacks "encrypted"
run 0 find Haidari --passphrase-file words
says "Z3-"
run 0 check --passphrase-file words
run 1 list person --passphrase-file short

mkdir in && gunzip -c "$top/tests/data/vault/plain.db.gz" >in/town.db && touch in/town.db.plain-delete-securely
run 1 list person --db in/town.db --passphrase-file words
complains "stands in the way"
check "and it is plain as before" sh -c 'head -c 15 in/town.db | grep -q SQLite'

gunzip -c "$top/tests/data/vault/plain.db.gz" >old.db
run 1 restore old.db back.db --passphrase-file words
complains "made before Foothold encrypted"
done_testing
