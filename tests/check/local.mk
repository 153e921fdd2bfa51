# SPDX-License-Identifier: EUPL-1.2
AM_TESTS_ENVIRONMENT = MAKE='$(MAKE)'; export MAKE; FOOTHOLD=$(abs_builddir)/tests/foothold; FOOTHOLD_PROGRAM=$$FOOTHOLD; export FOOTHOLD FOOTHOLD_PROGRAM; \
	FOOTHOLD_PASSPHRASE_FILE=$(abs_builddir)/tests.passphrase; export FOOTHOLD_PASSPHRASE_FILE; \
	FOOTHOLD_LOCALEDIR=$(abs_builddir)/locale; FOOTHOLD_DATADIR=$(abs_builddir)/data; \
	EVALUATE=$(abs_builddir)/tests/gate/evaluate; \
	export FOOTHOLD_LOCALEDIR FOOTHOLD_DATADIR EVALUATE;
# A passphrase for all the files that tests make; a program refuses one that others can read.
check_DATA += tests.passphrase
tests.passphrase:
	umask 077 && echo 'correct horse battery staple' >$@
CLEANFILES += tests.passphrase
dist_check_SCRIPTS = \
	tests/check/acts.sh \
	tests/check/declare.sh \
	tests/check/dpia.sh \
	tests/check/floors.sh \
	tests/check/house.sh \
	tests/check/messages.sh \
	tests/check/readme.sh \
	tests/check/trail.sh
TESTS += $(dist_check_SCRIPTS)

# Long loops (kill, fault, races) stand apart so that the quick tests stay quick; .ci/run runs both.
check-long: all $(check_PROGRAMS)
	@for test in $(LONG_TESTS); do \
		case $$test in *.long) ;; *) echo "$$test: a long test is run by its ending; call it *.long" >&2; exit 1 ;; esac; \
	done
	$(MAKE) $(AM_MAKEFLAGS) check TESTS="$(LONG_TESTS)"
.PHONY: check-long

# Links every module below the screens and commands (which have no SQL), so that the rows of all of them are seen.
check_PROGRAMS += tests/check/test_queries
TESTS += tests/check/test_queries
tests_check_test_queries_SOURCES = tests/check/test_queries.c
tests_check_test_queries_LDFLAGS = $(AM_LDFLAGS) -Wl,--whole-archive,libexchange.a,libinsight.a,libmatch.a,libfigures.a \
	-Wl,libcases.a,libregister.a,libstore.a,libvault.a,libbase.a,--no-whole-archive
tests_check_test_queries_LDADD = $(GLPK_LIBS) $(SQLITE_LIBS) $(BASE_LIBS) $(CMOCKA_LIBS)
tests_check_test_queries_DEPENDENCIES = libexchange.a libinsight.a libmatch.a libfigures.a libcases.a libregister.a libstore.a libcheap.a libvault.a libbase.a

# Asked by messages.sh and by make -C po check.
check_PROGRAMS += tests/check/catalogues
tests_check_catalogues_SOURCES = tests/check/catalogues.c tests/pofile.c tests/pofile.h
tests_check_catalogues_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)
tests_check_catalogues_LDADD = libbase.a -lgettextpo $(BASE_LIBS)

# Catalogues of languages that nobody speaks, for screens.
check_PROGRAMS += tests/check/pseudo
tests_check_pseudo_SOURCES = tests/check/pseudo.c tests/pofile.c tests/pofile.h
tests_check_pseudo_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)
tests_check_pseudo_LDADD = libbase.a -lgettextpo $(BASE_LIBS)
check_DATA += tests/pseudo.stamp
tests/pseudo.stamp: tests/check/pseudo$(EXEEXT) $(BUILT_SOURCES) locale.stamp
	$(MAKE) $(AM_MAKEFLAGS) pot
	for l in en_XA ar_XB; do \
		$(MKDIR_P) tests/pseudo/$$l/LC_MESSAGES && \
		tests/check/pseudo $$l foothold.pot tests/pseudo/$$l.po && \
		$(MSGFMT) --check-format -o tests/pseudo/$$l/LC_MESSAGES/foothold.mo tests/pseudo/$$l.po && \
		tests/check/pseudo $$l papers-only.pot tests/pseudo/$$l-papers.po && \
		$(MSGFMT) --check-format -o tests/pseudo/$$l/LC_MESSAGES/foothold-papers.mo tests/pseudo/$$l-papers.po || exit 1; \
	done
	@touch $@
CLEANFILES += tests/pseudo.stamp
clean-local: clean-pseudo
clean-pseudo:
	rm -rf tests/pseudo
.PHONY: clean-pseudo
