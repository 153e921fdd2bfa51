# SPDX-License-Identifier: EUPL-1.2
# Alone here cairo and pango are known.
noinst_LIBRARIES += libpaper.a
libpaper_a_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS) $(PAPER_CFLAGS) $(BIDI_CFLAGS)
libpaper_a_SOURCES = \
	src/paper/cardpage.c \
	src/paper/cardpage.h \
	src/paper/cards.c \
	src/paper/cards.h \
	src/paper/figures.c \
	src/paper/figures.h \
	src/paper/hand.c \
	src/paper/hand.h \
	src/paper/letter.c \
	src/paper/letter.h \
	src/paper/letter_held.c \
	src/paper/letter_list.c \
	src/paper/letter_offer.c \
	src/paper/letter_out.c \
	src/paper/letter_own.h \
	src/paper/letter_plan.c \
	src/paper/letter_slip.c \
	src/paper/newcomer.c \
	src/paper/newcomer.h \
	src/paper/letter_words.c \
	src/paper/paperlang.c \
	src/paper/paperlang.h \
	src/paper/pdf.c src/paper/pdf.h src/paper/pdf_own.h \
	src/paper/pdf_band.c \
	src/paper/pdf_bars.c \
	src/paper/pdf_block.c \
	src/paper/pdf_chart.c src/paper/pdf_chart.h \
	src/paper/pdf_document.c \
	src/paper/pdf_link.c \
	src/paper/pdf_page.c \
	src/paper/pdf_plot.c \
	src/paper/pdf_sign.c \
	src/paper/pdf_table.c \
	src/paper/pdf_tail.c src/paper/pdf_tail.h \
	src/paper/pdf_text.c \
	src/paper/pen.c src/paper/pen.h \
	src/paper/printer.c \
	src/paper/processing.c \
	src/paper/processing.h \
	src/paper/printer.h \
	src/paper/way.c \
	src/paper/way.h
