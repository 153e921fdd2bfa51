/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns how words that the gate stumbles on are taken out of a form's free text, and put back. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/clean.h"
#include "register/gate.h"
#include "screens/form_own.h"

bool item_free(const struct form_item *item)
{
	enum form_style style = item_style(item);

	return !item->hidden && !item->fixed && item->field &&
		(style == STYLE_LONG || style == STYLE_TEXT) && clean_field(item->field);
}

/* FNV-1a, never 0. */
static uint64_t mark_of(const char *text)
{
	uint64_t mark = 0xcbf29ce484222325u;

	for (; *text; text++)
		mark = (mark ^ (unsigned char)*text) * 0x100000001b3u;
	return mark ? mark : 1;
}

/* Asked at every key, and more than once: a long text is judged once for each change of it. */
bool item_stumbles(struct form_item *item)
{
	const char *text = item_free(item) ? editor_text(item->editor) : "";
	uint64_t mark = mark_of(text);

	if (*text && item->judged.text != mark) {
		item->judged.text = mark;
		item->judged.refused = gate_judge_free(text).refused;
	}
	return *text && item->judged.refused;
}

static struct form_item *stumbling(const struct form *form)
{
	if (form_item_now(form) && item_stumbles(form_item_now(form)))
		return form_item_now(form);
	for (int i = 0; i < form->count; i++)
		if (item_stumbles(&form->item[i]))
			return &form->item[i];
	return NULL;
}

/* Where the words were taken out and nothing was typed since. */
static struct form_item *cut_last(const struct form *form)
{
	for (int i = 0; form->cut.after && i < form->count; i++)
		if (&form->item[i] == form->cut.item && str_same(editor_text(form->item[i].editor), form->cut.after))
			return &form->item[i];
	return NULL;
}

bool form_can_clean(const struct form *form)
{
	return stumbling(form) || cut_last(form);
}

static void put(struct form *form, struct form_item *item, const char *text)
{
	editor_set(item->editor, text);
	free(item->error);
	item->error = NULL;
	form->age++;
}

static void forget(struct form *form)
{
	free(form->cut.before);
	free(form->cut.after);
	form->cut = (struct form_cut){ .item = NULL };
}

static void put_back(struct form *form, struct form_item *item)
{
	put(form, item, form->cut.before);
	forget(form);
	app_say(form->app, "%s", _("The words stand there again."));
}

void form_clean(struct form *form)
{
	struct form_item *item = stumbling(form);
	struct str taken = STR_INIT;
	char *text;

	if (!item && (item = cut_last(form))) {
		put_back(form, item);
		return;
	}
	text = item ? clean_text(editor_text(item->editor), &taken) : NULL;
	if (!text)
		return;
	forget(form);
	form->cut = (struct form_cut){ item, mem_str(editor_text(item->editor)), text };
	put(form, item, text);
	/* TRANSLATORS: words in quotation marks; the same key puts them back */
	app_say(form->app, _("Taken out: %s. F5 puts it back."), str_get(&taken));
	str_free(&taken);
}
