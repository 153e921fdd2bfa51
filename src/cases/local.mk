# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libcases.a
libcases_a_SOURCES = \
	src/cases/cases.h \
	src/cases/duplicates.h \
	src/cases/plan.h \
	src/cases/templates.h \
	src/cases/today.h
nodist_libcases_a_SOURCES = src/cases/templates.c

src/cases/templates.c: src/register/compile$(EXEEXT) FORCE
	@$(MKDIR_P) src/cases
	@src/register/compile plans $(top_srcdir)/schema $@
BUILT_SOURCES += src/cases/templates.c
CLEANFILES += src/cases/templates.c
