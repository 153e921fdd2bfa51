# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libvault.a
libvault_a_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
libvault_a_SOURCES = \
	src/vault/copy.c \
	src/vault/create.c \
	src/vault/fail.c \
	src/vault/fence.c \
	src/vault/inside.h \
	src/vault/place.c \
	src/vault/vault.c \
	src/vault/vault.h
