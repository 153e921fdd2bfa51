/* SPDX-License-Identifier: EUPL-1.2 */
/* Rounds from facts to decisions: who gets what, what is written, what stays, what is refused and what is left after an
 * erasure. */
#include "tests/unit/cases/town.h"

#include "cases/erase.h"
#include "cases/retention.h"
#include "match/criteria.h"
#include "match/dossier.h"
#include "match/propose.h"
#include "register/matching_ini.h"
#include "register/restrict.h"

/* Three homes for four households: the large one can house everybody, the small ones one person each. */
struct town { struct id ana, bo, cem, dia, need[4], large, small, tiny; };

static struct id household(struct store *store, const char *name, const char *people, const char *asked, struct id *need)
{
	struct id person = make(store, "person", PAIRS(name, "arrived=2026-01-05"));

	*need = make(store, "need", PAIRS(OF("person", person), people, asked, "step_free=no", "pets=no", "max_rent=900"));
	return person;
}

static struct id home(struct store *store, const char *address, const char *people)
{
	return make(store, "dwelling", PAIRS(address, people, "bedrooms=1", "rent=500", "service_costs=0"));
}

static void build(struct store *store, struct town *t)
{
	match_init();
	t->ana = household(store, "given_name=Ana", "people=4", "asked=2026-04-01", &t->need[0]);
	t->bo = household(store, "given_name=Bo", "people=1", "asked=2026-01-10", &t->need[1]);
	t->cem = household(store, "given_name=Cem", "people=1", "asked=2026-02-10", &t->need[2]);
	t->dia = household(store, "given_name=Dia", "people=1", "asked=2026-03-10", &t->need[3]);
	t->large = home(store, "address=Large", "people=5");
	t->small = home(store, "address=Small", "people=1");
	t->tiny = home(store, "address=Tiny", "people=1");
}

static struct round *computed(struct store *store, struct id again)
{
	const struct round_ask ask = { .what = MATCH_HOMES, .round = again };
	struct round *round;

	WELL(round_compute(store, &everybody, &ask, &round, &err_));
	return round;
}

static struct id saved(struct store *store)
{
	struct round *round = computed(store, (struct id){ { 0 } });
	struct id id;

	WELL(round_save(store, &everybody, round, NULL, &err_));
	id = round->id;
	round_free(round);
	return id;
}

/* The proposal of that need in the round; none: it has none. */
static struct round_pair of_need(struct store *store, struct id round, struct id need)
{
	struct round_list list;
	struct round_pair found = { .points = -1 };

	WELL(round_list_read(store, &everybody, round, &list, &err_));
	for (int i = 0; i < list.count; i++)
		if (id_same(list.pair[i].application, need))
			found = list.pair[i];
	round_list_clear(&list);
	return found;
}

#define PROPOSAL the("home_proposal")
#define REFUSED(call, status, words) do { \
		struct err err; \
		err_clear(&err); \
		assert_int_equal(call, status); \
		if (!strstr(err.text, words)) \
			fail_msg("it says: %s", err.text); \
	} while (0)

/* As many as possible, then the longest wait: the large home goes to whom no other suits. */
static void the_best_allocation_and_its_proof(void **state)
{
	struct store *store = *state;
	struct town t;
	struct round *round;
	struct round_proof proof;
	struct id id;

	build(store, &t);
	round = computed(store, (struct id){ { 0 } });
	assert_int_equal(round->waiting, 4);
	assert_int_equal(round->free, 3);
	assert_int_equal(round->placed, 3);
	assert_int_equal(round->solved.of[CAPS_FREE]->total[ASSIGN_PLACED], 3);
	assert_true(round->solved.of[CAPS_FREE]->unique);
	round_free(round);
	assert_int_equal(count_rows(store, "round"), 0);
	id = saved(store);
	assert_true(id_same(of_need(store, id, t.need[0]).place, t.large));
	assert_false(id_none(of_need(store, id, t.need[1]).proposal));
	assert_false(id_none(of_need(store, id, t.need[2]).proposal));
	assert_true(id_none(of_need(store, id, t.need[3]).proposal));
	HAS(store, "round", id, "people", "4");
	HAS(store, "round", id, "placed", "3");
	WELL(round_check(store, &everybody, id, &proof, &err_));
	assert_true(proof.certified);
	assert_int_equal(proof.proposals, 3);
	assert_int_equal(proof.agree, 3);
	assert_int_equal(proof.wrong, 0);
	assert_int_equal(proof.unproved, 0);
}

static void a_dossier_says_all_and_names_nobody_else(void **state)
{
	struct sheet *sheet;
	struct store *store = *state;
	struct town t;
	struct round_pair bo;
	struct record *record;
	struct dossier dossier;
	struct str words = STR_INIT;
	char other[37];
	int64_t points = 0;
	struct id id;

	build(store, &t);
	id = saved(store);
	bo = of_need(store, id, t.need[1]);
	record = see(store, "home_proposal", bo.proposal);
	id_text(t.cem, other);
	assert_null(strstr(record_get(record, "dossier"), other));
	id_text(t.need[2], other);
	assert_null(strstr(record_get(record, "dossier"), other));
	WELL(dossier_load(store, &everybody, record, &dossier, &err_));
	for (int i = 0; i < dossier.n_lines; i++)
		points += dossier.line[i].points;
	assert_int_equal(points, dossier.points);
	assert_int_equal(points, bo.points);
	assert_string_equal(dossier.day, "2026-05-04");
	assert_int_equal(dossier.waited, 114);
	assert_true(id_same(dossier.round, id));
	/* The large home suits as well, and the other small one. */
	assert_int_equal(dossier.n_others, 2);
	sheet = sheet_new("");
	dossier_words(sheet, store, &everybody, &dossier);
	sheet_as_text(sheet, NULL, SHEET_WIDTH, &words);
	sheet_free(sheet);
	assert_non_null(strstr(str_get(&words), "Conditions, which are never broken:"));
	assert_non_null(strstr(str_get(&words), "There were more people than places."));
	assert_non_null(strstr(str_get(&words), "Large:"));
	assert_null(strstr(str_get(&words), "Cem"));
	str_free(&words);
	dossier_clear(&dossier);
	record_free(record);
}

/* Nobody decides on what may still come out otherwise; what was confirmed is made and undone with it. */
static void confirming_makes_the_offer(void **state)
{
	struct store *store = *state;
	struct town t;
	struct round_pair ana;
	struct id id, set, undone;

	build(store, &t);
	id = saved(store);
	ana = of_need(store, id, t.need[0]);
	REFUSED(propose_confirm(store, &everybody, PROPOSAL, ana.proposal, 0, NULL, &err), ST_INVALID, "not published yet");
	WELL(round_publish(store, &everybody, id, &err_));
	WELL(propose_confirm(store, &everybody, PROPOSAL, ana.proposal, ana.rev, &set, &err_));
	HAS(store, "home_proposal", ana.proposal, "state", "confirmed");
	HAS(store, "home_proposal", ana.proposal, "decided_by", "berg");
	HAS(store, "dwelling", t.large, "state", "offered");
	assert_int_equal(count_rows(store, "placement WHERE gone = 0 AND state = 'offered'"), 1);
	REFUSED(propose_confirm(store, &everybody, PROPOSAL, ana.proposal, 0, NULL, &err), ST_INVALID, "decided already");
	REFUSED(propose_decline(store, &everybody, PROPOSAL, ana.proposal, 0, "person", NULL, NULL, &err), ST_INVALID,
		"decided already");
	WELL(change_undo(store, &everybody, set, &undone, &err_));
	HAS(store, "home_proposal", ana.proposal, "state", "proposed");
	HAS(store, "dwelling", t.large, "state", "free");
	assert_int_equal(count_rows(store, "placement WHERE gone = 0"), 0);
}

/* Through the ordinary doors as well: a form that sets the state. */
static void every_door_makes_it(void **state)
{
	struct store *store = *state;
	struct town t;
	struct round_pair ana;
	struct id id;

	build(store, &t);
	id = saved(store);
	ana = of_need(store, id, t.need[0]);
	refused(store, "home_proposal", ana.proposal, PAIRS("state=confirmed"), "state");
	amend(store, "round", id, PAIRS("state=published"));
	refused(store, "home_proposal", ana.proposal, PAIRS("state=declined"), "why");
	refused(store, "home_proposal", ana.proposal, PAIRS("state=overridden"), "reason");
	refused(store, "home_proposal", ana.proposal, PAIRS(OF("dwelling", t.small)), "dwelling");
	amend(store, "home_proposal", ana.proposal, PAIRS("state=confirmed"));
	HAS(store, "dwelling", t.large, "state", "offered");
	refused(store, "home_proposal", ana.proposal, PAIRS("state=proposed"), "state");
}

/* What happened since the round was computed is found when somebody decides. */
static void a_stale_round_says_so(void **state)
{
	struct store *store = *state;
	struct town t;
	struct round_pair ana, bo;
	struct id id;

	build(store, &t);
	id = saved(store);
	WELL(round_publish(store, &everybody, id, &err_));
	ana = of_need(store, id, t.need[0]);
	bo = of_need(store, id, t.need[1]);
	make(store, "placement", PAIRS(OF("person", t.dia), OF("dwelling", t.large)));
	REFUSED(propose_confirm(store, &everybody, PROPOSAL, ana.proposal, 0, NULL, &err), ST_INVALID, "no longer to be had");
	amend(store, "need", t.need[1], PAIRS("state=withdrawn"));
	REFUSED(propose_confirm(store, &everybody, PROPOSAL, bo.proposal, 0, NULL, &err), ST_INVALID, "does not wait for it");
	HAS(store, "home_proposal", bo.proposal, "state", "proposed");
	REFUSED(propose_confirm(store, &everybody, PROPOSAL, bo.proposal, bo.rev + 1, NULL, &err), ST_CONFLICT, "changed this proposal");
}

static void nobody_is_told_of_a_stale_round(void **state)
{
	struct store *store = *state;
	struct match_enact other = { .since = "" };
	struct town t;
	struct id id;
	char *text, *now;

	build(store, &t);
	id = saved(store);
	amend(store, "dwelling", t.large, PAIRS("state=withdrawn"));
	REFUSED(round_publish(store, &everybody, id, &err), ST_INVALID, "no longer to be had");
	HAS(store, "round", id, "state", "computed");
	amend(store, "dwelling", t.large, PAIRS("state=free"));
	WELL(match_rule_text(store, MATCH_HOMES, (struct id){ { 0 } }, &text, &err_));
	WELL(match_rule_weigh(text, (struct matching_weight[]){ { "waited", 7 } }, 1, &now, &err_));
	other.text = now;
	WELL(match_rule_enact(store, &everybody, &other, NULL, &err_));
	REFUSED(round_publish(store, &everybody, id, &err), ST_INVALID, "Other criteria are in force");
	id = saved(store);
	WELL(round_publish(store, &everybody, id, &err_));
	HAS(store, "round", id, "criteria", "1");
	free(text);
	free(now);
}

static void deciding_otherwise_is_said_openly(void **state)
{
	struct store *store = *state;
	struct town t;
	struct round_pair bo, cem;
	struct round_list list;
	struct round_proof proof;
	struct id id;
	int instead = 0;

	build(store, &t);
	id = saved(store);
	WELL(round_publish(store, &everybody, id, &err_));
	bo = of_need(store, id, t.need[1]);
	cem = of_need(store, id, t.need[2]);
	REFUSED(propose_override(store, &everybody, PROPOSAL, bo.proposal, 0, t.need[1], "Because", NULL, &err), ST_INVALID,
		"to this person already");
	REFUSED(propose_override(store, &everybody, PROPOSAL, bo.proposal, 0, t.need[0], "Because", NULL, &err), ST_INVALID,
		"Room for everybody");
	REFUSED(propose_override(store, &everybody, PROPOSAL, bo.proposal, 0, t.need[2], NULL, NULL, &err), ST_INVALID, "says why");
	HAS(store, "home_proposal", bo.proposal, "state", "proposed");
	WELL(propose_override(store, &everybody, PROPOSAL, bo.proposal, 0, t.need[2], "Lives beside her sister", NULL, &err_));
	HAS(store, "home_proposal", bo.proposal, "state", "overridden");
	HAS(store, "home_proposal", cem.proposal, "state", "withdrawn");
	WELL(round_list_read(store, &everybody, id, &list, &err_));
	for (int i = 0; i < list.count; i++) {
		if (!list.pair[i].instead)
			continue;
		instead++;
		assert_true(id_same(list.pair[i].application, t.need[2]));
		assert_true(id_same(list.pair[i].place, bo.place));
		HAS(store, "home_proposal", list.pair[i].proposal, "reason", "Lives beside her sister");
		HAS(store, "home_proposal", list.pair[i].proposal, "state", "confirmed");
	}
	round_list_clear(&list);
	assert_int_equal(instead, 1);
	WELL(round_check(store, &everybody, id, &proof, &err_));
	assert_int_equal(proof.agree, 3);
	assert_int_equal(proof.wrong, 0);
}

/* Those who have a proposal, and what is proposed, are left alone; what was declined is not proposed again. */
static void the_next_round_keeps_what_was_decided(void **state)
{
	struct store *store = *state;
	struct town t;
	struct round_pair bo;
	struct round *round;
	struct id id;

	build(store, &t);
	id = saved(store);
	WELL(round_publish(store, &everybody, id, &err_));
	REFUSED(round_compute(store, &everybody, &(struct round_ask){ .what = MATCH_HOMES }, &round, &err), ST_INVALID,
		"Nothing is to be had");
	bo = of_need(store, id, t.need[1]);
	WELL(propose_decline(store, &everybody, PROPOSAL, bo.proposal, 0, "person", "Too far from work", NULL, &err_));
	round = computed(store, (struct id){ { 0 } });
	assert_int_equal(round->waiting, 2);
	assert_int_equal(round->kept, 2);
	assert_int_equal(round->placed, 1);
	for (int i = 0; i < round->facts.n_candidates; i++)
		if (round->row[i].place >= 0)
			assert_true(id_same(round->facts.candidate[i].application, t.need[3]));
	round_free(round);
}

static void a_round_is_computed_again_around_what_is_locked(void **state)
{
	struct store *store = *state;
	struct town t;
	struct round_pair bo, again;
	struct round_proof proof;
	struct round *round;
	struct id id;

	build(store, &t);
	id = saved(store);
	bo = of_need(store, id, t.need[1]);
	WELL(propose_lock(store, &everybody, PROPOSAL, bo.proposal, true, &err_));
	amend(store, "need", t.need[2], PAIRS("state=withdrawn"));
	round = computed(store, id);
	assert_int_equal(round->waiting, 2);
	WELL(round_save(store, &everybody, round, NULL, &err_));
	assert_true(id_same(round->id, id));
	round_free(round);
	again = of_need(store, id, t.need[1]);
	assert_true(id_same(again.proposal, bo.proposal));
	assert_false(id_none(of_need(store, id, t.need[3]).proposal));
	assert_true(id_none(of_need(store, id, t.need[2]).proposal));
	WELL(round_check(store, &everybody, id, &proof, &err_));
	assert_int_equal(proof.proposals, 3);
	assert_int_equal(proof.agree, 3);
	WELL(round_publish(store, &everybody, id, &err_));
	REFUSED(round_compute(store, &everybody, &(struct round_ask){ .what = MATCH_HOMES, .round = id }, &round, &err), ST_INVALID,
		"published or over");
}

static void a_round_ends(void **state)
{
	struct store *store = *state;
	struct town t;
	struct round_pair bo;
	struct id id;

	build(store, &t);
	id = saved(store);
	WELL(round_cancel(store, &everybody, id, NULL, &err_));
	assert_int_equal(count_rows(store, "home_proposal WHERE gone = 0"), 0);
	id = saved(store);
	WELL(round_publish(store, &everybody, id, &err_));
	bo = of_need(store, id, t.need[1]);
	REFUSED(round_cancel(store, &everybody, id, NULL, &err), ST_INVALID, "why it is called off");
	WELL(round_cancel(store, &everybody, id, "The owner sold two of the homes", &err_));
	HAS(store, "home_proposal", bo.proposal, "state", "withdrawn");
	REFUSED(round_publish(store, &everybody, id, &err), ST_INVALID, "Nothing was saved");
	id = saved(store);
	WELL(round_publish(store, &everybody, id, &err_));
	WELL(propose_confirm(store, &everybody, PROPOSAL, of_need(store, id, t.need[1]).proposal, 0, NULL, &err_));
	WELL(round_close(store, &everybody, id, &err_));
	assert_string_equal(of_need(store, id, t.need[1]).state, "confirmed");
	assert_string_equal(of_need(store, id, t.need[0]).state, "withdrawn");
}

/* Other weights are looked at, and nothing is written. */
static void what_if(void **state)
{
	struct store *store = *state;
	struct town t;
	struct match_rule rule;
	struct round_ask ask = { .what = MATCH_HOMES, .rule = &rule };
	struct round_list was, is;
	struct round_moves moves;
	struct round *now, *then;

	build(store, &t);
	match_rule_default(MATCH_HOMES, &rule);
	for (int i = 0; i < rule.count; i++)
		if (!rule.criterion[i].condition)
			rule.criterion[i].weight = rule.criterion[i].weight / 2 + 1;
	match_rule_seal(&rule);
	now = computed(store, (struct id){ { 0 } });
	WELL(round_compute(store, &everybody, &ask, &then, &err_));
	assert_true(then->try);
	REFUSED(round_save(store, &everybody, then, NULL, &err), ST_INVALID, "not in force");
	assert_int_equal(count_rows(store, "home_proposal"), 0);
	round_list_of(now, &was);
	round_list_of(then, &is);
	WELL(round_compare(&was, &is, &moves, &err_));
	assert_int_equal(moves.placed_was, 3);
	assert_int_equal(moves.placed_is, 3);
	assert_int_equal(moves.same + moves.count, 3);
	assert_true(moves.points_is < moves.points_was);
	round_moves_clear(&moves);
	round_list_clear(&was);
	round_list_clear(&is);
	round_free(now);
	round_free(then);
	match_rule_clear(&rule);
}

static bool never(void *ctx, enum round_step step, int64_t done, int64_t total)
{
	(void)ctx, (void)done, (void)total;
	return step != ROUND_WEIGHS;
}

static void what_keeps_a_round_from_being_one(void **state)
{
	static const struct actor job = { .user = "jo", .desk = "HA", .roles = ROLE_EMPLOYMENT };
	struct store *store = *state;
	struct round_ask ask = { .what = MATCH_HOMES };
	struct id need, large;
	struct round *round;
	struct town t;

	match_init();
	REFUSED(round_compute(store, &everybody, &ask, &round, &err), ST_INVALID, "Nobody waits");
	assert_null(round);
	REFUSED(round_compute(store, &job, &ask, &round, &err), ST_DENIED, "role");
	household(store, "given_name=Eve", "people=9", "asked=2026-04-01", &need);
	REFUSED(round_compute(store, &everybody, &ask, &round, &err), ST_INVALID, "Nothing is to be had");
	large = home(store, "address=Lane", "people=2");
	REFUSED(round_compute(store, &everybody, &ask, &round, &err), ST_INVALID, "No place suits anybody");
	build(store, &t);
	ask.progress = never;
	REFUSED(round_compute(store, &everybody, &ask, &round, &err), ST_CANCELLED, "Nothing was saved");
	ask.progress = NULL;
	ask.place = &large;
	ask.n_places = 1;
	WELL(round_compute(store, &everybody, &ask, &round, &err_));
	assert_int_equal(round->free, 1);
	assert_int_equal(round->placed, 1);
	round_free(round);
	ask.place = &t.ana;
	REFUSED(round_compute(store, &everybody, &ask, &round, &err), ST_INVALID, "not to be had now");
}

/* A file that is restricted is proposed nothing, and what was proposed to it stays when the round ends. */
static void a_restricted_file_is_left_alone(void **state)
{
	struct store *store = *state;
	struct town t;
	struct round *round;
	struct round_pair bo;
	struct id id;

	build(store, &t);
	WELL(restrict_put(store, &everybody, t.cem, "contested", &err_));
	round = computed(store, (struct id){ { 0 } });
	assert_int_equal(round->waiting, 3);
	round_free(round);
	id = saved(store);
	WELL(round_publish(store, &everybody, id, &err_));
	bo = of_need(store, id, t.need[1]);
	WELL(restrict_put(store, &everybody, t.bo, "contested", &err_));
	REFUSED(propose_confirm(store, &everybody, PROPOSAL, bo.proposal, 0, NULL, &err), ST_DENIED, "");
	WELL(round_close(store, &everybody, id, &err_));
	HAS(store, "home_proposal", bo.proposal, "state", "proposed");
}

/* After an erasure the proof stays, without a value. */
static void the_proof_outlives_an_erasure(void **state)
{
	struct store *store = *state;
	struct town t;
	struct round_proof proof;
	struct record *record;
	char text[37];
	struct id id;

	build(store, &t);
	id = saved(store);
	WELL(round_publish(store, &everybody, id, &err_));
	WELL(erase_person(store, &everybody, t.ana, ERASE_REQUEST, NULL, &err_));
	assert_int_equal(count_rows(store, "home_proposal"), 2);
	WELL(round_check(store, &everybody, id, &proof, &err_));
	assert_true(proof.certified);
	assert_int_equal(proof.proposals, 3);
	assert_int_equal(proof.agree, 2);
	assert_int_equal(proof.erased, 1);
	assert_int_equal(proof.wrong, 0);
	WELL(anonymise_person(store, &everybody, t.bo, &err_));
	WELL(round_check(store, &everybody, id, &proof, &err_));
	assert_int_equal(proof.agree, 1);
	assert_int_equal(proof.erased, 2);
	assert_int_equal(proof.wrong, 0);
	record = see(store, "round", id);
	id_text(t.ana, text);
	assert_null(strstr(record_get(record, "proof"), text));
	id_text(t.need[0], text);
	assert_null(strstr(record_get(record, "proof"), text));
	record_free(record);
}

/* A dossier that was changed behind the program's back is found. */
static void a_changed_dossier_is_found(void **state)
{
	struct store *store = *state;
	struct town t;
	struct round_proof proof;
	struct stmt *stmt;
	struct id id;
	unsigned was;

	build(store, &t);
	id = saved(store);
	was = store_enter(store, DOOR_CHANGE);
	WELL(store_sql(store, "UPDATE home_proposal SET dossier = replace(dossier, '\",\"threshold\":{\"placed\":1',"
		" '\",\"threshold\":{\"placed\":9')", &stmt, &err_));
	WELL(stmt_run(stmt, &err_));
	store_leave(store, was);
	WELL(round_check(store, &everybody, id, &proof, &err_));
	assert_int_equal(proof.wrong, 3);
	assert_true(proof.unproved > 0);
}

/* Out of a ranked list: a proposal with its dossier, confirmed at once. */
static void a_single_offer_has_its_dossier(void **state)
{
	struct store *store = *state;
	struct town t;
	struct id proposal, set, undone, id;
	struct record *record;
	struct dossier dossier;

	build(store, &t);
	REFUSED(propose_offer(store, &everybody, MATCH_HOMES, t.need[0], t.small, NULL, NULL, &err), ST_INVALID,
		"Room for everybody");
	WELL(propose_offer(store, &everybody, MATCH_HOMES, t.need[2], t.small, &proposal, &set, &err_));
	HAS(store, "home_proposal", proposal, "state", "confirmed");
	HAS(store, "dwelling", t.small, "state", "offered");
	record = see(store, "home_proposal", proposal);
	WELL(dossier_load(store, &everybody, record, &dossier, &err_));
	assert_int_equal(dossier.rank, 2);
	assert_int_equal(dossier.of, 3);
	assert_true(id_none(dossier.round));
	dossier_clear(&dossier);
	record_free(record);
	WELL(change_undo(store, &everybody, set, &undone, &err_));
	HAS(store, "dwelling", t.small, "state", "free");
	id = saved(store);
	WELL(round_publish(store, &everybody, id, &err_));
	REFUSED(propose_offer(store, &everybody, MATCH_HOMES, t.need[3], t.small, NULL, NULL, &err), ST_INVALID,
		"A round has proposed this");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(the_best_allocation_and_its_proof), TOWN_TEST(a_dossier_says_all_and_names_nobody_else),
		TOWN_TEST(confirming_makes_the_offer), TOWN_TEST(every_door_makes_it), TOWN_TEST(a_stale_round_says_so),
		TOWN_TEST(nobody_is_told_of_a_stale_round),
		TOWN_TEST(deciding_otherwise_is_said_openly), TOWN_TEST(the_next_round_keeps_what_was_decided),
		TOWN_TEST(a_round_is_computed_again_around_what_is_locked), TOWN_TEST(a_round_ends), TOWN_TEST(what_if),
		TOWN_TEST(what_keeps_a_round_from_being_one), TOWN_TEST(a_restricted_file_is_left_alone),
		TOWN_TEST(the_proof_outlives_an_erasure), TOWN_TEST(a_changed_dossier_is_found),
		TOWN_TEST(a_single_offer_has_its_dossier),
	};

	return DOORS_RUN(tests);
}
