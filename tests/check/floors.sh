#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# The stairs go one way: a source includes only its own room and floors below,
# and each foreign library is known in its own rooms alone.
set -eu
cd "${srcdir:-.}/src"
fault=0

floor_of() {
	case $1 in
	base) echo 0 ;; vault) echo 1 ;; store) echo 2 ;; register) echo 3 ;; cases) echo 4 ;;
	figures) echo 5 ;; match|insight|exchange) echo 6 ;; paper) echo 7 ;; commands|screens) echo 8 ;;
	*) echo 9 ;;
	esac
}

for room in */; do
	room=${room%/}
	own=$(floor_of "$room")
	[ "$own" -lt 9 ] || { echo "no floor is known for src/$room"; fault=1; }
	for other in $(grep -hEo '^#include "[a-z]+/' "$room"/*.[ch] | sed 's/.*"//; s|/||' | sort -u); do
		[ "$other" = "$room" ] && continue
		below=$(floor_of "$other")
		if [ "$below" -ge "$own" ]; then
			echo "src/$room (floor $own) includes $other/ (floor $below)"
			fault=1
		fi
	done
done

# library's header : rooms that may know it
while read -r header rooms; do
	for file in $(grep -lE "^#include [<\"]($header)" ./*/*.[ch] ./*.c 2>/dev/null); do
		room=$(basename "$(dirname "$file")")
		case " $rooms " in
		*" $room "*) ;;
		*) echo "src/${file#./} includes $header, which belongs in: $rooms"; fault=1 ;;
		esac
	done
done <<'END'
sqlite3\.h vault store
(ncursesw/|ncurses|curses|panel\.h) screens
cairo paper
pango paper
glpk figures
libpq exchange
fribidi screens paper
unicode/ base exchange
END
exit $fault
