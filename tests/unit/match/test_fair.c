/* SPDX-License-Identifier: EUPL-1.2 */
/* Fairness, tried: in random towns everything that is, or stands for, a protected ground is dealt anew among those who
 * wait, and no pair of all has other points; criteria that look at such a thing after all are found out; and nothing of
 * a trial stays in the file. */
#include "tests/unit/cases/town.h"

#include "match/audit.h"
#include "match/round.h"

#define PEOPLE 70
#define TOWNS 3

static uint64_t seed;

static int draw(int below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((seed >> 33) % (uint64_t)below);
}

#define ONE_OF(list) (list[draw((int)ARRAY_LEN(list))])

static const char *const names[] = { "Mariam", "Олена", "Ahmed", "Şükrü", "Ngozi", "Фатіма", "José", "Łukasz" };
static const char *const scripts[] = { "محمد الأحمد", "Олена Коваль", "ፍቅር", "王小明", "علی رضایی" };
static const char *const tongues[] = { "ar", "fa", "uk", "so", "fr", "ti" };
static const char *const lands[] = { "SY", "AF", "UA", "ER", "CO" };
static const char *const genders[] = { "woman", "man", "not_said" };
static const char *const levels[] = { "a1", "a2", "b1" };

/* "field=value", freed with the town's other texts. */
static char *texts[20000];
static int n_texts;

static const char *say(const char *format, ...) __attribute__((format(printf, 1, 2)));
static const char *say(const char *format, ...)
{
	char text[200];
	va_list more;

	va_start(more, format);
	vsnprintf(text, sizeof text, format, more);
	va_end(more);
	assert_true(n_texts < (int)ARRAY_LEN(texts));
	return texts[n_texts++] = mem_str(text);
}

static struct id put(struct change *change, const char *kind, const char *const *pair)
{
	struct id id = { { 0 } };

	set_pairs(change_create(change, the(kind), &id), pair);
	return id;
}

/* What everybody needs of services, drawn apart from who they are. */
static void ask_for_all(struct change *change, struct id one, const struct id *quarter)
{
	struct id need = put(change, "need", PAIRS(OF("person", one), say("people=%d", 1 + draw(5)), say("bedrooms=%d", draw(4)),
		say("max_rent=%d", 600 + 50 * draw(12)), say("pets=%s", draw(5) ? "no" : "yes"), OF("near", quarter[draw(5)]),
		say("asked=2026-0%d-1%d", 1 + draw(4), draw(9))));

	put(change, "preference", PAIRS(OF("need", need), "rank=1", OF("neighbourhood", quarter[draw(5)])));
	put(change, "stay", PAIRS(OF("person", one), "place=reception", say("since=2026-0%d-0%d", 1 + draw(3), 1 + draw(9))));
	put(change, "jobwish", PAIRS(OF("person", one), "what=Work", say("occupation=%s", draw(2) ? "7531" : "9112"),
		say("since=2026-0%d-11", 1 + draw(4)), say("how_far=%d", 2 + draw(20))));
	put(change, "level", PAIRS(OF("person", one), "language=en", say("day=2026-02-%02d", 1 + draw(20)), "known=teacher",
		say("listening=%s", ONE_OF(levels)), say("interaction=%s", ONE_OF(levels))));
	put(change, "enrolment", PAIRS(OF("person", one), "language=en", say("level=%s", ONE_OF(levels)),
		say("asked=2026-03-%02d", 1 + draw(28)), say("childcare=%s", draw(4) ? "no" : "yes"),
		say("women_only=%s", draw(6) ? "no" : "yes"), OF("neighbourhood", quarter[draw(5)])));
	put(change, "mentoring", PAIRS(OF("person", one), say("asked=2026-04-%02d", 1 + draw(28)),
		say("interests=%s", draw(2) ? "language" : "letters, offices"), say("farthest=%d", 1 + draw(9))));
}

static void somebody(struct change *change, const struct id *quarter)
{
	struct id one = put(change, "person", PAIRS(say("given_name=%s", ONE_OF(names)), say("family_name=%s", ONE_OF(names)),
		say("own_script=%s", ONE_OF(scripts)), say("born=19%d-0%d-11", 60 + draw(40), 1 + draw(9)),
		say("gender=%s", ONE_OF(genders)), say("interpreter=%s", ONE_OF(tongues)), "arrived=2026-01-05",
		say("work_from=2026-0%d-01", 1 + draw(9)), OF("neighbourhood", quarter[draw(5)])));

	for (int i = draw(3); i >= 0; i--)
		put(change, "speaks", PAIRS(OF("person", one), say("language=%s", tongues[(draw(2) + 2 * i) % 6]),
			say("level=%s", ONE_OF(levels))));
	put(change, "education", PAIRS(OF("person", one), "title=School", say("learned_in=%s", ONE_OF(lands)),
		say("taught_in=%s", ONE_OF(tongues))));
	put(change, "experience", PAIRS(OF("person", one), "what=Work", say("worked_in=%s", ONE_OF(lands))));
	ask_for_all(change, one, quarter);
}

static void what_there_is(struct change *change, const struct id *quarter)
{
	for (int i = 0; i < 40; i++)
		put(change, "dwelling", PAIRS(say("address=Street %d", i), say("people=%d", 1 + draw(6)), say("bedrooms=%d", 1 + draw(3)),
			say("rent=%d", 500 + 40 * draw(15)), say("pets=%s", draw(2) ? "no" : "yes"), OF("neighbourhood", quarter[draw(5)]),
			say("step_free=%s", draw(2) ? "no" : "yes")));
	for (int i = 0; i < 30; i++)
		put(change, "vacancy", PAIRS(say("title=Work %d", i), say("seats=%d", 1 + draw(3)), say("occupation=%s", draw(2) ? "7531" :
			"9112"), say("level=%s", ONE_OF(levels)), "language=en", OF("neighbourhood", quarter[draw(5)])));
	for (int i = 0; i < 12; i++)
		put(change, "course", PAIRS(say("name=Group %d", i), "what=general", "language=en", say("level=%s", ONE_OF(levels)),
			"state=open", "starts=2026-06-01", "ends=2026-12-01", say("seats=%d", 3 + draw(9)), OF("neighbourhood", quarter[draw(5)]),
			say("childcare=%s", draw(2) ? "no" : "yes"), say("women_only=%s", draw(3) ? "no" : "yes")));
	for (int i = 0; i < 25; i++)
		put(change, "mentor", PAIRS(say("name=Mentor %d", i), say("languages=%s, %s", tongues[draw(3)], tongues[3 + draw(3)]),
			say("interests=%s", draw(2) ? "language" : "letters, offices"), "active=yes", "most=2",
			OF("neighbourhood", quarter[draw(5)])));
}

static void town(struct store *store, uint64_t number)
{
	struct change *change = change_begin(store, &everybody);
	struct id quarter[5];

	seed = number;
	for (int i = 0; i < 5; i++)
		quarter[i] = put(change, "neighbourhood", PAIRS(say("name=Quarter %d", i), say("latitude=50.%d", 10 + i * 3),
			say("longitude=8.%d", 20 + i * 2)));
	what_there_is(change, quarter);
	for (int i = 0; i < PEOPLE; i++)
		somebody(change, quarter);
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	while (n_texts)
		free(texts[--n_texts]);
}

static const struct audit_try *tried(const struct match_audit *audit, const char *kind, const char *field)
{
	for (int i = 0; i < audit->n_tried; i++)
		if (audit->tried[i].by == AUDIT_FIELD && str_same(audit->tried[i].kind->name, kind) &&
			str_same(audit->tried[i].field->name, field))
			return &audit->tried[i];
	fail_msg("%s.%s was not tried", kind, field);
	return NULL;
}

static void all_is_equal(const struct match_audit *audit)
{
	struct str words = STR_INIT;
	int64_t pairs = 0;

	for (int i = 0; i < audit->n_tried; i++) {
		const struct audit_try *try = &audit->tried[i];

		str_clear(&words);
		audit_try_words(&words, try);
		if (try->differ)
			fail_msg("%s changes points: %lld of %lld pairs", str_get(&words), (long long)try->differ, (long long)try->pairs);
		pairs += try->pairs;
	}
	assert_true(pairs > 5000);
	assert_int_equal(audit->differ, 0);
	str_free(&words);
}

/* Thousands of pairs of each kind, each of them under every field that stands for a ground. */
static void nobodys_points_depend_on_who_they_are(void **state)
{
	static const char *const everywhere[][2] = { { "person", "family_name" }, { "person", "given_name" },
		{ "person", "own_script" }, { "person", "gender" }, { "person", "interpreter" }, { "education", "learned_in" },
		{ "education", "taught_in" }, { "experience", "worked_in" } };
	struct match_audit audit;
	int kinds = 0;

	for (uint64_t number = 1; number <= TOWNS; number++) {
		struct store *store = number == 1 ? *state : doors_new();
		char *before, *after;

		town(store, number);
		before = whole_file(store, WITH_RID | WITH_GONE);
		for (int what = 0; what < MATCH_KINDS; what++) {
			WELL(match_audit(store, &everybody, (enum match_what)what, NULL, NULL, &audit, &err_));
			assert_true(audit.candidates >= PEOPLE / 2);
			all_is_equal(&audit);
			for (size_t i = 0; i < ARRAY_LEN(everywhere); i++) {
				const struct audit_try *try = tried(&audit, everywhere[i][0], everywhere[i][1]);

				assert_true(try->named || (try->values > PEOPLE / 3 && try->pairs > 100));
			}
			match_audit_clear(&audit);
			kinds++;
		}
		after = whole_file(store, WITH_RID | WITH_GONE);
		assert_string_equal(before, after);
		free(before);
		free(after);
		if (number > 1)
			store_close(store);
	}
	assert_int_equal(kinds, MATCH_KINDS * TOWNS);
}

/* Points of all pairs that both have, of people and places found by their ids. */
static int64_t same_pairs(const struct match_facts *a, const struct match_facts *b, const struct match_rule *rule)
{
	int64_t pairs = 0;

	for (int i = 0; i < a->n_candidates; i++)
		for (int k = 0; k < b->n_candidates; k++) {
			if (!id_same(a->candidate[i].application, b->candidate[k].application))
				continue;
			for (int p = 0; p < a->n_places; p++) {
				struct match_score x, y;

				assert_true(id_same(a->place[p].id, b->place[p].id));
				match_score(a, rule, i, p, &x);
				match_score(b, rule, k, p, &y);
				assert_true(x.admissible == y.admissible && x.points == y.points && x.questions == y.questions);
				pairs++;
			}
		}
	return pairs;
}

/* Who else waits changes nobody's arithmetic, but where a criterion is about just that: how scarce people are for a
 * vacancy. */
static void others_change_nobodys_points(void **state)
{
	static const enum match_what whats[] = { MATCH_HOMES, MATCH_COURSES, MATCH_MENTORS };
	struct match_facts all[ARRAY_LEN(whats)], fewer;
	struct match_rule rule;
	struct id *people;
	int n;

	town(*state, 14);
	for (size_t w = 0; w < ARRAY_LEN(whats); w++)
		WELL(match_read(*state, &everybody, whats[w], NULL, &all[w], &err_));
	n = all[0].n_candidates;
	people = mem_array((size_t)n, sizeof(*people));
	for (int i = 0; i < n; i++)
		people[i] = all[0].candidate[i].person;
	for (int i = 0; i < n; i += 2)
		amend(*state, "person", people[i], PAIRS("left=2026-05-01"));
	for (size_t w = 0; w < ARRAY_LEN(whats); w++) {
		match_rule_default(whats[w], &rule);
		WELL(match_read(*state, &everybody, whats[w], NULL, &fewer, &err_));
		assert_true(fewer.n_candidates > 0 && fewer.n_candidates < all[w].n_candidates);
		assert_true(same_pairs(&all[w], &fewer, &rule) > 100);
		match_facts_clear(&fewer);
		match_facts_clear(&all[w]);
		match_rule_clear(&rule);
	}
	free(people);
}

/* ---- whole rounds ---- */

/* Both halves of an id change places: other ids in another order, and the same ones when done twice. */
static struct id turned_id(struct id id)
{
	struct id out;

	for (size_t i = 0; i < sizeof(id.b); i++)
		out.b[i] = id.b[(i + sizeof(id.b) / 2) % sizeof(id.b)];
	return out;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Who gets what for how many points, a line each, in the order of the applications' ids; `other`: ids were turned. */
static char *outcome(struct store *store, enum match_what what, bool other)
{
	const struct round_ask ask = { .what = what };
	struct round *round;
	struct round_list list;
	struct str out = STR_INIT;
	char a[37], b[37], **line;

	WELL(round_compute(store, &everybody, &ask, &round, &err_));
	round_list_of(round, &list);
	assert_true(list.count > 5);
	line = mem_array((size_t)list.count, sizeof(*line));
	for (int i = 0; i < list.count; i++) {
		id_text(other ? turned_id(list.pair[i].application) : list.pair[i].application, a);
		id_text(other ? turned_id(list.pair[i].place) : list.pair[i].place, b);
		line[i] = mem_fmt("%s %s %lld\n", a, b, (long long)list.pair[i].points);
	}
	qsort(line, (size_t)list.count, sizeof(*line), by_text);
	for (int i = 0; i < list.count; i++) {
		str_add(&out, line[i]);
		free(line[i]);
	}
	free(line);
	round_list_clear(&list);
	round_free(round);
	return str_take(&out);
}

static void run_within(struct store *store, const char *sql)
{
	struct stmt *stmt;

	WELL(store_sql(store, sql, &stmt, &err_));
	WELL(stmt_run(stmt, &err_));
}

/* Names, scripts, gender, birth and the country of the diploma are dealt anew all at once, and the rows stand in the opposite
 * order: the same people get the same places for the same points. */
static void a_round_gives_the_same_to_the_same(void **state)
{
	static const char *const dealt[][2] = { { "person", "family_name" }, { "person", "given_name" }, { "person", "own_script" },
		{ "person", "gender" }, { "person", "interpreter" }, { "education", "learned_in" }, { "education", "taught_in" },
		{ "experience", "worked_in" } };
	static const char *const turned[] = { "UPDATE need SET rid = -rid", "UPDATE dwelling SET rid = -rid",
		"UPDATE jobwish SET rid = -rid", "UPDATE vacancy SET rid = -rid", "UPDATE mentoring SET rid = -rid",
		"UPDATE mentor SET rid = -rid", "UPDATE course SET rid = -rid" };
	struct store *store = *state;

	town(store, 21);
	for (int what = 0; what < MATCH_KINDS; what++) {
		char *before = outcome(store, (enum match_what)what, false), *after;
		struct match_facts facts;
		int64_t changed;
		unsigned was;

		WELL(match_read(store, &everybody, (enum match_what)what, NULL, &facts, &err_));
		WELL(store_begin(store, &err_));
		was = store_enter(store, DOOR_CHANGE);
		for (size_t i = 0; i < ARRAY_LEN(dealt); i++) {
			const struct kind *kind = register_kind(dealt[i][0]);

			WELL(audit_deal(store, &facts, kind, kind_field(kind, dealt[i][1]), &changed, &err_));
			assert_true(changed > 0);
		}
		for (size_t i = 0; i < ARRAY_LEN(turned); i++)
			run_within(store, turned[i]);
		after = outcome(store, (enum match_what)what, false);
		store_leave(store, was);
		store_rollback(store);
		assert_string_equal(before, after);
		free(before);
		free(after);
		match_facts_clear(&facts);
	}
}

#define TURNED(field) field " = CAST(substr(" field ", 9) || substr(" field ", 1, 8) AS BLOB)"

/* Applications and places have other ids, which sort otherwise: everybody gets the same, down to which of two equal homes. */
static void other_ids_change_no_round(void **state)
{
	static const char *const turned[] = { "UPDATE need SET " TURNED("id"), "UPDATE preference SET " TURNED("need"),
		"UPDATE jobwish SET " TURNED("id"), "UPDATE mentoring SET " TURNED("id"), "UPDATE enrolment SET " TURNED("id"),
		"UPDATE dwelling SET " TURNED("id"), "UPDATE vacancy SET " TURNED("id"), "UPDATE course SET " TURNED("id"),
		"UPDATE mentor SET " TURNED("id") };

	for (uint64_t number = 31; number < 34; number++) {
		struct store *store = number == 31 ? *state : doors_new();
		unsigned was;

		town(store, number);
		for (int what = 0; what < MATCH_KINDS; what++) {
			char *before = outcome(store, (enum match_what)what, false), *after;

			WELL(store_begin(store, &err_));
			was = store_enter(store, DOOR_CHANGE);
			for (size_t i = 0; i < ARRAY_LEN(turned); i++)
				run_within(store, turned[i]);
			after = outcome(store, (enum match_what)what, true);
			store_leave(store, was);
			store_rollback(store);
			assert_string_equal(before, after);
			free(before);
			free(after);
		}
		if (number > 31)
			store_close(store);
	}
}

/* Which of two equal places comes first is drawn with the place. */
static void equal_places_go_by_lot(void **state)
{
	struct id who = make(*state, "person", PAIRS("given_name=Ana", "arrived=2026-01-05")),
		need = make(*state, "need", PAIRS(OF("person", who), "people=1", "asked=2026-02-01"));
	struct match_pick pick = { .application = need };
	struct match_facts facts;
	struct match_rule rule;
	int n, lots = 0;

	for (int i = 0; i < 12; i++)
		make(*state, "dwelling", PAIRS(say("address=Twin Street %d", i), "people=2", "bedrooms=1", "rent=500"));
	match_rule_default(MATCH_HOMES, &rule);
	for (int turn = 0; turn < 2; turn++) {
		struct match_rank *rank;

		WELL(match_read(*state, &everybody, MATCH_HOMES, &pick, &facts, &err_));
		assert_int_equal(facts.n_places, 12);
		for (int i = 0; turn && i < facts.n_places; i++)
			facts.place[i].id = turned_id(facts.place[i].id);
		rank = match_rank(&facts, &rule, 0, &n);
		assert_int_equal(n, 12);
		for (int i = 1; i < n; i++) {
			assert_int_equal(rank[i].score.points, rank[0].score.points);
			assert_true(facts.place[rank[i - 1].place].lot < facts.place[rank[i].place].lot);
			lots++;
		}
		free(rank);
		match_facts_clear(&facts);
	}
	assert_int_equal(lots, 22);
	match_rule_clear(&rule);
	while (n_texts)
		free(texts[--n_texts]);
}

/* All dossiers of homes as they stand in the file. */
static char *dossiers(struct store *store)
{
	struct str out = STR_INIT;
	struct stmt *stmt;

	WELL(store_sql(store, "SELECT dossier FROM home_proposal WHERE gone = 0 ORDER BY id", &stmt, &err_));
	while (stmt_step(stmt, NULL) == ST_OK)
		str_addf(&out, "%s\n", stmt_get_text(stmt, 0));
	assert_true(out.len > 1000);
	return str_take(&out);
}

/* What was explained stays true, whoever comes after: of that day and of those who waited then. */
static void one_more_makes_no_explanation_false(void **state)
{
	const struct round_ask ask = { .what = MATCH_HOMES };
	struct round_proof proof;
	struct round *round;
	struct id who, need;
	char *before, *after;

	town(*state, 22);
	WELL(round_compute(*state, &everybody, &ask, &round, &err_));
	WELL(round_save(*state, &everybody, round, NULL, &err_));
	before = dossiers(*state);
	who = make(*state, "person", PAIRS("given_name=Late", "arrived=2026-01-05"));
	need = make(*state, "need", PAIRS(OF("person", who), "people=1", "asked=2025-06-01", "max_rent=2000"));
	make(*state, "stay", PAIRS(OF("person", who), "place=reception", "since=2025-06-01"));
	after = dossiers(*state);
	assert_string_equal(before, after);
	WELL(round_check(*state, &everybody, round->id, &proof, &err_));
	assert_true(proof.certified && proof.proposals == round->placed && proof.agree == proof.proposals);
	assert_int_equal(proof.wrong, 0);
	assert_false(id_none(need));
	free(before);
	free(after);
	round_free(round);
}

/* ---- an audit that could not fail would say nothing ---- */

static struct store *looked_in;

static int share_by(const char *sql, struct id person)
{
	struct stmt *stmt;
	int64_t n = 0;

	WELL(store_sql(looked_in, sql, &stmt, &err_));
	stmt_id(stmt, "person", person);
	if (stmt_step(stmt, NULL) == ST_OK)
		n = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return n ? MATCH_SHARE : 0;
}

static int by_gender(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	(void)by;
	(void)place;
	return share_by("SELECT gender = 'man' FROM person WHERE id = :person", facts->candidate[candidate].person);
}

static int by_name(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	(void)by;
	(void)place;
	return share_by("SELECT length(family_name) > 5 FROM person WHERE id = :person", facts->candidate[candidate].person);
}

static int by_land(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	(void)by;
	(void)place;
	return share_by("SELECT count(*) FROM education WHERE person = :person AND gone = 0 AND learned_in = 'SY'",
		facts->candidate[candidate].person);
}

/* By the number of the row: what an order of rows would do. */
static int by_row(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	(void)by;
	(void)place;
	return share_by("SELECT rid % 2 AND rid > 0 FROM need WHERE id = :person", facts->candidate[candidate].application);
}

static void found_out(struct store *store, int (*share)(const struct match_facts *, const struct match_criterion *, int, int),
	const char *kind, const char *field)
{
	const struct measure measure = { .key = "rigged", .label = "Rigged", .fields = "need.asked", .share = share };
	struct match_rule rule = { .what = MATCH_HOMES, .count = 1 };
	struct match_audit audit;
	const struct audit_try *try;

	rule.criterion[0] = (struct match_criterion){ .key = "rigged", .weight = 1, .measure = &measure };
	looked_in = store;
	WELL(match_audit_by(store, &everybody, &rule, NULL, NULL, &audit, &err_));
	assert_true(audit.differ > 0);
	for (int i = 0; i < audit.n_tried; i++) {
		try = &audit.tried[i];
		if (field ? try->field && str_same(try->kind->name, kind) && str_same(try->field->name, field) : try->by == AUDIT_ROWS)
			assert_true(try->differ > 0);
		else if (try->by != AUDIT_IDS)        /* they read by id, which other ids upset as well */
			assert_int_equal(try->differ, 0);
	}
	match_audit_clear(&audit);
}

/* A field that the town added. */
static int by_own(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	(void)by;
	(void)place;
	return share_by("SELECT count(*) FROM own_value WHERE kind = 'person' AND field = 'dialect' AND id = :person"
		" AND value = 'Northern'", facts->candidate[candidate].person);
}

static const char own_fields[] = "[person.dialect]\nlabel = Dialect\nkind = text\npurpose = To find an interpreter\n"
	"basis = public task\nrecipients = none\nseen_by = casework\nkeep = case\nstands_for = name\n";

static void own_fields_are_dealt_as_well(void **state)
{
	struct match_facts facts;

	register_forget_own();
	WELL(register_load_own(own_fields, strlen(own_fields), &err_));
	town(*state, 15);
	WELL(match_read(*state, &everybody, MATCH_HOMES, NULL, &facts, &err_));
	for (int i = 0; i < facts.n_candidates; i++)
		if (i % 3)
			amend(*state, "person", facts.candidate[i].person, i % 2 ? PAIRS("dialect=Northern") : PAIRS("dialect=Coast"));
	match_facts_clear(&facts);
	found_out(*state, by_own, "person", "dialect");
	register_forget_own();
	WELL(register_load_own(doors_own, strlen(doors_own), &err_));
}

static void rigged_criteria_are_found_out(void **state)
{
	town(*state, 11);
	found_out(*state, by_gender, "person", "gender");
	found_out(*state, by_name, "person", "family_name");
	found_out(*state, by_land, "education", "learned_in");
	found_out(*state, by_row, NULL, NULL);
}

/* What a criterion in force names is said, not tried. */
static void what_is_published_is_said(void **state)
{
	struct match_audit audit;
	bool health = false;

	town(*state, 12);
	WELL(match_audit(*state, &everybody, MATCH_HOMES, NULL, NULL, &audit, &err_));
	assert_true(tried(&audit, "need", "step_free")->named);
	assert_false(tried(&audit, "person", "gender")->named);
	assert_true(audit.n_untested > 3);
	for (int i = 0; i < audit.n_untested; i++) {
		assert_string_not_equal(audit.untested[i]->key, "nationality");
		health |= str_same(audit.untested[i]->key, "health");
	}
	assert_false(health);
	match_audit_clear(&audit);
}

static bool stop_at_once(void *ctx, int64_t done, int64_t total)
{
	(void)ctx;
	return done > total;
}

static void it_can_be_stopped_and_refused(void **state)
{
	const struct actor lead = { .user = "x", .desk = "HA", .roles = ROLE_TEAM_LEAD };
	struct match_audit audit;
	char *before, *after;

	town(*state, 13);
	before = whole_file(*state, WITH_RID | WITH_GONE);
	assert_int_equal(match_audit(*state, &everybody, MATCH_HOMES, stop_at_once, NULL, &audit, NULL), ST_CANCELLED);
	assert_int_equal(match_audit(*state, &lead, MATCH_HOMES, NULL, NULL, &audit, NULL), ST_DENIED);
	after = whole_file(*state, WITH_RID | WITH_GONE);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

static const struct audit_by_field *told(const struct match_audit *audit, const char *field)
{
	for (int i = 0; i < audit->n_told; i++)
		if (str_same(audit->told[i].field->name, field))
			return &audit->told[i];
	fail_msg("nothing is told by %s", field);
	return NULL;
}

/* Supervisors and auditors see nobody's file; of the audit nothing tells of a person. Who finds homes is told of groups by
 * what they see themselves. */
static void whoever_answers_for_it_may_ask(void **state)
{
	const struct actor supervisor = { .user = "x", .desk = "HA", .roles = ROLE_SUPERVISOR },
		housing = { .user = "y", .desk = "HA", .roles = ROLE_HOUSING };
	struct match_audit audit;
	struct match_facts facts;

	town(*state, 16);
	assert_int_equal(match_read(*state, &supervisor, MATCH_HOMES, NULL, &facts, NULL), ST_DENIED);
	WELL(match_audit(*state, &supervisor, MATCH_HOMES, NULL, NULL, &audit, &err_));
	all_is_equal(&audit);
	assert_non_null(told(&audit, "gender"));
	match_audit_clear(&audit);
	WELL(match_audit(*state, &housing, MATCH_HOMES, NULL, NULL, &audit, &err_));
	for (int i = 0; i < audit.n_told; i++)
		assert_string_not_equal(audit.told[i].field->name, "gender");
	match_audit_clear(&audit);
	assert_int_equal(match_audit(*state, &housing, MATCH_JOBS, NULL, NULL, &audit, NULL), ST_DENIED);
}

/* ---- groups ---- */

static void people_of(struct store *store, const char *gender, int count)
{
	for (int i = 0; i < count; i++) {
		struct id one = make(store, "person", PAIRS("given_name=Ana", say("gender=%s", gender), "arrived=2026-01-05"));

		make(store, "need", PAIRS(OF("person", one), say("asked=2026-04-%02d", 1 + i)));
	}
}

/* Small groups are put together, and with a larger one where the rest would give them away. */
static void small_groups_are_not_told(void **state)
{
	struct match_audit audit = { .n_tried = 0 };
	const struct audit_by_field *by;

	people_of(*state, "woman", 14);
	people_of(*state, "man", 12);
	people_of(*state, "not_said", 3);
	WELL(audit_groups(*state, &everybody, MATCH_HOMES, &audit, &err_));
	by = told(&audit, "gender");
	assert_int_equal(by->count, 2);
	assert_string_equal(by->group[0].value, "woman");
	assert_int_equal(by->group[0].asked, 15);
	assert_int_equal(by->group[0].waiting, 15);
	assert_int_equal(by->group[0].offered, 0);
	assert_int_equal(by->group[0].days_waiting, 26);
	assert_int_equal(by->group[0].days_offered, -1);
	assert_null(by->group[1].value);
	assert_int_equal(by->group[1].asked, 15);
	match_audit_clear(&audit);
	people_of(*state, "not_said", 8);
	WELL(audit_groups(*state, &everybody, MATCH_HOMES, &audit, &err_));
	by = told(&audit, "gender");
	assert_int_equal(by->count, 3);
	assert_string_equal(by->group[2].value, "not_said");
	assert_int_equal(by->group[2].asked, 10);
	match_audit_clear(&audit);
	while (n_texts)
		free(texts[--n_texts]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(nobodys_points_depend_on_who_they_are),
		TOWN_TEST(others_change_nobodys_points),
		TOWN_TEST(a_round_gives_the_same_to_the_same),
		TOWN_TEST(other_ids_change_no_round),
		TOWN_TEST(equal_places_go_by_lot),
		TOWN_TEST(one_more_makes_no_explanation_false),
		TOWN_TEST(own_fields_are_dealt_as_well),
		TOWN_TEST(rigged_criteria_are_found_out),
		TOWN_TEST(what_is_published_is_said),
		TOWN_TEST(it_can_be_stopped_and_refused),
		TOWN_TEST(whoever_answers_for_it_may_ask),
		TOWN_TEST(small_groups_are_not_told),
	};

	return DOORS_RUN(tests);
}
