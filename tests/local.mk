# SPDX-License-Identifier: EUPL-1.2
# The program as it is, but for the cost of trying a passphrase in the files it makes, and for being told the time.
check_LIBRARIES = libcheap.a
libcheap_a_SOURCES = tests/cheap_cost.c tests/told_clock.c
libcheap_a_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
check_PROGRAMS += tests/foothold
tests_foothold_SOURCES = src/main.c tests/seen_cuts.c
tests_foothold_LDADD = libcommands.a libscreens.a libpaper.a libexchange.a libinsight.a libmatch.a libfigures.a libcases.a libregister.a libstore.a libcheap.a \
	libvault.a libbase.a $(CURSES_LIBS) $(BIDI_LIBS) $(PAPER_LIBS) $(GLPK_LIBS) $(SQLITE_LIBS) $(BASE_LIBS)

include tests/unit/base.mk
include tests/unit/store.mk
include tests/unit/register.mk
include tests/unit/find.mk
include tests/unit/cases.mk
include tests/unit/figures.mk
include tests/unit/match.mk
include tests/unit/insight.mk
include tests/unit/exchange.mk
include tests/unit/paper.mk
include tests/unit/screens.mk
include tests/screen/local.mk
include tests/screen/forms.mk
include tests/cli/local.mk
include tests/fault/local.mk
include tests/gate/local.mk
include tests/check/local.mk
include tests/check/kind/local.mk
include tests/bench/local.mk
