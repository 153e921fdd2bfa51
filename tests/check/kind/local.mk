# SPDX-License-Identifier: EUPL-1.2
# The program with one record kind more, made of a declaration and a migration alone: no other source differs.
variant_made = variant/tables.o variant/migrations.o
variant/foothold$(EXEEXT): tests/foothold$(EXEEXT) src/register/compile$(EXEEXT) $(srcdir)/tests/check/kind/companion.ini \
		$(srcdir)/tests/check/kind/companion.sql
	$(AM_V_GEN)rm -rf variant && $(MKDIR_P) variant/schema && cp -R $(srcdir)/schema/. variant/schema && \
	chmod -R u+w variant && cp $(srcdir)/tests/check/kind/companion.ini variant/schema/register/ && \
	n=`ls variant/schema/migrations | grep -c '^[0-9]'` && n=`printf %03d $$((n + 1))` && \
	cp $(srcdir)/tests/check/kind/companion.sql variant/schema/migrations/$$n-companion.sql && \
	src/register/compile register variant/schema variant/tables.c && \
	LC_ALL=C $(AWK) -f $(srcdir)/src/store/migrations.awk variant/schema/migrations/[0-9]*.sql >variant/migrations.c && \
	$(COMPILE) -c -o variant/tables.o variant/tables.c && \
	$(COMPILE) -c -o variant/migrations.o variant/migrations.c && \
	$(LINK) $(variant_made) $(tests_foothold_OBJECTS) $(tests_foothold_LDADD) $(LIBS)
check_DATA += variant/foothold$(EXEEXT)
EXTRA_DIST += tests/check/kind/companion.ini tests/check/kind/companion.sql tests/check/kind/new-kind.sh
mostlyclean-local:
	rm -rf variant

TESTS += tests/check/kind/new-kind.sh tests/check/kind/test_new_kind
check_PROGRAMS += tests/check/kind/test_new_kind
tests_check_kind_test_new_kind_SOURCES = tests/check/kind/test_new_kind.c
tests_check_kind_test_new_kind_CPPFLAGS = $(screen_driven_cppflags)
tests_check_kind_test_new_kind_LDADD = $(screen_driven_ldadd)
