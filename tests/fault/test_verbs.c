/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The program's own verbs, with the ground giving way under each at many points:
 * killed, without power, on a full and on a broken disk.  Whatever the verb, it
 * was done whole or not at all, the file is whole afterwards, what it said was
 * done is done, and where it lived on and failed it said why.  The long test
 * (VERBS_LONG) takes more points.
 */
#include "config.h"

#include "../unit/test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../unit/raw.h"
#include "base/mem.h"
#include "base/str.h"

#ifdef VERBS_LONG
enum { POINTS = 8 };
#else
enum { POINTS = 2 };
#endif

enum { PEOPLE = 5 };
#define FIRST "Hqaidarova"             /* a name that stands nowhere else */

static char folder[] = "/tmp/foothold-verbs-XXXXXX";
static char *town, *armed, *count_file, *said_file;
static char first_case[32], first_paper[40], first_clock[40];   /* of whom a document and a clock are recorded */
static const char *base = "base.db";     /* what each point begins with */

/* Exit status as of waitpid(); what was printed in *out, which is yours. */
static int run_shell(const char *command, char **out)
{
	struct str text = STR_INIT;
	char part[4096];
	FILE *p = popen(command, "r");

	assert_non_null(p);
	for (size_t n; (n = fread(part, 1, sizeof(part), p)) > 0;)
		str_addn(&text, part, n);
	*out = str_take(&text);
	return pclose(p);
}

static int run_on(const char *db, const char *fault, const char *verb, char **out)
{
	char *command = mem_fmt("cd %s && exec %s %s --db %s --user berg 2>%s", folder, armed, verb, db, said_file);
	int status;

	setenv("FOOTHOLD_FAULT", fault, 1);
	setenv("FOOTHOLD_FAULT_COUNT", count_file, 1);
	status = run_shell(command, out);
	unsetenv("FOOTHOLD_FAULT");
	unsetenv("FOOTHOLD_FAULT_COUNT");
	free(command);
	return status;
}

static int run(const char *fault, const char *verb, char **out)
{
	return run_on("town.db", fault, verb, out);
}

static char *complaint(void)
{
	char *command = mem_fmt("cat %s", said_file), *out;

	run_shell(command, &out);
	free(command);
	return out;
}

/* Without a fault it must be done. */
static char *done(const char *verb)
{
	char *out = NULL;

	if (run("none:0", verb, &out) != 0)
		fail_msg("%s: %s", verb, complaint());
	return out;
}

static long calls_of_the_last(void)
{
	FILE *f = fopen(count_file, "r");
	long calls = 0;

	if (f && fscanf(f, "%ld", &calls) != 1)
		calls = 0;
	if (f)
		fclose(f);
	return calls;
}

static int times(const char *text, const char *word)
{
	int n = 0;

	for (const char *at = text; (at = strstr(at, word)); at++)
		n++;
	return n;
}

/* What the file shows: people, their phone numbers, sealed files, users, copies of papers, what stands under the name of
 * a colleague to whom a file went, decisions that were sent, arrangements that were ticked and reports that were released; and of people who came as
 * a group, of plans that follow another template, of clocks that stand, and of who came to a lesson and attends from then
 * on, how many records tell; then what is watched. */
struct shown { int people, phones, sealed, users, copies, handed, settled, moved, watched; };

/* What a verb of the stages writes, where one is tried: how many records of that kind tell one of the words. */
static struct { const char *kind, *words[2]; bool order; } watched;

/* 0: lists stand as they did; 2: all in the Turkish order, and the file says so. */
static int count_ordered(void)
{
	char *people = done("list person"), *language = done("order --json");
	const char *c = strstr(people, "Czerny"), *cedilla = strstr(people, "Çam");
	int n = (c && cedilla && c < cedilla) + times(language, "\"tr\"");

	free(people);
	free(language);
	return n;
}

static int count_watched(void)
{
	char *verb, *records;
	int n = 0;

	if (watched.order)
		return count_ordered();
	if (!watched.kind)
		return 0;
	verb = mem_fmt("list %s --json", watched.kind);
	records = done(verb);
	for (size_t i = 0; i < ARRAY_LEN(watched.words); i++)
		n += watched.words[i] ? times(records, watched.words[i]) : 0;
	free(records);
	free(verb);
	return n;
}

static struct shown look(void)
{
	char *people, *sealed, *users, *papers, *handed, *decided, *arranged, *lived, *planned, *stood, *came, *enrolled, *released;
	struct shown shown;

	free(done("check"));
	people = done("list person --json");
	sealed = done("sealed --json");
	users = done("users --json");
	papers = done("list document --json");
	handed = done("list handover --json");
	decided = done("list decision --json");
	arranged = done("list arrangement --json");
	lived = done("list membership --json");
	planned = done("list plan --json");
	stood = done("list clock_move --json");
	came = done("list presence --json");
	enrolled = done("list enrolment --json");
	released = done("report releases --json");
	shown = (struct shown){ times(people, "\"case_number\": \""), times(people, "\"phone\": \"+49"),
		times(sealed, "\"sealed\": \""), times(users, "\"name\": \""), times(papers, "\"copy\": true"),
		times(people, "\"caseworker\": \"lind\"") + times(handed, "\"receiver\": \"lind\""),
		times(decided, "\"state\": \"sent\"") + times(arranged, "\"state\": \"done\"")
			+ times(arranged, "\"state\": \"asked\"") + times(released, "\"release\": "),
		times(lived, "\"household\": \"") + times(planned, "near retirement") + times(stood, "suspended")
			+ times(came, "\"state\": \"came\"") + times(enrolled, "\"state\": \"attending\""),
		count_watched() };
	free(people);
	free(sealed);
	free(users);
	free(papers);
	free(handed);
	free(decided);
	free(arranged);
	free(lived);
	free(planned);
	free(stood);
	free(came);
	free(enrolled);
	free(released);
	return shown;
}

static bool same(struct shown a, struct shown b)
{
	return a.people == b.people && a.phones == b.phones && a.sealed == b.sealed && a.users == b.users
		&& a.copies == b.copies && a.handed == b.handed && a.settled == b.settled && a.moved == b.moved
		&& a.watched == b.watched;
}

static void begin_anew(void)
{
	char *command = mem_fmt("cd %s && rm -f town.db-* *.csv.rejects* copy.db* restored.db* card.pdf* letter.txt* report.csv* && cp %s town.db", folder,
		base);

	assert_int_equal(system(command), 0);
	free(command);
}

/* What stands beside the file, if anything does, opens and is whole. */
static void copies_are_whole(void)
{
	static const char *const names[] = { "copy.db", "restored.db" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		char *path = mem_fmt("%s/%s", folder, names[i]), *out = NULL;

		if (!access(path, F_OK) && run_on(names[i], "none:0", "check", &out) != 0)
			fail_msg("%s: %s", names[i], complaint());
		free(out);
		free(path);
	}
}

/* Nothing stands outside that the file does not know. */
static void what_is_out_is_noted(const struct shown *now)
{
	static const struct { const char *name; bool watched; } papers[] = { { "report.csv", false }, { "card.pdf", true },
		{ "letter.txt", true } };

	for (size_t i = 0; i < ARRAY_LEN(papers); i++) {
		char *path = mem_fmt("%s/%s", folder, papers[i].name);

		if (!access(path, F_OK) && (papers[i].watched ? now->watched : now->settled) == 0)
			fail_msg("%s was written, and the file does not know", papers[i].name);
		free(path);
	}
}

/* A verb, and what the file shows once it was done. */
struct verb {
	const char *words;
	struct shown after;
};

static void at_one_point(const struct verb *verb, const char *kind, long at, struct shown before)
{
	char *fault = mem_fmt("%s:%ld", kind, at), *out, *why;
	struct shown now;
	int status;

	begin_anew();
	status = run(fault, verb->words, &out);
	why = complaint();
	if (WIFSIGNALED(status) ? WTERMSIG(status) != SIGKILL : WEXITSTATUS(status) != 0 && !*why)
		fail_msg("%s, %s: ended with %#x: %s", verb->words, fault, (unsigned)status, why);
	now = look();
	copies_are_whole();
	what_is_out_is_noted(&now);
	/* Whoever opens the pages finds no one who was sealed or erased; the last one to leave took the log in. */
	if (now.people < PEOPLE)
		assert_int_equal(raw_finds(town, FIRST), 0);
	if (status == 0 && !same(now, verb->after))
		fail_msg("%s, %s: said to be done, and is not", verb->words, fault);
	if (!same(now, verb->after) && !same(now, before))
		fail_msg("%s, %s: is half done: %d people, %d phones, %d sealed, %d users", verb->words, fault, now.people,
			now.phones, now.sealed, now.users);
	free(why);
	free(out);
	free(fault);
}

static void everywhere(struct verb verb)
{
	static const char *const kinds[] = { "kill", "power", "full", "eio", "torn", "tear" };
	char *with_case = mem_fmt(verb.words, first_case);
	struct shown before;
	long calls;

	begin_anew();
	before = look();
	/* A file of several users asks for more than a passphrase. */
	assert_true(before.people < PEOPLE || before.users > 1 || raw_finds(town, FIRST) > 0);
	verb.words = with_case;
	free(done(with_case));
	calls = calls_of_the_last();
	assert_true(calls > 3);
	assert_true(same(look(), verb.after));
	for (int i = 0; i < POINTS; i++)
		for (size_t k = 0; k < (POINTS > 2 ? ARRAY_LEN(kinds) : 4); k++)
			at_one_point(&verb, kinds[k], 1 + (calls * (2 * i + 1) + (long)k * calls / 4) / (2 * POINTS) % calls, before);
	print_message("%s: %ld calls\n", with_case, calls);
	free(with_case);
}

static void a_person_is_added(void **state)
{
	(void)state;
	everywhere((struct verb){ "add person given_name=Yusuf family_name=Demir", { PEOPLE + 1, 0, 0, 1, 0, 0, 0 } });
}

static void a_person_is_changed(void **state)
{
	(void)state;
	everywhere((struct verb){ "set %s phone=+4930123456", { PEOPLE, 1, 0, 1, 0, 0, 0 } });
}

/* The file, and the note that tells the colleague. */
static void a_file_is_handed_over(void **state)
{
	(void)state;
	everywhere((struct verb){ "handover %s --to lind", { PEOPLE, 0, 0, 1, 0, 2, 0 } });
}

static void a_decision_is_sent(void **state)
{
	(void)state;
	everywhere((struct verb){ "decide %s measure how=post objection_term=\"6 weeks\" --to sent",
		{ PEOPLE, 0, 0, 1, 0, 0, 1 } });
}

/* In the ledger before the file has its name. */
static void a_report_is_released(void **state)
{
	char *arrived = mem_fmt("set %s arrived=2026-01-10", first_case), *command = mem_fmt("cp %s %s/arrived.db", town, folder);

	(void)state;
	begin_anew();
	free(done(arrived));
	assert_int_equal(system(command), 0);
	base = "arrived.db";
	free(arrived);
	free(command);
	everywhere((struct verb){ "report progress --from 2026-01 -o report.csv", { PEOPLE, 0, 0, 1, 0, 0, 1 } });
	base = "base.db";
}

/* Two ticks are one change. */
static void arrangements_are_ticked(void **state)
{
	(void)state;
	everywhere((struct verb){ "arrange %s registration=done bank=asked", { PEOPLE, 0, 0, 1, 0, 0, 2 } });
}

static void people_are_imported(void **state)
{
	(void)state;
	everywhere((struct verb){ "import person people.csv", { PEOPLE + 40, 0, 0, 1, 0, 0, 0 } });
}

/* Twelve people, their households and memberships, with plans and arrangements. */
static void a_group_arrives(void **state)
{
	(void)state;
	everywhere((struct verb){ "group bus.csv", { PEOPLE + 12, 0, 0, 1, 0, 0, 0, 12 } });
}

static void a_plan_follows_another_template(void **state)
{
	(void)state;
	everywhere((struct verb){ "plan %s --template near_retirement --run", { PEOPLE, 0, 0, 1, 0, 0, 0, 1 } });
}

static void a_clock_stands(void **state)
{
	char *words = mem_fmt("clock suspend %s --reason Illness", first_clock);

	(void)state;
	everywhere((struct verb){ words, { PEOPLE, 0, 0, 1, 0, 0, 0, 1 } });
	free(words);
}

/* Everybody in the group came, and with the first lesson their course begins: marks, enrolments, lesson and group. */
static void a_lesson_is_marked(void **state)
{
	(void)state;
	everywhere((struct verb){ "course Group --lesson 2026-01-08 --came all", { PEOPLE, 0, 0, 1, 0, 0, 0, 2 * PEOPLE } });
}

static void of_a_stage(const char *words, const char *kind, const char *tells, const char *or_tells, int n)
{
	watched.kind = kind;
	watched.words[0] = tells;
	watched.words[1] = or_tells;
	everywhere((struct verb){ words, { PEOPLE, 0, 0, 1, 0, 0, 0, 0, n } });
	watched.kind = NULL;
}

static void a_seat_is_offered(void **state)
{
	(void)state;
	of_a_stage("waiting --next Later", "enrolment", "\"state\": \"offered\"", NULL, 1);
}

/* The dossier's eight papers come with it. */
static void a_dossier_begins(void **state)
{
	(void)state;
	of_a_stage("dossier %s --route regulated title=Nurse", "requirement", "\"state\": \"missing\"", NULL, 8);
}

static void a_home_is_offered(void **state)
{
	(void)state;
	of_a_stage("home %s --offer \"Mill Lane 35\"", "placement", "\"state\": \"offered\"", NULL, 1);
}

static void an_application_is_planned(void **state)
{
	(void)state;
	of_a_stage("vacancy %s --apply Cook", "application", "\"state\": \"planned\"", NULL, 1);
}

/* What was asked elsewhere is withdrawn with it. */
static void a_school_takes_a_child(void **state)
{
	(void)state;
	of_a_stage("school %s --what primary --placed Quay", "school_place", "\"state\": \"placed\"",
		"\"state\": \"withdrawn\"", 2);
}

static void criteria_are_put_in_force(void **state)
{
	(void)state;
	of_a_stage("match criteria homes --weigh waited=400", "match_rule", "\"what\": \"homes\"", NULL, 1);
}

/* The round with its proof, and the proposal. */
static void a_round_is_saved(void **state)
{
	(void)state;
	of_a_stage("match homes --round", "home_proposal", "\"state\": \"proposed\"", NULL, 1);
}

/* The first id of the only record of a kind. */
static void only_id(const char *kind, char out[40])
{
	char *verb = mem_fmt("list %s --json", kind), *records = done(verb), *at = strstr(records, "\"id\": \"");

	assert_non_null(at);
	snprintf(out, 40, "%.36s", at + strlen("\"id\": \""));
	free(verb);
	free(records);
}

/* A round of one home: published, called off, its proposal decided on. */
static void a_round_is_decided_on(void **state)
{
	char round[40], proposal[40], *verb, *from = mem_fmt("%s/computed.db", folder), *told = mem_fmt("%s/published.db", folder);

	(void)state;
	begin_anew();
	free(done("match homes --round"));
	only_id("round", round);
	only_id("home_proposal", proposal);
	assert_int_equal(rename(town, from), 0);
	base = "computed.db";
	verb = mem_fmt("match publish %s", round);
	of_a_stage(verb, "round", "\"state\": \"published\"", NULL, 1);
	begin_anew();
	free(done(verb));
	free(verb);
	assert_int_equal(rename(town, told), 0);
	base = "published.db";
	verb = mem_fmt("match confirm %s", proposal);
	of_a_stage(verb, "placement", "\"state\": \"offered\"", NULL, 1);
	free(verb);
	verb = mem_fmt("match override %s --reason Elsewhere", proposal);
	of_a_stage(verb, "home_proposal", "\"state\": \"overridden\"", NULL, 1);
	free(verb);
	verb = mem_fmt("match cancel %s --reason Flooded", round);
	of_a_stage(verb, "home_proposal", "\"state\": \"withdrawn\"", NULL, 1);
	base = "base.db";
	free(verb);
	free(from);
	free(told);
}

/* By somebody else than berg, whose passphrase stands in the file `words`. */
static void done_by_lind(const char *verb, const char *words)
{
	char *command = mem_fmt("cd %s && FOOTHOLD_FAULT=none:0 FOOTHOLD_FAULT_COUNT=%s %s %s --db town.db --user lind --passphrase-file %s"
		" >/dev/null 2>%s", folder, count_file, armed, verb, words, said_file);

	if (system(command) != 0)
		fail_msg("%s: %s", verb, complaint());
	free(command);
}

static void put_words(const char *name, const char *words)
{
	char *path = mem_fmt("%s/%s", folder, name);
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fchmod(fileno(f), 0600), 0);
	fprintf(f, "%s\n", words);
	assert_int_equal(fclose(f), 0);
	free(path);
}

/* Proposed by one, approved by another: with all of it or with nothing. */
static void an_exception_is_approved(void **state)
{
	char id[40], *verb, *from = mem_fmt("%s/proposed.db", folder);

	(void)state;
	put_words("given", "four words for Lind");
	put_words("chosen", "other words of Lind alone");
	begin_anew();
	free(done("users add lind --role supervisor --new-passphrase-file given"));
	done_by_lind("passphrase --new-passphrase-file chosen", "given");
	done_by_lind("exception propose Religion --basis \"Act, section 4\" --review 2040-01-01", "chosen");
	only_id("exception", id);
	assert_int_equal(rename(town, from), 0);
	base = "proposed.db";
	verb = mem_fmt("exception approve %s", id);
	watched.kind = "exception";
	watched.words[0] = "\"state\": \"approved\"";
	watched.words[1] = NULL;
	everywhere((struct verb){ verb, { PEOPLE, 0, 0, 2, 0, 0, 0, 0, 1 } });
	watched.kind = NULL;
	base = "base.db";
	free(verb);
	free(from);
}

static void a_file_is_sealed(void **state)
{
	(void)state;
	everywhere((struct verb){ "seal %s", { PEOPLE - 1, 0, 1, 1, 0, 0, 0 } });
}

static void a_file_is_put_back(void **state)
{
	char *verb = mem_fmt("seal %s", first_case), *from = mem_fmt("%s/sealed.db", folder);

	(void)state;
	begin_anew();
	free(done(verb));
	assert_int_equal(rename(town, from), 0);
	base = "sealed.db";
	everywhere((struct verb){ "sealed undo %s", { PEOPLE, 0, 0, 1, 0, 0, 0 } });
	base = "base.db";
	free(verb);
	free(from);
}

static void a_person_is_erased(void **state)
{
	(void)state;
	everywhere((struct verb){ "erase --run --ground duty %s", { PEOPLE - 1, 0, 0, 1, 0, 0, 0 } });
}

static void a_paper_is_copied(void **state)
{
	char *words = mem_fmt("document attach %s paper.pdf", first_paper);

	(void)state;
	everywhere((struct verb){ words, { PEOPLE, 0, 0, 1, 1, 0, 0 } });
	free(words);
}

/* A card that is valid though nobody holds it, or a page whose card the file does not know, would be half of it: where the
 * page fails in the last moment the card is withdrawn again. */
static void a_card_is_issued(void **state)
{
	(void)state;
	of_a_stage("card issue %s -o card.pdf", "card", "\"state\": \"valid\"", NULL, 1);
}

/* On the person's file before it has its name, and taken back where it gets none. */
static void a_letter_is_saved(void **state)
{
	(void)state;
	of_a_stage("letter %s held --plain --language uk -o letter.txt", "handout", "\"how\": \"saved\"", NULL, 1);
}

/* With mark and bytes, or with both still there. */
static void a_copy_is_sealed_with_its_person(void **state)
{
	char *verb = mem_fmt("document attach %s paper.pdf", first_paper), *from = mem_fmt("%s/copied.db", folder);

	(void)state;
	begin_anew();
	free(done(verb));
	assert_int_equal(rename(town, from), 0);
	base = "copied.db";
	everywhere((struct verb){ "seal %s", { PEOPLE - 1, 0, 1, 1, 0, 0, 0 } });
	base = "base.db";
	free(verb);
	free(from);
}

static void a_user_is_added(void **state)
{
	(void)state;
	everywhere((struct verb){ "users add Lind --role desk", { PEOPLE, 0, 0, 2, 0, 0, 0 } });
}

static void the_key_is_changed(void **state)
{
	(void)state;
	everywhere((struct verb){ "key rotate", { PEOPLE, 0, 0, 1, 0, 0, 0 } });
}

/* Every key of every list, or none. */
static void lists_are_sorted_anew(void **state)
{
	char *from = mem_fmt("%s/two.db", folder);

	(void)state;
	begin_anew();
	free(done("add person given_name=Mariam family_name=Çam"));
	free(done("add person given_name=Mariam family_name=Czerny"));
	assert_int_equal(rename(town, from), 0);
	base = "two.db";
	watched.order = true;
	everywhere((struct verb){ "order tr", { PEOPLE + 2, 0, 0, 1, 0, 0, 0, 0, 2 } });
	watched.order = false;
	base = "base.db";
	free(from);
}

static void a_copy_is_made(void **state)
{
	(void)state;
	everywhere((struct verb){ "backup copy.db", { PEOPLE, 0, 0, 1, 0, 0, 0 } });
}

static void a_backup_is_restored(void **state)
{
	(void)state;
	everywhere((struct verb){ "restore base.db restored.db", { PEOPLE, 0, 0, 1, 0, 0, 0 } });
}

/* A group with everybody in it, and a lesson. */
static void make_group(void)
{
	char *people = done("list person --json"), *at = people, number[32], *verb;

	free(done("add course name=Group language=nl level=a1 starts=2026-01-05"));
	free(done("add lesson course=Group day=2026-01-08 at=09:00"));
	while ((at = strstr(at, "\"case_number\": \"")) != NULL) {
		at += strlen("\"case_number\": \"");
		snprintf(number, sizeof(number), "%.*s", (int)strcspn(at, "\""), at);
		verb = mem_fmt("add enrolment person=%s course=Group state=enrolled asked=2026-01-02", number);
		free(done(verb));
		free(verb);
	}
	free(people);
}

/* What the stages give out, and a first question at another school. */
static void make_stages(void)
{
	static const char *const records[] = {
		"course name=Later language=nl level=a2 starts=2099-01-05 seats=3", "dwelling address=\"Mill Lane 35\"",
		"employer name=Harbour", "vacancy title=Cook employer=Harbour seats=1", "school name=Quay what=primary places=2",
		"school name=Hill what=primary places=2",
	};
	char *verb;

	for (size_t i = 0; i < ARRAY_LEN(records); i++) {
		verb = mem_fmt("add %s", records[i]);
		free(done(verb));
		free(verb);
	}
	verb = mem_fmt("add enrolment person=%s language=nl level=a2 asked=2026-01-02", first_case);
	free(done(verb));
	free(verb);
	verb = mem_fmt("add need person=%s people=1 asked=2026-01-02", first_case);
	free(done(verb));
	free(verb);
	verb = mem_fmt("add school_place person=%s school=Hill what=primary", first_case);
	free(done(verb));
	free(verb);
}

static int make(void **state)
{
	static const char *const names[PEOPLE] = { FIRST, "Kravchuk", "Rojas", "Tesfay", "Novak" };
	char *command, *out, *csv;
	int renamed;
	FILE *f;

	(void)state;
	if (!mkdtemp(folder))
		return -1;
	armed = realpath("tests/fault/armed", NULL);
	town = mem_fmt("%s/town.db", folder);
	count_file = mem_fmt("%s/calls", folder);
	said_file = mem_fmt("%s/said", folder);
	setenv("HOME", folder, 1);
	command = mem_fmt("cd %s && %s init --desk HA --user berg town.db", folder, armed);
	if (!armed || run_shell(command, &out) != 0)
		return -1;
	free(command);
	free(out);
	for (int i = 0; i < PEOPLE; i++) {
		char *verb = mem_fmt("add person given_name=Mariam family_name=%s", names[i]);

		out = done(verb);
		if (i == 0)
			str_copy(first_case, sizeof(first_case), str_starts(out, "HA-") ? out : "");
		first_case[strcspn(first_case, " \n")] = '\0';
		free(out);
		free(verb);
	}
	command = mem_fmt("add document person=%s what=work copy_purpose=application", first_case);
	out = done(command);
	str_copy(first_paper, sizeof(first_paper), out);
	first_paper[strcspn(first_paper, " \n")] = '\0';
	free(command);
	free(out);
	command = mem_fmt("add clock person=%s what=Letter began=2026-01-05 length=\"9 years\"", first_case);
	out = done(command);
	str_copy(first_clock, sizeof(first_clock), out);
	first_clock[strcspn(first_clock, " \n")] = '\0';
	free(command);
	free(out);
	make_group();
	make_stages();
	command = mem_fmt("%s/bus.csv", folder);
	f = fopen(command, "w");
	fprintf(f, "household,given_name,family_name\n");
	for (int i = 0; i < 12; i++)
		fprintf(f, "%d,Olena,Bondarenko%c\n", i / 4, 'a' + i);
	fclose(f);
	free(command);
	command = mem_fmt("%s/paper.pdf", folder);
	f = fopen(command, "w");
	fprintf(f, "%%PDF-1.7 %0150000d", 7);
	fclose(f);
	free(command);
	csv = mem_fmt("%s/people.csv", folder);
	f = fopen(csv, "w");
	fprintf(f, "given_name,family_name\n");
	for (int i = 0; i < 40; i++)
		fprintf(f, "Olena,Bondarenko%c%c\n", 'a' + i % 26, 'a' + i / 26);
	fclose(f);
	command = mem_fmt("%s/base.db", folder);
	renamed = rename(town, command);
	free(command);
	free(csv);
	return renamed;
}

static int discard(void **state)
{
	char *command = mem_fmt("rm -rf %s", folder);
	int rc = system(command);

	(void)state;
	free(command);
	return rc;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_person_is_added),
		cmocka_unit_test(a_person_is_changed),
		cmocka_unit_test(a_file_is_handed_over),
		cmocka_unit_test(a_decision_is_sent),
		cmocka_unit_test(a_report_is_released), cmocka_unit_test(arrangements_are_ticked),
		cmocka_unit_test(people_are_imported),
		cmocka_unit_test(a_group_arrives),
		cmocka_unit_test(a_plan_follows_another_template),
		cmocka_unit_test(a_clock_stands),
		cmocka_unit_test(a_lesson_is_marked),
		cmocka_unit_test(a_seat_is_offered),
		cmocka_unit_test(a_dossier_begins),
		cmocka_unit_test(a_home_is_offered),
		cmocka_unit_test(an_application_is_planned),
		cmocka_unit_test(a_school_takes_a_child),
		cmocka_unit_test(criteria_are_put_in_force), cmocka_unit_test(a_round_is_saved),
		cmocka_unit_test(a_round_is_decided_on),
		cmocka_unit_test(an_exception_is_approved),
		cmocka_unit_test(a_file_is_sealed),
		cmocka_unit_test(a_file_is_put_back),
		cmocka_unit_test(a_person_is_erased),
		cmocka_unit_test(a_paper_is_copied), cmocka_unit_test(a_card_is_issued), cmocka_unit_test(a_letter_is_saved),
		cmocka_unit_test(a_copy_is_sealed_with_its_person),
		cmocka_unit_test(a_user_is_added),
		cmocka_unit_test(the_key_is_changed), cmocka_unit_test(lists_are_sorted_anew),
		cmocka_unit_test(a_copy_is_made),
		cmocka_unit_test(a_backup_is_restored),
	};

	return cmocka_run_group_tests(tests, make, discard);
}
