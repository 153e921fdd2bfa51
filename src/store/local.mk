# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libstore.a
libstore_a_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS) $(BASE_CFLAGS)
libstore_a_SOURCES = \
	src/store/acts.c \
	src/store/acts.h \
	src/store/acts_inside.h \
	src/store/acts_verify.c \
	src/store/backup.c \
	src/store/backup.h \
	src/store/check.c \
	src/store/copies.c \
	src/store/copies.h \
	src/store/doors.c \
	src/store/hold.c \
	src/store/erase.c \
	src/store/erase.h \
	src/store/inside.h \
	src/store/journal.c \
	src/store/journal.h \
	src/store/journal_entry.c \
	src/store/journal_read.c \
	src/store/journal_verify.c \
	src/store/ledger.c \
	src/store/ledger.h \
	src/store/ledger_inside.h \
	src/store/ledger_read.c \
	src/store/migrate.c \
	src/store/posts.c \
	src/store/posts.h \
	src/store/query.c \
	src/store/query.h \
	src/store/roles.h \
	src/store/rotate.c \
	src/store/sealed.c \
	src/store/sealed.h \
	src/store/sealed_carry.c \
	src/store/sealed_rows.c \
	src/store/salvage.c \
	src/store/salvage.h \
	src/store/salvage_table.c \
	src/store/salvage_table.h \
	src/store/search.c \
	src/store/search.h \
	src/store/searchcare.c \
	src/store/searchfind.c \
	src/store/searchkeys.c \
	src/store/searchkeys.h \
	src/store/setting.c \
	src/store/stmt.c \
	src/store/store.c \
	src/store/store.h \
	src/store/tombstone.c \
	src/store/tx.c \
	src/store/users.c \
	src/store/users_change.c \
	src/store/users_key.c src/store/users_loss.c \
	src/store/users_own.c \
	src/store/users_row.c \
	src/store/users_row.h \
	src/store/users.h
nodist_libstore_a_SOURCES = src/store/migrations.c

# Asked at every build, written only when it changes: a migration added to schema/ is seen without a list here.
EXTRA_DIST += src/store/migrations.awk
CLEANFILES += src/store/migrations.c
src/store/migrations.c: $(srcdir)/src/store/migrations.awk FORCE
	@$(MKDIR_P) src/store && \
	LC_ALL=C $(AWK) -f $(srcdir)/src/store/migrations.awk $(srcdir)/schema/migrations/[0-9]*.sql > $@.new && \
	if cmp -s $@.new $@; then rm -f $@.new; else mv -f $@.new $@; fi
