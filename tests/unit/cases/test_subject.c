/* SPDX-License-Identifier: EUPL-1.2 */
/* A person's own copy holds all that is held of them and nothing of others; a sheet of a past day counts what stood then. */
#include "config.h"

#include "town.h"

#include "cases/breach.h"
#include "cases/erase.h"
#include "cases/subject.h"
#include "register/look.h"

static const struct subject_value *find_value(const struct subject *subject, const char *kind, const char *field)
{
	for (int i = 0; i < subject->n_records; i++)
		for (int j = 0; str_same(subject->record[i].kind->name, kind) && j < subject->record[i].n_values; j++)
			if (str_same(subject->record[i].value[j].field->name, field))
				return &subject->record[i].value[j];
	return NULL;
}

static bool in_past(const struct subject *subject, const char *value)
{
	for (int i = 0; i < subject->n_past; i++)
		if (str_same(subject->past[i].before.value, value))
			return true;
	return false;
}

/* Two of one household, one of them with a contact, a note, a past and a removed entry. */
static struct id two_people(struct store *store)
{
	struct id home = make(store, "household", PAIRS("name=Haidari household", "people=2"));
	struct id one = arrive(store, "Mariam", "2026-01-02"), two = arrive(store, "Yusuf", "2026-01-02"), note;
	struct change *change;

	amend(store, "person", one, PAIRS("family_name=Haydari", OF("household", home), "locker=17"));
	amend(store, "person", one, PAIRS("family_name=Haidari"));
	amend(store, "person", two, PAIRS("family_name=Haidari", OF("household", home)));
	make(store, "contact", PAIRS(OF("person", one), "name=Petro Ivanenko", "relation=uncle", "phone=+380441234567"));
	make(store, "note", PAIRS(OF("person", one), "text=YUSUF and Mariam Haidari came; petro's car. Jo too."));
	note = make(store, "note", PAIRS(OF("person", one), "text=Tzibrotnotiz"));
	change = change_begin(store, &everybody);
	change_delete(change, the("note"), note, 0);
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	return one;
}

static void all_of_one_and_none_of_others(void **state)
{
	struct store *store = *state;
	struct id id = two_people(store);
	struct subject subject;

	WELL(subject_gather(store, &everybody, id, false, &subject, &err_));
	assert_string_equal(find_value(&subject, "person", "family_name")->value, "Haidari");
	assert_string_equal(find_value(&subject, "person", "locker")->value, "17");
	assert_true(in_past(&subject, "Haydari"));
	assert_true(in_past(&subject, "Tzibrotnotiz"));
	assert_null(find_value(&subject, "contact", "name")->value);
	assert_int_equal(find_value(&subject, "contact", "name")->left, SUBJECT_OTHERS);
	assert_string_equal(find_value(&subject, "contact", "relation")->value, "uncle");
	assert_int_equal(find_value(&subject, "person", "caseworker")->left, SUBJECT_COLLEAGUE);
	/* Their own name stays, also where others bear it; what is no name of anybody's stays. */
	assert_string_equal(find_value(&subject, "note", "text")->value, "[…] and Mariam Haidari came; […]'s car. Jo too.");
	/* What may be kept from any colleague is always named. */
	assert_int_equal(subject.n_unseen, 1);
	assert_string_equal(subject.unseen[0].kind->name, "complaint");
	assert_int_equal(subject.n_looks, 1);
	subject_clear(&subject);
}

static void the_archive_gets_it_whole(void **state)
{
	struct store *store = *state;
	struct subject subject;

	WELL(subject_gather(store, &everybody, two_people(store), true, &subject, &err_));
	assert_string_equal(find_value(&subject, "contact", "name")->value, "Petro Ivanenko");
	assert_string_equal(find_value(&subject, "person", "caseworker")->value, "berg");
	assert_int_equal(subject.n_looks, 0);
	subject_clear(&subject);
}

static void what_the_role_lacks_is_named(void **state)
{
	struct store *store = *state;
	struct id id = two_people(store);
	struct actor desk = everybody;
	struct subject subject;
	bool notes = false, work = false;

	desk.roles = ROLE_DESK;
	WELL(subject_gather(store, &desk, id, false, &subject, &err_));
	assert_null(find_value(&subject, "note", "text"));
	for (int i = 0; i < subject.n_unseen; i++) {
		notes |= str_same(subject.unseen[i].kind->name, "note") && !subject.unseen[i].field;
		work |= subject.unseen[i].field && str_same(subject.unseen[i].field->name, "work_from");
	}
	assert_true(notes && work);
	subject_clear(&subject);
	desk.roles = ROLE_SUPERVISOR;
	assert_int_equal(subject_gather(store, &desk, id, false, &subject, NULL), ST_DENIED);
}

static void in_a_language_they_speak(void **state)
{
	struct store *store = *state;
	struct id id = arrive(store, "Mariam", "2026-01-02");
	char code[16];

	WELL(subject_language(store, &everybody, id, code, &err_));
	assert_string_equal(code, "");
	make(store, "speaks", PAIRS(OF("person", id), "language=fa"));
	make(store, "speaks", PAIRS(OF("person", id), "language=en"));
	WELL(subject_language(store, &everybody, id, code, &err_));
	assert_string_equal(code, "en");
}

static int64_t values_of(const struct breach *breach, const char *kind, const char *field)
{
	for (int i = 0; i < breach->n_fields; i++)
		if (str_same(breach->field[i].kind->name, kind) && str_same(breach->field[i].field->name, field))
			return breach->field[i].n;
	return 0;
}

static void next_day(int day)
{
	clock_hold(((int64_t)date_days(TOWN_DAY) + day) * 86400000 + 36000000);
}

static void a_copy_of_a_day(void **state)
{
	struct store *store = *state;
	struct id one = arrive(store, "Mariam", "2026-01-02"), two = arrive(store, "Yusuf", "2026-01-02"), three;
	struct breach breach;
	struct actor desk = everybody;

	amend(store, "person", one, PAIRS("phone=+31612345678", "locker=17", "own_script=مریم"));
	three = arrive(store, "Olena", "2026-01-02");
	next_day(2);
	amend(store, "person", one, PAIRS("phone=", "locker="));
	amend(store, "person", two, PAIRS("email=y@example.org", "email=y@example.org"));
	arrive(store, "Later", "2026-05-05");
	WELL(erase_person(store, &everybody, three, ERASE_MISTAKE, NULL, &err_));
	WELL(erase_field_values(store, one, "phone", &err_));

	WELL(breach_sheet(store, &everybody, TOWN_DAY, NULL, NULL, &breach, &err_));
	assert_int_equal(breach.people, 2);
	assert_int_equal(breach.erased, 1);
	assert_int_equal(values_of(&breach, "person", "phone"), 1);     /* erased since: something stood there */
	assert_int_equal(values_of(&breach, "person", "locker"), 1);
	assert_int_equal(values_of(&breach, "person", "email"), 0);
	assert_int_equal(values_of(&breach, "person", "given_name"), 2);
	breach_clear(&breach);
	WELL(breach_sheet(store, &everybody, date_add_days(TOWN_DAY, 2), NULL, NULL, &breach, &err_));
	assert_int_equal(breach.people, 3);
	assert_int_equal(breach.erased, 0);
	assert_int_equal(values_of(&breach, "person", "phone"), 0);
	assert_int_equal(values_of(&breach, "person", "locker"), 0);
	assert_int_equal(values_of(&breach, "person", "email"), 1);
	breach_clear(&breach);
	WELL(breach_sheet(store, &everybody, date_add_days(TOWN_DAY, -1), NULL, NULL, &breach, &err_));
	assert_int_equal(breach.people, 0);
	breach_clear(&breach);
	desk.roles = ROLE_DESK;
	assert_int_equal(breach_sheet(store, &desk, TOWN_DAY, NULL, NULL, &breach, NULL), ST_DENIED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(all_of_one_and_none_of_others),
		TOWN_TEST(the_archive_gets_it_whole),
		TOWN_TEST(what_the_role_lacks_is_named),
		TOWN_TEST(in_a_language_they_speak),
		TOWN_TEST(a_copy_of_a_day),
	};
	return DOORS_RUN(tests);
}
