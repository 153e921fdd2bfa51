/* SPDX-License-Identifier: EUPL-1.2 */
/* The table of papers for newcomers; reading once, writing in two languages. */
#include "paper/letter.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "paper/letter_own.h"
#include "store/query.h"

/* What is kept secret is left out whoever asks: also for roles that do not see it. */
QUERY(secret_home, "letter.secret_home", QUERY_INTERACTIVE,
	"SELECT coalesce(address_secret, 0), address FROM person WHERE id = :id AND gone = 0");

static const struct letter_kind kinds[] = {
	{ "appointment", PP_("Your appointment"), PP_("Please come to us"), "appointment", false },
	{ "plan", PP_("Your plan"), PP_("Your next step"), NULL, false },
	{ "course", PP_("A course for you"), PP_("A course for you"), "course_proposal", false },
	{ "job", PP_("A job for you"), PP_("A job for you"), "job_proposal", false },
	{ "home", PP_("A home for you"), PP_("A home for you"), "home_proposal", false },
	{ "held", PP_("What we hold about you"), PP_("What we hold about you"), NULL, true },
	{ "asked", PP_("What we ask, why, and what your rights are"), PP_("What we ask you"), NULL, true },
};
static const struct letter_ops *const ops[] = { &letter_slip_ops, &letter_plan_ops, &letter_course_ops, &letter_job_ops,
	&letter_home_ops, &letter_held_ops, &letter_asked_ops };

const struct letter_kind *letter_kinds(int *count)
{
	*count = (int)ARRAY_LEN(kinds);
	return kinds;
}

const struct letter_kind *letter_kind(const char *key)
{
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (str_same(kinds[i].key, key))
			return &kinds[i];
	return NULL;
}

static const struct letter_ops *ops_of(const struct letter_kind *kind)
{
	return ops[kind - kinds];
}

/* ---- reading ---- */

static enum status read_home(struct letter_facts *facts, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(facts->store, &secret_home, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":id", facts->wish->person);
	st = stmt_step(stmt, err);
	if (st == ST_OK && stmt_get_int(stmt, 0)) {
		facts->secret = true;
		facts->home = mem_str(stmt_get_text(stmt, 1));
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

/* Of this person: a paper never tells somebody of another one's matters. */
static enum status read_about(struct letter_facts *facts, struct err *err)
{
	const struct kind *kind = register_kind(facts->wish->kind->about);
	struct id whose, about = facts->wish->about;
	enum status st = ST_OK;

	if (id_none(about))
		st = letter_first(facts->store, facts->actor, facts->wish->person, facts->wish->kind, &about, err);
	if (st == ST_OK)
		st = read_record(facts->store, facts->actor, kind, about, &facts->about, err);
	if (st == ST_OK && (!record_get(facts->about, "person") || !id_parse(record_get(facts->about, "person"), &whose) ||
	    !id_same(whose, facts->wish->person)))
		st = err_set(err, ST_INVALID, _("That is another person's. No paper was made; choose one of this person's."));
	return st;
}

static enum status read_facts(struct letter_facts *facts, struct err *err)
{
	enum status st = read_record(facts->store, facts->actor, register_kind("person"), facts->wish->person, &facts->person,
		err);

	if (st == ST_OK)
		st = setting_get(facts->store, SETTING_MUNICIPALITY, &facts->municipality, err);
	if (st == ST_OK)
		st = read_home(facts, err);
	if (st == ST_OK && facts->wish->kind->about)
		st = read_about(facts, err);
	return st == ST_OK ? ops_of(facts->wish->kind)->read(facts, err) : st;
}

static void facts_clear(struct letter_facts *facts)
{
	free(facts->municipality);
	free(facts->home);
	free(facts->by);
	free(facts->answer_by);
	record_free(facts->person);
	record_free(facts->about);
	record_free(facts->place);
	plan_view_clear(&facts->plan);
	if (facts->weighed)
		dossier_clear(&facts->dossier);
	subject_clear(&facts->subject);
	newcomer_clear(&facts->newcomer);
}

/* ---- writing ---- */

static enum status no_such_language(struct err *err)
{
	return err_set(err, ST_INVALID, _("Papers cannot be written in this language. No paper was made; “foothold letter languages” "
		"lists those that there are."));
}

static enum status write_in(const struct letter_facts *facts, const char *language, struct sheet **out, struct err *err)
{
	const struct letter_ops *how = ops_of(facts->wish->kind);

	if (!msg_speak(language))
		return no_such_language(err);
	*out = sheet_new(P_(facts->wish->plain ? facts->wish->kind->plain : facts->wish->kind->title));
	if (!str_empty(facts->municipality))
		sheet_foot(*out, facts->municipality);
	(facts->wish->plain ? how->plain : how->write)(facts, *out);
	msg_speak_end();
	return ST_OK;
}

static enum status write_both(struct letter_facts *facts, struct letter *out, struct err *err)
{
	enum status st;

	if (!msg_speak(facts->language))
		return no_such_language(err);
	facts->reviewed = msg_paper_reviewed();
	msg_speak_end();
	st = write_in(facts, facts->language, &out->sheet, err);
	if (st == ST_OK && *facts->beside)
		st = write_in(facts, facts->beside, &out->beside, err);
	if (st == ST_OK && out->beside && out->beside->n_blocks != out->sheet->n_blocks)
		BUG("a paper that says more in one language than in the other");
	return st;
}

enum status letter_make(struct store *store, const struct actor *actor, const struct letter_wish *wish, struct letter *out,
	struct err *err)
{
	struct letter_facts facts = { .store = store, .actor = actor, .wish = wish };
	enum status st;

	*out = (struct letter){ .kind = wish->kind, .person = wish->person, .plain = wish->plain };
	if (!letter_speaks(wish->language) || (!str_empty(wish->beside) && !letter_speaks(wish->beside)))
		return no_such_language(err);
	str_copy(facts.language, sizeof(facts.language), wish->language);
	if (!str_same(wish->beside, wish->language))
		str_copy(facts.beside, sizeof(facts.beside), wish->beside);
	str_copy(out->language, sizeof(out->language), wish->language);
	st = read_facts(&facts, err);
	if (st == ST_OK)
		st = write_both(&facts, out, err);
	out->about_day = facts.about_day;
	facts_clear(&facts);
	return st;
}

void letter_clear(struct letter *letter)
{
	sheet_free(letter->sheet);
	sheet_free(letter->beside);
	letter->sheet = letter->beside = NULL;
}
