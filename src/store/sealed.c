/* SPDX-License-Identifier: EUPL-1.2 */
/* A sealed file while it is open: a store in memory, kept in a row of the town's file; see sealed.h. */
#include "config.h"

#include "store/sealed.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/rng.h"
#include "base/secret.h"
#include "base/str.h"
#include "store/inside.h"
#include "vault/box.h"
#include "vault/memory.h"

#define STEP 65536              /* contents grow by so many bytes at a time: their length tells little */
#define LENGTH_BYTES 8

QUERY(read_rev, "sealed.rev", QUERY_INTERACTIVE, "SELECT rev FROM sealed WHERE id = :id");
QUERY(read_content, "sealed.content", QUERY_INTERACTIVE, "SELECT rev, content FROM sealed WHERE id = :id");
QUERY(read_box, "sealed.box", QUERY_INTERACTIVE, "SELECT box FROM sealed_key WHERE sealed = :sealed AND user = :user");
QUERY(write_content, "sealed.write", QUERY_INTERACTIVE,
	"INSERT INTO sealed(id, rev, people, content) VALUES(:id, :rev, :people, :content)"
	" ON CONFLICT(id) DO UPDATE SET rev = excluded.rev, people = excluded.people, content = excluded.content");
QUERY(write_box, "sealed.give", QUERY_INTERACTIVE,
	"INSERT INTO sealed_key(sealed, user, box) VALUES(:sealed, :user, :box)");
QUERY(drop_boxes, "sealed.drop_boxes", QUERY_INTERACTIVE, "DELETE FROM sealed_key WHERE sealed = :sealed");
QUERY(drop_content, "sealed.drop", QUERY_INTERACTIVE, "DELETE FROM sealed WHERE id = :id");
QUERY(key_of_user, "sealed.key_of_user", QUERY_INTERACTIVE,
	"SELECT public_key FROM user WHERE id = :id AND removed IS NULL AND fresh = 0");

struct sealed {
	struct id id, user;
	struct store *town, *inside;
	const struct sealed_host *host;
	struct secret *key;
	int64_t rev;                  /* of the content in memory; 0: not in the file yet */
	int64_t town_version;         /* as last looked at */
	unsigned loads;
	bool within;                  /* a transaction of the town's is open for this one */
	struct id *helper;            /* of a new one */
	int helpers;
	struct store_outer outer;
};

static struct id random_id(void)
{
	struct id id;

	rng_bytes(id.b, sizeof(id.b));
	id.b[6] = (uint8_t)((id.b[6] & 0x0f) | 0x40);
	id.b[8] = (uint8_t)((id.b[8] & 0x3f) | 0x80);
	return id;
}

static enum status one_number(struct stmt *stmt, int64_t *out, struct err *err)
{
	enum status st = stmt_step(stmt, err);

	*out = st == ST_OK ? stmt_get_int(stmt, 0) : 0;
	stmt_reset(stmt);
	return st;
}

static enum status no_helper(struct err *err)
{
	return err_set(err, ST_DENIED, _("This sealed file is not open to you: you are not among its helpers. Nothing was "
		"changed; one of its helpers can add you."));
}

/* The content's key, out of this user's box. */
static enum status take_key(struct sealed *s, struct err *err)
{
	struct stmt *stmt;
	size_t len = 0;
	const void *box;
	enum status st = store_query(s->town, &read_box, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "sealed", s->id);
	stmt_id(stmt, "user", s->user);
	st = stmt_step(stmt, err);
	if (st == ST_DONE)
		return no_helper(err);
	if (st != ST_OK)
		return st;
	box = stmt_get_blob(stmt, 0, &len);
	if (len != BOX_KEY + BOX_EXTRA || vault_unbox(s->town->vault, box, len, secret_bytes(s->key), NULL) != ST_OK)
		st = no_helper(err);
	stmt_reset(stmt);
	return st;
}

static enum status damaged(struct err *err)
{
	return err_set(err, ST_CORRUPT, _("A sealed file is damaged: it does not open with its key. It was left as it is; "
		"please go back to a backup that holds it."));
}

/* Length, image, nothing. */
static enum status load_plain(struct sealed *s, const uint8_t *plain, size_t len, struct err *err)
{
	uint64_t image = 0;

	for (int i = 0; len >= LENGTH_BYTES && i < LENGTH_BYTES; i++)
		image |= (uint64_t)plain[i] << 8 * i;
	if (len < LENGTH_BYTES || image > len - LENGTH_BYTES)
		return damaged(err);
	return vault_memory_load(s->inside->vault, plain + LENGTH_BYTES, image, err);
}

static enum status open_content(struct sealed *s, const uint8_t *content, size_t len, int64_t rev, struct err *err)
{
	struct secret *plain = len > BOX_CONTENT_EXTRA ? secret_new(len - BOX_CONTENT_EXTRA) : NULL;
	enum status st;

	if (!plain || !box_content_open(secret_bytes(plain), content, len, secret_bytes(s->key), s->id.b, rev))
		st = damaged(err);
	else
		st = load_plain(s, secret_bytes(plain), secret_len(plain), err);
	secret_free(plain);
	return st;
}

/* Reads the row as it stands now. */
static enum status load(struct sealed *s, struct err *err)
{
	struct stmt *stmt;
	const void *content;
	size_t len;
	int64_t rev;
	enum status st = take_key(s, err);

	if (st == ST_OK)
		st = store_query(s->town, &read_content, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", s->id);
	st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st == ST_DONE ? no_helper(err) : st;
	rev = stmt_get_int(stmt, 0);
	content = stmt_get_blob(stmt, 1, &len);
	st = open_content(s, content, len, rev, err);
	stmt_reset(stmt);
	if (st == ST_OK) {
		s->rev = rev;
		s->loads++;
		s->inside->end.known = false;
	}
	return st;
}

/* Another helper may have saved: then theirs is what stands in memory from now on. */
static enum status refresh(struct sealed *s, struct err *err)
{
	struct stmt *stmt;
	int64_t rev;
	enum status st;

	if (s->rev == 0)
		return ST_OK;
	st = store_query(s->town, &read_rev, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", s->id);
	st = one_number(stmt, &rev, err);
	if (st != ST_OK)
		return st == ST_DONE ? no_helper(err) : st;
	return rev == s->rev ? ST_OK : load(s, err);
}

static enum status outer_begin(void *ctx, struct err *err)
{
	struct sealed *s = ctx;
	enum status st = store_begin(s->town, err);

	if (st != ST_OK)
		return st;
	st = refresh(s, err);
	if (st != ST_OK)
		store_rollback(s->town);
	s->within = st == ST_OK;
	return st;
}

static void outer_drop(void *ctx)
{
	struct sealed *s = ctx;

	if (s->within)
		store_rollback(s->town);
	s->within = false;
}

static int64_t outer_version(void *ctx)
{
	struct sealed *s = ctx;
	int64_t version = store_data_version(s->town);

	if (version != s->town_version && !s->within)
		(void)refresh(s, NULL);
	s->town_version = version;
	return s->loads;
}

static enum status public_key_of(struct store *town, struct id user, uint8_t key[BOX_PUBLIC], struct err *err)
{
	struct stmt *stmt;
	const void *bytes = NULL;
	size_t len = 0;
	enum status st = store_query(town, &key_of_user, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", user);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		bytes = stmt_get_blob(stmt, 0, &len);
	if (bytes && len == BOX_PUBLIC && !sodium_is_zero(bytes, len))
		memcpy(key, bytes, BOX_PUBLIC);
	else if (st == ST_OK || st == ST_DONE)
		st = err_set(err, ST_INVALID, _("One of the helpers has no key of their own yet. Nothing was changed; once they "
			"have opened the file with their own passphrase they can help."));
	stmt_reset(stmt);
	return st;
}

static enum status give_one(struct sealed *s, struct id helper, struct err *err)
{
	uint8_t public_key[BOX_PUBLIC], box[BOX_KEY + BOX_EXTRA];
	struct stmt *stmt;
	enum status st = public_key_of(s->town, helper, public_key, err);

	if (st == ST_OK && !box_seal(box, secret_bytes(s->key), BOX_KEY, public_key))
		st = err_set(err, ST_CORRUPT, _("The key of one of the helpers is damaged. Nothing was changed."));
	if (st == ST_OK)
		st = store_query(s->town, &write_box, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "sealed", s->id);
	stmt_id(stmt, "user", helper);
	stmt_blob(stmt, "box", box, sizeof(box));
	return stmt_run(stmt, err);
}

static enum status give_all(struct sealed *s, const struct id *helper, int helpers, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(s->town, &drop_boxes, &stmt, err);

	if (st == ST_OK) {
		stmt_id(stmt, "sealed", s->id);
		st = stmt_run(stmt, err);
	}
	for (int i = 0; st == ST_OK && i < helpers; i++)
		st = give_one(s, helper[i], err);
	return st;
}

/* The image in plain, its length before it, zeros up to the next step; NULL where SQLite gave none. */
static struct secret *plain_image(struct sealed *s, struct err *err)
{
	struct secret *plain;
	void *image;
	size_t len, padded;
	uint8_t *at;

	if (vault_image(s->inside->vault, &image, &len, err) != ST_OK)
		return NULL;
	padded = (len + LENGTH_BYTES + STEP - 1) / STEP * STEP;
	plain = secret_new(padded);
	at = secret_bytes(plain);
	for (int i = 0; i < LENGTH_BYTES; i++)
		at[i] = (uint8_t)((uint64_t)len >> 8 * i);
	memcpy(at + LENGTH_BYTES, image, len);
	vault_image_free(image, len);
	return plain;
}

static enum status write_image(struct sealed *s, int people, struct err *err)
{
	struct secret *plain = plain_image(s, err);
	struct stmt *stmt;
	uint8_t *content;
	size_t len;
	enum status st;

	if (!plain)
		return err ? err->status : ST_IO;
	len = secret_len(plain) + BOX_CONTENT_EXTRA;
	content = mem_alloc(len);
	box_content_seal(content, secret_bytes(plain), secret_len(plain), secret_bytes(s->key), s->id.b, s->rev + 1);
	secret_free(plain);
	st = store_query(s->town, &write_content, &stmt, err);
	if (st == ST_OK) {
		stmt_id(stmt, "id", s->id);
		stmt_int(stmt, "rev", s->rev + 1);
		stmt_int(stmt, "people", people);
		stmt_blob(stmt, "content", content, len);
		st = stmt_run(stmt, err);
	}
	free(content);
	return st;
}

static enum status write_row(struct sealed *s, int people, struct err *err)
{
	unsigned was = store_enter(s->town, DOOR_SEALED);
	enum status st = write_image(s, people, err);

	if (st == ST_OK && s->rev == 0)
		st = give_all(s, s->helper, s->helpers, err);
	store_leave(s->town, was);
	return st;
}

/* All that can fail happens here; what follows is memory. */
static enum status outer_keep(void *ctx, struct err *err)
{
	struct sealed *s = ctx;
	int people = 0;
	enum status st = s->host->keep(s->host->ctx, s->town, s->inside, &people, err);
	bool empty = s->rev == 0 && people == 0;

	/* A new one that holds nobody yet is not kept: it would stay behind where the sealing is broken off. */
	if (st == ST_OK && !empty)
		st = write_row(s, people, err);
	if (st == ST_OK) {
		s->within = false;
		st = store_commit(s->town, err);
	}
	if (st == ST_OK && !empty)
		s->rev++;
	return st;
}

static enum status inside_new(struct sealed *s, struct err *err)
{
	struct store *inside = mem_alloc(sizeof(*inside));
	enum status st;

	err_clear(&inside->broken);
	s->inside = inside;
	s->outer = (struct store_outer){ outer_begin, outer_keep, outer_drop, outer_version, s, s->town, s->host->shared };
	st = vault_memory(s->town->vault, &inside->vault, err);
	if (st == ST_OK)
		inside->db = vault_db(inside->vault);
	return st;
}

/* With its content in: brought up to date, the town's tables beside it, the fence around it. */
static enum status inside_ready(struct sealed *s, struct err *err)
{
	enum status st = migrate_memory(s->inside, err);

	if (st == ST_OK)
		st = vault_memory_share(s->inside->vault, s->town->vault, s->host->shared, err);
	if (st == ST_OK) {
		doors_guard(s->inside);
		s->inside->outer = &s->outer;
	}
	return st;
}

static struct sealed *begin(struct store *town, const struct sealed_host *host)
{
	struct sealed *s = mem_alloc(sizeof(*s));

	s->town = town;
	s->host = host;
	s->key = secret_new(BOX_KEY);
	return s;
}

/* The desk's code is the town's; the row of case numbers begins where the town's own will not come in a lifetime, so
 * that neither a number given twice nor one left out tells of a sealed file. */
static enum status first_settings(struct sealed *s, struct err *err)
{
	static const char *const keys[] = { SETTING_DESK, SETTING_DESK_KEY, SETTING_MUNICIPALITY,
		SETTING_LETTERS_BESIDE, SETTING_SORT_LANGUAGE };
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < ARRAY_LEN(keys); i++) {
		char *value = NULL;

		st = setting_get(s->town, keys[i], &value, err);
		if (st == ST_OK)
			st = setting_set(s->inside, keys[i], value, err);
		free(value);
	}
	return st;
}

QUERY(begin_row, "sealed.begin_row", QUERY_INTERACTIVE, "UPDATE case_counter SET next = :next WHERE one = 1");

static enum status first_number(struct sealed *s, struct err *err)
{
	unsigned was = store_enter(s->inside, DOOR_CHANGE);
	struct stmt *stmt;
	enum status st = store_query(s->inside, &begin_row, &stmt, err);

	if (st == ST_OK) {
		stmt_int(stmt, "next", 50000000 + (int64_t)rng_below(49000000));
		st = stmt_run(stmt, err);
	}
	store_leave(s->inside, was);
	return st;
}

/* Before it is joined to the town: nothing of this is written there yet. */
static enum status fill(struct sealed *s, struct err *err)
{
	const struct store_outer *outer = s->inside->outer;
	enum status st;

	s->inside->outer = NULL;
	st = first_settings(s, err);
	if (st == ST_OK)
		st = first_number(s, err);
	s->inside->outer = outer;
	return st;
}

enum status sealed_new(struct store *town, struct id user, const struct id *helper, int helpers, const struct sealed_host *host,
	struct sealed **out, struct err *err)
{
	struct sealed *s;
	enum status st = ST_OK;
	uint8_t key[BOX_PUBLIC];

	*out = NULL;
	if (helpers < 1)
		return err_set(err, ST_INVALID, _("A sealed file needs at least one helper. Nothing was changed."));
	for (int i = 0; st == ST_OK && i < helpers; i++)
		st = public_key_of(town, helper[i], key, err);
	if (st != ST_OK)
		return st;
	s = begin(town, host);
	s->id = random_id();
	s->user = user;
	rng_bytes(secret_bytes(s->key), BOX_KEY);
	s->helper = mem_array((size_t)helpers, sizeof(*s->helper));
	memcpy(s->helper, helper, (size_t)helpers * sizeof(*helper));
	s->helpers = helpers;
	st = inside_new(s, err);
	if (st == ST_OK)
		st = migrate_new(s->inside->db, migrate_latest(), err);
	if (st == ST_OK)
		st = inside_ready(s, err);
	if (st == ST_OK)
		st = fill(s, err);
	if (st == ST_OK)
		*out = s;
	else
		sealed_close(s);
	return st;
}

enum status sealed_open(struct store *town, struct id sealed, struct id user, const struct sealed_host *host,
	struct sealed **out, struct err *err)
{
	struct sealed *s = begin(town, host);
	enum status st;

	*out = NULL;
	s->id = sealed;
	s->user = user;
	st = inside_new(s, err);
	if (st == ST_OK)
		st = load(s, err);
	if (st == ST_OK)
		st = inside_ready(s, err);
	if (st == ST_OK)
		*out = s;
	else
		sealed_close(s);
	return st;
}

void sealed_close(struct sealed *sealed)
{
	if (!sealed)
		return;
	store_close(sealed->inside);
	secret_free(sealed->key);
	free(sealed->helper);
	free(sealed);
}

struct store *sealed_store(struct sealed *sealed)
{
	return sealed->inside;
}

struct id sealed_id(const struct sealed *sealed)
{
	return sealed->id;
}

/* Within both transactions. */
static enum status give_anew(struct sealed *s, const struct id *helper, int helpers, struct err *err)
{
	unsigned was = store_enter(s->town, DOOR_SEALED);
	enum status st;

	rng_bytes(secret_bytes(s->key), BOX_KEY);
	st = give_all(s, helper, helpers, err);
	store_leave(s->town, was);
	return st;
}

enum status sealed_give(struct sealed *sealed, const struct id *helper, int helpers, struct err *err)
{
	enum status st;

	if (helpers < 1)
		return err_set(err, ST_INVALID, _("A sealed file needs at least one helper. Nothing was changed."));
	st = store_begin(sealed->inside, err);
	if (st != ST_OK)
		return st;
	st = give_anew(sealed, helper, helpers, err);
	if (st == ST_OK)
		st = store_commit(sealed->inside, err);
	else
		store_rollback(sealed->inside);
	/* The file's key is still the one before: it is read again, with the content, before anything is written. */
	if (st != ST_OK && sealed->rev)
		sealed->rev = -1;
	return st;
}

static enum status run_for(struct store *town, const struct query *query, const char *name, struct id id, struct err *err)
{
	unsigned was = store_enter(town, DOOR_SEALED);
	struct stmt *stmt;
	enum status st = store_query(town, query, &stmt, err);

	if (st == ST_OK) {
		stmt_id(stmt, name, id);
		st = stmt_run(stmt, err);
	}
	store_leave(town, was);
	return st;
}

enum status sealed_remove(struct sealed *sealed, struct err *err)
{
	enum status st = run_for(sealed->town, &drop_boxes, "sealed", sealed->id, err);

	return st == ST_OK ? run_for(sealed->town, &drop_content, "id", sealed->id, err) : st;
}
