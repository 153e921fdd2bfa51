/* SPDX-License-Identifier: EUPL-1.2 */
/* Packing: the keys of one person, made of values and written as one blob, and read back. */
#include "store/searchkeys.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

QUERY(field_code, "search.field_code", QUERY_INTERACTIVE, "SELECT code FROM search_field WHERE name = :name");
QUERY(field_add, "search.field_add", QUERY_INTERACTIVE, "INSERT INTO search_field(name) VALUES(:name)");
QUERY(person_keys, "search.person_keys", QUERY_INTERACTIVE, "SELECT keys FROM search_person WHERE rid = :rid");

/* As the migration gives them. */
static const char *const built_in[] = {
	"family_name", "given_name", "own_script", "used_name", "case_number", "phone", "email",
};
enum { FIELD_CODE_MOST = 63 };

static enum status code_of(struct store *store, const char *name, bool add, int *code, struct err *err)
{
	struct stmt *stmt;
	enum status st;

	for (size_t i = 0; i < ARRAY_LEN(built_in); i++)
		if (str_same(built_in[i], name)) {
			*code = (int)i;
			return ST_OK;
		}
	*code = -1;
	st = store_query(store, &field_code, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_text(stmt, ":name", name);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*code = (int)stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	if (st != ST_DONE || !add)
		return st == ST_DONE ? ST_OK : st;
	st = store_query(store, &field_add, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_text(stmt, ":name", name);
	st = stmt_run(stmt, err);
	*code = (int)store_last_rowid(store);
	return st;
}

enum status search_field_codes(struct store *store, const char *const *names, int n, int *codes,
			       struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; i < n && st == ST_OK; i++)
		st = code_of(store, names[i], false, &codes[i], err);
	return st;
}

void keys_cache_clear(struct keys_cache *cache)
{
	map_free(cache->known);
	free(cache->words);
	*cache = (struct keys_cache){ 0 };
}

static bool plain(const char *s)
{
	while (*s && (unsigned char)*s < 0x80)
		s++;
	return !*s;
}

static const struct name_words *words_of(struct keys_cache *cache, const char *text, struct name_words *room)
{
	int64_t *at;

	if (plain(text)) {
		*room = (struct name_words){ 0 };
		name_words(room, text);
		return room;
	}
	if (!cache->known)
		cache->known = map_new();
	at = map_at(cache->known, text, strlen(text));
	if (!*at) {
		if (cache->count == cache->room) {
			cache->room = cache->room ? cache->room * 2 : 8;
			cache->words = mem_resize(cache->words, cache->room, sizeof(*cache->words));
		}
		cache->words[cache->count] = (struct name_words){ 0 };
		name_words(&cache->words[cache->count], text);
		*at = (int64_t)++cache->count;
	}
	return &cache->words[*at - 1];
}

void keys_number(struct str *out, enum search_as as, const char *value)
{
	size_t from = out->len;

	str_addc(out, as == SEARCH_PHONE ? 'p' : as == SEARCH_EMAIL ? 'e' : 'c');
	/* People say a case number without the desk's two letters before it. */
	if (as == SEARCH_NUMBER && strlen(value) > 2 && value[2] == '-')
		value += 3;
	for (const char *s = value; *s; s++) {
		char c = *s >= 'A' && *s <= 'Z' ? (char)(*s - 'A' + 'a') : *s;
		bool digit = c >= '0' && c <= '9';

		if (as == SEARCH_PHONE ? digit : as == SEARCH_EMAIL ? c > ' ' : digit || (c >= 'a' && c <= 'z'))
			str_addc(out, c);
	}
	if (out->len == from + 1) {
		out->len = from;
		out->s[from] = '\0';
	}
	/* Phone numbers are told apart by their end; the country's code may be typed or not. */
	for (size_t i = from + 1, j = out->len; as == SEARCH_PHONE && i + 1 < j; i++) {
		char c = out->s[i];

		out->s[i] = out->s[--j];
		out->s[j] = c;
	}
}

static void add_entry(struct str *out, int code, enum search_as as, unsigned flags, const char *key, size_t len)
{
	if (len > 255)
		len = 255;
	str_addc(out, (char)code);
	str_addc(out, (char)((unsigned)as << 4 | flags));
	str_addc(out, (char)len);
	str_addn(out, key, len);
}

static void add_value(struct keys_cache *cache, const struct search_value *value, int code, struct str *out)
{
	struct name_words room;
	const struct name_words *words;
	struct str key = STR_INIT;

	if (value->as == SEARCH_NAME) {
		words = words_of(cache, value->value, &room);
		for (int i = 0; i < words->count; i++)
			add_entry(out, code, SEARCH_NAME, words->word[i].flags, words->word[i].s,
				strlen(words->word[i].s));
		return;
	}
	keys_number(&key, value->as, value->value);
	if (key.len)
		add_entry(out, code, value->as, 0, key.s, key.len);
	str_free(&key);
}

enum status keys_pack(struct store *store, struct keys_cache *cache, const struct search_value *values, int n,
	struct str *out, struct err *err)
{
	for (int i = 0; i < n; i++) {
		int code = -1;
		enum status st;

		if (str_empty(values[i].value))
			continue;
		st = code_of(store, values[i].field, true, &code, err);
		if (st != ST_OK)
			return st;
		if (code >= 0 && code <= FIELD_CODE_MOST)
			add_value(cache, &values[i], code, out);
	}
	return ST_OK;
}

void keys_unpack(struct search_keys *out, const char *packed, size_t len)
{
	size_t used = 0;

	out->count = 0;
	if (out->text_room < len) {
		out->text_room = len * 2;
		out->text = mem_resize(out->text, out->text_room, 1);
	}
	for (size_t at = 0; at + 3 <= len;) {
		size_t n = (unsigned char)packed[at + 2];
		unsigned how = (unsigned char)packed[at + 1];

		if (at + 3 + n > len)
			return;                     /* damaged; the check finds it */
		if (out->count == out->room) {
			out->room = out->room ? out->room * 2 : 16;
			out->key = mem_resize(out->key, (size_t)out->room, sizeof(*out->key));
		}
		out->key[out->count++] = (struct search_key){
			(unsigned char)packed[at], (enum search_as)(how >> 4), how & 15, out->text + used,
		};
		memcpy(out->text + used, packed + at + 3, n);
		out->text[used + n] = '\0';
		used += n + 1;
		at += 3 + n;
	}
}

enum status keys_read(struct store *store, int64_t rid, struct str *out, struct err *err)
{
	struct stmt *stmt;
	const char *packed;
	size_t len;
	enum status st = store_query(store, &person_keys, &stmt, err);

	str_clear(out);
	if (st != ST_OK)
		return st;
	stmt_int(stmt, ":rid", rid);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		packed = stmt_get_blob(stmt, 0, &len);
		str_addn(out, packed, len);
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status search_keys_of(struct store *store, int64_t rid, struct search_keys *out, struct err *err)
{
	struct stmt *stmt;
	const char *packed;
	size_t len;
	enum status st = store_query(store, &person_keys, &stmt, err);

	out->count = 0;
	if (st != ST_OK)
		return st;
	stmt_int(stmt, ":rid", rid);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		packed = stmt_get_blob(stmt, 0, &len);
		keys_unpack(out, packed, len);
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_NOTFOUND : st;
}

void search_keys_free(struct search_keys *keys)
{
	free(keys->key);
	free(keys->text);
	*keys = (struct search_keys){ 0 };
}

static int64_t hash_without(const char *s, size_t left_out)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; s[i]; i++)
		if (i != left_out)
			h = (h ^ (unsigned char)s[i]) * 16777619u;
	return h;
}

int keys_near(const char *latin, int64_t near[KEYS_NEAR_MAX])
{
	size_t len = strlen(latin);
	int n = 0;

	near[n++] = hash_without(latin, len);
	for (size_t i = 0; i < len && len > 2; i++)
		if (!i || latin[i] != latin[i - 1])
			near[n++] = hash_without(latin, i);
	return n;
}
