/* SPDX-License-Identifier: EUPL-1.2 */
/* Whole imports: what is good, what is refused and why, known people, interruption, undo, and the way out
 * again. */
#include "imports.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/clock.h"
#include "base/rng.h"
#include "store/journal.h"

static void holds(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("“%s” does not hold “%s”", text, part);
}

static void test_first_day(void **state)
{
	struct store *store = *state;
	struct import_options options = { 0 };
	struct import_result result;
	struct err err;
	char *people = sample("first-day/people.csv"), *vacancies = sample("first-day/vacancies.csv");
	char *neighbourhoods = sample("first-day/neighbourhoods.csv"), *text;

	options = (struct import_options){ .path = people, .kind = the("person") };
	import_ends(store, &options, ST_OK, &result, &err);
	assert_int_equal(result.written, 12);
	assert_int_equal(result.rows, 12);
	assert_null(result.rejects);
	assert_string_equal(result.encoding, "UTF-8");
	import_result_clear(&result);
	options = (struct import_options){.path = vacancies,
					  .kind = the("vacancy"),
					  .date_format = "%d.%m.%Y",
					  .map = "*,FT/PT=hours[F:full|P:part]"};
	import_ends(store, &options, ST_OK, &result, &err);
	assert_int_equal(result.written, 6);
	assert_int_equal(result.delimiter, ';');
	import_result_clear(&result);
	options = (struct import_options){ .path = neighbourhoods, .kind = the("neighbourhood") };
	import_ends(store, &options, ST_OK, &result, &err);
	assert_int_equal(result.written, 5);
	import_result_clear(&result);

	text = exported(store, "person", EXPORT_CSV);
	holds(text, "Haidari,Mariam,مریم حیدری");
	holds(text, ",1988-11,");
	free(text);
	text = exported(store, "vacancy", EXPORT_JSON);
	holds(text, "\"pay_from\":\"2950.00\"");
	holds(text, "\"hours\":\"part\"");
	holds(text, "\"posted\":\"2026-04-24\"");
	free(text);
	free(people);
	free(vacancies);
	free(neighbourhoods);
}

static void test_bad_rows_and_nothing_written(void **state)
{
	struct store *store = *state;
	struct import_options options = source_of("vacancy");
	struct import_result result;
	struct stat about;
	struct err err;
	char *rejects;

	write_source("title,posted,seats,level,employer\n"
		"Cook,2026-05-04,2,A2,x\n"
		"Baker,2026-02-30,0,A2,y\n"
		",2026-05-04,2,D9,\"z, w\"\n"
		"too,few\n"
		"\"broken\"x,2026-05-04,2,A2,v\n"
		"Clerk\x1b[31m,2026,1,,=cmd\n");
	import_ends(store, &options, ST_INVALID, &result, &err);
	holds(err.text, "5 of 6 rows");
	assert_int_equal(result.bad, 5);
	assert_int_equal(result.good, 1);
	assert_int_equal(result.written, 0);
	assert_int_equal(count_of(store, "vacancy"), 0);
	assert_string_equal(result.rejects, imports_rejects);
	assert_int_equal(stat(imports_rejects, &about), 0);
	assert_int_equal(about.st_mode & 07777, 0600);
	rejects = read_whole(imports_rejects);
	holds(rejects, "import.line,import.column,import.reason,title,posted,seats,level,employer\r\n");
	holds(rejects, "3,\"posted; seats\",");
	holds(rejects, "Baker,2026-02-30,0,A2,y\r\n");
	holds(rejects, "4,\"title; level\",");
	holds(rejects, "\"z, w\"");
	holds(rejects, "\"The row has 2 cells, the file's first line has 5.\"");
	holds(rejects, "\r\n6,,");
	holds(rejects, "character 9");
	holds(rejects, "7,title,");
	holds(rejects, "Clerk\xEF\xBF\xBD[31m,2026,1,,'=cmd");
	free(rejects);
	import_result_clear(&result);
}

static void test_good_rows_kept_and_rejects_mended(void **state)
{
	struct store *store = *state;
	struct import_options options = source_of("vacancy");
	struct import_result result;
	struct err err;
	char *rejects, *at;

	write_source("title,posted\nCook,2026-05-04\nBaker,2026-02-30\n'=Clerk,\n");
	options.keep_good = true;
	import_ends(store, &options, ST_OK, &result, &err);
	assert_int_equal(result.written, 2);
	assert_int_equal(result.bad, 1);
	import_result_clear(&result);
	rejects = read_whole(imports_rejects);
	at = strstr(rejects, "2026-02-30");
	assert_non_null(at);
	memcpy(at, "2026-02-28", 10);
	unlink(imports_rejects);
	write_source(rejects);
	import_ends(store, &options, ST_OK, &result, &err);
	assert_int_equal(result.written, 1);
	assert_int_equal(count_of(store, "vacancy"), 3);
	import_result_clear(&result);
	free(rejects);
	rejects = exported(store, "vacancy", EXPORT_JSON);
	holds(rejects, "\"title\":\"=Clerk\"");
	free(rejects);
}

static void test_rejects_are_not_replaced(void **state)
{
	struct store *store = *state;
	struct import_options options = source_of("vacancy");
	struct import_result result;
	struct err err;
	char *text;

	write_source("title,posted\nCook,2026-05-04\nBaker,2026-02-30\n");
	options.dry_run = true;
	import_ends(store, &options, ST_INVALID, &result, &err);
	import_result_clear(&result);
	options.dry_run = false;
	import_ends(store, &options, ST_INVALID, &result, &err);
	holds(err.text, "1 of 2 rows");
	import_result_clear(&result);
	text = read_whole(imports_rejects);
	text[0] = 'X';
	unlink(imports_rejects);
	write_source(text);
	assert_int_equal(rename(imports_source, imports_rejects), 0);
	write_source("title,posted\nCook,2026-05-04\nBaker,2026-02-30\n");
	options.keep_good = true;
	import_ends(store, &options, ST_INVALID, &result, &err);
	holds(err.text, "is not replaced");
	assert_int_equal(count_of(store, "vacancy"), 0);
	import_result_clear(&result);
	free(text);
	text = read_whole(imports_rejects);
	assert_int_equal(text[0], 'X');
	free(text);
}

static void test_dry_run_changes_nothing(void **state)
{
	struct store *store = *state;
	struct import_options options = source_of("person");
	struct import_result result;
	struct err err;
	int64_t entries;

	write_source("family_name,given_name\nHaidari,Mariam\n");
	options.dry_run = true;
	import_ends(store, &options, ST_OK, &result, &err);
	assert_int_equal(result.good, 1);
	assert_int_equal(result.written, 0);
	assert_true(id_none(result.set));
	assert_int_equal(journal_verify(store, &entries, &err), ST_OK);
	assert_int_equal(entries, 0);
	assert_int_equal(count_of(store, "person"), 0);
	import_result_clear(&result);
}

static void test_rules_of_the_kind(void **state)
{
	struct store *store = *state;
	struct import_options options = source_of("person");
	struct import_result result;
	struct err err;

	write_source("family_name,given_name,born\nHaidari,,1990\n,,1991\n,Mariam,2990-01-05\n");
	import_ends(store, &options, ST_INVALID, &result, &err);
	assert_int_equal(result.bad, 2);
	assert_int_equal(result.reject[0].line, 3);
	assert_int_equal(result.reject[1].line, 4);
	assert_string_equal(result.reject[1].column, "born");
	import_result_clear(&result);
}

static void test_missing_required_column(void **state)
{
	struct store *store = *state;
	struct import_options options = source_of("vacancy");
	struct import_result result;
	struct err err;

	write_source("employer,place\nx,y\n");
	import_ends(store, &options, ST_INVALID, &result, &err);
	holds(err.text, "title:=value");
	import_result_clear(&result);
	options.map = "*,title:=Helper,state:=open";
	import_ends(store, &options, ST_OK, &result, &err);
	assert_int_equal(result.written, 1);
	import_result_clear(&result);
}

static void test_known_people(void **state)
{
	struct store *store = *state;
	struct import_options options = source_of("person");
	struct import_result result;
	struct err err;

	write_source("family_name,given_name,born\nHaidari,Mariam,1991-03-14\nHAIDARI,mariam,1991-03-14\n"
		"Haidari,Mariam,1991-01-01\n");
	import_ends(store, &options, ST_OK, &result, &err);
	assert_int_equal(result.known, 1);
	assert_int_equal(result.reject[0].line, 3);
	holds(result.reject[0].reason, "line 2");
	assert_int_equal(result.written, 2);
	import_result_clear(&result);
	unlink(imports_rejects);
	write_source("family_name,given_name,born\nHaydari,Mariam,1991-03-14\nNguyen,Hanh,1985-09-08\n");
	import_ends(store, &options, ST_OK, &result, &err);
	assert_int_equal(result.known, 1);
	assert_int_equal(result.reject[0].why, REJECT_KNOWN);
	holds(result.reject[0].reason, "case number ");
	assert_int_equal(result.written, 1);
	assert_string_equal(result.rejects, imports_rejects);
	import_result_clear(&result);
	unlink(imports_rejects);
	options.keep_known = true;
	write_source("family_name,given_name,born\nHaydari,Mariam,1991-03-14\n");
	import_ends(store, &options, ST_OK, &result, &err);
	assert_int_equal(result.known, 0);
	assert_int_equal(result.written, 1);
	assert_int_equal(count_of(store, "person"), 4);
	import_result_clear(&result);
}

static void test_key_and_title(void **state)
{
	struct store *store = *state;
	struct import_options options = source_of("vacancy");
	struct import_result result;
	struct err err;

	options.key = "number";
	write_source("title,number\nCook,1\nCook,1\nCook,2\nCook,\nCook,\n");
	import_ends(store, &options, ST_OK, &result, &err);
	assert_int_equal(result.known, 1);
	assert_int_equal(result.written, 4);
	import_result_clear(&result);
	unlink(imports_rejects);
	write_source("title,number\nBaker,2\nBaker,3\n");
	import_ends(store, &options, ST_OK, &result, &err);
	assert_int_equal(result.known, 1);
	assert_int_equal(result.written, 1);
	import_result_clear(&result);
	unlink(imports_rejects);
	options = source_of("neighbourhood");
	options.key = "name";
	write_source("name,residents\nHarbour,5\nHarbour,6\nMill,7\n");
	import_ends(store, &options, ST_OK, &result, &err);
	assert_int_equal(result.known, 1);
	assert_int_equal(result.written, 2);
	import_result_clear(&result);
	unlink(imports_rejects);
	write_source("name,residents\nharbour,5\nNorth,6\n");
	import_ends(store, &options, ST_OK, &result, &err);
	assert_int_equal(result.written + result.known, 2);
	import_result_clear(&result);
	options.key = "area";
	import_ends(store, &options, ST_INVALID, &result, &err);
	holds(err.text, "cannot serve as key");
	import_result_clear(&result);
}

static void test_references(void **state)
{
	struct store *store = *state;
	struct import_options options = source_of("neighbourhood");
	struct import_result result;
	struct err err;
	char *text, *source;

	write_source("name\nHarbour\nMill\nTwin\nTwin\n");
	import_ends(store, &options, ST_OK, &result, &err);
	import_result_clear(&result);
	text = exported(store, "neighbourhood", EXPORT_CSV);
	source = mem_fmt(
		"address,neighbourhood\nQuay 1,Harbour\nQuay 2,%.36s\nQuay 3,\nQuay 4,Nowhere\nQuay 5,Twin\n",
		strstr(text, "\r\n") + 2);
	write_source(source);
	options = source_of("dwelling");
	options.keep_good = true;
	import_ends(store, &options, ST_OK, &result, &err);
	assert_int_equal(result.written, 3);
	assert_int_equal(result.bad, 2);
	assert_string_equal(result.reject[0].column, "neighbourhood");
	assert_int_equal(result.reject[1].line, 6);
	import_result_clear(&result);
	free(text);
	free(source);
	text = exported(store, "dwelling", EXPORT_JSON);
	holds(text, "\"neighbourhood.title\":\"Harbour\"");
	free(text);
}

static void test_plan(void **state)
{
	struct store *store = *state;
	struct import_options options = source_of("person");
	struct import_result result;
	struct err err;
	char *text;

	options.plan = "general";
	write_source("family_name,given_name,arrived\nHaidari,Mariam,2026-04-20\nTesfay,Yonas,\n");
	import_ends(store, &options, ST_OK, &result, &err);
	assert_int_equal(result.written, 2);
	assert_int_equal(count_of(store, "plan"), 2);
	assert_int_equal(count_of(store, "step"), 12);
	text = exported(store, "step", EXPORT_CSV);
	holds(text, "2026-04-23");
	free(text);
	assert_int_equal(change_undo(store, &importer, result.set, NULL, &err), ST_OK);
	assert_int_equal(count_of(store, "person"), 0);
	assert_int_equal(count_of(store, "step"), 0);
	import_result_clear(&result);
	options.plan = "no such plan";
	import_ends(store, &options, ST_INVALID, &result, &err);
	import_result_clear(&result);
	options = source_of("vacancy");
	options.plan = "general";
	import_ends(store, &options, ST_INVALID, &result, &err);
	import_result_clear(&result);
}

static void test_same_file_twice(void **state)
{
	struct store *store = *state;
	struct import_options options = source_of("vacancy");
	struct import_result result;
	struct id set;
	struct err err;

	write_source("title\nCook\n");
	import_ends(store, &options, ST_OK, &result, &err);
	set = result.set;
	import_result_clear(&result);
	import_ends(store, &options, ST_CONFLICT, &result, &err);
	assert_int_equal(count_of(store, "vacancy"), 1);
	import_result_clear(&result);
	options.again = true;
	import_ends(store, &options, ST_OK, &result, &err);
	assert_int_equal(count_of(store, "vacancy"), 2);
	assert_int_equal(change_undo(store, &importer, result.set, NULL, &err), ST_OK);
	import_result_clear(&result);
	assert_int_equal(change_undo(store, &importer, set, NULL, &err), ST_OK);
	options.again = false;
	import_ends(store, &options, ST_OK, &result, &err);
	assert_int_equal(count_of(store, "vacancy"), 1);
	import_result_clear(&result);
}

/* Rows enough for several batches, with a bad and a doubled one in each. */
static void write_many(int rows)
{
	FILE *file = fopen(imports_source, "wb");

	assert_non_null(file);
	fputs("family_name,given_name,born,phone\n", file);
	for (int i = 0; i < rows; i++) {
		if (i % 4000 == 1234)
			fputs("Broken,Row,1990-13-13,\n", file);
		else if (i % 4000 == 2345)
			fputs("First,Person,1980-05-05,\n", file);
		else if (i == 7)
			fputs("First,Person,1980-05-05,\n", file);
		else
			fprintf(file, "Fam%c%c%c%d,Given%d,19%02d-0%d-1%d,\n", 'a' + i % 26,
				'a' + i / 26 % 26, 'a' + i / 676 % 26, i, i * 7919, 10 + i % 80, 1 + i % 9,
				i % 10);
	}
	fclose(file);
}

#define MANY 12000
#define MANY_BAD 3
#define MANY_KNOWN 3

static bool stop_in_second_batch(void *ctx, enum import_phase phase, int64_t done, int64_t total)
{
	(void)ctx, (void)total;
	return phase != IMPORT_WRITING || done < 5000;
}

static void check_many(struct store *store, const struct import_result *result)
{
	assert_int_equal(result->rows, MANY);
	assert_int_equal(result->bad, MANY_BAD);
	assert_int_equal(result->known, MANY_KNOWN);
	assert_int_equal(count_of(store, "person"), MANY - MANY_BAD - MANY_KNOWN);
}

static void test_stopped_and_resumed(void **state)
{
	struct store *store = *state;
	struct import_options options = source_of("person");
	struct import_result result;
	struct id set;
	struct err err;
	int64_t entries;

	write_many(MANY);
	options.keep_good = true;
	options.progress = stop_in_second_batch;
	import_ends(store, &options, ST_CANCELLED, &result, &err);
	assert_int_equal(result.written, 5000);
	assert_int_equal(count_of(store, "person"), 5000);
	set = result.set;
	import_result_clear(&result);
	options.progress = NULL;
	import_ends(store, &options, ST_OK, &result, &err);
	assert_true(id_same(result.set, set));
	assert_true(result.resumed >= 5000);
	check_many(store, &result);
	assert_int_equal(result.written, MANY - MANY_BAD - MANY_KNOWN - 5000);
	import_result_clear(&result);
	import_ends(store, &options, ST_CONFLICT, &result, &err);
	import_result_clear(&result);
	assert_int_equal(change_undo(store, &importer, set, NULL, &err), ST_OK);
	assert_int_equal(count_of(store, "person"), 0);
	assert_int_equal(journal_verify(store, &entries, &err), ST_OK);
}

static bool die_in_second_batch(void *ctx, enum import_phase phase, int64_t done, int64_t total)
{
	(void)ctx, (void)total;
	if (phase == IMPORT_WRITING && done >= 5000)
		raise(SIGKILL);
	return true;
}

static void test_killed_and_resumed(void **state)
{
	struct store *store;
	struct import_options options = source_of("person");
	struct import_result result;
	struct err err;
	pid_t child;
	int how;

	write_many(MANY);
	options.keep_good = true;
	store_close(imports_open("killed", true));
	child = fork();
	if (child == 0) {
		store = imports_open("killed", false);
		options.progress = die_in_second_batch;
		import_run(store, &importer, &options, &result, &err);
		_exit(1);
	}
	assert_int_equal(waitpid(child, &how, 0), child);
	assert_true(WIFSIGNALED(how));
	store = imports_open("killed", false);
	assert_int_equal(count_of(store, "person"), 5000);
	import_ends(store, &options, ST_OK, &result, &err);
	check_many(store, &result);
	import_result_clear(&result);
	store_close(store);
	(void)state;
}

static void test_stopped_while_checking(void **state)
{
	struct store *store = *state;
	struct import_options options = source_of("person");
	struct import_result result;
	struct err err;

	write_many(2000);
	options.progress = stop_in_second_batch;
	options.keep_good = true;
	import_ends(store, &options, ST_OK, &result, &err);
	import_result_clear(&result);
}

/* Out of one file and into another: the same records under the same ids and numbers. */
static void test_round_trip(void **state)
{
	static const char *const kinds[] = {"neighbourhood", "dwelling", "person", "plan", "step", "vacancy"};
	struct store *store = *state, *other = imports_open("other", true);
	struct import_options options;
	struct import_result result;
	struct err err;
	char *path;

	path = sample("first-day/people.csv");
	options = (struct import_options){ .path = path, .kind = the("person"), .plan = "general" };
	import_ends(store, &options, ST_OK, &result, &err);
	import_result_clear(&result);
	free(path);
	options = source_of("vacancy");
	write_source("title,text,seats\n'=1+1,\"two\nlines, \"\"quoted\"\"\",3\n' '@x,-,\n");
	import_ends(store, &options, ST_OK, &result, &err);
	import_result_clear(&result);
	options = source_of("neighbourhood");
	write_source("name,area\nHarbour,2.25\n");
	import_ends(store, &options, ST_OK, &result, &err);
	import_result_clear(&result);
	options = source_of("dwelling");
	write_source("address,neighbourhood,rent,floor,step_free\nQuay 1,Harbour,912.50,-1,yes\n");
	import_ends(store, &options, ST_OK, &result, &err);
	import_result_clear(&result);
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		char *before = exported(store, kinds[i], EXPORT_CSV), *after;

		write_source(before);
		options = source_of(kinds[i]);
		import_ends(other, &options, ST_OK, &result, &err);
		assert_null(result.rejects);
		import_result_clear(&result);
		after = exported(other, kinds[i], EXPORT_CSV);
		assert_string_equal(after, before);
		free(before);
		free(after);
		before = exported(store, kinds[i], EXPORT_JSON);
		after = exported(other, kinds[i], EXPORT_JSON);
		assert_string_equal(after, before);
		free(before);
		free(after);
	}
	store_close(other);
}

/* Two files of one desk give the same numbers in turn; a number that came by import is not given again. */
static void test_imported_numbers_are_not_given_again(void **state)
{
	struct store *one, *two;
	struct import_options options;
	struct import_result result;
	struct err err;
	char *text;

	(void)state;
	rng_seed(7);
	one = imports_open("numbers-one", true);
	rng_seed(7);
	two = imports_open("numbers-two", true);
	rng_unseed();
	options = source_of("person");
	write_source("given_name\nMariam\nYonas\n");
	import_ends(one, &options, ST_OK, &result, &err);
	import_result_clear(&result);
	text = exported(one, "person", EXPORT_CSV);
	write_source(text);
	free(text);
	import_ends(two, &options, ST_OK, &result, &err);
	import_result_clear(&result);
	write_source("given_name\nOlena\nSuryani\n");
	import_ends(two, &options, ST_OK, &result, &err);
	assert_int_equal(count_of(two, "person"), 4);
	import_result_clear(&result);
	store_close(one);
	store_close(two);
}

static void test_febrl(void **state)
{
	struct store *store = *state;
	char *path = sample("febrl/people.csv");
	struct import_options options = {
		.path = path,
		.kind = the("person"),
		.date_format = "%Y%m%d",
		.map = "given_name=given_name,surname=family_name,date_of_birth=born",
		.rejects = imports_rejects};
	struct import_result result;
	struct err err;
	char *text;

	import_ends(store, &options, ST_OK, &result, &err);
	assert_int_equal(result.rows, 60);
	assert_int_equal(result.written + result.known, 60);
	text = exported(store, "person", EXPORT_CSV);
	holds(text, ",waller,,");
	holds(text, "1908-12-09");
	import_result_clear(&result);
	free(text);
	free(path);
}

static void test_dates_need_a_format(void **state)
{
	struct store *store = *state;
	struct import_options options = source_of("person");
	struct import_result result;
	struct err err;
	char *text;

	write_source("family_name,born\na,04/05/"
		     "1990\nb,1990-05-04\nc,1990-05\nd,1990-05-04T00:00:00.000\ne,today\nf,1990-05-04 x\n");
	options.keep_good = true;
	import_ends(store, &options, ST_OK, &result, &err);
	assert_int_equal(result.written, 3);
	assert_int_equal(result.bad, 3);
	holds(result.reject[0].reason, "date format");
	import_result_clear(&result);
	unlink(imports_rejects);
	options.date_format = "%d/%m/%Y";
	write_source("family_name,born\na,04/05/1990\ng,31/04/1990\n");
	import_ends(store, &options, ST_OK, &result, &err);
	assert_int_equal(result.written, 1);
	holds(result.reject[0].reason, "%d/%m/%Y");
	import_result_clear(&result);
	text = exported(store, "person", EXPORT_CSV);
	holds(text, "1990-05-04");
	free(text);
}

static void test_empty_means_nothing(void **state)
{
	struct store *store = *state;
	struct import_options options = source_of("neighbourhood");
	struct import_result result;
	struct err err;
	char *text;

	write_source("Stadtgebiet;Bevölkerung;Fläche in km²\nHamm; 37 520    ;3,8\nBillbrook;.;6,1\n");
	options.map = "Stadtgebiet=name,Bevölkerung=residents,Fläche in km²=area";
	options.empty = ".";
	import_ends(store, &options, ST_OK, &result, &err);
	assert_int_equal(result.written, 2);
	import_result_clear(&result);
	text = exported(store, "neighbourhood", EXPORT_CSV);
	holds(text, "Hamm,37520,,,,3.80");
	holds(text, "Billbrook,,,,,6.10");
	free(text);
}

static void test_broken_bytes_are_named(void **state)
{
	struct store *store = *state;
	struct import_options options = source_of("person");
	struct import_result result;
	struct err err;
	char *rejects;

	write_source(
		"family_name,given_name\nJos\xC3\xA9,a\nZo\xC3\xAB,b\nx\xC3,c\nAn\xC3\xADs,d\n\xC3\x89va,e\n"
		"Ad\xC3\xA8le,f\nBj\xC3\xB6rn,g\nC\xC3\xB4me,h\nDa\xC3\xAFs,i\nE\xC3\xADna,j\nF\xC3\xA9lix,"
		"k\n");
	options.keep_good = true;
	import_ends(store, &options, ST_OK, &result, &err);
	assert_int_equal(result.bad, 1);
	assert_int_equal(result.reject[0].line, 4);
	assert_string_equal(result.reject[0].column, "family_name");
	rejects = read_whole(imports_rejects);
	holds(rejects, "x\xEF\xBF\xBD,c");
	free(rejects);
	import_result_clear(&result);
}

static void test_what_is_no_import(void **state)
{
	struct store *store = *state;
	const struct actor auditor = { .user = "a", .desk = "HA", .roles = ROLE_AUDITOR };
	struct import_options options = source_of("person");
	struct import_result result;
	struct err err;

	unlink(imports_source);
	import_ends(store, &options, ST_NOTFOUND, &result, &err);
	import_result_clear(&result);
	write_source("");
	import_ends(store, &options, ST_INVALID, &result, &err);
	import_result_clear(&result);
	write_source("family_name\n");
	import_ends(store, &options, ST_OK, &result, &err);
	assert_int_equal(result.rows, 0);
	assert_true(id_none(result.set));
	import_result_clear(&result);
	write_source("family_name\nx\n");
	assert_int_equal(import_run(store, &auditor, &options, &result, &err), ST_DENIED);
	import_result_clear(&result);
	options.encoding = "klingon";
	import_ends(store, &options, ST_INVALID, &result, &err);
	import_result_clear(&result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IMPORTS_TEST(test_first_day),
		IMPORTS_TEST(test_bad_rows_and_nothing_written),
		IMPORTS_TEST(test_good_rows_kept_and_rejects_mended),
		IMPORTS_TEST(test_rejects_are_not_replaced),
		IMPORTS_TEST(test_dry_run_changes_nothing),
		IMPORTS_TEST(test_rules_of_the_kind),
		IMPORTS_TEST(test_missing_required_column),
		IMPORTS_TEST(test_known_people),
		IMPORTS_TEST(test_key_and_title),
		IMPORTS_TEST(test_references),
		IMPORTS_TEST(test_plan),
		IMPORTS_TEST(test_same_file_twice),
		IMPORTS_TEST(test_stopped_and_resumed),
		IMPORTS_TEST(test_killed_and_resumed),
		IMPORTS_TEST(test_stopped_while_checking),
		IMPORTS_TEST(test_round_trip),
		IMPORTS_TEST(test_imported_numbers_are_not_given_again),
		IMPORTS_TEST(test_febrl),
		IMPORTS_TEST(test_dates_need_a_format),
		IMPORTS_TEST(test_empty_means_nothing),
		IMPORTS_TEST(test_broken_bytes_are_named),
		IMPORTS_TEST(test_what_is_no_import),
	};

	return IMPORTS_RUN("import", tests);
}
