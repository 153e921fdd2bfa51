# SPDX-License-Identifier: EUPL-1.2
# What reads declarations, for the compiler at build and for own fields at run time.
register_reader = \
	src/register/actor.c \
	src/register/choice.c \
	src/register/declare.c \
	src/register/declare.h \
	src/register/dossier_ini.c \
	src/register/dossier_ini.h \
	src/register/ini.c \
	src/register/ini.h \
	src/register/judge.c \
	src/register/keep.c \
	src/register/keep.h \
	src/register/lexicon.c \
	src/register/matching_ini.c \
	src/register/matching_ini.h \
	src/register/lexicon.h \
	src/register/pattern.c \
	src/register/pattern.h \
	src/register/slip.c \
	src/register/slip.h \
	src/register/words.c \
	src/register/words.h \
	src/register/moves.c \
	src/register/moves.h \
	src/register/occupation_grams.c \
	src/register/occupation_grams.h \
	src/register/occupation_index.h

noinst_LIBRARIES += libregister.a
libregister_a_SOURCES = $(register_reader) \
	src/register/actor.h \
	src/register/becomes.c \
	src/register/becomes.h \
	src/register/advert.c src/register/advert.h \
	src/register/change.c \
	src/register/change.h \
	src/register/changeset.h \
	src/register/checks.c \
	src/register/commit.c \
	src/register/clean.c \
	src/register/clean.h \
	src/register/door.c \
	src/register/door.h \
	src/register/draft.c \
	src/register/draft.h \
	src/register/field.c \
	src/register/filter.c \
	src/register/filter.h \
	src/register/find.c \
	src/register/find.h \
	src/register/find_same.c \
	src/register/gate.c \
	src/register/gate.h \
	src/register/grant.c \
	src/register/grant.h \
	src/register/grant_inside.h \
	src/register/grant_told.c \
	src/register/history.c \
	src/register/kept.c \
	src/register/kept.h \
	src/register/known.c \
	src/register/list.c \
	src/register/look.c \
	src/register/look.h \
	src/register/look_words.c \
	src/register/merge.c \
	src/register/merge.h \
	src/register/move.c \
	src/register/move.h \
	src/register/occupation.c \
	src/register/occupation.h \
	src/register/occupation_search.c \
	src/register/occupation_search.h \
	src/register/order.c \
	src/register/order.h \
	src/register/own.c \
	src/register/own.h \
	src/register/profile.c \
	src/register/profile.h \
	src/register/profile_check.c \
	src/register/profile_words.c \
	src/register/read.c \
	src/register/read.h \
	src/register/ready.c \
	src/register/references.c \
	src/register/register.c \
	src/register/register.h \
	src/register/restrict.c \
	src/register/restrict.h \
	src/register/row.c \
	src/register/row.h \
	src/register/score.c \
	src/register/score.h \
	src/register/search.c \
	src/register/search.h \
	src/register/session.c \
	src/register/session.h \
	src/register/tables.h \
	src/register/tongue.c \
	src/register/tongue.h \
	src/register/tongue_model.h \
	src/register/trail.c \
	src/register/trail.h \
	src/register/undo.c \
	src/register/trait.c \
	src/register/trait.h \
	src/register/view.c \
	src/register/view.h
nodist_libregister_a_SOURCES = $(register_made)

register_made = \
	src/register/grounds.c \
	src/register/occupations.c \
	src/register/profiles.c \
	src/register/spellings.c \
	src/register/tables.c \
	src/register/tongues.c

# The compiler of schema/ writes a table only when it changes, so it may be asked at every build: a file added to
# schema/ is seen without a list of names here.
noinst_PROGRAMS += src/register/compile
src_register_compile_SOURCES = $(register_reader) \
	src/register/compile.c \
	src/register/compile.h \
	src/register/compile_criteria.c \
	src/register/compile_dossiers.c \
	src/register/compile_grounds.c \
	src/register/compile_matching.c \
	src/register/compile_meaning.c \
	src/register/compile_meaning.h \
	src/register/compile_plans.c \
	src/register/compile_profiles.c \
	src/register/compile_reference.c \
	src/register/compile_register.c \
	src/register/compile_spellings.c \
	src/register/compile_titles.c \
	src/register/compile_tongues.c \
	src/register/compile_watches.c
# It makes the tables and the index of titles before anything runs; under the sanitizers that would take a quarter of an hour.
src_register_compile_CFLAGS = -std=c11 $(WARN_CFLAGS)
src_register_compile_LDADD = libbase.a $(BASE_LIBS)

src/register/tables.c: src/register/compile$(EXEEXT) FORCE
	@src/register/compile register $(top_srcdir)/schema $@
src/register/occupations.c: src/register/compile$(EXEEXT) FORCE
	@src/register/compile reference $(top_srcdir)/schema $@
src/register/grounds.c: src/register/compile$(EXEEXT) FORCE
	@src/register/compile grounds $(top_srcdir)/schema $@
src/register/tongues.c: src/register/compile$(EXEEXT) FORCE
	@src/register/compile tongues $(top_srcdir)/schema $@
src/register/profiles.c: src/register/compile$(EXEEXT) FORCE
	@src/register/compile profiles $(top_srcdir)/schema $@
FORCE:
.PHONY: FORCE

# All catalogues and titles are read for it: seconds, so only what it is made of makes it anew.
spelled = ar de en es fr nl tr uk
spellings_from = \
	$(PO_FILES) \
	$(spelled:%=$(top_srcdir)/schema/grounds/%.ini) \
	$(spelled:%=$(top_srcdir)/schema/grounds/tongues/%.known) \
	$(top_srcdir)/schema/grounds/all.ini \
	$(top_srcdir)/schema/reference/isco08.csv \
	$(top_srcdir)/schema/reference/esco_occupations.csv \
	$(top_srcdir)/src/register/compile_spellings.c \
	$(top_srcdir)/src/register/lexicon.c \
	$(top_srcdir)/src/register/pattern.c \
	$(top_srcdir)/src/register/slip.c \
	$(top_srcdir)/src/register/words.c
src/register/spellings.c: $(spellings_from) | src/register/compile$(EXEEXT)
	$(AM_V_GEN)src/register/compile spellings $(top_srcdir)/schema $@ && touch $@

# The file of titles is mapped when somebody looks for an occupation; beside an uninstalled program it stands in data/.
# Learning what words mean takes some twenty seconds: only what it is made of makes it anew, not each new compiler.
titles_from = \
	$(top_srcdir)/schema/reference/isco08.csv \
	$(top_srcdir)/schema/reference/esco_occupations.csv \
	$(top_srcdir)/schema/reference/esco_titles_en.csv \
	$(top_srcdir)/schema/reference/esco_titles_fr.csv \
	$(top_srcdir)/schema/reference/esco_titles_nl.csv \
	$(top_srcdir)/src/register/compile_meaning.c \
	$(top_srcdir)/src/register/compile_titles.c \
	$(top_srcdir)/src/register/occupation_grams.c \
	$(top_srcdir)/src/register/occupation_index.h
data/occupations.index: $(titles_from) | src/register/compile$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) data && src/register/compile titles $(top_srcdir)/schema $@ && touch $@
nodist_pkgdata_DATA = data/occupations.index
CLEANFILES += data/occupations.index
BUILT_SOURCES += $(register_made)
CLEANFILES += $(register_made)
