#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Copies: where they go, which stay, and media that are full, read-only, not plugged in; a clock set back.

# Small media are mounted in a world of this script's own; without the right to do that these parts are left out.
if [ -z "${FOOTHOLD_MOUNTS-}" ]; then
	FOOTHOLD_MOUNTS=no
	! unshare --mount --map-root-user sh -c 'mount -t tmpfs none /mnt' 2>/dev/null || FOOTHOLD_MOUNTS=yes
	export FOOTHOLD_MOUNTS
	[ $FOOTHOLD_MOUNTS = no ] || exec unshare --mount --map-root-user sh "$0"
fi
. "${srcdir:-.}/tests/cli/lib.sh"

at() { FOOTHOLD_CLOCK=$1; }
kept() { ls copies | wc -l; }
whole() { FOOTHOLD_DB=$place/$1 "$FOOTHOLD" check >/dev/null 2>&1; }

run 0 init --desk HA
run 0 add person given_name=Mariam family_name=Haidari
run 2 backup
complains "No copy was made yet"
run 0 backup --list
says "No copy was made yet"
run 0 today
lacks "backup"
at 2026-05-12T09:30
run 0 today
complains "No backup of this file is known"
at 2026-05-04T09:30
run 2 backup ""
run 1 backup nowhere/copy.db
complains "nowhere"
check "nothing was made" test ! -e nowhere

# a folder: named after desk, day and time; the oldest go by days, weeks and months
mkdir copies
for day in 01 02 03 04; do
	at "2026-05-${day}T17:00"
	run 0 backup copies --keep 2,0,0
done
says "1 older copy was taken away."
says "journal:"
head=$(sed -n 's/^ *\(journal:.*\)/\1/p' out)
run 0 audit verify --head "$head"
check "two days stay" test "$(kept)" = 2
check "the last of them" test -f copies/foothold-HA-2026-05-04-1700.db
run 0 backup
check "without a place, where the last one went; a name that is taken gets a number" \
	test -f copies/foothold-HA-2026-05-04-1700-2.db
run 2 backup copies --keep 3
run 2 backup copies --keep 0,0,0
run 0 backup --list
says "taken away"
run 0 backup --list --json
says '"taken_away": null'
run 0 backup copies --json --keep all
says '"heads"'
check "a copy is a file like any other" whole copies/foothold-HA-2026-05-04-1700-3.db

# what stays and when Today reminds is the file's own affair, an administrator's to change
run 0 backup --remind-after 30 --keep-always 3,0,0
says "Saved"
at 2026-05-30T09:00
run 0 today
lacks "backup"
at 2026-06-30T09:00
run 0 today
complains "days old"
at 2026-05-04T17:00
run 1 backup --remind-after 400
run 1 backup --remind-after -1
run 1 backup --keep-always 3
run 1 backup --remind-after 3 --role desk
complains "administrator"
run 0 backup --remind-after 7 --keep-always 7,5,12

# what is there is left as it is, whatever it is
cp town.db other.db
touch letter copies/foothold-HA-2026-01-01-0900.db
run 1 backup letter
complains "exists already"
check "the letter is as it was" test ! -s letter
# the file in use is never taken away, whatever its name
mkdir used
run 0 backup used/foothold-HA-2026-01-02-0900.db
run 0 backup used --db used/foothold-HA-2026-01-02-0900.db --keep 1,0,0
check "the file in use stays" whole used/foothold-HA-2026-01-02-0900.db

run 0 backup copies --keep 1,0,0
check "a name alone makes no copy" test -f copies/foothold-HA-2026-01-01-0900.db

# the clock set back: nothing is taken away, and it is said
before=$(kept)
at 2001-01-01T00:10
run 0 backup copies --keep 1,0,0
complains "dated in the future"
check "nothing was taken away" test "$(kept)" = $((before + 1))
at 2026-05-05T09:00

run 0 today
lacks "backup"
at 2026-05-13T09:00
run 0 today
complains "The last backup is 8 days old."
at 2026-05-05T09:00

# a noted head tells of a file that was put back to an older state
run 0 add person given_name=Olena
run 0 backup newest.db
head=$(sed -n 's/^ *\(journal:.*\)/\1/p' out)
run 1 audit verify --head "$head" --db copies/foothold-HA-2026-05-04-1700.db
run 0 audit verify --head "$head"

if [ $FOOTHOLD_MOUNTS = yes ]; then
	mkdir stick
	mount -t tmpfs -o size=6m stick stick
	run 0 backup stick
	lacks "same disk"
	run 0 backup --list
	says "other disk"

	# no room: told before a byte is written
	head -c 4000000 /dev/zero >stick/holiday.mp4 2>/dev/null
	run 1 backup stick
	complains "there is room for"
	check "nothing half is left" sh -c '! ls stick/*new* 2>/dev/null'
	run 0 restore stick/foothold-HA-2026-05-05-0900.db again.db
	check "the earlier copy stands, and is read where nothing can be written" whole again.db

	# pulled out: its folder is an empty one on the file's own disk
	umount stick
	run 1 backup stick
	complains "plugged in"
	check "nothing was written" test -z "$(ls stick)"
	run 1 backup
	complains "plugged in"
	run 0 backup stick --same-disk
	mkdir stick/inner
	run 0 backup stick/inner
	rm -rf stick/inner
	run 1 backup stick/inner
	complains "plugged in"
	run 1 backup stick/other/
	complains "no folder"
	check "no file was made for a folder" test ! -e stick/inner -a ! -e stick/other
	rm -f stick/*

	mount -t tmpfs -o ro,size=4m stick stick
	run 1 backup stick
	complains "only be read"

	# a file on a medium that can only be read is copied, and the copy noted nowhere
	umount stick
	mount -t tmpfs -o size=8m stick stick
	cp town.db stick/town.db
	mount -o remount,ro stick
	run 0 backup from-stick.db --db stick/town.db
	complains "not noted"
	check "it is whole" whole from-stick.db
	umount stick
fi

# a damaged file is not copied, and no old copy goes for it
cp town.db hurt.db
size=$(stat -c %s hurt.db)
for at in 20 40 60 80; do
	head -c 3000 /dev/urandom | dd of=hurt.db bs=1 seek=$((size / 100 * at)) conv=notrunc 2>/dev/null
done
before=$(kept)
run 1 backup copies --db hurt.db --keep 1,0,0
check "every copy stands" test "$(kept)" = "$before"
check "no name stands on the disk" sh -c '! grep -aq Haidari town.db* copies/* from-stick.db 2>/dev/null'
done_testing
