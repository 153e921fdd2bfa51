# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libstore.a
libstore_a_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS) $(BASE_CFLAGS)
libstore_a_SOURCES = \
	src/store/check.c \
	src/store/doors.c \
	src/store/inside.h \
	src/store/journal.c \
	src/store/journal.h \
	src/store/journal_entry.c \
	src/store/journal_read.c \
	src/store/journal_verify.c \
	src/store/migrate.c \
	src/store/posts.c \
	src/store/posts.h \
	src/store/query.c \
	src/store/query.h \
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
	src/store/tx.c
nodist_libstore_a_SOURCES = src/store/migrations.c

# Every migration, in order: 001 first.
MIGRATIONS = \
	$(srcdir)/schema/migrations/001-ground.sql \
	$(srcdir)/schema/migrations/002-records.sql \
	$(srcdir)/schema/migrations/003-search.sql
EXTRA_DIST += src/store/migrations.awk
CLEANFILES += src/store/migrations.c
src/store/migrations.c: $(MIGRATIONS) $(srcdir)/src/store/migrations.awk
	$(AM_V_GEN)$(MKDIR_P) src/store && \
	LC_ALL=C $(AWK) -f $(srcdir)/src/store/migrations.awk $(MIGRATIONS) > $@.new && mv $@.new $@
