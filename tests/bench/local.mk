# SPDX-License-Identifier: EUPL-1.2
# make bench [BENCH_PEOPLE=N] [BENCH_OPTIONS=...]: measures on a demonstration of N people, kept in the build tree.
EXTRA_PROGRAMS = tests/bench/bare tests/bench/bench tests/bench/flow
tests_bench_bare_SOURCES = tests/bench/bare.c
tests_bench_bare_LDADD = $(CURSES_LIBS)
tests_bench_bench_SOURCES = \
	tests/bench/bench.c \
	tests/bench/bench.h \
	tests/bench/bench_flow.c \
	tests/bench/bench_import.c \
	tests/bench/bench_insight.c \
	tests/bench/bench_match.c \
	tests/bench/bench_paper.c \
	tests/bench/bench_occupations.c \
	tests/bench/bench_read.c \
	tests/bench/bench_report.c \
	tests/bench/bench_round.c \
	tests/bench/bench_save.c \
	tests/bench/bench_screens.c \
	tests/bench/bench_stages.c \
	tests/bench/bench_vault.c \
	tests/bench/bench_work.c \
	tests/bench/stagetown.c \
	tests/bench/stagetown.h \
	tests/bench/tape.c \
	tests/bench/tape.h
tests_bench_bench_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS) -DSQLITE_ENABLE_PREUPDATE_HOOK -I$(top_srcdir)/tests/screen
tests_bench_bench_LDADD = libharness.a libpaper.a libexchange.a libinsight.a libmatch.a libfigures.a libcases.a libregister.a libstore.a libcheap.a libvault.a libbase.a \
	$(VTERM_LIBS) $(PAPER_LIBS) $(BIDI_LIBS) $(GLPK_LIBS) $(SQLITE_LIBS) $(BASE_LIBS)
tests_bench_flow_SOURCES = tests/bench/flow.c tests/bench/nets.c tests/bench/nets.h
tests_bench_flow_LDADD = libfigures.a libbase.a $(GLPK_LIBS) $(BASE_LIBS)
# C++, and for the bench alone: nothing of ours is linked to it.
if HAVE_LEMON
EXTRA_PROGRAMS += tests/bench/lemon
BENCH_LEMON = tests/bench/lemon
endif
tests_bench_lemon_SOURCES = tests/bench/lemon.cc
tests_bench_lemon_CPPFLAGS = $(LEMON_CFLAGS)
tests_bench_lemon_LDFLAGS =
tests_bench_lemon_LDADD = $(LEMON_LIBS)

BENCH_PEOPLE = 100000
CLEANFILES += tests/bench/bare tests/bench/bench tests/bench/flow tests/bench/lemon
bench: tests/foothold tests.passphrase data/occupations.index tests/bench/bare tests/bench/bench tests/bench/flow \
		$(BENCH_LEMON)
	export FOOTHOLD_PASSPHRASE_FILE=$(abs_builddir)/tests.passphrase FOOTHOLD_PROGRAM=$(abs_builddir)/tests/foothold \
		FOOTHOLD_DATADIR=$(abs_builddir)/data; \
	test -f bench-$(BENCH_PEOPLE).db || tests/foothold demo --people $(BENCH_PEOPLE) --seed 1 bench-$(BENCH_PEOPLE).db; \
	BENCH_BARE=tests/bench/bare BENCH_FLOW=tests/bench/flow BENCH_LEMON=$(BENCH_LEMON) tests/bench/bench $(BENCH_OPTIONS) bench-$(BENCH_PEOPLE).db
.PHONY: bench
