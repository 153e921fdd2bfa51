/* SPDX-License-Identifier: EUPL-1.2 */
/* Which language: each by its own name, switched at once, remembered for this user in the file. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "screens/places.h"
#include "screens/popup.h"
#include "screens/vlist.h"

struct language {
	struct screen screen;
	struct vlist *list;
	struct area box;
};

/* A language is offered in its own words, whatever is spoken now. */
static const struct { const char *code, *name; } names[] = {
	{ "am", "አማርኛ" }, { "ar", "العربية" }, { "bg", "Български" }, { "da", "Dansk" }, { "de", "Deutsch" },
	{ "el", "Ελληνικά" }, { "en", "English" }, { "es", "Español" }, { "fa", "فارسی" }, { "fr", "Français" },
	{ "it", "Italiano" }, { "nb", "Norsk bokmål" }, { "nl", "Nederlands" }, { "pl", "Polski" },
	{ "ps", "پښتو" }, { "pt", "Português" }, { "ro", "Română" }, { "ru", "Русский" }, { "so", "Soomaali" },
	{ "sv", "Svenska" }, { "ti", "ትግርኛ" }, { "tr", "Türkçe" }, { "uk", "Українська" },
};

static const char *own_name(const char *code)
{
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (strcmp(names[i].code, code) == 0)
			return names[i].name;
	}
	return code;
}

static enum status open_language(struct screen *screen, struct err *err)
{
	struct language *l = (struct language *)screen;
	size_t count;
	const char *const *codes = msg_languages(&count);

	(void)err;
	vlist_begin(l->list);
	for (size_t i = 0; i < count; i++) {
		struct vrow row = { .tag = (int)i };

		row.id.b[0] = (uint8_t)(i + 1);
		row.cell[0] = mem_str(own_name(codes[i]));
		vlist_push(l->list, &row);
	}
	vlist_end(l->list);
	for (size_t i = 0; i < count; i++) {
		if (strcmp(codes[i], msg_language()) == 0)
			vlist_go(l->list, (struct id){ { (uint8_t)(i + 1) } });
	}
	return ST_OK;
}

static void title(const struct screen *screen, struct str *out)
{
	(void)screen;
	str_add(out, _("Language"));
}

static void layout(struct screen *screen, struct area body)
{
	struct language *l = (struct language *)screen;

	l->box = popup_area(body, vlist_held(l->list), 30);
	vlist_layout(l->list, popup_inside(l->box));
}

static void draw(struct screen *screen)
{
	struct language *l = (struct language *)screen;

	popup_draw(l->box, _("Language"));
	vlist_draw(l->list, true);
}

static struct next choose(struct language *l)
{
	const struct vrow *row = vlist_now(l->list);
	struct app *app = l->screen.app;
	size_t count;
	const char *const *codes = msg_languages(&count);
	struct str key = STR_INIT;

	if (!row || (size_t)row->tag >= count || !msg_set_language(codes[row->tag]))
		return next_back();
	str_addf(&key, "language:%s", app->actor->user);
	if (!app->store)
		app->language_given = true;
	else
		setting_set(app->session.store, str_get(&key), codes[row->tag], NULL);
	str_free(&key);
	app_language(app);
	return next_back();
}

static struct next key(struct screen *screen, int k)
{
	struct language *l = (struct language *)screen;

	if (k == K_F9)
		k = K_DOWN;
	return vlist_key(l->list, k, true, NULL) ? next_stay() : next_unused();
}

enum { ACT_CHOOSE = ACT_OWN };

static struct next act(struct screen *screen, int id)
{
	return id == ACT_CHOOSE ? choose((struct language *)screen) : next_unused();
}

static void close_language(struct screen *screen)
{
	vlist_free(((struct language *)screen)->list);
	free(screen);
}

static const struct action actions[] = {
	{ ACT_CHOOSE, { K_ENTER }, N_("choose"), N_("Speak this language from now on."), 0, false },
	{ ACT_BACK, { K_ESC }, N_("back"), N_("Go back; the language stays as it is."), 0, false },
	ACTION_END
};

static const struct screen_ops language_ops = {
	.name = "language", .actions = actions, .overlay = true, .open = open_language, .title = title,
	.layout = layout, .draw = draw, .key = key, .act = act, .close = close_language,
};
SCREEN(language_ops);

struct screen *language_screen(struct app *app)
{
	static const struct vcol columns[] = { { NULL, 10, 0, 0, false, LOOK_NORMAL, false, false } };
	struct language *l = mem_alloc(sizeof(*l));

	l->list = vlist_new(columns, 1);
	return screen_init(&l->screen, &language_ops, app);
}
