/* SPDX-License-Identifier: EUPL-1.2 */
/* Criteria: the defaults, what is refused and what the refusal says, versions by day, differences, the notice. */
#include "config.h"

#include <sqlite3.h>

#include "tests/unit/cases/town.h"

#include "base/msg.h"
#include "base/utf.h"
#include "match/criteria.h"
#include "register/gate.h"
#include "register/matching_ini.h"
#include "tests/unit/raw.h"

#define HEAD "[criteria]\nwhat = homes\npurpose = To give homes\n"
#define SIZE "[condition size]\nlabel = Room\nreason = People need room\n"
#define WAITED "[wish waited]\nlabel = Days waited\nreason = Who waits longest\nfull = 365\nweight = 60\n"

static int rule_setup(void **state)
{
	match_init();
	return town_setup(state);
}
#define RULE_TEST(f) cmocka_unit_test_setup_teardown(f, rule_setup, town_teardown)

static struct id as_judged;      /* none */

/* ---- the defaults ---- */

/* Wishes of the catalogues that read what stands for a ground, and were thought through: what is rare is kept for who
 * needs it, and a mentor has to understand the newcomer; neither goes by what the need or the language comes from. */
static bool thought_through(const struct measure *measure)
{
	return str_same(measure->key, "kept") || str_same(measure->key, "language") || str_same(measure->key, "talk");
}

static void judge_reads(const struct measure *measure)
{
	char *copy = mem_str(measure->fields), *rest = copy, *path;

	while ((path = strsep(&rest, " ")) != NULL) {
		char *dot = strchr(path, '.');
		const struct field *field;

		if (!dot)
			continue;
		*dot = '\0';
		field = register_kind(path) ? kind_field(register_kind(path), dot + 1) : NULL;
		if (!field)
			fail_msg("%s reads %s.%s, which is not there", measure->key, path, dot + 1);
		if (field->stands_for && (measure->may & MEASURE_WISH) && !thought_through(measure))
			fail_msg("%s weighs by %s.%s, which stands for a protected ground", measure->key, path, dot + 1);
	}
	free(copy);
}

/* A need may stand against a place; it never weighs for or against a person. */
static void catalogues_weigh_by_no_ground(void **state)
{
	(void)state;
	for (int what = 0; what < MATCH_KINDS; what++)
		for (const struct measure *m = match_ops((enum match_what)what)->measure; m->key; m++) {
			assert_true(m->may != 0 && m->share && m->tell && m->words);
			judge_reads(m);
			for (const struct measure *general = match_general; general->key; general++)
				assert_string_not_equal(m->key, general->key);
		}
}

static void defaults_can_be_measured(void **state)
{
	for (int what = 0; what < MATCH_KINDS; what++) {
		struct match_rule rule;
		char *text = NULL;

		WELL(match_rule_text(*state, (enum match_what)what, as_judged, &text, &err_));
		WELL(match_rule_read(&rule, text, &err_));
		assert_int_equal(rule.what, what);
		assert_true(rule.count > 3);
		assert_true(match_weights(&rule) > 0);
		match_rule_clear(&rule);
		free(text);
	}
}

static void a_default_written_out_reads_the_same(void **state)
{
	struct match_rule rule, again;
	struct str words = STR_INIT;
	char *text;

	match_rule_default(MATCH_HOMES, &rule);
	WELL(match_rule_text(*state, MATCH_HOMES, as_judged, &text, &err_));
	WELL(match_rule_read(&again, text, &err_));
	match_rule_differences(&words, &rule, &again);
	assert_string_equal(str_get(&words), "");
	assert_string_equal(rule.digest, again.digest);
	assert_int_equal(strlen(rule.digest), 64);
	match_rule_clear(&rule);
	match_rule_clear(&again);
	str_free(&words);
	free(text);
}

/* What was wrong with files of criteria, one fault each, and what it says about it. */
static void every_fault_is_said(void **state)
{
	static const struct { const char *text, *says; } fault[] = {
		{ "", "begin with [criteria]" },
		{ "[criteria]\nwhat = boats\npurpose = x\n" SIZE, "begin with [criteria]" },
		{ "[criteria]\nwhat = homes\n" SIZE, "“purpose” is missing" },
		{ HEAD, "no criterion" },
		{ HEAD "[hope size]\nlabel = a\nreason = b\n", "a section is" },
		{ HEAD "[wish Waited]\nlabel = a\nreason = b\nweight = 1\n", "small letters" },
		{ HEAD SIZE "[wish size]\nlabel = a\nreason = b\nweight = 1\n", "stands in line 4 already" },
		{ HEAD "[condition size]\nlabel = a\nreason = b\nweight = 3\n", "never broken" },
		{ HEAD "[wish waited]\nlabel = a\nreason = b\nfull = 3\n", "has no weight" },
		{ HEAD "[wish waited]\nlabel = a\nreason = b\nfull = 3\nweight = 0\n", "count nothing" },
		{ HEAD "[wish waited]\nlabel = a\nreason = b\nfull = 3\nweight = 1001\n", "from 1 to 1000" },
		{ HEAD "[wish waited]\nlabel = a\nreason = b\nfull = 3\nweight = -5\n", "from 1 to 1000" },
		{ HEAD "[wish waited]\nlabel = a\nreason = b\nfull = 3\nweight = 99999999999999999999\n", "from 1 to 1000" },
		{ HEAD "[wish waited]\nlabel = a\nreason = b\nfull = 3\nweight = much\n", "not “much”" },
		{ HEAD "[wish waited]\nlabel = a\nreason = b\nfull = 3\nweight = 5\nunknown = 50\n", "like 50%" },
		{ HEAD "[wish waited]\nlabel = a\nreason = b\nfull = 3\nweight = 5\nunknown = 101%\n", "like 50%" },
		{ HEAD "[wish waited]\nlabel = a\nreason = b\nfull = 0\nweight = 5\n", "from 1 to 1000000" },
		{ HEAD "[wish waited]\nlabel = a\nreason = b\nweight = 5\n", "needs “full”" },
		{ HEAD "[condition size]\nlabel = a\nreason = b\nfull = 5\n", "has no scale" },
		{ HEAD "[condition size]\nlabel = a\n", "a label and a reason" },
		{ HEAD "[condition size]\nreason = a\n", "a label and a reason" },
		{ HEAD "[condition size]\nlabel = a\nreason = b\ncolour = red\n", "no key “colour”" },
		{ HEAD "[condition smell]\nlabel = a\nreason = b\n", "no measure “smell”" },
		{ HEAD "[wish size]\nlabel = a\nreason = b\nweight = 5\n", "condition only" },
		{ HEAD "[condition waited]\nlabel = a\nreason = b\nfull = 5\n", "wish only" },
		{ HEAD "[wish step_free]\nlabel = a\nreason = b\nweight = 5\n", "condition only" },
		{ HEAD "[wish old]\nmeasure = earlier\nlabel = a\nreason = b\nfull = 5\nweight = 1\n", "Say which" },
		{ HEAD "[wish waited]\nfield = need.asked\nlabel = a\nreason = b\nfull = 5\nweight = 1\n", "is fixed" },
		{ HEAD "[wish x]\nmeasure = earlier\nfield = need.colour\nlabel = a\nreason = b\nfull = 5\nweight = 1\n", "no field" },
		{ HEAD "[wish x]\nmeasure = earlier\nfield = needasked\nlabel = a\nreason = b\nfull = 5\nweight = 1\n", "is written like" },
		{ HEAD "[wish x]\nmeasure = more\nfield = dwelling.rent\nlabel = a\nreason = b\nfull = 5\nweight = 1\n",
		  "no field of those who are matched" },
		{ HEAD "[wish x]\nmeasure = more\nfield = need.asked\nlabel = a\nreason = b\nfull = 5\nweight = 1\n", "cannot measure" },
		{ HEAD WAITED "[wish again]\nmeasure = waited\nlabel = a\nreason = b\nfull = 9\nweight = 1\n", "count twice" },
		{ HEAD "[wish x]\nmeasure = more\nfield = need.people\nlabel = a\nreason = b\nfull = 5\nweight = 1\n"
		  "[wish y]\nmeasure = fewer\nfield = need.people\nlabel = a\nreason = b\nfull = 5\nweight = 1\n", "contradict each other" },
		{ HEAD "[condition x]\nmeasure = more\nfield = need.people\nlabel = a\nreason = b\nfull = 5\n"
		  "[condition y]\nmeasure = fewer\nfield = need.people\nlabel = a\nreason = b\nfull = 4\n", "nobody can meet both" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(fault); i++) {
		struct match_rule rule;
		struct err err = { .text = "" };

		if (match_rule_read(&rule, fault[i].text, &err) != ST_INVALID || !strstr(err.text, fault[i].says))
			fail_msg("“%s”: it says “%s”, not “%s”", fault[i].text, err.text, fault[i].says);
		assert_int_equal(rule.count, 0);
	}
}

static uint64_t chance_now = 7;

static size_t chance(size_t below)
{
	chance_now = chance_now * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(chance_now >> 33) % below;
}

/* Lines cut, doubled, swapped and spoiled: whatever comes of it is read, or refused with a sentence, and never both. */
static void garbage_is_refused_in_words(void **state)
{
	static const char *const spoil[] = { "weight  = 0\n", "[wish waited]\n", "=\n", "[\n", "field = a.b\n", "unknown = %\n",
		"\xff\xfe\n", "measure = \n", "full = 99999999999\n", "label[de = x\n", "  \n", "[condition ]\n", "measure = more\n" };
	char *text;

	WELL(match_rule_text(*state, MATCH_HOMES, as_judged, &text, &err_));
	for (int n = 0; n < 300; n++) {
		struct str made = STR_INIT;
		struct match_rule rule;
		struct err err = { .text = "" };
		enum status st;

		for (const char *at = text; *at; ) {
			size_t len = strcspn(at, "\n") + 1, what = chance(40);

			if (what != 0)
				str_addn(&made, at, what == 1 ? chance(len) : len);
			if (what == 2)
				str_addn(&made, at, len);
			if (what == 3)
				str_add(&made, spoil[chance(ARRAY_LEN(spoil))]);
			at += len;
		}
		st = match_rule_read(&rule, str_get(&made), &err);
		assert_true(st == ST_OK || (st == ST_INVALID && *err.text && rule.count == 0));
		match_rule_clear(&rule);
		str_free(&made);
	}
	free(text);
}

/* A field that only some of those who match see would give each of them other points. */
static void what_not_everybody_sees_is_no_criterion(void **state)
{
	struct match_rule rule;
	struct err err = { .text = "" };

	(void)state;
	assert_int_equal(match_rule_read(&rule, "[criteria]\nwhat = courses\npurpose = x\n[wish x]\nmeasure = earlier\n"
		"field = person.left\nlabel = a\nreason = b\nfull = 3\nweight = 5\n", &err), ST_INVALID);
	assert_non_null(strstr(err.text, "not seen by everybody"));
	assert_non_null(strstr(err.text, "language"));
}

/* ---- the gate ---- */

static void refuses(const char *text, const char *ground, const char *source)
{
	struct match_rule rule;
	struct err err = { .text = "" };

	if (match_rule_read(&rule, text, &err) != ST_INVALID || !strstr(err.text, ground) || !strstr(err.text, source))
		fail_msg("it says “%s”, not %s and %s", err.text, ground, source);
}

static void protected_grounds_are_refused(void **state)
{
	(void)state;
	refuses(HEAD "[wish waited]\nlabel = Christian families\nreason = b\nfull = 3\nweight = 5\n", "religion", "GDPR Art. 9");
	refuses(HEAD "[wish waited]\nlabel = Days\nreason = By country of origin\nfull = 3\nweight = 5\n", "nationality", "Directive");
	refuses(HEAD "[wish waited]\nlabel = Days\nlabel[de] = Religion\nreason = b\nfull = 3\nweight = 5\n", "religion", "GDPR");
	refuses(HEAD "[wish muslim_families]\nmeasure = waited\nlabel = Days\nreason = b\nfull = 3\nweight = 5\n", "religion", "GDPR");
	refuses(HEAD "[wish x]\nmeasure = earlier\nfield = person.born\nlabel = a\nreason = b\nfull = 3\nweight = 5\n", "age",
		"Directive 2000/78/EC");
	refuses(HEAD "[wish x]\nmeasure = yes\nfield = need.step_free\nlabel = a\nreason = b\nweight = 5\n", "health",
		"EU Charter Art. 21");
	refuses(HEAD "[wish x]\nmeasure = yes\nfield = person.address_secret\nlabel = a\nreason = b\nweight = 5\n", "rights", "GDPR");
	refuses(HEAD "[wish x]\nmeasure = fewer\nfield = need.lot\nlabel = a\nreason = b\nfull = 3\nweight = 5\n", "among equals", "no criterion");
	refuses(HEAD "[condition x]\nmeasure = earlier\nfield = person.work_from\nlabel = a\nreason = b\n", "status", "GDPR");
}

/* Every field that the register calls sensitive, or that is gender, age, a name or a country, is closed to criteria. */
static void closed_fields(void **state)
{
	static const char *const closed[] = { "person.gender", "person.born", "person.given_name", "person.family_name",
		"person.interpreter", "speaks.language", "education.learned_in", "experience.worked_in", "credential.earned_in",
		"enrolment.women_only", "need.step_free" };
	int n;
	const struct kind *const *kinds = register_kinds(&n);

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(closed); i++) {
		char *copy = mem_str(closed[i]), *dot = strchr(copy, '.');

		*dot = '\0';
		if (!kind_field(register_kind(copy), dot + 1)->stands_for)
			fail_msg("%s is open to criteria", closed[i]);
		free(copy);
	}
	for (int k = 0; k < n; k++)
		for (int i = 0; i < kinds[k]->n_fields; i++) {
			const struct field *field = &kinds[k]->fields[i];

			if (field->sensitive && !field->stands_for)
				fail_msg("%s.%s lets somebody guess more, and is open to criteria", kinds[k]->name, field->name);
			if (field->stands_for && !gate_ground_named(field->stands_for))
				fail_msg("%s.%s stands for %s, which is no ground", kinds[k]->name, field->name, field->stands_for);
		}
}

/* ---- any field ---- */

static struct id need_of(struct store *store, struct id person, int n)
{
	if (n == 0)
		return make(store, "need", PAIRS(OF("person", person), "people=3", "pets=yes", "max_rent=999.50"));
	if (n == 1)
		return make(store, "need", PAIRS(OF("person", person), "people=6", "pets=no", "max_rent=1000.50"));
	return make(store, "need", PAIRS(OF("person", person), "people=1"));
}

static void any_field_is_measured(void **state)
{
	static const char text[] = HEAD
		"[condition cheap]\nmeasure = fewer\nfield = need.max_rent\nlabel = a\nreason = b\nfull = 1000\n"
		"[wish arrived]\nmeasure = earlier\nfield = person.arrived\nlabel = a\nreason = b\nfull = 200\nweight = 10\n"
		"[wish many]\nmeasure = more\nfield = need.people\nlabel = a\nreason = b\nfull = 4\nweight = 10\n"
		"[wish pets]\nmeasure = yes\nfield = need.pets\nlabel = a\nreason = b\nweight = 10\nunknown = 20%\n";
	struct store *store = *state;
	struct match_rule rule;
	struct match_facts facts = { .n_candidates = 3, .day = "2026-05-04" };
	struct match_score score;
	struct match_line line[MATCH_CRITERIA_MOST];
	struct str words = STR_INIT;

	facts.candidate = mem_array(3, sizeof(*facts.candidate));
	for (int i = 0; i < 3; i++) {
		struct id person = make(store, "person", PAIRS("given_name=Ana", "arrived=2026-01-24"));

		facts.candidate[i] = (struct match_candidate){ .person = person, .application = need_of(store, person, i) };
	}
	WELL(match_rule_read(&rule, text, &err_));
	WELL(match_columns_read(store, &everybody, &rule, &facts, &err_));
	match_score(&facts, &rule, 0, 0, &score);
	assert_true(score.admissible);
	/* 100 of 200 days, 3 of 4 people, pets. */
	assert_int_equal(score.points, 5000 + 7500 + 10000);
	assert_int_equal(score.questions, 0);
	match_score(&facts, &rule, 1, 0, &score);
	assert_false(score.admissible);
	assert_int_equal(score.points, 5000 + 10000);
	match_score(&facts, &rule, 2, 0, &score);
	assert_true(score.admissible);
	assert_int_equal(score.questions, 2);
	assert_int_equal(score.points, 5000 + 2500 + 2000);
	assert_int_equal(match_tell(&facts, &rule, 0, 0, line), 4);
	assert_string_equal(line[1].is.has, "2026-01-24");
	assert_string_equal(line[1].is.wants, "200");
	line[1].by->measure->words(&words, line[1].by, &line[1].is);
	assert_string_equal(str_get(&words), "Arrived here: 24 January 2026");
	str_clear(&words);
	match_tell(&facts, &rule, 2, 0, line);
	line[3].by->measure->words(&words, line[3].by, &line[3].is);
	assert_string_equal(str_get(&words), "To be asked: “Brings a pet” is not recorded.");
	str_free(&words);
	match_rule_clear(&rule);
	match_facts_clear(&facts);
}

#define OWN "[need.%s]\nlabel = Workshop needed\npurpose = To offer homes with one\nkind = yes/no\nbasis = public task\n" \
	"recipients = none\nseen_by = casework, housing\nkeep = case\n%s"
#define BY_OWN HEAD "[wish shop]\nmeasure = yes\nfield = need.own_shop\nlabel = a\nreason = b\nweight = 10\n"

static void load_own(const char *stands)
{
	char *own = mem_fmt(OWN, "own_shop", stands);

	WELL(register_load_own(own, strlen(own), &err_));
	free(own);
}

/* A town's own field is measured like any other, and may say itself that it stands for a ground. */
static void own_fields_are_measured(void **state)
{
	struct store *store = *state;
	struct match_facts facts = { .n_candidates = 1, .day = "2026-05-04" };
	struct match_score score;
	struct match_rule rule;
	struct id person = make(store, "person", PAIRS("given_name=Ana"));

	load_own("");
	facts.candidate = mem_array(1, sizeof(*facts.candidate));
	facts.candidate[0] = (struct match_candidate){ .person = person, .application = make(store, "need",
		PAIRS(OF("person", person), "own_shop=yes")) };
	WELL(match_rule_read(&rule, BY_OWN, &err_));
	WELL(match_columns_read(store, &everybody, &rule, &facts, &err_));
	match_score(&facts, &rule, 0, 0, &score);
	assert_int_equal(score.points, 10000);
	match_rule_clear(&rule);
	match_facts_clear(&facts);
	register_forget_own();
	load_own("stands_for = health\n");
	refuses(BY_OWN, "health", "GDPR");
	register_forget_own();
	refuses(BY_OWN, "no field", "need.own_shop");
}

/* What a town says in several languages is read in the reader's; what comes with the program is translated. */
static void words_in_the_readers_language(void **state)
{
	static const char text[] = HEAD "[condition size]\nlabel = Room\nlabel[de] = Platz\nreason = People need room\n"
		"[wish waited]\nlabel = Days in temporary housing\nreason = b\nfull = 3\nweight = 5\n";
	struct match_rule rule;

	(void)state;
	assert_true(msg_set_language("de"));
	WELL(match_rule_read(&rule, text, &err_));
	assert_string_equal(match_text(rule.criterion[0].label), "Platz");
	assert_string_equal(match_text(rule.criterion[0].reason), "People need room");
	assert_string_not_equal(match_text(rule.criterion[1].label), "Days in temporary housing");
	match_rule_clear(&rule);
	assert_true(msg_set_language("en"));
	WELL(match_rule_read(&rule, text, &err_));
	assert_string_equal(match_text(rule.criterion[0].label), "Room");
	match_rule_clear(&rule);
}

/* What can be measured is listed, and what cannot is not among it. */
static void fields_that_can_be_measured(void **state)
{
	const struct kind *person = register_kind("person"), *need = register_kind("need");

	(void)state;
	assert_string_equal(match_general_for(MATCH_HOMES, person, kind_field(person, "arrived"))->key, "earlier");
	assert_string_equal(match_general_for(MATCH_HOMES, need, kind_field(need, "people"))->key, "more");
	assert_string_equal(match_general_for(MATCH_HOMES, need, kind_field(need, "pets"))->key, "yes");
	assert_null(match_general_for(MATCH_HOMES, need, kind_field(need, "step_free")));
	assert_null(match_general_for(MATCH_HOMES, need, kind_field(need, "lot")));
	assert_null(match_general_for(MATCH_HOMES, person, kind_field(person, "born")));
	assert_null(match_general_for(MATCH_JOBS, need, kind_field(need, "people")));
}

/* ---- versions ---- */

static enum status enact(struct store *store, const char *text, const char *since, struct err *err)
{
	return match_rule_enact(store, &everybody, &(struct match_enact){ .text = text, .since = since,
		.decided_by = "Council, item 7" }, NULL, err);
}

static int version_on(struct store *store, const char *day)
{
	struct match_rule rule;
	int version;

	WELL(match_rule_on(store, MATCH_HOMES, day, &rule, &err_));
	version = rule.version;
	match_rule_clear(&rule);
	return version;
}

static void the_version_of_the_day_holds(void **state)
{
	struct store *store = *state;
	struct match_version *version;
	struct match_rule rule;
	struct str coming = STR_INIT;
	int n;

	assert_int_equal(version_on(store, ""), 0);
	WELL(enact(store, HEAD SIZE WAITED, NULL, &err_));
	WELL(enact(store, HEAD SIZE, "2026-06-01", &err_));
	assert_int_equal(version_on(store, ""), 1);
	assert_int_equal(version_on(store, "2026-05-03"), 0);
	assert_int_equal(version_on(store, "2026-05-31"), 1);
	assert_int_equal(version_on(store, "2026-06-01"), 2);
	WELL(match_rule_coming(store, MATCH_HOMES, &coming, &err_));
	assert_string_equal(str_get(&coming), "From 1 June 2026 version 2 holds.");
	str_clear(&coming);
	WELL(match_rule_coming(store, MATCH_JOBS, &coming, &err_));
	assert_string_equal(str_get(&coming), "");
	WELL(enact(store, HEAD SIZE, "2026-07-01", &err_));
	/* Of one day the later version. */
	WELL(enact(store, HEAD WAITED, "2026-06-01", &err_));
	assert_int_equal(version_on(store, "2026-06-01"), 4);
	WELL(match_rule_coming(store, MATCH_HOMES, &coming, &err_));
	assert_string_equal(str_get(&coming), "From 1 June 2026 version 4 holds.");
	str_free(&coming);
	WELL(match_versions(store, MATCH_HOMES, &version, &n, &err_));
	assert_int_equal(n, 4);
	assert_int_equal(version[0].version, 3);
	assert_int_equal(version[3].version, 1);
	WELL(match_rule_of(store, MATCH_HOMES, version[3].id, &rule, &err_));
	assert_int_equal(rule.version, 1);
	assert_int_equal(rule.count, 2);
	assert_string_equal(rule.decided_by, "Council, item 7");
	assert_string_equal(rule.since, "2026-05-04");
	match_rule_clear(&rule);
	assert_int_equal(match_rule_of(store, MATCH_HOMES, (struct id){ { 7 } }, &rule, NULL), ST_NOTFOUND);
	free(version);
	/* Other kinds go on by their own. */
	WELL(match_rule_on(store, MATCH_JOBS, "", &rule, &err_));
	assert_int_equal(rule.version, 0);
	match_rule_clear(&rule);
}

/* What comes with the program is put in force word by word, and what was broken into lines stays whole. */
static void long_texts_stay_whole(void **state)
{
	struct store *store = *state;
	struct match_rule usual, rule;
	struct str words = STR_INIT;
	char *text, *again;

	WELL(match_rule_text(store, MATCH_HOMES, as_judged, &text, &err_));
	assert_non_null(strstr(text, "\n  "));
	WELL(enact(store, text, NULL, &err_));
	WELL(match_rule_on(store, MATCH_HOMES, "", &rule, &err_));
	match_rule_default(MATCH_HOMES, &usual);
	match_rule_differences(&words, &usual, &rule);
	assert_string_equal(str_get(&words), "");
	assert_string_equal(rule.digest, usual.digest);
	WELL(match_rule_text(store, MATCH_HOMES, rule.id, &again, &err_));
	WELL(enact(store, again, "2026-06-01", &err_));
	match_rule_clear(&rule);
	match_rule_clear(&usual);
	str_free(&words);
	free(text);
	free(again);
}

static void what_held_is_never_written_over(void **state)
{
	struct store *store = *state;
	struct err err = { .text = "" };
	struct match_version *version;
	struct change *change;
	int n;

	assert_int_equal(enact(store, HEAD SIZE, "2026-05-03", &err), ST_INVALID);
	assert_non_null(strstr(err.text, "from today on"));
	assert_int_equal(enact(store, HEAD "[condition smell]\nlabel = a\nreason = b\n", NULL, &err), ST_INVALID);
	WELL(enact(store, HEAD SIZE WAITED, NULL, &err_));
	WELL(match_versions(store, MATCH_HOMES, &version, &n, &err_));
	assert_int_equal(n, 1);
	refused(store, "match_rule", version[0].id, PAIRS("text=" HEAD SIZE), "text");
	refused(store, "match_rule", NOBODY, PAIRS("what=jobs", "since=2026-06-01", "text=" HEAD SIZE), "text");
	/* The day after nobody takes it back any more. */
	clock_hold((int64_t)(date_days(TOWN_DAY) + 1) * 86400000 + 36000000);
	refused(store, "match_rule", version[0].id, PAIRS("text=" HEAD SIZE), "text");
	change = change_begin(store, &everybody);
	change_delete(change, the("match_rule"), version[0].id, 0);
	assert_int_equal(change_commit(change, NULL, NULL, &err), ST_INVALID);
	assert_non_null(strstr(err.text, "explainable"));
	change_free(change);
	free(version);
}

static void only_who_may_puts_them_in_force(void **state)
{
	const struct actor housing = { .user = "housing", .desk = "HA", .roles = ROLE_HOUSING };
	struct store *store = *state;

	assert_int_equal(match_rule_enact(store, &housing, &(struct match_enact){ .text = HEAD SIZE }, NULL, NULL), ST_DENIED);
	assert_int_equal(version_on(store, ""), 0);
}

static void one_finding(void *ctx, const char *what)
{
	char **said = ctx;

	free(*said);
	*said = mem_str(what);
}

/* What was changed behind the program's back is found. */
static void a_changed_text_is_found(void **state)
{
	struct store *store = doors_open("changed", true);
	char path[160], *said = NULL;
	sqlite3 *db;

	(void)state;
	WELL(enact(store, HEAD SIZE WAITED, NULL, &err_));
	WELL(store_check(store, one_finding, &said, &err_));
	assert_null(said);
	store_close(store);
	snprintf(path, sizeof(path), "%s/changed", doors_folder);
	db = raw_open(path);
	assert_non_null(db);
	assert_int_equal(sqlite3_exec(db, "UPDATE match_rule SET text = replace(text, 'weight = 60', 'weight = 61')", NULL, NULL,
		NULL), SQLITE_OK);
	assert_int_equal(sqlite3_changes(db), 1);
	sqlite3_close(db);
	store = doors_open("changed", false);
	WELL(store_check(store, one_finding, &said, &err_));
	assert_non_null(said);
	assert_non_null(strstr(said, "does not say any more what it said"));
	store_close(store);
	free(said);
}

/* ---- words ---- */

static void differences_are_told(void **state)
{
	struct match_rule a, b;
	struct str words = STR_INIT;

	(void)state;
	WELL(match_rule_read(&a, HEAD SIZE WAITED, &err_));
	WELL(match_rule_read(&b, HEAD "[wish waited]\nlabel = Days waited\nreason = Who waits longest\nfull = 180\nweight = 90\n"
		"unknown = 0%\n[condition pets]\nlabel = Pets\nreason = b\n", &err_));
	match_rule_differences(&words, &a, &b);
	assert_string_equal(str_get(&words), "New condition: Pets.\n“Days waited” weighs 90 instead of 60.\n"
		"“Days waited” counts 0% instead of 50% where it is not known.\n"
		"“Days waited” counts in full: 180 days instead of 365 days.\nNo condition any more: Room.\n");
	assert_string_not_equal(a.digest, b.digest);
	match_rule_clear(&a);
	match_rule_clear(&b);
	str_free(&words);
}

static void weights_are_changed_in_a_text(void **state)
{
	char *text;
	struct match_rule rule;
	struct err err = { .text = "" };

	(void)state;
	WELL(match_rule_weigh(HEAD SIZE WAITED, &(struct matching_weight){ "waited", 75 }, 1, &text, &err_));
	WELL(match_rule_read(&rule, text, &err_));
	assert_int_equal(match_criterion_named(&rule, "waited")->weight, 75);
	assert_int_equal(match_criterion_named(&rule, "waited")->full, 365);
	assert_int_equal(rule.count, 2);
	match_rule_clear(&rule);
	free(text);
	assert_int_equal(match_rule_weigh(HEAD SIZE WAITED, &(struct matching_weight){ "waited", 0 }, 1, &text, &err), ST_INVALID);
	assert_non_null(strstr(err.text, "count nothing"));
	assert_null(text);
}

/* As one line: where it is broken is not its business here. */
static char *flat_notice(struct store *store, enum match_what what)
{
	struct match_rule rule;
	struct str paper = STR_INIT, flat = STR_INIT;
	struct sheet *sheet;

	WELL(match_rule_on(store, what, "", &rule, &err_));
	WELL(match_notice(store, &rule, &sheet, &err_));
	sheet_as_text(sheet, NULL, SHEET_WIDTH, &paper);
	sheet_free(sheet);
	for (const char *s = str_get(&paper); *s; s++) {
		char c = *s == '\n' ? ' ' : *s;

		if (c != ' ' || (flat.len > 0 && flat.s[flat.len - 1] != ' '))
			str_addc(&flat, c);
	}
	str_free(&paper);
	match_rule_clear(&rule);
	return str_take(&flat);
}

static void the_notice_says_it_all(void **state)
{
	static const char *const says[] = { "How homes are given", "Version 1, in force since 4 May 2026, decided by Council, item 7.",
		"Room People need room", "60 of 60 points (in full: 365 days; not known: 50%)",
	 "Missing is never “no”", "a lot decides", "gender", "religion or belief",
		"a person of the town decides", "can object", "Checksum of what decides" };
	struct store *store = *state;
	char *said;

	WELL(enact(store, HEAD SIZE WAITED, NULL, &err_));
	said = flat_notice(store, MATCH_HOMES);
	for (size_t i = 0; i < ARRAY_LEN(says); i++)
		if (!strstr(said, says[i]))
			fail_msg("“%s” is not in: %s", says[i], said);
	free(said);
}

/* Caps are published with the criteria of homes, and with no others. */
static void caps_stand_in_the_notice(void **state)
{
	struct store *store = *state;
	struct id hill = make(store, "neighbourhood", PAIRS("name=Hill"));
	char *said = flat_notice(store, MATCH_HOMES);

	assert_non_null(strstr(said, "There is no cap of a neighbourhood"));
	free(said);
	make(store, "cap", PAIRS(OF("neighbourhood", hill), "most=2", "reason=So that schools keep up", "council=Town council",
		"decision=7/26", "decided=2026-04-01", "opinion_by=Legal office", "opinion_on=2026-03-01", "opinion=allowed",
		"since=2026-05-01", "state=in_force"));
	said = flat_notice(store, MATCH_HOMES);
	assert_non_null(strstr(said, "never refused a home there"));
	assert_non_null(strstr(said, "Hill: 2 in one round (decided by Town council, 1 April 2026)"));
	free(said);
	said = flat_notice(store, MATCH_JOBS);
	assert_null(strstr(said, "neighbourhood"));
	free(said);
}

/* In every language that there is: no line is wider than the paper, and no word of it is one that the gate refuses. */
static void every_language_has_a_notice(void **state)
{
	const char *const *languages;
	size_t n;

	languages = msg_languages(&n);
	assert_true(n > 1);
	for (size_t i = 0; i < n; i++)
		for (int what = 0; what < MATCH_KINDS; what++) {
			struct match_rule rule;
			struct str paper = STR_INIT;
			struct sheet *sheet;
			char *rest, *line;

			assert_true(msg_set_language(languages[i]));
			match_rule_default((enum match_what)what, &rule);
			WELL(match_notice(*state, &rule, &sheet, &err_));
			sheet_as_text(sheet, NULL, SHEET_WIDTH, &paper);
			sheet_free(sheet);
			for (rest = paper.s; (line = strsep(&rest, "\n")) != NULL; )
				if (utf_width(line) > SHEET_WIDTH)
					fail_msg("%s: too wide: %s", languages[i], line);
			for (int k = 0; k < rule.count; k++)
				if (gate_judge(match_text(rule.criterion[k].label), NULL).refused ||
				    gate_judge(match_text(rule.criterion[k].reason), NULL).refused)
					fail_msg("%s: %s is refused by the gate", languages[i], rule.criterion[k].key);
			str_free(&paper);
			match_rule_clear(&rule);
		}
	assert_true(msg_set_language("en"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RULE_TEST(catalogues_weigh_by_no_ground),
		RULE_TEST(defaults_can_be_measured),
		RULE_TEST(a_default_written_out_reads_the_same),
		RULE_TEST(every_fault_is_said),
		RULE_TEST(garbage_is_refused_in_words),
		RULE_TEST(what_not_everybody_sees_is_no_criterion),
		RULE_TEST(protected_grounds_are_refused),
		RULE_TEST(closed_fields),
		RULE_TEST(any_field_is_measured),
		RULE_TEST(fields_that_can_be_measured),
		RULE_TEST(a_changed_text_is_found),
		RULE_TEST(own_fields_are_measured),
		RULE_TEST(words_in_the_readers_language),
		RULE_TEST(the_version_of_the_day_holds),
		RULE_TEST(long_texts_stay_whole),
		RULE_TEST(what_held_is_never_written_over),
		RULE_TEST(only_who_may_puts_them_in_force),
		RULE_TEST(differences_are_told),
		RULE_TEST(weights_are_changed_in_a_text),
		RULE_TEST(the_notice_says_it_all),
		RULE_TEST(caps_stand_in_the_notice),
		RULE_TEST(every_language_has_a_notice),
	};

	msg_init("test");
	return DOORS_RUN(tests);
}
