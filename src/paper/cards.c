/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns how welcome cards are issued; see cards.h. */
#include "paper/cards.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/card.h"
#include "paper/cardpage.h"
#include "paper/letter.h"
#include "paper/way.h"

/* All that a batch needs: names and codes are wiped when it goes. */
struct batch {
	struct card_issue *issue;
	struct cardpage_card *card;
	char **own_name, **name;
	char (*language)[16];
	char *municipality, town[16];
	int count;
};

static void batch_new(struct batch *batch, int count)
{
	*batch = (struct batch){
		.issue = mem_array((size_t)count, sizeof(*batch->issue)),
		.card = mem_array((size_t)count, sizeof(*batch->card)),
		.own_name = mem_array((size_t)count, sizeof(*batch->own_name)),
		.name = mem_array((size_t)count, sizeof(*batch->name)),
		.language = mem_array((size_t)count, sizeof(*batch->language)),
		.count = count,
	};
}

static void wipe(char *text)
{
	if (text)
		explicit_bzero(text, strlen(text));
	free(text);
}

static void batch_clear(struct batch *batch)
{
	card_forget(batch->issue, batch->count);
	for (int i = 0; i < batch->count; i++) {
		wipe(batch->own_name[i]);
		wipe(batch->name[i]);
	}
	free(batch->issue);
	free(batch->card);
	free(batch->own_name);
	free(batch->name);
	free(batch->language);
	free(batch->municipality);
}

static enum status read_name(struct store *store, const struct actor *actor, struct id person, char **own, char **name,
	struct err *err)
{
	struct str title = STR_INIT;
	struct record *record;
	enum status st = read_brief(store, actor, register_kind("person"), person, &record, err);

	if (st != ST_OK)
		return st;
	*own = mem_str(record_get(record, "own_script"));
	if (record_get(record, "given_name") && record_get(record, "family_name"))
		/* TRANSLATORS: a given name and a family name, as they stand on a card */
		*name = mem_fmt(PC_("name", "%s %s"), record_get(record, "given_name"), record_get(record, "family_name"));
	else
		record_title(&title, record);
	if (!*name)
		*name = str_take(&title);
	str_wipe(&title);
	record_free(record);
	return ST_OK;
}

static enum status fill_one(struct batch *batch, int i, struct store *store, const struct actor *actor,
	const struct cards_wish *wish, struct date until, struct err *err)
{
	enum status st = read_name(store, actor, wish->person[i], &batch->own_name[i], &batch->name[i], err);

	if (st == ST_OK && wish->language)
		str_copy(batch->language[i], sizeof(batch->language[i]), wish->language);
	else if (st == ST_OK)
		st = letter_language(store, actor, wish->person[i], batch->language[i], err);
	if (st == ST_OK)
		st = card_draw(store, actor, wish->person[i], until, &batch->issue[i], err);
	if (st == ST_OK)
		batch->card[i] = (struct cardpage_card){ .own_name = batch->own_name[i], .name = batch->name[i],
			.language = batch->language[i], .until = until, .code = batch->issue[i].code };
	return st;
}

static enum status fill(struct batch *batch, struct store *store, const struct actor *actor, const struct cards_wish *wish,
	struct err *err)
{
	struct date until = wish->until.year ? wish->until : card_usual_end(clock_today());
	enum status st = setting_get(store, SETTING_MUNICIPALITY, &batch->municipality, err);

	if (st == ST_OK)
		st = letter_beside(store, batch->town, err);
	for (int i = 0; st == ST_OK && i < batch->count; i++)
		st = fill_one(batch, i, store, actor, wish, until, err);
	return st;
}

/* ---- out of the program ---- */

/* What nobody holds in their hand must not stay valid. */
static enum status spoilt(struct batch *batch, struct store *store, const struct actor *actor, const struct err *why,
	struct err *err)
{
	struct err first = *why;
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < batch->count; i++)
		st = card_withdraw(store, actor, batch->issue[i].card, "spoilt", NULL, err);
	if (st != ST_OK)
		return st;
	return err_set(err, first.status, _("%s The cards were withdrawn again."), first.text);
}

static enum status hand_out(struct batch *batch, struct store *store, const struct actor *actor,
	const struct cards_wish *wish, const struct str *pdf, struct id *set, struct err *err)
{
	struct err why = { .status = ST_OK };
	struct way way;
	enum status st = way_begin(&way, wish->file, wish->printer, pdf, err);

	if (st == ST_OK)
		st = card_save(store, actor, batch->issue, batch->count, set, err);
	if (st != ST_OK) {
		way_abandon(&way);
		return st;
	}
	if (way_end(&way, &why) == ST_OK)
		return ST_OK;
	return spoilt(batch, store, actor, &why, err);
}

enum status cards_issue(struct store *store, const struct actor *actor, const struct cards_wish *wish, struct id *set,
	struct err *err)
{
	struct str pdf = STR_INIT;
	struct batch batch;
	enum status st;

	if (wish->count < 1 || wish->count > CARDS_MOST)
		return err_set(err, ST_INVALID, _("Cards are issued to 1 to %d people at once. Nothing was changed."), CARDS_MOST);
	batch_new(&batch, wish->count);
	st = fill(&batch, store, actor, wish, err);
	if (st == ST_OK) {
		struct cardpage page = { .municipality = batch.municipality ? batch.municipality : "", .language = batch.town,
			.card = batch.card, .count = batch.count, .size = wish->size };

		st = cardpage_pdf(&page, &pdf, err);
	}
	if (st == ST_OK)
		st = hand_out(&batch, store, actor, wish, &pdf, set, err);
	str_wipe(&pdf);
	batch_clear(&batch);
	return st;
}
