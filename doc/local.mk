# SPDX-License-Identifier: EUPL-1.2
EXTRA_DIST += doc/bench.md doc/disclosure.md doc/dpia.md doc/gate.md doc/security.md doc/terminals.md

# The manual page comes from the tables that the program itself goes by.
nodist_man_MANS = doc/foothold.1
doc/foothold.1: foothold$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) doc && LC_ALL=C ./foothold help --man >$@.new && mv $@.new $@
CLEANFILES += doc/foothold.1

# The same in every language of the screens.
all-local: doc/man.stamp
doc/man.stamp: foothold$(EXEEXT) locale.stamp
	$(AM_V_GEN)for l in $(LINGUAS); do \
		$(MKDIR_P) doc/man/$$l && \
		LC_ALL=C.UTF-8 LANGUAGE=$$l FOOTHOLD_LOCALEDIR=$(abs_builddir)/locale ./foothold help --man \
			>doc/man/$$l/foothold.1 || exit 1; \
	done
	@touch $@
install-data-hook: doc/man.stamp
	for l in $(LINGUAS); do \
		$(MKDIR_P) $(DESTDIR)$(mandir)/$$l/man1 && \
		$(INSTALL_DATA) doc/man/$$l/foothold.1 $(DESTDIR)$(mandir)/$$l/man1/ || exit 1; \
	done
uninstall-hook:
	for l in $(LINGUAS); do rm -f $(DESTDIR)$(mandir)/$$l/man1/foothold.1; done
clean-local: clean-man
clean-man:
	rm -rf doc/man
.PHONY: clean-man
CLEANFILES += doc/man.stamp

# The impact assessment's record of processing, from the register.
update-dpia: foothold$(EXEEXT)
	srcdir=$(top_srcdir) FOOTHOLD=$(abs_builddir)/foothold sh $(top_srcdir)/tests/check/dpia.sh --update
.PHONY: update-dpia
