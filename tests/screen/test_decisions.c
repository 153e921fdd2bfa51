/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The first weeks ticked on one screen, a plan issued as a decision and objected to, a
 * complaint that is taken down only when the person wishes it; in two languages.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "town.h"

/* A choice's label stands in the catalogues under its field. */
static const char *label_of(const char *field, const char *label)
{
	static char key[200];
	const char *found, *bar;

	snprintf(key, sizeof(key), "%s\004%s", field, label);
	found = town_tr(key);
	bar = strchr(found, '\004');
	return bar ? bar + 1 : found;
}

static void press(struct harness *h, const char *keys)
{
	for (; *keys; keys++)
		assert_true(harness_key(h, (const char[]){ *keys, '\0' }));
}

/* Up to the first place that is filled in. */
static const char *beginning(const char *text)
{
	static char words[40];

	snprintf(words, sizeof(words), "%.*s", (int)strcspn(text, "%("), text);
	return words;
}

static void tick_the_first_weeks(struct harness *h)
{
	press(h, "f");
	harness_expect(h, label_of("arrangement.what", "Municipal registration"));
	press(h, "xwn");
	harness_expect(h, label_of("arrangement.state", "Done"));
	harness_expect(h, label_of("arrangement.state", "Asked for"));
	harness_expect(h, label_of("arrangement.state", "Not needed"));
	press(h, "x");
	assert_true(harness_key(h, HK_CTRL_Z));
	press(h, "x");
	assert_true(harness_key(h, HK_ESC));
	TOWN_EXPECT("\"what\": \"registration\", \"state\": \"done\"", "list", "arrangement", "--json");
	TOWN_EXPECT("\"what\": \"handover\", \"state\": \"asked\"", "list", "arrangement", "--json");
	TOWN_EXPECT("\"what\": \"family_doctor\", \"state\": \"done\"", "list", "arrangement", "--json");
	TOWN_EXPECT("\"what\": \"income\", \"state\": \"not_needed\"", "list", "arrangement", "--json");
	TOWN_EXPECT("\"what\": \"health_insurance\", \"state\": \"open\"", "list", "arrangement", "--json");
}

static void decide_and_object(struct harness *h)
{
	press(h, "d");
	harness_expect(h, label_of("decision.what", "Exemption"));
	assert_true(harness_key(h, HK_ENTER));           /* the first one: the plan */
	harness_expect(h, label_of("decision.state", "Draft"));
	harness_expect(h, "Algemene wet bestuursrecht");
	press(h, "se");
	harness_expect(h, label_of("decision.how", "Registered post"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, label_of("decision.state", "Sent"));
	harness_expect(h, "2026");
	TOWN_EXPECT("\"objection_until\": \"2026-06-15\"", "list", "decision", "--json");
	press(h, "f");
	harness_expect(h, beginning(town_tr("The person may object until %s. Nothing was saved; the decision is final on the day "
		"after.")));
	press(h, "o");
	harness_expect(h, label_of("decision.state", "Objected to"));
	press(h, "u");
	TOWN_EXPECT("\"state\": \"upheld\"", "list", "decision", "--json");
	press(h, "f");
	TOWN_EXPECT("\"state\": \"final\"", "list", "decision", "--json");
	assert_true(harness_key(h, HK_ESC));
}

static void choose_complaint(struct harness *h)
{
	press(h, "a");
	assert_true(harness_type(h, town_tr("Complaint")));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, town_tr("Before it is taken down, tell the person:"));
	harness_expect(h, town_tr("Does the person wish it to be taken down?"));
}

static void take_down_what_is_wished(struct harness *h)
{
	char *all;

	assert_true(harness_key(h, HK_LEFT));            /* around to the past, then the services */
	assert_true(harness_key(h, HK_LEFT));
	choose_complaint(h);
	press(h, "n");
	harness_expect(h, town_tr("Nothing was taken down."));
	all = TOWN_RUN("list", "complaint", "--json");
	assert_null(strstr(all, "\"about\""));
	free(all);
	choose_complaint(h);
	press(h, "y");
	assert_true(harness_key(h, HK_F4));
	harness_expect(h, label_of("complaint.about", "Labour exploitation"));
	assert_true(harness_key(h, HK_ENTER));
	assert_true(harness_key(h, HK_F2));
	TOWN_EXPECT("\"about\": \"discrimination\"", "list", "complaint", "--json");
}

static void the_first_weeks_in_due_form(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		char number[40];
		struct harness *h;

		town_new();
		free(TOWN_RUN("profile", "use", "nl", "--run"));
		snprintf(number, sizeof(number), "%s", TOWN_ADD("person", "given_name=Xolhana", "arrived=2026-05-01", NULL));
		h = town_open(&town_looks[i]);
		assert_true(harness_key(h, HK_ENTER));
		harness_expect(h, number);
		tick_the_first_weeks(h);
		decide_and_object(h);
		take_down_what_is_wished(h);
		town_leave(h);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_weeks_in_due_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
