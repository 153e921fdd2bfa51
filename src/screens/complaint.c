/* SPDX-License-Identifier: EUPL-1.2 */
/* Before a complaint is taken down: what happens with it is said to the person, who then says whether they wish it. */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "screens/places.h"
#include "screens/popup.h"

#define COLS 74
#define ROWS 17

struct complaint {
	struct screen screen;
	struct id person;
	struct area box;
};

enum { ACT_WISHED = ACT_OWN, ACT_NOT_WISHED };

/* To be read out: each is said by itself, so that an interpreter can follow. */
static const char *const said[] = {
	N_("Colleagues of casework alone can read it. If it names a colleague, that colleague and the team leads are shown nothing "
		"of it, not even that it is there."),
	N_("It has no effect on plan, course, home or money, and no list marks who complained."),
	N_("Nothing is passed on unless you wish it: to the ombudsman, legal aid, the labour inspectorate, the equality body; to the "
		"police only if you say so."),
	N_("You can take it back at any time, and you are told what comes of it."),
};

static void title(const struct screen *screen, struct str *out)
{
	(void)screen;
	str_add(out, _("Complaint"));
}

static void layout(struct screen *screen, struct area body)
{
	((struct complaint *)screen)->box = popup_area(body, ROWS, COLS);
}

static void draw(struct screen *screen)
{
	struct area in = popup_inside(((struct complaint *)screen)->box);
	int row = in.row, end = in.row + in.rows;

	popup_draw(((struct complaint *)screen)->box, _("Before it is taken down, tell the person:"));
	for (size_t i = 0; i < ARRAY_LEN(said) && row < end - 1; i++) {
		term_sign(row, in.col, SIGN_DOT, LOOK_NORMAL);
		row += term_wrap((struct area){ row, in.col + 2, end - 1 - row, in.cols - 2 }, LOOK_NORMAL, _(said[i]));
	}
	row = row + 1 < end ? row + 1 : end - 1;
	term_wrap((struct area){ row, in.col, end - row, in.cols }, LOOK_BOLD, _("Does the person wish it to be taken down?"));
}

static struct next act(struct screen *screen, int id)
{
	struct complaint *c = (struct complaint *)screen;
	struct id none = { { 0 } };

	if (id == ACT_WISHED)
		return next_replace(form_screen(screen->app, register_kind("complaint"), none, c->person));
	if (id != ACT_NOT_WISHED)
		return next_unused();
	app_say(screen->app, "%s", _("Nothing was taken down."));
	return next_back();
}

static void close_it(struct screen *screen)
{
	free(screen);
}

static const struct action complaint_actions[] = {
	{ ACT_WISHED, { 'y', K_ENTER }, N_("take it down"), N_("The person heard what happens with it, and wishes it."), NULL,
		false },
	{ ACT_NOT_WISHED, { 'n', K_ESC }, N_("no"), N_("Goes back; nothing is taken down."), NULL, false },
	ACTION_END
};

static const struct screen_ops complaint_ops = {
	.name = "complaint", .actions = complaint_actions, .overlay = true, .title = title, .layout = layout, .draw = draw,
	.act = act, .close = close_it,
};
SCREEN(complaint_ops);

struct screen *complaint_screen(struct app *app, struct id person)
{
	struct complaint *c = mem_alloc(sizeof(*c));

	c->person = person;
	return screen_init(&c->screen, &complaint_ops, app);
}
