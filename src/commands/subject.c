/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold subject-export: a person's own copy in their language, to read or as files; the sheet to correct it. */
#include "cases/subject.h"

#include <errno.h>
#include <stdlib.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "commands/papers.h"
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

/* Beside the text; a letter that no font has leaves the text alone, which is a copy as well. */
static void add_pdf(struct call *call, const struct sheet *sheet, const char *directory)
{
	struct paper_call how;
	struct err err = { .text = "" };
	char *path = mem_fmt("%s/copy.pdf", directory);

	if (call_paper_how(call, &how, &err) != ST_OK || pdf_save(sheet, NULL, &how.how, path, &err) != ST_OK)
		note(err.text);
	free(path);
}

static enum status to_folder(struct call *call, const struct subject *subject, const char *municipality,
	struct err *err)
{
	const char *directory = call_option(call, "output");
	enum status st = subject_write(call->store, subject, municipality, directory, err);
	struct sheet *sheet;

	if (st != ST_OK)
		return st;
	sheet = subject_paper(subject, municipality);
	add_pdf(call, sheet, directory);
	sheet_free(sheet);
	return subject_note(call->store, &call->actor, subject->person, directory, err);
}

static enum status to_output(struct call *call, const struct subject *subject, const char *municipality,
	struct err *err)
{
	bool correction = call_given(call, "correct");
	struct sheet *sheet;
	enum status st = subject_note(call->store, &call->actor, subject->person,
		correction ? "correction sheet" : "paper", err);

	if (st != ST_OK)
		return st;
	if (call->json)
		return out_json(call, subject_json(subject), err);
	sheet = correction ? subject_correction(subject, municipality) : subject_paper(subject, municipality);
	st = call_paper(call, sheet, NULL, err);
	sheet_free(sheet);
	return st;
}

static bool into_folder(const struct call *call)
{
	return call_given(call, "output") && !call_given(call, "correct");
}

enum status verb_subject_export(struct call *call, struct err *err)
{
	const struct kind *kind;
	struct paper_call how;
	struct subject subject = { .n_records = 0 };
	char before[16], *municipality = NULL;
	struct id person;
	enum status st = which_record(call, call->argv[0], &kind, &person, err);

	if (st == ST_OK && !str_same(kind->name, "person"))
		st = err_set(err, ST_INVALID, _("This is no person's file. Name a person by case number or UUID."));
	/* Said now, before the language becomes theirs. */
	if (st == ST_OK)
		st = call_paper_how(call, &how, err);
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
		st = into_folder(call) ? to_folder(call, &subject, municipality, err) :
			to_output(call, &subject, municipality, err);
	subject_clear(&subject);
	msg_set_language(before);
	free(municipality);
	if (st == ST_OK && into_folder(call))
		note(_("The copy stands in the folder. Hand it over sealed, and delete it here afterwards."));
	return st;
}
