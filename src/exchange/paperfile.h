/* SPDX-License-Identifier: EUPL-1.2 */
/* The copy of a paper from a file of the person at the desk, and into one: never through a third. */
#ifndef EXCHANGE_PAPERFILE_H
#define EXCHANGE_PAPERFILE_H

#include "register/change.h"

/* Reads PATH ("-": standard input) and keeps it as the document's copy; see document_attach(). */
enum status paperfile_attach(struct store *store, const struct actor *actor, struct id document, const char *path,
	struct id *set, struct err *err);
/* Writes the copy to PATH, where nothing stands yet, for its owner alone ("-": standard output); see
 * document_copy_read(). */
enum status paperfile_save(struct store *store, const struct actor *actor, struct id document, const char *path,
	struct err *err);

#endif
