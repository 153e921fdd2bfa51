# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libbase.a
libbase_a_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS) -DPKGDATADIR='"$(pkgdatadir)"'
libbase_a_SOURCES = \
	src/base/charset.c src/base/charset.h \
	src/base/clock.c src/base/clock.h src/base/clock_told.c \
	src/base/date.c src/base/date.h src/base/date_words.c \
	src/base/err.c src/base/err.h \
	src/base/icu.c src/base/icu.h \
	src/base/id.c src/base/id.h \
	src/base/io.c src/base/io.h \
	src/base/isolate.c src/base/isolate.h \
	src/base/map.c \
	src/base/map.h \
	src/base/mem.c src/base/mem.h \
	src/base/msg.c src/base/msg.h \
	src/base/name.c \
	src/base/name.h \
	src/base/namelike.c \
	src/base/rng.c src/base/rng.h \
	src/base/secret.c src/base/secret.h \
	src/base/sort.c src/base/sort.h \
	src/base/sheet.c src/base/sheet.h src/base/sheet_text.c src/base/sheet_markdown.c \
	src/base/str.c src/base/str.h \
	src/base/term.c src/base/term.h src/base/term_words.c \
	src/base/timetable.c src/base/timetable.h src/base/timetable_own.h src/base/timetable_words.c \
	src/base/text.c src/base/text.h src/base/text_fold.c src/base/text_names.c src/base/text_number.c \
	src/base/utf.c src/base/utf.h \
	src/base/where.c src/base/where.h
