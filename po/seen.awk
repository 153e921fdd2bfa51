# SPDX-License-Identifier: EUPL-1.2
# Tells translators where a text is seen that stands in a table of keys: out of the screens' sources, into lines that
# xgettext reads.
/^[ \t]*\{ ACT_[A-Z_0-9]+, \{[^}]*\}, N_\("/ {
	at = FILENAME
	sub(/.*\//, "", at)
	sub(/\.c$/, "", at)
	rest = $0
	sub(/^[^}]*\}, N_\(/, "", rest)
	match(rest, /^"([^"\\]|\\.)*"/)
	print "/* TRANSLATORS: name of a key on the last line and in the menu, screen “" at "”; at most 24 columns */"
	print "N_(" substr(rest, 1, RLENGTH) ");"
	rest = substr(rest, RLENGTH + 1)
	if (match(rest, /^\), N_\("([^"\\]|\\.)*"\)/)) {
		print "/* TRANSLATORS: what a key does, in the help (F1) of the screen “" at "” */"
		print "N_(" substr(rest, 7, RLENGTH - 7) ");"
	}
}
