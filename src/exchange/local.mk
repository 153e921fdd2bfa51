# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libexchange.a
libexchange_a_SOURCES =
