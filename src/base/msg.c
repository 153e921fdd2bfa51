/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * libintl without generated locales: glibc translates under C.UTF-8 when LANGUAGE
 * is set, and forgets what it cached when the domain is set again.
 */
#include "base/msg.h"

#include <dirent.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/where.h"

#define DOMAIN "foothold"
#define CODE_MAX 16

static struct {
	char *dir;                  /* of the catalogues */
	const char **language;      /* those with a catalogue, "en" first */
	size_t n_languages;
	const char **paper;         /* the same of papers */
	size_t n_papers;
	char wanted[256];           /* what the environment asks for, in order: "fr_CH:de" */
	char code[CODE_MAX];
	unsigned generation, last;  /* of the language that is spoken; the last one given */
	struct { char code[CODE_MAX]; unsigned generation; bool on; } silent;   /* the screen's, while another one is spoken */
} msg;

static bool has_catalogue(const char *dir, const char *code, const char *domain)
{
	char *path = mem_fmt("%s/%s/LC_MESSAGES/%s.mo", dir, code, domain);
	bool there = access(path, R_OK) == 0;

	free(path);
	return there;
}

static int by_code(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_language(const char ***list, size_t *n, const char *code)
{
	*list = mem_resize(*list, *n + 1, sizeof(**list));
	(*list)[(*n)++] = mem_str(code);
}

static void list_languages(const char *domain, const char ***list, size_t *n)
{
	DIR *d = opendir(msg.dir);
	struct dirent *e;

	add_language(list, n, "en");
	while (d && (e = readdir(d)) != NULL)
		if (e->d_name[0] != '.' && strlen(e->d_name) < CODE_MAX && strcmp(e->d_name, "en") != 0
		    && has_catalogue(msg.dir, e->d_name, domain))
			add_language(list, n, e->d_name);
	if (d)
		closedir(d);
	qsort(*list + 1, *n - 1, sizeof(**list), by_code);
}

static const char *locale_name(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *value;
	size_t i;

	for (i = 0; i < ARRAY_LEN(names); i++) {
		value = getenv(names[i]);
		if (!str_empty(value))
			return value;
	}
	return "";
}

/* LANGUAGE counts only where the locale is not plain C, as everywhere. */
static void read_environment(void)
{
	const char *locale = locale_name();
	const char *list = getenv("LANGUAGE");

	if (strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
		str_copy(msg.wanted, sizeof(msg.wanted), "en");
	else
		str_copy(msg.wanted, sizeof(msg.wanted), str_empty(list) ? locale : list);
}

static void use_utf8_locale(void)
{
	if (!setlocale(LC_ALL, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_ALL, "C.UTF-8");
	setlocale(LC_NUMERIC, "C");	/* numbers in files and JSON; people's come from ICU */
}

void msg_init(const char *argv0)
{
	const char *dir = getenv("FOOTHOLD_LOCALEDIR");

	use_utf8_locale();
	read_environment();
	if (!msg.dir) {
		msg.dir = str_empty(dir) ? where_beside(argv0, "locale") : mem_str(dir);
		if (!msg.dir)
			msg.dir = mem_str(LOCALEDIR);
		list_languages(DOMAIN, &msg.language, &msg.n_languages);
	}
	bindtextdomain(DOMAIN, msg.dir);
	bind_textdomain_codeset(DOMAIN, "UTF-8");
	bindtextdomain(MSG_PAPERS, msg.dir);
	bind_textdomain_codeset(MSG_PAPERS, "UTF-8");
	msg_set_language(NULL);
}

static const char *known(const char *const *list, size_t n, const char *code)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], code) == 0)
			return list[i];
	return NULL;
}

/* "pt_BR.UTF-8@x" is "pt_BR" where there is such a catalogue, else "pt". */
static const char *best_of(const char *const *list, size_t n, const char *locale, size_t len)
{
	char code[CODE_MAX];
	const char *found;

	len = len < CODE_MAX ? len : CODE_MAX - 1;
	memcpy(code, locale, len);
	code[len] = '\0';
	code[strcspn(code, ".@")] = '\0';
	found = known(list, n, code);
	if (!found) {
		code[strcspn(code, "_-")] = '\0';
		found = known(list, n, code);
	}
	return found;
}

static const char *best_for(const char *locale, size_t len)
{
	return best_of(msg.language, msg.n_languages, locale, len);
}

static const char *from_environment(void)
{
	const char *s = msg.wanted, *found;
	size_t len;

	while (*s) {
		len = strcspn(s, ":");
		found = best_for(s, len);
		if (found)
			return found;
		s += len + (s[len] == ':');
	}
	return "en";
}

static void speak(const char *code, unsigned generation)
{
	str_copy(msg.code, sizeof(msg.code), code);
	setenv("LANGUAGE", msg.code, 1);
	/* Once more, or the catalogue before stays. Where there are no screens in a language, the papers' catalogue also has
	 * the words of the register. */
	textdomain(known(msg.language, msg.n_languages, code) ? DOMAIN : MSG_PAPERS);
	msg.generation = generation;
}

bool msg_set_language(const char *code)
{
	const char *found = str_empty(code) ? from_environment() : best_for(code, strlen(code));

	if (!found)
		return false;
	speak(found, ++msg.last);
	return true;
}

const char *msg_language(void)
{
	return msg.code[0] ? msg.code : "en";
}

unsigned msg_generation(void)
{
	return msg.generation;
}

bool msg_right_to_left(void)
{
	static const char *const rtl[] = { "ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi" };
	const char *code = msg_language();
	size_t i;

	for (i = 0; i < ARRAY_LEN(rtl); i++)
		if (str_starts(code, rtl[i]) && (!code[2] || code[2] == '_'))
			return true;
	return false;
}

const char *const *msg_languages(size_t *count)
{
	static const char *const only[] = { "en" };

	*count = msg.n_languages ? msg.n_languages : 1;
	return msg.n_languages ? msg.language : only;
}

const char *msg_context(const char *context, const char *s)
{
	char *key = mem_fmt("%s\004%s", context, s);
	const char *found = gettext(key);
	const char *result = found == key ? s : found;

	free(key);
	return result;
}

static void bind_foreign(const char *domain)
{
	static char bound[8][32];
	size_t i;

	for (i = 0; i < ARRAY_LEN(bound); i++) {
		if (strcmp(bound[i], domain) == 0)
			return;
		if (!bound[i][0]) {
			str_copy(bound[i], sizeof(bound[i]), domain);
			break;
		}
	}
	bindtextdomain(domain, "/usr/share/locale");
	bind_textdomain_codeset(domain, "UTF-8");
}

const char *msg_foreign(const char *domain, const char *s)
{
	if (!*s)
		return s;
	bind_foreign(domain);
	return dgettext(domain, s);
}

const char *msg_paper_context(const char *context, const char *s)
{
	char *key = mem_fmt("%s\004%s", context, s);
	const char *found = dgettext(MSG_PAPERS, key);
	const char *result = found == key ? s : found;

	free(key);
	return result;
}

const char *msg_comma(void)
{
	/* TRANSLATORS: between the parts of a list: "Sent, Withdrawn"; sign and blank as your language writes them */
	return PC_("list", ", ");
}

const char *msg_paper(const char *s)
{
	const char *found = *s ? dgettext(MSG_PAPERS, s) : s;

	return found == s && *s ? gettext(s) : found;
}

const char *const *msg_paper_languages(size_t *count)
{
	static const char *const only[] = { "en" };

	if (msg.dir && !msg.n_papers)
		list_languages(MSG_PAPERS, &msg.paper, &msg.n_papers);
	*count = msg.n_papers ? msg.n_papers : 1;
	return msg.n_papers ? msg.paper : only;
}

/* Each catalogue's head says so: "X-Review: native". English is what the texts were written in. */
bool msg_paper_reviewed(void)
{
	return strcmp(msg_language(), "en") == 0 || strstr(dgettext(MSG_PAPERS, ""), "X-Review: native") != NULL;
}

bool msg_speak(const char *code)
{
	size_t n;
	const char *const *papers = msg_paper_languages(&n);
	const char *found = best_of(papers, n, code, strlen(code));

	if (!found)
		found = best_for(code, strlen(code));
	if (!found)
		return false;
	if (msg.silent.on)
		BUG("a paper within a paper");
	str_copy(msg.silent.code, sizeof(msg.silent.code), msg_language());
	msg.silent.generation = msg.generation;
	msg.silent.on = true;
	speak(found, ++msg.last);
	return true;
}

void msg_speak_end(void)
{
	if (!msg.silent.on)
		BUG("nobody speaks");
	msg.silent.on = false;
	speak(msg.silent.code, msg.silent.generation);
}
