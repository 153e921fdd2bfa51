# SPDX-License-Identifier: EUPL-1.2
# Makes a table of C from schema/migrations/NNN-name.sql, in the order given.
function quoted(line) {
	gsub(/\\/, "\\\\", line)
	gsub(/"/, "\\\"", line)
	gsub(/\?\?/, "?\"\"?", line)
	return line
}
BEGIN {
	print "/* Made from schema/migrations/ by migrations.awk: change those. */"
	print "#include <stddef.h>"
	print "#include \"store/inside.h\"\n"
	print "const struct migration migrations[] = {"
}
FNR == 1 {
	name = FILENAME
	sub(/.*\//, "", name)
	sub(/\.sql$/, "", name)
	if (name !~ /^[0-9][0-9][0-9]-[a-z0-9-]+$/ || substr(name, 1, 3) + 0 <= last) {
		print FILENAME ": migrations are numbered 001, 002, ..., each number once, and named NNN-name.sql" > "/dev/stderr"
		exit failed = 1
	}
	if (last)
		print "\t},"
	last = substr(name, 1, 3) + 0
	printf "\t{ %d, \"%s\",\n", last, name
}
{
	sub(/\r$/, "")
	printf "\t\t\"%s\\n\"\n", quoted($0)
}
END {
	if (failed)
		exit 1
	if (last)
		print "\t},"
	print "\t{ 0, NULL, NULL }\n};"
}
