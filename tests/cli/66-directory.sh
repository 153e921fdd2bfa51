#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Services, referrals, papers and their copies: what goes out is shown first, and a copy stands nowhere in the clear.
. "${srcdir:-.}/tests/cli/lib.sh"
umask 077

run 0 init --desk HA

# ---- services: several languages, found by each
run 0 add service name="Tea and letters" what=everyday languages="Dari, Arabic; ti" step_free=yes
run 0 add service name="Night line" what=helpline languages=English phone="0800 1234" hours="22:00 to 06:00"
run 1 add service name="Nowhere" what=helpline languages="Dari, Elvish"
complains "language"
run 0 list service --filter languages=Dari
says "Tea and letters"
lacks "Night line"
run 0 list service --filter languages=ti --filter step_free=yes
says "Tea and letters"
run 0 list service --filter languages=fr
run 1 list service --filter "languages=Dari, Arabic"
complains "one value at a time"
run 0 export service --output services.csv
check "codes in the export" grep -q '"ar, ti"\|fa-AF, ar, ti\|, ar, ti' services.csv
run 0 fields service
says "several languages"

# ---- a referral is seen before it is sent
make_one person given_name=Mariam family_name=Haidari phone=+31612345678 interpreter=Dari address="Quay 7" address_secret=yes
case=$made
run 0 refer "$case" "Tea and letters" need="Help with letters of the school" --show
says "What is needed: Help with letters of the school"
says "+31612345678"
says "Dari"
lacks "Quay 7"
complains "Nothing was written"
run 0 list referral
lacks "Help with letters"
run 1 refer "$case" "Tea and letters" need="Help with letters" sees="name, address"
complains "kept secret"
run 1 refer "$case" "Tea and letters" need="Help with letters" basis=consent --send
complains "needs a consent"
run 0 refer "$case" "Tea and letters" need="Help with letters, since she is a Muslim"
complains "never recorded"
says "The service will see this"
draft=$(tail -n 1 out)
run 0 set "$draft" need="Help with letters of the school"
run 0 set "$draft" state=sent
run 0 show "$draft"
says "4 May 2026"
run 1 set "$draft" sees=name
complains "stays as the service saw it"
run 1 set "$draft" state=done
run 1 set "$draft" state=declined
complains "reason"
run 0 set "$draft" state=declined reason="full until August"
run 0 refer "$case" "Night line" need="Somebody to talk to at night" --send --json
check "sent" grep -q '"state": "sent"' out
run 0 add consent person="$case" covers=other used_for="a walking group" free=yes until=2026-12-31
consent=$(cat out)
run 0 refer "$case" "Tea and letters" need="Company on walks" basis=consent consent="$consent" --send
run 0 set "$consent" withdrawn=2026-05-04
run 1 refer "$case" "Tea and letters" need="Company on walks" basis=consent consent="$consent" --send
complains "taken back"

run 1 refer "$case" "Tea and letters" need="Help" --role desk
run 0 list service --role desk
says "Night line"
run 1 list referral --role housing

# ---- one note on a household
run 0 add household name=Haidari
run 0 list household --json
run 0 set "$case" household="$(json id)"
make_one person given_name=Yusuf household=Haidari
run 0 note "$case" --household text="Bus cards handed out."
says "Written on 2 people."
quiet
run 0 list note
check "in both files" test "$(grep -c 'Bus cards' out)" = 2
run 0 undo
run 0 list note
lacks "Bus cards"
run 0 note "$case" "$made" text="Yusuf is a Muslim"
complains "never recorded"
complains "names one of them"
run 0 undo
run 1 note "$case" "$made" text=
run 2 note "$case" text=hello stage=work
echo "text=From standard input" >words
"$FOOTHOLD" note "$made" <words >out 2>err
holds $? "a note from standard input"
run 0 list note
says "From standard input"

# ---- papers: seen by default, a copy only where its purpose allows one
printf '%%PDF-1.7 nothing but the word wolfram-diamond-harbour' >paper.pdf
head -c 200000 /dev/zero | tr '\0' 'w' >>paper.pdf
run 0 add document person="$case" what=identity name="seen at the desk"
pass=$(cat out)
run 0 show "$pass"
says "4 May 2026"
run 1 document attach "$pass" paper.pdf
complains "no copy is kept"
run 0 add document person="$case" what=diploma name="Nurse, 2014"
paper=$(cat out)
run 1 document attach "$paper" paper.pdf
complains "what it is for"
run 1 set "$paper" copy_purpose=home
complains "needs no copy"
complains "A job application"
run 1 set "$paper" copy=yes
complains "set by the program"
run 0 set "$paper" copy_purpose=recognition
echo "only text" >paper.txt
run 1 document attach "$paper" paper.txt
complains "none of these"
{ printf '%%PDF-1.7'; head -c 4194304 /dev/zero; } >large.pdf
run 1 document attach "$paper" large.pdf
complains "4 MB"
run 1 document limit 65
run 1 document limit many
run 0 document limit 5
says "5 MB"
run 0 document limit 4
run 1 document limit 6 --role casework
complains "administrator"
run 1 document save "$paper" back.pdf
run 0 document attach "$paper" paper.pdf
says "please delete it there"
cp paper.pdf kept.pdf; rm paper.pdf large.pdf
run 0 show "$paper" --json
check "kept for half a year" grep -q '"keep_until": "2026-11-04"' out
check "marked" grep -q '"copy": "\?\(yes\|true\)' out
run 1 set "$paper" keep_until=2031-01-01
complains "two years"
run 1 set "$paper" copy_purpose=wish what=cover
mv kept.pdf "$HOME/../kept-$$.pdf"
check "its bytes stand nowhere in the clear" sh -c '! grep -rqa wolfram-diamond-harbour .'
mv "$HOME/../kept-$$.pdf" kept.pdf
run 0 document save "$paper" back.pdf
check "the same bytes" cmp -s kept.pdf back.pdf
check "the owner's alone" test "$(stat -c %a back.pdf)" = 600
run 1 document save "$paper" back.pdf
complains "stands at this place"
run 0 audit acts --reason "looking at the trail"
says "copy of a paper taken out"
rm back.pdf

# ---- sealed with the person, and back
run 0 seal "$case"
sealed=$(head -n 1 out)
run 1 document save "$paper" back.pdf
run 0 list document --within "$sealed" --json --filter what=diploma
inside=$(json id)
run 0 document save --within "$sealed" "$inside" back.pdf
check "the same bytes, from within" cmp -s kept.pdf back.pdf
rm back.pdf
mv kept.pdf "$HOME/../kept-$$.pdf"
check "sealed, its bytes stand nowhere in the clear" sh -c '! grep -rqa wolfram-diamond-harbour .'
mv "$HOME/../kept-$$.pdf" kept.pdf
run 0 check
run 0 sealed undo "$sealed"
paper=$inside
run 0 document save "$paper" back.pdf
check "the same bytes, outside again" cmp -s kept.pdf back.pdf
rm back.pdf
run 0 list person --json
case=$(json case_number)

# A restricted file stays as it is: no other bytes in place of the copy either.
run 0 restrict "$case" --why contested
run 1 document attach "$paper" kept.pdf
complains "restricted"
run 0 restrict "$case" --lift --told

# ---- taken back, dropped, over, erased
run 0 document drop "$paper"
run 1 document save "$paper" back.pdf
complains "No copy"
run 1 undo
complains "erased for good"
run 0 check
run 0 document attach "$paper" - <kept.pdf
run 0 undo
run 1 document save "$paper" back.pdf
run 0 document attach "$paper" kept.pdf
run 0 set "$paper" keep_until=2026-05-31
run 0 breach
says "Copy kept"
run 0 subject-export "$case" --output mine
check "the copy comes along" cmp -s kept.pdf "mine/document-$paper.pdf"
FOOTHOLD_CLOCK=2026-05-31T12:00 run 0 retention
lacks "Copies of papers"
FOOTHOLD_CLOCK=2026-06-01T12:00 run 0 retention
says "Copies of papers, kept until their day"
FOOTHOLD_CLOCK=2026-06-01T12:00 run 0 retention --run
run 1 document save "$paper" back.pdf
run 0 set "$paper" keep_until=
run 0 document attach "$paper" kept.pdf
run 0 check
run 0 erase "$case" --ground mistake --run
says "copies of papers"
run 0 check
lacks "its record"
run 1 document save "$paper" back.pdf

done_testing
