# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libscreens.a
libscreens_a_SOURCES =
