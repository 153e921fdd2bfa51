# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libvault.a
libvault_a_SOURCES = \
	src/vault/vault.h
