/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a person has a right to, from their file: a copy, a sheet to correct it, to have it left as it is, to have it
 * erased.  After an erasure the receipt stands here, and the only way is back to Today.
 */
#include <config.h>

#include <stdlib.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/erase.h"
#include "cases/second.h"
#include "cases/subject.h"
#include "exchange/subject_out.h"
#include "register/restrict.h"
#include "paper/pdf.h"
#include "screens/handing.h"
#include "screens/places.h"
#include "screens/vlist.h"

#define HEAD_ROWS 2
#define FOOT_ROWS 4          /* a rule, and the line under the cursor as a whole */

enum what { DO_COPY, DO_SHEET, DO_LIFT, DO_RESTRICT, DO_ERASE };
struct choice_row { enum what what; const char *key; enum erase_ground ground; };

struct rights {
	struct screen screen;
	struct vlist *list;
	struct id person;
	char case_number[CASE_NUMBER_MAX];
	bool restricted, erased;
	struct choice_row *row;
	int count;
	struct choice_row now;           /* what the line asked for is about */
	struct erase_receipt receipt;
};

enum { ACT_CHOOSE = ACT_OWN, ACT_RECEIPT };

/* ---- rows ---- */

static void push_head(struct rights *r, const char *words)
{
	struct vrow row = { .head = true };

	row.cell[0] = mem_str(words);
	vlist_push(r->list, &row);
}

static void push_line(struct rights *r, char *words)
{
	struct vrow row = { .tag = -1 };

	row.id.b[0] = (uint8_t)(vlist_held(r->list) + 1);
	row.cell[0] = words;
	vlist_push(r->list, &row);
}

static void push(struct rights *r, struct choice_row choice, const char *words)
{
	struct vrow row = { .tag = r->count };

	r->row = mem_resize(r->row, (size_t)r->count + 1, sizeof(*r->row));
	r->row[r->count++] = choice;
	row.id.b[0] = (uint8_t)r->count;
	row.cell[0] = mem_str(words);
	vlist_push(r->list, &row);
}

#define FIRST_OF_LEAVING 3      /* among the choices, counted from 1: a copy and a sheet stand before */

static void list_choices(struct rights *r)
{
	const struct field *why = kind_field(register_kind("person"), "restricted_why");

	push_head(r, _("A COPY OF ONE'S OWN"));
	push(r, (struct choice_row){ DO_COPY, NULL, ERASE_REQUEST }, _("Copy for the person, into a folder"));
	push(r, (struct choice_row){ DO_SHEET, NULL, ERASE_REQUEST }, _("Sheet to correct what is recorded, into a file"));
	push_head(r, _("LEAVE THE FILE AS IT IS"));
	if (r->restricted)
		push(r, (struct choice_row){ DO_LIFT, NULL, ERASE_REQUEST }, _("Lift the restriction: the person was told before"));
	for (const struct choice *c = r->restricted ? NULL : why->choices; c && c->key; c++)
		push(r, (struct choice_row){ DO_RESTRICT, c->key, ERASE_REQUEST }, choice_label(why, c));
	push_head(r, _("ERASE THE FILE FOR GOOD, BECAUSE"));
	for (int i = 0; i < ERASE_RETENTION; i++)
		push(r, (struct choice_row){ DO_ERASE, NULL, (enum erase_ground)i }, erase_ground_words((enum erase_ground)i));
}

static void list_receipt(struct rights *r)
{
	char id[37];

	id_text(r->receipt.id, id);
	push_head(r, _("ERASED FOR GOOD"));
	for (int i = 0; i < r->receipt.n_kinds; i++)
		push_line(r, mem_fmt("%lld  %s", (long long)r->receipt.kind[i].n, _(r->receipt.kind[i].kind->plural)));
	push_line(r, mem_fmt(_("%lld  former values in the history"), (long long)r->receipt.traces.values));
	if (r->receipt.traces.copies)
		push_line(r, mem_fmt(_("%lld  copies of papers"), (long long)r->receipt.traces.copies));
	push_head(r, _("COPIES THAT THIS PROGRAM CANNOT REACH"));
	for (int i = 0; i < r->receipt.n_copies; i++) {
		struct str words = STR_INIT;

		erase_copy_words(&words, &r->receipt.copy[i]);
		push_line(r, str_take(&words));
	}
	if (!r->receipt.n_copies)
		push_line(r, mem_str(_("The file knows of no copies elsewhere.")));
	push_head(r, _("RECEIPT"));
	push_line(r, mem_str(id));
}

static enum status load(struct rights *r, struct err *err)
{
	enum status st = r->erased ? ST_OK : restrict_stands(r->screen.app->store, r->person, &r->restricted, err);

	if (st != ST_OK)
		return st;
	r->count = 0;
	vlist_begin(r->list);
	if (r->erased)
		list_receipt(r);
	else
		list_choices(r);
	vlist_end(r->list);
	return ST_OK;
}

/* ---- a copy ---- */

/* In the person's language, where the program speaks it. */
static enum status gather(struct rights *r, char theirs[16], struct subject *out, struct err *err)
{
	struct app *app = r->screen.app;
	enum status st = subject_language(app->store, app->actor, r->person, theirs, err);

	return st == ST_OK ? subject_gather(app->store, app->actor, r->person, false, out, err) : st;
}

/* Beside the text; where no font has a letter the text alone is a copy as well, and it is said. */
static bool add_pdf(const struct subject *subject, const char *municipality, const char *to, struct err *err)
{
	struct sheet *sheet = subject_paper(subject, municipality);
	char *path = mem_fmt("%s/copy.pdf", to);
	enum status st = pdf_save(sheet, NULL, NULL, path, err);

	free(path);
	sheet_free(sheet);
	return st == ST_OK;
}

static enum status write_copy(struct rights *r, const char *to, bool *drawn, struct err *err)
{
	struct app *app = r->screen.app;
	char theirs[16] = "", before[16];
	struct subject subject = { .n_records = 0 };
	enum status st = gather(r, theirs, &subject, err);

	if (st != ST_OK)
		return st;
	str_copy(before, sizeof(before), msg_language());
	if (*theirs)
		msg_set_language(theirs);
	st = subject_write(app->store, &subject, app->town, to, err);
	*drawn = st == ST_OK && add_pdf(&subject, app->town, to, err);
	msg_set_language(before);
	subject_clear(&subject);
	return st == ST_OK ? subject_note(app->store, app->actor, r->person, to, err) : st;
}

static enum status make_sheet(void *ctx, struct app *app, struct sheet **out, struct err *err)
{
	char theirs[16] = "", before[16];
	struct subject subject = { .n_records = 0 };
	enum status st = gather(ctx, theirs, &subject, err);

	if (st != ST_OK)
		return st;
	str_copy(before, sizeof(before), msg_language());
	if (*theirs)
		msg_set_language(theirs);
	*out = subject_correction(&subject, app->town);
	msg_set_language(before);
	subject_clear(&subject);
	return ST_OK;
}

static enum status note_sheet(void *ctx, struct app *app, const char *where, struct err *err)
{
	return subject_note(app->store, app->actor, ((const struct rights *)ctx)->person, where, err);
}

static enum status copy_to(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct rights *r = ctx;
	bool drawn = false;
	enum status st;

	if (str_empty(typed))
		return err_set(err, ST_USAGE, _("Type a name that is not taken yet."));
	if (io_taken(typed))
		return err_set(err, ST_IO, _("%s is there already and is left as it is. Choose another name."), typed);
	st = write_copy(r, typed, &drawn, err);
	if (st == ST_OK && !drawn)
		app_fail(app, err);
	else if (st == ST_OK)
		app_say(app, "%s", _("Written, for you alone to read. Hand it over sealed, and delete it here afterwards."));
	return st;
}

/* ---- erasure ---- */

static enum status erase_now(struct rights *r, struct app *app, struct err *err)
{
	struct err later = { 0 };
	enum status st = erase_person(app->store, app->actor, r->person, r->now.ground, &r->receipt, err);

	if (st != ST_OK)
		return st;
	r->erased = true;
	app_wrote(app);
	if (store_scrub(app->store, &later) == ST_OK)
		app_say(app, "%s", _("Erased. Nothing of the person is left in the file; this is the receipt, which the file keeps."));
	else
		app_fail(app, &later);
	return load(r, err);
}

static enum status confirmed(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct rights *r = ctx;
	char number[CASE_NUMBER_MAX];
	bool go = false;
	enum status st;

	if (!casenum_parse(typed, number) || !str_same(number, r->case_number))
		return err_set(err, ST_INVALID, _("That is not this person's case number. Nothing was changed."));
	st = second_asked(app->store, app->actor, "erase.asked", r->person, &go, err);
	if (st == ST_OK && go)
		return erase_now(r, app, err);
	if (st == ST_OK)
		app_say(app, "%s", _("Your wish is noted. A second colleague of casework confirms it here within 30 days."));
	return st;
}

/* ---- choosing ---- */

static struct next restrict_file(struct rights *r)
{
	struct app *app = r->screen.app;
	struct err err = { 0 };
	enum status st = r->now.what == DO_LIFT ? restrict_lift(app->store, app->actor, r->person, true, &err) :
		restrict_put(app->store, app->actor, r->person, r->now.key, &err);

	if (st == ST_OK) {
		app_say(app, "%s", r->now.what == DO_LIFT ? _("The restriction is lifted.") :
			_("The file is restricted: it is shown and not changed."));
		app_wrote(app);
		st = load(r, &err);
		/* The rows have moved: the cursor must not come to stand on an erasure. */
		vlist_go(r->list, (struct id){ { FIRST_OF_LEAVING } });
	}
	if (st != ST_OK)
		app_fail(app, &err);
	return next_stay();
}

static struct next ask_to_erase(struct rights *r)
{
	struct app *app = r->screen.app;
	struct err err = { 0 };

	if (erase_judge(app->store, app->actor, r->person, r->now.ground, &err) == ST_OK)
		return next_open(ask_screen(app, N_("Case number, to erase:"), NULL, confirmed, r));
	app_fail(app, &err);
	return next_stay();
}

static struct next choose(struct rights *r)
{
	const struct vrow *row = vlist_now(r->list);
	struct app *app = r->screen.app;
	const struct handing sheet = { .file = "", .make = make_sheet, .note = note_sheet, .ctx = r };

	if (r->erased)
		return next_home();
	if (!row || row->head || row->tag < 0)
		return next_stay();
	r->now = r->row[row->tag];
	switch (r->now.what) {
	case DO_COPY:
		return next_open(ask_screen(app, N_("New folder:"), NULL, copy_to, r));
	case DO_SHEET:
		return next_open(handing_screen(app, &sheet));
	case DO_LIFT:
	case DO_RESTRICT:
		return restrict_file(r);
	case DO_ERASE:
		return ask_to_erase(r);
	}
	return next_stay();
}

/* ---- the screen ---- */

static void set_columns(struct rights *r)
{
	const struct vcol columns[] = { { NULL, 20, 0, 0, false, LOOK_NORMAL, true, false } };

	vlist_columns(r->list, columns, ARRAY_LEN(columns));
}

static enum status open_rights(struct screen *screen, struct err *err)
{
	struct rights *r = (struct rights *)screen;
	struct record *record;
	const char *number;
	enum status st = read_brief(screen->app->store, screen->app->actor, register_kind("person"), r->person, &record, err);

	if (st != ST_OK)
		return st;
	number = record_get(record, "case_number");
	str_copy(r->case_number, sizeof(r->case_number), number ? number : "");
	record_free(record);
	set_columns(r);
	return load(r, err);
}

static void title(const struct screen *screen, struct str *out)
{
	const struct rights *r = (const struct rights *)screen;

	/* TRANSLATORS: %s is a case number */
	if (r->erased)
		str_add(out, _("Receipt of an erasure"));
	else
		str_addf(out, _("%s: the person's rights"), r->case_number);
}

static void layout(struct screen *screen, struct area body)
{
	body.row += HEAD_ROWS;
	body.rows -= HEAD_ROWS + FOOT_ROWS;
	vlist_layout(((struct rights *)screen)->list, body);
}

static void draw(struct screen *screen)
{
	struct rights *r = (struct rights *)screen;
	const struct vrow *row = vlist_now(r->list);
	struct area body = screen->body;

	term_text(body.row, body.col + 1, body.cols - 2, LOOK_DIM, r->erased ?
		_("This is shown once more by “foothold erase --receipts --json”.") :
		_("What the person may ask for. A copy needs no reason."));
	vlist_draw(r->list, true);
	if (row && r->erased) {
		term_rule(body.row + body.rows - FOOT_ROWS, body.col, body.cols);
		term_wrap((struct area){ body.row + body.rows - FOOT_ROWS + 1, body.col + 1, FOOT_ROWS - 1, body.cols - 2 },
			LOOK_NORMAL, row->cell[0]);
	}
}

static enum status make_receipt(void *ctx, struct app *app, struct sheet **out, struct err *err)
{
	(void)app, (void)err;
	*out = erase_receipt_paper(&((const struct rights *)ctx)->receipt);
	return ST_OK;
}

static struct next act(struct screen *screen, int id)
{
	const struct handing receipt = { .file = "receipt.pdf", .make = make_receipt, .ctx = screen };

	if (id == ACT_RECEIPT)
		return next_open(handing_screen(screen->app, &receipt));
	return id == ACT_CHOOSE ? choose((struct rights *)screen) : next_unused();
}

static bool has_receipt(const struct screen *screen)
{
	return ((const struct rights *)screen)->erased;
}

/* There is no file to go back to. */
static struct next key(struct screen *screen, int k)
{
	struct rights *r = (struct rights *)screen;

	if (r->erased && k == K_ESC)
		return next_home();
	return vlist_key(r->list, k, true, NULL) ? next_stay() : next_unused();
}

static void tell(struct screen *screen, enum news news)
{
	struct rights *r = (struct rights *)screen;
	struct err err = { 0 };

	if ((news == NEWS_LANGUAGE || news == NEWS_CHANGED) && load(r, &err) != ST_OK)
		app_fail(screen->app, &err);
}

static void close_rights(struct screen *screen)
{
	struct rights *r = (struct rights *)screen;

	erase_receipt_clear(&r->receipt);
	vlist_free(r->list);
	free(r->row);
	free(r);
}

static const struct action actions[] = {
	{ ACT_CHOOSE, { K_ENTER }, N_("do this"), N_("Do what stands under the cursor; what cannot be taken back asks once more."), 0,
		false },
	{ ACT_RECEIPT, { K_F5 }, N_("paper"), N_("Write the receipt to a file, as PDF or text, or print it."), has_receipt, false },
	ACTION_END
};

static const struct screen_ops rights_ops = {
	.name = "rights", .actions = actions, .open = open_rights, .title = title, .layout = layout, .draw = draw,
	.key = key, .act = act, .tell = tell, .close = close_rights,
};
SCREEN(rights_ops);

struct screen *rights_screen(struct app *app, struct id person)
{
	struct rights *r = mem_alloc(sizeof(*r));

	r->person = person;
	r->list = vlist_new(NULL, 0);
	return screen_init(&r->screen, &rights_ops, app);
}
