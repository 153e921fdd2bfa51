/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a dossier of recognition needs, route by route: papers and fees, as
 * schema/dossiers/ROUTE.ini declares it at build and a town in the same format.
 *
 *	[dossier]    route note
 *	[paper N]    what form translation
 *	[fee N]      what payer amount
 */
#ifndef REGISTER_DOSSIER_INI_H
#define REGISTER_DOSSIER_INI_H

#include <stdbool.h>

#include "register/ini.h"

#define DOSSIER_MOST 40     /* papers, and fees, of one list */

struct dossier_paper {
	const char *what;       /* N_() where it is built in */
	const char *form;       /* key of requirement.form, or NULL */
	bool translation;       /* to be translated where it is not in a language that the authority reads */
};
struct dossier_fee {
	const char *what;       /* N_() where it is built in */
	const char *payer;      /* key of fee.payer, or NULL: not settled */
	const char *amount;     /* "120.00", or NULL */
};
/* Strings are borrowed from the document, or constant. */
struct dossier_list {
	const char *route;      /* key of credential.route */
	const char *note;       /* what to know of the route; N_() where it is built in */
	struct dossier_paper paper[DOSSIER_MOST];
	struct dossier_fee fee[DOSSIER_MOST];
	int n_papers, n_fees;
};

/* ST_INVALID tells the line: an unknown key, route, form or payer, no "what", too many. The gate is the caller's. */
enum status dossier_ini_read(struct dossier_list *out, const struct ini_doc *doc, struct err *err);

#endif
