# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libcommands.a
libcommands_a_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS)
libcommands_a_SOURCES = \
	src/commands/add.c \
	src/commands/access.c \
	src/commands/aside.c \
	src/commands/aside.h \
	src/commands/ask.c \
	src/commands/ask.h \
	src/commands/audit.c \
	src/commands/backup.c \
	src/commands/bulk.c \
	src/commands/bulk.h \
	src/commands/caseload.c \
	src/commands/check.c \
	src/commands/command.c \
	src/commands/command.h \
	src/commands/commands.h \
	src/commands/demo.c \
	src/commands/duplicates.c \
	src/commands/erase.c \
	src/commands/export.c \
	src/commands/fields.c \
	src/commands/fields.h \
	src/commands/file.c \
	src/commands/find.c \
	src/commands/help.c \
	src/commands/import.c \
	src/commands/init.c \
	src/commands/input.c \
	src/commands/key.c \
	src/commands/list.c \
	src/commands/manual.c \
	src/commands/options.c \
	src/commands/passphrase.c \
	src/commands/print.c \
	src/commands/processing.c \
	src/commands/progress.c \
	src/commands/recovery.h \
	src/commands/restore.c \
	src/commands/sealed.c \
	src/commands/sealed.h \
	src/commands/restrict.c \
	src/commands/salvage.c \
	src/commands/set.c \
	src/commands/show.c \
	src/commands/show.h \
	src/commands/show_past.c \
	src/commands/subject.c \
	src/commands/table.c \
	src/commands/today.c \
	src/commands/trail.h \
	src/commands/undo.c \
	src/commands/unseal.c \
	src/commands/users.c \
	src/commands/verbs.h \
	src/commands/which.c
