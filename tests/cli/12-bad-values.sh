#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Values that cannot be: each gets its sentence, names no person, and changes nothing.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init
make_one person given_name=Ana family_name=Rojas born=1990
ana=$made
run 0 show "$ana"
cp out before

# refused VALUE SENTENCE: the value is not taken
refused() {
	run 1 set "$ana" "$1"
	complains "$2"
}
refused born=2026-02-30 "needs a date that exists"
refused born=yesterdayish "needs a date that exists"
refused born=2027-01-01 "cannot lie ahead"
refused gender=robot "Woman, Man"
refused interpreter=klingonish "needs a language"
refused phone=call-me "needs a phone number"
refused phone=12 "needs a phone number"
refused email=ana "needs an e-mail address"
refused email="a@b c" "needs an e-mail address"
refused "household=No Such Household" "no such record"
refused "given_name=$(printf 'A\033[2Jna')" "control character"
refused "given_name=$(printf 'A\007na')" "control character"
refused "given_name=$(printf 'A\342\200\256na')" "control character"
refused "given_name=$(printf 'A\377na')" "not valid UTF-8"
refused "given_name=$(printf 'A\355\240\200na')" "not valid UTF-8"
refused "given_name=$(head -c 201 /dev/zero | tr '\0' x)" "has room for 200 characters"
run 0 set "$ana" "given_name=$(head -c 200 /dev/zero | tr '\0' x)"
run 0 undo
run 0 set "$ana" "born= 12 March 1990 "
run 0 undo
refused arrived= "is needed"

# several at once: one wrong, none taken
run 1 set "$ana" family_name=Other born=1990-13
run 0 show "$ana"
check "nothing has changed" cmp before out

# a value given in full never comes back in an error
run 1 set "$ana" "phone=the secret number"
lacks "secret"
run 1 add person "email=secret-place"
lacks "secret"

# standard input that is no text
head -c 200 /dev/urandom | "$FOOTHOLD" set "$ana" >out 2>err
check "noise is refused" test $? = 1
printf 'given_name=A\0B\n' | "$FOOTHOLD" set "$ana" >out 2>err
check "NUL is refused" test $? = 1
printf 'given_name=\303\n' | "$FOOTHOLD" set "$ana" >out 2>err
check "half a character is refused" test $? = 1
complains "Line 1"
printf 'given_name=A\nborn 1990\n' | "$FOOTHOLD" set "$ana" >out 2>err
check "a line without = is refused" test $? = 1
complains "Line 2"
head -c 2000000 /dev/zero | tr '\0' x | "$FOOTHOLD" set "$ana" >out 2>err
check "two megabytes are refused" test $? = 1
run 0 show "$ana"
check "nothing has changed" cmp before out

# a person needs some name, none in particular
run 1 add person phone=123456
run 0 add person used_name=Rahel
run 0 add person "own_script=راحيل"
run 1 add speaks language=en
complains "is missing"
run 1 add speaks person="$ana" language=en level=Z9
run 2 add dragon name=Smaug
complains "no kind of record “dragon”"
run 0 list speaks --json
says "[]"
run 0 check

# every naughty string is either kept as it is or refused; nothing else happens
i=0
while IFS= read -r line && [ $i -lt 60 ]; do
	i=$((i + 1))
	printf 'person=%s\ntext=%s\n' "$ana" "$line" | "$FOOTHOLD" add note >out 2>err
	code=$?
	[ $code -le 1 ] || holds 1 "line $i of the naughty strings ended with $code"
done <<END
$(grep -v '^#' "$top/tests/data/unicode-text/naughty.txt")
END
check "naughty strings were tried" test $i -ge 10
run 0 list note --limit 0
check "no escape reaches the terminal" sh -c "! grep -q '$(printf '\033')' out"
run 0 check
# a note is never refused; what it should not hold is only asked about
make_one person given_name=Talkative
run 0 add note person="$made" text="She told of her illness."
complains "is this about health, disability or pregnancy?"
run 0 add note person="$made" text="Needs a home without steps."
quiet
done_testing
