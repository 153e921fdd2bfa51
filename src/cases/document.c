/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the rules of documents, and when a copy may be kept. */
#include "cases/document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/rules.h"
#include "register/restrict.h"
#include "store/copies.h"
#include "store/erase.h"

/*
 * GDPR Art. 5(1)(c): what was seen need not be copied.  Of proofs of identity and insurance cards no purpose needs a
 * copy; of the rest those where somebody else decides on paper.  What a person asks to keep safe is theirs to ask.
 */
static const struct { const char *what, *purposes; } allowed[] = {
	{ "civil", "recognition, objection, translation" },
	{ "diploma", "recognition, application, objection, translation, wish" },
	{ "work", "recognition, application, translation, wish" },
	{ "home", "home, objection" },
	{ "income", "home, objection" },
	{ "letter", "objection, translation, wish" },
	{ "other", "translation, wish" },
};

/* How long a copy is kept unless somebody says less: most are needed for one procedure. */
#define KEPT_MONTHS 6
#define KEPT_AT_MOST_MONTHS 24

static const char *purposes_of(const char *what)
{
	for (size_t i = 0; i < ARRAY_LEN(allowed); i++)
		if (str_same(allowed[i].what, what))
			return allowed[i].purposes;
	return NULL;
}

bool document_allows(const char *what, const char *purpose)
{
	const char *purposes = purposes_of(what);

	return purposes && purpose && field_holds(purposes, purpose);
}

void document_purposes(struct str *out, const char *what)
{
	const struct field *field = kind_field(register_kind("document"), "copy_purpose");
	size_t begun = out->len;

	for (const struct choice *c = field->choices; c && c->key; c++)
		if (document_allows(what, c->key))
			str_addf(out, "%s%s", out->len > begun ? msg_comma() : "", choice_label(field, c));
	str_add(out, "");
}

const char *document_type(const void *bytes, size_t len)
{
	static const struct { const char *begins; size_t len; const char *type; } known[] = {
		{ "%PDF-", 5, "pdf" }, { "\xff\xd8\xff", 3, "jpg" }, { "\x89PNG\r\n\x1a\n", 8, "png" },
		{ "II*\0", 4, "tif" }, { "MM\0*", 4, "tif" },
	};

	for (size_t i = 0; i < ARRAY_LEN(known); i++)
		if (len > known[i].len && memcmp(bytes, known[i].begins, known[i].len) == 0)
			return known[i].type;
	return NULL;
}

enum status document_set_max(struct store *store, const struct actor *actor, long megabytes, struct err *err)
{
	char text[24];

	if (!(actor->roles & ROLE_ADMIN))
		return err_set(err, ST_DENIED, _("Only an administrator sets how large a copy may be. Nothing was changed."));
	if (megabytes < 1 || megabytes > DOCUMENT_MAX_MOST)
		return err_set(err, ST_INVALID, _("A copy may have 1 to %d MB. Nothing was changed."), DOCUMENT_MAX_MOST);
	snprintf(text, sizeof text, "%ld", megabytes);
	return setting_set(store, SETTING_DOCUMENT_MAX, text, err);
}

enum status document_max(struct store *store, size_t *bytes, struct err *err)
{
	char *text = NULL;
	enum status st = setting_get(store, SETTING_DOCUMENT_MAX, &text, err);
	long megabytes = text ? strtol(text, NULL, 10) : DOCUMENT_MAX_USUAL;

	free(text);
	if (megabytes < 1 || megabytes > DOCUMENT_MAX_MOST)
		megabytes = DOCUMENT_MAX_USUAL;
	*bytes = (size_t)megabytes << 20;
	return st;
}

/* ---- rules ---- */

static enum status copy_stands(struct change *change, struct id document, bool *stands, struct err *err)
{
	size_t len;
	enum status st = copy_length(change_store(change), document, &len, err);

	*stands = len > 0;
	return st;
}

/* What is said to be there and is not: a copy that was erased while its record was removed. */
static enum status see_whether_copied(struct change *change, struct change_item *item, struct err *err)
{
	bool stands;
	enum status st = copy_stands(change, change_id_of(item), &stands, err);

	if (st == ST_OK && !stands)
		rule_put(item, "copy", NULL);
	return st;
}

static void default_end(struct change_item *item)
{
	char text[11];

	date_text(date_add_months(clock_today(), KEPT_MONTHS), text);
	rule_default(item, "keep_until", text);
}

static enum status document_derive(struct change *change, struct change_item *item, struct err *err)
{
	enum status st = ST_OK;

	if (change_is_deletion(item))
		return ST_OK;
	if (change_get(item, "original_seen") && change_touches(item, "original_seen"))
		rule_default(item, "seen_by", change_actor(change)->user);
	if (rule_is(item, "copy", "yes", NULL) && (change_touches(item, "copy") || !change_is_update(item)))
		st = see_whether_copied(change, item, err);
	if (st == ST_OK && rule_is(item, "copy", "yes", NULL))
		default_end(item);
	return st;
}

/* Which purposes would allow one. */
static enum status other_purpose(const char *what, struct err *err)
{
	struct str purposes = STR_INIT;

	document_purposes(&purposes, what);
	/* TRANSLATORS: %s are purposes, parted by commas */
	err_field(err, "copy_purpose", _("This purpose needs no copy of such a paper: that the original was seen is enough. Nothing "
		"was saved. What a copy of it is kept for: %s."), str_get(&purposes));
	str_free(&purposes);
	return ST_INVALID;
}

static enum status check_copy(struct change_item *item, struct err *err)
{
	const char *what = change_get(item, "what"), *purpose = change_get(item, "copy_purpose");
	struct date until;

	if (!purposes_of(what))
		return err_field(err, "copy_purpose", _("Of such a paper no copy is kept: that the original was seen is enough. "
			"Nothing was saved; set the day on which it was seen."));
	if (!purpose)
		return err_field(err, "copy_purpose", _("A copy needs a purpose. Nothing was saved; please say what it is for."));
	if (!document_allows(what, purpose))
		return other_purpose(what, err);
	if (change_touches(item, "keep_until") && change_get(item, "keep_until")
		&& date_parse(change_get(item, "keep_until"), &until)
		&& date_days(until) > date_days(date_add_months(clock_today(), KEPT_AT_MOST_MONTHS)))
		return err_field(err, "keep_until", _("A copy is kept for two years at most. Nothing was saved; name an earlier "
			"day, and take it anew if it is still needed then."));
	return ST_OK;
}

/* An undo brings back what a record said, and no bytes: for those derive was not asked. */
static enum status check_bytes(struct change *change, struct change_item *item, struct err *err)
{
	bool stands;
	enum status st;

	if (!rule_is(item, "copy", "yes", NULL) || (change_is_update(item) && !change_touches(item, "copy")))
		return ST_OK;
	st = copy_stands(change, change_id_of(item), &stands, err);
	if (st == ST_OK && !stands && change_is_update(item))
		return err_field(err, "copy", _("The copy was erased for good and cannot be brought back. Nothing was changed; attach "
			"it again where it is still needed."));
	if (st == ST_OK && !stands)
		rule_put(item, "copy", NULL);
	return st;
}

static enum status document_check(struct change *change, struct change_item *item, struct err *err)
{
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	st = check_bytes(change, item, err);
	if (st != ST_OK)
		return st;
	if (rule_before(change_get(item, "expires"), change_get(item, "issued")))
		return err_field(err, "expires", _("The paper would end before it was issued. Nothing was saved; please look at both "
			"dates."));
	if (rule_before(change_get(item, "original_seen"), change_get(item, "issued")))
		return err_field(err, "original_seen", _("The original would have been seen before it was issued. Nothing was saved; "
			"please look at both dates."));
	if (rule_is(item, "copy", "yes", NULL) || (change_get(item, "copy_purpose") && change_touches(item, "copy_purpose")))
		return check_copy(item, err);
	return ST_OK;
}

/* Taken back with its mark: by hand, by an undo, because its time is over. */
static enum status document_after(struct change *change, struct change_item *item, struct err *err)
{
	if (change_is_deletion(item) || !change_touches(item, "copy") || rule_is(item, "copy", "yes", NULL))
		return ST_OK;
	return copy_drop(change_store(change), change_id_of(item), err);
}

const struct kind_ops document_rules = { document_derive, document_check, document_after };

/* ---- the copy itself ---- */

static enum status judge_bytes(struct store *store, const void *bytes, size_t len, struct err *err)
{
	size_t most;
	enum status st = document_max(store, &most, err);

	if (st != ST_OK)
		return st;
	if (len > most)
		return err_set(err, ST_INVALID, _("This copy is larger than %zu MB, which is the most that is kept. Nothing was "
			"changed; scan it at a lower resolution."), most >> 20);
	if (!document_type(bytes, len))
		return err_set(err, ST_INVALID, _("A copy is a PDF, or a picture as JPEG, PNG or TIFF; this file is none of these. "
			"Nothing was changed."));
	return ST_OK;
}

static enum status mark_copied(struct store *store, const struct actor *actor, struct id document, struct id *set,
	struct err *err)
{
	struct change *change = change_begin(store, actor);
	enum status st;

	*set = id_new();
	rule_put(change_update(change, register_kind("document"), document, 0), "copy", "yes");
	st = change_commit_as(change, *set, err);
	change_free(change);
	return st;
}

static enum status attach_now(struct store *store, const struct actor *actor, struct id document, const void *bytes,
	size_t len, struct id *set, struct err *err)
{
	struct record *record;
	struct id person = { { 0 } };
	enum status st = read_brief(store, actor, register_kind("document"), document, &record, err);

	if (st != ST_OK)
		return st;
	(void)id_parse(record_get(record, "person") ? record_get(record, "person") : "", &person);
	record_free(record);
	/* In place of a copy that stands there no field changes. */
	st = restrict_refuses(store, person, err);
	if (st == ST_OK)
		st = copy_put(store, document, bytes, len, err);
	return st == ST_OK ? mark_copied(store, actor, document, set, err) : st;
}

enum status document_attach(struct store *store, const struct actor *actor, struct id document, const void *bytes,
	size_t len, struct id *set, struct err *err)
{
	struct id own;
	enum status st = judge_bytes(store, bytes, len, err);

	if (st == ST_OK)
		st = store_begin(store, err);
	if (st != ST_OK)
		return st;
	st = attach_now(store, actor, document, bytes, len, set ? set : &own, err);
	if (st == ST_OK)
		return store_commit(store, err);
	store_rollback(store);
	return st;
}

enum status document_copy_read(struct store *store, const struct actor *actor, struct id document, void **bytes,
	size_t *len, struct err *err)
{
	struct act_by by = actor_by(actor);
	struct id person = { { 0 } };
	struct record *record;
	enum status st = read_brief(store, actor, register_kind("document"), document, &record, err);

	*bytes = NULL;
	if (st != ST_OK)
		return st;
	(void)id_parse(record_get(record, "person") ? record_get(record, "person") : "", &person);
	record_free(record);
	st = copy_get(store, document, bytes, len, err);
	if (st != ST_OK)
		return st;
	st = act_note(store, &by, "document.save", person, NULL, err);
	if (st != ST_OK) {
		copy_free(*bytes, *len);
		*bytes = NULL;
	}
	return st;
}

enum status document_drop(struct store *store, const struct actor *actor, struct id document, struct err *err)
{
	struct change *change;
	struct record *record;
	bool copied;
	enum status st = read_brief(store, actor, register_kind("document"), document, &record, err);

	if (st != ST_OK)
		return st;
	copied = str_same(record_get(record, "copy"), "yes");
	record_free(record);
	if (!copied)
		return err_set(err, ST_NOTFOUND, _("No copy of this document is kept."));
	change = change_begin(store, actor);
	rule_put(change_update(change, register_kind("document"), document, 0), "copy", NULL);
	st = change_commit(change, NULL, NULL, err);
	change_free(change);
	return st == ST_OK ? store_scrub(store, err) : st;
}
