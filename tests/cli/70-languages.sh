#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The same words in other languages, on a machine with no generated locales.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 init
make_one person given_name=Ana born=1990-03-12 interpreter=uk
for locale in C POSIX C.UTF-8 nowhere_NO.UTF-8 ""; do
	LC_ALL=$locale
	run 0 show "$made"
	says "12 March 1990"
done
LC_ALL=C.UTF-8
run 0 show "$made" --lang de
says "12. März 1990"
says "Ukrainisch"
run 0 --lang fr show "$made"
says "12 mars 1990"
LANGUAGE=de
export LANGUAGE
run 0 show "$made"
says "12. März 1990"
run 0 show "$made" --lang en
says "12 March 1990"
unset LANGUAGE
LC_ALL=de_AT.UTF-8
run 0 show "$made"
says "12. März 1990"
LC_ALL=C.UTF-8

# typed dates and choices are understood in the language spoken
run 0 set "$made" "born=3. Mai 1991" --lang de
run 0 show "$made"
says "3 May 1991"
run 1 set "$made" "born=3. Brumaire 1991" --lang fr
# whoever asks, names stand in the order of the language in which the file was made
turkish=$place/turkish.db
run 0 init "$turkish" --lang tr
for name in Zorlu Çam Cz Ğa Gz; do
	run 0 add person "family_name=$name" --db "$turkish" --lang de
done
run 0 list person --db "$turkish" --lang en
check "C, Ç, G, Ğ and Z" test "$(grep -oE 'Zorlu|Çam|Cz|Ğa|Gz' out | tr '\n' ' ')" = "Cz Çam Gz Ğa Zorlu "
# until an administrator has them sorted anew, in files of before there was a choice as well
ordered() { grep -oE 'Zorlu|Çam|Cz|Ğa|Gz|Ñu|Nz|Ґанк|Гяч' out | tr '\n' ' '; }
for name in Ñu Nz Ґанк Гяч; do
	run 0 add person "family_name=$name" --db "$turkish"
done
run 0 order --db "$turkish"
says "Turkish (tr)"
run 0 order es --db "$turkish"
says "Spanish (es)"
run 0 list person --db "$turkish"
check "Ñ behind N, Ç beside C" test "$(ordered)" = "Çam Cz Ğa Gz Nz Ñu Zorlu Ґанк Гяч "
run 0 order uk --db "$turkish"
run 0 list person --db "$turkish" --lang es
check "Ґ behind Г, before all that is Latin" test "$(ordered)" = "Гяч Ґанк Çam Cz Ğa Gz Ñu Nz Zorlu "
run 0 order tr --db "$turkish"
run 0 list person --db "$turkish" --lang de
check "Ç behind C, Ğ behind G again" test "$(ordered)" = "Cz Çam Gz Ğa Ñu Nz Zorlu Ґанк Гяч "
run 0 check --db "$turkish"
run 0 order --json --db "$turkish"
check "as JSON" test "$(json language)" = tr
run 1 order tlh --db "$turkish"
complains "does not speak"
run 1 order en --db "$turkish" --role casework
complains "Only an administrator"
run 0 order --db "$turkish"
says "Turkish (tr)"
# machines get the same whatever is spoken
run 0 list person --json --lang en
cp out english
run 0 list person --json --lang de
check "JSON does not depend on the language" cmp english out
run 0 export person --lang en
cp out english
run 0 export person --lang fr
check "nor does CSV" cmp english out
# a complaint is in the language asked for, also when the command is unknown
run 2 --lang de frobnicate
complains "Es gibt keinen Befehl"
run 2 --lang tlh frobnicate
done_testing
