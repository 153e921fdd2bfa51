/* SPDX-License-Identifier: EUPL-1.2 */
/* Trying the key slots with a passphrase. */
#include "vault/keys.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "base/text.h"
#include "vault/vault.h"

#define FREE_TRIES 3
#define LONGEST_DELAY 300
#define FLOOR_KIB 65536
#define FLOOR_PASSES 3
#define HIGHEST_KIB (1024 * 1024)   /* a header that asks for more was tampered with */
#define HIGHEST_PASSES 1000

unsigned keys_delay(uint32_t wrong_tries)
{
	unsigned delay = 1;

	if (wrong_tries <= FREE_TRIES)
		return 0;
	for (uint32_t i = FREE_TRIES; i < wrong_tries && delay < LONGEST_DELAY; i++)
		delay *= 2;
	return delay < LONGEST_DELAY ? delay : LONGEST_DELAY;
}

void keys_clear(struct keys *keys)
{
	secret_free(keys->data_key);
	secret_free(keys->previous);
	secret_free(keys->personal);
	memset(keys, 0, sizeof(*keys));
}

struct header_cost keys_cost_here(void)
{
	static const char probe[] = "how long does one pass take here?";
	uint8_t out[CIPHER_KEY], salt[crypto_pwhash_SALTBYTES] = { 0 };
	int64_t start = clock_ticks_ms(), took;
	uint32_t passes = FLOOR_PASSES;

	if (crypto_pwhash(out, sizeof out, probe, sizeof probe, salt, 1, (size_t)FLOOR_KIB * 1024,
		crypto_pwhash_ALG_ARGON2ID13) != 0)
		return (struct header_cost){ FLOOR_PASSES, FLOOR_KIB };
	took = clock_ticks_ms() - start;
	if (took > 0 && 500 / took > FLOOR_PASSES)
		passes = (uint32_t)(500 / took);
	return (struct header_cost){ passes, FLOOR_KIB };
}

enum { CODE_LEN = 35, CODE_STEP = 6 };

/* Into the form in which recovery codes are printed: five letters and digits, a dash, six times. False: is none. */
static bool recovery_code(const char *typed, size_t len, char out[CODE_LEN])
{
	if (len != CODE_LEN)
		return false;
	for (int i = 0; i < CODE_LEN; i++) {
		char c = typed[i];

		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (i % CODE_STEP == CODE_STEP - 1 ? c != '-' && c != ' ' : !(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z'))
			return false;
		out[i] = c == ' ' ? '-' : c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
	}
	return true;
}

bool keys_of_passphrase(const struct header *h, const char *name, const struct secret *passphrase,
	uint8_t key[CIPHER_KEY])
{
	struct secret *p = (struct secret *)passphrase; /* read only; secret_bytes() gives room to write */
	struct str folded = STR_INIT;
	char code[CODE_LEN];
	bool made;

	if (recovery_code(secret_bytes(p), secret_len(p), code)) {
		made = header_slot_key(h, "", code, sizeof(code), key);
	} else {
		text_fold(&folded, name ? name : "");
		made = header_slot_key(h, str_get(&folded), secret_bytes(p), secret_len(p), key);
	}
	sodium_memzero(code, sizeof(code));
	str_free(&folded);
	return made;
}

/* Usable: looks like ours, of a format that is known, with costs that were not tampered with, and not torn. */
static bool read_copy(struct shim_door door, struct header_copies *out, int number, uint32_t *format, bool *ours)
{
	struct header *h = &out->copy[number];
	struct header_cost cost;
	int rc = shim_header_read(door, h->bytes, HEADER_COPY, (sqlite3_int64)number * HEADER_COPY);

	*format = 0;
	if (rc != SQLITE_OK && rc != SQLITE_IOERR_SHORT_READ)
		out->trouble = rc;
	*ours = rc == SQLITE_OK && header_looks_right(h, format);
	cost = header_cost(h);
	return *ours && *format >= HEADER_FORMAT_OLD && *format <= HEADER_FORMAT && cost.kib <= HIGHEST_KIB &&
		cost.passes <= HIGHEST_PASSES && header_intact(h);
}

static int read_once(struct shim_door door, struct header_copies *out, uint32_t *newer)
{
	int found = KEYS_NONE;

	*newer = 0;
	out->trouble = SQLITE_OK;
	for (int i = 0; i < 2; i++) {
		uint32_t format;
		bool ours, usable = read_copy(door, out, i, &format, &ours);

		if (ours && format > HEADER_FORMAT && format > *newer)
			*newer = format;
		if (usable && (found < 0 || header_generation(&out->copy[i]) > header_generation(&out->copy[found])))
			found = i;
		else if (ours && found == KEYS_NONE)
			found = KEYS_TORN;
	}
	return *newer ? KEYS_NONE : found;
}

int keys_read_copies(struct shim_door door, struct header_copies *out, uint32_t *newer)
{
	/* Somebody may be writing at this moment: first one copy, then the other. */
	for (int i = 0; i < 3; i++) {
		out->current = read_once(door, out, newer);
		if (out->current != KEYS_TORN)
			break;
	}
	return out->current;
}

static void write_tries(const struct keys_attempt *a, struct shim_door door, struct header *first, uint32_t count)
{
	struct header_tries now = { count, count ? (uint64_t)clock_now_ms() : 0 };

	header_set_tries(first, now);
	if (a->read_only)
		return;
	/* Best effort: a medium that refuses this refuses all else as well. */
	if (shim_header_write(door, first->bytes + HEADER_TRIES_AT, HEADER_TRIES_LEN, HEADER_TRIES_AT) == SQLITE_OK)
		shim_header_sync(door);
}

static void note_try(const struct keys_attempt *a, struct shim_door door, struct header *first, uint32_t count)
{
	if (header_tries(first).count != count)
		write_tries(a, door, first, count);
}

/* The last try lies in time to come: the clock was set back since. The pause begins anew from now, lest it last for
 * years; where that cannot be written, tries are not counted either. */
static void settle_clock(const struct keys_attempt *a, struct shim_door door, struct header *first)
{
	struct header_tries tries = header_tries(first);

	if (tries.count && tries.last_ms > (uint64_t)clock_now_ms())
		write_tries(a, door, first, a->read_only ? 0 : tries.count);
}

unsigned keys_wait(const struct header *first)
{
	struct header_tries tries = header_tries(first);
	unsigned delay = keys_delay(tries.count);
	uint64_t now = (uint64_t)clock_now_ms(), passed = (now - tries.last_ms) / 1000;

	if (tries.last_ms > now)
		return delay;
	return passed >= delay ? 0 : delay - (unsigned)passed;
}

/* Format 1 has no checksum: a copy that was torn may look right and hold half of the slots, so that a passphrase it does
 * not know is tried on the other one as well; what was taken away stands in neither. */
static bool try_old(struct keys_attempt *a, const struct header_copies *h, struct slot_content *got)
{
	uint8_t key[CIPHER_KEY];
	bool opened = false, made = keys_of_passphrase(&h->copy[h->current], "", a->passphrase, key);

	for (int i = 0; i < 2 && made && !opened; i++) {
		const struct header *copy = &h->copy[i ^ h->current];

		opened = header_is_old(copy) && (a->keys->slot = header_old_try(copy, key, got)) >= 0 &&
			header_old_whole(copy, got->data_key);
	}
	sodium_memzero(key, sizeof(key));
	return opened;
}

/* The newest copy that is not torn is the answer: an older one may still hold a slot that was taken away, or a data key
 * that holds no longer. */
static bool try_slots(struct keys_attempt *a, const struct header_copies *h, struct slot_content *got)
{
	const struct header *current = &h->copy[h->current];
	const char *name = header_names(current) ? a->user : "";
	uint8_t key[CIPHER_KEY];
	bool opened;

	if (header_is_old(current))
		return try_old(a, h, got);
	opened = keys_of_passphrase(current, name, a->passphrase, key) &&
		(a->keys->slot = header_try(current, key, got)) >= 0 && header_whole(current, got->data_key);
	sodium_memzero(key, sizeof(key));
	return opened;
}

enum status keys_no_memory(struct err *err)
{
	return err_set(err, ST_IO, _("There is not enough memory for this. Nothing was changed; close other programs and "
		"try again."));
}

static int refuse(struct keys_attempt *a, struct shim_door door, struct header *first, bool names, unsigned wait)
{
	if (wait) {
		err_set(a->err, ST_DENIED, ngettext("After several wrong passphrases there is a pause. Try again in %u second.",
			"After several wrong passphrases there is a pause. Try again in %u seconds.", wait), wait);
		return SQLITE_NOTADB;
	}
	note_try(a, door, first, header_tries(first).count + 1);
	err_set(a->err, ST_DENIED, "%s", names ? _("This name and passphrase do not open the file. Nothing was changed; see "
		"whether the Caps Lock key is on, and try again.") : _("This passphrase does not open the file. Nothing was "
		"changed; see whether the Caps Lock key is on, and try again."));
	return SQLITE_NOTADB;
}

static struct secret *keep(const uint8_t key[CIPHER_KEY])
{
	struct secret *kept = secret_new(CIPHER_KEY);

	memcpy(secret_bytes(kept), key, CIPHER_KEY);
	return kept;
}

static bool is_code(const struct secret *passphrase)
{
	char code[CODE_LEN];
	bool is = recovery_code(secret_bytes((struct secret *)passphrase), secret_len(passphrase), code); /* read only */

	sodium_memzero(code, sizeof(code));
	return is;
}

static void accept(struct keys *keys, const struct header *h, struct slot_content *got, uint8_t data_key[CIPHER_KEY])
{
	uint8_t previous[CIPHER_KEY];

	memcpy(data_key, got->data_key, CIPHER_KEY);
	keys->data_key = keep(got->data_key);
	keys->names = !header_is_old(h) && header_names(h);
	if (!header_is_old(h)) {
		keys->personal = keep(got->personal);
		if (crypto_scalarmult_base(keys->public_key, got->personal) != 0)
			BUG("a personal key has no public half");
		if (header_previous(h, got->data_key, previous))
			keys->previous = keep(previous);
	}
	sodium_memzero(previous, sizeof(previous));
	sodium_memzero(got, sizeof(*got));
}

enum status keys_not_a_vault(const struct header_copies *copies, uint32_t newer, struct err *err)
{
	if (copies->trouble != SQLITE_OK)
		return vault_fail(NULL, copies->trouble, err);
	if (newer)
		return err_set(err, ST_NEWER, _("This file was written by a newer Foothold. Nothing was changed; use that version."));
	if (header_is_plain(&copies->copy[0]))
		return err_set(err, ST_CORRUPT, _("This file was made before Foothold encrypted its files. Nothing was changed; "
			"open it by itself once, with --db, and it is encrypted then."));
	return err_set(err, ST_CORRUPT, _("This is not a Foothold file, or its beginning is damaged. Nothing was changed; "
		"see whether you named the right file."));
}

static int still_holds(struct shim_door door, uint32_t key_number)
{
	struct header_copies *h = mem_alloc(sizeof(*h));
	uint32_t newer;
	bool same = keys_read_copies(door, h, &newer) >= 0 && header_key_number(&h->copy[h->current]) == key_number;

	free(h);
	return same ? SQLITE_OK : SQLITE_PROTOCOL;
}

int keys_unlock(void *attempt, struct shim_door door, uint8_t data_key[CIPHER_KEY])
{
	struct keys_attempt *a = attempt;
	struct header_copies *h = mem_alloc(sizeof(*h));
	struct slot_content got;
	uint32_t newer;
	unsigned wait;
	int rc = SQLITE_OK, found = keys_read_copies(door, h, &newer);

	if (found >= 0)
		settle_clock(a, door, &h->copy[0]);
	if (found < 0) {
		keys_not_a_vault(h, newer, a->err);
		rc = SQLITE_NOTADB;
	} else if ((wait = keys_wait(&h->copy[0])) > 0 || !try_slots(a, h, &got)) {
		rc = refuse(a, door, &h->copy[0], header_names(&h->copy[h->current]), wait);
	} else {
		note_try(a, door, &h->copy[0], 0);
		accept(a->keys, &h->copy[h->current], &got, data_key);
		a->keys->named = a->keys->names && !is_code(a->passphrase);
		shim_also(a->keys->previous ? secret_bytes(a->keys->previous) : NULL, still_holds,
			header_key_number(&h->copy[h->current]));
	}
	sodium_memzero(&got, sizeof(got));
	free(h);
	return rc;
}

enum status keys_new(struct header *h, struct header_cost cost, const char *name, const struct secret *passphrase,
	struct keys *keys, struct err *err)
{
	struct slot_content content;
	uint8_t key[CIPHER_KEY], data_key[CIPHER_KEY];

	header_new(h, cost);
	header_set_names(h, !str_empty(name));
	if (!keys_of_passphrase(h, name, passphrase, key))
		return keys_no_memory(err);
	randombytes_buf(&content, sizeof(content));
	header_put(h, 0, key, &content);
	header_seal(h, content.data_key);
	accept(keys, h, &content, data_key);
	sodium_memzero(key, sizeof(key));
	sodium_memzero(data_key, sizeof(data_key));
	return ST_OK;
}
