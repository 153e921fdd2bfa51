# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libscreens.a
libscreens_a_CPPFLAGS = $(AM_CPPFLAGS) $(CURSES_CFLAGS) $(BIDI_CFLAGS)
libscreens_a_SOURCES = \
	src/screens/action.c \
	src/screens/action.h \
	src/screens/ask.c \
	src/screens/bidi.c \
	src/screens/bidi.h \
	src/screens/editor.c \
	src/screens/editor.h \
	src/screens/editor_own.h \
	src/screens/editor_view.c \
	src/screens/find.c \
	src/screens/frame.c \
	src/screens/frame.h \
	src/screens/help.c \
	src/screens/language.c \
	src/screens/list_query.c \
	src/screens/list_query.h \
	src/screens/lists.c \
	src/screens/menu.c \
	src/screens/places.h \
	src/screens/popup.c \
	src/screens/popup.h \
	src/screens/preview.c \
	src/screens/preview.h \
	src/screens/screen.c \
	src/screens/screen.h \
	src/screens/screens.c \
	src/screens/screens.h \
	src/screens/stage.c \
	src/screens/stage.h \
	src/screens/term.c \
	src/screens/term.h \
	src/screens/term_bidi.c \
	src/screens/term_bidi.h \
	src/screens/term_draw.c \
	src/screens/term_draw.h \
	src/screens/today.c \
	src/screens/typein.c \
	src/screens/typein.h \
	src/screens/undo.c \
	src/screens/undo.h \
	src/screens/vlist.c \
	src/screens/vlist.h \
	src/screens/vlist_draw.c \
	src/screens/vlist_own.h
libscreens_a_SOURCES += \
	src/screens/form.c \
	src/screens/form.h \
	src/screens/form_draw.c \
	src/screens/form_keys.c \
	src/screens/form_own.h \
	src/screens/pick.c \
	src/screens/pick.h \
	src/screens/pick_set.c \
	src/screens/conflict.c \
	src/screens/conflict.h \
	src/screens/edit.c \
	src/screens/keep.c \
	src/screens/keep.h \
	src/screens/known.c \
	src/screens/known.h \
	src/screens/register.c \
	src/screens/spoken.c \
	src/screens/spoken.h \
	src/screens/history.c \
	src/screens/past.h \
	src/screens/past_words.c \
	src/screens/past_words.h \
	src/screens/person.c \
	src/screens/person_head.c \
	src/screens/person_own.h \
	src/screens/person_past.c \
	src/screens/person_tabs.c \
	src/screens/record_words.c \
	src/screens/record_words.h
