# SPDX-License-Identifier: EUPL-1.2
# Catalogues. A new language is po/xx.po and a line in po/LINGUAS.
# The build leaves them in locale/, where an uninstalled program finds them.
# Strings are gathered from every source below src/ and from the tables that
# the register's compiler makes; no list of files to keep.

CONFIG_STATUS_DEPENDENCIES = $(top_srcdir)/po/LINGUAS
PO_FILES = $(LINGUAS:%=$(top_srcdir)/po/%.po)
EXTRA_DIST += po/LINGUAS $(LINGUAS:%=po/%.po) $(LINGUAS:%=po/%.equal) po/Makefile

XGETTEXT_WORDS = --language=C --from-code=UTF-8 --add-comments=TRANSLATORS: --add-location=file --sort-by-file \
	--keyword --keyword=_ --keyword=N_ --keyword=gettext --keyword=pgettext:1c,2 --keyword=NC_:1c,2 \
	--keyword=ngettext:1,2 --keyword=NP_:1,2 --flag=err_set:3:c-format --flag=err_field:3:c-format \
	--flag=str_addf:2:c-format --flag=mem_fmt:1:c-format \
	--package-name=foothold --copyright-holder='the Foothold contributors' --foreign-user

locale.stamp: $(PO_FILES)
	$(AM_V_GEN)for l in $(LINGUAS); do \
		$(MKDIR_P) locale/$$l/LC_MESSAGES && \
		$(MSGFMT) --check-format --check-domain -o locale/$$l/LC_MESSAGES/foothold.mo $(top_srcdir)/po/$$l.po || exit 1; \
	done
	@touch $@
all-local: locale.stamp
CLEANFILES += locale.stamp foothold.pot
clean-local:
	rm -rf locale

install-data-local: locale.stamp
	for l in $(LINGUAS); do \
		$(MKDIR_P) $(DESTDIR)$(localedir)/$$l/LC_MESSAGES && \
		$(INSTALL_DATA) locale/$$l/LC_MESSAGES/foothold.mo $(DESTDIR)$(localedir)/$$l/LC_MESSAGES/ || exit 1; \
	done
uninstall-local:
	for l in $(LINGUAS); do rm -f $(DESTDIR)$(localedir)/$$l/LC_MESSAGES/foothold.mo; done

# Made anew each time it is asked for; cheap, and never stale.
pot: $(BUILT_SOURCES)
	@{ cd $(top_srcdir) && find src -name '*.[ch]'; cd $(abs_builddir) && find src -name '*.[ch]'; } | \
		LC_ALL=C sort -u >potfiles.list
	@$(XGETTEXT) $(XGETTEXT_WORDS) --directory=$(top_srcdir) --directory=$(abs_builddir) \
		--files-from=potfiles.list --output=foothold.pot
	@rm -f potfiles.list

# Brings every catalogue up to the sources. No guesses: a fuzzy entry would show English in silence.
update-po: pot
	for l in $(LINGUAS); do \
		$(MSGMERGE) --quiet --no-fuzzy-matching --add-location=file --sort-by-file --backup=none --update \
			$(top_srcdir)/po/$$l.po foothold.pot && \
		msgattrib --no-obsolete --add-location=file --sort-by-file -o $(top_srcdir)/po/$$l.po \
			$(top_srcdir)/po/$$l.po || exit 1; \
	done
po-check: pot
	@sh $(top_srcdir)/tests/check/messages.sh $(top_srcdir) foothold.pot
.PHONY: pot update-po po-check
