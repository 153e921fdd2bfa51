# SPDX-License-Identifier: EUPL-1.2
AM_TESTS_ENVIRONMENT = MAKE='$(MAKE)'; export MAKE; FOOTHOLD=$(abs_builddir)/foothold; export FOOTHOLD; \
	FOOTHOLD_LOCALEDIR=$(abs_builddir)/locale; export FOOTHOLD_LOCALEDIR;
dist_check_SCRIPTS = tests/check/floors.sh tests/check/house.sh
EXTRA_DIST += tests/check/messages.sh
TESTS += $(dist_check_SCRIPTS)

# Long loops (kill, fault, races) stand apart so that the quick tests stay quick; .ci/run runs both.
check-long: all $(check_PROGRAMS)
	$(MAKE) $(AM_MAKEFLAGS) check TESTS="$(LONG_TESTS)"
.PHONY: check-long
