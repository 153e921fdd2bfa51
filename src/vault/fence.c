/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The fence around every statement: no other file can be attached (nor the file
 * written elsewhere in plain), no setting that the vault made can be unmade, and
 * each write is shown to the guard.
 */
#include "config.h"

#include "base/mem.h"
#include "base/str.h"
#include "vault/inside.h"

/* Pragmas that only look, or that change nothing beyond this connection's speed. */
static const char *const harmless[] = {
	"data_version", "integrity_check", "quick_check", "foreign_key_check", "table_info", "table_xinfo",
	"table_list", "index_list", "index_info", "index_xinfo", "foreign_key_list", "page_count", "freelist_count",
	"cache_size", "wal_checkpoint", "shrink_memory",
};
/* These may be read, not set. */
static const char *const readable[] = {
	"application_id", "user_version", "schema_version", "journal_mode", "synchronous", "foreign_keys",
	"secure_delete", "mmap_size", "temp_store", "page_size", "busy_timeout",
};

static bool among(const char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (!sqlite3_stricmp(names[i], name))
			return true;
	return false;
}

static int ask(const struct vault *vault, enum vault_write what, const char *table)
{
	return !vault->guard || vault->guard(vault->guard_ctx, what, table) ? SQLITE_OK : SQLITE_DENY;
}

static int pragma(const struct vault *vault, const char *name, const char *value)
{
	if (vault->setting || among(harmless, ARRAY_LEN(harmless), name))
		return SQLITE_OK;
	if (value && !sqlite3_stricmp(name, "user_version"))
		return ask(vault, VAULT_SCHEMA, "sqlite_schema");
	return !value && among(readable, ARRAY_LEN(readable), name) ? SQLITE_OK : SQLITE_DENY;
}

static int write_row(const struct vault *vault, enum vault_write what, const char *table, const char *base)
{
	if (base && str_same(base, "temp"))
		return SQLITE_OK;
	if (str_same(table, "sqlite_master") || str_same(table, "sqlite_schema"))
		return ask(vault, VAULT_SCHEMA, "sqlite_schema");
	return ask(vault, what, table);
}

static int authorize(void *ctx, int action, const char *first, const char *second, const char *base,
	const char *trigger)
{
	const struct vault *vault = ctx;

	(void)trigger;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_TRANSACTION:
	case SQLITE_SAVEPOINT:
	case SQLITE_RECURSIVE:
	case SQLITE_CREATE_TEMP_TABLE:
	case SQLITE_CREATE_TEMP_INDEX:
	case SQLITE_DROP_TEMP_TABLE:
	case SQLITE_DROP_TEMP_INDEX:
		return SQLITE_OK;
	case SQLITE_FUNCTION:
		return str_same(second, "load_extension") ? SQLITE_DENY : SQLITE_OK;
	case SQLITE_PRAGMA:
		return pragma(vault, first, second);
	case SQLITE_INSERT:
		return write_row(vault, VAULT_INSERT, first, base);
	case SQLITE_UPDATE:
		return write_row(vault, VAULT_UPDATE, first, base);
	case SQLITE_DELETE:
		return write_row(vault, VAULT_DELETE, first, base);
	case SQLITE_ATTACH:
	case SQLITE_DETACH:
		return SQLITE_DENY;
	default:
		return ask(vault, VAULT_SCHEMA, "sqlite_schema");
	}
}

void fence_raise(struct vault *vault)
{
	sqlite3_set_authorizer(vault->db, authorize, vault);
}

void vault_guard(struct vault *vault, vault_guard_fn *guard, void *ctx)
{
	vault->guard = guard;
	vault->guard_ctx = ctx;
}
