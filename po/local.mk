# SPDX-License-Identifier: EUPL-1.2
# Catalogues. A new language is po/xx.po and a line in po/LINGUAS.
# The build leaves them in locale/, where an uninstalled program finds them.
# Papers for newcomers have catalogues of their own in po/papers/, in more languages; those in which there are no screens
# also hold the register's words (papers.awk), those of plans, what the criteria are called and what the
# demonstration meets people for.
# Strings are gathered from every source below src/ and from the tables that
# the register's compiler makes; no list of files to keep.

CONFIG_STATUS_DEPENDENCIES = $(top_srcdir)/po/LINGUAS $(top_srcdir)/po/papers/LINGUAS
PO_FILES = $(LINGUAS:%=$(top_srcdir)/po/%.po) $(PAPER_LINGUAS:%=$(top_srcdir)/po/papers/%.po)
EXTRA_DIST += po/LINGUAS $(LINGUAS:%=po/%.po) $(LINGUAS:%=po/%.equal) $(LINGUAS:%=po/%.glossary) po/Makefile
EXTRA_DIST += po/papers/LINGUAS $(PAPER_LINGUAS:%=po/papers/%.po) $(PAPER_LINGUAS:%=po/papers/%.equal) po/papers.awk po/seen.awk

XGETTEXT_WORDS = --language=C --from-code=UTF-8 --add-comments=TRANSLATORS: --add-location=file --sort-by-file \
	--keyword --keyword=_ --keyword=N_ --keyword=gettext --keyword=pgettext:1c,2 --keyword=NC_:1c,2 \
	--keyword=ngettext:1,2 --keyword=NP_:1,2 --flag=err_set:3:c-format --flag=err_field:3:c-format \
	--flag=str_addf:2:c-format --flag=mem_fmt:1:c-format \
	--package-name=foothold --copyright-holder='the Foothold contributors' --foreign-user

# What papers alone say: P_() and the like.
PAPER_WORDS = --language=C --from-code=UTF-8 --add-comments=TRANSLATORS: --add-location=file --sort-by-file \
	--keyword --keyword=P_ --keyword=PP_ --keyword=PC_:1c,2 --keyword=PN_:1,2 \
	--package-name=foothold --copyright-holder='the Foothold contributors' --foreign-user

locale.stamp: $(PO_FILES)
	$(AM_V_GEN)for l in $(LINGUAS); do \
		$(MKDIR_P) locale/$$l/LC_MESSAGES && \
		$(MSGFMT) --check-format --check-domain -o locale/$$l/LC_MESSAGES/foothold.mo $(top_srcdir)/po/$$l.po || exit 1; \
	done
	$(AM_V_at)for l in $(PAPER_LINGUAS); do \
		$(MKDIR_P) locale/$$l/LC_MESSAGES && \
		$(MSGFMT) --check-format --check-domain -o locale/$$l/LC_MESSAGES/foothold-papers.mo \
			$(top_srcdir)/po/papers/$$l.po || exit 1; \
	done
	@touch $@
all-local: locale.stamp
CLEANFILES += locale.stamp foothold.pot papers.pot papers-only.pot
clean-local:
	rm -rf locale

install-data-local: locale.stamp
	for l in $(LINGUAS); do \
		$(MKDIR_P) $(DESTDIR)$(localedir)/$$l/LC_MESSAGES && \
		$(INSTALL_DATA) locale/$$l/LC_MESSAGES/foothold.mo $(DESTDIR)$(localedir)/$$l/LC_MESSAGES/ || exit 1; \
	done
	for l in $(PAPER_LINGUAS); do \
		$(MKDIR_P) $(DESTDIR)$(localedir)/$$l/LC_MESSAGES && \
		$(INSTALL_DATA) locale/$$l/LC_MESSAGES/foothold-papers.mo $(DESTDIR)$(localedir)/$$l/LC_MESSAGES/ || exit 1; \
	done
uninstall-local:
	for l in $(LINGUAS); do rm -f $(DESTDIR)$(localedir)/$$l/LC_MESSAGES/foothold.mo; done
	for l in $(PAPER_LINGUAS); do rm -f $(DESTDIR)$(localedir)/$$l/LC_MESSAGES/foothold-papers.mo; done

# Made anew each time it is asked for; cheap, and never stale.
pot: $(BUILT_SOURCES)
	@{ cd $(top_srcdir) && find src -name '*.[ch]'; cd $(abs_builddir) && find src -name '*.[ch]'; } | \
		LC_ALL=C sort -u >potfiles.list
	@$(XGETTEXT) $(XGETTEXT_WORDS) --directory=$(top_srcdir) --directory=$(abs_builddir) \
		--files-from=potfiles.list --output=foothold.pot
	@awk -f $(top_srcdir)/po/seen.awk $(top_srcdir)/src/screens/*.c >seen-words.c
	@$(XGETTEXT) --join-existing --language=C --from-code=UTF-8 --add-comments=TRANSLATORS: --keyword=N_ --add-location=file \
		--package-name=foothold --copyright-holder='the Foothold contributors' --foreign-user --output=foothold.pot seen-words.c
	@sed -i -e '/^#:  *seen-words\.c$$/d' -e '/^#:/s/ seen-words\.c//' foothold.pot
	@rm -f seen-words.c
	@$(XGETTEXT) $(PAPER_WORDS) --directory=$(top_srcdir) --directory=$(abs_builddir) \
		--files-from=potfiles.list --output=papers.pot
	@rm -f potfiles.list
	@awk -f $(top_srcdir)/po/papers.awk src/register/tables.c src/register/tables.c >papers-register.c
	@{ grep -v '\.purpose = N_(' src/cases/templates.c; grep '\.label = N_(' src/match/matching_made.c; \
		cd $(top_srcdir)/src/exchange && sed -n '/const what\[\]/,/};/p' demochapter.c demo_meetings.c && \
		sed -n '/cefr_levels\[\]/,/};/p' ../register/choice.c; grep 'ROLE_.*N_(' ../register/actor.c; } >>papers-register.c
	@$(XGETTEXT) $(XGETTEXT_WORDS) papers-register.c --output=papers-register.pot
	@msgcat --use-first papers.pot papers-register.pot --output-file=papers-only.pot
	@rm -f papers-register.c papers-register.pot

# Brings every catalogue up to the sources. No guesses: a fuzzy entry would show English in silence.
update-po: pot
	for l in $(LINGUAS); do \
		$(MSGMERGE) --quiet --no-fuzzy-matching --add-location=file --sort-by-file --backup=none --update \
			$(top_srcdir)/po/$$l.po foothold.pot && \
		msgattrib --no-obsolete --add-location=file --sort-by-file -o $(top_srcdir)/po/$$l.po \
			$(top_srcdir)/po/$$l.po || exit 1; \
	done
	for l in $(PAPER_LINGUAS); do \
		case " $(LINGUAS) " in *" $$l "*) pot=papers.pot ;; *) pot=papers-only.pot ;; esac; \
		$(MSGMERGE) --quiet --no-fuzzy-matching --add-location=file --sort-by-file --backup=none --update \
			$(top_srcdir)/po/papers/$$l.po $$pot && \
		msgattrib --no-obsolete --add-location=file --sort-by-file -o $(top_srcdir)/po/papers/$$l.po \
			$(top_srcdir)/po/papers/$$l.po || exit 1; \
	done
po-check: pot tests/check/catalogues tests/unit/screens/test_widths locale.stamp
	@fault=0; sh $(top_srcdir)/tests/check/messages.sh $(top_srcdir) foothold.pot || fault=1; \
	FOOTHOLD_LOCALEDIR=$(abs_builddir)/locale tests/unit/screens/test_widths 2>&1 | sed -n "s|^[a-z][a-z]: |widths: &|p" | grep . && fault=1; \
	exit $$fault
.PHONY: pot update-po po-check
