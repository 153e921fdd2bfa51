/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Names of languages and countries: ICU's in the chosen language, iso-codes'
 * where ICU knows only the code.  The lists of codes are iso-codes', read at
 * first use; without that package ICU's own lists serve.
 */
#include <ctype.h>
#include <jansson.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>

#include "base/icu.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"

#define ISO_DIR "/usr/share/iso-codes/json/"

struct name {
	const char *code;       /* as listed */
	const char *alias;      /* three letters of a language listed by two, or NULL */
	const char *english;    /* iso-codes' name, the key of its catalogues; or NULL */
};

struct names {
	const char *domain;     /* of iso-codes' catalogues */
	struct name *name;      /* by code */
	const char **code;
	size_t count, room;
	struct found_name { char *folded; const char *code; } *index;   /* names typed to codes */
	size_t n_index;
	unsigned generation;    /* of the index */
};

static struct names languages = { .domain = "iso_639-3" };
static struct names countries = { .domain = "iso_3166-1" };

static void add_name(struct names *all, const char *code, const char *alias, const char *english)
{
	if (all->count == all->room) {
		all->room = all->room ? all->room * 2 : 512;
		all->name = mem_resize(all->name, all->room, sizeof(*all->name));
	}
	all->name[all->count++] = (struct name){ mem_str(code), mem_str(alias), mem_str(english) };
}

static int by_code(const void *a, const void *b)
{
	return strcmp(((const struct name *)a)->code, ((const struct name *)b)->code);
}

static void close_list(struct names *all)
{
	size_t i;

	qsort(all->name, all->count, sizeof(*all->name), by_code);
	all->code = mem_array(all->count + 1, sizeof(*all->code));
	for (i = 0; i < all->count; i++)
		all->code[i] = all->name[i].code;
	all->generation = (unsigned)-1;
}

static const char *text_of(const json_t *entry, const char *key)
{
	return json_string_value(json_object_get(entry, key));
}

/* Living and constructed languages; the extinct and the special codes are nobody's mother tongue. */
static void add_language(struct names *all, const json_t *entry)
{
	const char *two = text_of(entry, "alpha_2"), *three = text_of(entry, "alpha_3");
	const char *type = text_of(entry, "type");

	if (three && type && (*type == 'L' || *type == 'C'))
		add_name(all, two ? two : three, two ? three : NULL, text_of(entry, "name"));
}

static void add_country(struct names *all, const json_t *entry)
{
	const char *english = text_of(entry, "common_name");

	if (text_of(entry, "alpha_2"))
		add_name(all, text_of(entry, "alpha_2"), text_of(entry, "alpha_3"),
			 english ? english : text_of(entry, "name"));
}

static void load(struct names *all, const char *file, const char *key, void (*add)(struct names *, const json_t *),
		 const char *const *from_icu)
{
	json_t *root, *entry;
	size_t i;

	if (all->count)
		return;
	root = json_load_file(file, 0, NULL);
	json_array_foreach(json_object_get(root, key), i, entry)
		add(all, entry);
	json_decref(root);
	malloc_trim(0);		/* the tree took megabytes and has gone; so should they */
	for (; !all->count && *from_icu; from_icu++)
		add_name(all, *from_icu, NULL, NULL);
	close_list(all);
}

static struct names *the_languages(void)
{
	load(&languages, ISO_DIR "iso_639-3.json", "639-3", add_language, uloc_getISOLanguages());
	return &languages;
}

static struct names *the_countries(void)
{
	load(&countries, ISO_DIR "iso_3166-1.json", "3166-1", add_country, uloc_getISOCountries());
	return &countries;
}

static const struct name *listed(const struct names *all, const char *code)
{
	struct name key = { code, NULL, NULL };

	return bsearch(&key, all->name, all->count, sizeof(key), by_code);
}

/* By code in any case, or by the other code. */
static const struct name *by_any_code(const struct names *all, const char *typed, bool upper)
{
	char code[4] = "";
	const struct name *found;
	size_t i, len = strlen(typed);

	if (len < 2 || len > 3)
		return NULL;
	for (i = 0; i < len; i++)
		code[i] = (char)(upper ? toupper((unsigned char)typed[i]) : tolower((unsigned char)typed[i]));
	found = listed(all, code);
	for (i = 0; !found && i < all->count; i++)
		if (all->name[i].alias && strcmp(all->name[i].alias, code) == 0)
			found = &all->name[i];
	return found;
}

static ULocaleDisplayNames *display_names(void)
{
	static ULocaleDisplayNames *names;
	static unsigned generation;
	UDisplayContext contexts[] = { UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU, UDISPCTX_STANDARD_NAMES };
	UErrorCode status = U_ZERO_ERROR;

	if (names && generation == msg_generation())
		return names;
	if (names)
		uldn_close(names);
	names = uldn_openForContext(icu_locale(), contexts, (int32_t)ARRAY_LEN(contexts), &status);
	if (U_FAILURE(status))
		BUG("ICU has no names");
	generation = msg_generation();
	return names;
}

typedef int32_t display_fn(const ULocaleDisplayNames *, const char *, UChar *, int32_t, UErrorCode *);

/* False when ICU gives back no more than the code. */
static bool from_icu(struct str *out, display_fn *display, const char *code)
{
	UErrorCode status = U_ZERO_ERROR;
	struct str name = STR_INIT;
	UChar buf[128];
	int32_t len = display(display_names(), code, buf, (int32_t)ARRAY_LEN(buf), &status);
	bool known;

	if (U_FAILURE(status))
		return false;
	icu_to_utf8(&name, buf, len);
	known = name.len && strcasecmp(str_get(&name), code) != 0;
	if (known)
		str_add(out, str_get(&name));
	str_free(&name);
	return known;
}

static void show_name(struct str *out, const struct names *all, const char *code)
{
	const struct name *n = listed(all, code);

	str_add(out, n && n->english ? msg_foreign(all->domain, n->english) : code);
}

void text_language_name(struct str *out, const char *iso639)
{
	if (strlen(iso639) > 8 || !from_icu(out, uldn_languageDisplayName, iso639))
		show_name(out, the_languages(), iso639);
}

void text_country_name(struct str *out, const char *iso3166)
{
	if (strlen(iso3166) > 8 || !from_icu(out, uldn_regionDisplayName, iso3166))
		show_name(out, the_countries(), iso3166);
}

void text_script_name(struct str *out, unsigned character)
{
	UErrorCode error = U_ZERO_ERROR;
	UScriptCode script = uscript_getScript((UChar32)character, &error);
	UChar name[80];
	char locale[16];
	int32_t len;

	if (U_FAILURE(error) || script == USCRIPT_COMMON || script == USCRIPT_INHERITED || script == USCRIPT_UNKNOWN)
		return;
	snprintf(locale, sizeof locale, "und_%s", uscript_getShortName(script));
	len = uloc_getDisplayScript(locale, icu_locale(), name, ARRAY_LEN(name), &error);
	if (U_SUCCESS(error))
		icu_to_utf8(out, name, len < (int32_t)ARRAY_LEN(name) ? len : (int32_t)ARRAY_LEN(name));
}

bool text_is_language(const char *iso639)
{
	return listed(the_languages(), iso639) != NULL;
}

bool text_is_country(const char *iso3166)
{
	return listed(the_countries(), iso3166) != NULL;
}

const char *const *text_languages(size_t *count)
{
	*count = the_languages()->count;
	return languages.code;
}

const char *const *text_countries(size_t *count)
{
	*count = the_countries()->count;
	return countries.code;
}

static int by_folded(const void *a, const void *b)
{
	return strcmp(((const struct found_name *)a)->folded, ((const struct found_name *)b)->folded);
}

static void add_to_index(struct names *all, const char *name, const char *code)
{
	struct str folded = STR_INIT;

	text_fold(&folded, name);
	all->index[all->n_index].code = code;
	all->index[all->n_index++].folded = str_take(&folded);
}

/* Names in the chosen language and in English, once a language and only when a name is typed. */
static void make_index(struct names *all, void (*name_of)(struct str *, const char *))
{
	struct str name = STR_INIT;
	size_t i;

	if (all->generation == msg_generation())
		return;
	for (i = 0; i < all->n_index; i++)
		free(all->index[i].folded);
	all->n_index = 0;
	all->index = mem_resize(all->index, all->count * 2 + 1, sizeof(*all->index));
	for (i = 0; i < all->count; i++) {
		str_clear(&name);
		name_of(&name, all->name[i].code);
		add_to_index(all, str_get(&name), all->name[i].code);
		if (all->name[i].english)
			add_to_index(all, all->name[i].english, all->name[i].code);
	}
	qsort(all->index, all->n_index, sizeof(*all->index), by_folded);
	str_free(&name);
	all->generation = msg_generation();
}

static const char *find(struct names *all, const char *typed, bool upper, void (*name_of)(struct str *, const char *))
{
	struct str tidy = STR_INIT, folded = STR_INIT;
	const struct name *code;
	struct found_name key, *hit = NULL;

	text_tidy(&tidy, typed, false);
	code = by_any_code(all, str_get(&tidy), upper);
	if (!code && tidy.len) {
		make_index(all, name_of);
		text_fold(&folded, str_get(&tidy));
		key.folded = folded.s;
		hit = bsearch(&key, all->index, all->n_index, sizeof(key), by_folded);
	}
	str_free(&tidy);
	str_free(&folded);
	return code ? code->code : hit ? hit->code : NULL;
}

const char *text_language_find(const char *typed)
{
	return find(the_languages(), typed, false, text_language_name);
}

const char *text_country_find(const char *typed)
{
	return find(the_countries(), typed, true, text_country_name);
}
