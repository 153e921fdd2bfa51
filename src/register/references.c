/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who refers to what within a change set: an import's sets are long, and the rules of
 * each of its records ask for the few that belong to the same person or household.
 */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "register/changeset.h"

#define CHAINS_FIRST 64

/* The last bytes of a UUIDv7 are random. */
static int chain_of(const struct references *refs, struct id id)
{
	uint32_t n;

	memcpy(&n, id.b + 12, sizeof n);
	return (int)(n & (uint32_t)(refs->chains - 1));
}

static void link_last(struct references *refs, int n)
{
	int chain = chain_of(refs, refs->at[n].id);

	refs->at[n].next = -1;
	if (refs->last[chain] < 0)
		refs->first[chain] = n;
	else
		refs->at[refs->last[chain]].next = n;
	refs->last[chain] = n;
}

static void grow(struct references *refs)
{
	refs->room = refs->room ? 2 * refs->room : CHAINS_FIRST;
	refs->chains = refs->room;
	refs->at = mem_resize(refs->at, (size_t)refs->room, sizeof *refs->at);
	refs->first = mem_resize(refs->first, (size_t)refs->chains, sizeof *refs->first);
	refs->last = mem_resize(refs->last, (size_t)refs->chains, sizeof *refs->last);
	memset(refs->first, 0xff, (size_t)refs->chains * sizeof *refs->first);
	memset(refs->last, 0xff, (size_t)refs->chains * sizeof *refs->last);
	for (int i = 0; i < refs->count; i++)
		link_last(refs, i);
}

void changeset_refers_to(struct change_item *item, const char *id)
{
	struct references *refs = &item->change->refs;
	struct { struct id id; struct change_item *item; } pair;
	int64_t *known;

	memset(&pair, 0, sizeof pair);
	if (!id || !id_parse(id, &pair.id))
		return;
	pair.item = item;
	if (!refs->known)
		refs->known = map_new();
	known = map_at(refs->known, &pair, sizeof pair);
	if (*known)
		return;
	*known = 1;
	if (refs->count == refs->room)
		grow(refs);
	refs->at[refs->count] = (struct reference){ pair.id, item, -1 };
	link_last(refs, refs->count++);
}

void changeset_refers(struct change_item *item)
{
	for (int i = 0; i < item->kind->n_fields; i++) {
		if (item->kind->fields[i].kind != FIELD_REFERENCE)
			continue;
		changeset_refers_to(item, item->value[i]);
		changeset_refers_to(item, item->old ? item->old->value[i] : NULL);
	}
}

void changeset_forget_references(struct change *change)
{
	struct references *refs = &change->refs;

	free(refs->at);
	free(refs->first);
	free(refs->last);
	map_free(refs->known);
	*refs = (struct references){ 0 };
}

const struct change_item *change_next_with(const struct change *change, struct id id, int *at)
{
	const struct references *refs = &change->refs;
	int n = !refs->count ? -1 : *at ? refs->at[*at - 1].next : refs->first[chain_of(refs, id)];

	while (n >= 0 && !id_same(refs->at[n].id, id))
		n = refs->at[n].next;
	*at = n + 1;
	return n < 0 ? NULL : refs->at[n].item;
}
