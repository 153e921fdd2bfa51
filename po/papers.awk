# SPDX-License-Identifier: EUPL-1.2
# Of the register's tables (given twice: TABLES TABLES) what a person's own papers may say: kinds that their file holds,
# with their fields and choices.  Why a single field is asked stays with the screens' catalogues: papers say it of kinds.
FNR == 1 { pass++ }
/^\t\t\.name = "/ { split($0, part, "\""); name = part[2] }
pass == 1 {
	if (/^\t\t\.person = "/ || (/^\t\t\.name = "(person|household|controller)"/ && in_kinds))
		wanted[name] = 1
	if (/^(static )?const struct kind /)
		in_kinds = 1
	next
}
/^static const struct choice / { held = held $0 "\n"; holding = 1; next }
/^static const struct field / {
	split($5, part, "_fields")
	show = part[1] in wanted
	if (show)
		printf "%s", held
	held = ""; holding = 0
}
/^(static )?const struct kind / { kinds = 1; show = 0; entry = "" }
kinds {
	entry = entry $0 "\n"
	if (/^\t},/) {
		if (name in wanted)
			printf "%s", entry
		entry = ""
	}
	next
}
holding { held = held $0 "\n"; next }
/^\t\t\.purpose = / { next }
show
