# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libbase.a
libbase_a_SOURCES = \
	src/base/clock.h \
	src/base/date.h \
	src/base/err.h \
	src/base/id.h \
	src/base/io.h \
	src/base/mem.h \
	src/base/msg.h \
	src/base/name.h \
	src/base/rng.h \
	src/base/secret.h \
	src/base/str.h \
	src/base/text.h \
	src/base/utf.h
