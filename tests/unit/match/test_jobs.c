/* SPDX-License-Identifier: EUPL-1.2 */
/* People who look for work and vacancies: what is read of them, what each criterion finds, what is a question. */
#include "tests/unit/cases/town.h"

#include "match/jobs.h"
#include "match/match.h"
#include "register/restrict.h"

static struct id somebody(struct store *store)
{
	return make(store, "person", PAIRS("given_name=Ana", "arrived=2026-01-05"));
}

/* One criterion that is the measure itself. */
static struct match_rule rule_of(const char *measure, bool condition, int64_t full)
{
	struct match_rule rule = { .what = MATCH_JOBS, .count = 1 };

	rule.criterion[0] = (struct match_criterion){ .condition = condition, .weight = 100, .unknown = 500, .full = full,
		.measure = match_measure(MATCH_JOBS, measure) };
	assert_non_null(rule.criterion[0].measure);
	return rule;
}

static int at_place(const struct match_facts *facts, struct id vacancy)
{
	for (int i = 0; i < facts->n_places; i++)
		if (id_same(facts->place[i].id, vacancy))
			return i;
	return -1;
}

static int at_person(const struct match_facts *facts, struct id person)
{
	for (int i = 0; i < facts->n_candidates; i++)
		if (id_same(facts->candidate[i].person, person))
			return i;
	return -1;
}

static void told_of(const struct match_facts *facts, int candidate, int place, const char *measure, int64_t full, struct str *out)
{
	struct match_rule rule = rule_of(measure, false, full);
	struct match_line line[MATCH_CRITERIA_MOST];

	match_tell(facts, &rule, candidate, place, line);
	str_addf(out, "%d ", line[0].is.share);
	line[0].by->measure->words(out, line[0].by, &line[0].is);
	assert_int_equal(line[0].is.share, line[0].by->measure->share(facts, line[0].by, candidate, place));
}

/* "1000 no licence is asked for": share and words of one pair; the same read for a round, for the person and for the vacancy. */
static void tells(struct store *store, struct id wish, struct id vacancy, const char *measure, int64_t full, const char *want)
{
	const struct match_pick pick[] = { { .application = wish, .place = vacancy }, { .application = wish }, { .place = vacancy },
		{ .rule = NULL } };

	for (size_t i = 0; i < ARRAY_LEN(pick); i++) {
		struct match_facts facts;
		struct str out = STR_INIT;
		int candidate = 0, place;

		WELL(match_read(store, &everybody, MATCH_JOBS, &pick[i], &facts, &err_));
		while (candidate < facts.n_candidates && !id_same(facts.candidate[candidate].application, wish))
			candidate++;
		place = at_place(&facts, vacancy);
		assert_true(candidate < facts.n_candidates && place >= 0);
		told_of(&facts, candidate, place, measure, full, &out);
		assert_string_equal(str_get(&out), want);
		str_free(&out);
		match_facts_clear(&facts);
	}
}

static void occupations(void **state)
{
	struct store *store = *state;
	struct id one = somebody(store), wish = make(store, "jobwish", PAIRS(OF("person", one), "what=Welding", "occupation=7212"));
	struct id same = make(store, "vacancy", PAIRS("title=Same", "occupation=7212")),
		minor = make(store, "vacancy", PAIRS("title=Minor", "occupation=7213")),
		submajor = make(store, "vacancy", PAIRS("title=Submajor", "occupation=7223")),
		major = make(store, "vacancy", PAIRS("title=Major", "occupation=7411")),
		unknown = make(store, "vacancy", PAIRS("title=Unknown"));

	tells(store, wish, same, "occupation", 0, "1000 the person’s own occupation: Welders and flamecutters (7212)");
	tells(store, wish, minor, "occupation", 0, "700 close, of one minor group of ISCO-08: Sheet-metal workers (7213); the person’s:"
		" Welders and flamecutters (7212)");
	tells(store, wish, submajor, "occupation", 0, "400 related, of one sub-major group of ISCO-08: Metal working machine tool setters"
		" and operators (7223); the person’s: Welders and flamecutters (7212)");
	tells(store, wish, major, "occupation", 0, "150 far, of one major group of ISCO-08 only: Building and related electricians (7411);"
		" the person’s: Welders and flamecutters (7212)");
	tells(store, wish, unknown, "occupation", 0, "-2 Ask the employer which occupation the work is.");
}

/* What was learned and done counts for the occupation; what is looked for alone for the wish. */
static void wishes_are_the_persons_own(void **state)
{
	struct store *store = *state;
	struct id one = somebody(store), wish = make(store, "jobwish", PAIRS(OF("person", one), "what=Care", "occupation=5321"));
	struct id nurse = make(store, "vacancy", PAIRS("title=Nurse", "occupation=2221")),
		care = make(store, "vacancy", PAIRS("title=Care", "occupation=5322"));

	make(store, "experience", PAIRS(OF("person", one), "what=Nurse", "occupation=2221"));
	tells(store, wish, nurse, "occupation", 0, "1000 the person’s own occupation: Nursing professionals (2221)");
	tells(store, wish, nurse, "wish", 0, "-1 not what the person looks for: Nursing professionals (2221)");
	tells(store, wish, care, "wish", 0, "700 3 digits of four agree: Home-based personal care workers (5322); looked for: Health care"
		" assistants (5321)");
	amend(store, "jobwish", wish, PAIRS("occupation="));
	tells(store, wish, nurse, "wish", 0, "-2 Ask which occupation the person looks for.");
}

static void skills_are_compared_word_by_word(void **state)
{
	struct store *store = *state;
	struct id one = somebody(store), wish = make(store, "jobwish", PAIRS(OF("person", one), "what=Work", "occupation=7212"));
	struct id listed = make(store, "vacancy", PAIRS("title=A", "occupation=7212", "skills=MIG welding, forklift; reading drawings")),
		one_thing = make(store, "vacancy", PAIRS("title=B", "occupation=7212", "skills=Welder")),
		denied = make(store, "vacancy", PAIRS("title=C", "occupation=7212", "skills=No experience needed")),
		none = make(store, "vacancy", PAIRS("title=D", "occupation=7212"));

	tells(store, wish, listed, "skills", 0, "-2 Ask whether the person can do this: MIG welding; forklift; reading drawings");
	tells(store, wish, none, "skills", 0, "-2 Ask the employer which skills the work needs, and what of its occupation the person can"
		" do.");
	make(store, "skill", PAIRS(OF("person", one), "what=Welding of pipes", "occupation=7212"));
	/* Half of one of three is there: a sixth, and half of the other five sixths. */
	tells(store, wish, listed, "skills", 0, "583 1 of 3 skills that are asked for are written down, at least in part. Ask about:"
		" MIG welding; forklift; reading drawings");
	tells(store, wish, one_thing, "skills", 0, "1000 the 1 skill that is asked for is written down");
	tells(store, wish, denied, "skills", 0, "1000 the vacancy names no skills; one of its occupation is written down");
	tells(store, wish, none, "skills", 0, "1000 the vacancy names no skills; one of its occupation is written down");
	make(store, "skill", PAIRS(OF("person", one), "what=Drives a forklift"));
	tells(store, wish, listed, "skills", 0, "750 2 of 3 skills that are asked for are written down, at least in part. Ask about:"
		" MIG welding; reading drawings");
}

static void levels_are_of_one_language(void **state)
{
	struct store *store = *state;
	struct id one = somebody(store), wish = make(store, "jobwish", PAIRS(OF("person", one), "what=Work", "occupation=7212"));
	struct id low = make(store, "vacancy", PAIRS("title=Low", "occupation=7212", "level=a2", "language=nl")),
		high = make(store, "vacancy", PAIRS("title=High", "occupation=7212", "level=b2", "language=nl")),
		other = make(store, "vacancy", PAIRS("title=Other", "occupation=7212", "level=a1", "language=de")),
		unsaid = make(store, "vacancy", PAIRS("title=Unsaid", "occupation=7212", "level=a1")),
		none = make(store, "vacancy", PAIRS("title=None", "occupation=7212"));

	tells(store, wish, low, "level", 0, "-2 Ask for the person’s level: A2 in Dutch is needed.");
	tells(store, wish, none, "level", 0, "1000 no language level is asked for");
	/* The weakest of what was tested. */
	make(store, "level", PAIRS(OF("person", one), "language=nl", "known=exam", "listening=b1", "reading=a2"));
	tells(store, wish, low, "level", 0, "1000 A2 in Dutch is needed, and the person has A2");
	tells(store, wish, high, "level", 0, "-1 B2 in Dutch is needed, the person has A2");
	tells(store, wish, other, "level", 0, "-2 Ask for the person’s level: A1 in German is needed.");
	tells(store, wish, unsaid, "level", 0, "1000 A1 is needed, and the person has A2");
	make(store, "level", PAIRS(OF("person", one), "language=de", "known=exam", "listening=c1", "reading=c1"));
	tells(store, wish, unsaid, "level", 0, "-2 Ask for the person’s level: A1 is needed.");
	tells(store, wish, other, "level", 0, "1000 A1 in German is needed, and the person has C1");
}

static void licences_hours_and_pay(void **state)
{
	struct store *store = *state;
	struct id one = somebody(store), wish = make(store, "jobwish", PAIRS(OF("person", one), "what=Work", "occupation=8322"));
	struct id full = make(store, "vacancy", PAIRS("title=Full", "occupation=8322", "licences=car, forklift", "hours_from=36",
		"hours_to=40", "pay_from=2000", "pay_to=2400", "pay_per=month")),
		blank = make(store, "vacancy", PAIRS("title=Blank", "occupation=8322"));

	tells(store, wish, full, "licence", 0, "-2 Ask whether the person holds: Car (B), Forklift");
	tells(store, wish, blank, "licence", 0, "1000 no licence is asked for");
	tells(store, wish, full, "hours", 0, "-2 Ask how many hours the person can work: it is 36 to 40 hours a week.");
	tells(store, wish, blank, "hours", 0, "-2 Ask the employer how many hours a week the work is.");
	tells(store, wish, blank, "pay", 0, "-2 Ask the employer what the work pays.");
	amend(store, "jobwish", wish, PAIRS("licences=car", "hours_to=24", "pay_from=2500", "pay_per=month"));
	tells(store, wish, full, "licence", 0, "-1 needs Car (B), Forklift, which the person does not hold in full");
	tells(store, wish, full, "hours", 0, "-1 36 to 40 hours a week, the person looks for up to 24 hours a week");
	tells(store, wish, full, "pay", 0, "-1 pays up to 2,400.00 (Month), the person looks for 2,500.00 (Month)");
	amend(store, "jobwish", wish, PAIRS("licences=car, forklift", "hours_from=20", "hours_to=36", "pay_from=15", "pay_per=hour"));
	tells(store, wish, full, "licence", 0, "1000 needs Car (B), Forklift, which the person holds");
	tells(store, wish, full, "hours", 0, "1000 36 to 40 hours a week, and the person looks for 20 to 36 hours a week");
	tells(store, wish, full, "pay", 0, "-2 Ask what it comes to: it pays 2,400.00 (Month), and the person looks for 15.00 (Hour).");
}

static void times_and_days(void **state)
{
	struct store *store = *state;
	struct id one = somebody(store), wish = make(store, "jobwish", PAIRS(OF("person", one), "what=Work", "occupation=9112"));
	struct id early = make(store, "vacancy", PAIRS("title=Early", "occupation=9112", "timetable=1,2,3,4,5 06:00-10:00", "starts=2026-06-01")),
		blank = make(store, "vacancy", PAIRS("title=Blank", "occupation=9112"));
	struct id course = make(store, "course", PAIRS("name=A1", "language=nl", "level=a1", "timetable=2 09:00-12:00", "state=running"));

	tells(store, wish, early, "times", 0, "1000 the person is free at all hours");
	tells(store, wish, early, "start", 0, "-2 Ask from which day on the person may and can work.");
	make(store, "enrolment", PAIRS(OF("person", one), OF("course", course), "state=attending"));
	tells(store, wish, early, "times", 0, "-1 its hours on Tue 06:00–10:00 meet a course or what the person cannot do");
	tells(store, wish, blank, "times", 0, "-2 Ask the employer for the days and hours: the person is away at some.");
	amend(store, "person", one, PAIRS("work_from=2026-07-01"));
	tells(store, wish, early, "start", 0, "-1 begins by 1 June 2026, and the person can from 1 July 2026 on only");
	tells(store, wish, blank, "start", 0, "-2 Ask the employer when the work begins: the person can from 1 July 2026 on.");
	amend(store, "person", one, PAIRS("work_from=2026-04-01"));
	tells(store, wish, early, "start", 0, "1000 begins by 1 June 2026, and the person can by then");
	tells(store, wish, blank, "start", 0, "1000 the person can begin at once");
}

static void ways_can_be_checked_by_hand(void **state)
{
	struct store *store = *state;
	struct id here = make(store, "neighbourhood", PAIRS("name=Here", "latitude=52.00000", "longitude=4.50000")),
		there = make(store, "neighbourhood", PAIRS("name=There", "latitude=52.08993", "longitude=4.50000"));
	struct id one = somebody(store), wish = make(store, "jobwish", PAIRS(OF("person", one), "what=Work", "occupation=9112"));
	struct id firm = make(store, "employer", PAIRS("name=Firm", OF("neighbourhood", there)));
	struct id far = make(store, "vacancy", PAIRS("title=Far", "occupation=9112", OF("employer", firm))),
		home = make(store, "vacancy", PAIRS("title=Home", "occupation=9112", "from_home=all")),
		blank = make(store, "vacancy", PAIRS("title=Blank", "occupation=9112"));

	tells(store, wish, far, "way", 5000, "-2 Ask where the person lives and where the work is: the neighbourhood of one is not known.");
	tells(store, wish, home, "way", 5000, "1000 worked from home");
	amend(store, "person", one, PAIRS(OF("neighbourhood", here)));
	/* 0.08993 degrees of a great circle of 6371 km: 10.0 km. */
	tells(store, wish, far, "way", 5000, "500 10.0 km away as the crow flies");
	tells(store, wish, far, "distance", 0, "-2 Ask how far the person can go: it is 10.0 km.");
	tells(store, wish, blank, "distance", 0, "-2 Ask where the person lives and where the work is: the neighbourhood of one is not"
		" known.");
	amend(store, "jobwish", wish, PAIRS("how_far=8"));
	tells(store, wish, far, "distance", 0, "-1 10.0 km away, and the person looks within 8.0 km");
	amend(store, "jobwish", wish, PAIRS("how_far=12"));
	tells(store, wish, far, "distance", 0, "1000 10.0 km away, within the 12.0 km that the person set");
	/* A secret address is not even told by how far it is. */
	amend(store, "person", one, PAIRS("address_secret=yes"));
	tells(store, wish, far, "way", 5000, "-2 The address is secret, so that the way is not counted. Ask whether the person can get"
		" there.");
}

static void what_the_employer_would_like(void **state)
{
	struct store *store = *state;
	struct id one = somebody(store), wish = make(store, "jobwish", PAIRS(OF("person", one), "what=Work", "occupation=7212"));
	struct id much = make(store, "vacancy", PAIRS("title=Much", "occupation=7212", "wished_level=b1", "language=nl",
		"wished_licences=car", "wished_occupation=7213")),
		nothing = make(store, "vacancy", PAIRS("title=Nothing", "occupation=7212"));

	tells(store, wish, nothing, "wished", 0, "1000 the employer wishes for nothing besides");
	tells(store, wish, much, "wished", 0, "-2 Ask for the level, licences and occupations that the employer would like.");
	amend(store, "jobwish", wish, PAIRS("licences=forklift"));
	make(store, "level", PAIRS(OF("person", one), "language=nl", "known=exam", "listening=b1", "reading=b1"));
	tells(store, wish, much, "wished", 0, "666 2 of 3 wishes of the employer are there");
	amend(store, "jobwish", wish, PAIRS("licences=car"));
	tells(store, wish, much, "wished", 0, "1000 3 of 3 wishes of the employer are there");
}

/* A condition on the group needs so many digits; what is not known stands against nothing. */
static void how_near_is_near_enough(void **state)
{
	static const struct { int64_t full; bool near, far; } rows[] = { { 4, false, false }, { 3, true, false }, { 2, true, false },
		{ 1, true, true } };
	struct store *store = *state;
	struct id one = somebody(store), near = make(store, "vacancy", PAIRS("title=Near", "occupation=7213")),
		far = make(store, "vacancy", PAIRS("title=Far", "occupation=7411")), unknown = make(store, "vacancy", PAIRS("title=Unknown"));
	struct match_facts facts;

	make(store, "jobwish", PAIRS(OF("person", one), "what=Work", "occupation=7212"));
	WELL(match_read(store, &everybody, MATCH_JOBS, NULL, &facts, &err_));
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct match_rule rule = rule_of("group", true, rows[i].full);

		assert_int_equal(match_admissible(&facts, &rule, 0, at_place(&facts, near)), rows[i].near);
		assert_int_equal(match_admissible(&facts, &rule, 0, at_place(&facts, far)), rows[i].far);
		assert_true(match_admissible(&facts, &rule, 0, at_place(&facts, unknown)));
	}
	match_facts_clear(&facts);
}

static void waiting_and_scarcity(void **state)
{
	struct store *store = *state;
	struct id one = somebody(store), two = somebody(store), gone = somebody(store);
	struct id wish = make(store, "jobwish", PAIRS(OF("person", one), "what=Work", "occupation=7212", "since=2026-01-24"));
	struct id work = make(store, "vacancy", PAIRS("title=Work", "occupation=7212"));

	make(store, "jobwish", PAIRS(OF("person", one), "what=Other", "occupation=7213", "since=2025-10-16", "until=2025-12-01"));
	make(store, "jobwish", PAIRS(OF("person", two), "what=Work", "occupation=7213", "since=2026-04-01"));
	make(store, "jobwish", PAIRS(OF("person", gone), "what=Work", "occupation=7212"));
	amend(store, "person", gone, PAIRS("left=2026-05-01"));
	tells(store, wish, work, "waited", 400, "250 looking for work for 100 days");
	tells(store, wish, work, "scarcity", 1, "500 2 people look for work of this kind");
	/* Whoever looks for two kinds of one group is one, and waits since the first. */
	make(store, "jobwish", PAIRS(OF("person", one), "what=Third", "occupation=7214", "since=2026-01-14"));
	tells(store, wish, work, "scarcity", 1, "500 2 people look for work of this kind");
	tells(store, wish, work, "waited", 440, "250 looking for work for 110 days");
}

static void what_is_applied_for_is_not_proposed_again(void **state)
{
	struct store *store = *state;
	struct id one = somebody(store), wish = make(store, "jobwish", PAIRS(OF("person", one), "what=Work", "occupation=7212"));
	struct id work = make(store, "vacancy", PAIRS("title=Work", "occupation=7212")), application;

	tells(store, wish, work, "applied", 0, "1000 not applied for yet");
	application = make(store, "application", PAIRS(OF("person", one), OF("vacancy", work), "state=sent"));
	tells(store, wish, work, "applied", 0, "-1 the person has applied for it already");
	amend(store, "application", application, PAIRS("state=withdrawn"));
	tells(store, wish, work, "applied", 0, "1000 not applied for yet");
}

static int how_many(struct store *store, bool places)
{
	struct match_facts facts;
	int n;

	WELL(match_read(store, &everybody, MATCH_JOBS, NULL, &facts, &err_));
	n = places ? facts.n_places : facts.n_candidates;
	match_facts_clear(&facts);
	return n;
}

static enum status picked(struct store *store, struct id application, struct id place)
{
	const struct match_pick pick = { .application = application, .place = place };
	struct match_facts facts;
	enum status st = match_read(store, &everybody, MATCH_JOBS, &pick, &facts, NULL);

	match_facts_clear(&facts);
	return st;
}

static void who_and_what_are_left_out(void **state)
{
	struct store *store = *state;
	struct id one = somebody(store), wish = make(store, "jobwish", PAIRS(OF("person", one), "what=Work", "occupation=7212"));
	struct id child = make(store, "person", PAIRS("given_name=Bo", "born=2012-01-01", "arrived=2026-01-05"));
	struct id work = make(store, "vacancy", PAIRS("title=Work", "occupation=7212", "seats=1"));
	struct id young = make(store, "jobwish", PAIRS(OF("person", child), "what=Work", "occupation=7212")), application;

	make(store, "vacancy", PAIRS("title=Filled", "occupation=7212", "state=filled"));
	make(store, "vacancy", PAIRS("title=Over", "occupation=7212", "valid_through=2026-05-01"));
	assert_int_equal(how_many(store, false), 1);
	assert_int_equal(how_many(store, true), 1);
	assert_int_equal(picked(store, young, NOBODY), ST_INVALID);
	amend(store, "person", one, PAIRS("paused=2026-05-01", "paused_until=2026-06-01", "paused_why=away"));
	assert_int_equal(how_many(store, false), 0);
	assert_int_equal(picked(store, wish, NOBODY), ST_INVALID);
	amend(store, "person", one, PAIRS("paused_until="));
	assert_int_equal(how_many(store, false), 1);
	application = make(store, "application", PAIRS(OF("person", child), OF("vacancy", work), "state=hired", "sent=2026-04-20",
		"began=2026-05-01"));
	assert_int_equal(how_many(store, true), 0);
	assert_int_equal(picked(store, NOBODY, work), ST_INVALID);
	amend(store, "application", application, PAIRS("state=withdrawn"));
	WELL(restrict_put(store, &everybody, one, "contested", &err_));
	assert_int_equal(how_many(store, false), 0);
	assert_int_equal(picked(store, wish, NOBODY), ST_INVALID);
	assert_int_equal(picked(store, make(store, "person", PAIRS("given_name=Cy")), NOBODY), ST_OK);
	assert_int_equal(picked(store, (struct id){ { 1 } }, NOBODY), ST_NOTFOUND);
	assert_int_equal(picked(store, NOBODY, (struct id){ { 1 } }), ST_NOTFOUND);
}

static void others_roles_see_nothing(void **state)
{
	static const unsigned blind[] = { ROLE_DESK, ROLE_LANGUAGE, ROLE_HOUSING };
	struct match_facts facts;

	for (size_t i = 0; i < ARRAY_LEN(blind); i++) {
		const struct actor actor = { .roles = blind[i] };

		assert_int_equal(match_read(*state, &actor, MATCH_JOBS, NULL, &facts, NULL), ST_DENIED);
	}
}

/* ---- one town, read in three ways ---- */

enum { MANY = 24 };

static uint32_t drawn(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

static const char *const some_trades[] = { "7212", "7213", "7223", "5120", "2221", "9112" };
static const char *const some_levels[] = { "a1", "a2", "b1", "b2" };
static const char *const some_skills[] = { "Welding", "Cooking for guests", "Forklift", "Reading drawings", "Care plans" };
static const char *const some_hours[] = { "1,2,3 08:00-12:00", "1,2,3,4,5 13:00-17:00", "6 09:00-15:00" };
#define SOME(list) (list)[drawn(seed, ARRAY_LEN(list))]
#define NOW_AND_THEN(...) do { if (drawn(seed, 3)) amend(store, kind, id, PAIRS(__VA_ARGS__)); } while (0)

/* "occupation=7212" in its own room. */
#define PAIR_OF(field, value) pair_of(field, value, (char[80]){ 0 })
static const char *pair_of(const char *field, const char *value, char out[80])
{
	snprintf(out, 80, "%s=%s", field, value);
	return out;
}

static struct id some_seeker(struct store *store, struct id quarter, uint32_t *seed)
{
	const char *kind = "jobwish";
	struct id one = somebody(store), id = make(store, kind, PAIRS(OF("person", one), "what=Work"));

	if (drawn(seed, 4))
		amend(store, kind, id, PAIRS(PAIR_OF("occupation", SOME(some_trades))));
	NOW_AND_THEN("hours_from=20", "hours_to=32");
	NOW_AND_THEN("licences=car", "how_far=6");
	NOW_AND_THEN("pay_from=2200", "pay_per=month");
	NOW_AND_THEN(PAIR_OF("busy", SOME(some_hours)));
	NOW_AND_THEN("since=2026-02-01", "from=2026-05-20");
	if (drawn(seed, 2))
		make(store, "level", PAIRS(OF("person", one), "language=nl", "known=exam", PAIR_OF("listening", SOME(some_levels))));
	if (drawn(seed, 2))
		make(store, "skill", PAIRS(OF("person", one), PAIR_OF("what", SOME(some_skills)), PAIR_OF("occupation", SOME(some_trades))));
	if (drawn(seed, 3) == 0)
		make(store, "jobwish", PAIRS(OF("person", one), "what=Other", PAIR_OF("occupation", SOME(some_trades)), "since=2026-01-15"));
	if (drawn(seed, 2))
		amend(store, "person", one, PAIRS(OF("neighbourhood", quarter), "work_from=2026-03-01"));
	return one;
}

static struct id some_vacancy(struct store *store, struct id quarter, uint32_t *seed)
{
	const char *kind = "vacancy";
	struct id id = make(store, kind, PAIRS("title=Work"));

	if (drawn(seed, 8))
		amend(store, kind, id, PAIRS(PAIR_OF("occupation", SOME(some_trades))));
	NOW_AND_THEN("hours_from=24", "hours_to=40");
	NOW_AND_THEN(PAIR_OF("level", SOME(some_levels)), "language=nl", "wished_level=b2");
	NOW_AND_THEN(PAIR_OF("skills", SOME(some_skills)));
	NOW_AND_THEN(PAIR_OF("timetable", SOME(some_hours)));
	NOW_AND_THEN("licences=car", "wished_licences=car, forklift", "starts=2026-05-10");
	NOW_AND_THEN("pay_from=2000", "pay_to=2300", "pay_per=month", OF("neighbourhood", quarter));
	return id;
}

/* Of both facts, the pair of this person and this vacancy: all measures agree. False where one of the two was not read. */
static bool agrees(const struct match_facts *all, const struct match_facts *some, int candidate, int place)
{
	int mine = at_person(some, all->candidate[candidate].person), there = at_place(some, all->place[place].id);

	if (mine < 0 || there < 0)
		return false;
	for (const struct measure *measure = match_jobs_ops.measure; measure->key; measure++) {
		const struct match_criterion by = { .weight = 100, .unknown = 500, .full = 3, .measure = measure };

		if (measure->share(all, &by, candidate, place) != measure->share(some, &by, mine, there))
			fail_msg("%s differs", measure->key);
	}
	return true;
}

static void a_round_and_a_list_say_the_same(void **state)
{
	struct store *store = *state;
	uint32_t seed = 20260504;
	struct id here = make(store, "neighbourhood", PAIRS("name=Here", "latitude=52.00000", "longitude=4.50000")),
		there = make(store, "neighbourhood", PAIRS("name=There", "latitude=52.04000", "longitude=4.52000"));
	struct match_rule rule;
	struct match_facts all;
	int missed = 0, seen = 0;

	for (int i = 0; i < MANY; i++) {
		some_seeker(store, here, &seed);
		some_vacancy(store, i % 2 ? here : there, &seed);
	}
	match_rule_default(MATCH_JOBS, &rule);
	WELL(match_read(store, &everybody, MATCH_JOBS, NULL, &all, &err_));
	assert_int_equal(all.n_candidates, MANY);
	assert_int_equal(all.n_places, MANY);
	for (int i = 0; i < MANY; i++) {
		const struct match_pick of_one = { .application = all.candidate[i].application, .rule = &rule },
			of_place = { .place = all.place[i].id, .rule = &rule };
		struct match_facts list, people;

		WELL(match_read(store, &everybody, MATCH_JOBS, &of_one, &list, &err_));
		WELL(match_read(store, &everybody, MATCH_JOBS, &of_place, &people, &err_));
		assert_int_equal(list.n_candidates, 1);
		assert_int_equal(people.n_places, 1);
		for (int k = 0; k < MANY; k++) {
			seen += agrees(&all, &list, i, k) + agrees(&all, &people, k, i);
			/* Whom nothing stands against is never missing from the list of a place. */
			missed += match_admissible(&all, &rule, k, i) && at_person(&people, all.candidate[k].person) < 0;
			missed += match_admissible(&all, &rule, i, k) && at_place(&list, all.place[k].id) < 0;
		}
		match_facts_clear(&list);
		match_facts_clear(&people);
	}
	assert_int_equal(missed, 0);
	assert_true(seen > MANY * MANY);
	match_facts_clear(&all);
	match_rule_clear(&rule);
}

/* ---- one person's list ---- */

/* Under the sanitizers: nothing is sorted where there is nothing. */
static void a_town_without_vacancies_has_none_that_fit(void **state)
{
	struct match_jobs jobs;

	WELL(match_jobs_of(*state, &everybody, somebody(*state), 10, &jobs, &err_));
	assert_int_equal(jobs.count, 0);
	assert_int_equal(jobs.fitting, 0);
	match_jobs_clear(&jobs);
}

static void the_list_of_one_person(void **state)
{
	struct store *store = *state;
	struct id one = somebody(store), same = make(store, "vacancy", PAIRS("title=Baker", "occupation=7512", "level=a2", "licences=car",
		"hours_from=30", "hours_to=40")), near = make(store, "vacancy", PAIRS("title=Butcher", "occupation=7511")), set;
	struct match_jobs jobs;

	make(store, "vacancy", PAIRS("title=Surgeon", "occupation=2212"));
	make(store, "jobwish", PAIRS(OF("person", one), "what=Baker", "occupation=7512", "licences=car", "hours_from=20", "hours_to=36"));
	make(store, "level", PAIRS(OF("person", one), "language=nl", "known=exam", "listening=b1", "reading=b1"));
	WELL(match_jobs_of(store, &everybody, one, 10, &jobs, &err_));
	assert_int_equal(jobs.count, 3);
	assert_int_equal(jobs.fitting, 2);
	assert_int_equal(jobs.n_trades, 1);
	assert_string_equal(jobs.trade[0], "7512");
	assert_true(id_same(jobs.facts.place[jobs.rank[0].place].id, same));
	assert_true(id_same(jobs.facts.place[jobs.rank[1].place].id, near));
	/* With a proposal and its dossier; undone as one. */
	WELL(match_jobs_apply(store, &everybody, &jobs, 0, &set, &err_));
	match_jobs_clear(&jobs);
	assert_int_equal(count_rows(store, "application WHERE gone = 0 AND state = 'planned'"), 1);
	assert_int_equal(count_rows(store, "job_proposal WHERE gone = 0 AND state = 'confirmed'"), 1);
	WELL(match_jobs_of(store, &everybody, one, 10, &jobs, &err_));
	assert_int_equal(jobs.count, 2);
	assert_int_equal(jobs.applied, 1);
	match_jobs_clear(&jobs);
	amend(store, "person", one, PAIRS("left=2026-05-01"));
	assert_int_equal(match_jobs_of(store, &everybody, one, 10, &jobs, NULL), ST_INVALID);
}

/* Whoever wrote down no wish is measured by what was learned; applying is then the person's own doing. */
static void without_a_wish(void **state)
{
	struct store *store = *state;
	struct id one = somebody(store);
	struct match_jobs jobs;

	make(store, "vacancy", PAIRS("title=Baker", "occupation=7512"));
	make(store, "skill", PAIRS(OF("person", one), "what=Baking", "occupation=7512"));
	WELL(match_jobs_of(store, &everybody, one, 10, &jobs, &err_));
	assert_true(id_none(jobs.wish));
	assert_int_equal(jobs.count, 1);
	WELL(match_jobs_apply(store, &everybody, &jobs, 0, NULL, &err_));
	match_jobs_clear(&jobs);
	assert_int_equal(count_rows(store, "application WHERE gone = 0 AND state = 'planned'"), 1);
	assert_int_equal(count_rows(store, "job_proposal"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(occupations),
		TOWN_TEST(wishes_are_the_persons_own),
		TOWN_TEST(skills_are_compared_word_by_word),
		TOWN_TEST(levels_are_of_one_language),
		TOWN_TEST(licences_hours_and_pay),
		TOWN_TEST(times_and_days),
		TOWN_TEST(ways_can_be_checked_by_hand),
		TOWN_TEST(what_the_employer_would_like),
		TOWN_TEST(how_near_is_near_enough),
		TOWN_TEST(waiting_and_scarcity),
		TOWN_TEST(what_is_applied_for_is_not_proposed_again),
		TOWN_TEST(who_and_what_are_left_out),
		TOWN_TEST(others_roles_see_nothing),
		TOWN_TEST(a_round_and_a_list_say_the_same),
		TOWN_TEST(a_town_without_vacancies_has_none_that_fit),
		TOWN_TEST(the_list_of_one_person),
		TOWN_TEST(without_a_wish),
	};

	return DOORS_RUN(tests);
}
