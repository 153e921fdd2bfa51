/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The filters that join stages: how the steps of a stage stand, levels, places of
 * stay, neighbourhoods, and what is late.  A step that is late is one of todo, whose
 * days carry a pause; a level is the newest of its language.
 */
#include "cases/traits.h"

#include "base/mem.h"
#include "base/msg.h"
#include "cases/watch.h"
#include "register/trait.h"

/* Of one person few rows are asked: by the person, whatever else has an index. */
#define LATE_STEP "EXISTS(SELECT 1 FROM todo t WHERE t.person = person.rid AND +t.due < :today)"
#define LATE_CLOCK "EXISTS(SELECT 1 FROM due d WHERE d.person = person.rid AND +d.kind = 'clock' AND +d.day < :today)"
#define LATE_STEPS "SELECT person AS who FROM todo WHERE due < :today AND due IS NOT NULL"
#define LATE_CLOCKS "SELECT person AS who FROM due WHERE kind = 'clock' AND day < :today"

static const struct choice what_is_late[] = {
	{ "any", NC_("list filter", "Anything") }, { "clock", NC_("list filter", "A legal clock or a clock of the city") },
	{ "step", NC_("list filter", "A step of the plan") }, { NULL, NULL },
};
static const struct trait_way late[] = {
	{ "clock", LATE_CLOCK, LATE_CLOCKS, true },
	{ "step", LATE_STEP, LATE_STEPS, true },
	{ NULL, LATE_STEP " OR " LATE_CLOCK, LATE_STEPS " UNION ALL " LATE_CLOCKS, true },
};

#define IN_STATE(state) "EXISTS(SELECT 1 FROM todo t WHERE t.person = person.rid" \
	" AND t.stage = # AND t.state = '" state "')"
#define IN_STATES(state) "SELECT person AS who FROM todo WHERE stage = # AND state = '" state "'"
#define HAS_STEP "EXISTS(SELECT 1 FROM step s WHERE s.person = person.id AND s.gone = 0 AND +s.stage = #"
#define TO_DO "EXISTS(SELECT 1 FROM todo t WHERE t.person = person.rid AND +t.stage = #)"

static const struct choice how_it_stands[] = {
	/* TRANSLATORS: after “Language stage: is”, of its steps */
	{ "late", NC_("list filter", "late") }, { "under_way", NC_("list filter", "under way") },
	{ "waiting", NC_("list filter", "waiting for others") }, { "open", NC_("list filter", "open") },
	{ "done", NC_("list filter", "all done") }, { "none", NC_("list filter", "nothing planned") }, { NULL, NULL },
};
static const struct trait_way stands[] = {
	{ "late", "EXISTS(SELECT 1 FROM todo t WHERE t.person = person.rid AND +t.stage = # AND +t.due < :today)",
		"SELECT person AS who FROM todo WHERE stage = # AND due < :today AND due IS NOT NULL", true },
	{ "under_way", IN_STATE("under_way"), IN_STATES("under_way"), true },
	{ "waiting", IN_STATE("waiting"), IN_STATES("waiting"), true },
	{ "open", IN_STATE("open"), IN_STATES("open"), true },
	{ "done", "NOT " TO_DO " AND " HAS_STEP " AND s.state = 'done')", NULL, false },
	{ NULL, "NOT " HAS_STEP ")", NULL, false },
};

#define NEWER "SELECT 1 FROM level n WHERE n.person = l.person AND n.gone = 0 AND n.language IS l.language"
static const struct trait_way on_level[] = {
	{ NULL,
		"EXISTS(SELECT 1 FROM level l WHERE l.person = person.id AND l.gone = 0 AND l.overall = @"
		" AND NOT EXISTS(" NEWER " AND (n.day, n.rid) > (l.day, l.rid)))"
		" OR EXISTS(SELECT 1 FROM speaks l WHERE l.person = person.id AND l.gone = 0 AND l.level = @ AND NOT EXISTS(" NEWER "))",
		"SELECT p.rid AS who FROM level l CROSS JOIN person p ON p.id = l.person WHERE l.gone = 0 AND l.overall = @"
		" UNION ALL SELECT p.rid AS who FROM speaks l CROSS JOIN person p ON p.id = l.person WHERE l.gone = 0 AND l.level = @"
		" AND l.level IS NOT NULL", false },
};
static const struct trait_way staying[] = {
	{ NULL, "EXISTS(SELECT 1 FROM stay s WHERE s.person = person.id AND s.gone = 0 AND s.until IS NULL AND s.place = @)",
		"SELECT p.rid AS who FROM stay s CROSS JOIN person p ON p.id = s.person WHERE s.gone = 0 AND s.until IS NULL"
		" AND s.place = @", true },
};
static const struct trait_way living[] = {
	{ NULL, "person.neighbourhood = @ AND person.address_secret IS NOT 1",
		"SELECT rid AS who FROM person WHERE neighbourhood = @ AND gone = 0", false },
};
static const struct trait_way looked_after[] = {
	{ NULL, "person.caseworker = @", "SELECT rid AS who FROM person WHERE caseworker = @ AND gone = 0", true },
};
/* What is late of the records themselves: an answer, a visit, a check. */
static const struct trait_way late_record[] = {
	{ NULL, "EXISTS(SELECT 1 FROM due d WHERE d.record = $.id AND d.day < :today)",
		"SELECT k.rid AS who FROM due d CROSS JOIN $ k ON k.id = d.record WHERE d.kind = '~' AND d.day < :today", false },
};

static const struct trait_way late_of_plan[] = {
	{ NULL, "EXISTS(SELECT 1 FROM todo t WHERE t.step = $.rid AND t.due < :today)",
		"SELECT step AS who FROM todo WHERE due < :today AND due IS NOT NULL", true },
};

static const struct choice answer_is_late[] = {
	{ "yes", NC_("list filter", "Its day is over") }, { NULL, NULL },
};

static bool is_watched(const struct kind *kind)
{
	int n;
	const struct watch *watch = watch_all(&n);

	while (n > 0 && !str_same(watch[n - 1].kind, kind->name))
		n--;
	return n > 0 || str_same(kind->name, "clock");
}

static bool is_step(const struct kind *kind)
{
	return str_same(kind->name, "step");
}

#define STAGE(key, label_) { \
	.field = { .name = "stage_" key, .label = label_, .purpose = N_("To find whom this stage concerns now"), \
		.kind = FIELD_CHOICE, .choices = how_it_stands, .context = "list filter", .seen_by = ~0u, .sort = true }, \
	.lists = TRAIT_OF_PEOPLE, .word = key, .needs = { "step.state" }, .way = stands }

/* Levels and places are the register's: put in when the program starts. */
static struct trait traits[] = {
	{ .field = { .name = "overdue", .label = N_("Overdue"), .purpose = N_("To find who waits too long"), .kind = FIELD_CHOICE,
		.choices = what_is_late, .context = "list filter", .seen_by = ~0u, .sort = true },
		.lists = TRAIT_OF_PEOPLE, .needs = { "step.state", "clock.due" }, .way = late },
	STAGE("arrival", N_("Arrival stage")), STAGE("language", N_("Language stage")), STAGE("skills", N_("Skills stage")),
	STAGE("work", N_("Work stage")), STAGE("housing", N_("Housing stage")), STAGE("school", N_("School stage")),
	{ .field = { .name = "overdue", .label = N_("Overdue"), .purpose = N_("To find what waits too long"), .kind = FIELD_CHOICE,
		.choices = answer_is_late, .context = "list filter", .seen_by = ~0u, .sort = true },
		.lists = TRAIT_OF_RECORDS, .way = late_record, .knows = is_watched },
	{ .field = { .name = "overdue", .label = N_("Overdue"), .purpose = N_("To find what waits too long"), .kind = FIELD_CHOICE,
		.choices = answer_is_late, .context = "list filter", .seen_by = ~0u, .sort = true },
		.lists = TRAIT_OF_RECORDS, .way = late_of_plan, .knows = is_step },
	{ .field = { .name = "cefr", .label = N_("Language level of the person"),
		.purpose = N_("To find who is on the level of a course or of work"), .kind = FIELD_CEFR,
		.seen_by = ~0u, .sort = true },
		.lists = TRAIT_OF_PEOPLE | TRAIT_OF_THEIRS, .needs = { "level.overall", "speaks.level" }, .way = on_level },
	{ .field = { .name = "staying", .label = N_("Place of stay now"), .purpose = N_("To find who waits for a home"),
		.kind = FIELD_CHOICE, .context = "stay.place", .seen_by = ~0u, .sort = true },
		.lists = TRAIT_OF_PEOPLE | TRAIT_OF_THEIRS, .needs = { "stay.place" }, .way = staying },
	{ .field = { .name = "lives_in", .label = N_("Neighbourhood of the person"),
		.purpose = N_("To find what is not too far"), .kind = FIELD_REFERENCE, .refers = "neighbourhood", .seen_by = ~0u,
		.sort = true },
		.lists = TRAIT_OF_THEIRS, .needs = { "person.neighbourhood" }, .way = living },
	{ .field = { .name = "looked_after_by", .label = N_("Caseworker of the person"), .purpose = N_("To find what is one’s own"),
		.kind = FIELD_TEXT, .about = ABOUT_COLLEAGUE, .max = 200, .seen_by = ~0u, .sort = true },
		.lists = TRAIT_OF_THEIRS, .needs = { "person.caseworker" }, .way = looked_after },
};

void traits_init(void)
{
	for (size_t i = 0; i < ARRAY_LEN(traits); i++) {
		struct field *field = &traits[i].field;

		if (str_same(field->name, "cefr"))
			field->choices = kind_field(register_kind("level"), "overall")->choices;
		else if (str_same(field->name, "staying"))
			field->choices = kind_field(register_kind("stay"), "place")->choices;
	}
	traits_add(traits, ARRAY_LEN(traits));
}
