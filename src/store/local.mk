# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libstore.a
libstore_a_SOURCES = \
	src/store/journal.h \
	src/store/query.h \
	src/store/search.h \
	src/store/store.h
