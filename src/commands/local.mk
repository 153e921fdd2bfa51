# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libcommands.a
libcommands_a_SOURCES =
