#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Back from a backup, without those who were erased since; and what a damaged file still gives.
. "${srcdir:-.}/tests/cli/lib.sh"

sum() { cksum <"$1"; }

run 0 init --desk HA
make_one person given_name=Mariam family_name=Haidari --no-plan
mariam=$made
make_one person given_name=Yusuf family_name=Demir
yusuf=$made
run 0 add note person="$yusuf" text="Prefers mornings"
run 0 backup kept.db

# somebody is erased, somebody else comes; then back to the backup
run 0 erase "$mariam" --ground request --run
make_one person given_name=Olena family_name=Kravchuk
run 0 restore kept.db back.db
says "1 person who was erased since is erased from it as well."
run 0 list person --db back.db
says "Yusuf"
lacks "Mariam"
lacks "Olena"
run 0 check --db back.db
check "nothing is left beside it" sh -c '! ls back.db.* 2>/dev/null'
check "her name is nowhere on the disk" sh -c '! grep -aq Haidari back.db*'

run 1 restore kept.db town.db
complains "exists already"
run 1 restore kept.db none/back.db
run 1 restore nothing.db other.db
run 0 restore kept.db anew.db --without-tombstones
complains "erase them anew"
run 0 list person --db anew.db
says "Mariam"
run 0 restore kept.db named.db --tombstones town.db --db elsewhere.db --json
says '"erased": 1'
run 0 restore kept.db alone.db --db elsewhere.db
complains "is not there"
run 0 init stranger.db
run 1 restore kept.db wrong.db --tombstones stranger.db
complains "is not the file"
check "nothing was made" test ! -e wrong.db

# the present file has another passphrase by now, or is damaged
echo "other words than before" >words
chmod 600 words
cp town.db locked.db
run 0 passphrase --new-passphrase-file words --db locked.db
run 1 restore kept.db later.db --db locked.db
complains "Nothing was restored"
run 0 restore kept.db later.db --db locked.db --tombstones-passphrase-file words
says "1 person who was erased"
cp town.db noise.db
head -c 30000 /dev/urandom | dd of=noise.db bs=1 seek=70000 conv=notrunc 2>/dev/null
cp noise.db worse.db
head -c 3000 /dev/urandom | dd of=worse.db bs=1 seek=65536 conv=notrunc 2>/dev/null
run 1 restore kept.db last.db --db worse.db
complains "Nothing was restored"
check "nothing was made" sh -c '! ls last.db* 2>/dev/null'

# salvage: of a whole file everything, of a damaged one what its pages still hold
run 0 salvage town.db whole.db
says "0 of"
run 0 check --db whole.db
run 0 find Olena --db whole.db
says "Olena"
run 0 today --db whole.db
before=$(sum noise.db)
run 0 salvage noise.db rest.db
says "could not be opened"
run 0 list person --db rest.db
check "the damaged file is as it was" test "$(sum noise.db)" = "$before"
run 0 salvage noise.db rest2.db --json
says '"bad_pages"'

cp town.db torn.db
for copy in 0 32768; do
	head -c 32000 /dev/urandom | dd of=torn.db bs=1 seek=$copy conv=notrunc 2>/dev/null
done
run 1 salvage torn.db torn2.db
complains "--keys BACKUP"
run 0 salvage torn.db torn2.db --keys kept.db
says "0 of"
run 0 list person --db torn2.db
says "Olena"
run 1 salvage torn.db torn2.db --keys kept.db
run 1 salvage torn.db torn3.db --keys stranger.db
echo "Dear colleague" >letter
run 1 salvage letter saved.db
run 1 salvage missing.db saved.db
check "nothing was made" test ! -e saved.db
done_testing
