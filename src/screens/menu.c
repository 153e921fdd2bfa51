/* SPDX-License-Identifier: EUPL-1.2 */
/* The menu: what can be done here, every screen, every list; so that no key is the only way to anything. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "base/utf.h"
#include "insight/report.h"
#include "screens/places.h"
#include "screens/popup.h"
#include "screens/vlist.h"

/* Where a row leads: an action (tag = id), or one of these. */
enum { TO_ACTION, TO_TODAY, TO_AGENDA, TO_REGISTER, TO_GROUP, TO_CASELOAD, TO_REPORTS, TO_AUDIT, TO_SEALED, TO_RETENTION, TO_PROFILE,
	TO_WAITING_HOME, TO_WAITING, TO_ROUNDS, TO_CRITERIA, TO_FAIRNESS, TO_BACKUP, TO_USERS, TO_EXCEPTIONS, TO_SHEET, TO_PASSPHRASE, TO_LIST };

struct entry { int to, id; const struct kind *kind; };

struct menu {
	struct screen screen;
	const struct screen *about;
	struct vlist *list;
	struct entry *entry;
	int n;
	struct area box;
	char typed[64];              /* letters typed in one go */
	int64_t typed_ms;            /* when the last of them was, by clock_ticks_ms() */
};

#define ONE_GO_MS 900

static void add_head(struct menu *menu, const char *words)
{
	struct vrow row = { .head = true };

	row.cell[0] = mem_str(words);
	vlist_push(menu->list, &row);
}

static void add(struct menu *menu, struct entry entry, const char *words, int key)
{
	struct vrow row = { .tag = menu->n };
	struct str name = STR_INIT;

	menu->entry = mem_resize(menu->entry, (size_t)menu->n + 1, sizeof(*menu->entry));
	menu->entry[menu->n++] = entry;
	row.id.b[0] = (uint8_t)(menu->n & 0xff);
	row.id.b[1] = (uint8_t)(menu->n >> 8);
	row.cell[0] = mem_str(words);
	if (key != K_NONE) {
		key_name(&name, key);
		row.cell[1] = str_take(&name);
	}
	vlist_push(menu->list, &row);
}

static void add_actions(struct menu *menu, const struct action *table, const struct action *over)
{
	for (const struct action *a = table; a && a->id; a++) {
		bool offered = a->id != ACT_MENU && (!a->can || a->can(menu->about)) &&
			!action_covered(a, over, menu->about, false);

		if (offered)
			add(menu, (struct entry){ TO_ACTION, a->id, NULL }, _(a->name), a->key[0]);
	}
}

static int by_words(const void *a, const void *b)
{
	const struct kind *const *left = a, *const *right = b;

	return text_compare(_((*left)->plural), _((*right)->plural));
}

/* By their names, as the chosen language orders them. */
static void add_lists(struct menu *menu)
{
	int count, n = 0;
	const struct kind *const *kinds = register_kinds(&count), **seen = mem_resize(NULL, (size_t)count, sizeof(*seen));

	for (int i = 0; i < count; i++)
		if (kind_seen(&menu->screen.app->session.actor, kinds[i]))
			seen[n++] = kinds[i];
	qsort(seen, (size_t)n, sizeof(*seen), by_words);
	if (n > 0)
		add_head(menu, _("LISTS"));
	for (int i = 0; i < n; i++)
		add(menu, (struct entry){ TO_LIST, 0, seen[i] }, _(seen[i]->plural), K_NONE);
	free(seen);
}

/* What is the town's own matter: within a sealed file it is not offered. */
static void add_town(struct menu *menu)
{
	struct app *app = menu->screen.app;

	if (app->session.actor.roles & ROLE_TEAM_LEAD)
		add(menu, (struct entry){ TO_CASELOAD, 0, NULL }, _("Caseload"), K_NONE);
	if (report_may(&app->session.actor))
		add(menu, (struct entry){ TO_REPORTS, 0, NULL }, _("Reports"), K_NONE);
	if (app->session.actor.roles & ROLE_AUDITOR)
		add(menu, (struct entry){ TO_AUDIT, 0, NULL }, _("Trail of a file"), K_NONE);
	if (sealed_any(app))
		add(menu, (struct entry){ TO_SEALED, 0, NULL }, _("Sealed files"), K_NONE);
	if (app->session.actor.roles & ROLE_CASEWORK)
		add(menu, (struct entry){ TO_RETENTION, 0, NULL }, _("Kept long enough"), K_NONE);
	if (app->session.actor.roles & (ROLE_CASEWORK | ROLE_TEAM_LEAD | ROLE_ADMIN))
		add(menu, (struct entry){ TO_PROFILE, 0, NULL }, _("Country profile"), K_NONE);
	if (exceptions_any(app))
		add(menu, (struct entry){ TO_EXCEPTIONS, 0, NULL }, _("Gate and exceptions"), K_NONE);
	add(menu, (struct entry){ TO_SHEET, 0, NULL }, _("Sheet for newcomers"), K_NONE);
	add(menu, (struct entry){ TO_BACKUP, 0, NULL }, _("Backup"), K_NONE);
	if (app->session.actor.roles & ROLE_ADMIN)
		add(menu, (struct entry){ TO_USERS, 0, NULL }, _("Users"), K_NONE);
	add(menu, (struct entry){ TO_PASSPHRASE, 0, NULL }, _("Your passphrase"), K_NONE);
}

static enum status open_menu(struct screen *screen, struct err *err)
{
	struct menu *menu = (struct menu *)screen;

	(void)err;
	/* Places first: what can be done here is also on F1. */
	vlist_begin(menu->list);
	add_head(menu, _("GO TO"));
	add(menu, (struct entry){ TO_TODAY, 0, NULL }, screen->app->haven ? _("Sealed file") : _("Today"), K_NONE);
	if (kind_seen(&screen->app->session.actor, register_kind("appointment")))
		add(menu, (struct entry){ TO_AGENDA, 0, NULL }, _("Agenda"), K_NONE);
	if (kind_changed_by(&screen->app->session.actor, register_kind("person")))
		add(menu, (struct entry){ TO_REGISTER, 0, NULL }, _("Register a person"), K_NONE);
	if (kind_changed_by(&screen->app->session.actor, register_kind("membership")) && !screen->app->haven)
		add(menu, (struct entry){ TO_GROUP, 0, NULL }, _("Group arriving"), K_NONE);
	if (kind_changed_by(&screen->app->session.actor, register_kind("placement")) && !screen->app->haven)
		add(menu, (struct entry){ TO_WAITING_HOME, 0, NULL }, _("Waiting for a home"), K_NONE);
	if (kind_seen(&screen->app->session.actor, register_kind("enrolment")) && !screen->app->haven)
		add(menu, (struct entry){ TO_WAITING, 0, NULL }, _("Waiting for a course"), K_NONE);
	if (kind_seen(&screen->app->session.actor, register_kind("match_rule")) && !screen->app->haven)
		add(menu, (struct entry){ TO_CRITERIA, 0, NULL }, _("Criteria of matching"), K_NONE);
	if (rounds_any(screen->app))
		add(menu, (struct entry){ TO_ROUNDS, 0, NULL }, _("Rounds of allocation"), K_NONE);
	if (fairness_any(screen->app))
		add(menu, (struct entry){ TO_FAIRNESS, 0, NULL }, _("Audit of matching"), K_NONE);
	if (!screen->app->haven)
		add_town(menu);
	if (menu->about->ops->actions && menu->about->ops->actions->id) {
		add_head(menu, _("HERE"));
		add_actions(menu, menu->about->ops->actions, NULL);
	}
	add_head(menu, _("EVERYWHERE"));
	add_actions(menu, actions_global, menu->about->ops->actions);
	add_lists(menu);
	vlist_end(menu->list);
	return ST_OK;
}

/* Lists stand in the order of the language: the cursor goes with its entry. */
static void tell(struct screen *screen, enum news news)
{
	struct menu *menu = (struct menu *)screen;
	const struct vrow *row = vlist_now(menu->list);
	struct entry was = row ? menu->entry[row->tag] : (struct entry){ -1, 0, NULL };

	if (news != NEWS_LANGUAGE)
		return;
	menu->n = 0;
	open_menu(screen, NULL);
	for (int i = 0; i < vlist_held(menu->list); i++) {
		const struct entry *is;

		row = vlist_row(menu->list, i);
		is = row->head ? NULL : &menu->entry[row->tag];
		if (is && is->to == was.to && is->id == was.id && is->kind == was.kind)
			vlist_go(menu->list, row->id);
	}
}

static void title(const struct screen *screen, struct str *out)
{
	(void)screen;
	str_add(out, _("Menu"));
}

static void layout(struct screen *screen, struct area body)
{
	struct menu *menu = (struct menu *)screen;

	menu->box = popup_area(body, vlist_held(menu->list), 48);
	vlist_layout(menu->list, popup_inside(menu->box));
}

static void draw(struct screen *screen)
{
	struct menu *menu = (struct menu *)screen;

	popup_draw(menu->box, _("Menu"));
	vlist_draw(menu->list, true);
}

static struct next choose(struct menu *menu)
{
	const struct vrow *row = vlist_now(menu->list);
	struct app *app = menu->screen.app;
	const struct entry *e;

	if (!row)
		return next_back();
	e = &menu->entry[row->tag];
	switch (e->to) {
	case TO_TODAY:
		return next_home();
	case TO_AGENDA:
		return next_replace(screen_as_oneself(agenda_screen(app)));
	case TO_REGISTER:
		return next_replace(screen_as_oneself(register_screen(app, NULL)));
	case TO_GROUP:
		return next_replace(screen_as_oneself(group_screen(app)));
	case TO_CRITERIA:
		return next_replace(screen_as_oneself(criteria_screen(app, MATCH_HOMES)));
	case TO_FAIRNESS:
		return next_replace(screen_as_oneself(fairness_screen(app, -1)));
	case TO_WAITING:
		return next_replace(screen_as_oneself(waiting_screen(app)));
	case TO_ROUNDS:
		return next_replace(screen_as_oneself(rounds_screen(app)));
	case TO_WAITING_HOME:
		return next_replace(screen_as_oneself(waiting_home_screen(app)));
	case TO_CASELOAD:
		return next_replace(screen_as_oneself(caseload_screen(app)));
	case TO_REPORTS:
		return next_replace(screen_as_oneself(reports_screen(app)));
	case TO_AUDIT:
		return next_replace(screen_as_oneself(audit_screen(app)));
	case TO_SEALED:
		return next_replace(screen_as_oneself(sealed_screen(app)));
	case TO_RETENTION:
		return next_replace(screen_as_oneself(retention_screen(app)));
	case TO_PROFILE:
		return next_replace(screen_as_oneself(profile_screen(app)));
	case TO_BACKUP:
		return next_replace(screen_as_oneself(backup_screen(app)));
	case TO_USERS:
		return next_replace(screen_as_oneself(users_screen(app)));
	case TO_EXCEPTIONS:
		return next_replace(screen_as_oneself(exceptions_screen(app)));
	case TO_SHEET:
		return next_replace(newcomer_sheet_screen(app));
	case TO_PASSPHRASE:
		return next_replace(screen_as_oneself(passphrase_screen(app)));
	case TO_LIST:
		return next_replace(screen_as_oneself(list_screen(app, e->kind)));
	default:
		return next_act(e->id);
	}
}

static bool begins_with(const char *words, const char *typed)
{
	struct str word = STR_INIT, key = STR_INIT;
	bool same;

	text_fold(&word, words);
	text_fold(&key, typed);
	same = key.len > 0 && strncmp(str_get(&word), str_get(&key), key.len) == 0;
	str_free(&word);
	str_free(&key);
	return same;
}

/* The next entry that begins so, the one under the cursor only after all others, or first. */
static bool go_to(struct menu *menu, bool stay)
{
	const struct vrow *now = vlist_now(menu->list);
	int held = vlist_held(menu->list), at = 0;

	for (int i = 0; i < held; i++)
		at = vlist_row(menu->list, i) == now ? i : at;
	for (int i = stay ? 0 : 1; i <= held; i++) {
		const struct vrow *row = vlist_row(menu->list, (at + i) % held);

		if (!row->head && begins_with(row->cell[0], menu->typed))
			return vlist_go(menu->list, row->id);
	}
	return false;
}

/* A letter goes to the next entry that begins with it; letters typed in one go, to the one that begins with all of
 * them. */
static bool jump(struct menu *menu, int letter)
{
	size_t len = strlen(menu->typed);
	int64_t now = clock_ticks_ms();
	bool word = len > 0 && len < sizeof(menu->typed) - 5 && now - menu->typed_ms < ONE_GO_MS;
	char one[5] = "";

	utf_encode((uint32_t)letter, one);
	menu->typed_ms = now;
	strcpy(menu->typed + (word ? len : 0), one);
	if (word && go_to(menu, true))
		return true;
	strcpy(menu->typed, one);
	if (go_to(menu, false))
		return true;
	menu->typed[0] = '\0';
	return false;
}

static struct next key(struct screen *screen, int k)
{
	struct menu *menu = (struct menu *)screen;

	if (key_is_text(k) && jump(menu, k))
		return next_stay();
	return vlist_key(menu->list, k, true, NULL) ? next_stay() : next_unused();
}

enum { ACT_CHOOSE = ACT_OWN, ACT_CLOSE };

static struct next act(struct screen *screen, int id)
{
	return id == ACT_CHOOSE ? choose((struct menu *)screen) : next_back();
}

static void close_menu(struct screen *screen)
{
	struct menu *menu = (struct menu *)screen;

	vlist_free(menu->list);
	free(menu->entry);
	free(menu);
}

static const struct action actions[] = {
	{ ACT_CHOOSE, { K_ENTER }, N_("go there"), N_("Go there, or do it. A letter goes to the next entry that begins with it, a word typed in one go to its "
		"entry."), 0, false },
	{ ACT_CLOSE, { K_ESC, K_F10 }, N_("back"), N_("Close the menu."), 0, false },
	ACTION_END
};

static const struct screen_ops menu_ops = {
	.name = "menu", .actions = actions, .overlay = true, .open = open_menu, .title = title, .layout = layout,
	.draw = draw, .key = key, .act = act, .tell = tell, .close = close_menu,
};
SCREEN(menu_ops);

struct screen *menu_screen(struct app *app, const struct screen *below)
{
	static const struct vcol columns[] = {
		{ NULL, 24, 0, 0, false, LOOK_NORMAL, false, false },
		{ NULL, 6, 14, 1, false, LOOK_DIM, true, false },
	};
	struct menu *menu = mem_alloc(sizeof(*menu));

	menu->about = below;
	menu->list = vlist_new(columns, ARRAY_LEN(columns));
	return screen_init(&menu->screen, &menu_ops, app);
}
