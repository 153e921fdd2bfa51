# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libvault.a
libvault_a_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
libvault_a_SOURCES = \
	src/vault/box.c \
	src/vault/box.h \
	src/vault/btree.c \
	src/vault/btree.h \
	src/vault/copy.c \
	src/vault/copy.h \
	src/vault/copy_read.c \
	src/vault/cipher.c \
	src/vault/cipher.h \
	src/vault/cost.c \
	src/vault/create.c \
	src/vault/fail.c \
	src/vault/fence.c \
	src/vault/header.c \
	src/vault/header.h \
	src/vault/header_old.c \
	src/vault/inside.h \
	src/vault/keys.c \
	src/vault/keys.h \
	src/vault/look.c \
	src/vault/memory.c \
	src/vault/memory.h \
	src/vault/place.c \
	src/vault/plain.c \
	src/vault/plain_copy.c \
	src/vault/plain_copy.h \
	src/vault/rotate.c \
	src/vault/sealfile.c \
	src/vault/sealfile.h \
	src/vault/salvage.c \
	src/vault/salvage.h \
	src/vault/shim.c \
	src/vault/shim.h \
	src/vault/shim_common.c \
	src/vault/shim_file.h \
	src/vault/shim_main.c \
	src/vault/scrub.c \
	src/vault/shim_scratch.c \
	src/vault/shim_tidy.c \
	src/vault/shim_wal.c \
	src/vault/slots.c \
	src/vault/vault.c \
	src/vault/vault.h
