/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold subject-export: a person's own copy in their language, to read or as files; the sheet to correct it. */
#include "cases/subject.h"

#include <errno.h>
#include <stdlib.h>

#include "base/io.h"
#include "base/msg.h"
#include "commands/verbs.h"
#include "exchange/subject_out.h"

/* Where the call does not say a language, the person's own. */
static enum status speak_theirs(struct call *call, struct id person, char before[16], struct err *err)
{
	char theirs[16] = "";
	enum status st = ST_OK;

	str_copy(before, 16, msg_language());
	if (!call_given(call, "lang"))
		st = subject_language(call->store, &call->actor, person, theirs, err);
	if (st == ST_OK && *theirs)
		msg_set_language(theirs);
	return st;
}

static enum status to_folder(struct call *call, const struct subject *subject, const char *municipality,
	struct err *err)
{
	const char *directory = call_option(call, "output");
	enum status st = subject_write(call->store, subject, municipality, directory, err);

	return st == ST_OK ? subject_note(call->store, &call->actor, subject->person, directory, err) : st;
}

static enum status to_output(struct call *call, const struct subject *subject, const char *municipality,
	struct err *err)
{
	bool sheet = call_given(call, "correct");
	enum status st = subject_note(call->store, &call->actor, subject->person,
		sheet ? "correction sheet" : "paper", err);

	if (st != ST_OK)
		return st;
	if (call->json)
		return out_json(call, subject_json(subject), err);
	if (sheet)
		subject_sheet(subject, municipality, &call->out);
	else
		subject_paper(subject, municipality, &call->out);
	return call_flush(call, err);
}

enum status verb_subject_export(struct call *call, struct err *err)
{
	const struct kind *kind;
	struct subject subject = { .n_records = 0 };
	char before[16], *municipality = NULL;
	struct id person;
	enum status st = which_record(call, call->argv[0], &kind, &person, err);

	if (st == ST_OK && !str_same(kind->name, "person"))
		st = err_set(err, ST_INVALID, _("This is no person's file. Name a person by case number or UUID."));
	/* Said now, before the language becomes theirs. */
	if (st == ST_OK && call_given(call, "output") && io_taken(call_option(call, "output")))
		st = io_error(err, EEXIST, call_option(call, "output"));
	if (st == ST_OK)
		st = setting_get(call->store, SETTING_MUNICIPALITY, &municipality, err);
	if (st != ST_OK)
		return st;
	st = speak_theirs(call, person, before, err);
	if (st == ST_OK)
		st = subject_gather(call->store, &call->actor, person, false, &subject, err);
	if (st == ST_OK)
		st = call_given(call, "output") ? to_folder(call, &subject, municipality, err) :
			to_output(call, &subject, municipality, err);
	subject_clear(&subject);
	msg_set_language(before);
	free(municipality);
	if (st == ST_OK && call_given(call, "output"))
		note(_("The copy stands in the folder. Hand it over sealed, and delete it here afterwards."));
	return st;
}
