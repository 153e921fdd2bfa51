# SPDX-License-Identifier: EUPL-1.2
# The real program on a pseudo-terminal, seen through a virtual screen.
check_LIBRARIES = libharness.a
libharness_a_SOURCES = tests/screen/harness.c tests/screen/harness.h
libharness_a_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests/screen $(VTERM_CFLAGS)
