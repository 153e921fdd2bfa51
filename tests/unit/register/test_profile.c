/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Country profiles as they are declared: every figure has its source, every link
 * leads somewhere; holidays, terms by each law's own wording, check digits with
 * published examples, and the gate that lets each country's things through alone.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "register/gate.h"
#include "register/profile.h"
#include "register/register.h"

static const struct profile *the_profile(const char *key)
{
	const struct profile *p = profile_named(key);

	assert_non_null(p);
	return p;
}

static struct date day_of(const char *text)
{
	struct date d;

	assert_true(date_parse(text, &d));
	return d;
}

/* ---- the tables ---- */

static void source_is_whole(const struct profile_source *source)
{
	struct date day;

	assert_true(source->law && *source->law);
	if (source->verified) {
		assert_true(source->url && str_starts(source->url, "http"));
		assert_true(source->checked && date_parse(source->checked, &day));
	}
}

static void every_figure_names_its_source(void **state)
{
	int clocks = 0;

	(void)state;
	for (int k = 1; profile_nth(k); k++) {
		const struct profile *p = profile_nth(k);

		source_is_whole(&p->counting);
		for (int i = 0; i < p->n_clocks; i++, clocks++)
			source_is_whole(&p->clock[i].source);
		for (int i = 0; i < p->n_parts; i++)
			source_is_whole(&p->part[i].source);
		for (int i = 0; i < p->n_numbers; i++)
			source_is_whole(&p->number[i].source);
		for (int i = 0; i < p->n_duties; i++)
			source_is_whole(&p->duty[i].source);
	}
	assert_true(clocks >= 10);
}

static void the_neutral_one_is_first_and_holds_nothing(void **state)
{
	const struct profile *p = profile_nth(0);

	(void)state;
	assert_string_equal(p->key, "neutral");
	assert_int_equal(p->n_clocks + p->n_bodies + p->n_parts + p->n_numbers + p->n_duties + p->n_holidays, 0);
	assert_false(p->ends_on_working_day);
	assert_null(profile_named("xx"));
	assert_null(profile_named(NULL));
}

static void what_starts_and_meets_a_clock_is_an_event(void **state)
{
	const struct field *what = kind_field(register_kind("event"), "what");

	(void)state;
	for (int k = 0; profile_nth(k); k++)
		for (int i = 0; i < profile_nth(k)->n_clocks; i++) {
			const struct profile_clock *clock = &profile_nth(k)->clock[i];

			assert_true(!clock->starts || field_choice(what, clock->starts));
			assert_true(!clock->met_by || field_choice(what, clock->met_by));
			assert_true(clock->starts || clock->after);
		}
}

static void choices_of_records_are_those_of_the_profiles(void **state)
{
	const struct field *issuer = kind_field(register_kind("number"), "issuer");
	int numbers = 0, choices = 0;

	(void)state;
	for (int k = 0; profile_nth(k); k++)
		for (int i = 0; i < profile_nth(k)->n_numbers; i++, numbers++)
			assert_non_null(field_choice(issuer, profile_nth(k)->number[i].key));
	for (const struct choice *c = issuer->choices; c->key; c++)
		choices++;
	assert_int_equal(numbers, choices);
	assert_true(profile_knows(the_profile("de"), register_kind("number")));
	assert_false(profile_knows(the_profile("neutral"), register_kind("number")));
	assert_true(profile_knows(the_profile("neutral"), register_kind("person")));
}

/* ---- holidays ---- */

static void holidays_follow_easter_and_their_own_rules(void **state)
{
	static const struct { const char *profile, *day; bool is; } rows[] = {
		{ "nl", "2026-04-27", true },          /* King's Day, a Monday */
		{ "nl", "2025-04-26", true },          /* the 27th was a Sunday: the day before */
		{ "nl", "2025-04-27", false },
		{ "nl", "2026-04-03", true },          /* Good Friday: Algemene termijnenwet, art. 3(2) */
		{ "nl", "2026-05-14", true }, { "nl", "2024-05-20", true }, { "nl", "2026-05-01", false },
		{ "de", "2026-04-06", true }, { "de", "2026-10-03", true }, { "de", "2026-05-05", false },
		{ "fr", "2026-07-14", true }, { "fr", "2026-04-03", false },      /* Good Friday: in Alsace-Moselle alone */
		{ "neutral", "2026-01-01", false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (profile_holiday(the_profile(rows[i].profile), day_of(rows[i].day)) != rows[i].is)
			fail_msg("%s in %s", rows[i].day, rows[i].profile);
	assert_false(profile_holiday(the_profile("nl"), day_of("2026-04")));
}

/* ---- terms ---- */

static void ends(const char *profile, const char *key, const char *event, const char *want)
{
	const struct profile *p = the_profile(profile);
	const struct profile_clock *clock = profile_clock(p, key);
	struct calendar calendar;
	char got[11];

	assert_non_null(clock);
	profile_calendar(p, 2020, 2035, NULL, 0, &calendar);
	date_text(profile_clock_ends(clock, day_of(event), &calendar), got);
	profile_calendar_free(&calendar);
	if (strcmp(got, want) != 0)
		fail_msg("%s from %s: %s, not %s", key, event, got, want);
}

static void dutch_terms(void **state)
{
	(void)state;
	/* Ten weeks, from a Monday to a Monday. */
	ends("nl", "nl_plan", "2026-05-04", "2026-07-13");
	/* Algemene termijnenwet art. 1(1): „Een in een wet gestelde termijn die op een zaterdag, zondag of algemeen erkende
	 * feestdag eindigt, wordt verlengd tot en met de eerstvolgende dag die niet een zaterdag, zondag of algemeen erkende
	 * feestdag is.“ 27 April 2026 is King's Day. */
	ends("nl", "nl_plan", "2026-02-16", "2026-04-28");
	/* Wet inburgering 2021 art. 11: „De inburgeringsplichtige voldoet binnen drie jaar aan de inburgeringsplicht. De
	 * termijn vangt aan op de dag na die van dagtekening van het persoonlijk plan“. 24 March 2029 is a Saturday, and
	 * terms in years are not carried on (Algemene termijnenwet art. 4). */
	ends("nl", "nl_term", "2026-03-24", "2029-03-24");
	ends("nl", "nl_term", "2028-02-29", "2031-02-28");
	/* Awb art. 6:7 and 6:8(1): six weeks, „met ingang van de dag na die waarop het besluit op de voorgeschreven wijze is
	 * bekendgemaakt“; 5 May 2026 is Liberation Day. */
	ends("nl", "nl_objection", "2026-03-23", "2026-05-04");
	ends("nl", "nl_objection", "2026-03-24", "2026-05-06");
}

static void german_terms(void **state)
{
	(void)state;
	/* AufenthG § 44 Abs. 2: „Der Teilnahmeanspruch nach Absatz 1 erlischt ein Jahr nach Erteilung des den Anspruch
	 * begründenden Aufenthaltstitels“; BGB § 188 Abs. 3 where the month has no such day. */
	ends("de", "de_entitlement", "2024-02-29", "2025-02-28");
	/* BGB § 193: a Sunday gives way to the next working day. 30 May 2027 is a Sunday. */
	ends("de", "de_entitlement", "2026-05-30", "2027-05-31");
	/* VwGO § 70 Abs. 1: „innerhalb eines Monats, nachdem der Verwaltungsakt dem Beschwerten bekanntgegeben worden ist“;
	 * VwVfG § 41 Abs. 2: known „am vierten Tag nach der Aufgabe zur Post“. Posted on 2 March, known on the 6th; 6 April
	 * 2026 is Easter Monday. */
	ends("de", "de_objection", "2026-03-02", "2026-04-07");
	ends("de", "de_objection", "2026-05-04", "2026-06-08");
	/* Known on 31 January: the month ends on the last of February, a Saturday in 2026. */
	ends("de", "de_objection", "2026-01-27", "2026-03-02");
	ends("de", "de_start", "2026-05-04", "2026-06-15");
}

static void french_terms(void **state)
{
	(void)state;
	/* CESEDA R413-4: « Le contrat d'intégration républicaine est conclu pour une durée d'un an. » */
	ends("fr", "fr_cir", "2026-05-04", "2027-05-04");
	/* CJA R421-1: « dans les deux mois à partir de la notification », counted francs (Conseil d'État, 29 December 2006,
	 * no. 289818): notice on 15 January, last day 16 March. */
	ends("fr", "fr_appeal", "2026-01-15", "2026-03-16");
	/* CPC art. 642: « Le délai qui expirerait normalement un samedi, un dimanche ou un jour férié ou chômé est prorogé
	 * jusqu'au premier jour ouvrable suivant. » 1 March 2026 is a Sunday. */
	ends("fr", "fr_appeal", "2025-12-31", "2026-03-02");
	ends("fr", "fr_closing", "2027-05-04", "2027-06-04");
}

static void the_towns_own_holidays_count_as_well(void **state)
{
	const struct profile *p = the_profile("de");
	long town[] = { date_days(day_of("2026-06-08")) };
	struct calendar calendar;
	struct date got;

	(void)state;
	profile_calendar(p, 2026, 2026, town, 1, &calendar);
	got = profile_clock_ends(profile_clock(p, "de_objection"), day_of("2026-05-04"), &calendar);
	assert_int_equal(date_days(got), date_days(day_of("2026-06-09")));
	profile_calendar_free(&calendar);
}

static void which_ends_move_is_said_by_unit(void **state)
{
	const struct profile *nl = the_profile("nl"), *de = the_profile("de"), *none = the_profile("neutral");

	(void)state;
	assert_true(profile_moves_end(nl, 12, "weeks"));
	assert_false(profile_moves_end(nl, 13, "weeks"));
	assert_true(profile_moves_end(nl, 90, "days"));
	assert_false(profile_moves_end(nl, 1, "years"));
	assert_true(profile_moves_end(de, 3, "years"));
	assert_false(profile_moves_end(none, 1, "weeks"));
}

static void each_law_has_its_term_for_objections(void **state)
{
	(void)state;
	assert_string_equal(profile_objection(the_profile("nl"))->key, "nl_objection");
	assert_string_equal(profile_objection(the_profile("de"))->key, "de_objection");
	assert_string_equal(profile_objection(the_profile("fr"))->key, "fr_appeal");
	assert_null(profile_objection(the_profile("neutral")));
}

/* ---- numbers ---- */

static bool fits(const char *profile, const char *key, const char *said)
{
	const struct profile_number *number = profile_number(the_profile(profile), key);
	char *tidy = profile_number_tidy(said);
	bool is;

	assert_non_null(number);
	is = tidy && profile_number_shape(number, tidy) && profile_number_fits(number, tidy);
	free(tidy);
	return is;
}

static void published_examples_fit(void **state)
{
	(void)state;
	assert_true(fits("nl", "nl_bsn", "123456782"));
	assert_true(fits("nl", "nl_bsn", "249566758"));
	assert_true(fits("nl", "nl_bsn", "111 222 333"));
	assert_true(fits("de", "de_steuer", "12 345 678 995"));
	assert_true(fits("de", "de_steuer", "86095742719"));
	assert_true(fits("de", "de_rv", "10 010490 A 443"));
	assert_true(fits("de", "de_rv", "15070649c103"));
	assert_true(fits("fr", "fr_nir", "2 06 12 75 111 005 64"));
	assert_true(fits("fr", "fr_nir", "255081416802538"));
	assert_true(fits("nl", "nl_vnumber", "0123456789"));
}

/* Every wrong digit and every two neighbours changed over are noticed, where the rule can. */
static void slips_of_the_pen_are_noticed(void **state)
{
	static const struct { const char *profile, *key, *number; } rows[] = {
		{ "nl", "nl_bsn", "123456782" }, { "de", "de_steuer", "86095742719" }, { "fr", "fr_nir", "255081416802538" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		for (size_t at = 0; rows[i].number[at]; at++)
			for (char digit = '0'; digit <= '9'; digit++) {
				char *slip = mem_str(rows[i].number);

				slip[at] = digit;
				if (digit != rows[i].number[at] && fits(rows[i].profile, rows[i].key, slip))
					fail_msg("%s passes for %s", slip, rows[i].number);
				free(slip);
			}
	assert_false(fits("nl", "nl_bsn", "213456782"));
	assert_false(fits("nl", "nl_bsn", "000000000"));
	assert_false(fits("nl", "nl_bsn", "12345678"));
	assert_false(fits("nl", "nl_bsn", "12345678A"));
	assert_false(fits("de", "de_steuer", "00000000000"));
	assert_false(fits("de", "de_rv", "10010490A442"));
	assert_false(fits("fr", "fr_nir", "3550814168025382"));
}

/* Corsica: 2A counts as 19, 2B as 18; the keys of 1 85 02 2A 004 123 and 2B, reckoned by hand: 97 less the rest. */
static void corsica_has_letters(void **state)
{
	char number[16];

	(void)state;
	for (int b = 0; b < 2; b++) {
		long long rest = (b ? 1850218004123LL : 1850219004123LL) % 97;

		snprintf(number, sizeof(number), "185022%c004123%02lld", b ? 'B' : 'A', 97 - rest);
		assert_true(fits("fr", "fr_nir", number));
	}
	assert_false(fits("fr", "fr_nir", "185023A00412301"));
}

static void numbers_are_kept_without_ornament(void **state)
{
	char *tidy = profile_number_tidy(" 12.34-56/7a ");

	(void)state;
	assert_string_equal(tidy, "1234567A");
	free(tidy);
	assert_null(profile_number_tidy(" - . "));
	assert_null(profile_number_tidy(NULL));
}

/* ---- the gate ---- */

static void the_gate_lets_each_countrys_things_through_alone(void **state)
{
	static const struct { const char *profile, *text; } rows[] = {
		{ "nl", "Inburgeringsplicht" }, { "nl", "inburgeringsplichtig" }, { "nl", "BSN" }, { "nl", "V number" },
		{ "nl", "Burgerservicenummer" }, { "nl", "Leerbaarheidstoets" },
		{ "de", "BAMF number" }, { "de", "BAMF-Nummer" }, { "de", "AZR" }, { "de", "Teilnahmeberechtigung" },
		{ "de", "Sozialversicherungsnummer" }, { "de", "Tax identification number" },
		{ "fr", "OFII" }, { "fr", "Contrat d'intégration républicaine" }, { "fr", "Numéro de sécurité sociale" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct gate_verdict v = gate_judge(rows[i].text, NULL);

		if (!v.refused || !str_same(v.profile, rows[i].profile))
			fail_msg("%s is let through", rows[i].text);
		assert_string_equal(v.ground, "status");
		assert_non_null(strstr(v.instead, "profile"));
		for (int k = 0; profile_nth(k); k++) {
			const char *key = profile_nth(k)->key;

			if (gate_judge_in(key, rows[i].text, NULL).refused == str_same(key, rows[i].profile))
				fail_msg("%s under %s", rows[i].text, key);
		}
	}
}

static void what_is_never_asked_stays_so_under_every_profile(void **state)
{
	static const char *const texts[] = { "Religion", "Nationality", "Residence permit", "Asylum", "Ethnic origin" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		for (int k = 0; profile_nth(k); k++)
			assert_true(gate_judge_in(profile_nth(k)->key, texts[i], NULL).refused);
}

static void own_fields_do_not_take_their_place(void **state)
{
	static const char own[] = "[person.bamf]\nlabel = BAMF number\nkind = text\npurpose = To write to them\n"
		"basis = public task\nrecipients = none\nseen_by = casework\nkeep = case\n";
	struct err err;

	(void)state;
	err_clear(&err);
	assert_int_equal(register_load_own(own, strlen(own), &err), ST_INVALID);
	assert_non_null(strstr(err.text, "have a place of their own"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_figure_names_its_source),
		cmocka_unit_test(the_neutral_one_is_first_and_holds_nothing),
		cmocka_unit_test(what_starts_and_meets_a_clock_is_an_event),
		cmocka_unit_test(choices_of_records_are_those_of_the_profiles),
		cmocka_unit_test(holidays_follow_easter_and_their_own_rules),
		cmocka_unit_test(dutch_terms),
		cmocka_unit_test(german_terms),
		cmocka_unit_test(french_terms),
		cmocka_unit_test(the_towns_own_holidays_count_as_well),
		cmocka_unit_test(which_ends_move_is_said_by_unit),
		cmocka_unit_test(each_law_has_its_term_for_objections),
		cmocka_unit_test(published_examples_fit),
		cmocka_unit_test(slips_of_the_pen_are_noticed),
		cmocka_unit_test(corsica_has_letters),
		cmocka_unit_test(numbers_are_kept_without_ornament),
		cmocka_unit_test(the_gate_lets_each_countrys_things_through_alone),
		cmocka_unit_test(what_is_never_asked_stays_so_under_every_profile),
		cmocka_unit_test(own_fields_do_not_take_their_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
