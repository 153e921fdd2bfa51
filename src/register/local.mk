# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libregister.a
libregister_a_SOURCES = \
	src/register/actor.h \
	src/register/change.h \
	src/register/draft.h \
	src/register/find.h \
	src/register/gate.h \
	src/register/merge.h \
	src/register/read.h \
	src/register/register.h \
	src/register/search.h
