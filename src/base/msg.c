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
	char wanted[256];           /* what the environment asks for, in order: "fr_CH:de" */
	char code[CODE_MAX];
	unsigned generation;
} msg;

static bool has_catalogue(const char *dir, const char *code)
{
	char *path = mem_fmt("%s/%s/LC_MESSAGES/" DOMAIN ".mo", dir, code);
	bool there = access(path, R_OK) == 0;

	free(path);
	return there;
}

static int by_code(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_language(const char *code)
{
	msg.language = mem_resize(msg.language, msg.n_languages + 1, sizeof(*msg.language));
	msg.language[msg.n_languages++] = mem_str(code);
}

static void list_languages(void)
{
	DIR *d = opendir(msg.dir);
	struct dirent *e;

	add_language("en");
	while (d && (e = readdir(d)) != NULL)
		if (e->d_name[0] != '.' && strlen(e->d_name) < CODE_MAX && strcmp(e->d_name, "en") != 0
		    && has_catalogue(msg.dir, e->d_name))
			add_language(e->d_name);
	if (d)
		closedir(d);
	qsort(msg.language + 1, msg.n_languages - 1, sizeof(*msg.language), by_code);
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
		list_languages();
	}
	bindtextdomain(DOMAIN, msg.dir);
	bind_textdomain_codeset(DOMAIN, "UTF-8");
	msg_set_language(NULL);
}

static const char *known(const char *code)
{
	size_t i;

	for (i = 0; i < msg.n_languages; i++)
		if (strcmp(msg.language[i], code) == 0)
			return msg.language[i];
	return NULL;
}

/* "pt_BR.UTF-8@x" is "pt_BR" where there is such a catalogue, else "pt". */
static const char *best_for(const char *locale, size_t len)
{
	char code[CODE_MAX];
	const char *found;

	len = len < CODE_MAX ? len : CODE_MAX - 1;
	memcpy(code, locale, len);
	code[len] = '\0';
	code[strcspn(code, ".@")] = '\0';
	found = known(code);
	if (!found) {
		code[strcspn(code, "_-")] = '\0';
		found = known(code);
	}
	return found;
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

bool msg_set_language(const char *code)
{
	const char *found = str_empty(code) ? from_environment() : best_for(code, strlen(code));

	if (!found)
		return false;
	str_copy(msg.code, sizeof(msg.code), found);
	setenv("LANGUAGE", msg.code, 1);
	textdomain(DOMAIN);	/* once more, or the catalogue before stays */
	msg.generation++;
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
