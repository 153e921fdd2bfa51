/* SPDX-License-Identifier: EUPL-1.2 */
/* Which copies stay, by name and date; what is noted; when Today reminds; a clock that was wrong. */
#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"
#include "scratch.h"
#include "store/backup.h"
#include "store/users.h"

#define DAY_MS ((int64_t)86400000)

static const struct act_by berg = { "berg", "HA", 1 };
static const struct backup_keep usual = { 7, 5, 12, false };

static int64_t day_ms(const char *day)
{
	struct date d;

	assert_true(date_parse(day, &d));
	return date_days(d) * DAY_MS + 12 * 3600000;
}

static struct date date_of(const char *day)
{
	struct date d;

	assert_true(date_parse(day, &d));
	return d;
}

static enum backup_stay one(const char *name, const char *today)
{
	enum backup_stay stay;

	backup_rotate(&name, 1, "HA", date_of(today), &usual, &stay);
	return stay;
}

static void only_names_of_copies_of_this_desk_count(void **state)
{
	static const char *const others[] = {
		"foothold-HB-2026-05-04-0930.db", "foothold-HA-2026-05-04-0930.db.new-abcdef", "foothold-HA-2026-05-04.db",
		"foothold-HA-2026-02-30-0930.db", "foothold-HA-2026-05-04-9:30.db", "foothold-HA-2026-05-04-0930-1.db",
		"foothold-HA-2026-05-04-0930-x.db", "foothold-HA-2026-05-04-0930.db-wal", "foothold-HA-", "foothold-", "",
		"foothold-HA-2026-05-04-0930-99999999999999999999999999999999999999999.db", "letters.txt",
	};

	(void)state;
	assert_int_equal(one("foothold-HA-2026-05-04-0930.db", "2026-05-04"), BACKUP_STAYS);
	assert_int_equal(one("foothold-HA-2026-05-04-0930-12.db", "2026-05-04"), BACKUP_STAYS);
	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		if (one(others[i], "2026-05-04") != BACKUP_OTHER)
			fail_msg("%s", others[i]);
}

/* A copy a day for `days` days up to 2026-05-04, one a second time that day; how many stay. */
static int stay_of(int days, const struct backup_keep *keep, enum backup_stay *stay)
{
	static char name[800][BACKUP_NAME];
	static const char *names[800];
	int n = 0;

	for (int i = 0; i <= days; i++) {
		backup_name(name[i], "HA", day_ms("2026-05-04") - (i ? i - 1 : 0) * DAY_MS, i ? 1 : 2);
		names[i] = name[i];
	}
	backup_rotate(names, days + 1, "HA", date_of("2026-05-04"), keep, stay);
	for (int i = 0; i <= days; i++)
		n += stay[i] == BACKUP_STAYS;
	return n;
}

static void days_weeks_and_months_stay(void **state)
{
	enum backup_stay stay[800];
	struct backup_keep all = { .all = true };
	struct backup_keep days = { 3, 0, 0, false };

	(void)state;
	/* 2026-05-04 is a Monday. Days: 4 May to 28 April. Weeks: 4 May, 3 May, 26, 19, 12 April. Months: 4 May, 30 April,
	 * then the last days of ten months; 3 May counts once. */
	assert_int_equal(stay_of(500, &usual, stay), 7 + 3 + 10);
	assert_int_equal(stay[0], BACKUP_STAYS);       /* the second of the day is the newest */
	assert_int_equal(stay[1], BACKUP_GOES);
	for (int i = 2; i <= 7; i++)
		assert_int_equal(stay[i], BACKUP_STAYS);
	assert_int_equal(stay[8], BACKUP_GOES);
	assert_int_equal(stay[9], BACKUP_STAYS);       /* Sunday 26 April */
	assert_int_equal(stay[35], BACKUP_STAYS);      /* 31 March */
	assert_int_equal(stay_of(500, &all, stay), 501);
	assert_int_equal(stay_of(500, &days, stay), 3);
	assert_int_equal(stay_of(2, &usual, stay), 2);
}

/* Copies of two years ago are the newest of their days: a pause takes nothing away. */
static void a_pause_takes_nothing_away(void **state)
{
	const char *const names[] = { "foothold-HA-2024-05-04-0930.db", "foothold-HA-2024-05-03-0930.db",
		"foothold-HA-2024-03-01-0930.db", "foothold-HA-2026-05-04-0930.db" };
	enum backup_stay stay[4];

	(void)state;
	backup_rotate(names, 4, "HA", date_of("2026-05-04"), &usual, stay);
	for (int i = 0; i < 4; i++)
		assert_int_equal(stay[i], BACKUP_STAYS);
}

/* With a clock that ran ahead once, and with one that is behind now, nothing is lost. */
static void a_wrong_clock_takes_nothing_away(void **state)
{
	const char *const names[] = { "foothold-HA-2036-01-01-0930.db", "foothold-HA-2036-01-02-0930.db",
		"foothold-HA-2026-05-04-0930.db", "foothold-HA-2026-05-03-0930.db", "foothold-HA-2026-05-02-0930.db" };
	struct backup_keep two = { 2, 0, 0, false };
	enum backup_stay stay[5];

	(void)state;
	backup_rotate(names, 5, "HA", date_of("2026-05-04"), &two, stay);
	assert_int_equal(stay[0], BACKUP_FUTURE);
	assert_int_equal(stay[1], BACKUP_FUTURE);
	assert_int_equal(stay[2], BACKUP_STAYS);
	assert_int_equal(stay[3], BACKUP_STAYS);
	assert_int_equal(stay[4], BACKUP_GOES);
	backup_rotate(names, 5, "HA", date_of("1970-01-01"), &two, stay);
	for (int i = 0; i < 5; i++)
		assert_int_equal(stay[i], BACKUP_FUTURE);
}

static void what_to_keep_is_read_strictly(void **state)
{
	struct backup_keep keep;

	(void)state;
	assert_true(backup_keep_parse("7,5,12", &keep));
	assert_int_equal(keep.months, 12);
	assert_true(backup_keep_parse("all", &keep) && keep.all);
	assert_false(backup_keep_parse("0,0,0", &keep));
	assert_false(backup_keep_parse("7,5", &keep));
	assert_false(backup_keep_parse("7,5,12,1", &keep));
	assert_false(backup_keep_parse("-7,5,12", &keep));
	assert_false(backup_keep_parse("7, 5,12", &keep));
	assert_false(backup_keep_parse("", &keep));
	assert_false(backup_keep_parse(NULL, &keep));
}

static void make(struct store *store, const char *to, const char *day, struct backup_done *done)
{
	struct backup_order order = { .to = to };
	struct err err;

	err_clear(&err);
	clock_hold(day_ms(day));
	if (backup_make(store, &berg, &order, done, &err) != ST_OK)
		fail_msg("%s", err.text);
	assert_int_equal(done->warning.status, ST_OK);
}

static void a_copy_is_noted_and_old_ones_go(void **state)
{
	struct store *store = *state;
	char *folder = mem_fmt("%s/copies", scratch_folder), *kept = NULL;
	struct backup_done done;
	struct backup *list;
	struct act *acts;
	struct user me;
	enum chain_known known;
	char head[CHAIN_HEAD_TEXT];
	int count;
	long days;

	assert_int_equal(mkdir(folder, 0700), 0);
	clock_hold(day_ms("2026-05-01"));
	assert_int_equal(users_me(store, "berg", &me, NULL), ST_OK);
	/* A new file reminds of nothing for a week. */
	assert_int_equal(backup_due(store, day_ms("2026-05-08"), &days, NULL), ST_OK);
	assert_int_equal(days, 0);
	assert_int_equal(backup_due(store, day_ms("2026-05-09"), &days, NULL), ST_OK);
	assert_int_equal(days, -1);
	assert_int_equal(setting_set(store, SETTING_BACKUP_KEEP, "2,0,0", NULL), ST_OK);
	for (int i = 1; i <= 4; i++) {
		char *day = mem_fmt("2026-05-%02d", i);

		make(store, folder, day, &done);
		assert_true(done.noted);
		assert_int_equal(done.taken_away, i > 2);
		free(kept);
		kept = mem_str(done.path);
		backup_done_clear(&done);
		free(day);
	}
	assert_int_equal(backups_list(store, 10, &list, &count, NULL), ST_OK);
	assert_int_equal(count, 4);
	assert_string_equal(list[0].path, kept);
	assert_int_equal(list[0].removed_ms, 0);
	assert_true(list[3].removed_ms > 0);
	assert_int_equal(access(list[0].path, F_OK), 0);
	assert_int_equal(access(list[3].path, F_OK), -1);
	/* The newest head was noted before its own copy's act; it is in the chain. */
	assert_int_equal(sscanf(list[0].heads, "%63s", head), 1);
	assert_int_equal(chain_find(store, head, &known, NULL), ST_OK);
	assert_int_equal(known, CHAIN_HOLDS);
	assert_int_equal(acts_list(store, "backup", (struct id){ { 0 } }, 10, &acts, &count, NULL), ST_OK);
	assert_int_equal(count, 4);
	acts_free(acts, count);
	backups_free(list, 4);
	assert_int_equal(backup_due(store, day_ms("2026-05-11"), &days, NULL), ST_OK);
	assert_int_equal(days, 0);
	assert_int_equal(backup_due(store, day_ms("2026-05-12"), &days, NULL), ST_OK);
	assert_int_equal(days, 8);
	assert_int_equal(setting_set(store, SETTING_BACKUP_DAYS, "30", NULL), ST_OK);
	assert_int_equal(backup_due(store, day_ms("2026-05-12"), &days, NULL), ST_OK);
	assert_int_equal(days, 0);
	assert_int_equal(setting_set(store, SETTING_BACKUP_DAYS, "0", NULL), ST_OK);
	assert_int_equal(backup_due(store, day_ms("2036-05-12"), &days, NULL), ST_OK);
	assert_int_equal(days, 0);
	free(kept);
	free(folder);
	clock_hold(0);
}

/* A copy made while the clock ran ten years ahead does not silence the reminder for ten years. */
static void a_copy_from_the_future_reminds_nobody(void **state)
{
	struct store *store = *state;
	char *file = mem_fmt("%s/ahead", scratch_folder);
	struct backup_done done;
	struct user me;
	long days;

	clock_hold(day_ms("2026-04-01"));
	assert_int_equal(users_me(store, "berg", &me, NULL), ST_OK);
	make(store, file, "2036-05-04", &done);
	backup_done_clear(&done);
	assert_int_equal(backup_due(store, day_ms("2026-05-04"), &days, NULL), ST_OK);
	assert_int_equal(days, -1);
	clock_hold(0);
	free(file);
}

static void put_aside(const char *from, const char *folder, const char *name, int days_old)
{
	char *to = mem_fmt("%s/%s", folder, name), *command = mem_fmt("cp %s %s && touch -d @%lld %s", from, to,
		(long long)(clock_now_ms() / 1000 - days_old * 86400), to);

	assert_int_equal(system(command), 0);
	free(command);
	free(to);
}

static int files_in(const char *folder)
{
	char *command = mem_fmt("test $(ls %s | wc -l) = 1", folder);
	int more = system(command);

	free(command);
	return more ? 2 : 1;
}

/* Left by a program that was killed; one of today may be somebody's who is still copying. */
static void what_was_never_finished_goes(void **state)
{
	struct store *store = *state;
	char *folder = mem_fmt("%s/halves", scratch_folder);
	struct backup_keep one_day = { 1, 0, 0, false };
	struct backup_order order = { .to = folder, .keep = &one_day };
	struct backup_done done;

	assert_int_equal(mkdir(folder, 0700), 0);
	put_aside(scratch_path, folder, "foothold-HA-2026-05-01-0930.db.new-abcdef", 3);
	assert_int_equal(backup_make(store, &berg, &order, &done, NULL), ST_OK);
	backup_done_clear(&done);
	assert_int_equal(files_in(folder), 1);
	put_aside(scratch_path, folder, "foothold-HA-2026-05-01-0930.db.new-abcdef", 0);
	assert_int_equal(backup_make(store, &berg, &order, &done, NULL), ST_OK);
	backup_done_clear(&done);
	assert_int_equal(files_in(folder), 2);
	free(folder);
}

static void another_files_copies_stay(void **state)
{
	struct store *store = *state, *other;
	char *folder = mem_fmt("%s/shared", scratch_folder), *theirs;
	struct backup_done done;
	struct backup_keep one_day = { 1, 0, 0, false };
	struct backup_order order = { .to = folder, .keep = &one_day };

	assert_int_equal(mkdir(folder, 0700), 0);
	scratch_setup((void **)&other);
	make(other, folder, "2026-05-01", &done);
	theirs = mem_str(done.path);
	backup_done_clear(&done);
	clock_hold(day_ms("2026-05-02"));
	assert_int_equal(backup_make(store, &berg, &order, &done, NULL), ST_OK);
	assert_int_equal(done.taken_away, 0);
	assert_int_equal(access(theirs, F_OK), 0);
	backup_done_clear(&done);
	store_close(other);
	clock_hold(0);
	free(theirs);
	free(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(only_names_of_copies_of_this_desk_count),
		SCRATCH_TEST(days_weeks_and_months_stay),
		SCRATCH_TEST(a_pause_takes_nothing_away),
		SCRATCH_TEST(a_wrong_clock_takes_nothing_away),
		SCRATCH_TEST(what_to_keep_is_read_strictly),
		SCRATCH_TEST(a_copy_is_noted_and_old_ones_go),
		SCRATCH_TEST(a_copy_from_the_future_reminds_nobody),
		SCRATCH_TEST(what_was_never_finished_goes),
		SCRATCH_TEST(another_files_copies_stay),
	};

	setenv("TZ", "UTC", 1);
	return SCRATCH_RUN(tests);
}
