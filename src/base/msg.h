/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Messages, by libintl.  N_() marks in tables, _() translates where shown.
 * Works on a machine with no generated locales, and switches at run time.
 */
#ifndef BASE_MSG_H
#define BASE_MSG_H

#include <libintl.h>
#include <stdbool.h>
#include <stddef.h>

#define _(s) gettext(s)
#define N_(s) (s)
#define NC_(context, s) (s)
/* Papers for newcomers are said in more languages than the screens: their texts stand in a catalogue of their own.
 * PP_() marks in tables. */
#define P_(s) dgettext(MSG_PAPERS, s)
#define PC_(context, s) msg_paper_context(context, s)
#define PN_(one, many, n) dngettext(MSG_PAPERS, one, many, (unsigned long)(n))
#define PP_(s) (s)
#define MSG_PAPERS "foothold-papers"

/* Context as gettext's own gettext.h has it: pgettext("menu", "Open"). */
const char *msg_context(const char *context, const char *s);
#define pgettext(context, s) msg_context(context, s)

/* Locale, domain and catalogues: FOOTHOLD_LOCALEDIR, else beside an uninstalled program, else installed. */
void msg_init(const char *argv0);
/* "fr"; "" or NULL: as the environment says. False when there is no such catalogue. */
bool msg_set_language(const char *code);
const char *msg_language(void);                  /* "en", "fr", ...; never NULL */
/* Counts switches, so that what was made for a language (formatters, sorted lists) can be made anew. */
unsigned msg_generation(void);
bool msg_right_to_left(void);
/* Languages with a catalogue, "en" first. */
const char *const *msg_languages(size_t *count);
/* A text of a foreign catalogue (iso-codes), kept out of ours. */
const char *msg_foreign(const char *domain, const char *s);

/* What stands between the parts of a list: ", ", in Arabic "، "; on papers and screens alike. */
const char *msg_comma(void);
const char *msg_paper_context(const char *context, const char *s);
/* A text of the register on a paper: of the papers' catalogue, else of the screens'. */
const char *msg_paper(const char *s);
/* Languages in which papers can be made, "en" first. */
const char *const *msg_paper_languages(size_t *count);
/* Whether a native speaker has read the papers' texts in the language that is spoken now. */
bool msg_paper_reviewed(void);

/* Until msg_speak_end() all is said in this language: a paper in another one than the screen's. Not within itself.
 * False, and nothing to end, where neither papers nor screens know it. */
bool msg_speak(const char *code);
void msg_speak_end(void);

#endif
