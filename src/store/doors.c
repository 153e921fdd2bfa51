/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which door a table is written through.  While a statement is prepared the vault
 * shows every write it holds; the doors it needs are kept with the statement and
 * compared with the open ones when it is stepped.  What no door may do (changing or
 * deleting an entry of the journal) is refused outright.
 */
#include "config.h"

#include "base/mem.h"
#include "base/str.h"
#include "store/inside.h"

static const struct { const char *table; unsigned insert, update, delete; } rules[] = {
	/* 0: no door at all */
	{ "journal", DOOR_JOURNAL, 0, 0 },
	{ "journal_value", DOOR_JOURNAL, 0, DOOR_ERASE },
	{ "setting", DOOR_SETTING, DOOR_SETTING, DOOR_SETTING },
	{ "draft", DOOR_DRAFT, DOOR_DRAFT, DOOR_DRAFT },
	{ "act", DOOR_TRAIL, DOOR_ERASE, 0 },
	{ "look", DOOR_TRAIL, DOOR_ERASE, DOOR_ERASE },
	{ "backup", DOOR_BACKUP, DOOR_BACKUP, 0 },
	{ "sealed", DOOR_SEALED, DOOR_SEALED, DOOR_SEALED },
	{ "sealed_key", DOOR_SEALED, DOOR_SEALED, DOOR_SEALED },
	{ "hold", DOOR_SEALED, DOOR_SEALED, DOOR_SEALED },
	{ "sight", DOOR_GRANT, DOOR_GRANT, DOOR_ERASE },
	{ "tombstone", DOOR_ERASE, 0, 0 },
	{ "tombstone_key", DOOR_ERASE, 0, 0 },
	{ "erasure", DOOR_ERASE, 0, 0 },
	{ "retention_offer", DOOR_ERASE, 0, DOOR_ERASE },
	{ "past_count", DOOR_ERASE, DOOR_ERASE, 0 },
	{ "user", DOOR_USERS, DOOR_USERS, 0 },
	{ "released", DOOR_LEDGER, 0, 0 },
	{ "released_key", DOOR_LEDGER, 0, 0 },
	{ "released_cell", DOOR_LEDGER, 0, 0 },
	{ "released_sum", DOOR_LEDGER, 0, 0 },
	{ "document_copy", DOOR_COPY, 0, DOOR_COPY },
};

static unsigned door_of(enum vault_write what, const char *table)
{
	if (what == VAULT_SCHEMA)
		return DOOR_SCHEMA;
	for (size_t i = 0; i < ARRAY_LEN(rules); i++) {
		if (!str_same(rules[i].table, table))
			continue;
		return what == VAULT_INSERT ? rules[i].insert : what == VAULT_UPDATE ? rules[i].update : rules[i].delete;
	}
	return DOOR_CHANGE;
}

static bool note_write(void *ctx, enum vault_write what, const char *table)
{
	struct store *store = ctx;
	unsigned door = door_of(what, table);

	store->needs |= door;
	/* Migrations may rebuild any table. */
	return door || store->doors & DOOR_SCHEMA;
}

void doors_guard(struct store *store)
{
	vault_guard(store->vault, note_write, store);
}

unsigned store_enter(struct store *store, unsigned doors)
{
	unsigned was = store->doors;

	store->doors |= doors;
	return was;
}

void store_leave(struct store *store, unsigned was)
{
	store->doors = was;
}
