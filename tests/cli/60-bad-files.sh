#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Files that are missing, forbidden, damaged, not ours, or from the future: a sentence, and not a byte changed.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init
run 0 add person given_name=Mariam
cp town.db good.db

# spoil NAME: a copy named so, to be opened; `intact` says it is as it was
spoil() { cp good.db "$1"; FOOTHOLD_DB=$place/$1; }
sum() { cksum <"$FOOTHOLD_DB"; }
refuses() {
	before=$(sum)
	for verb in today check "list person" "add person given_name=X"; do
		run 1 $verb
		check "with a sentence" grep -q '^foothold: .*\.$' err
		[ -z "${1-}" ] || complains "$1"
	done
	check "the file is as it was" test "$(sum)" = "$before"
}

FOOTHOLD_DB=$place/none.db
run 1 today
complains "none.db"
check "none was made" test ! -e none.db

FOOTHOLD_DB=$place
run 1 today

FOOTHOLD_DB=$place/letter.db
echo "Dear colleague, this is a letter and not a file of Foothold." >letter.db
refuses
: >letter.db
refuses
head -c 100000 /dev/urandom >letter.db
refuses

spoil stranger.db	# another program's file: both copies of its header begin otherwise
for copy in 0 32768; do
	printf 'NOPE' | dd of=stranger.db bs=1 seek=$copy conv=notrunc 2>/dev/null
done
refuses

spoil future.db
for copy in 0 32768; do
	printf '\377' | dd of=future.db bs=1 seek=$((copy + 8)) conv=notrunc 2>/dev/null
done
refuses "newer"

spoil short.db
truncate -s 20000 short.db
run 1 check

spoil holes.db		# noise in the middle
size=$(stat -c %s holes.db)
for page in 3 5 8 13 21 34; do
	[ $((page * 4096)) -ge "$size" ] ||
		head -c 2000 /dev/urandom | dd of=holes.db bs=1 seek=$((page * 4096)) conv=notrunc 2>/dev/null
done
run 1 check
check "with a sentence" grep -q '^foothold: .*\.$' err
lacks "***"

# what a person without permission sees; root has every permission, so it borrows another's hands
cp "$FOOTHOLD" program
chmod 755 "$place" program
hands=""
[ "$(id -u)" != 0 ] || hands="setpriv --reuid=65534 --regid=65534 --clear-groups"
real=$FOOTHOLD
cat >borrowed <<END
#!/bin/sh
exec $hands "$place/program" "\$@"
END
chmod 755 borrowed
words=$FOOTHOLD_PASSPHRASE_FILE
cp "$words" words && chmod 600 words && { [ -z "$hands" ] || chown 65534 words; }
FOOTHOLD_PASSPHRASE_FILE=$place/words
FOOTHOLD=$place/borrowed
mkdir locked
cp good.db locked/town.db
chmod 000 locked/town.db
chmod 555 locked
FOOTHOLD_DB=$place/locked/town.db
run 1 today
complains "cannot be opened"
chmod 444 locked/town.db
run 1 add person given_name=Unseen
check "with a sentence" grep -q '^foothold: .*\.$' err
chmod 755 locked
FOOTHOLD=$real
FOOTHOLD_PASSPHRASE_FILE=$words
FOOTHOLD_DB=$place/town.db
run 0 list person
says "Mariam"
lacks "Unseen"

# passphrase files
echo "correct horse battery staple" >pass
chmod 644 pass
run 1 today --passphrase-file pass
complains "can be read by others"
run 1 today --passphrase-file missing
complains "missing"
chmod 600 pass
run 0 today --passphrase-file pass
run 0 today --passphrase-file fd:3 3<pass
lacks "horse"
done_testing
