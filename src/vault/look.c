/* SPDX-License-Identifier: EUPL-1.2 */
/* What a file tells from outside, and the slots and personal keys of an open one. */
#include "config.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "vault/inside.h"
#include "vault/shim_file.h"

_Static_assert(VAULT_SLOTS == HEADER_SLOTS && VAULT_KEY == CIPHER_KEY, "as the header has them");
_Static_assert(VAULT_BOX_EXTRA == crypto_box_SEALBYTES, "a sealed box");

int below_open(const char *path, sqlite3_file **out, sqlite3_filename *name)
{
	sqlite3_vfs *below;
	int rc = shim_start();

	*out = NULL;
	*name = NULL;
	if (rc != SQLITE_OK)
		return rc;
	below = shim_below();
	*name = sqlite3_create_filename(path, "", "", 0, NULL);
	if (!*name)
		return SQLITE_NOMEM;
	*out = mem_alloc((size_t)below->szOsFile);
	rc = below->xOpen(below, *name, *out, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, NULL);
	return rc;
}

void below_close(sqlite3_file *file, sqlite3_filename name)
{
	if (file && file->pMethods)
		file->pMethods->xClose(file);
	free(file);
	if (name)
		sqlite3_free_filename(name);
}

static enum status look(sqlite3_file *file, struct vault_look *out, struct err *err)
{
	struct header_copies *h = mem_alloc(sizeof(*h));
	uint32_t newer = 0;
	enum status st = ST_OK;

	if (keys_read_copies((struct shim_door){ file }, h, &newer) < 0) {
		out->plain = h->trouble == SQLITE_OK && header_is_plain(&h->copy[0]);
		st = out->plain ? ST_OK : keys_not_a_vault(h, newer, err);
	} else {
		header_looks_right(&h->copy[h->current], &out->format);
		out->demo = out->format >= HEADER_FORMAT && header_demo(&h->copy[h->current]);
		out->names = out->format >= HEADER_FORMAT && header_names(&h->copy[h->current]);
		out->wait = keys_wait(&h->copy[0]);
	}
	free(h);
	return st;
}

enum status vault_look(const char *path, struct vault_look *out, struct err *err)
{
	char *full = NULL;
	sqlite3_file *file = NULL;
	sqlite3_filename name = NULL;
	enum status st = place_resolve(path, false, &full, err);
	int rc;

	memset(out, 0, sizeof(*out));
	if (st != ST_OK)
		return st;
	rc = below_open(full, &file, &name);
	st = rc == SQLITE_OK ? look(file, out, err) : vault_fail(NULL, rc, err);
	below_close(file, name);
	free(full);
	return st;
}

int vault_slot(const struct vault *vault)
{
	return vault->keys.slot;
}

bool vault_asked_names(const struct vault *vault)
{
	return vault->keys.names;
}

bool vault_name_proved(const struct vault *vault)
{
	return vault->keys.named;
}

void vault_public_key(const struct vault *vault, uint8_t out[VAULT_KEY])
{
	memcpy(out, vault->keys.public_key, VAULT_KEY);
}

enum status vault_unbox(const struct vault *vault, const void *box, size_t len, void *out, struct err *err)
{
	if (vault->keys.personal && len >= VAULT_BOX_EXTRA &&
		crypto_box_seal_open(out, box, len, vault->keys.public_key, secret_bytes(vault->keys.personal)) == 0)
		return ST_OK;
	return err_set(err, ST_DENIED, _("This was sealed for somebody else. Nothing was changed; ask one of those it was "
		"sealed for."));
}

/* The slots of the file as this connection has it open. */
static enum status writable(const struct vault *vault, struct err *err)
{
	return vault->read_only ? vault_fail(NULL, SQLITE_READONLY, err) : ST_OK;
}

enum status vault_slot_give(struct vault *vault, const char *name, const struct secret *passphrase, const bool *taken,
	int *slot, uint8_t public_key[VAULT_KEY], struct err *err)
{
	enum status st = writable(vault, err);

	return st == ST_OK ? slots_give(shim_door_of(vault->db), &vault->keys, name, passphrase, taken, slot, public_key, err)
		: st;
}

enum status vault_slot_renew(struct vault *vault, int slot, const char *name, const struct secret *passphrase,
	struct err *err)
{
	enum status st = writable(vault, err);

	return st == ST_OK ? slots_renew(shim_door_of(vault->db), &vault->keys, slot, name, passphrase, err) : st;
}

enum status vault_slot_anew(struct vault *vault, const char *name, const struct secret *passphrase, const bool *taken,
	int *slot, struct err *err)
{
	enum status st = writable(vault, err);

	return st == ST_OK ? slots_anew(shim_door_of(vault->db), &vault->keys, name, passphrase, taken, slot, err) : st;
}

enum status vault_slot_second(struct vault *vault, const char *name, const struct secret *code, const bool *taken,
	int *slot, struct err *err)
{
	enum status st = writable(vault, err);

	*slot = -1;
	return st == ST_OK ? slots_second(shim_door_of(vault->db), &vault->keys, name, code, taken, slot, err) : st;
}

enum status vault_slot_take_away(struct vault *vault, int slot, struct err *err)
{
	enum status st = writable(vault, err);

	return st == ST_OK ? slots_take_away(shim_door_of(vault->db), &vault->keys, slot, err) : st;
}

enum status vault_ask_names(struct vault *vault, bool asked, struct err *err)
{
	enum status st = writable(vault, err);

	return st == ST_OK ? slots_ask_names(shim_door_of(vault->db), &vault->keys, asked, err) : st;
}
