# SPDX-License-Identifier: EUPL-1.2
EXTRA_DIST += doc/bench.md doc/disclosure.md doc/dpia.md doc/gate.md doc/security.md

# The manual page comes from the tables that the program itself goes by.
nodist_man_MANS = doc/foothold.1
doc/foothold.1: foothold$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) doc && LC_ALL=C ./foothold help --man >$@.new && mv $@.new $@
CLEANFILES += doc/foothold.1

# The impact assessment's record of processing, from the register.
update-dpia: foothold$(EXEEXT)
	srcdir=$(top_srcdir) FOOTHOLD=$(abs_builddir)/foothold sh $(top_srcdir)/tests/check/dpia.sh --update
.PHONY: update-dpia
