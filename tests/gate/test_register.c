/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The program's own register before its own gate: every label, choice and purpose in
 * every language of the screens, as a text of that language and as one of any.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <string.h>

#include "base/msg.h"
#include "base/str.h"
#include "register/gate.h"
#include "register/register.h"

static int judged, stopped;

static void judge_as(const char *text, const char *lang)
{
	struct gate_verdict v = gate_judge(text, lang);

	judged++;
	/* What one country's law has a place for stands in kinds of that country's profile. */
	if (!v.refused || v.profile)
		return;
	stopped++;
	print_error("%s\t%s\t%s\t%s\t[%.*s]\t%.*s\n", msg_language(), lang ? lang : "all", v.ground, text, (int)(v.to - v.from),
		text + v.from, (int)v.pattern_len, v.pattern);
}

/* Not what is not translated yet: English is judged as English. */
static void judge(const char *source, const char *text)
{
	if (!text || !*text || (strcmp(msg_language(), "en") != 0 && str_same(source, text)))
		return;
	judge_as(text, msg_language());
	judge_as(text, NULL);
}

static void judge_field(const struct field *field)
{
	judge(field->label, field_label(field));
	judge(field->purpose, field_purpose(field));
	for (const struct choice *c = field->choices; c && c->key; c++)
		judge(c->label, choice_label(field, c));
}

static void judge_kinds(void)
{
	int count;
	const struct kind *const *kinds = register_kinds(&count);

	for (int k = 0; k < count; k++) {
		judge(kinds[k]->label, _(kinds[k]->label));
		judge(kinds[k]->plural, _(kinds[k]->plural));
		judge(kinds[k]->purpose, _(kinds[k]->purpose));
		for (int i = 0; i < kinds[k]->n_fields; i++)
			judge_field(&kinds[k]->fields[i]);
	}
}

static void the_register_passes_in_every_language(void **state)
{
	const char *const *all;
	size_t count;

	(void)state;
	msg_init("foothold");
	all = msg_languages(&count);
	for (size_t i = 0; i < count; i++) {
		int before = judged;

		assert_true(msg_set_language(all[i]));
		judge_kinds();
		if (judged == before)
			fail_msg("nothing is said in %s", all[i]);
	}
	assert_true(judged > 2000);
	assert_int_equal(stopped, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(the_register_passes_in_every_language) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
