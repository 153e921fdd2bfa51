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

static bool stumbles(const struct form_item *item)
{
	return item_free(item) && gate_judge_free(editor_text(item->editor)).refused;
}

static struct form_item *stumbling(const struct form *form)
{
	if (form_item_now(form) && stumbles(form_item_now(form)))
		return form_item_now(form);
	for (int i = 0; i < form->count; i++)
		if (stumbles(&form->item[i]))
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
