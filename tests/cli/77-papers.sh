#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
#
# Every paper that the program makes comes as text, as PDF and out of the printer, in the person's language where it is
# theirs; never in place of a file that is there, and readable by its owner alone.
. "$(dirname "$0")/lib.sh"
mkdir bin
PATH=$place/bin:$PATH
printf '#!/bin/sh\ncat >"$HOME/job"\n' >bin/lp
chmod +x bin/lp

# paper WORDS VERB…: the same as text, as PDF and printed; WORDS stand in each.
n=0
paper() {
	words=$1
	shift
	n=$((n + 1))
	run 0 "$@" --lang en
	says "$words"
	run 0 "$@" --lang en --output "p$n.pdf"
	check "a PDF" sh -c "head -c 5 p$n.pdf | grep -q %PDF-"
	check "for its owner alone" test "$(stat -c %a "p$n.pdf")" = 600
	pdftotext "p$n.pdf" "p$n.txt"
	check "in it: $words" grep -qF "$words" "p$n.txt"
	run 1 "$@" --lang en --output "p$n.pdf"
	complains "there already"
	run 0 "$@" --lang en -o "p$n.text"
	check "the text: $words" grep -qF "$words" "p$n.text"
	rm -f job
	run 0 "$@" --lang en --print --size letter
	check "printed as PDF" sh -c 'head -c 5 job | grep -q %PDF-'
	check "of that size" sh -c 'pdfinfo job | grep -q "612 x 792"'
	run 0 "$@" --lang en --print --format text
	check "printed as text: $words" grep -qF "$words" job
	run 2 "$@" --lang en --print --output both.pdf
	run 2 "$@" --lang en --format html
	run 2 "$@" --lang en --size a3
	check "nothing was written" test ! -e both.pdf
}

run 0 init --municipality Halden
make_one person given_name=Mariam family_name=Haidari own_script='مریم حیدری' arrived=2026-04-01
mariam=$made
make_one speaks person="$mariam" language=fr level=C2
make_one skill person="$mariam" what="Baking bread" shown=own
paper "Baking bread" skills "$mariam"
paper "Is this right?" subject-export "$mariam" --correct
paper "A copy of" breach
paper "Who decides" match criteria homes --notice
paper "in force" match criteria homes --history
paper "Waiting:" match audit homes

# The copy of one's own: a folder with both, or one of them.
run 0 subject-export "$mariam" --lang en --output mine
check "as text and as PDF" sh -c 'grep -q Haidari mine/copy.txt && pdftotext mine/copy.pdf - | grep -q Haidari'
run 0 subject-export "$mariam" --lang en --print
check "printed" sh -c 'pdftotext job - | grep -q "What is recorded of you"'
run 0 subject-export "$mariam" --lang en --format pdf
check "down a pipe" sh -c 'head -c 5 out | grep -q %PDF-'

# In the person's language.
run 0 skills "$mariam" --output theirs.pdf
check "French" sh -c 'pdfinfo theirs.pdf >/dev/null && ! pdftotext theirs.pdf - | grep -q "Skills profile"'

# The receipt of an erasure: asked where it goes before anything goes.
make_one person given_name=Twice
touch taken.pdf
run 1 erase "$made" --ground mistake --run --output taken.pdf
complains "there already"
run 0 show "$made"
run 0 erase "$made" --ground mistake --run --output receipt.pdf
check "a receipt" sh -c 'pdftotext receipt.pdf - | grep -q "Erased for good"'
check "of nobody" sh -c '! pdftotext receipt.pdf - | grep -q Twice'
make_one person given_name=Thrice
rm bin/lp
printf '#!/bin/sh\ncat >/dev/null; echo "lp: out of ink" >&2; exit 1\n' >bin/lp
chmod +x bin/lp
run 1 erase "$made" --ground mistake --run --print
complains "out of ink"
says "Erased for good"
done_testing
