/* SPDX-License-Identifier: EUPL-1.2 */
/* Making, noting and taking away copies; see backup.h. */
#include "store/backup.h"

#include <dirent.h>
#include <errno.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "store/inside.h"

#define KEEP { 7, 5, 12, false }
#define DAYS 7
#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)
#define SAME_MINUTE 50           /* numbers free in between, when copies of one minute were taken away */
#define LOOKED_BACK 200          /* copies looked at for whether a folder was another disk's */

QUERY(insert_backup, "backup.note", QUERY_INTERACTIVE,
	"INSERT INTO backup(id, made, path, bytes, apart, heads, user)"
	" VALUES(:id, :made, :path, :bytes, :apart, :heads, :user)");
QUERY(remove_backup, "backup.remove", QUERY_BATCH,
	"UPDATE backup SET removed = :now WHERE path = :path AND removed IS NULL");
QUERY(list_backups, "backup.list", QUERY_INTERACTIVE,
	"SELECT id, made, path, bytes, apart, heads, user, removed FROM backup WHERE made <= :latest"
	" ORDER BY made DESC LIMIT :limit");
QUERY(last_backup, "backup.last", QUERY_INTERACTIVE,
	"SELECT made FROM backup WHERE removed IS NULL AND user <> '' AND made <= :latest"
	" ORDER BY made DESC LIMIT 1");

/* A file is as old as its first user. */
QUERY(file_age, "backup.file_age", QUERY_INTERACTIVE, "SELECT min(added) FROM user");

static enum status text_setting(struct store *store, const char *key, const char *otherwise, char **out, struct err *err)
{
	enum status st = setting_get(store, key, out, err);

	if (st == ST_OK && !*out)
		*out = mem_str(otherwise);
	return st;
}

enum status backup_keep_of(struct store *store, struct backup_keep *out, struct err *err)
{
	char *text = NULL;
	enum status st = setting_get(store, SETTING_BACKUP_KEEP, &text, err);

	if (!text || !backup_keep_parse(text, out))
		*out = (struct backup_keep)KEEP;
	free(text);
	return st;
}

static bool days_fit(const char *days)
{
	return *days && strlen(days) <= 3 && strspn(days, "0123456789") == strlen(days) && strtol(days, NULL, 10) <= 365;
}

static enum status set_both(struct store *store, const struct act_by *by, const char *days, const char *keep,
	struct err *err)
{
	enum status st = ST_OK;

	if (days)
		st = setting_set(store, SETTING_BACKUP_DAYS, days, err);
	if (st == ST_OK && keep)
		st = setting_set(store, SETTING_BACKUP_KEEP, keep, err);
	return st == ST_OK ? act_note(store, by, "backup.settings", (struct id){ { 0 } }, NULL, err) : st;
}

enum status backup_set(struct store *store, const struct act_by *by, const char *days, const char *keep, struct err *err)
{
	struct backup_keep parsed;
	enum status st;

	if (days && !days_fit(days))
		return err_set(err, ST_INVALID, _("Today can remind after 1 to 365 days; 0 is never."));
	if (keep && !backup_keep_parse(keep, &parsed))
		return err_set(err, ST_INVALID, _("How many copies stay is said by three numbers, for days, weeks and months, such as "
			"7,5,12; or by “all”."));
	st = store_begin(store, err);
	if (st != ST_OK)
		return st;
	st = set_both(store, by, days, keep, err);
	if (st == ST_OK)
		return store_commit(store, err);
	store_rollback(store);
	return st;
}

static void read_row(struct stmt *stmt, struct backup *out)
{
	out->id = stmt_get_id(stmt, 0);
	out->made_ms = stmt_get_int(stmt, 1);
	out->path = mem_str(stmt_get_text(stmt, 2));
	out->bytes = stmt_get_int(stmt, 3);
	out->apart = stmt_get_int(stmt, 4) != 0;
	out->heads = mem_str(stmt_get_text(stmt, 5));
	str_copy(out->user, sizeof(out->user), stmt_get_text(stmt, 6));
	out->removed_ms = stmt_get_int(stmt, 7);
}

enum status backups_list(struct store *store, int limit, struct backup **out, int *count, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &list_backups, &stmt, err);

	*out = NULL;
	*count = 0;
	if (st != ST_OK)
		return st;
	stmt_int(stmt, "latest", INT64_MAX);
	stmt_int(stmt, "limit", limit);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		*out = mem_resize(*out, (size_t)*count + 1, sizeof(**out));
		read_row(stmt, &(*out)[(*count)++]);
	}
	if (st == ST_DONE)
		return ST_OK;
	backups_free(*out, *count);
	*out = NULL;
	*count = 0;
	return st;
}

void backups_free(struct backup *backup, int count)
{
	for (int i = 0; i < count; i++) {
		free(backup[i].path);
		free(backup[i].heads);
	}
	free(backup);
}

static enum status last_until(struct store *store, int64_t latest, int64_t *made_ms, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &last_backup, &stmt, err);

	*made_ms = 0;
	if (st != ST_OK)
		return st;
	stmt_int(stmt, "latest", latest);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*made_ms = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status backup_last(struct store *store, int64_t *made_ms, struct err *err)
{
	return last_until(store, INT64_MAX, made_ms, err);
}

static enum status begun(struct store *store, int64_t *made_ms, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &file_age, &stmt, err);

	*made_ms = INT64_MAX;
	if (st != ST_OK)
		return st;
	st = stmt_step(stmt, err);
	if (st == ST_OK && !stmt_is_null(stmt, 0))
		*made_ms = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status backup_due(struct store *store, int64_t now_ms, long *days, struct err *err)
{
	char *setting = NULL;
	int64_t made = 0, since = 0;
	long allowed, passed;
	enum status st = text_setting(store, SETTING_BACKUP_DAYS, "", &setting, err);

	*days = 0;
	if (st == ST_OK)
		st = last_until(store, now_ms + DAY_MS, &made, err);
	allowed = str_empty(setting) ? DAYS : strtol(setting, NULL, 10);
	free(setting);
	if (st != ST_OK || allowed <= 0)
		return st;
	since = made;
	if (!made)
		st = begun(store, &since, err);
	passed = since < now_ms ? (long)((now_ms - since) / DAY_MS) : 0;
	if (st == ST_OK && passed > allowed)
		*days = made ? passed : -1;
	return st;
}

void backup_done_clear(struct backup_done *done)
{
	free(done->path);
	memset(done, 0, sizeof(*done));
}

/* Absolute, symbolic links resolved; the folder that a copy named `to` would stand in. */
static enum status folder_of(const char *to, bool folder, char **out, struct err *err)
{
	char *copy = mem_str(to), *real = realpath(folder ? to : dirname(copy), NULL);
	enum status st = real ? ST_OK : io_error(err, errno, to);

	*out = real ? mem_str(real) : NULL;
	free(real);
	free(copy);
	return st;
}

static bool is_folder(const char *path)
{
	struct stat info;

	return !stat(path, &info) && S_ISDIR(info.st_mode);
}

static char *in_folder(const char *folder, const char *name)
{
	return mem_fmt("%s/%s", str_same(folder, "/") ? "" : folder, name);
}

/* Numbered behind all of the same minute, so that the order of names is that of the copies. */
static char *free_name(const char *folder, const char *desk, int64_t now_ms)
{
	char name[BACKUP_NAME], *path;
	struct stat info;
	int next = 1;

	for (int number = 1; number < next + SAME_MINUTE; number++) {
		backup_name(name, desk, now_ms, number);
		path = in_folder(folder, name);
		if (!lstat(path, &info))
			next = number + 1;
		free(path);
	}
	backup_name(name, desk, now_ms, next);
	return in_folder(folder, name);
}

/* What earlier copies say of a place: whether the newest one in the folder was on another disk, and whether what is named
 * as a file now was a folder with copies once. */
struct before { bool apart, folder; };

static enum status look_back(struct store *store, const char *folder, const char *target, struct before *out,
	struct err *err)
{
	struct backup *list;
	int count;
	enum status st = backups_list(store, LOOKED_BACK, &list, &count, err);

	for (int i = count - 1; i >= 0; i--) {
		char *path = mem_str(list[i].path);
		const char *stood = dirname(path);

		if (str_same(stood, folder))
			out->apart = list[i].apart;
		out->folder = out->folder || str_same(stood, target);
		free(path);
	}
	backups_free(list, count);
	return st;
}

/* A stick that is not plugged in leaves an empty folder on the very disk that it should be apart from, or nothing. */
static enum status check_place(struct store *store, const struct backup_order *order, const char *folder,
	const char *target, struct err *err)
{
	struct before before = { false, false };
	struct stat here, there;
	enum status st = look_back(store, folder, target, &before, err);
	size_t len = strlen(order->to);

	if (st != ST_OK)
		return st;
	if (!is_folder(order->to) && (before.folder || (len && order->to[len - 1] == '/')))
		return err_set(err, ST_NOTFOUND, _("There is no folder “%s”. Is the stick plugged in? Nothing was written."), target);
	if (order->same_disk || !before.apart || stat(store_path(store), &here) || stat(folder, &there) ||
		here.st_dev != there.st_dev)
		return ST_OK;
	return err_set(err, ST_IO, _("Earlier copies in “%s” were on another disk; now that folder is on the disk of the file "
		"itself. Is the stick plugged in? Nothing was written. With --same-disk the copy is made all the same."), folder);
}

static enum status note_it(struct store *store, const struct act_by *by, const struct backup *row, const char *place,
	struct err *err)
{
	struct stmt *stmt;
	char id[37], *detail;
	unsigned was;
	enum status st = store_query(store, &insert_backup, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", row->id);
	stmt_int(stmt, "made", row->made_ms);
	stmt_text(stmt, "path", row->path);
	stmt_int(stmt, "bytes", row->bytes);
	stmt_int(stmt, "apart", row->apart);
	stmt_text(stmt, "heads", row->heads);
	stmt_text(stmt, "user", by->user);
	was = store_enter(store, DOOR_BACKUP);
	st = stmt_run(stmt, err);
	store_leave(store, was);
	id_text(row->id, id);
	detail = mem_fmt("{\"copy\": \"%s\", \"bytes\": %lld}", id, (long long)row->bytes);
	if (st == ST_OK)
		st = act_note(store, by, "backup", (struct id){ { 0 } }, detail, err);
	free(detail);
	return st == ST_OK ? setting_set(store, SETTING_BACKUP_PLACE, place, err) : st;
}

static enum status note_copy(struct store *store, const struct act_by *by, const struct backup_done *done,
	int64_t made_ms, const char *place, struct err *err)
{
	struct backup row = { .id = id_new(), .made_ms = made_ms, .bytes = done->copied.bytes,
		.apart = done->copied.apart, .path = done->path };
	struct str heads = STR_INIT;
	char text[CHAIN_HEAD_TEXT];
	enum status st;

	for (int i = 0; i < CHAINS; i++) {
		chain_head_text(&done->heads[i], text);
		if (done->heads[i].seq)
			str_addf(&heads, "%s%s", heads.len ? " " : "", text);
	}
	row.heads = str_take(&heads);
	st = store_begin(store, err);
	if (st == ST_OK) {
		st = note_it(store, by, &row, place, err);
		if (st == ST_OK)
			st = store_commit(store, err);
		else
			store_rollback(store);
	}
	free(row.heads);
	return st;
}

/* Names in the folder, sorted out later. */
static enum status read_folder(const char *folder, char ***names, int *count, struct err *err)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	*names = NULL;
	*count = 0;
	if (!dir)
		return io_error(err, errno, folder);
	while ((entry = readdir(dir))) {
		if (!str_starts(entry->d_name, "foothold-"))
			continue;
		*names = mem_resize(*names, (size_t)*count + 1, sizeof(**names));
		(*names)[(*count)++] = mem_str(entry->d_name);
	}
	closedir(dir);
	return ST_OK;
}

static void note_removed(struct store *store, const char *path)
{
	struct stmt *stmt;
	unsigned was;

	if (store_read_only(store) || store_query(store, &remove_backup, &stmt, NULL) != ST_OK)
		return;
	stmt_int(stmt, "now", clock_now_ms());
	stmt_text(stmt, "path", path);
	was = store_enter(store, DOOR_BACKUP);
	stmt_run(stmt, NULL);
	store_leave(store, was);
}

/* Two towns may have desks of the same code and one stick: only copies of this very file go. */
static enum status take_away(struct store *store, const char *path, struct backup_done *done, struct err *err)
{
	if (str_same(path, done->path) || !vault_is_copy(store->vault, path))
		return ST_OK;
	if (unlink(path))
		return io_error(err, errno, path);
	note_removed(store, path);
	done->taken_away++;
	return ST_OK;
}

/* What a copy was called that was never finished: its program was killed, its stick pulled out. A day later nobody goes
 * on with it any more. */
static void clear_half(struct store *store, const char *path, const char *name)
{
	const char *tail = strstr(name, ".db.new-");
	struct stat info;

	if (tail && strlen(tail) == strlen(".db.new-XXXXXX") && !lstat(path, &info) && S_ISREG(info.st_mode) &&
		clock_now_ms() / 1000 - info.st_mtime > DAY_MS / 1000 && vault_is_copy(store->vault, path))
		unlink(path);
}

static enum status rotate(struct store *store, const char *folder, const char *desk, const struct backup_keep *keep,
	struct backup_done *done, struct err *err)
{
	enum backup_stay *stay;
	char **names;
	int count;
	enum status st = read_folder(folder, &names, &count, err);

	if (st != ST_OK)
		return st;
	stay = mem_array((size_t)count, sizeof(*stay));
	backup_rotate((const char *const *)names, count, desk, clock_today(), keep, stay);
	for (int i = 0; i < count; i++) {
		char *path = in_folder(folder, names[i]);

		if (st == ST_OK && stay[i] == BACKUP_GOES)
			st = take_away(store, path, done, err);
		if (stay[i] == BACKUP_OTHER)
			clear_half(store, path, names[i]);
		done->from_future += stay[i] == BACKUP_FUTURE && vault_is_copy(store->vault, path);
		free(path);
		free(names[i]);
	}
	free(names);
	free(stay);
	return st;
}

/* After the copy stands: what fails now is told and takes nothing back. */
static void follow_up(struct store *store, const struct act_by *by, const struct backup_order *order,
	const char *folder, int64_t made_ms, struct backup_done *done)
{
	bool to_folder = is_folder(order->to);
	struct backup_keep keep;
	enum status st = ST_OK;

	if (!store_read_only(store)) {
		st = note_copy(store, by, done, made_ms, to_folder ? folder : done->path, &done->warning);
		done->noted = st == ST_OK;
	}
	if (st == ST_OK && to_folder && !order->keep)
		st = backup_keep_of(store, &keep, &done->warning);
	if (st == ST_OK && to_folder)
		rotate(store, folder, by->desk, order->keep ? order->keep : &keep, done, &done->warning);
}

enum status backup_make(struct store *store, const struct act_by *by, const struct backup_order *order,
	struct backup_done *done, struct err *err)
{
	int64_t made_ms = clock_now_ms();
	bool to_folder = is_folder(order->to);
	char *folder = NULL, *file = mem_str(order->to);
	enum status st = folder_of(order->to, to_folder, &folder, err);

	memset(done, 0, sizeof(*done));
	if (st == ST_OK) {
		done->path = to_folder ? free_name(folder, by->desk, made_ms) : in_folder(folder, basename(file));
		st = check_place(store, order, folder, done->path, err);
	}
	if (st == ST_OK)
		st = chain_heads(store, done->heads, err);
	if (st == ST_OK)
		st = vault_copy(store->vault, done->path, order->progress, order->ctx, &done->copied, err);
	if (st == ST_OK)
		follow_up(store, by, order, folder, made_ms, done);
	else
		backup_done_clear(done);
	free(folder);
	free(file);
	return st;
}
